"""Backup and restore as docs/operations.md tells them, with the real programs, into a database of its own."""

import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest
from django.conf import settings
from django.db import connection

from tests.factories.contracts import registered_contract
from tte.ops.embedded.binaries import postgres_bin
from tte.ops.embedded.places import find_places

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("codelists")]
COPY = "tte_restored"
TABLES = "SELECT relname FROM pg_stat_user_tables ORDER BY 1"
GUARDS = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
CONSTRAINTS = "SELECT count(*) FROM pg_constraint"


def server() -> dict[str, object]:
    return {name: connection.settings_dict[name] for name in ("HOST", "PORT", "USER", "PASSWORD", "NAME")}


def program(name: str, *options: str) -> None:
    given = server()
    where = ["-h", str(given["HOST"]), "-p", str(given["PORT"] or 5432), "-U", str(given["USER"])]
    command = [str(postgres_bin(find_places(settings.VAR)) / name), *where, *options]
    done = subprocess.run(
        command, env={"PGPASSWORD": str(given["PASSWORD"])}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def opened(database: str) -> psycopg2.extensions.connection:
    given = server()
    return psycopg2.connect(
        host=given["HOST"], port=given["PORT"] or None, user=given["USER"], password=given["PASSWORD"], dbname=database
    )


@pytest.fixture
def restored(tmp_path: Path) -> Iterator[str]:
    """The name of a database restored from a dump of one with a registered contract."""
    registered_contract()
    dump = tmp_path / "tte.dump"
    program("pg_dump", "-Fc", "-f", str(dump), str(server()["NAME"]))
    program("createdb", COPY)
    program("pg_restore", "--clean", "--if-exists", "--no-owner", "-d", COPY, str(dump))
    yield COPY
    program("dropdb", COPY)  # by force it would be refused where the server is just then cleaning up in it


def contents(database: str) -> dict[str, object]:
    with closing(opened(database)) as line, line.cursor() as cursor:
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        found: dict[str, object] = {}
        for table in tables:
            cursor.execute(f"SELECT count(*), md5(string_agg(t::text, '|' ORDER BY t::text)) FROM \"{table}\" AS t")
            found[table] = cursor.fetchone()
        for name, query in (("guards", GUARDS), ("constraints", CONSTRAINTS)):
            cursor.execute(query)
            found[name] = cursor.fetchone()
        return found


def test_a_restored_exchange_holds_every_row_and_every_guard(restored):
    before, after = contents(str(server()["NAME"])), contents(restored)
    assert before["contracts_registration"][0] == 1
    assert after == before


def test_the_trail_of_a_restored_exchange_still_refuses_rewriting(restored):
    with (
        closing(opened(restored)) as line,
        line.cursor() as cursor,
        pytest.raises(psycopg2.errors.RestrictViolation),
    ):
        cursor.execute("UPDATE trail_event SET kind = 'forged'")
