"""Standard tables as rows for a file: codes, names, and the three measures of R2-01."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tte.codelists.enums import CodeList
from tte.codelists.selectors import label
from tte.common.errors import DomainError
from tte.common.spreadsheets import Value
from tte.statistics.enums import Side
from tte.statistics.exports import Column, Stamp
from tte.statistics.filters import Question
from tte.statistics.selectors.market import Table, market
from tte.statistics.slices import DIMENSIONS

EXPORT_TABLES: dict[str, tuple[str, ...]] = {
    "months": ("month",),
    "classes": ("contract_class",),
    "types": ("contract_class", "month"),
    "fields": ("field",),
}


class CrossFootFailed(DomainError):
    """R2-36: a table whose parts do not add up to its total leaves nobody's hands."""

    code = "cross_foot_failed"


@dataclass(frozen=True)
class ExportTable:
    columns: list[Column]
    rows: list[list[Value]]
    position: int
    as_of: datetime


def export_table(name: str, question: Question) -> ExportTable:
    """The cells of a table, every one, then its total; refused when they disagree."""
    found = market({name: question.slice(*EXPORT_TABLES[name])}, full=True)
    table = found.tables[name]
    check_cross_foot(table)
    rows = [as_row(table, cell.keys) for cell in table.parts()]
    if total := table.total():
        rows.append(as_row(table, total.keys))
    return ExportTable(columns_of(table.asked.dims), rows, found.position, found.as_of)


def check_cross_foot(table: Table) -> None:
    total, parts = table.total(), table.parts()
    sums = tuple(sum(getattr(cell, name) for cell in parts) for name in ("n", "total_fen", "technology_fen"))
    if total and sums != (total.n, total.total_fen, total.technology_fen):
        raise CrossFootFailed(_("The parts of this table do not add up to its total; it is not exported"))


def as_row(table: Table, keys: tuple[str | None, ...]) -> list[Value]:
    cell = table.cells[keys]
    row: list[Value] = []
    for name, key in zip(table.asked.dims, keys, strict=True):
        row.append(key or "")
        if DIMENSIONS[name].codes:
            row.append(label(DIMENSIONS[name].codes, key) if key else _("Total"))
        elif key is None:
            row[-1] = _("Total")
    fen = [Decimal(value).scaleb(-2).quantize(Decimal("0.01")) for value in (cell.total_fen, cell.technology_fen)]
    return [*row, cell.n, *fen]


def columns_of(dims: tuple[str, ...]) -> list[Column]:
    names = {"month": _("Month"), "contract_class": _("Contract type"), "field": _("Field of technology")}
    found = []
    for name in dims:
        coded = bool(DIMENSIONS[name].codes)
        found.append(Column(name, _("%(list)s, code") % {"list": names[name]} if coded else names[name]))
        if coded:
            found.append(Column(f"{name}_name", names[name]))
    return [
        *found,
        Column("contracts", pgettext("count", "Contracts")),
        Column("turnover_yuan", _("Turnover, yuan")),
        Column("technology_yuan", _("Technology amount, yuan")),
    ]


def export_title(name: str) -> str:
    return {
        "months": _("Registered technology contracts by month"),
        "classes": _("Registered technology contracts by type"),
        "types": _("Registered technology contracts by type and month"),
        "fields": _("Registered technology contracts by field of technology"),
        "contracts": _("Register of technology contracts"),
    }[name]


def conditions_in_words(question: Question) -> str:
    region = label(CodeList.REGION, question.region) if question.region else _("all regions")
    return _("registered in %(year)s; %(region)s; %(side)s") % {
        "year": question.year,
        "region": region,
        "side": Side(question.side).label,
    }


def stamp_of(title: str, question: Question, as_of: datetime, position: int) -> Stamp:
    """The head of a file about `question`."""
    unit = "CNY 1 (yuan, 元)"
    return Stamp(title, as_of, position, conditions_in_words(question), unit, settings.TTE_RULE_SET)
