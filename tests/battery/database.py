"""A database of a battery's own, beside the one the settings name and gone afterwards. Only for processes of a
battery.

Migrating takes longer than many a battery runs, so the first one on a server keeps the migrated database as a template,
and all others are copies of it.
"""

import inspect
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

import psycopg2
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from psycopg2 import sql

Targets = list[tuple[str, str]]


def server_parameters(database: str) -> dict:
    found = connection.settings_dict
    named = {"dbname": database, "user": found["USER"], "password": found["PASSWORD"], "host": found["HOST"]}
    return {name: value for name, value in {**named, "port": found["PORT"]}.items() if value}


def everything() -> Targets:
    """All migrations there are."""
    return MigrationLoader(None).graph.leaf_nodes()


@contextmanager
def own_database(targets: Targets | None = None) -> Iterator[str]:
    """Make a new database at these migrations (else at all), and let Django's default connections of this process use
    it."""
    name = f"tte_battery_{secrets.token_hex(4)}"
    former = connection.settings_dict["NAME"]
    server = psycopg2.connect(**server_parameters("postgres"))
    server.autocommit = True
    try:
        copy_database(server, template(server, targets or everything()), name)
        connect_to(name)
        yield name
    finally:
        connect_to(former)
        run(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
        server.close()


def template(server: psycopg2.extensions.connection, targets: Targets) -> str:
    """The name of a database at these migrations that nobody works in; made by whoever asks first."""
    name = f"tte_template_{digest(targets)}"
    with server.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtext(%s))", [name])
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone() is None:
            begun = f"{name}_{secrets.token_hex(4)}"
            run(server, "CREATE DATABASE {}", begun)
            connect_to(begun)
            MigrationExecutor(connection).migrate(targets)
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
