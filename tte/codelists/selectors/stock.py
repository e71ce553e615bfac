"""All code lists, rules and working days as one read-only stock, kept for some seconds by each process.

The tables hold about a thousand short rows that change a few times a year, and every page asks them. A change made by
an administrator is seen by the other processes after `settings.TTE_CODELIST_SECONDS` (default 5), by its own at once
when it calls `forget()`. With the rows comes the database's clock, so that "today" needs no query of its own.
"""

import time
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.utils.translation import get_language

from tte.codelists.enums import Mark, Unit
from tte.codelists.models import CalendarDay, Code, Rule, RuleSet
from tte.common import clock


def is_chinese(language: str | None = None) -> bool:
    return (language or get_language() or settings.LANGUAGE_CODE).lower().startswith("zh")


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
    source: str

    def name(self, language: str | None = None) -> str:
        return self.name_zh if is_chinese(language) else self.name_en

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
    read_at: datetime
    read_tick: float
    codes: dict[str, tuple[Entry, ...]]
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
    fresh = _read()
    if fresh.codes and _Shelf.forgotten == before:
        _Shelf.stock = fresh
    return fresh


def forget() -> None:
    """Read the tables again at the next question. Call it after writing to them."""
    _Shelf.forgotten += 1
    _Shelf.stock = None


def _read() -> Stock:
    codes: dict[str, list[Entry]] = {}
    columns = list(Entry.__slots__)
    for row in Code.objects.order_by("list", "position", "code", "valid_from").values(*columns):
        codes.setdefault(row["list"], []).append(Entry(**{**row, "mark": Mark(row["mark"])}))
    columns = list(Figure.__slots__)
    figures = Rule.objects.order_by("rule_set", "key", "scope", "valid_from").values(*columns)
    return Stock(
        read_at=clock.now(),
        read_tick=time.monotonic(),
        codes={name: tuple(entries) for name, entries in codes.items()},
        regimes={row["code"]: Regime(**row) for row in RuleSet.objects.order_by("code").values()},
        figures=tuple(Figure(**{**row, "unit": Unit(row["unit"]), "mark": Mark(row["mark"])}) for row in figures),
        days={day: Day(*rest) for day, *rest in CalendarDay.objects.values_list("day", "working", "official", "note")},
    )
