"""Numbers without gaps: the counter row stays locked to the commit, so a number rolled back is used again."""

from django.db import connection


def next_number(series: str) -> int:
    """The next number of `series`, from 1, dense. Must run inside the transaction that uses the number."""
    if not connection.in_atomic_block:
        raise RuntimeError("next_number must share the transaction of the row that carries the number")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO common_numberseries (name, last) VALUES (%s, 1)"
            " ON CONFLICT (name) DO UPDATE SET last = common_numberseries.last + 1 RETURNING last",
            [series],
        )
        return cursor.fetchone()[0]
