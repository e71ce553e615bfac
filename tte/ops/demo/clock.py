"""A clock of one database session that can be set into the past.

History cannot be waited for. While `moved_clock()` is open, every moment this session asks the database for is taken
from a clock that we set: services, triggers and columns then stamp what a seeded story does with the day on which it
is said to have happened, a notice really ends and a bidding really runs. Other sessions go on by the true clock.

`clock_timestamp()` is found in our schema first. The defaults of columns were bound to the true function when their
tables were made, so Django is told to write them out instead of saying DEFAULT.
"""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, time, timedelta

from django.db import connection

from tte.common.clock import official_zone

MAKE = """
CREATE SCHEMA IF NOT EXISTS demo_clock;
CREATE OR REPLACE FUNCTION demo_clock.clock_timestamp() RETURNS timestamptz LANGUAGE sql VOLATILE AS
$$ SELECT pg_catalog.clock_timestamp() + current_setting('demo.shift')::interval $$;
SELECT set_config('demo.shift', '0', false);
SET search_path = demo_clock, pg_catalog, public;
"""
OPENS, CLOSES = time(9, 0), time(17, 30)
SATURDAY = 5


class Clock:
    """Never ahead of the true clock."""

    def __init__(self) -> None:
        self.shift = timedelta(0)
        self.chance = random.Random(1)

    def now(self) -> datetime:
        """What the true clock would say, with our shift."""
        return true_now() + self.shift

    def to(self, moment: datetime) -> None:
        self.shift = min(moment - true_now(), timedelta(0))
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('demo.shift', %s, false)", [f"{self.shift.total_seconds():.6f} seconds"])

    def on(self, **period: float) -> None:
        """Some time passes."""
        self.to(self.now() + timedelta(**period))

    def work(self, hours: float) -> None:
        """Some time passes until somebody is at work again."""
        self.to(office_hour(self.now() + timedelta(hours=hours, minutes=self.chance.uniform(0, 55))))

    def back(self, days: float) -> None:
        """To a working hour so many days ago."""
        self.to(office_hour(true_now() - timedelta(days=days, minutes=self.chance.uniform(0, 240))))


def true_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_catalog.clock_timestamp()")
        return cursor.fetchone()[0]


def office_hour(moment: datetime) -> datetime:
    """The moment itself, or the same minute in the morning of the next day on which people work."""
    local = moment.astimezone(official_zone())
    if local.time() > CLOSES:
        local = _morning(local + timedelta(days=1))
    elif local.time() < OPENS:
        local = _morning(local)
    while local.weekday() >= SATURDAY:
        local += timedelta(days=1)
    return local


def _morning(local: datetime) -> datetime:
    return local.replace(hour=OPENS.hour, minute=local.minute)


@contextmanager
def moved_clock() -> Iterator[Clock]:
    features = connection.features
    with connection.cursor() as cursor:
        cursor.execute(MAKE)
    written_out, features.supports_default_keyword_in_insert = features.supports_default_keyword_in_insert, False
    try:
        yield Clock()
    finally:
        features.supports_default_keyword_in_insert = written_out
        with connection.cursor() as cursor:
            cursor.execute("RESET search_path; DROP SCHEMA demo_clock CASCADE")
