from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tests.factories.codelists import CalendarDayFactory
from tte.codelists.calendar import (
    Deadline,
    add_working_days,
    days_left,
    days_strip,
    end_after_pause,
    end_of_day,
    is_working_day,
    period_end,
    working_days_left,
)
from tte.codelists.enums import Mark, Unit
from tte.codelists.selectors import RuleValue, forget

BEIJING = ZoneInfo("Asia/Shanghai")

pytestmark = pytest.mark.usefixtures("loaded")


def period(value: int, unit: Unit) -> RuleValue:
    words = dict.fromkeys(("title_zh", "title_en", "source_zh", "source_en"), "")
    return RuleValue(
        key="test",
        value=Decimal(value),
        unit=unit,
        rule_id="R3-31",
        scope="",
        rule_set="R2026",
        demonstration=False,
        mark=Mark.DESIGN,
        valid_from=date(2000, 1, 1),
        valid_to=None,
        **words,
    )


def beijing(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=BEIJING)


@pytest.mark.rule("R3-31")
def test_fifteen_days_from_2_march_end_with_17_march():
    end = period_end(beijing(2026, 3, 2, 9, 30), period(15, Unit.DAYS))
    assert end == Deadline(beijing(2026, 3, 18).astimezone(UTC), provisional=False)
    assert end.last_day == date(2026, 3, 17)
    assert end.at.tzinfo is UTC


@pytest.mark.rule("R3-31")
def test_the_day_of_a_late_evening_is_that_of_the_official_zone():
    """17:00 UTC of 1 March is 2 March in the official zone."""
    end = period_end(datetime(2026, 3, 1, 17, tzinfo=UTC), period(15, Unit.DAYS))
    assert end.last_day == date(2026, 3, 17)


@pytest.mark.rule("R3-31")
def test_a_first_day_that_counts_ends_a_day_earlier():
    end = period_end(beijing(2026, 3, 2, 9), period(15, Unit.DAYS), first_day_counts=True)
    assert end.last_day == date(2026, 3, 16)


def test_no_days_end_with_the_day_itself():
    for first_day_counts in (False, True):
        end = period_end(beijing(2026, 3, 2, 9), period(0, Unit.DAYS), first_day_counts=first_day_counts)
        assert end.last_day == date(2026, 3, 2)


@pytest.mark.rule("R3-32")
def test_twenty_working_days_with_21_september_as_day_one_end_on_23_october():
    end = period_end(beijing(2026, 9, 21, 10), period(20, Unit.WORKING_DAYS), first_day_counts=True)
    assert end == Deadline(beijing(2026, 10, 24).astimezone(UTC), provisional=False)
    assert end.last_day == date(2026, 10, 23)


@pytest.mark.rule("R3-32")
def test_the_official_list_wins_over_monday_to_friday():
    assert not is_working_day(date(2026, 9, 25))
    assert not is_working_day(date(2026, 10, 7))
    assert is_working_day(date(2026, 10, 10))
    plain = date(2026, 9, 21) + timedelta(days=25)
    assert plain == date(2026, 10, 16)


@pytest.mark.rule("R3-32")
def test_working_days_after_the_day_of_publication():
    end = period_end(beijing(2026, 11, 13, 16), period(10, Unit.WORKING_DAYS))
    assert end.last_day == date(2026, 11, 27)


def test_a_period_that_begins_on_a_holiday_counts_from_the_next_working_day():
    for first_day_counts in (False, True):
        end = period_end(beijing(2026, 10, 1, 9), period(1, Unit.WORKING_DAYS), first_day_counts=first_day_counts)
        assert end.last_day == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("value", "unit", "after"),
    [
        (20, Unit.SECONDS, timedelta(seconds=20)),
        (5, Unit.MINUTES, timedelta(minutes=5)),
        (24, Unit.HOURS, timedelta(hours=24)),
        (0, Unit.MINUTES, timedelta(0)),
    ],
)
def test_exact_periods_are_exact(value, unit, after):
    start = datetime(2026, 11, 22, 15, 59, 59, 123456, tzinfo=UTC)
    assert period_end(start, period(value, unit)) == Deadline(start + after, provisional=False)


@pytest.mark.rule("R3-32")
def test_a_year_without_an_official_list_is_provisional():
    assert add_working_days(date(2026, 12, 30), 1) == (date(2026, 12, 31), False)
    assert add_working_days(date(2026, 12, 30), 2) == (date(2027, 1, 1), True)
    end = period_end(beijing(2026, 12, 28, 9), period(5, Unit.WORKING_DAYS))
    assert (end.last_day, end.provisional) == (date(2027, 1, 4), True)


def test_loading_the_year_moves_the_deadline_and_makes_it_firm():
    for day in (date(2027, 1, 1), date(2027, 1, 4)):
        CalendarDayFactory(day=day, working=day.day == 4)
    for day in (date(2027, 1, 2), date(2027, 1, 3)):
        CalendarDayFactory(day=day, working=False)
    forget()
    assert add_working_days(date(2026, 12, 30), 2) == (date(2027, 1, 4), False)


def test_calendar_days_are_never_provisional():
    assert period_end(beijing(2030, 1, 1), period(15, Unit.DAYS)).provisional is False


def test_working_days_left_count_down_to_none_and_below():
    deadline = Deadline(end_of_day(date(2026, 11, 27)), provisional=False)
    left = [working_days_left(beijing(2026, 11, day, 9), deadline) for day in (20, 21, 26, 27, 28, 30)]
    assert left == [5, 5, 1, 0, 0, -1]
    assert days_left(beijing(2026, 11, 20, 9), deadline) == 7
    assert days_left(beijing(2026, 11, 28, 9), deadline) == -1


def test_the_strip_begins_with_the_first_day_that_counts():
    deadline = period_end(beijing(2026, 11, 13, 16), period(10, Unit.WORKING_DAYS))
    strip = days_strip(beijing(2026, 11, 13, 16), deadline, beijing(2026, 11, 20, 9))
    assert [mark.mark for mark in strip] == ["past"] * 4 + ["today"] + ["off"] * 2 + ["open"] * 5
    assert [mark.day.day for mark in strip if mark.last] == [27]


def test_the_strip_of_calendar_days_has_no_day_off():
    deadline = period_end(beijing(2026, 3, 2), period(15, Unit.DAYS))
    strip = days_strip(beijing(2026, 3, 2), deadline, beijing(2026, 3, 5), working_days=False)
    assert [mark.mark for mark in strip] == ["past"] * 2 + ["today"] + ["open"] * 12


def test_the_strip_of_an_exact_period_is_empty_or_one_day():
    start = beijing(2026, 11, 20, 9)
    deadline = period_end(start, period(20, Unit.SECONDS))
    assert days_strip(start, deadline, start) == []


def test_a_period_too_long_to_draw_has_no_strip():
    deadline = period_end(beijing(2026, 3, 2), period(90, Unit.DAYS))
    assert days_strip(beijing(2026, 3, 2), deadline, beijing(2026, 3, 5), working_days=False) == []


@pytest.mark.rule("R3-32")
@pytest.mark.parametrize(
    ("unit", "stopped", "moment", "last"),
    [
        # Monday 9 March 2026 to the end of Friday 13 March: of five working days four are left on Monday
        (Unit.WORKING_DAYS, beijing(2026, 3, 9, 9), beijing(2026, 3, 11, 9), date(2026, 3, 17)),
        (Unit.WORKING_DAYS, beijing(2026, 3, 13, 9), beijing(2026, 3, 13, 15), date(2026, 3, 13)),
        (Unit.WORKING_DAYS, beijing(2026, 3, 13, 9), beijing(2026, 3, 14, 9), date(2026, 3, 16)),
        (Unit.DAYS, beijing(2026, 3, 9, 9), beijing(2026, 3, 11, 9), date(2026, 3, 15)),
        (Unit.DAYS, beijing(2026, 3, 13, 9), beijing(2026, 3, 13, 15), date(2026, 3, 13)),
        (Unit.DAYS, beijing(2026, 3, 13, 9), beijing(2026, 3, 14, 9), date(2026, 3, 15)),
    ],
)
def test_what_stood_still_ends_after_as_many_days_as_were_left(unit, stopped, moment, last):
    ends = Deadline(end_of_day(date(2026, 3, 13)), provisional=False)
    assert end_after_pause(ends, unit, stopped=stopped, moment=moment).last_day == last


def test_what_goes_on_into_a_year_without_an_official_list_is_provisional():
    ends, stopped = Deadline(end_of_day(date(2026, 12, 31)), provisional=False), beijing(2026, 12, 30, 9)
    after = end_after_pause(ends, Unit.WORKING_DAYS, stopped=stopped, moment=beijing(2026, 12, 31, 9))
    assert (after.last_day.year, after.provisional) == (2027, True)


def test_a_period_in_seconds_goes_on_for_what_was_left():
    ends = Deadline(beijing(2026, 3, 9, 9, 5), provisional=False)
    after = end_after_pause(ends, Unit.SECONDS, stopped=beijing(2026, 3, 9, 9), moment=beijing(2026, 3, 9, 10))
    assert after.at == beijing(2026, 3, 9, 10, 5)
