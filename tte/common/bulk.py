"""Many rows at once: PostgreSQL's COPY in the transaction of the caller, and keys reserved in one piece."""

import io
import re
from collections.abc import Iterable, Sequence
from datetime import date

from django.db import connection, models

SPECIAL = re.compile(r"[\\\t\n\r]")
ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def copy_rows(model: type[models.Model], columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Add rows of `model` by COPY. `columns` are names of database columns, values plain; None is NULL.

    Constraints, triggers and defaults of the database hold; nothing of the model's Python does.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("copied rows must share the transaction of the act that needs them")
    text = io.StringIO("".join("\t".join(map(_written, row)) + "\n" for row in rows))
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.copy_expert(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN', text)


def next_keys(model: type[models.Model], count: int) -> list[int]:
    """Primary keys for `count` rows to come, from the sequence of the table."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [key for (key,) in cursor.fetchall()]


def _written(value: object) -> str:
    if isinstance(value, str):
        return value.translate(ESCAPES) if SPECIAL.search(value) else value
    if value is None:
        return r"\N"
    return value.isoformat() if isinstance(value, date) else str(value)
