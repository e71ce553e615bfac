"""Data rooms. Single rows for tests that look at rows; the functions below walk the services."""

import io

import factory
from django.core.files.base import ContentFile
from pypdf import PageObject, PdfWriter

from listings.models import (
    Attachment,
    DataRoom,
    ExportDecision,
    Listing,
    RoomAccess,
    RoomEntry,
    RoomSignature,
)
from listings.selectors.data_room import accesses, agreement
from listings.services.data_room import ask_access, grant_access, open_room, sign_agreement
from tests.factories.accounts import MembershipFactory, OrganisationFactory, make_actor
from tests.factories.files import StoredFileFactory
from tests.factories.listings import AttachmentFactory, ListingFactory, make_officer
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role

REASON = "We plan a coating line and ask for the ageing tests"


def pdf_of_pages(*sizes: tuple[float, float], password: str = "", rotation: int = 0) -> bytes:
    """A real document of blank pages."""
    writer = PdfWriter()
    for width, height in sizes or ((595, 842),):
        page = PageObject.create_blank_page(width=width, height=height)
        writer.add_page(page.rotate(rotation) if rotation else page)
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


class DataRoomFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = DataRoom

    listing = factory.SubFactory(ListingFactory)
    opened_by = factory.LazyAttribute(lambda row: make_officer(row.listing.holder).user)


class RoomAccessFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoomAccess

    room = factory.SubFactory(DataRoomFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.ENTERPRISE)
    reason = REASON
    asked_by = factory.LazyAttribute(lambda row: make_actor(role=Role.AGENT, organisation=row.organisation).user)


class RoomSignatureFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoomSignature

    access = factory.SubFactory(RoomAccessFactory)
    organisation = factory.SelfAttribute("access.organisation")
    membership = factory.SubFactory(
        MembershipFactory, role=Role.AGENT, organisation=factory.SelfAttribute("..organisation")
    )
    signed_by = factory.SelfAttribute("membership.user")
    version = "2000-01-01"
    text_sha256 = "0" * 64


class ExportDecisionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ExportDecision

    access = factory.SubFactory(RoomAccessFactory)
    office = factory.SelfAttribute("access.room.listing.exchange")
    trade_class = "F"
    list_version = "2025-07-15"
    decided_by = factory.SelfAttribute("access.asked_by")


class RoomEntryFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = RoomEntry

    access = factory.SubFactory(RoomAccessFactory)
    organisation = factory.SelfAttribute("access.organisation")
    person = factory.SelfAttribute("access.asked_by")
    act = "view"
    address = "192.0.2.0/24"


def confidential_file(listing: Listing, content: bytes | None = None, **fields: object) -> Attachment:
    """A file in the room of a listing: a real PDF of two pages unless told."""
    body = pdf_of_pages((595, 842), (842, 595)) if content is None else content
    kept = StoredFileFactory(content=ContentFile(body, name="report"), size=len(body), **fields)
    return AttachmentFactory(achievement=listing.achievement, file=kept, audience="confidential")


def offered_room(listing: Listing | None = None, *, opening: str = "decision", unmarked: bool = False) -> DataRoom:
    """A room with one PDF in it."""
    listing = listing or ListingFactory()
    confidential_file(listing)
    return open_room(listing=listing, opening=opening, offers_unmarked=unmarked, by=make_officer(listing.holder))


def asked_access(room: DataRoom, by: Actor) -> RoomAccess:
    return accesses().get(pk=ask_access(room=room, reason=REASON, by=by).pk)


def signed_access(room: DataRoom, by: Actor) -> RoomAccess:
    access = asked_access(room, by)
    sign_agreement(access=access, version=agreement().key, agrees=True, by=by)
    return accesses().get(pk=access.pk)


def granted_access(room: DataRoom, by: Actor) -> RoomAccess:
    access = signed_access(room, by)
    grant_access(access=access, ends_on=None, reason="", by=make_officer(room.listing.holder))
    return accesses().get(pk=access.pk)
