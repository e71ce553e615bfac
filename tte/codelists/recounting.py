"""What was counted over a year without an official calendar, and is counted again once the year stands (R3-32).

An app states with `provisional_ends` which of its rows still run to such an end, and the service that counts one again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.db.models import Max, QuerySet

from tte.codelists.calendar import end_of_day
from tte.codelists.models import CalendarDay
from tte.common.jobs import defer


@dataclass(frozen=True)
class ProvisionalEnds:
    """`rows` are those whose end is provisional, `end` is its field; `recount` looks again under its own lock."""

    rows: Callable[[], QuerySet]
    end: str
    recount: Callable[[Any], object]


ENDS: dict[str, ProvisionalEnds] = {}


def provisional_ends(code: str, *, rows: Callable[[], QuerySet], end: str, recount: Callable[[Any], object]) -> None:
    if code in ENDS:
        raise ValueError(f"The provisional ends of {code} are registered twice")
    ENDS[code] = ProvisionalEnds(rows, end, recount)


def to_be_recounted(code: str) -> QuerySet:
    """The rows whose provisional end lies in a time of which the official calendar is known by now."""
    kind = ENDS[code]
    known = CalendarDay.objects.filter(official=True).aggregate(last=Max("day"))["last"]
    return kind.rows().filter(**{f"{kind.end}__lte": end_of_day(known)}) if known else kind.rows().none()


def recount_all() -> int:
    """Ask for a new count of everything that can be counted now, whatever it is; returns how many rows."""
    asked = 0
    for code in ENDS:
        for pk in to_be_recounted(code).order_by("pk").values_list("pk", flat=True).iterator():
            defer("codelists.recount", code=code, pk=pk)
            asked += 1
    return asked


def recount(*, code: str, pk: int) -> None:
    kind = ENDS[code]
    row: models.Model | None = kind.rows().filter(pk=pk).first()
    if row is not None:
        kind.recount(row)
