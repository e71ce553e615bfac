"""Reminders: each duty by its own schedule, each once; the head hears of what stays overdue."""

from datetime import timedelta

import pytest

from tests.factories.accounts import MembershipFactory, make_actor
from tests.factories.casework import CaseFactory, CaseReasonFactory, CaseStopFactory
from tests.tte.casework.kinds import KIND
from tte.accounts.enums import Role
from tte.casework.enums import CaseState, Duty
from tte.casework.models import CaseReminder, CaseStop
from tte.casework.selectors.reminder import owed_duties, watched_cases
from tte.casework.services import claim_case
from tte.casework.services.reminder import remind_of_case
from tte.casework.tasks import sweep_reminders
from tte.common.clock import now
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db


def case_due(office, **away):
    made = CaseFactory(kind=KIND, office=office, due_at=now() + timedelta(**away))
    CaseReasonFactory(case=made)
    return made


def told():
    return sorted(Notice.objects.values_list("kind", "person"))


def test_the_holder_is_reminded_once_before_and_once_after_it_is_due(office, auditor):
    make_actor(role=Role.AUDITOR, organisation=office)
    case = claim_case(case=case_due(office, minutes=1), by=auditor)

    assert remind_of_case(case=case) == [Duty.DUE_SOON]
    assert remind_of_case(case=case) == []
    type(case).objects.filter(pk=case.pk).update(due_at=now() - timedelta(seconds=1))
    assert remind_of_case(case=case) == [Duty.OVERDUE]
    assert remind_of_case(case=case) == []
    assert told() == [("casework.due_soon", auditor.user.pk), ("casework.overdue", auditor.user.pk)]


def test_one_kind_of_reminder_does_not_suppress_another_and_the_head_hears_last(office, auditor):
    head = make_actor(role=Role.HEAD, organisation=office)
    case = case_due(office, days=-20)

    assert remind_of_case(case=case) == [Duty.OVERDUE, Duty.ESCALATED]
    assert told() == [("casework.escalated", head.user.pk), ("casework.overdue", auditor.user.pk)]
    assert list(watched_cases(now())) == []


def test_an_end_that_was_escalated_does_not_silence_the_next_one(office, auditor):
    """A period that begins anew, as that of an objection once admitted, reminds of its own end three times."""
    head = make_actor(role=Role.HEAD, organisation=office)
    case = case_due(office, days=-20)
    remind_of_case(case=case)
    type(case).objects.filter(pk=case.pk).update(due_at=now() + timedelta(minutes=1))
    assert remind_of_case(case=case) == [Duty.DUE_SOON]
    assert list(watched_cases(now())) == [case]

    type(case).objects.filter(pk=case.pk).update(due_at=now() - timedelta(days=19))
    assert remind_of_case(case=case) == [Duty.OVERDUE, Duty.ESCALATED]
    assert list(watched_cases(now())) == []
    assert told().count(("casework.escalated", head.user.pk)) == 2


def test_a_case_far_from_its_end_reminds_nobody(office, auditor):
    case = case_due(office, days=15)
    assert (remind_of_case(case=case), told()) == ([], [])


def test_the_party_is_reminded_that_it_owes_an_answer(office, auditor):
    case = CaseFactory(kind=KIND, office=office, state=CaseState.WAITING)
    for person in (case.author, case.opened_by):
        MembershipFactory(user=person, organisation=case.applicant, role=Role.RESEARCHER)
    stop = CaseStopFactory(case=case, stopped_at=now() - timedelta(days=20))

    assert remind_of_case(case=case) == [Duty.ANSWER_OWED]
    assert remind_of_case(case=case) == []
    assert told() == sorted(("casework.answer_owed", person.pk) for person in (case.author, case.opened_by))
    assert {each.url for each in Notice.objects.all()} == {f"/tests/party/{case.reference}/"}
    assert CaseReminder.objects.get().about == stop.stopped_at


def test_of_a_party_whose_people_have_left_its_officers_are_reminded(office, auditor):
    case = CaseFactory(kind=KIND, office=office, state=CaseState.WAITING)
    CaseStopFactory(case=case, stopped_at=now() - timedelta(days=20))
    officer = make_actor(role=Role.OFFICER, organisation=case.applicant)
    remind_of_case(case=case)
    assert told() == [("casework.answer_owed", officer.user.pk)]


def test_whoever_was_reminded_once_is_watched_no_more(office, auditor):
    waiting = CaseFactory(kind=KIND, office=office, state=CaseState.WAITING)
    CaseStopFactory(case=waiting, stopped_at=now() - timedelta(days=40), due_at=None, days_left=None)
    assert list(watched_cases(now())) == [waiting]
    assert remind_of_case(case=waiting) == [Duty.ANSWER_OWED]
    assert list(watched_cases(now())) == []


def test_a_party_that_is_asked_a_second_time_is_watched_again(office, auditor):
    case = CaseFactory(kind=KIND, office=office, state=CaseState.WAITING)
    first = CaseStopFactory(case=case, stopped_at=now() - timedelta(days=60), due_at=None, days_left=None)
    remind_of_case(case=case)
    CaseStop.objects.filter(pk=first.pk).update(resumed_at=now() - timedelta(days=30))
    CaseStopFactory(case=case, stopped_at=now() - timedelta(days=20), due_at=None, days_left=None)

    assert list(watched_cases(now())) == [case]
    assert remind_of_case(case=watched_cases(now()).get()) == [Duty.ANSWER_OWED]
    assert list(watched_cases(now())) == []


def test_a_stopped_clock_is_never_overdue(office, auditor):
    case = CaseFactory(kind=KIND, office=office, state=CaseState.WAITING)
    CaseStopFactory(case=case, stopped_at=now(), due_at=now() - timedelta(days=9))
    assert owed_duties(case, now()) == []


def test_the_sweep_wakes_one_job_for_each_case_that_owes(office, auditor, monkeypatch):
    overdue = case_due(office, days=-20)
    case_due(office, days=15)
    woken = []
    monkeypatch.setattr("tte.casework.tasks.defer", lambda name, **keys: woken.append((name, keys)))
    sweep_reminders()
    assert woken == [("casework.remind", {"case_id": overdue.pk})]
