"""The first stock of code lists, rule sets and working days: from `data/` into the tables, only what is missing."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from tte.codelists.enums import CodeList
from tte.codelists.models import CalendarDay, CalendarYear, Code, ListHead, Rule, RuleSet
from tte.codelists.selectors.stock import forget
from tte.common.bulk import copy_rows

DATA = Path(__file__).resolve().parent / "data"
CALENDAR_SOURCE = {
    "source_zh": "国务院办公厅年度节假日安排通知，由软件包 chinesecalendar 读取",
    "source_en": "Yearly holiday notice of the State Council, as read by the package chinesecalendar",
}
CODE_COLUMNS = (
    *("list", "code", "parent_code", "name_zh", "name_en", "position"),
    *("valid_from", "valid_to", "mark", "source_zh", "source_en", "licence_zh", "licence_en"),
)
Span = tuple[date, date]


@transaction.atomic
def load_codelists(lists: Iterable[str] = tuple(CodeList)) -> dict[str, int]:
    """Insert every row of the files whose time is not yet taken by a row of the same key; say how many of each.

    Of the code lists only the entries of `lists`.
    """
    inserted = {
        "lists": _load_heads(),
        "codes": _load_codes(lists),
        "rule_sets": _load_rule_sets(),
        "rules": _load_rules(),
        "working_days": _load_working_days(),
    }
    transaction.on_commit(forget)
    forget()
    return inserted


def read_rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def file_codes(lists: Iterable[str] = tuple(CodeList)) -> Iterator[Code]:
    for name in lists:
        for position, row in enumerate(read_rows(f"codes/{name}.csv"), start=1):
            yield Code(**_dated(row), list=name, position=position * 10)


def file_rules() -> Iterator[Rule]:
    for row in read_rows("rules.csv"):
        rule_set = row.pop("rule_set")
        yield Rule(**_dated(row), rule_set_id=rule_set)


def _load_heads() -> int:
    standing = set(ListHead.objects.values_list("code", flat=True))
    missing = [ListHead(**row) for row in read_rows("code_lists.csv") if row["code"] not in standing]
    return len(ListHead.objects.bulk_create(missing))


def _load_codes(lists: Iterable[str]) -> int:
    taken: dict[tuple, list[Span]] = {}
    for name, code, *span in Code.objects.values_list("list", "code", "valid_from", "valid_to"):
        taken.setdefault((name, code), []).append(_span(*span))
    missing = [row for row in file_codes(lists) if _is_free(row, taken.get((row.list, row.code), ()))]
    copy_rows(Code, CODE_COLUMNS, ([getattr(row, column) for column in CODE_COLUMNS] for row in missing))
    return len(missing)


def _load_rules() -> int:
    taken: dict[tuple, list[Span]] = {}
    for rule_set, key, scope, *span in Rule.objects.values_list("rule_set", "key", "scope", "valid_from", "valid_to"):
        taken.setdefault((rule_set, key, scope), []).append(_span(*span))
    missing = [row for row in file_rules() if _is_free(row, taken.get((row.rule_set_id, row.key, row.scope), ()))]
    return len(Rule.objects.bulk_create(missing))


def _load_rule_sets() -> int:
    standing = set(RuleSet.objects.values_list("code", flat=True))
    rows = [
        RuleSet(**{**row, "demonstration": row["demonstration"] == "true"})
        for row in read_rows("rule_sets.csv")
        if row["code"] not in standing
    ]
    return len(RuleSet.objects.bulk_create(rows))


def _load_working_days() -> int:
    """An official day of the files also replaces a provisional one: a year that was guessed is now published."""
    standing = set(CalendarDay.objects.filter(official=True).values_list("day", flat=True))
    rows = [
        CalendarDay(day=day, working=row["working"] == "true", official=True, note=row["note"])
        for row in read_rows("working_days.csv")
        if (day := date.fromisoformat(row["day"])) not in standing
    ]
    made = CalendarDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day"], update_fields=["working", "official", "note"]
    )
    years = {row.day.year for row in rows}
    CalendarYear.objects.bulk_create(
        [CalendarYear(year=year, **CALENDAR_SOURCE) for year in sorted(years)], ignore_conflicts=True
    )
    return len(made)


def _dated(row: dict[str, str]) -> dict[str, Any]:
    end = row["valid_to"]
    return {
        **row,
        "valid_from": date.fromisoformat(row["valid_from"]),
        "valid_to": date.fromisoformat(end) if end else None,
    }


def _span(first: date, last: date | None) -> Span:
    return first, last or date.max


def _is_free(row: Code | Rule, spans: Iterable[Span]) -> bool:
    first, last = _span(row.valid_from, row.valid_to)
    return all(last < start or end < first for start, end in spans)
