"""A bidding from its schedule to its end."""

from datetime import timedelta
from random import SystemRandom

from django.db import transaction

from listings.enums import AuctionState, DealMode, IntentState
from listings.lifecycles import AUCTION, LISTING
from listings.models import Admission, Auction, Intent, Listing
from listings.notices.bidding import BIDDING_PASSED_IN, BIDDING_SCHEDULED, bidding_room_path
from listings.notices.supply import title_values
from listings.selectors.auction import terms_to_come
from listings.selectors.people import agents_of, officers_of_holder
from listings.services.bell import ring
from listings.services.bid import decide_round, take_turn
from listings.services.deal import strike_deal
from tte.accounts.actor import Actor
from tte.codelists.calendar import period_end
from tte.common.clock import now
from tte.common.presence import present
from tte.notices.services import notify
from tte.trail.services import advance


@transaction.atomic
def schedule_auction(*, listing: Listing, intents: list[Intent], by: Actor) -> Auction:
    """Freeze the parameters from the rules of the listing and admit each qualified bidder under a code (R3-51)."""
    terms = terms_to_come(listing)
    opens_at = period_end(now(), terms.lead).at
    closes_at = period_end(opens_at, terms.duration).at
    auction = Auction.objects.create(
        listing=listing,
        start_price=listing.price,
        increment=listing.increment,
        extension_window_seconds=_seconds(terms.window.period),
        extension_seconds=_seconds(terms.extension.period),
        opens_at=opens_at,
        announced_close_at=closes_at,
        closes_at=closes_at,
        rule_set=listing.rule_set,
    )
    for number, intent in enumerate(SystemRandom().sample(intents, len(intents)), 1):  # codes betray no order
        Admission.objects.create(auction=auction, bidder=intent.bidder, bidder_code=f"B-{number:02d}")
    for intent in intents:
        notify(
            BIDDING_SCHEDULED,
            agents_of(intent.bidder),
            subject=auction,
            url=bidding_room_path(listing),
            title=title_values(listing.achievement),
            opens=opens_at,
            closes=closes_at,
        )
    return auction


def _seconds(period: timedelta) -> int:
    return int(period.total_seconds())


@transaction.atomic
def open_auction(*, auction_id: int) -> None:
    """Open a bidding whose hour has come; by its turn, so that what arrived before is decided first."""
    turn = take_turn(auction_id)
    decide_round(auction_id, turn)
    ring(auction_id)


@transaction.atomic
def close_auction(*, auction_id: int) -> bool:
    """Close a bidding whose end has come, once, by a turn like any other: whoever was in time is decided before."""
    turn = take_turn(auction_id)
    decide_round(auction_id, turn)
    auction = Auction.objects.select_related("listing").get(pk=auction_id)
    if auction.state != AuctionState.OPEN or turn.at < auction.closes_at:
        return False
    if auction.highest_bidder is None:
        pass_in(auction)
    else:
        sell(auction)
    ring(auction_id)
    return True


def sell(auction: Auction) -> None:
    advance(auction, "sell", lifecycle=AUCTION, by=None, price=str(auction.highest_amount), bids=auction.bid_count)
    strike_deal(
        listing=auction.listing,
        buyer=present(auction.highest_bidder),
        price=present(auction.highest_amount),
        mode=DealMode.BIDDING,
        by=None,
    )


def pass_in(auction: Auction) -> None:
    """Nobody bid: no deal, the listing expires, every deposit goes back (R3-53)."""
    listing = auction.listing
    advance(auction, "pass_in", lifecycle=AUCTION, by=None)
    advance(listing, "expire", lifecycle=LISTING, by=None)
    bidders = [intent.bidder for intent in listing.intents.filter(state=IntentState.QUALIFIED).select_related("bidder")]
    people = [*officers_of_holder(listing), *(person for bidder in bidders for person in agents_of(bidder))]
    notify(
        BIDDING_PASSED_IN,
        people,
        subject=auction,
        url=bidding_room_path(listing),
        title=title_values(listing.achievement),
    )
