from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.amounts import Flag, Item, flags, percent, split

MILLION = Decimal(1_000_000)
EQUIPMENT = Item("机组", 1, Decimal(3_200_000))
MATERIALS = Item("粉料", 1, Decimal(300_000))
FLOOR = Decimal(30)


def prototypes(sets: int) -> Item:
    return Item("样机", sets, Decimal(250_000), carrier=True)


@pytest.mark.rule("R1-60")
def test_e1_two_prototype_sets_stay():
    parts = split(10 * MILLION, [EQUIPMENT, MATERIALS, prototypes(2)], reasonable_sets=2)

    assert parts.technology == Decimal(6_500_000)
    assert [line.deducted for line in parts.lines] == [3_200_000, 300_000, 0]
    assert percent(parts.technology, parts.total) == Decimal("65.0")


@pytest.mark.rule("R1-62")
def test_e2_three_of_five_sets_exceed():
    parts = split(10 * MILLION, [EQUIPMENT, MATERIALS, prototypes(5)], reasonable_sets=2)

    assert parts.technology == Decimal(5_750_000)
    assert parts.lines[2].kept == 2
    assert parts.lines[2].deducted == 750_000


@pytest.mark.rule("R1-67")
def test_e4_resold_instruments_look_like_a_sale():
    parts = split(Decimal(1_200_000), [Item("仪器", 1, Decimal(900_000))], reasonable_sets=2)

    assert parts.technology == 300_000
    assert flags(parts.technology, parts.total, floor_percent=FLOOR, text="技术服务合同") == [Flag.LOW]


def test_sets_of_one_carrier_are_counted_over_all_its_rows():
    parts = split(10 * MILLION, [prototypes(2), prototypes(1)], reasonable_sets=2)

    assert parts.non_technical == 250_000


@pytest.mark.rule("R1-66")
@pytest.mark.parametrize(("total", "possible"), [(3_500_001, True), (3_500_000, False), (3_000_000, False)])
def test_costs_must_leave_something(total, possible):
    parts = split(Decimal(total), [EQUIPMENT, MATERIALS], reasonable_sets=2)

    assert parts.is_possible is possible


@pytest.mark.rule("R1-67")
@pytest.mark.parametrize(
    ("technology", "text", "found"),
    [
        (29, "合同", [Flag.LOW]),
        (30, "合同", []),
        (100, "合同", []),
        (100, "中试装备配套合同", [Flag.FULL_WITH_EQUIPMENT]),
        (100, "Licence with Equipment", [Flag.FULL_WITH_EQUIPMENT]),
        (99, "中试装备配套合同", []),
    ],
)
def test_flags_at_their_edges(technology, text, found):
    assert flags(Decimal(technology), Decimal(100), floor_percent=FLOOR, text=text) == found


money = st.decimals(min_value="0.01", max_value="9999999", places=2)
items = st.lists(st.builds(Item, st.sampled_from("甲乙丙"), st.integers(1, 9), money, st.booleans()), max_size=6)


@given(total=money, items=items, sets=st.integers(0, 3))
def test_the_total_is_always_the_sum_of_its_parts(total, items, sets):
    parts = split(total, items, reasonable_sets=sets)

    assert parts.total == parts.technology + sum(line.deducted for line in parts.lines)
    assert parts.technology <= parts.total
    kept: dict[str, int] = {}
    for line in parts.lines:
        assert 0 <= line.kept <= line.item.quantity
        kept[line.item.name] = kept.get(line.item.name, 0) + line.kept
    assert all(count <= sets for count in kept.values())
