"""Reading the statistics in this process: the base file in force, read-only, and the signed rows since, in memory."""

import json
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
from django.utils.translation import gettext as _

from tte.common.errors import DomainError
from tte.feed.selectors import batch_after, feed_standing
from tte.statistics import projection
from tte.statistics.kept import Kept, key_of
from tte.statistics.models import Base
from tte.statistics.slices import Cell, Slice, statement

MEMORY = "512MB"
THREADS = 2
BATCH = 5000


class StatisticsUnavailable(DomainError):
    code = "statistics_unavailable"


@dataclass(frozen=True)
class Answer:
    """Figures, and the feed position and moment they hold for: every change up to it is counted, none after."""

    cells: list[Cell]
    position: int
    as_of: datetime


@dataclass(frozen=True)
class Answers:
    """The figures of several slices, all for the same position."""

    tables: list[list[Cell]]
    position: int
    as_of: datetime


class Generation:
    """One base file attached, with the signed rows above it. Replaced as a whole when another base is published, so
    that a query that is under way keeps what it began with."""

    def __init__(self, base: Base, path: Path) -> None:
        self.base = base
        self.position = base.position
        self.connection = duckdb.connect(":memory:", config={"memory_limit": MEMORY, "threads": THREADS})
        self.connection.execute(f"ATTACH '{path}' AS base (READ_ONLY)")
        listed = ", ".join(f"{name} {kind}" for name, kind in projection.columns().items())
        self.connection.execute(f"CREATE TABLE delta (position BIGINT, w INTEGER, {listed})")
        self.kept = Kept()

    def pull(self, head: int) -> None:
        """Take in the signed rows up to `head`."""
        while self.position < head:
            batch = batch_after(self.position, [projection.TOPIC], BATCH)
            if batch.entries:
                self._add([{**entry.payload, "position": entry.position} for entry in batch.entries])
            self.position = batch.reached

    def _add(self, rows: list[dict]) -> None:
        types = {"position": "BIGINT", "w": "INTEGER", **projection.columns()}
        taken = ", ".join(f"fact.{name}" for name in types)
        self.connection.execute(
            f"INSERT INTO delta SELECT {taken} FROM (SELECT unnest(from_json(?::JSON, ?)) AS fact)",
            [json.dumps(rows), json.dumps([types])],
        ).fetchall()
        self.kept.note_changes((date.fromisoformat(row["month"]), row["position"]) for row in rows)

    def count(self) -> int:
        return self.connection.cursor().execute("SELECT count(*) FROM delta").fetchall()[0][0]

    def ask(self, asked: Slice, position: int, *, levels: bool, sellers: bool) -> list[Cell]:
        key = key_of(asked, levels=levels, sellers=sellers)
        cells = self.kept.find(key, asked, position)
        if cells is None:
            cells = self._asked(asked, position, levels=levels, sellers=sellers)
            self.kept.keep(key, position, cells)
        return cells

    def _asked(self, asked: Slice, position: int, *, levels: bool, sellers: bool) -> list[Cell]:
        upto = position if self.kept.has_changes(asked) else None
        sql, values = statement(asked, upto, levels=levels, sellers=sellers)
        width = len(asked.dims)
        found = self.connection.cursor().execute(sql, values).fetchall()
        cells = [Cell(tuple(row[:width]), *(int(value or 0) for value in row[width:])) for row in found]
        return sorted(cells, key=lambda cell: tuple((key is None, key or "") for key in cell.keys))


class Reading:
    """The reader of a process; threads share it. Pulling is done by one at a time, asking by all at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._generation: Generation | None = None

    def forget(self) -> None:
        with self._lock:
            self._generation = None

    def fresh(self) -> tuple[Generation, int, datetime]:
        """The base in force with every change up to now, the position reached and the moment of looking."""
        with self._lock:
            base = projection.current_base()
            feed = feed_standing()
            if base is None or base.feed_id != feed.feed_id or base.shape != projection.shape():
                raise unavailable()
            if self._generation is None or self._generation.base.pk != base.pk:
                self._generation = self._opened(base)
            self._generation.pull(feed.head)
            return self._generation, self._generation.position, feed.at

    def ask_all(self, slices: Sequence[Slice], *, levels: bool, sellers: bool) -> Answers:
        generation, position, as_of = self.fresh()
        tables = [generation.ask(asked, position, levels=levels, sellers=sellers) for asked in slices]
        return Answers(tables, position, as_of)

    def _opened(self, base: Base) -> Generation:
        try:
            return Generation(base, projection.path_of(base))
        except duckdb.Error as unreadable:
            raise unavailable() from unreadable


def unavailable() -> StatisticsUnavailable:
    return StatisticsUnavailable(_("The statistics are being prepared; try again in a moment"))


reading = Reading()


def ask_all(slices: Sequence[Slice], *, levels: bool = False, sellers: bool = False) -> Answers:
    """Figures, exact for one feed position. `levels` adds the totals, `sellers` what suppression needs to know."""
    return reading.ask_all(slices, levels=levels, sellers=sellers)


def ask(asked: Slice, *, levels: bool = False, sellers: bool = False) -> Answer:
    """The figures of one slice."""
    found = ask_all([asked], levels=levels, sellers=sellers)
    return Answer(found.tables[0], found.position, found.as_of)
