"""Code lists, rules and working days as one read-only stock in each process.

The tables hold about two thousand short rows that change a few times a year, and every page asks them. Lists of more
than `LARGE` entries, such as divisions or industries, stay in the database and are asked there (`codes.py`). After
`settings.TTE_CODELIST_SECONDS` (default 5) a process asks for the revision that triggers give the stock with every
change, and reads the rows again only when it is another one; its own changes it sees at once when it calls `forget()`.
With the revision comes the database's clock, so that "today" needs no query of its own.
"""

import time
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models import Count

from tte.codelists.enums import Mark, Unit
from tte.codelists.models import CalendarDay, Code, Rule, RuleSet
from tte.common import clock
from tte.common.languages import in_language, is_chinese

LARGE = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a code list."""

    list: str
    code: str
    parent_code: str
    name_zh: str
    name_en: str
    position: int
    valid_from: date
    valid_to: date | None
    mark: Mark

    def name(self, language: str | None = None) -> str:
        """In the language of the reader; where the list has none, in the other one."""
        return in_language(self.name_zh, self.name_en, language)

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Regime:
    """A rule set as a whole."""

    code: str
    name_zh: str
    name_en: str
    demonstration: bool
    source_zh: str
    source_en: str

    def name(self, language: str | None = None) -> str:
        return self.name_zh if is_chinese(language) else self.name_en

    def source(self, language: str | None = None) -> str:
        return self.source_zh if is_chinese(language) else self.source_en


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the table of rules, as it stands."""

    rule_set: str
    key: str
    scope: str
    value: Decimal
    unit: Unit
    rule_id: str
    title_zh: str
    title_en: str
    mark: Mark
    source_zh: str
    source_en: str
    valid_from: date
    valid_to: date | None

    def is_valid(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Day:
    working: bool
    official: bool
    note: str


@dataclass(frozen=True, slots=True)
class Stock:
    """`large` are the lists that are not in `codes`; `by_code` finds the entries of one code without a search."""

    read_at: datetime
    read_tick: float
    revision: UUID | None
    codes: dict[str, tuple[Entry, ...]]
    by_code: dict[tuple[str, str], tuple[Entry, ...]]
    large: frozenset[str]
    regimes: dict[str, Regime]
    figures: tuple[Figure, ...]
    days: dict[date, Day]

    def today(self) -> date:
        """The official date by the database's clock, carried on by this process's steady one."""
        return clock.official_date(self.read_at + timedelta(seconds=time.monotonic() - self.read_tick))


class _Shelf:
    """Where the process keeps its stock. One reference is replaced as a whole, so threads need no lock."""

    stock: Stock | None = None
    forgotten = 0


def stock() -> Stock:
    held = _Shelf.stock
    if held is not None and time.monotonic() - held.read_tick < settings.TTE_CODELIST_SECONDS:
        return held
    before = _Shelf.forgotten
    revision, read_at = _revision()
    if held is not None and held.revision == revision:
        fresh = replace(held, read_at=read_at, read_tick=time.monotonic())
    else:
        fresh = _read(revision, read_at)
    if (fresh.codes or fresh.large) and _Shelf.forgotten == before:
        _Shelf.stock = fresh
    return fresh


def forget() -> None:
    """Read the tables again at the next question. Call it after writing to them."""
    _Shelf.forgotten += 1
    _Shelf.stock = None


def _revision() -> tuple[UUID | None, datetime]:
    """Read before the rows: whoever changes them in between is noticed the next time."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT (SELECT revision FROM codelists_stockrevision), clock_timestamp()")
        return cursor.fetchone()


def _read(revision: UUID | None, read_at: datetime) -> Stock:
    read_tick = time.monotonic()
    counted = Code.objects.order_by("list").values_list("list").annotate(entries=Count("pk"))
    large = frozenset(name for name, _entries in counted.filter(entries__gt=LARGE))
    codes: dict[str, list[Entry]] = {}
    by_code: dict[tuple[str, str], tuple[Entry, ...]] = {}
    columns = list(Entry.__slots__)
    rows = Code.objects.exclude(list__in=large).order_by("list", "position", "code", "valid_from")
    for row in rows.values(*columns):
        entry = entry_of(row)
        codes.setdefault(entry.list, []).append(entry)
        by_code[entry.list, entry.code] = (*by_code.get((entry.list, entry.code), ()), entry)
    columns = list(Figure.__slots__)
    figures = Rule.objects.order_by("rule_set", "key", "scope", "valid_from").values(*columns)
    return Stock(
        read_at=read_at,
        read_tick=read_tick,
        revision=revision,
        codes={name: tuple(entries) for name, entries in codes.items()},
        by_code=by_code,
        large=large,
        regimes={row["code"]: Regime(**row) for row in RuleSet.objects.order_by("code").values()},
        figures=tuple(Figure(**{**row, "unit": Unit(row["unit"]), "mark": Mark(row["mark"])}) for row in figures),
        days={each.day: Day(each.working, each.official, each.note) for each in CalendarDay.objects.all()},
    )


def entry_of(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "mark": Mark(row["mark"])})
