"""Answers a reader keeps: given again while they are true, made anew as soon as one of their months changes."""

import random
from datetime import date

import pytest

from contracts.models import ContractFact
from tests.factories.statistics import drawn_fact, registrations
from tests.tte.statistics.test_exactness import change_facts, compare, drawn_slice
from tte.feed.relay import relay_all
from tte.statistics.kept import MOST_CELLS, Kept
from tte.statistics.reader import ask, reading
from tte.statistics.slices import Cell, Slice

pytestmark = pytest.mark.django_db
OF_2024 = Slice(("field", "month"), {}, date(2024, 1, 1), date(2025, 1, 1))


def total_of(asked: Slice) -> tuple[list[Cell], int]:
    answer = ask(asked)
    return answer.cells, sum(cell.n for cell in answer.cells)


def test_a_year_is_answered_again_without_asking_the_engine_while_other_years_change(register):
    first, before = total_of(OF_2024)
    ContractFact.objects.bulk_create(
        [drawn_fact(made, random.Random(1), registered_on=date(2026, 3, 9)) for made in registrations(3)]
    )
    relay_all()
    again, after = total_of(OF_2024)
    assert again is first
    assert before == after > 0


def test_a_change_within_the_year_is_seen_at_once(register):
    first, before = total_of(OF_2024)
    ContractFact.objects.bulk_create(
        [drawn_fact(made, random.Random(1), registered_on=date(2024, 12, 31)) for made in registrations(3)]
    )
    relay_all()
    again, after = total_of(OF_2024)
    assert again is not first
    assert after == before + 3


def test_a_contract_moved_out_of_the_year_is_seen_at_once(register):
    _first, before = total_of(OF_2024)
    moved = ContractFact.objects.filter(month__year=2024).earliest("pk")
    ContractFact.objects.filter(pk=moved.pk).update(month=date(2026, 2, 1))
    relay_all()
    assert total_of(OF_2024)[1] == before - 1


def test_answers_asked_again_after_each_change_equal_brute_force(register):
    chance = random.Random(20261126)
    slices = [drawn_slice(chance) for _ in range(12)]
    for _round in range(3):
        compared, unequal = compare(slices)
        assert (unequal, compared > 100) == (0, True)
        change_facts(chance)
        relay_all()
    assert compare(slices)[1] == 0


def test_without_the_note_of_a_change_an_old_answer_would_be_given(register, monkeypatch):
    """The control: the tests above must turn red when changes are not noted."""
    _first, before = total_of(OF_2024)
    monkeypatch.setattr(Kept, "note_changes", lambda *_: None)
    ContractFact.objects.filter(month__year=2024).delete()
    relay_all()
    assert total_of(OF_2024)[1] == before


def test_what_is_kept_is_bounded_and_the_longest_unasked_goes_first():
    kept, cells = Kept(), [Cell(("x",), 1, 1, 1)] * 15_000
    for place in range(20):
        kept.keep((place,), 1, cells)
        kept.find((0,), Slice(), 1)
    held = [place for place in range(20) if kept.find((place,), Slice(), 1) is not None]
    assert held[0] == 0
    assert len(held) == MOST_CELLS // 15_001
    assert held[1:] == list(range(20 - len(held) + 1, 20))


def test_a_question_costs_two_statements(register, django_assert_num_queries):
    ask(Slice(("field",)))
    with django_assert_num_queries(2):
        ask(Slice(("year",)))
    assert reading.fresh()[1] > 0
