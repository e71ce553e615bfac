"""Objections: which stop a listing, who may still lodge one, what is published of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from listings.enums import (
    DisclosureState,
    ListingState,
    ObjectionAgainst,
    ObjectionConclusion,
    ObjectionLetterKind,
    ObjectionState,
)
from listings.lifecycles import RUNNING
from listings.models import Listing, Objection, ObjectionFile, ObjectionLetter
from listings.selectors.outside_sale import awaits_buyer
from listings.selectors.stake import staked_objections
from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.casework.models import CaseReason, Decision
from tte.codelists.calendar import period_end
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import label
from tte.codelists.selectors.rules import rule
from tte.common.clock import ClockTimestamp, now, official_date

OPEN_STATES = (*RUNNING, ListingState.SUSPENDED)
NOT_FOR_THE_PUBLIC = "O8"
STOPPING = Q(state=ObjectionState.EXAMINED) & ~Q(against=ObjectionAgainst.PUBLICITY)
WAITING = (
    Q(state=ObjectionState.LODGED)
    & ~Q(against=ObjectionAgainst.PUBLICITY)
    & Q(Exists(ObjectionFile.objects.filter(objection=OuterRef("pk"))))
)
A_DAY, PER_PERSON, PER_LISTING, LETTERS = timedelta(days=1), 5, 2, 5
PER_SENDER, PER_NETWORK = 5, 30  # visitors of one network, about one listing and about all


@dataclass(frozen=True)
class ObjectionRow:
    """What everybody may read of an objection: never who lodged it, never its papers."""

    code: str
    state: str
    ground: str
    text: str
    at: datetime
    concluded_at: datetime | None


def objections() -> QuerySet[Objection]:
    return Objection.objects.select_related(
        "listing__achievement__holder", "listing__holder", "listing__exchange", "listing__deal__disclosure", "case"
    )


def published_objections(listing: Listing) -> QuerySet[Objection]:
    """What everybody may hear of: what was admitted (R3-05) and is no report that it be not public at all (R8-03)."""
    admitted = Decision.objects.filter(case=OuterRef("case"), conclusion=ObjectionConclusion.ADMIT)
    return listing.objections.filter(Exists(admitted)).exclude(against=ObjectionAgainst.PUBLICITY)


def is_published(objection: Objection) -> bool:
    return published_objections(objection.listing).filter(pk=objection.pk).exists()


def examined_objections(listing: Listing) -> QuerySet[Objection]:
    """Admitted and not decided yet, the earliest first. A report is none of them: it does not touch the trade."""
    return listing.objections.filter(STOPPING).order_by("pk")


def stops_listing(listing: Listing) -> bool:
    """Whether an admitted objection is not decided yet: the procedure rests (R3-05)."""
    return examined_objections(listing).exists()


def waits_for_admission(listing: Listing) -> bool:
    """Whether an objection with papers was lodged that the exchange has neither admitted nor turned away (R3-40).

    Any paper counts, whatever it proves: to say that it proves nothing is the exchange's answer, and ends the waiting.
    """
    return listing.objections.filter(WAITING).exists()


def holding_objection() -> Exists:
    """What `waits_for_admission` asks, as a column of listings."""
    return Exists(Objection.objects.filter(WAITING, listing=OuterRef("pk")))


def objection_against(listing: Listing, at: datetime, ground: str = "") -> ObjectionAgainst | None:
    """What an objection would now be lodged against; nothing when the time for it is over.

    A result is objected to from its sale on, before it is disclosed too. That something should not be public at all
    may be said at any time (R8-03).
    """
    if ground == NOT_FOR_THE_PUBLIC:
        return ObjectionAgainst.PUBLICITY
    if listing.state in OPEN_STATES:
        return ObjectionAgainst.NOTICE
    if awaits_buyer(listing):
        return ObjectionAgainst.RESULT
    disclosure = getattr(getattr(listing, "deal", None), "disclosure", None)
    if listing.state != ListingState.SOLD or disclosure is None:
        return None
    is_over = disclosure.state == DisclosureState.PUBLISHED and at >= disclosure.period_ends_at
    return None if is_over else ObjectionAgainst.RESULT


def confirmation_due(objection: Objection) -> datetime:
    """Until when an objection that was written in time may be confirmed."""
    rule_set, on = objection.listing.rule_set, official_date(objection.lodged_at)
    period = rule(RuleKey.OBJECTION_CONFIRMATION, rule_set=rule_set, on=on)
    return period_end(objection.lodged_at, period).at


def takes_papers(objection: Objection) -> bool:
    """Whether the private link takes papers: the exchange has asked for them and has not concluded."""
    return objection.is_undecided and objection.papers_asked_at is not None


def unconfirmed_twin(
    listing: Listing, *, against: ObjectionAgainst, email: str, ground: str, text: str
) -> Objection | None:
    """The same objection, written before and still to be confirmed by its letter."""
    same = listing.objections.filter(state=ObjectionState.UNCONFIRMED, email=email, ground=ground, text=text)
    latest = same.filter(against=against, objector=None).order_by("-pk").first()
    return latest if latest is not None and now() < confirmation_due(latest) else None


def is_flooded(*, email: str, listing: Listing, person: User | None) -> bool:
    """Whether the owner of this address about this listing, or a person over all, has lodged too many within a day.

    Against an address only what was confirmed counts: what anybody may have written in its name is not its owner's.
    """
    confirmed = _lately().filter(email__iexact=email, listing=listing, case__isnull=False)
    own = _lately().filter(objector=person, case__isnull=False).count() if person else 0
    return own >= PER_PERSON or confirmed.count() >= PER_LISTING


def is_network_flooded(*, sender: str, listing: Listing) -> bool:
    """Whether visitors of this network wrote too many within a day; behind one address may be a whole campus."""
    written = _lately().filter(sender=sender, objector=None) if sender else Objection.objects.none()
    return written.filter(listing=listing).count() >= PER_SENDER or written.count() >= PER_NETWORK


def _lately() -> QuerySet[Objection]:
    return Objection.objects.alias(age=ClockTimestamp() - F("lodged_at")).filter(age__lt=A_DAY)


def is_full_of_letters(email: str) -> bool:
    """Whether so many letters that ask to confirm an objection went to this address within a day."""
    lately = ObjectionLetter.objects.alias(age=ClockTimestamp() - F("delivery__queued_at")).filter(age__lt=A_DAY)
    return lately.filter(kind=ObjectionLetterKind.CONFIRM, objection__email__iexact=email).count() >= LETTERS


def public_objections(listing: Listing) -> list[ObjectionRow]:
    rows = published_objections(listing).order_by("-pk")
    return [
        ObjectionRow(
            code=one.code,
            state=one.state,
            ground=label(CodeList.OBJECTION_GROUND, one.ground),
            text=one.published_text,
            at=one.lodged_at,
            concluded_at=one.concluded_at,
        )
        for one in rows
    ]


def objections_of_office(actor: Actor) -> QuerySet[Objection]:
    """Everything the office has to work on, the earliest due first, then what is closed, newest first.

    To whom it touches it does not exist (R8-31).
    """
    reasons = CaseReason.objects.filter(case=OuterRef("case"), closed_at=None)
    rows = objections().filter(case__office=actor.organisation).annotate(is_open=Exists(reasons))
    rows = rows.exclude(case__in=staked_objections(actor.user).order_by().values("pk"))
    return rows.select_related("case__claimed_by").order_by("-is_open", F("case__due_at").asc(nulls_last=True), "-pk")


def letters_to_objector(objection: Objection) -> QuerySet[ObjectionLetter]:
    return objection.letters.select_related("delivery").order_by("pk")


def proofs() -> QuerySet[ObjectionFile]:
    return ObjectionFile.objects.select_related("file", "objection__case")
