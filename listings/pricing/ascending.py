"""Ascending bidding (B1, R3-51) as arithmetic: no database, no clock, no Django."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

NOT_OPEN, CLOSED, TOO_LOW, STEPS, SUSPENDED = "not_open", "closed", "too_low", "steps", "suspended"


@dataclass(frozen=True)
class AscendingRules:
    """The parameters of one bidding, frozen before it starts."""

    start_price: Decimal
    increment: Decimal
    opens_at: datetime
    extension_window: timedelta
    extension: timedelta


@dataclass(frozen=True)
class Course:
    """Where a bidding stands: its end as it is now, and the highest price so far."""

    closes_at: datetime
    highest: Decimal | None = None
    bids: int = 0


@dataclass(frozen=True)
class Verdict:
    """What becomes of one bid: `refusal` is empty when it is accepted; `course` is what follows from it."""

    refusal: str
    least: Decimal
    course: Course

    @property
    def accepted(self) -> bool:
        return not self.refusal


def minimum_bid(rules: AscendingRules, highest: Decimal | None) -> Decimal:
    return rules.start_price if highest is None else highest + rules.increment


def is_whole_steps(rules: AscendingRules, amount: Decimal) -> bool:
    """Whether the amount stands a whole number of steps above the start price."""
    return (amount - rules.start_price) % rules.increment == 0


def closing_time(rules: AscendingRules, closes_at: datetime, arrived_at: datetime) -> datetime:
    """A bid in the window before the end moves the end to its own time plus the extension; never to an earlier time."""
    if arrived_at < closes_at - rules.extension_window:
        return closes_at
    return max(closes_at, arrived_at + rules.extension)


def turned_away(rules: AscendingRules, course: Course) -> Verdict:
    """The verdict on a bid that arrived while the bidding was suspended, or after it was called off (R3-40)."""
    return Verdict(SUSPENDED, minimum_bid(rules, course.highest), course)


def judge(rules: AscendingRules, course: Course, amount: Decimal, arrived_at: datetime) -> Verdict:
    """The verdict on a bid that arrived at this moment, with everything that arrived before it already judged."""
    least = minimum_bid(rules, course.highest)
    if arrived_at < rules.opens_at:
        return Verdict(NOT_OPEN, least, course)
    if arrived_at >= course.closes_at:
        return Verdict(CLOSED, least, course)
    if amount < least:
        return Verdict(TOO_LOW, least, course)
    if not is_whole_steps(rules, amount):
        return Verdict(STEPS, least, course)
    end = closing_time(rules, course.closes_at, arrived_at)
    return Verdict("", least, replace(course, closes_at=end, highest=amount, bids=course.bids + 1))
