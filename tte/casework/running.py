"""Running the checks a case is owed. One worker does a run, once, in one transaction."""

import logging

from django.db import transaction

from tte.casework.checks import Check, Finding, checks_of
from tte.casework.kinds import subject_of
from tte.casework.models import CheckResult, CheckRun
from tte.common.clock import now

log = logging.getLogger(__name__)


@transaction.atomic
def run_checks(*, run_id: int) -> bool:
    """Run every check of an owed run and keep the answers. A run that is done, or in other hands, is left alone.

    The claim is the row lock: a worker that dies lets go of it, and the sweep finds the run again.
    """
    run = (
        CheckRun.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
        .filter(pk=run_id, finished_at=None)
        .first()
    )
    if run is None:
        return False
    subject = subject_of(run.case)
    CheckResult.objects.bulk_create(_result(run, check, _answer(check, subject)) for check in checks_of(run.case.kind))
    CheckRun.objects.filter(pk=run.pk).update(finished_at=now())
    return True


def _answer(check: Check, subject: object) -> Finding:
    """A check that breaks is a finding for a person to look at, never a pass; it does not break the others."""
    try:
        with transaction.atomic():
            return check(subject)
    except Exception as fault:
        log.exception("The check %s could not run", check.name)
        return Finding(False, could_not_run=type(fault).__name__)


def _result(run: CheckRun, check: Check, answer: Finding) -> CheckResult:
    return CheckResult(run=run, check_name=check.name, passed=answer.passed, evidence=answer.evidence)
