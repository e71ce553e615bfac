"""The board of an office: how old its cases are, how fast they are worked, how often a second look disagrees."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count, FloatField, Q
from django.db.models.aggregates import Aggregate

from tte.accounts.models import Organisation
from tte.casework.enums import CaseState
from tte.casework.models import Case, Decision, Reaudit
from tte.casework.selectors.people import workers
from tte.codelists.calendar import Deadline, working_days_between, working_days_left
from tte.trail.models import Event

SPAN = timedelta(days=90)
WEEK = timedelta(days=7)
LAST_BIN = 5
NOBODY_LEFT = "reaudit.nobody_left"
NO_CASES: dict[str, Any] = {
    **dict.fromkeys(("open", "unclaimed", "waiting", "overdue", "closed_week", "closed_span"), 0),
    "usual": None,
}


class Median(Aggregate):
    """The middle of a column; halves where it lies between two."""

    function = "percentile_cont"
    template = "%(function)s(0.5) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()


@dataclass(frozen=True)
class KindRow:
    """One kind of case: what is open and how old, what was closed, how long it took without the party's time."""

    kind: str
    open: int
    unclaimed: int
    waiting: int
    overdue: int
    median_age: float | None
    closed_week: int
    closed_span: int
    usual: float | None


@dataclass(frozen=True)
class PersonRow:
    name: str
    in_hand: int
    oldest: int | None
    closed_week: int
    closed_span: int
    usual: float | None


@dataclass(frozen=True)
class Disagreement:
    """Second looks that were concluded in the span, and how many of them disagreed; `open` are still to be done.

    `untaken` were drawn in the span, and nobody was left who may take them.
    """

    looked: int
    differed: int
    open: int
    untaken: int


def usual_days(office: Organisation, kind: str, moment: datetime) -> float | None:
    """The median of the working days the office took in the last 90 days, without the time of the party."""
    closed = Case.objects.filter(office=office, kind=kind, closed_at__gte=moment - SPAN, office_days__isnull=False)
    return closed.aggregate(usual=Median("office_days"))["usual"]


def kind_rows(office: Organisation, kinds: list[str], moment: datetime) -> list[KindRow]:
    rows = Case.objects.filter(office=office, kind__in=kinds)
    counted = rows.values("kind").annotate(
        open=Count("pk", filter=Q(closed_at=None) & ~Q(state=CaseState.WAITING)),
        unclaimed=Count("pk", filter=Q(state=CaseState.UNCLAIMED)),
        waiting=Count("pk", filter=Q(state=CaseState.WAITING)),
        overdue=Count("pk", filter=Q(closed_at=None, due_at__lt=moment)),
        closed_week=Count("pk", filter=Q(closed_at__gte=moment - WEEK)),
        closed_span=Count("pk", filter=Q(closed_at__gte=moment - SPAN)),
        usual=Median("office_days", filter=Q(closed_at__gte=moment - SPAN)),
    )
    found: dict[str, dict[str, Any]] = {row["kind"]: dict(row) for row in counted.order_by("kind")}
    ages = _ages(office, kinds, moment)
    return [
        KindRow(**(NO_CASES | {"kind": kind, "median_age": _middle(ages.get(kind))} | found.get(kind, {})))
        for kind in kinds
    ]


def _middle(ages: list[int] | None) -> float | None:
    return float(median(ages)) if ages else None


def _ages(office: Organisation, kinds: list[str], moment: datetime) -> dict[str, list[int]]:
    """Working days since each open case came, by kind."""
    found: dict[str, list[int]] = {}
    open_ = Case.objects.filter(office=office, kind__in=kinds, closed_at=None)
    for kind, opened_at in open_.order_by("pk").values_list("kind", "opened_at"):
        found.setdefault(kind, []).append(working_days_between(opened_at, moment))
    return found


def person_rows(office: Organisation, kinds: list[str], moment: datetime) -> list[PersonRow]:
    """Everybody who works these kinds, also with nothing in hand."""
    people = {person.pk: person.name for kind in kinds for person in workers(office, kind)}
    rows = Case.objects.filter(office=office, kind__in=kinds)
    held = rows.filter(state=CaseState.IN_HAND).order_by("pk").values_list("claimed_by_id", "claimed_at")
    closed = rows.filter(closed_at__gte=moment - SPAN, office_days__isnull=False).values("closed_by_id")
    done = closed.annotate(
        span=Count("pk"), week=Count("pk", filter=Q(closed_at__gte=moment - WEEK)), usual=Median("office_days")
    ).order_by("closed_by_id")
    mine = Counter(person for person, _at in held)
    oldest = {person: at for person, at in held.order_by("-claimed_at") if at}
    closed_by: dict[int | None, dict[str, Any]] = {row["closed_by_id"]: dict(row) for row in done}
    return [
        PersonRow(
            name=name,
            in_hand=mine[key],
            oldest=working_days_between(oldest[key], moment) if key in oldest else None,
            closed_week=closed_by.get(key, {}).get("week", 0),
            closed_span=closed_by.get(key, {}).get("span", 0),
            usual=closed_by.get(key, {}).get("usual"),
        )
        for key, name in sorted(people.items())
    ]


def due_bins(office: Organisation, kinds: list[str], moment: datetime) -> list[int]:
    """Open cases by working days left: over, today, 1, 2, 3, 4, 5 and more."""
    bins = [0] * (LAST_BIN + 2)
    open_ = Case.objects.filter(office=office, kind__in=kinds, closed_at=None)
    for due_at in open_.order_by("pk").values_list("due_at", flat=True):
        if due_at is None:
            continue
        left = -1 if due_at <= moment else working_days_left(moment, Deadline(due_at, provisional=False))
        bins[min(left, LAST_BIN) + 1] += 1
    return bins


def disagreement(office: Organisation, kinds: list[str], moment: datetime) -> Disagreement:
    rows = Reaudit.objects.filter(case__office=office, case__withheld_at=None, original__case__kind__in=kinds)
    counted = rows.aggregate(
        looked=Count("pk", filter=Q(case__closed_at__gte=moment - SPAN)),
        differed=Count("pk", filter=Q(case__closed_at__gte=moment - SPAN, agrees=False)),
        open=Count("pk", filter=Q(case__closed_at=None)),
    )
    decided = Decision.objects.filter(case__office=office, case__kind__in=kinds, decided_at__gte=moment - SPAN)
    untaken = Event.objects.filter(kind=NOBODY_LEFT, at__gte=moment - SPAN).filter(
        subject_type=Decision._meta.label_lower, subject_key__in=decided.values("pk")
    )
    return Disagreement(**counted, untaken=untaken.count())
