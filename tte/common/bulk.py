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
    text = io.StringIO("".join(map(_line, rows)))
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


def _line(row: Sequence[object]) -> str:
    """A row as COPY reads it. Few hold a character to escape, so the whole line is looked at first."""
    cells = [value if value.__class__ is str else _plain(value) for value in row]
    line = "\t".join(cells)
    if line.count("\\") > row.count(None) or "\n" in line or "\r" in line or line.count("\t") >= len(cells):
        line = "\t".join(
            cell.translate(ESCAPES) if value is not None and SPECIAL.search(cell) else cell
            for cell, value in zip(cells, row, strict=True)
        )
    return line + "\n"


def _plain(value: object) -> str:
    if value is None:
        return r"\N"
    return value.isoformat() if isinstance(value, date) else str(value)
