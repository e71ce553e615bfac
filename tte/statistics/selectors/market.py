"""The tables that pages, API and exports show, with what the public may not see left out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tte.codelists.enums import RuleKey
from tte.codelists.selectors import rule
from tte.statistics.filters import Question
from tte.statistics.reader import ask_all
from tte.statistics.slices import Cell, Keys, Slice
from tte.statistics.suppression import hidden_cells


@dataclass(frozen=True)
class Table:
    """Cells and totals of a slice; of those in `hidden` nothing may be said to this reader."""

    asked: Slice
    cells: Mapping[Keys, Cell]
    hidden: frozenset[Keys]

    def total(self) -> Cell | None:
        return self.cells.get(tuple(None for _ in self.asked.dims))

    def hides_total(self) -> bool:
        return tuple(None for _ in self.asked.dims) in self.hidden

    def values_of(self, place: int) -> list[str]:
        """The keys that occur in one dimension, in order."""
        return sorted({key for keys in self.cells if (key := keys[place]) is not None})

    def year(self) -> int:
        """The year of registrations asked for."""
        if self.asked.since is None:
            raise ValueError("This table is of all years")
        return self.asked.since.year

    def parts(self) -> list[Cell]:
        """The cells without the totals."""
        return [cell for keys, cell in self.cells.items() if None not in keys]


@dataclass(frozen=True)
class Market:
    """Tables of one moment."""

    tables: dict[str, Table]
    position: int
    as_of: datetime


def market(slices: Mapping[str, Slice], *, full: bool) -> Market:
    """All tables for one position. Without `full` as the public sees them (R2-07)."""
    found = ask_all(list(slices.values()), levels=True, sellers=not full)
    tables = {}
    for (name, asked), cells in zip(slices.items(), found.tables, strict=True):
        tables[name] = Table(asked, {cell.keys: cell for cell in cells}, frozenset() if full else hidden(cells))
    return Market(tables, found.position, found.as_of)


def hidden(cells: list[Cell]) -> frozenset[Keys]:
    fewest, share = rule(RuleKey.SUPPRESS_SELLERS).number, rule(RuleKey.SUPPRESS_SHARE).fraction
    return hidden_cells(cells, fewest=fewest, share=share)


def overview(question: Question, *, full: bool) -> Market:
    """What the first page of statistics shows of a year, with the year before it beside."""
    return market(
        {
            "years": Slice(("year",)),
            "months": question.slice("month"),
            "months_before": question.slice("month", years_back=1),
            "classes": question.slice("contract_class"),
            "fields": question.slice("field"),
            "major": question.slice("major"),
        },
        full=full,
    )


def types_by_month(question: Question, *, full: bool) -> Market:
    return market({"years": Slice(("year",)), "types": question.slice("contract_class", "month")}, full=full)
