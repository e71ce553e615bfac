"""What should have become of every bid, worked out from the intake alone, in plain Python without the product."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal


@dataclass(frozen=True)
class LotTerms:
    lot: int
    start: Decimal
    step: Decimal
    opens_at: datetime
    announced_close_at: datetime
    window: timedelta
    extension: timedelta


@dataclass(frozen=True)
class Bid:
    number: int
    lot: int
    bidder: int
    amount: Decimal
    arrived_at: datetime


@dataclass(frozen=True)
class Decided:
    """A row of the product's decisions."""

    number: int
    accepted: bool
    sequence: int | None
    refusal: str
    closes_at: datetime


@dataclass(frozen=True)
class Ended:
    """How the product left a lot."""

    lot: int
    state: str
    highest: Decimal | None
    leader: int | None
    bids: int
    closes_at: datetime
    deal_price: Decimal | None
    deal_buyer: int | None


@dataclass
class Replay:
    end: datetime
    highest: Decimal | None = None
    leader: int | None = None
    count: int = 0


def replay(terms: LotTerms, bids: Iterable[Bid]) -> tuple[dict[int, Decided], Replay]:
    """Decide the bids of a lot again: earlier stamp first, then the lower number."""
    course = Replay(terms.announced_close_at)
    verdicts: dict[int, Decided] = {}
    for bid in sorted(bids, key=lambda each: (each.arrived_at, each.number)):
        least = terms.start if course.highest is None else course.highest + terms.step
        if bid.arrived_at < terms.opens_at:
            refusal = "not_open"
        elif bid.arrived_at >= course.end:
            refusal = "closed"
        elif bid.amount < least:
            refusal = "too_low"
        elif (bid.amount - terms.start) % terms.step:
            refusal = "steps"
        else:
            refusal = ""
            course.highest, course.leader, course.count = bid.amount, bid.bidder, course.count + 1
            if bid.arrived_at >= course.end - terms.window:
                course.end = max(course.end, bid.arrived_at + terms.extension)
        number = None if refusal else course.count
        verdicts[bid.number] = Decided(bid.number, not refusal, number, refusal, course.end)
    return verdicts, course


def compare(
    terms: Iterable[LotTerms], bids: Iterable[Bid], decided: Iterable[Decided], ended: Iterable[Ended]
) -> list[str]:
    """Every difference between the replay and what the product did."""
    by_lot = defaultdict(list)
    for bid in bids:
        by_lot[bid.lot].append(bid)
    found = {row.number: row for row in decided}
    ends = {row.lot: row for row in ended}
    faults = []
    for lot in terms:
        verdicts, course = replay(lot, by_lot[lot.lot])
        for number, verdict in verdicts.items():
            faults += _differences(lot.lot, verdict, found.get(number))
        faults += _end_differences(lot.lot, course, ends[lot.lot])
    return faults


def _differences(lot: int, verdict: Decided, row: Decided | None) -> list[str]:
    name = f"lot {lot} bid {verdict.number}"
    if row is None:
        return [f"{name}: lost, no decision"]
    if row.accepted and verdict.refusal == "closed":
        return [f"{name}: late and accepted"]
    if row.refusal == "closed" and verdict.refusal != "closed":
        return [f"{name}: in time and refused as late"]
    if row.accepted != verdict.accepted or row.refusal != verdict.refusal:
        return [f"{name}: {row.refusal or 'accepted'} instead of {verdict.refusal or 'accepted'}"]
    if row.sequence != verdict.sequence:
        return [f"{name}: number {row.sequence} instead of {verdict.sequence}"]
    if row.closes_at != verdict.closes_at:
        return [f"{name}: end {row.closes_at} instead of {verdict.closes_at}"]
    return []


def _end_differences(lot: int, course: Replay, end: Ended) -> list[str]:
    sold = course.highest is not None
    expected = ("sold" if sold else "unsold", course.highest, course.leader, course.count, course.end)
    faults = []
    if (end.state, end.highest, end.leader, end.bids, end.closes_at) != expected:
        faults.append(f"lot {lot}: ended as {end} instead of {expected}")
    if (end.deal_price, end.deal_buyer) != (course.highest, course.leader):
        faults.append(f"lot {lot}: deal {end.deal_price} with {end.deal_buyer}")
    return faults
