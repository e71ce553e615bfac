"""Which situation a reader meets: by state, regime and what has happened. No database: rows that were never saved."""

from datetime import UTC, datetime, timedelta

import pytest

from listings.models import Auction, Deal, Disclosure, Listing, OutsideSale
from listings.selectors.situation import Course, Situation, situation_of

AT = datetime(2026, 11, 20, 6, tzinfo=UTC)
LATER = AT + timedelta(days=5)


def listing(state: str, **fields) -> Listing:
    return Listing(**{"state": state, "regime": "LIST-PUB", "notice_ends_at": LATER, **fields})


def in_bidding(state: str, *, opens: int, closes: int) -> Listing:
    """Minutes from now."""
    row = listing("bidding")
    hours = {"opens_at": AT + timedelta(minutes=opens), "closes_at": AT + timedelta(minutes=closes)}
    Auction(listing=row, state=state, **hours)
    return row


def sold(published_at: datetime | None) -> Listing:
    row = listing("sold")
    Disclosure(deal=Deal(listing=row), published_at=published_at)
    return row


def sale(state: str, result: str) -> Listing:
    row = listing(state, regime="AUCTION")
    OutsideSale(listing=row, result=result)
    return row


CASES = [
    (listing("in_notice"), Course(), Situation.IN_NOTICE),
    (listing("in_notice"), Course(announced=["sale", "extended"]), Situation.EXTENDED),
    (listing("in_notice"), Course(announced=["changed", "resumed", "suspended"]), Situation.RESTARTED),
    (listing("in_notice"), Course(announced=["objection", "resumed", "suspended", "changed"]), Situation.RESUMED),
    (listing("in_notice", regime="NEG", intended_buyer_name="远航装备有限公司"), Course(), Situation.PUBLICITY),
    (listing("in_notice", regime="AUCTION"), Course(), Situation.SALE_AHEAD),
    (listing("in_notice", notice_ends_at=AT), Course(announced=["extended"]), Situation.NOTICE_OVER),
    (listing("suspended"), Course(announced=["suspended"]), Situation.SUSPENDED),
    (listing("suspended", regime="AUCTION"), Course(announced=["suspended"]), Situation.SALE_SUSPENDED),
    (listing("suspended"), Course(is_objected=True), Situation.OBJECTED),
    (sold(AT), Course(is_objected=True), Situation.OBJECTED),
    (listing("qualifying"), Course(announced=["extended"]), Situation.QUALIFYING),
    (listing("qualifying", regime="AUCTION"), Course(), Situation.SALE_AWAITED),
    (in_bidding("scheduled", opens=1, closes=9), Course(), Situation.BIDDING_AHEAD),
    (in_bidding("scheduled", opens=0, closes=9), Course(), Situation.BIDDING),
    (in_bidding("open", opens=-5, closes=1), Course(), Situation.BIDDING),
    (in_bidding("open", opens=-5, closes=0), Course(), Situation.BIDDING_OVER),
    (in_bidding("sold", opens=-9, closes=9), Course(), Situation.BIDDING_OVER),
    (listing("negotiating"), Course(), Situation.NEGOTIATING),
    (sold(None), Course(), Situation.DEALT),
    (sold(AT), Course(), Situation.DISCLOSED),
    (sold(AT), Course(is_registered=True), Situation.REGISTERED),
    (sale("sold", "sold"), Course(), Situation.SOLD_OUTSIDE),
    (listing("expired"), Course(), Situation.EXPIRED),
    (sale("expired", "unsold"), Course(), Situation.UNSOLD_OUTSIDE),
    (listing("withdrawn"), Course(), Situation.WITHDRAWN),
    (listing("terminated"), Course(is_objected=True), Situation.TERMINATED),
    (listing("withdrawn"), Course(is_relisted=True), Situation.RELISTED),
]


@pytest.mark.parametrize(("row", "course", "expected"), CASES, ids=[case[2] for case in CASES])
def test_the_situation_follows_from_the_state_and_what_has_happened(row, course, expected):
    assert situation_of(row, course, AT) == expected


def test_every_situation_is_reached_by_a_case():
    assert {case[2] for case in CASES} == set(Situation)
