"""Running the checks a case is owed. One worker does a run, once, in one transaction."""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from tte.casework.checks import Check, Finding, checks_of
from tte.casework.kinds import subject_of
from tte.casework.models import CheckResult, CheckRun
from tte.casework.selectors import due_runs, runs_behind
from tte.casework.services import ask_checks
from tte.common.clock import ClockTimestamp, now
from tte.common.locks import lock
from tte.files.looking import at_most

log = logging.getLogger(__name__)

PATIENCE = timedelta(minutes=1)  # after which the checks are run all the same, and say what they could not see
SOON = timedelta(seconds=1)  # until a run that was put off is looked at again, and longer the longer it waits already
RUNG = timedelta(seconds=10)  # until a bell counts as lost
ONE_ATTEMPT = timedelta(seconds=2)  # two bells that ring together are one attempt
LOOKING = 240.0  # seconds for the files of one case, so that hard ones end in a finding and not in lost claims
SILENCE = "10min"  # a check that works longer than this without a word to the database has lost its claim
AT_ONCE = 200  # runs of one sweep


def run_checks(*, run_id: int) -> bool:
    """Run every check of an owed run and keep the answers. A run that is done, or in other hands, is left alone.

    The claim is the row lock: a worker that dies lets go of it, and the sweep finds the run again. A run that broke off
    too often is finished without answers: every check says that it could not run, so that people can go on. Where what
    the checks ask is behind, the run is put off: no worker waits.
    """
    run = _owed(run_id).select_related("case").first()
    if run is None:
        return False
    moment = now()
    since, age = run.seen_at or moment, moment - run.asked_at
    if age <= PATIENCE and _is_behind(run.case.kind, since):
        _write([run_id], seen_at=since, next_at=moment + max(SOON, age / 2))
        return False
    return _may_begin(run_id) and _run(run_id, since)


def _is_behind(kind: str, since: datetime) -> bool:
    return any(check.behind is not None and check.behind(since) for check in checks_of(kind))


def runs_to_ring() -> list[int]:
    """The runs that are due, each written down as rung, so that bells do not heap up before a worker that is busy."""
    return _write(list(due_runs().values_list("pk", flat=True)[:AT_ONCE]), next_at=now() + RUNG)


@transaction.atomic
def _write(runs: list[int], **values: Any) -> list[int]:
    """Write this of those that are owed and that nobody is doing; a run that is being done is waited for by none."""
    free = CheckRun.objects.filter(pk__in=runs, finished_at=None).order_by("asked_at", "pk")
    written = [run.pk for run in free.select_for_update(of=("self",), skip_locked=True, no_key=True)]
    CheckRun.objects.filter(pk__in=written).update(**values)
    return written


def owe_again() -> None:
    """Owe open cases a new run in place of one that was done behind, once what its checks ask has come up to it."""
    waits: set[str] = set()
    for run in runs_behind()[:AT_ONCE]:
        if run.case.kind in waits or _is_behind(run.case.kind, run.finished_at or run.asked_at):
            waits.add(run.case.kind)
        else:
            _owe_anew(run)


@transaction.atomic
def _owe_anew(run: CheckRun) -> None:
    newer = CheckRun.objects.filter(case=run.case_id, pk__gt=run.pk)
    if CheckRun.objects.filter(pk=run.pk, behind=True).update(behind=False):
        case = lock(run.case)
        if case.closed_at is None and not newer.exists():
            ask_checks(case=case)


@transaction.atomic
def _may_begin(run_id: int) -> bool:
    """Write the attempt down, before it and apart from it; give the run up where too many broke off."""
    run = _owed(run_id).select_for_update(of=("self",), no_key=True, skip_locked=True).first()
    if run is None:
        return False
    if run.attempts >= settings.TTE_WORK_ATTEMPTS:
        log.error("The checks of run %s broke off %s times and are given up", run.pk, run.attempts)
        _finish(run, [(check, Finding(False, could_not_run="broke_off")) for check in checks_of(run.case.kind)])
        return False
    rested = Q(tried_at=None) | Q(tried_at__lt=now() - ONE_ATTEMPT)
    begun = CheckRun.objects.filter(rested, pk=run.pk)
    return bool(begun.update(attempts=F("attempts") + 1, tried_at=ClockTimestamp()))


@transaction.atomic
def _run(run_id: int, since: datetime) -> bool:
    run = _owed(run_id).select_for_update(of=("self",), no_key=True).first()
    if run is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('idle_in_transaction_session_timeout', %s, true)", [SILENCE])
    subject = subject_of(run.case)
    behind = _is_behind(run.case.kind, since)
    with at_most(LOOKING):
        found = answers([(check, subject) for check in checks_of(run.case.kind)], since)
    _finish(run, found, behind=behind)
    return True


def _owed(run_id: int) -> QuerySet[CheckRun]:
    return CheckRun.objects.filter(pk=run_id, finished_at=None)


def _finish(run: CheckRun, answers: list[tuple[Check, Finding]], *, behind: bool = False) -> None:
    CheckResult.objects.bulk_create(_result(run, check, found) for check, found in answers)
    CheckRun.objects.filter(pk=run.pk).update(finished_at=now(), behind=behind)


def answers(asked: list[tuple[Check, Any]], since: datetime) -> list[tuple[Check, Finding]]:
    """All answers under one savepoint; where a check breaks, each is asked again under one of its own.

    No check is asked where what it asks does not hold all that was written up to `since`: then it could not run.
    """
    try:
        with transaction.atomic():
            return [(check, _answer(check, subject, since)) for check, subject in asked]
    except Exception:
        log.exception("A check broke, so each is asked again alone")
        return [(check, _answer_alone(check, subject, since)) for check, subject in asked]


def _answer(check: Check, subject: object, since: datetime) -> Finding:
    why = check.behind(since) if check.behind else ""
    return Finding(False, could_not_run=why) if why else check(subject)


def _answer_alone(check: Check, subject: object, since: datetime) -> Finding:
    """A check that breaks is a finding for a person to look at, never a pass; it does not break the others."""
    try:
        with transaction.atomic():
            return _answer(check, subject, since)
    except Exception as fault:
        log.exception("The check %s could not run", check.name)
        return Finding(False, could_not_run=type(fault).__name__)


def _result(run: CheckRun, check: Check, found: Finding) -> CheckResult:
    return CheckResult(run=run, check_name=check.name, passed=found.passed, evidence=found.evidence)
