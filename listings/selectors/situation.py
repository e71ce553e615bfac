"""What a reader meets on the page of a listing: its state, and what has happened in it that changes what it means."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum, auto

from listings.enums import ENDED_LISTINGS, AnnouncementKind, AuctionState, ListingState, Regime, SaleResult
from listings.models import Listing
from listings.selectors.outside_sale import awaits_buyer


class Situation(StrEnum):
    IN_NOTICE = auto()
    EXTENDED = auto()
    RESTARTED = auto()
    RESUMED = auto()
    PUBLICITY = auto()
    SALE_AHEAD = auto()
    NOTICE_OVER = auto()
    SUSPENDED = auto()
    SALE_SUSPENDED = auto()
    OBJECTED = auto()
    QUALIFYING = auto()
    SALE_AWAITED = auto()
    BIDDING_AHEAD = auto()
    BIDDING = auto()
    BIDDING_OVER = auto()
    NEGOTIATING = auto()
    DEALT = auto()
    DISCLOSED = auto()
    REGISTERED = auto()
    SOLD_OUTSIDE = auto()
    EXPIRED = auto()
    UNSOLD_OUTSIDE = auto()
    WITHDRAWN = auto()
    TERMINATED = auto()
    RELISTED = auto()


TURNS = {
    AnnouncementKind.CHANGED: Situation.RESTARTED,
    AnnouncementKind.RESUMED: Situation.RESUMED,
    AnnouncementKind.EXTENDED: Situation.EXTENDED,
}
ENDS = {
    ListingState.EXPIRED: Situation.EXPIRED,
    ListingState.WITHDRAWN: Situation.WITHDRAWN,
    ListingState.TERMINATED: Situation.TERMINATED,
}


@dataclass(frozen=True)
class Course:
    """What is known of a listing beside its row: kinds of announcements, newest first; whether an objection is under
    examination; whether it was listed again; whether its contract is registered."""

    announced: Sequence[str] = ()
    is_objected: bool = False
    is_relisted: bool = False
    is_registered: bool = False


def situation_of(listing: Listing, course: Course, at: datetime) -> Situation:
    state = ListingState(listing.state)
    if course.is_objected and state not in ENDED_LISTINGS:
        return Situation.OBJECTED
    if state == ListingState.IN_NOTICE:
        return _in_notice(listing, course, at)
    if state == ListingState.SUSPENDED:
        return Situation.SALE_SUSPENDED if listing.regime == Regime.AUCTION else Situation.SUSPENDED
    if state == ListingState.QUALIFYING:
        return Situation.SALE_AWAITED if listing.regime == Regime.AUCTION else Situation.QUALIFYING
    if state == ListingState.BIDDING:
        return _in_bidding(listing, at)
    if state == ListingState.NEGOTIATING:
        return Situation.NEGOTIATING
    return _sold(listing, course) if state == ListingState.SOLD else _ended(listing, course)


def _in_notice(listing: Listing, course: Course, at: datetime) -> Situation:
    """The last turn it took; before any, who may take it."""
    if at >= listing.notice_ends_at:
        return Situation.NOTICE_OVER
    turns = (TURNS[AnnouncementKind(kind)] for kind in course.announced if kind in TURNS)
    if turn := next(turns, None):
        return turn
    if listing.regime == Regime.AUCTION:
        return Situation.SALE_AHEAD
    return Situation.PUBLICITY if listing.intended_buyer_name else Situation.IN_NOTICE


def _in_bidding(listing: Listing, at: datetime) -> Situation:
    """By its hours, not by the sweep that opens and closes it a moment later."""
    auction = getattr(listing, "auction", None)
    if auction is None or at < auction.opens_at:
        return Situation.BIDDING_AHEAD
    is_over = auction.state in (AuctionState.SOLD, AuctionState.UNSOLD) or at >= auction.closes_at
    return Situation.BIDDING_OVER if is_over else Situation.BIDDING


def _sold(listing: Listing, course: Course) -> Situation:
    if awaits_buyer(listing):
        return Situation.SOLD_OUTSIDE
    disclosure = getattr(getattr(listing, "deal", None), "disclosure", None)
    if disclosure is None or disclosure.published_at is None:
        return Situation.DEALT
    return Situation.REGISTERED if course.is_registered else Situation.DISCLOSED


def _ended(listing: Listing, course: Course) -> Situation:
    if course.is_relisted:
        return Situation.RELISTED
    sale = getattr(listing, "outside_sale", None)
    if listing.state == ListingState.EXPIRED and sale and sale.result == SaleResult.UNSOLD:
        return Situation.UNSOLD_OUTSIDE
    return ENDS[ListingState(listing.state)]
