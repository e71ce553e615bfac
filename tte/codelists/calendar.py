"""Periods by the official calendar: calendar days (R3-31), working days (R3-32), and exact time.

A day ends at 24:00 of the official zone. A date whose year has no official list is counted Monday to Friday, and what
was counted over it is provisional.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from tte.codelists.enums import Unit
from tte.codelists.selectors.rules import RuleValue
from tte.codelists.selectors.stock import Day, stock
from tte.common.clock import official_date, official_zone

ONE_DAY = timedelta(days=1)
LONGEST_STRIP = 45


@dataclass(frozen=True, slots=True)
class Deadline:
    """The first moment (UTC) at which the period is over."""

    at: datetime
    provisional: bool

    @property
    def last_day(self) -> date:
        """The official date on which the period ends, at 24:00 or within the day."""
        return official_date(self.at - timedelta(microseconds=1))


class CountedDay(NamedTuple):
    day: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class StripDay:
    """One mark of the day strip: `past`, `today`, `open`, or `off` for a day that does not count."""

    day: date
    mark: str
    last: bool


def is_working_day(day: date) -> bool:
    return _day(day).working


def period_end(start: datetime, period: RuleValue, *, first_day_counts: bool = False) -> Deadline:
    """When a period that begins at `start` is over. The day of `start` is day 0, or day 1 if it counts."""
    if not period.counts_days:
        return Deadline(start.astimezone(UTC) + period.period, provisional=False)
    first = official_date(start)
    before = first - ONE_DAY if first_day_counts and period.number else first
    if period.unit == Unit.WORKING_DAYS:
        last = add_working_days(before, period.number)
    else:
        last = CountedDay(before + timedelta(days=period.number), provisional=False)
    return Deadline(end_of_day(last.day), last.provisional)


def start_of_day(day: date) -> datetime:
    """0:00 of an official date, as a moment in UTC."""
    return end_of_day(day - ONE_DAY)


def end_of_day(day: date) -> datetime:
    """24:00 of an official date, as a moment in UTC."""
    return datetime.combine(day + ONE_DAY, time.min, tzinfo=official_zone()).astimezone(UTC)


def add_working_days(day: date, count: int) -> CountedDay:
    """The `count`-th working day after `day` (the day itself for 0)."""
    provisional = False
    while count > 0:
        day += ONE_DAY
        known = _day(day)
        provisional = provisional or not known.official
        count -= known.working
    return CountedDay(day, provisional)


def take_working_days(day: date, count: int) -> date:
    """The last day of a period that is over by `count` working days on `day`."""
    while count > 0:
        count -= is_working_day(day)
        day -= ONE_DAY
    return day


def working_days_between(start: datetime, end: datetime) -> int:
    """Working days after the day of `start` up to that of `end`; 0 within one day."""
    return _count(official_date(start), official_date(end))


def working_days_left(now: datetime, deadline: Deadline) -> int:
    """Working days after today up to the last day; 0 on the last day, below 0 by the working days since it."""
    today, last = official_date(now), deadline.last_day
    if today <= last:
        return _count(today, last)
    return -_count(last, today)


def days_left(now: datetime, deadline: Deadline) -> int:
    """Calendar days after today up to the last day; below 0 when it is past."""
    return (deadline.last_day - official_date(now)).days


def end_after_pause(ends: Deadline, unit: str, *, stopped: datetime, moment: datetime) -> Deadline:
    """When a period is over that stood from `stopped` to `moment`: the days left then are counted from now (R3-32).

    The rest of its last day is given back as that day where it is the same one, else as a whole day.
    """
    day, same_day = official_date(moment), official_date(moment) == official_date(stopped)
    if unit == Unit.WORKING_DAYS:
        last = add_working_days(day, working_days_left(stopped, ends) or int(not same_day))
        return Deadline(end_of_day(last.day), last.provisional)
    if unit == Unit.DAYS:
        return Deadline(end_of_day(day + ONE_DAY * (days_left(stopped, ends) or int(not same_day))), ends.provisional)
    return Deadline(ends.at + (moment - stopped), ends.provisional)


def days_strip(
    start: datetime,
    deadline: Deadline,
    now: datetime,
    *,
    working_days: bool = True,
    first_day_counts: bool = False,
) -> list[StripDay]:
    """The days of a period for the day strip, from the first that counts to the last; none if it is too long."""
    today = official_date(now)
    day = official_date(start) + (timedelta(0) if first_day_counts else ONE_DAY)
    last = deadline.last_day
    if (last - day).days >= LONGEST_STRIP:
        return []
    marks: list[StripDay] = []
    while day <= last:
        counts = not working_days or is_working_day(day)
        if marks or counts:
            marks.append(StripDay(day, _mark(day, today, counts), last=day == last))
        day += ONE_DAY
    return marks


def _mark(day: date, today: date, counts: bool) -> str:
    if day == today:
        return "today"
    if not counts:
        return "off"
    return "past" if day < today else "open"


def _count(after: date, until: date) -> int:
    return sum(is_working_day(after + timedelta(days=step)) for step in range(1, (until - after).days + 1))


def _day(day: date) -> Day:
    return stock().days.get(day) or Day(working=day.weekday() < 5, official=False, note="")
