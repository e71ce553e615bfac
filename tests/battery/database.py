"""A database of a battery's own, beside the one the settings name and gone afterwards. Only for processes of a
battery."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg2
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from psycopg2 import sql


def server_parameters(database: str) -> dict:
    found = connection.settings_dict
    named = {"dbname": database, "user": found["USER"], "password": found["PASSWORD"], "host": found["HOST"]}
    return {name: value for name, value in {**named, "port": found["PORT"]}.items() if value}


@contextmanager
def own_database(targets: list[tuple[str, str]]) -> Iterator[str]:
    """Make a new database, bring it to these migrations, and let Django's default connections of this process use
    it."""
    name = f"tte_battery_{secrets.token_hex(4)}"
    former = connection.settings_dict["NAME"]
    server = psycopg2.connect(**server_parameters("postgres"))
    server.autocommit = True
    with server.cursor() as cursor:
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        connections.close_all()
        connection.settings_dict["NAME"] = name
        MigrationExecutor(connection).migrate(targets)
        yield name
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = former
        with server.cursor() as cursor:
            cursor.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        server.close()
