"""Data rooms as they stand: files, who is before them, what was signed, and why one is shut now (R8-05, R8-16)."""

import hashlib
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, F, Max, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from listings.enums import AttachmentAudience, ListingState, RoomAccessState
from listings.models import Attachment, DataRoom, ExportDecision, Listing, RoomAccess, RoomEntry, RoomSignature
from listings.selectors.stake import untouched
from tte.accounts.actor import Actor
from tte.accounts.enums import IdentifierScheme
from tte.accounts.models import Organisation, OrganisationIdentifier
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import codes
from tte.codelists.selectors.rules import rule
from tte.common.clock import today
from tte.common.languages import is_chinese

A_MONTH = timedelta(days=31)  # no reminder comes earlier
RUNNING = (ListingState.IN_NOTICE, ListingState.QUALIFYING, ListingState.BIDDING, ListingState.NEGOTIATING)
ABROAD, SPECIAL = "80", ("71", "81", "82")
PROHIBITED = "P"


@dataclass(frozen=True)
class Agreement:
    """The text in force, in both languages, with the name of its version."""

    version: str
    text_zh: str
    text_en: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(f"{self.version}\n{self.text_zh}\n{self.text_en}".encode()).hexdigest()

    @property
    def shown(self) -> str:
        return self.text_zh if is_chinese() else self.text_en

    @property
    def key(self) -> str:
        """What a page sends back to say which text was read."""
        return f"{self.version} {self.sha256[:16]}"


@dataclass(frozen=True)
class Shut:
    """Why a room is shut before somebody: a code, what it is called, and the sentence."""

    code: str
    title: str | Promise
    sentence: str | Promise


def rooms() -> QuerySet[DataRoom]:
    return DataRoom.objects.select_related("listing__achievement", "listing__holder", "listing__exchange")


def accesses() -> QuerySet[RoomAccess]:
    return RoomAccess.objects.select_related(
        "room__listing__achievement__holder",
        "room__listing__holder",
        "room__listing__exchange",
        "organisation",
        "asked_by",
        "decided_by",
    ).prefetch_related("organisation__identifiers", "export_decisions")


def room_of_listing(listing: Listing) -> DataRoom | None:
    return getattr(listing, "data_room", None)


def access_of(room: DataRoom, organisation: Organisation) -> RoomAccess | None:
    return accesses().filter(room=room, organisation=organisation).first()


def accesses_of(organisation: Organisation) -> QuerySet[RoomAccess]:
    """What an enterprise has asked for, newest first."""
    return accesses().filter(organisation=organisation).order_by("-asked_at", "-pk")


def accesses_to(room: DataRoom) -> QuerySet[RoomAccess]:
    """Who stands before a room, those who wait first, each with how often it looked and when last."""
    waits = ExpressionWrapper(Q(state=RoomAccessState.SIGNED), output_field=BooleanField())
    return (
        accesses()
        .filter(room=room)
        .annotate(looks=Count("entries"), last_look=Max("entries__happened_at"), waits=waits)
        .order_by("-waits", "-asked_at", "-pk")
    )


def confidential_files(listing: Listing) -> QuerySet[Attachment]:
    return (
        Attachment.objects.filter(achievement=listing.achievement_id, audience=AttachmentAudience.CONFIDENTIAL)
        .select_related("file")
        .order_by("position", "pk")
    )


def room_files() -> QuerySet[Attachment]:
    return Attachment.objects.filter(audience=AttachmentAudience.CONFIDENTIAL).select_related("file")


def access_to_file(attachment: Attachment, organisation: Organisation) -> RoomAccess | None:
    """The enterprise's access to the room that holds the file; of several listings, the latest."""
    before = accesses().filter(room__listing__achievement=attachment.achievement_id, organisation=organisation)
    return before.order_by("-room__listing__listed_at", "-pk").first()


def listings_with_files(holder: Organisation) -> QuerySet[Listing]:
    """The holder's listings that have something to show in confidence, or a room already."""
    files = Attachment.objects.filter(achievement=OuterRef("achievement_id"), audience=AttachmentAudience.CONFIDENTIAL)
    return (
        Listing.objects.filter(Exists(files) | Q(data_room__isnull=False), holder=holder)
        .select_related("achievement", "data_room")
        .annotate(
            asking=Count("data_room__accesses", filter=Q(data_room__accesses__state=RoomAccessState.SIGNED)),
            open_to=Count("data_room__accesses", filter=Q(data_room__accesses__state=RoomAccessState.GRANTED)),
        )
        .order_by("-listed_at", "-pk")
    )


def waiting_accesses(holder: Organisation) -> QuerySet[RoomAccess]:
    return accesses().filter(
        room__listing__holder=holder, room__listing__state__in=RUNNING, state=RoomAccessState.SIGNED
    )


def agreement() -> Agreement | None:
    """The text in force today; None where the operator has let the last one run out."""
    found = codes(CodeList.ROOM_AGREEMENT)
    if not found:
        return None
    entry = found[0]
    zh, en = entry.name("zh-hans"), entry.name("en")
    return Agreement(entry.valid_from.isoformat(), zh, en)


def signature_of(access: RoomAccess) -> RoomSignature | None:
    """What was signed since the enterprise last asked: one that asks again signs again (R8-05)."""
    signed = access.signatures.filter(signed_at__gte=access.asked_at).select_related("signed_by", "organisation")
    return signed.order_by("-pk").first()


# --- the export gate


def needs_export_decision(organisation: Organisation) -> bool:
    """Whether the export gate stands before this party: by region, or by a number that only a foreign register gave."""
    region = organisation.region_code[:2]
    if region in SPECIAL:
        return bool(rule(RuleKey.EXPORT_GATE_REGIONS).number)
    if region == ABROAD:
        return True
    schemes = {each.scheme for each in organisation.identifiers.all()}
    return schemes == {IdentifierScheme.FOREIGN}


def export_decisions_of(access: RoomAccess) -> QuerySet[ExportDecision]:
    """Newest first: the first one counts."""
    return access.export_decisions.select_related("decided_by").order_by("-pk")


def export_decision_of(access: RoomAccess) -> ExportDecision | None:
    return max(access.export_decisions.all(), key=lambda row: row.pk, default=None)


def shut_by_gate(access: RoomAccess) -> Shut | None:
    """Technical files stay hidden from parties outside the country until the exchange has decided (R8-16)."""
    if not needs_export_decision(access.organisation):
        return None
    decision = export_decision_of(access)
    if decision is None:
        return Shut(
            "gate",
            _("Waiting for the export gate"),
            _("Your organisation is outside the country: the exchange first decides on the export of this technology."),
        )
    if decision.trade_class == PROHIBITED:
        return Shut(
            "prohibited",
            _("Export prohibited"),
            _("The exchange found this technology on the list of prohibited exports; its files cannot be opened."),
        )
    return None


def needing_export_decision(actor: Actor) -> QuerySet[RoomAccess]:
    """Every request of a party that `needs_export_decision`, with whether it was decided.

    Of the acting exchange, without those of a side of which the person is one (R8-31).
    """
    region = "organisation__region_code__startswith"
    special = Q(*((region, prefix) for prefix in SPECIAL), _connector=Q.OR)
    numbers = OrganisationIdentifier.objects.filter(organisation=OuterRef("organisation"))
    by_number = Exists(numbers.filter(scheme=IdentifierScheme.FOREIGN)) & ~Exists(
        numbers.exclude(scheme=IdentifierScheme.FOREIGN)
    )
    foreign = Q(**{region: ABROAD}) | (by_number & ~special)
    if rule(RuleKey.EXPORT_GATE_REGIONS).number:
        foreign |= special
    decided = Exists(ExportDecision.objects.filter(access=OuterRef("pk")))
    own = actor.user.memberships.filter(ended_at=None).order_by().values("organisation")
    rows = untouched(accesses(), actor.user, "room__listing").exclude(organisation__in=own)
    return rows.filter(foreign, room__listing__exchange=actor.organisation).annotate(is_decided=decided)


def undecided_gates(actor: Actor) -> int:
    return needing_export_decision(actor).filter(export_decisions=None).order_by().count()


def ending_accesses() -> QuerySet[RoomAccess]:
    """Open rooms whose last day comes within a month, of which the enterprise is still to be told."""
    told = Q(end_told=F("ends_on")) | Q(soon_told=F("ends_on"), ends_on__gte=today())
    open_now = accesses().filter(state=RoomAccessState.GRANTED, room__listing__state__in=RUNNING)
    return open_now.filter(ends_on__lte=today() + A_MONTH).exclude(told).order_by("ends_on", "pk")


# --- may it be entered now


def shut_room(access: RoomAccess, on: date | None = None) -> Shut | None:
    """Why the room is shut before this enterprise now; None when it is open."""
    if access.room.listing.state not in RUNNING:
        return Shut("ended", _("Listing ended"), _("The listing does not run any more; its data room is closed."))
    if access.state == RoomAccessState.WITHDRAWN:
        return Shut("withdrawn", _("Access withdrawn"), _("The holder has withdrawn your access to this data room."))
    if access.state == RoomAccessState.REFUSED:
        return Shut("refused", _("Access refused"), _("The holder has refused access to this data room."))
    if access.ends_on is not None and access.ends_on < (on or today()):
        return Shut("ended", _("Access ended"), _("Your access to this data room has ended on its last day."))
    if access.state == RoomAccessState.ASKED:
        return Shut("asked", _("Agreement to be signed"), _("Sign the confidentiality agreement first."))
    if shut := shut_by_gate(access):
        return shut
    if access.state == RoomAccessState.SIGNED:
        return Shut("signed", _("Waiting for the holder"), _("Signed. The holder decides; you are told by notice."))
    return None


def shown_state(access: RoomAccess) -> str:
    """The state with which it is drawn: an end that came by itself is shown as one."""
    shut = shut_room(access)
    if shut is None or shut.code not in ("ended", "gate", "prohibited"):
        return str(access.state)
    return {"prohibited": "refused"}.get(shut.code, shut.code)


def log_of(room: DataRoom) -> QuerySet[RoomEntry]:
    return (
        RoomEntry.objects.filter(access__room=room)
        .select_related("person", "organisation", "access__room__listing")
        .order_by("-happened_at", "-pk")
    )


def data_room_path(listing: Listing) -> str:
    return reverse("listings:data_room", args=[listing.code])


def keeping_path(listing: Listing) -> str:
    return reverse("listings:keep_data_room", args=[listing.code])
