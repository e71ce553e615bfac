from collections import defaultdict
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tte.statistics.slices import Cell
from tte.statistics.suppression import hidden_cells

RULE = {"fewest": 3, "share": Decimal("0.85")}


def cell(*keys: str | None, amounts: list[int]) -> Cell:
    """A cell of one contract for each seller."""
    return Cell(keys, len(amounts), sum(amounts), sum(amounts), len(amounts), max(amounts, default=0))


def with_totals(parts: dict[tuple[str, str], dict[int, int]]) -> list[Cell]:
    """Cells of amounts by seller, with the totals of both dimensions."""
    sums: dict[tuple, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for (row, column), sellers in parts.items():
        for keys in ((row, column), (row, None), (None, column), (None, None)):
            for seller, amount in sellers.items():
                sums[keys][seller] += amount
    return [cell(*keys, amounts=list(sellers.values())) for keys, sellers in sums.items()]


def test_three_sellers_may_be_shown():
    assert hidden_cells([cell("a", amounts=[10, 10, 10]), cell(None, amounts=[10, 10, 10])], **RULE) == frozenset()


def test_two_sellers_are_hidden_and_the_smallest_other_with_them():
    cells = [
        cell("a", amounts=[10, 10]),
        cell("b", amounts=[20, 20, 20]),
        cell("c", amounts=[30, 30, 30]),
        cell(None, amounts=[50, 50, 50, 10]),
    ]
    assert hidden_cells(cells, **RULE) == {("a",), ("b",)}


def test_a_seller_of_more_than_85_percent_is_hidden():
    assert hidden_cells([cell("a", amounts=[86, 7, 7]), cell(None, amounts=[86, 7, 7])], **RULE) == {("a",), (None,)}
    assert hidden_cells([cell("a", amounts=[85, 8, 7]), cell(None, amounts=[85, 8, 7])], **RULE) == frozenset()


# One flat list, drawn without rejections: nested dictionaries of few keys draw most of what they draw in vain.
SALES = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("xyz"), st.integers(1, 6), st.integers(1, 1000)), max_size=40
)


def by_place(sales: list[tuple[str, str, int, int]]) -> dict[tuple[str, str], dict[int, int]]:
    parts: dict[tuple[str, str], dict[int, int]] = defaultdict(dict)
    for row, column, seller, amount in sales:
        parts[row, column][seller] = amount
    return parts


@given(SALES)
def test_no_hidden_figure_follows_from_the_others(sales):
    cells = with_totals(by_place(sales))
    hidden = hidden_cells(cells, **RULE)
    keys = {cell.keys for cell in cells}
    assert {cell.keys for cell in cells if cell.sellers < 3} <= hidden
    lines = [[(row, column) for column in ("x", "y", "z", None)] for row in ("a", "b", "c", None)]
    lines += [[(row, column) for row in ("a", "b", "c", None)] for column in ("x", "y", "z", None)]
    for line in lines:
        assert sum(place in hidden for place in line if place in keys) != 1
