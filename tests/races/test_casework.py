"""Casework at the same time as itself: first the race with the guard taken away, then the services."""

import threading

import pytest

from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.casework import CaseFactory, CheckRunFactory
from tests.together import at_once
from tests.tte.casework.kinds import KIND
from tte.accounts.enums import OrganisationKind, Role
from tte.casework.checks import checks_of
from tte.casework.enums import CaseState
from tte.casework.models import Case, CheckResult, CheckRun
from tte.casework.running import run_checks
from tte.casework.services import claim_case
from tte.common.errors import TransitionRefused
from tte.trail.models import Event

pytestmark = pytest.mark.django_db(transaction=True)

WORKERS = 4


def test_looking_before_claiming_lets_two_people_in():
    """The control: check, then act, without compare-and-set."""
    case = CaseFactory(kind=KIND)
    looked = threading.Barrier(2)

    def careless():
        mine = Case.objects.get(pk=case.pk)
        looked.wait()
        if mine.state != CaseState.UNCLAIMED:
            return False
        Case.objects.filter(pk=case.pk).update(state=CaseState.IN_HAND)
        return True

    assert at_once(careless, careless) == [True, True]


def test_of_two_people_claiming_at_once_one_has_the_case():
    office = OrganisationFactory(kind=OrganisationKind.EXCHANGE)
    case = CaseFactory(kind=KIND, office=office)
    actors = [make_actor(role=Role.AUDITOR, organisation=office) for _ in range(WORKERS)]

    def claim(actor):
        return lambda: claim_case(case=Case.objects.get(pk=case.pk), by=actor).claimed_by_id

    results = at_once(*[claim(actor) for actor in actors])
    winners = [result for result in results if not isinstance(result, TransitionRefused)]
    case.refresh_from_db()
    assert [case.claimed_by_id] == winners
    assert Event.objects.filter(kind="case.claim").count() == 1


def test_looking_before_running_does_a_run_twice():
    """The control: without the claim every worker that looks in time does the whole run."""
    run = CheckRunFactory(case__kind=KIND)
    looked, done = threading.Barrier(2), []

    def careless():
        owed = CheckRun.objects.filter(pk=run.pk, finished_at=None).exists()
        looked.wait()
        if owed:
            done.append(run.pk)
        return owed

    at_once(careless, careless)
    assert done == [run.pk, run.pk]


def test_a_run_is_done_by_one_of_many_workers():
    run = CheckRunFactory(case__kind=KIND, case__applicant=OrganisationFactory(name_en="8"))
    results = at_once(*[lambda: run_checks(run_id=run.pk)] * WORKERS)
    assert sorted(results) == [False] * (WORKERS - 1) + [True]
    assert CheckResult.objects.filter(run=run).count() == len(checks_of(KIND))
