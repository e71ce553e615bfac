"""The base file: every fact up to a feed position, sorted by month, for DuckDB. Made from PostgreSQL, or folded from
the base
before it and the signed rows since. A published file is never written again; the row in PostgreSQL says which one is
in force."""

import hashlib
import os
import tempfile
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
from django.conf import settings
from django.db import connection, models

from contracts.models import ContractFact
from tte.feed.selectors import feed_id
from tte.feed.services import note_position
from tte.statistics.models import Base

TOPIC = "contract_fact"
READER = "statistics"
TYPES = {models.BigIntegerField: "BIGINT", models.DateField: "DATE", models.CharField: "VARCHAR"}
KEPT_BASES = 2
ABANDONED_AFTER = 24 * 3600
BUILD_MEMORY = "1GB"
BUILD_THREADS = 1


class BaseBroken(Exception):
    """The base and the feed do not add up, or the file is not what was published: only a rebuild helps."""


def columns() -> dict[str, str]:
    """Column → DuckDB type, as the facts have them. The key of the registration is a number like any other here."""
    found = {}
    for column in ContractFact._meta.concrete_fields:
        found[str(column.column)] = next((name for model, name in TYPES.items() if isinstance(column, model)), "BIGINT")
    return found


def shape() -> str:
    """Changes when a column does: a base of another shape is rebuilt."""
    return hashlib.sha256(repr(sorted(columns().items())).encode()).hexdigest()


def folder() -> Path:
    return Path(settings.TTE_PROJECTIONS) / "statistics"


def path_of(base: Base) -> Path:
    return folder() / base.file


def current_base() -> Base | None:
    return Base.objects.order_by("-pk").first()


@dataclass
class Draft:
    """A file being made: where, of which feed, and up to which position it holds the facts."""

    feed: str
    position: int
    path: Path = field(default_factory=lambda: folder() / f"draft-{uuid.uuid4().hex[:8]}.tmp")

    @property
    def final(self) -> Path:
        return self.path.with_name(f"base-{self.position}-{self.path.stem.removeprefix('draft-')}.duckdb")


def snapshot_sql(names: list[str]) -> str:
    """All facts (f) and, with their signs turned, the changes that no position has yet (o): together the facts at the
    newest position (p). One statement sees one moment, so that position is exact whatever is written meanwhile."""
    listed = ", ".join(names)
    blanks = ", ".join("NULL" for _ in names[1:])
    return f"""
        COPY (
            SELECT 'f', 1, {listed} FROM contracts_contractfact
            UNION ALL
            SELECT 'o', -(waiting.payload ->> 'w')::int, {listed}
            FROM feed_outbox AS waiting, jsonb_populate_record(NULL::contracts_contractfact, waiting.payload) AS fact
            WHERE waiting.topic = '{TOPIC}'
            UNION ALL
            SELECT 'p', 0, coalesce((SELECT max(position) FROM feed_entry), 0), {blanks}
        ) TO STDOUT WITH (FORMAT csv)
    """


def rebuild() -> Base | None:
    """Make the base anew from PostgreSQL alone and publish it. None while another process is publishing."""
    with alone() as mine:
        if not mine:
            return None
        folder().mkdir(parents=True, exist_ok=True)
        draft = Draft(str(feed_id()), 0)
        names = list(columns())
        with tempfile.NamedTemporaryFile(dir=folder(), suffix=".csv") as facts, opened_draft(draft) as file:
            with connection.cursor() as cursor:
                cursor.copy_expert(snapshot_sql(names), facts)
            facts.flush()
            file.execute(
                f"CREATE TEMP TABLE loaded AS SELECT * FROM read_csv(?, header=false, auto_detect=false, nullstr='',"
                f" allow_quoted_nulls=false, columns={loaded_types()})",
                [facts.name],
            )
            draft.position = file.execute("SELECT registration_id FROM loaded WHERE source = 'p'").fetchall()[0][0]
            waiting = "(SELECT registration_id FROM loaded WHERE source = 'o')"
            listed = ", ".join(names)
            write_netted(
                file,
                f"SELECT w, {listed} FROM loaded WHERE source <> 'p' AND registration_id IN {waiting}",
                untouched=f"SELECT {listed} FROM loaded WHERE source = 'f' AND registration_id NOT IN {waiting}",
            )
        return publish(draft)


def loaded_types() -> str:
    listed = {"source": "VARCHAR", "w": "INTEGER", **columns()}
    return "{" + ", ".join(f"'{name}': '{kind}'" for name, kind in listed.items()) + "}"


def fold(base: Base, con: duckdb.DuckDBPyConnection, position: int) -> Base | None:
    """Publish `base` plus the signed rows up to `position` that the reader's connection holds, without asking
    PostgreSQL."""
    with alone() as mine:
        if not mine:
            return None
        names = ", ".join(columns())
        draft = Draft(str(base.feed_id), position)
        with opened_draft(draft) as file, tempfile.TemporaryDirectory(dir=folder()) as scratch:
            signed = Path(scratch) / "signed.parquet"
            con.cursor().execute(
                f"COPY (SELECT w, {names} FROM delta WHERE position <= {int(position)}) TO '{signed}' (FORMAT parquet)"
            )
            file.execute(f"ATTACH '{path_of(base)}' AS old (READ_ONLY)")
            file.execute(f"CREATE TEMP TABLE signed AS SELECT * FROM read_parquet('{signed}')")
            touched = "(SELECT registration_id FROM signed)"
            write_netted(
                file,
                f"SELECT 1 AS w, {names} FROM old.f WHERE registration_id IN {touched} UNION ALL"
                f" SELECT w, {names} FROM signed",
                untouched=f"SELECT {names} FROM old.f WHERE registration_id NOT IN {touched}",
            )
            file.execute("DETACH old")
        return publish(draft)


def write_netted(file: duckdb.DuckDBPyConnection, signed: str, *, untouched: str) -> None:
    """Table `f`: the untouched rows, and of the signed ones those whose weights add up to one. Any other sum but zero
    means that base and feed disagree."""
    names = ", ".join(columns())
    file.execute(
        f"CREATE TEMP TABLE netted AS SELECT {names}, sum(w) AS w FROM ({signed}) GROUP BY ALL HAVING sum(w) <> 0"
    )
    wrong = file.execute("SELECT count(*) FROM netted WHERE w <> 1").fetchall()[0][0]
    if wrong:
        raise BaseBroken(f"{wrong} facts do not add up")
    everything = f"SELECT {names} FROM netted UNION ALL {untouched}"
    file.execute(f"CREATE TABLE f AS SELECT {names} FROM ({everything}) ORDER BY month, registration_id")
    file.execute("DROP TABLE netted")


@contextmanager
def opened_draft(draft: Draft) -> Iterator[duckdb.DuckDBPyConnection]:
    """A new file, gone again when anything fails."""
    draft.path.parent.mkdir(parents=True, exist_ok=True)
    config: dict[str, str | bool | int | float | list[str]] = {
        "memory_limit": BUILD_MEMORY,
        "threads": BUILD_THREADS,
        "temp_directory": str(draft.path.parent / "spill"),
    }
    file = duckdb.connect(str(draft.path), config=config)
    try:
        yield file
        file.execute("CHECKPOINT")
        file.close()
    except BaseException:
        file.close()
        draft.path.unlink(missing_ok=True)
        raise


def publish(draft: Draft) -> Base:
    """Make the file durable under its final name, then name it in PostgreSQL: from here on readers change over."""
    final = draft.final
    with duckdb.connect(str(draft.path), read_only=True) as file:
        rows = file.execute("SELECT count(*) FROM f").fetchall()[0][0]
    sync(draft.path)
    os.replace(draft.path, final)
    sync(final.parent)
    base = Base.objects.create(
        file=final.name, feed_id=draft.feed, position=draft.position, shape=shape(), rows=rows, sha256=digest(final)
    )
    note_position(READER, draft.position)
    remove_old_files()
    return base


def remove_old_files() -> None:
    kept = set(Base.objects.order_by("-pk").values_list("file", flat=True)[:KEPT_BASES])
    abandoned = time.time() - ABANDONED_AFTER
    for path in [*folder().glob("base-*.duckdb"), *folder().glob("draft-*")]:
        if path.name not in kept and (path.suffix == ".duckdb" or path.stat().st_mtime < abandoned):
            path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def alone() -> Iterator[bool]:
    """Whether this process may publish: one at a time, across machines."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(71001, 2)")
        mine = cursor.fetchone()[0]
    try:
        yield mine
    finally:
        if mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(71001, 2)")
