"""A listing is suspended, and goes on with what is left of its notice (R3-40, R3-41)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import TAKEDOWN_GROUND, AnnouncementKind, ListingState, Regime
from listings.lifecycles import LISTING
from listings.models import Listing, Objection, Suspension
from listings.notices.notice import SUSPENSION_OVER, path_of_notice
from listings.notices.supply import title_values
from listings.selectors.notice_period import counted, elapsed_of, minimum_of, remaining_of
from listings.selectors.objection import stops_listing
from listings.selectors.stake import free_auditors_of
from listings.services.announcement import announce
from listings.services.auction_suspension import resume_auction, suspend_auction, take_turn_of
from listings.services.listing import SaleNotReady
from listings.services.outside_sale import move_sale
from listings.services.stake import refuse_stake
from tte.accounts.actor import Actor
from tte.casework.services.reasons import ReasonMissing
from tte.codelists.calendar import Deadline, period_end
from tte.codelists.enums import CodeList, RuleKey
from tte.codelists.selectors.codes import is_code
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import advance

RESUMES = {
    ListingState.IN_NOTICE: "resume_notice",
    ListingState.QUALIFYING: "resume_qualification",
    ListingState.BIDDING: "resume_bidding",
    ListingState.NEGOTIATING: "resume_negotiation",
}


class StillExamined(DomainError):
    """An objection that was admitted keeps the listing suspended until it is decided (R3-05)."""

    code = "still_examined"


@transaction.atomic
def suspend_listing(
    *, listing: Listing, reason_code: str, text: str, by: Actor, objection: Objection | None = None
) -> Listing:
    """Suspend on a ground of the list: intents, qualification, negotiation and bidding rest, the period stands still.

    It is announced at once, and what has run is kept for the resumption. At the end of the longest period somebody must
    resume or terminate it. What an `objection` began ends with the last that is examined.
    """
    if reason_code == TAKEDOWN_GROUND or not is_code(CodeList.SUSPENSION_GROUND, reason_code):
        raise ReasonMissing(_("Choose the ground from the list (R3-40)"))
    take_turn_of(listing)
    listing = lock(listing)
    refuse_stake(listing, by)
    listing = suspend_unannounced(listing=listing, reason_code=reason_code, by=by, objection=objection)
    announce(listing=listing, kind=AnnouncementKind.SUSPENDED, reason_code=reason_code, text=text, by=by)
    return listing


def suspend_unannounced(
    *, listing: Listing, reason_code: str, by: Actor, objection: Objection | None = None
) -> Listing:
    """The suspension itself, unannounced: the period stands still and what has run is kept. Turn and lock are held."""
    at, state = now(), listing.state
    elapsed = elapsed_of(listing, at) if state == ListingState.IN_NOTICE else listing.notice_length
    if state == ListingState.BIDDING:
        suspend_auction(listing=listing, by=by)  # refused where its end has come, and then nothing has changed
    advance(listing, "suspend", lifecycle=LISTING, by=by, reason=reason_code)
    Suspension.objects.create(
        listing=listing,
        ground=reason_code,
        state_before=state,
        elapsed=elapsed,
        began_at=at,
        began_by=by.user,
        objection=objection,
        due_at=period_end(at, rule(RuleKey.SUSPENSION_LONGEST, rule_set=listing.rule_set)).at,
    )
    return listing


@transaction.atomic
def resume_listing(*, listing: Listing, text: str, by: Actor, terms: dict[str, str] | None = None) -> Listing:
    """Let a suspended listing go on where it stood; a notice runs for its remaining days at least (R3-41).

    An auctioneer's sale that would come too soon needs `terms` with other hours.
    """
    take_turn_of(listing)
    listing = lock(listing)
    refuse_stake(listing, by)
    if stops_listing(listing):
        raise StillExamined(_("An objection is under examination; decide it first (R3-05)"))
    suspension = end_suspension(listing, by)
    advance(listing, RESUMES[ListingState(suspension.state_before)], lifecycle=LISTING, by=by)
    before, after = _moved(listing, suspension, terms or {}, by)
    announce(listing=listing, kind=AnnouncementKind.RESUMED, text=text, before=before, after=after, by=by)
    return listing


@transaction.atomic
def resume_unless_too_soon(*, listing: Listing, by: Actor) -> None:
    """What suspended it is gone: it goes on, or its auctioneer's sale waits until the exchange states other hours.

    The time of the suspension is over then, so that the exchange is reminded to resume or to end it.
    """
    try:
        resume_listing(listing=listing, text="", by=by)
    except SaleNotReady:
        listing.suspensions.filter(ended_at=None).update(due_at=now())


def _moved(
    listing: Listing, suspension: Suspension, terms: dict[str, str], by: Actor
) -> tuple[dict[str, str], dict[str, str]]:
    """Move the hours that the resumption moves, and say what they were and are."""
    if listing.state == ListingState.BIDDING:
        return resume_auction(listing=listing, by=by)
    if listing.state != ListingState.IN_NOTICE:
        return {}, {}
    ended, before, after = listing.notice_ends_at, dict[str, str](), dict[str, str]()
    if listing.regime == Regime.AUCTION:
        before, after = move_sale(listing=listing, suspension=suspension, terms=terms)
    _count_remaining(listing, suspension.elapsed, suspension.ended_at or now())
    if listing.notice_ends_at != ended:
        before |= {"notice_ends_at": ended.isoformat()}
        after |= {"notice_ends_at": listing.notice_ends_at.isoformat()}
    return before, after


def end_suspension(listing: Listing, by: Actor) -> Suspension:
    """The running suspension of a listing, ended; the caller holds the listing's lock and moves its state."""
    suspension = listing.suspensions.filter(ended_at=None).first()
    if suspension is None:
        raise DomainError(_("This listing is not suspended"), code="not_suspended")
    suspension.ended_at, suspension.ended_by = now(), by.user
    suspension.save(update_fields=["ended_at", "ended_by"])
    return suspension


def _count_remaining(listing: Listing, elapsed: int, at: datetime) -> Deadline:
    """Begin to count what is left; the day of the resumption is day 0 (R3-31). A sale ends its notice at its hour."""
    left = remaining_of(listing, elapsed)
    sale_at = listing.outside_sale.sale_at if listing.regime == Regime.AUCTION else None
    counted_end = period_end(at, counted(minimum_of(listing), left, listing.counted_unit))
    deadline = Deadline(sale_at, provisional=False) if sale_at else counted_end
    listing.run_before, listing.counted_from, listing.counted_length = elapsed, at, left
    listing.notice_ends_at, listing.notice_provisional = deadline.at, deadline.provisional
    listing.save(
        update_fields=[
            *("run_before", "counted_from", "counted_length"),
            *("notice_ends_at", "notice_provisional"),
        ]
    )
    return deadline


@transaction.atomic
def remind_of_suspension(*, suspension: Suspension) -> bool:
    """Once the longest suspension is over, ask the exchange once to resume the listing or to end it (R3-40)."""
    due = Suspension.objects.filter(pk=suspension.pk, ended_at=None, reminder_sent=False, due_at__lte=now())
    if not due.update(reminder_sent=True):
        return False
    listing = suspension.listing
    notify(
        SUSPENSION_OVER,
        free_auditors_of(listing),
        subject=suspension,
        url=path_of_notice(listing),
        title=title_values(listing.achievement),
        listing=listing.code,
        ended=suspension.due_at,
    )
    return True
