"""What the database holds of biddings, read by plain SQL into the shapes of the oracle."""

from django.db import connection

from tests.battery.bidding_oracle import Bid, Decided, Ended, LotTerms

TERMS = """
SELECT id, start_price, increment, opens_at, announced_close_at, extension_window_seconds * interval '1 second',
       extension_seconds * interval '1 second' FROM listings_auction WHERE id = ANY(%s)
"""
BIDS = "SELECT id, auction_id, bidder_id, amount, arrived_at FROM listings_bidintake WHERE auction_id = ANY(%s)"
DECIDED = """
SELECT intake_id, accepted, sequence, refusal, closes_at FROM listings_biddecision WHERE auction_id = ANY(%s)
"""
ENDED = """
SELECT a.id, a.state, a.highest_amount, a.highest_bidder_id, a.bid_count, a.closes_at, d.price, d.buyer_id
FROM listings_auction a LEFT JOIN listings_deal d ON d.listing_id = a.listing_id WHERE a.id = ANY(%s)
"""


def _read(query: str, lots: list[int]) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query, [lots])
        return cursor.fetchall()


def terms(lots: list[int]) -> list[LotTerms]:
    return [LotTerms(*row) for row in _read(TERMS, lots)]


def bids(lots: list[int]) -> list[Bid]:
    return [Bid(*row) for row in _read(BIDS, lots)]


def decided(lots: list[int]) -> list[Decided]:
    return [Decided(*row) for row in _read(DECIDED, lots)]


def ended(lots: list[int]) -> list[Ended]:
    return [Ended(*row) for row in _read(ENDED, lots)]
