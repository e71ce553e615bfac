"""The official calendar of a year, as the yearly notice gives it: days off and weekends at work."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.codelists.enums import CodeList
from tte.codelists.models import CalendarDay, CalendarYear
from tte.codelists.selectors.codes import is_code
from tte.codelists.selectors.stock import forget
from tte.common.errors import DomainError
from tte.common.jobs import defer
from tte.trail.services import record

LINE = re.compile(r"(\d{4}-\d\d-\d\d)(?:\s+(\d{4}-\d\d-\d\d))?(?:\s+([a-z_]+))?")
ONE_DAY = timedelta(days=1)


class CalendarRefused(DomainError):
    code = "calendar_refused"


@dataclass(frozen=True)
class Span:
    first: date
    last: date
    note: str

    def days(self) -> Iterable[date]:
        return (self.first + ONE_DAY * number for number in range((self.last - self.first).days + 1))


@transaction.atomic
def load_year(
    *, year: int, days_off: str, days_at_work: str, source_zh: str, source_en: str, by: Actor
) -> CalendarYear:
    """Every day of the year from now on as the notice has it; what was counted over the year is then counted again.

    A line of either text is a day or a first and a last one, and for days off the code of the holiday.
    """
    off = _spans(days_off, year, "days_off")
    work = _spans(days_at_work, year, "days_at_work")
    if not off:
        raise CalendarRefused(_("A year without a single day off is none"), field="days_off")
    if not source_zh and not source_en:
        raise CalendarRefused(_("Fill it in, in at least one language"), field="source_zh")
    notes = {day: span.note for span in off for day in span.days()}
    at_work = {day for span in work for day in span.days()}
    for day in sorted(at_work):
        if day in notes or day.weekday() < 5:
            raise CalendarRefused(
                _("%(day)s is a day off as well, or no weekend at all"), day=day.isoformat(), field="days_at_work"
            )
    source = {"source_zh": source_zh, "source_en": source_en}
    held, _made = CalendarYear.objects.update_or_create(year=year, defaults=source)
    rows = [_day(day, notes, at_work) for day in Span(date(year, 1, 1), date(year, 12, 31), "").days()]
    CalendarDay.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["day"], update_fields=["working", "official", "note"]
    )
    after = {**source, "days_off": len(notes), "days_at_work": len(at_work)}
    record("calendar.load", held, by=by, code=str(year), after=after)
    transaction.on_commit(forget)
    defer("codelists.recount_all")
    return held


def _day(day: date, notes: dict[date, str], at_work: set[date]) -> CalendarDay:
    working = day in at_work or (day not in notes and day.weekday() < 5)
    return CalendarDay(day=day, working=working, official=True, note=notes.get(day, ""))


def _spans(text: str, year: int, field: str) -> list[Span]:
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        read = LINE.fullmatch(line.strip())
        first, last = _days_of(read)
        if read is None or first is None or last is None or last < first or {first.year, last.year} != {year}:
            raise CalendarRefused(
                _("Line %(line)s: write a day of %(year)s, or a first and a last one, as 2027-01-31"),
                line=number,
                year=str(year),
                field=field,
            )
        if read[3] and not is_code(CodeList.HOLIDAY, read[3], first):
            raise CalendarRefused(
                _("Line %(line)s: the list of public holidays has no %(holiday)s"),
                line=number,
                holiday=read[3],
                field=field,
            )
        found.append(Span(first, last, read[3] or ""))
    return found


def _days_of(read: re.Match[str] | None) -> tuple[date | None, date | None]:
    """The first and the last day that a line names; None where it names none that the calendar has."""
    try:
        first = date.fromisoformat(read[1]) if read else None
        return first, date.fromisoformat(read[2]) if read and read[2] else first
    except ValueError:
        return None, None
