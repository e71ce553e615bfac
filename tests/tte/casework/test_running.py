import time
from dataclasses import replace
from datetime import timedelta

import pytest
from celery import current_app
from django.db import DatabaseError, transaction
from django.db.models import F

from tests.factories.accounts import OrganisationFactory
from tests.factories.casework import CaseFactory, CheckResultFactory, CheckRunFactory, DecisionFactory
from tests.tte.casework.kinds import KIND
from tte.casework import running
from tte.casework.checks import check, checks_of
from tte.casework.models import CheckResult, CheckRun, Decision
from tte.casework.running import run_checks
from tte.casework.selectors import (
    checks_owed,
    due_runs,
    findings,
    newest_results,
    newest_run,
    owed_runs,
    runs_behind,
)
from tte.casework.services import ask_checks
from tte.common.clock import now
from tte.files import looking
from tte.files.enums import FileFault

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


@pytest.fixture
def behind(monkeypatch):
    """What the checks ask is behind while the list holds a word."""
    why = ["index_behind"]
    checks = [replace(each, behind=lambda _moment: why[0] if why else "") for each in checks_of(KIND)]
    monkeypatch.setattr(running, "checks_of", lambda _kind: checks)
    return why


def test_a_run_that_is_put_off_holds_no_worker_and_is_rung_when_it_is_due_again(behind):
    run = ask_checks(case=case_of(name_en="8"))

    began = time.monotonic()
    assert run_checks(run_id=run.pk) is False
    assert time.monotonic() - began < 0.5
    run.refresh_from_db()
    assert (run.attempts, run.finished_at, run.next_at > run.seen_at) == (0, None, True)
    assert list(due_runs()) == []

    CheckRun.objects.filter(pk=run.pk).update(next_at=now())
    assert list(due_runs()) == [run]
    behind.clear()
    assert run_checks(run_id=run.pk) is True
    assert list(due_runs()) == []


def test_a_run_that_waited_a_minute_is_done_and_owed_again_when_what_it_asks_has_come(behind):
    case = case_of(name_en="8")
    run = ask_checks(case=case)
    CheckRun.objects.filter(pk=run.pk).update(asked_at=F("asked_at") - timedelta(minutes=2))
    assert run_checks(run_id=run.pk) is True
    assert {row.evidence["could_not_run"] for row in findings(case)} == {"index_behind"}

    running.owe_again()
    assert checks_owed(case) is False
    behind.clear()
    running.owe_again()
    assert (checks_owed(case), run_checks(run_id=newest_run(case).pk), findings(case)) == (True, True, [])
    running.owe_again()
    assert checks_owed(case) is False


@pytest.mark.parametrize("change", [{"closed_at": "2026-11-02T00:00:00Z"}, {}])
def test_what_is_closed_or_was_checked_anew_is_owed_nothing_again(change):
    run = CheckRunFactory(finished_at="2026-11-01T00:00:00Z", behind=True, case__kind=KIND)
    if not change:
        CheckRunFactory(case=run.case, finished_at="2026-11-02T00:00:00Z")
    type(run.case).objects.filter(pk=run.case_id).update(**change or {"title_en": "Film"})
    running.owe_again()
    assert (checks_owed(run.case), list(runs_behind())) == (False, [])


def test_bells_do_not_heap_up_before_a_busy_worker():
    lost = CheckRunFactory(asked_at="2026-01-01T00:00:00Z")
    assert [running.runs_to_ring(), running.runs_to_ring()] == [[lost.pk], []]
    CheckRun.objects.filter(pk=lost.pk).update(next_at=F("next_at") - running.RUNG)
    assert running.runs_to_ring() == [lost.pk]


def test_the_files_of_one_case_are_looked_at_for_so_long_and_no_longer(monkeypatch):
    """Otherwise hard files keep a run longer than its claim on the database lasts."""
    seen = []
    looks = replace(checks_of(KIND)[0], function=lambda _subject: not seen.append(looking._ask(path="none")))
    monkeypatch.setattr(running, "checks_of", lambda _kind: [looks])
    monkeypatch.setattr(running, "LOOKING", 0.0)
    assert run_checks(run_id=ask_checks(case=case_of(name_en="8")).pk) is True
    assert seen == [[FileFault.TOO_HARD]]


def test_checks_have_a_queue_of_their_own():
    """Long ones hold up neither the ends of biddings nor mails."""
    assert current_app.amqp.router.route({}, "casework.run_checks")["queue"].name == "audit"


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
    assert (list(owed_runs()), list(due_runs())) == ([lost], [lost])


def test_decisions_are_only_ever_added():
    decision = DecisionFactory()
    with pytest.raises(DatabaseError), transaction.atomic():
        Decision.objects.filter(pk=decision.pk).update(conclusion="refuse")
    decision.refresh_from_db()
    assert decision.conclusion == "approve"
