"""Numbers without gaps: the counter row stays locked to the commit, so a number rolled back is used again."""

from datetime import date

from django.db import connection

from tte.common.clock import today


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


def yearly_code(pattern: str, *, series: str, on: date | None = None) -> str:
    """`yearly_code("GG{yy}-{number:05d}", series="announcement-{year}")` is GG26-00001 at first in 2026."""
    return yearly_codes(pattern, 1, series=series, on=on)[0]


def yearly_codes(pattern: str, count: int, *, series: str, on: date | None = None) -> list[str]:
    """The next `count` codes in one piece. `series` begins anew with each year; `on` is a day of it, else today."""
    year = (on or today()).year
    numbers = next_numbers(series.format(year=year), count)
    return [pattern.format(year=year, yy=f"{year % 100:02d}", number=number) for number in numbers]
