"""The calendar by years: what differs from Monday to Friday, in spans."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from tte.codelists.enums import CodeList
from tte.codelists.models import CalendarDay, CalendarYear
from tte.codelists.selectors.codes import label


@dataclass(frozen=True)
class Departure:
    """Days in a row that are off though it is no weekend, or at work though it is one."""

    first: date
    last: date
    working: bool
    holiday: str


@dataclass(frozen=True)
class Year:
    held: CalendarYear
    working_days: int
    departures: list[Departure]


def years() -> list[CalendarYear]:
    return list(CalendarYear.objects.order_by("-year"))


def year_of(held: CalendarYear) -> Year:
    rows = list(CalendarDay.objects.filter(day__year=held.year).order_by("day"))
    special = [row for row in rows if row.note or row.working == (row.day.weekday() >= 5)]
    spans = []
    for _key, group in groupby(enumerate(special), lambda pair: (pair[1].day - timedelta(pair[0]), pair[1].working)):
        days = [row for _place, row in group]
        notes = dict.fromkeys(row.note for row in days if row.note)
        names = " · ".join(label(CodeList.HOLIDAY, note) for note in notes)
        spans.append(Departure(days[0].day, days[-1].day, days[0].working, names))
    return Year(held, sum(row.working for row in rows), spans)
