"""What happens to a listing in its notice: rows for tests that look at rows, and the situations they need."""

from datetime import timedelta
from decimal import Decimal

import factory
from django.core.files.uploadedfile import SimpleUploadedFile

from listings.models import (
    Announcement,
    Listing,
    Objection,
    ObjectionFile,
    ObjectionLetter,
    OutsideSale,
    Proposal,
    Suspension,
    UndertakingAcceptance,
)
from listings.services.objection import admit_objection
from listings.services.objection_lodging import lodge_objection
from listings.services.suspension import suspend_listing
from listings.undertakings import CURRENT
from tests.factories.accounts import make_actor
from tests.factories.bidding import auditor_of
from tests.factories.checklist import OBJECTION_YES
from tests.factories.listings import AchievementFactory, ListingFactory
from tests.factories.notices import LetterFactory
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.casework.services import claim_case
from tte.common.clock import now


def staff(row) -> object:
    return auditor_of(row.listing).user


class AnnouncementFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Announcement

    listing = factory.SubFactory(ListingFactory)
    code = factory.Sequence(lambda number: f"GG26-{90001 + number}")
    kind = "suspended"
    reason_code = "G2"
    announced_by = factory.LazyAttribute(staff)


class ProposalFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Proposal

    listing = factory.SubFactory(ListingFactory)
    kind = "suspension"
    reason_code = "G2"
    text = "权属正在核实。"
    asked_by = factory.LazyAttribute(lambda row: make_actor(role=Role.OFFICER, organisation=row.listing.holder).user)


class SuspensionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Suspension

    listing = factory.SubFactory(ListingFactory)
    ground = "G2"
    state_before = "in_notice"
    elapsed = 0
    began_at = factory.LazyFunction(now)
    began_by = factory.LazyAttribute(staff)
    due_at = factory.LazyFunction(lambda: now() + timedelta(days=30))


class OutsideSaleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = OutsideSale

    listing = factory.SubFactory(ListingFactory)
    auctioneer = "恒信拍卖有限公司"


class UndertakingAcceptanceFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = UndertakingAcceptance

    achievement = factory.SubFactory(AchievementFactory)
    version = CURRENT
    organisation = factory.SelfAttribute("achievement.holder")
    accepted_by = factory.SelfAttribute("achievement.posted_by")


def relisting_words(listing: Listing, price: Decimal) -> dict:
    """What a relisting is given beside who does it."""
    given = UndertakingAcceptanceFactory.build(
        achievement=listing.achievement, organisation=listing.holder, accepted_by=listing.achievement.posted_by
    )
    return {"price": price, "text": "", "evidence": None, "undertakings": given}


class ObjectionFactory(factory.django.DjangoModelFactory):
    """Written by a visitor, the address not yet confirmed."""

    class Meta:
        model = Objection

    listing = factory.SubFactory(ListingFactory)
    code = factory.Sequence(lambda number: f"OB26-{90001 + number}")
    token = factory.Sequence(lambda number: f"token-{number}")
    against = "notice"
    ground = "O1"
    text = "该成果系我单位委托开发。"
    name = "沈知言"
    email = "shen@outside.example"
    language = "zh-hans"


class ObjectionFileFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ObjectionFile

    objection = factory.SubFactory(ObjectionFactory)
    file = factory.SubFactory("tests.factories.files.StoredFileFactory")


class ObjectionLetterFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ObjectionLetter

    objection = factory.SubFactory(ObjectionFactory)
    kind = "lodged"
    delivery = factory.SubFactory(
        LetterFactory, letter="listings.objection", address=factory.SelfAttribute("..objection.email")
    )


def paper(name: str = "contract.txt") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "委托开发合同第三条".encode())


def lodged_objection(listing: Listing, by: Actor | None = None, *, papers: int = 1, **fields) -> Objection:
    """By somebody signed in, so that the address is proven; with a paper unless `papers=0`."""
    given = {"ground": "O1", "text": "该成果系我单位委托开发。", "name": "", "email": "", "sender": ""}
    evidence = [paper(f"{number}.txt") for number in range(papers)]
    by = by or make_actor(role=Role.AGENT)
    return lodge_objection(listing=listing, evidence=evidence, by=by, **given | fields)


def claimed_objection(listing: Listing, auditor: Actor, **fields) -> Objection:
    objection = lodged_objection(listing, **fields)
    claim_case(case=objection.case, by=auditor)
    return objection


def examined_objection(listing: Listing, auditor: Actor, **fields) -> Objection:
    return admit_objection(
        objection=claimed_objection(listing, auditor, **fields), text="", answers=OBJECTION_YES, by=auditor
    )


def suspended_listing(auditor: Actor | None = None, **fields) -> Listing:
    listing = ListingFactory(**fields)
    return suspend_listing(listing=listing, reason_code="G2", text="", by=auditor or auditor_of(listing))
