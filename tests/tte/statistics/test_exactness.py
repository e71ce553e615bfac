"""Sums over base and signed rows equal sums over PostgreSQL, to the fen, after amendments and revocations."""

import random
from datetime import date

import pytest
from django.db import connection

from contracts.models import ContractFact
from tests.factories.statistics import drawn_fact, make_facts, registrations
from tte.feed.relay import relay_all
from tte.statistics import projection
from tte.statistics.follower import StatisticsFollower
from tte.statistics.reader import ask, reading
from tte.statistics.slices import DIMENSIONS, Slice

pytestmark = pytest.mark.django_db
SEED = 20261122
BRACKETS = [(10, "B1"), (50, "B2"), (100, "B3"), (500, "B4"), (1000, "B5"), (5000, "B6"), (10000, "B7")]


def oracle_value(name: str, fact: ContractFact) -> str:
    """The dimensions said again, in Python, from the rules."""
    province = {"seller_region": fact.seller_region, "buyer_region": fact.buyer_region}
    party = {"seller_class": fact.seller_type, "buyer_class": fact.buyer_type}
    if name in province:
        return province[name][:2] + "00"
    if name in party:
        return party[name][:2] + "0" if party[name].startswith("0") else party[name][0] + "00"
    if name == "bracket":
        return next((code for wan, code in BRACKETS if fact.total_fen < wan * 1_000_000), "B8")
    return {
        "year": f"{fact.month:%Y}",
        "quarter": f"{fact.month.year}-Q{(fact.month.month + 2) // 3}",
        "month": f"{fact.month:%Y-%m}",
        "contract_class": fact.contract_type[:1],
        "contract_type": fact.contract_type,
        "field": fact.field[:2],
        "ip_type": fact.ip_type,
        "plan_source": fact.plan_source[:2],
        "objective": fact.objective,
        "major": "major" if fact.total_fen >= 1_000_000_000 else "other",
    }[name]


def brute_force(asked: Slice) -> dict[tuple, tuple[int, int, int]]:
    """Every fact looked at, one by one."""
    sums: dict[tuple, tuple[int, int, int]] = {}
    for fact in ContractFact.objects.all():
        if (asked.since and fact.month < asked.since) or (asked.until and fact.month >= asked.until):
            continue
        if any(oracle_value(name, fact) not in chosen for name, chosen in asked.filters.items()):
            continue
        keys = tuple(oracle_value(name, fact) for name in asked.dims)
        n, total, technology = sums.get(keys, (0, 0, 0))
        sums[keys] = (n + 1, total + fact.total_fen, technology + fact.technology_fen)
    return sums


def drawn_slice(chance: random.Random) -> Slice:
    dims = tuple(chance.sample(sorted(DIMENSIONS), chance.randint(0, 3)))
    filters = {"contract_class": ["1", "5"]} if chance.random() < 0.3 else {}
    since, until = (date(2025, 1, 1), date(2026, 7, 1)) if chance.random() < 0.5 else (None, None)
    return Slice(dims, filters, since, until)


def change_facts(chance: random.Random) -> None:
    """New registrations, amended amounts and fields, revocations."""
    facts = list(ContractFact.objects.order_by("pk"))
    for fact in chance.sample(facts, 60):
        fact.total_fen = fact.total_fen * 3 + 7
        fact.field = "09"
        fact.save()
    for fact in chance.sample(facts, 20):
        ContractFact.objects.filter(pk=fact.pk).delete()
    ContractFact.objects.bulk_create([drawn_fact(registration, chance) for registration in registrations(80)])


def compare(slices: list[Slice]) -> tuple[int, int]:
    """How many cells were compared, and how many differ."""
    compared = unequal = 0
    for asked in slices:
        wanted = brute_force(asked)
        given = {cell.keys: (cell.n, cell.total_fen, cell.technology_fen) for cell in ask(asked).cells}
        compared += len(wanted.keys() | given.keys())
        unequal += sum(wanted.get(keys) != given.get(keys) for keys in wanted.keys() | given.keys())
    return compared, unequal


def test_slices_equal_brute_force_after_amendments(projections):
    chance = random.Random(SEED)
    make_facts(400)
    relay_all()
    projection.rebuild()
    change_facts(chance)
    relay_all()
    slices = [drawn_slice(chance) for _ in range(60)]
    compared, unequal = compare(slices)
    print(f"cells compared={compared} unequal={unequal} slices={len(slices)} seed={SEED}")  # noqa: T201
    assert compared > 1000
    assert unequal == 0


def test_slices_differ_when_amendments_are_not_reversed(projections):
    """The control: without the old values with weight −1 the comparison above must turn red."""
    chance = random.Random(SEED)
    make_facts(400)
    relay_all()
    projection.rebuild()
    change_facts(chance)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM feed_outbox WHERE topic = 'contract_fact' AND payload ->> 'w' = '-1'")
    relay_all()
    compared, unequal = compare([drawn_slice(chance) for _ in range(5)])
    assert unequal > 0, f"{compared} cells compared, none differs"


def test_a_base_made_while_changes_wait_holds_exactly_its_position(projections):
    chance = random.Random(SEED)
    make_facts(200)
    relay_all()
    change_facts(chance)  # in the outbox, not yet in the feed
    base = projection.rebuild()
    assert base.rows == 200
    assert ask(Slice()).cells[0].n == 200
    relay_all()
    assert compare([Slice(), Slice(("month", "field")), Slice(("contract_type", "bracket", "seller_class"))])[1] == 0


def test_a_fold_changes_no_figure(projections):
    chance = random.Random(SEED)
    make_facts(200)
    relay_all()
    first = projection.rebuild()
    change_facts(chance)
    relay_all()
    generation, position, _ = reading.fresh()
    second = projection.fold(first, generation.connection, position)
    assert second.position == position > first.position
    assert second.rows == ContractFact.objects.count()
    slices = [drawn_slice(chance) for _ in range(8)]
    assert compare(slices)[1] == 0
    assert reading.fresh()[0].count() == 0


def test_the_follower_makes_a_base_that_fits(projections):
    make_facts(10)
    relay_all()
    follower = StatisticsFollower()
    follower.step()
    assert ask(Slice()).cells[0].n == 10
    projection.path_of(projection.current_base()).write_bytes(b"not a database")
    reading.forget()
    StatisticsFollower().step()
    assert ask(Slice()).cells[0].n == 10


def test_totals_stand_beside_their_parts(projections):
    make_facts(150)
    relay_all()
    projection.rebuild()
    asked = Slice(("contract_class", "month"))
    with_levels = ask(asked, levels=True, sellers=True).cells
    parts = [cell for cell in with_levels if None not in cell.keys]
    grand = next(cell for cell in with_levels if cell.keys == (None, None))
    assert grand.n == sum(cell.n for cell in parts) == 150
    assert grand.total_fen == sum(cell.total_fen for cell in parts)
    assert grand.sellers == ContractFact.objects.values("seller_key").distinct().count()
    assert {(cell.keys, cell.n) for cell in parts} == {(cell.keys, cell.n) for cell in ask(asked).cells}
