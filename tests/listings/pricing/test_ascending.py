"""The arithmetic of ascending bidding: the worked example of the rules, and properties."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.pricing.ascending import (
    CLOSED,
    NOT_OPEN,
    STEPS,
    TOO_LOW,
    AscendingRules,
    Course,
    closing_time,
    is_whole_steps,
    judge,
    minimum_bid,
)

END = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
FIVE = timedelta(minutes=5)
RULES = AscendingRules(Decimal(1_000_000), Decimal(20_000), END - timedelta(hours=24), FIVE, FIVE)
OPEN = Course(END)

moments = st.integers(-86_400_000, 86_400_000).map(lambda thousandths: END + timedelta(milliseconds=thousandths))
amounts = st.integers(min_value=1, max_value=10**13).map(lambda fen: Decimal(fen) / 100)
rules = st.builds(
    AscendingRules,
    start_price=amounts,
    increment=amounts,
    opens_at=st.just(RULES.opens_at),
    extension_window=st.integers(1, 3600).map(lambda seconds: timedelta(seconds=seconds)),
    extension=st.integers(1, 3600).map(lambda seconds: timedelta(seconds=seconds)),
)


def at(hour: int, minute: int, second: int) -> datetime:
    return datetime(2026, 11, 23, hour, minute, second, tzinfo=UTC)


@pytest.mark.rule("E11", "R3-51")
def test_the_worked_example_up_to_its_second_bid():
    """E11 without the priority holder, who comes with the first-refusal engine (R3-52): its first two bids."""
    first = judge(RULES, OPEN, Decimal(1_040_000), at(9, 57, 30))
    assert first.accepted
    assert first.course == Course(at(10, 2, 30), Decimal(1_040_000), 1)
    second = judge(RULES, first.course, Decimal(1_060_000), at(10, 1, 0))
    assert second.accepted
    assert second.course == Course(at(10, 6, 0), Decimal(1_060_000), 2)


@pytest.mark.rule("R3-51")
def test_a_bid_below_the_start_price_is_refused():
    verdict = judge(RULES, OPEN, Decimal("999999.99"), at(9, 0, 0))
    assert (verdict.refusal, verdict.least, verdict.course) == (TOO_LOW, Decimal(1_000_000), OPEN)


def test_the_first_bid_may_be_the_start_price():
    assert judge(RULES, OPEN, Decimal(1_000_000), at(9, 0, 0)).course == Course(END, Decimal(1_000_000), 1)


def test_a_bid_rises_by_whole_steps():
    course = replace(OPEN, highest=Decimal(1_000_000), bids=1)
    assert judge(RULES, course, Decimal(1_000_000), at(9, 0, 0)).refusal == TOO_LOW
    assert judge(RULES, course, Decimal(1_019_999), at(9, 0, 0)).refusal == TOO_LOW
    assert judge(RULES, course, Decimal(1_030_000), at(9, 0, 0)).refusal == STEPS
    assert judge(RULES, course, Decimal(1_020_000), at(9, 0, 0)).accepted


def test_the_end_belongs_to_nobody():
    last = judge(RULES, OPEN, Decimal(1_000_000), END - timedelta(microseconds=1))
    assert last.course.closes_at == END - timedelta(microseconds=1) + FIVE
    assert judge(RULES, OPEN, Decimal(1_000_000), END).refusal == CLOSED


def test_before_the_opening_nothing_is_accepted():
    assert judge(RULES, OPEN, Decimal(1_000_000), RULES.opens_at - timedelta(microseconds=1)).refusal == NOT_OPEN
    assert judge(RULES, OPEN, Decimal(1_000_000), RULES.opens_at).accepted


def test_a_bid_before_the_window_leaves_the_end():
    assert closing_time(RULES, END, END - FIVE - timedelta(microseconds=1)) == END
    assert closing_time(RULES, END, END - FIVE) == END
    assert closing_time(RULES, END, END - timedelta(seconds=1)) == END + timedelta(minutes=4, seconds=59)


@given(rules=rules, arrived_at=moments)
def test_the_end_never_moves_back(rules, arrived_at):
    assert closing_time(rules, END, arrived_at) >= END


@given(rules=rules, arrived_at=moments)
def test_after_a_bid_in_the_window_at_least_the_extension_is_left(rules, arrived_at):
    end = closing_time(rules, END, arrived_at)
    if END - rules.extension_window <= arrived_at < END:
        assert end - arrived_at >= rules.extension
        assert end == max(END, arrived_at + rules.extension)


@given(rules=rules, highest=st.none() | st.integers(0, 10**6))
def test_the_minimum_is_always_a_whole_number_of_steps(rules, highest):
    price = None if highest is None else rules.start_price + highest * rules.increment
    least = minimum_bid(rules, price)
    assert is_whole_steps(rules, least)
    assert least == rules.start_price if price is None else least == price + rules.increment


@given(rules=rules, bids=st.lists(st.tuples(st.integers(-2, 6), moments), max_size=30))
def test_accepted_prices_rise_by_at_least_a_step_and_are_numbered_densely(rules, bids):
    course, prices = Course(END), []
    for steps, arrived_at in sorted(bids, key=lambda bid: bid[1]):
        amount = minimum_bid(rules, course.highest) + steps * rules.increment
        verdict = judge(rules, course, amount, arrived_at)
        assert verdict.accepted == (verdict.course != course)
        if verdict.accepted:
            assert rules.opens_at <= arrived_at < course.closes_at
            prices.append(amount)
        course = verdict.course
        assert course.bids == len(prices)
    assert all(later - earlier >= rules.increment for earlier, later in pairwise(prices))
