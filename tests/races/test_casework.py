"""Casework at the same time as itself: first the race with the guard taken away, then the services."""

import threading

import pytest
from django.db import transaction

from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.casework import CaseFactory, CheckRunFactory
from tests.together import at_once
from tests.tte.casework.kinds import KIND
from tte.accounts.enums import OrganisationKind, Role
from tte.casework import running
from tte.casework.checks import checks_of
from tte.casework.enums import CaseState
from tte.casework.models import Case, CheckResult, CheckRun
from tte.casework.running import run_checks
from tte.casework.services import assign_case, claim_case, close_case, decide_case, hand_over_case, handing
from tte.casework.services import case as case_services
from tte.common.clock import now
from tte.common.errors import DomainError, TransitionRefused
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


@pytest.mark.parametrize("is_behind", [False, True])
def test_a_run_that_is_being_done_keeps_neither_the_sweep_nor_a_second_bell_waiting(is_behind, monkeypatch):
    """A run may take minutes: the sweep that waits for it would fill the queue on which biddings are closed."""
    at = "2026-01-01T00:00:00Z"
    busy, lost = (CheckRunFactory(case__kind=KIND, asked_at=now() if is_behind else at) for _ in range(2))
    monkeypatch.setattr(running, "_is_behind", lambda _kind, _since: is_behind)
    taken, through = threading.Event(), threading.Event()

    def work():
        with transaction.atomic():
            CheckRun.objects.select_for_update(no_key=True).get(pk=busy.pk)
            taken.set()
            return through.wait(timeout=10)

    def ring():
        taken.wait(timeout=5)
        found = run_checks(run_id=busy.pk) if is_behind else running.runs_to_ring()
        through.set()
        return found

    assert at_once(work, ring) == [True, False if is_behind else [lost.pk]]


@pytest.fixture
def office():
    return OrganisationFactory(kind=OrganisationKind.EXCHANGE)


def auditors_of(office, count):
    return [make_actor(role=Role.AUDITOR, organisation=office) for _ in range(count)]


def in_hand_of(auditor):
    """A case that this auditor has in hand."""
    case = CaseFactory(kind=KIND, office=auditor.organisation)
    return claim_case(case=case, by=auditor)


def fresh(case):
    return Case.objects.get(pk=case.pk)


def conclude(case, auditor):
    """What every conclusion on a case does: a decision, then the end."""

    def act():
        with transaction.atomic():
            decide_case(case=fresh(case), step="audit", conclusion="approve", by=auditor)
            close_case(case=fresh(case), by=auditor)
        return "decided"

    return act


def unlocked(row):
    """A lock that only looks: the fault that is seeded."""
    return type(row)._default_manager.get(pk=row.pk)


@pytest.fixture
def decider_looks_first(monkeypatch):
    """The one who decides has looked at who holds the case, and goes on when the other act is through or waits."""
    looked, moved = threading.Event(), threading.Event()
    in_hand = case_services.in_hand

    def look_and_wait(case, by):
        found = in_hand(case, by)
        looked.set()
        moved.wait(timeout=1)
        return found

    monkeypatch.setattr(case_services, "in_hand", look_and_wait)
    return looked, moved


def assigned_meanwhile(decider_looks_first, case, head, colleague):
    looked, moved = decider_looks_first

    def act():
        looked.wait(timeout=5)
        try:
            return assign_case(case=fresh(case), colleague=colleague.user, by=head).claimed_by
        finally:
            moved.set()

    return act


def test_without_the_lock_a_case_is_assigned_away_under_a_decision(office, decider_looks_first, monkeypatch):
    """The control: the decision is written by somebody who no longer has the case."""
    auditor, colleague = auditors_of(office, 2)
    head = make_actor(role=Role.HEAD, organisation=office)
    case = in_hand_of(auditor)
    for module in (case_services, handing):
        monkeypatch.setattr(module, "lock", unlocked)

    at_once(conclude(case, auditor), assigned_meanwhile(decider_looks_first, case, head, colleague))

    case.refresh_from_db()
    assert (case.claimed_by, case.decisions.get().decided_by) == (colleague.user, auditor.user)


def test_the_head_assigns_while_the_auditor_decides_and_the_decision_stands_alone(office, decider_looks_first):
    auditor, colleague = auditors_of(office, 2)
    head = make_actor(role=Role.HEAD, organisation=office)
    case = in_hand_of(auditor)

    decided, assigned = at_once(conclude(case, auditor), assigned_meanwhile(decider_looks_first, case, head, colleague))

    case.refresh_from_db()
    assert (decided, isinstance(assigned, TransitionRefused)) == ("decided", True)
    assert (case.state, case.claimed_by, case.closed_by) == (CaseState.CLOSED, auditor.user, auditor.user)


def test_two_auditors_decide_and_the_head_assigns_at_once(office):
    """Whoever comes first, the case is decided by the one who has it in hand, or by nobody."""
    first, second = auditors_of(office, 2)
    head = make_actor(role=Role.HEAD, organisation=office)
    for _ in range(4):
        case = in_hand_of(first)

        results = at_once(
            conclude(case, first),
            conclude(case, second),
            lambda case=case: assign_case(case=fresh(case), colleague=second.user, by=head),
        )

        case.refresh_from_db()
        deciders = [decision.decided_by for decision in case.decisions.all()]
        refused = [result for result in results if isinstance(result, DomainError)]
        assert deciders in ([], [case.claimed_by])
        assert (case.state == CaseState.CLOSED, len(refused) >= 1) == (deciders != [], True)


def test_two_hand_overs_and_a_claim_at_once_leave_one_holder_and_one_line_each(office):
    holder, one, two = auditors_of(office, 3)
    case = in_hand_of(holder)

    results = at_once(
        lambda: hand_over_case(case=fresh(case), colleague=one.user, by=holder),
        lambda: hand_over_case(case=fresh(case), colleague=two.user, by=holder),
        lambda: claim_case(case=fresh(case), by=two),
    )

    case.refresh_from_db()
    given = [result.claimed_by for result in results if isinstance(result, Case)]
    assert given == [case.claimed_by]
    assert Event.objects.filter(kind="case.hand_over").count() == 1
