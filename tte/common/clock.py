"""Time as the database tells it. Moments are UTC; dates, numbering years and periods belong to the official zone."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection, models


class ClockTimestamp(models.Func):
    """`clock_timestamp()`: the moment the row is written, not the moment its transaction began."""

    template = "clock_timestamp()"
    output_field = models.DateTimeField()
    arity = 0


def now() -> datetime:
    """The database's clock at this very moment (UTC, aware). One round trip; decisions never use another clock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]


def official_zone() -> ZoneInfo:
    return ZoneInfo(settings.TTE_TIME_ZONE)


def official_date(moment: datetime) -> date:
    """The calendar date of a moment in the official zone."""
    return moment.astimezone(official_zone()).date()


def today() -> date:
    """The official date by the database's clock."""
    return official_date(now())
