"""Numbers without gaps: the counter row stays locked to the commit, so a number rolled back is used again."""

from django.db import connection


def next_number(series: str) -> int:
    """The next number of `series`, from 1, dense. Must run inside the transaction that uses the number."""
    return next_numbers(series, 1)[0]


def next_numbers(series: str, count: int) -> range:
    """The next `count` numbers of `series` in one piece, under the same conditions."""
    if not connection.in_atomic_block:
        raise RuntimeError("a number must share the transaction of the row that carries it")
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO common_numberseries (name, last) VALUES (%s, %s)"
            " ON CONFLICT (name) DO UPDATE SET last = common_numberseries.last + EXCLUDED.last RETURNING last",
            [series, count],
        )
        last = cursor.fetchone()[0]
    return range(last - count + 1, last + 1)


def reach(series: str, last: int) -> None:
    """Numbers up to `last` are taken, given elsewhere: the series goes on behind them. It never goes back."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO common_numberseries (name, last) VALUES (%s, %s)"
            " ON CONFLICT (name) DO UPDATE SET last = greatest(common_numberseries.last, EXCLUDED.last)",
            [series, last],
        )
