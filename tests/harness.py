"""Folders and servers that tests make for themselves, and what a test may not do."""

import contextlib
import fcntl
import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

from tte.ops.embedded import services
from tte.ops.embedded.places import find_places
from tte.ops.embedded.postgres import ROLE, Postgres, postgres_bin
from tte.ops.embedded.processes import command_line
from tte.ops.leftovers import end_left_behind

PREFIX = "tte-test-"


def open_folder(name: str = "") -> Path:
    """A temporary folder with a short name (sockets) that the servers' unprivileged user can pass through."""
    folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-{name}", dir="/tmp")).resolve()
    folder.chmod(0o711)
    return folder


def remove(var: Path) -> None:
    end_left_behind(var)
    services.stop(var)
    shutil.rmtree(var, ignore_errors=True)


def remove_left_behind() -> None:
    """A session that was killed left servers running: end those of ours whose session is no more."""
    with Path(f"/tmp/{PREFIX}{os.geteuid()}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # several sessions begin at once
        for folder in Path("/tmp").glob(f"{PREFIX}*-*"):
            pid = folder.name.removeprefix(PREFIX).partition("-")[0]
            if folder.stat().st_uid == os.geteuid() and pid.isdigit() and not command_line(int(pid)):
                remove(folder)


@contextlib.contextmanager
def refuse_network() -> Iterator[None]:
    """Sockets of Python reach this machine only."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if self.family != socket.AF_UNIX:
            host = str(address[0]) if isinstance(address, tuple) else ""
            if not (host.startswith("127.") or host in ("::1", "localhost")):
                raise AssertionError(f"A test reached for the network: {address}")
        return connect(self, address)

    socket.socket.connect = guarded
    try:
        yield
    finally:
        socket.socket.connect = connect


@contextlib.contextmanager
def refuse_loose_queries() -> Iterator[None]:
    """A lock over a join says whose rows it takes; whoever takes a part of some rows has said in which order.

    Without `of=` a lock takes the rows of every joined table; without an order a page, a batch or a "first" is chance.
    """
    as_sql, part = SQLCompiler.as_sql, QuerySet.__getitem__

    def strict_as_sql(self: SQLCompiler, *given: object, **named: object) -> tuple:
        found = as_sql(self, *given, **named)
        loose = self.query.select_for_update and not self.query.select_for_update_of
        if loose and " JOIN " in found[0]:
            raise AssertionError(f"A lock over a join without of=: {found[0][:200]}")
        return found

    def strict_part(self: QuerySet, place: int | slice) -> object:
        if self._result_cache is None and not self.ordered and not _takes_all(place):
            raise AssertionError(f"A part of rows without an order: {str(self.query)[:200]}")
        return part(self, place)

    SQLCompiler.as_sql, QuerySet.__getitem__ = strict_as_sql, strict_part
    try:
        yield
    finally:
        SQLCompiler.as_sql, QuerySet.__getitem__ = as_sql, part


def _takes_all(place: int | slice) -> bool:
    return isinstance(place, slice) and place.start in (None, 0) and place.stop is None


@contextlib.contextmanager
def emptying_of_guarded_tables() -> Iterator[None]:
    """Between tests that commit, Django empties all tables; append-only ones refuse that, so triggers rest meanwhile.

    An emptied feed gets a new identity, as a restore would give it.
    """
    postgres = Postgres(find_places(settings.VAR))
    postgres.bin = postgres_bin(postgres.places)
    granted = postgres.psql(f"GRANT SET ON PARAMETER session_replication_role TO {ROLE};")
    assert granted.returncode == 0, granted.stderr
    plain = DatabaseOperations.execute_sql_flush

    def flush(self: DatabaseOperations, statements: list[str]) -> None:
        renewed = "INSERT INTO feed_feedidentity (feed_id, since) VALUES (gen_random_uuid(), clock_timestamp())"
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            for statement in ("SET LOCAL session_replication_role = replica", *statements, renewed):
                cursor.execute(statement)

    DatabaseOperations.execute_sql_flush = flush
    try:
        yield
    finally:
        DatabaseOperations.execute_sql_flush = plain
