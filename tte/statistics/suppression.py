"""R2-07 on public figures: none with fewer than three sellers or one seller above 85 % of the value, and none that
could be worked out from the totals beside it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from tte.statistics.slices import Cell, Keys


def hidden_cells(cells: Iterable[Cell], *, fewest: int, share: Decimal) -> frozenset[Keys]:
    """The cells a visitor does not see: those that tell of single sellers and, where a line would then give one of
    them away
    by subtraction, the smallest other one as well. Empty cells are no secret. Wants the totals among the cells."""
    found = {cell.keys: cell for cell in cells if cell.n}
    hidden = {keys for keys, cell in found.items() if tells_of_sellers(cell, fewest, share)}
    lines = lines_of(found)
    while extra := given_away(found, lines, hidden):
        hidden.add(extra)
    return frozenset(hidden)


def tells_of_sellers(cell: Cell, fewest: int, share: Decimal) -> bool:
    return cell.sellers < fewest or cell.largest_fen > share * cell.total_fen


def lines_of(found: Mapping[Keys, Cell]) -> list[tuple[Keys, list[Keys]]]:
    """Every total with the cells that add up to it."""
    lines: dict[tuple[Keys, int], list[Keys]] = defaultdict(list)
    for keys in found:
        for at, key in enumerate(keys):
            if key is not None:
                lines[(*keys[:at], None, *keys[at + 1 :]), at].append(keys)
    return [(total, parts) for (total, _), parts in lines.items() if total in found]


def given_away(found: Mapping[Keys, Cell], lines: list[tuple[Keys, list[Keys]]], hidden: set[Keys]) -> Keys | None:
    """One more cell to hide: in some line a single cell is hidden, so the others tell it."""
    for total, parts in lines:
        members = [*parts, total]
        if sum(keys in hidden for keys in members) == 1:
            shown = [keys for keys in parts if keys not in hidden]
            return min(shown, key=lambda keys: (found[keys].total_fen, str(keys))) if shown else total
    return None
