"""The page of the rules: what is in force, by chapter of the rule book, each figure once under its rule's id."""

from dataclasses import dataclass, field
from itertools import groupby

from django.utils.translation import gettext as _

from tte.codelists.enums import CodeList, Mark
from tte.codelists.selectors import label, rule_set_in_force
from tte.codelists.selectors import rules_in_force as figures_in_force
from tte.codelists.selectors.rules import RuleValue


@dataclass(frozen=True)
class RuleRow:
    """One figure as the page shows it. `anchor` is its rule's id at the first row of that rule, else empty."""

    anchor: str
    rule_id: str
    title: str
    scope: str
    words: str
    source: str
    mark: str
    sourced: bool


@dataclass(frozen=True)
class Chapter:
    label: str
    rows: list[RuleRow] = field(default_factory=list)


def chapter_names() -> dict[str, str]:
    return {
        "R1": _("Registration of technology contracts"),
        "R2": _("Statistics and thresholds"),
        "R3": _("Listing, bidding, disclosure"),
        "R4": _("Identifiers and metadata"),
        "R8": _("Secrecy and export"),
        "S": _("Time limits of the stations"),
    }


def chapter_of(figure: RuleValue) -> str:
    return "S" if figure.rule_id.startswith("S") else figure.rule_id.partition("-")[0]


def order_of(figure: RuleValue) -> tuple[str, str, int]:
    """R3-29 before R3-30 before R3-100: by chapter, then by number."""
    number = "".join(sign for sign in figure.rule_id.partition("-")[2] or figure.rule_id if sign.isdigit())
    return chapter_of(figure), figure.rule_id[:2], int(number or 0)


def rules_in_force() -> dict[str, object]:
    figures = sorted(figures_in_force(), key=order_of)
    names, seen, chapters = chapter_names(), set(), []
    for code, group in groupby(figures, key=chapter_of):
        rows = []
        for figure in group:
            anchor = "" if figure.rule_id in seen else figure.rule_id
            seen.add(figure.rule_id)
            rows.append(_row(figure, anchor))
        chapters.append(Chapter(names.get(code, code), rows))
    return {"chapters": chapters, "regime": rule_set_in_force(), "count": len(figures)}


def _row(figure: RuleValue, anchor: str) -> RuleRow:
    return RuleRow(
        anchor=anchor,
        rule_id=figure.rule_id,
        title=figure.title,
        scope=label(CodeList.REGION, figure.scope) if figure.scope else "",
        words=figure.words(),
        source=figure.source,
        mark=str(Mark(figure.mark).label),
        sourced=figure.mark == Mark.SOURCED,
    )
