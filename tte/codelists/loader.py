"""The first stock of code lists, rule sets and working days: from `data/` into the tables, only what is missing."""

import csv
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.db import transaction

from tte.codelists.enums import CodeList
from tte.codelists.models import CalendarDay, Code, Rule, RuleSet
from tte.codelists.selectors.stock import forget

DATA = Path(__file__).resolve().parent / "data"
Span = tuple[date, date]


@transaction.atomic
def load_codelists() -> dict[str, int]:
    """Insert every row of the files whose time is not yet taken by a row of the same key; say how many of each."""
    inserted = {
        "codes": _load_codes(),
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


def file_codes() -> Iterator[Code]:
    for name in CodeList.values:
        for position, row in enumerate(read_rows(f"codes/{name}.csv"), start=1):
            yield Code(**_dated(row), list=name, position=position * 10)


def file_rules() -> Iterator[Rule]:
    for row in read_rows("rules.csv"):
        rule_set = row.pop("rule_set")
        yield Rule(**_dated(row), rule_set_id=rule_set)


def _load_codes() -> int:
    taken: dict[tuple, list[Span]] = {}
    for name, code, *span in Code.objects.values_list("list", "code", "valid_from", "valid_to"):
        taken.setdefault((name, code), []).append(_span(*span))
    missing = [row for row in file_codes() if _is_free(row, taken.get((row.list, row.code), ()))]
    return len(Code.objects.bulk_create(missing))


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
