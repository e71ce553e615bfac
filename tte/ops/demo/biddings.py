"""Online biddings with a course: one open right now, one about to open, some ended."""

import random
import secrets
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from listings.models import Auction
from listings.selectors.auction import terms_to_come
from listings.services.auction import close_auction, open_auction
from listings.services.bid import place_bid
from listings.services.suspension import suspend_listing
from tte.accounts.enums import Role
from tte.ops.demo.clock import true_now
from tte.ops.demo.market import Market
from tte.ops.demo.supply import auditor_of
from tte.ops.demo.trade import competing, opened

FOUR = ("meng", "carter", "li", "zhao")
THREE = ("meng", "carter", "yan")
OPEN_FOR = timedelta(hours=5)
OPENS_IN = timedelta(hours=3)


def open_now(market: Market, item: dict) -> Auction:
    """Opened some hours ago; four bidders have been at it since, and it goes on for the rest of its day."""
    auction = scheduled(market, item, opens_at=true_now() - OPEN_FOR)
    run(market, auction, FOUR, (auction.opens_at, true_now() - timedelta(minutes=3)), bids=13)
    return auction


def scheduled(market: Market, item: dict, opens_at: datetime | None = None) -> Auction:
    """The exchange opens the competition just so long before that the bidding opens at this moment."""
    listing = competing(market, item, FOUR)
    opens_at = opens_at or true_now() + OPENS_IN
    market.clock.to(opens_at - terms_to_come(listing).lead.period)
    return opened(market, item, listing).auction


def sold(market: Market, item: dict) -> Auction:
    """A lively end: the last bids fall into the closing minutes and prolong it."""
    auction = opened(market, item, competing(market, item, THREE)).auction
    end = auction.closes_at
    run(market, auction, THREE, (auction.opens_at, end - timedelta(minutes=30)), bids=11)
    run(market, auction, THREE, (end - timedelta(minutes=9), end), bids=6)
    _close(market, auction)
    return auction


def suspended(market: Market, item: dict) -> None:
    """Stopped in its free phase for a failure of the system; the bids that stood stand."""
    auction = opened(market, item, competing(market, item, THREE[:2])).auction
    run(market, auction, THREE[:2], (auction.opens_at, auction.opens_at + timedelta(hours=2)), bids=4)
    text = "部分竞买人反映无法登录，待查明原因。"
    suspend_listing(listing=auction.listing, reason_code="G5", text=text, by=auditor_of(market, item))


def unsold(market: Market, item: dict) -> None:
    _close(market, opened(market, item, competing(market, item, THREE[:2])).auction)


def run(
    market: Market, auction: Auction, bidders: Sequence[str], between: tuple[datetime, datetime], *, bids: int
) -> None:
    """Bids at odd moments, one above the other; now and then one comes too low and is refused."""
    market.clock.to(max(between[0], auction.opens_at) + timedelta(seconds=1))
    open_auction(auction_id=auction.pk)
    for moment, key, steps in _course(f"{auction.listing.code}{bids}", bidders, between, bids):
        market.clock.to(moment)
        auction.refresh_from_db()
        least = auction.highest_amount + auction.increment if auction.highest_amount else auction.start_price
        place_bid(
            auction_id=auction.pk,
            amount=least + steps * auction.increment,
            request_key=secrets.token_hex(8),
            by=market.actor(key, Role.AGENT),
        )
    auction.refresh_from_db()


def _course(
    lot: str, bidders: Sequence[str], between: tuple[datetime, datetime], bids: int
) -> Iterator[tuple[datetime, str, int]]:
    """When, who, and how many steps above the least; the same for the same lot."""
    chance = random.Random(lot)
    since, until = between
    room = (until - since).total_seconds() - 20
    leader = ""
    for second in sorted(10 + chance.random() * room for _bid in range(bids)):
        key = chance.choice([each for each in bidders if each != leader])
        steps = chance.choices((-1, 0, 1, 2, 4), (1, 6, 3, 2, 1))[0]
        leader = key if steps >= 0 else leader
        yield since + timedelta(seconds=second), key, steps


def _close(market: Market, auction: Auction) -> None:
    auction.refresh_from_db()
    market.clock.to(auction.closes_at + timedelta(seconds=1))
    open_auction(auction_id=auction.pk)
    close_auction(auction_id=auction.pk)
    auction.refresh_from_db()
