"""A bidding rests while its listing is suspended, and goes on with the time that was left, or is called off (R3-40)."""

from datetime import timedelta

from django.utils.translation import gettext as _

from listings.enums import AuctionState
from listings.lifecycles import AUCTION
from listings.models import Auction, Listing
from listings.selectors.auction import auction_number, terms_to_come
from listings.services.bell import ring
from listings.services.bid import Turn, decide_round, take_turn
from tte.accounts.actor import Actor
from tte.codelists.calendar import period_end
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.trail.services import advance


class BiddingOver(DomainError):
    """Its end has come; what follows is its result, which an objection may still touch."""

    code = "bidding_over"


def take_turn_of(listing: Listing) -> Turn | None:
    """The turn of the listing's lot, if it has one: taken before the listing is locked (docs/locking.md)."""
    number = auction_number(listing.code)
    return take_turn(number) if number else None


def ring_of(listing: Listing) -> None:
    """Whoever watches its lot looks at once."""
    number = auction_number(listing.code)
    if number:
        ring(number)


def suspend_auction(*, listing: Listing, by: Actor) -> Auction:
    """Stop the clock of its bidding: what had arrived is decided first, what comes later is refused.

    The caller suspends the listing and holds its lock.
    """
    auction = _decided(listing)
    at = now()
    if auction.closes_at <= at:
        raise BiddingOver(_("The bidding has reached its end; its result is being recorded"))
    auction.suspended_at = at
    auction.save(update_fields=["suspended_at"])
    advance(auction, "suspend", lifecycle=AUCTION, by=by)
    ring(auction.pk)
    return auction


def resume_auction(*, listing: Listing, by: Actor) -> tuple[dict[str, str], dict[str, str]]:
    """Let its bidding open again after the announced lead, for the time that was left; its hours before and after.

    Hours that have not come yet stay as announced. Bids that stood stand; at least one extension is left for answers.
    """
    auction = _decided(listing)
    before = _hours(auction)
    if auction.opens_at <= now():
        left = auction.closes_at - max(auction.suspended_at or now(), auction.opens_at)
        auction.opens_at = period_end(now(), terms_to_come(listing).lead).at
        auction.closes_at = auction.opens_at + max(left, timedelta(seconds=auction.extension_seconds))
        auction.announced_close_at = auction.closes_at
        auction.save(update_fields=["opens_at", "closes_at", "announced_close_at"])
    after = _hours(auction)
    advance(auction, "resume", lifecycle=AUCTION, by=by, hours=after)
    ring(auction.pk)
    return before, after


def call_off_auction(*, listing: Listing, by: Actor) -> None:
    """The listing ends while its bidding rests: no bid of it holds any more, and nobody takes it."""
    auction = Auction.objects.filter(listing=listing, state=AuctionState.SUSPENDED).first()
    if auction is not None:
        advance(auction, "call_off", lifecycle=AUCTION, by=by)
        ring(auction.pk)


def _decided(listing: Listing) -> Auction:
    """Its lot, with everything decided that arrived before this turn."""
    number = listing.auction.pk
    decide_round(number, take_turn(number))
    return Auction.objects.get(pk=number)


def _hours(auction: Auction) -> dict[str, str]:
    return {"opens_at": auction.opens_at.isoformat(), "closes_at": auction.closes_at.isoformat()}
