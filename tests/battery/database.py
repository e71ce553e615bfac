"""A database of a battery's own, beside the one the settings name and gone afterwards. Only for processes of a
battery.

Migrating takes longer than many a battery runs, so the first one on a server keeps the migrated database as a template,
and all others are copies of it; in the same way the world that several batteries share is made once.
"""

import inspect
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg2
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg2 import sql

Targets = list[tuple[str, str]]
Fill = Callable[[], object]


def server_parameters(database: str) -> dict:
    found = connection.settings_dict
    named = {"dbname": database, "user": found["USER"], "password": found["PASSWORD"], "host": found["HOST"]}
    return {name: value for name, value in {**named, "port": found["PORT"]}.items() if value}


def everything() -> Targets:
    """All migrations there are."""
    return MigrationLoader(None).graph.leaf_nodes()


@contextmanager
def own_database(targets: Targets | None = None, filled: tuple[str, Fill] | None = None) -> Iterator[str]:
    """Make a new database at these migrations (else at all), and let Django's default connections of this process use
    it. `filled` names what it holds and puts it there, once on a server."""
    name = f"tte_battery_{secrets.token_hex(4)}"
    former = connection.settings_dict["NAME"]
    server = psycopg2.connect(**server_parameters("postgres"))
    server.autocommit = True
    try:
        source = migrated(server, targets or everything())
        if filled is not None:
            source = made_once(server, f"{source}_{filled[0]}", source, filled[1])
        copy_database(server, source, name)
        connect_to(name)
        yield name
    finally:
        connect_to(former)
        drop(server, name)
        server.close()


def drop(server: psycopg2.extensions.connection, name: str) -> None:
    """Whoever is still connected is cut off first. The server's own cleaning it ends by itself, but not by force."""
    with server.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND usename = current_user",
            [name],
        )
    run(server, "DROP DATABASE IF EXISTS {}", name)


def migrated(server: psycopg2.extensions.connection, targets: Targets) -> str:
    name = f"tte_template_{digest(targets)}"
    return made_once(server, name, "template0", lambda: MigrationExecutor(connection).migrate(targets))


def made_once(server: psycopg2.extensions.connection, name: str, source: str, fill: Fill) -> str:
    """The name of a database that nobody works in; whoever asks first makes it, a copy of `source` with a filling."""
    with server.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            begun = f"tte_begun_{secrets.token_hex(4)}"
            copy_database(server, source, begun)
            connect_to(begun)
            fill()
            connections.close_all()
            run(server, "ALTER DATABASE {} RENAME TO {}", begun, name)
        cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [name])
    return name


def digest(targets: Targets) -> str:
    """Of the migrations' own text, so that a template of yesterday's is never taken for today's."""
    loader = MigrationLoader(None)
    plan = sorted({key for target in targets for key in loader.graph.forwards_plan(target)})
    seen = sha256(repr(plan).encode())
    for key in plan:
        seen.update(Path(inspect.getfile(type(loader.disk_migrations[key]))).read_bytes())
    return seen.hexdigest()[:16]


def copy_database(server: psycopg2.extensions.connection, source: str, name: str) -> None:
    run(server, "CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY", name, source)


def connect_to(name: str) -> None:
    connections.close_all()
    connection.settings_dict["NAME"] = name


def run(server: psycopg2.extensions.connection, statement: str, *names: str) -> None:
    with server.cursor() as cursor:
        cursor.execute(sql.SQL(statement).format(*map(sql.Identifier, names)))
