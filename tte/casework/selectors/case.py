from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import Promise

from tte.accounts.actor import Actor
from tte.accounts.models import Organisation
from tte.casework.checks import named_check
from tte.casework.models import Case, CaseReason, CheckRun
from tte.casework.permissions import blocked
from tte.common.clock import ClockTimestamp


@dataclass(frozen=True)
class QueueRow:
    """One line of a queue. `mine` is in my hand, `blocked` marks a conflict of interest."""

    case: Case
    reasons: list[str]
    age: timedelta
    overdue: bool
    mine: bool
    blocked: bool


@dataclass(frozen=True)
class ResultRow:
    """A check's newest answer with the sentence it says."""

    name: str
    says: str | Promise
    rule: str
    passed: bool
    evidence: dict[str, Any]
    at: datetime

    @property
    def unchecked(self) -> str:
        """Why nobody has looked; empty where the check ran, or broke."""
        return "" if self.passed else str(self.evidence.get("unchecked", ""))

    @property
    def not_run(self) -> bool:
        """Nobody has looked, or the check broke: there is no answer either way."""
        return bool(self.unchecked) or "could_not_run" in self.evidence


def open_cases(office: Organisation | None, kind: str) -> QuerySet[Case]:
    """The cases of an office that have an open reason, the earliest due first."""
    reasons = CaseReason.objects.filter(case=OuterRef("pk"), closed_at=None)
    return (
        Case.objects.filter(Exists(reasons), office=office, kind=kind, closed_at=None)
        .select_related("applicant", "claimed_by")
        .order_by(F("due_at").asc(nulls_last=True), "pk")
    )


def queue(office: Organisation, kind: str, actor: Actor) -> list[QueueRow]:
    """The queue as `actor` sees it. Ages are by the database's clock."""
    aged = open_cases(office, kind).annotate(age=ClockTimestamp() - F("opened_at"), clock=ClockTimestamp())
    rows = list(aged.prefetch_related("reasons"))
    closed_to_me = blocked(actor.user, kind, rows)
    return [
        QueueRow(
            case=case,
            reasons=[reason.code for reason in case.reasons.all() if reason.closed_at is None],
            age=case.age,
            overdue=case.due_at is not None and case.due_at < case.clock,
            mine=case.claimed_by_id == actor.user.pk,
            blocked=case.pk in closed_to_me,
        )
        for case in rows
    ]


def newest_run(case: Case) -> CheckRun | None:
    return case.check_runs.order_by("-pk").first()


def checks_owed(case: Case) -> bool:
    """Whether the newest run is still to be done; until then older results say nothing about the matter as it is."""
    run = newest_run(case)
    return run is not None and run.finished_at is None


def finished_runs(case: Case) -> QuerySet[CheckRun]:
    """Every run with its answers, the newest first."""
    return case.check_runs.exclude(finished_at=None).order_by("-pk").prefetch_related("results")


def results_of(run: CheckRun, kind: str) -> list[ResultRow]:
    """The answers of one run, findings first."""
    rows = []
    for result in sorted(run.results.all(), key=lambda each: (each.passed, each.pk)):
        check = named_check(kind, result.check_name)
        says, rule = (check.says, check.rule) if check else (result.check_name, "")
        rows.append(ResultRow(result.check_name, says, rule, result.passed, result.evidence, result.at))
    return rows


def newest_results(case: Case) -> list[ResultRow]:
    """The answers of the newest finished run, findings first."""
    run = finished_runs(case).first()
    return results_of(run, case.kind) if run else []


def not_run(case: Case) -> list[ResultRow]:
    """The checks of the newest finished run that gave no answer."""
    return [row for row in newest_results(case) if row.not_run]


def findings(case: Case) -> list[ResultRow]:
    return [row for row in newest_results(case) if not row.passed]


def owed_runs() -> QuerySet[CheckRun]:
    """Runs asked for more than five seconds ago and not done: their bell was lost, or their worker died."""
    return (
        CheckRun.objects.filter(finished_at=None)
        .alias(age=ClockTimestamp() - F("asked_at"))
        .filter(age__gt=timedelta(seconds=5))
        .order_by("asked_at", "pk")
    )


def due_runs() -> QuerySet[CheckRun]:
    """Owed runs that are to be rung now: not rung a moment ago, nor put off."""
    due = CheckRun.objects.filter(Q(pk__in=owed_runs().values("pk"), next_at=None) | Q(next_at__lte=ClockTimestamp()))
    return due.filter(finished_at=None).order_by("asked_at", "pk")


def runs_behind() -> QuerySet[CheckRun]:
    """Runs that were done before what their checks ask held all that was written, the oldest first."""
    return CheckRun.objects.filter(behind=True).select_related("case").order_by("finished_at", "pk")


def provisional_cases() -> QuerySet[Case]:
    """Open cases whose end was counted over a year without an official calendar."""
    return Case.objects.filter(due_provisional=True, closed_at=None, due_days__isnull=False).order_by("pk")
