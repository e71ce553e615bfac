from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.db.models import F

from tests.factories.accounts import OrganisationFactory
from tests.factories.casework import CaseFactory, CheckResultFactory, CheckRunFactory, DecisionFactory
from tests.tte.casework.kinds import KIND
from tte.casework import running
from tte.casework.checks import check, checks_of
from tte.casework.models import CheckResult, CheckRun, Decision
from tte.casework.running import run_checks
from tte.casework.selectors import checks_owed, findings, newest_results, owed_runs
from tte.casework.services import ask_checks

pytestmark = pytest.mark.django_db


def case_of(**organisation):
    return CaseFactory(kind=KIND, applicant=OrganisationFactory(**organisation))


def test_a_run_keeps_one_answer_for_each_check_with_findings_first():
    case = case_of(name_zh="很长" * 20, name_en="8")
    run = ask_checks(case=case)
    assert checks_owed(case) is True
    assert run_checks(run_id=run.pk) is True
    assert [(row.name, row.passed, row.evidence) for row in newest_results(case)] == [
        ("name_is_short", False, {"length": 40, "limit": 30}),
        ("name_is_given", True, {}),
        ("number_is_even", True, {}),
    ]
    assert checks_owed(case) is False


def test_a_check_that_breaks_is_a_finding_and_never_a_pass():
    case = case_of(name_en="not a number")
    run_checks(run_id=ask_checks(case=case).pk)
    (finding,) = findings(case)
    assert (finding.name, finding.evidence) == ("number_is_even", {"could_not_run": "ValueError"})
    assert len(newest_results(case)) == 3


def test_a_run_is_done_once():
    case = case_of(name_en="8")
    run = ask_checks(case=case)
    assert [run_checks(run_id=run.pk), run_checks(run_id=run.pk)] == [True, False]
    assert CheckResult.objects.count() == 3


def test_a_run_under_which_workers_die_comes_to_an_end_and_every_check_says_so(monkeypatch, settings):
    settings.TTE_WORK_ATTEMPTS = 2
    case = case_of(name_en="8")
    run = ask_checks(case=case)

    def die(_case):
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(running, "subject_of", die)
        for _attempt in range(2):
            with pytest.raises(SystemExit):
                run_checks(run_id=run.pk)
            CheckRun.objects.filter(pk=run.pk).update(tried_at="2026-01-01T00:00:00Z")
        assert checks_owed(case) is True
        assert run_checks(run_id=run.pk) is False

    assert checks_owed(case) is False
    assert [row.evidence for row in findings(case)] == [{"could_not_run": "broke_off"}] * 3
    assert (run_checks(run_id=ask_checks(case=case).pk), findings(case)) == (True, [])


def test_an_attempt_is_written_before_it_begins_and_bells_that_ring_together_are_one():
    run = ask_checks(case=case_of(name_en="8"))

    assert [running._may_begin(run.pk), running._may_begin(run.pk)] == [True, False]

    run.refresh_from_db()
    assert (run.attempts, run.finished_at) == (1, None)
    CheckRun.objects.filter(pk=run.pk).update(tried_at=F("tried_at") - timedelta(seconds=3))
    assert run_checks(run_id=run.pk) is True


def test_a_run_waits_a_minute_until_its_checks_are_ready(monkeypatch):
    run = ask_checks(case=case_of(name_en="8"))
    waiting = [replace(each, ready=lambda _seconds: False) for each in checks_of(KIND)]
    monkeypatch.setattr(running, "checks_of", lambda _kind: waiting)

    assert run_checks(run_id=run.pk) is False
    run.refresh_from_db()
    assert (run.attempts, run.finished_at) == (0, None)

    CheckRun.objects.filter(pk=run.pk).update(asked_at=F("asked_at") - timedelta(minutes=2))
    assert run_checks(run_id=run.pk) is True


def test_the_newest_run_counts_and_an_owed_one_says_so():
    case = case_of(name_zh="", name_en="8")
    run_checks(run_id=ask_checks(case=case).pk)
    assert [row.name for row in findings(case)] == ["name_is_given"]
    case.applicant.name_zh = "江洲大学"
    case.applicant.save()
    second = ask_checks(case=case)
    assert checks_owed(case) is True
    run_checks(run_id=second.pk)
    assert findings(case) == []


def test_old_answers_of_a_retired_check_keep_their_name():
    case = case_of(name_en="8")
    run = CheckRunFactory(case=case, finished_at="2026-11-01T00:00:00Z")
    CheckResultFactory(run=run, check_name="retired", passed=False)
    assert [(row.says, row.rule) for row in newest_results(case)] == [("retired", "")]


def test_two_checks_of_one_name_are_refused_when_the_code_is_loaded():
    def name_is_given(organisation):
        return True

    with pytest.raises(ValueError, match="name_is_given"):
        check(KIND, says="again")(name_is_given)


def test_the_sweep_finds_runs_whose_bell_was_lost():
    CheckRunFactory()
    lost = CheckRunFactory(asked_at="2026-01-01T00:00:00Z")
    CheckRunFactory(asked_at="2026-01-01T00:00:00Z", finished_at="2026-01-01T00:00:01Z")
    assert list(owed_runs()) == [lost]


def test_decisions_are_only_ever_added():
    decision = DecisionFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(conclusion="refuse")
    decision.refresh_from_db()
    assert decision.conclusion == "approve"
