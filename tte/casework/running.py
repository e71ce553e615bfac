"""Running the checks a case is owed. One worker does a run, once, in one transaction."""

import logging
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, Q, QuerySet

from tte.casework.checks import Check, Finding, checks_of
from tte.casework.kinds import subject_of
from tte.casework.models import CheckResult, CheckRun
from tte.common.clock import ClockTimestamp, now

log = logging.getLogger(__name__)

WAITS = 3.0  # seconds in which a worker waits until what the checks ask is up to date; then the sweep comes back
PATIENCE = timedelta(minutes=1)  # after which the checks are run all the same, and say what they could not see
ONE_ATTEMPT = timedelta(seconds=2)  # two bells that ring together are one attempt
SILENCE = "10min"  # a check that works longer than this without a word to the database has lost its claim


def run_checks(*, run_id: int) -> bool:
    """Run every check of an owed run and keep the answers. A run that is done, or in other hands, is left alone.

    The claim is the row lock: a worker that dies lets go of it, and the sweep finds the run again. A run that broke off
    too often is finished without answers: every check says that it could not run, so that people can go on.
    """
    return _is_ready(run_id) and _may_begin(run_id) and _run(run_id)


def _is_ready(run_id: int) -> bool:
    run = _owed(run_id).select_related("case").first()
    if run is None:
        return False
    if now() - run.asked_at > PATIENCE:
        return True
    return all(check.ready is None or check.ready(WAITS) for check in checks_of(run.case.kind))


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
def _run(run_id: int) -> bool:
    run = _owed(run_id).select_for_update(of=("self",), no_key=True).first()
    if run is None:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('idle_in_transaction_session_timeout', %s, true)", [SILENCE])
    subject = subject_of(run.case)
    _finish(run, answers([(check, subject) for check in checks_of(run.case.kind)]))
    return True


def _owed(run_id: int) -> QuerySet[CheckRun]:
    return CheckRun.objects.filter(pk=run_id, finished_at=None)


def _finish(run: CheckRun, answers: list[tuple[Check, Finding]]) -> None:
    CheckResult.objects.bulk_create(_result(run, check, found) for check, found in answers)
    CheckRun.objects.filter(pk=run.pk).update(finished_at=now())


def answers(asked: list[tuple[Check, Any]]) -> list[tuple[Check, Finding]]:
    """All answers under one savepoint; where a check breaks, each is asked again under one of its own."""
    try:
        with transaction.atomic():
            return [(check, check(subject)) for check, subject in asked]
    except Exception:
        log.exception("A check broke, so each is asked again alone")
        return [(check, answer(check, subject)) for check, subject in asked]


def answer(check: Check, subject: object) -> Finding:
    """A check that breaks is a finding for a person to look at, never a pass; it does not break the others."""
    try:
        with transaction.atomic():
            return check(subject)
    except Exception as fault:
        log.exception("The check %s could not run", check.name)
        return Finding(False, could_not_run=type(fault).__name__)


def _result(run: CheckRun, check: Check, found: Finding) -> CheckResult:
    return CheckResult(run=run, check_name=check.name, passed=found.passed, evidence=found.evidence)
