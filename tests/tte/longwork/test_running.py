import threading

import pytest
from django.db import OperationalError, connections

from tests.factories.longwork import WorkFactory
from tests.together import at_once
from tests.tte.longwork import kinds
from tte.longwork import running
from tte.longwork.enums import WorkState
from tte.longwork.keeping import drop_outdated_results
from tte.longwork.models import Work
from tte.longwork.running import run_work
from tte.longwork.selectors import actor_of, takeable
from tte.longwork.services import cancel_work, retry_work
from tte.longwork.wording import in_words
from tte.notices.models import Mail, Notice
from tte.trail.models import Event

LETTERS = 4


def work_of(**arguments) -> Work:
    return WorkFactory(arguments={"count": LETTERS, **arguments})


def subjects() -> list[str]:
    return sorted(Mail.objects.values_list("subject", flat=True))


def run_to_the_break(work: Work) -> None:
    with pytest.raises(OperationalError):
        run_work(work_id=work.pk)
    connections["default"].close()


@pytest.mark.django_db
def test_a_work_is_done_and_its_person_is_told():
    work = work_of()
    assert run_work(work_id=work.pk) is True
    work.refresh_from_db()
    assert (work.state, work.done, work.total, work.url) == (WorkState.DONE, LETTERS, LETTERS, "/inbox/")
    assert in_words(work.sentence, "en") == "4 letters"
    assert Notice.objects.get().person == work.asked_by
    assert list(Event.objects.order_by("pk").values_list("kind", flat=True)) == ["work.start", "work.finish"]
    assert run_work(work_id=work.pk) is False


@pytest.mark.django_db(transaction=True)
def test_a_broken_off_work_goes_on_where_it_stopped(settings):
    settings.TTE_WORK_SILENCE = 0
    work = work_of(**{"break": 2})
    run_to_the_break(work)
    assert subjects() == ["0", "1"]
    assert list(takeable()) == [work]
    assert run_work(work_id=work.pk) is True
    assert subjects() == ["0", "1", "2", "3"]


@pytest.mark.django_db(transaction=True)
def test_a_step_that_commits_before_its_progress_is_done_twice(settings, monkeypatch):
    """The control: the same break, with each letter committed by itself."""
    settings.TTE_WORK_SILENCE = 0
    monkeypatch.setattr(running, "_step", running._step.__wrapped__)
    monkeypatch.setattr(running, "_hold", lambda work: None)
    work = work_of(**{"break": 2})
    run_to_the_break(work)
    assert run_work(work_id=work.pk) is True
    assert subjects() == ["0", "1", "2", "2", "3"]


@pytest.mark.django_db(transaction=True)
def test_a_living_runner_is_not_taken_for_dead():
    work = work_of(**{"break": 0})
    run_to_the_break(work)
    assert list(takeable()) == []
    assert run_work(work_id=work.pk) is False


@pytest.mark.django_db(transaction=True)
def test_a_work_that_always_breaks_off_at_the_same_place_fails(settings):
    settings.TTE_WORK_SILENCE, settings.TTE_WORK_ATTEMPTS = 0, 2
    work = work_of(always=1)
    run_to_the_break(work)
    run_to_the_break(work)
    run_work(work_id=work.pk)
    work.refresh_from_db()
    assert (work.state, work.done) == (WorkState.FAILED, 1)
    assert "3" not in in_words(work.sentence, "en")
    assert "2" in in_words(work.sentence, "en")


@pytest.mark.django_db
def test_a_refusal_ends_the_work_in_its_own_words_and_undoes_its_step():
    work = work_of(refuse=2)
    run_work(work_id=work.pk)
    work.refresh_from_db()
    assert (work.state, in_words(work.sentence, "zh-hans")) == (WorkState.FAILED, "Letter 2 is refused")
    assert subjects() == ["0", "1"]
    assert kinds.stopped[-1] == work.pk
    assert Notice.objects.get().kind == "longwork.failed"


@pytest.mark.django_db
def test_a_failed_work_goes_on_when_it_is_tried_again(caplog):
    work = work_of(fault=2)
    run_work(work_id=work.pk)
    assert "ZeroDivisionError" in caplog.text
    Work.objects.filter(pk=work.pk).update(arguments={"count": LETTERS})
    retry_work(work=work, by=actor_of(work))
    run_work(work_id=work.pk)
    work.refresh_from_db()
    assert work.state == WorkState.DONE
    assert subjects() == ["0", "1", "2", "3"]


@pytest.mark.django_db
def test_a_waiting_work_is_cancelled_at_once():
    work = work_of()
    cancel_work(work=work, by=actor_of(work))
    work.refresh_from_db()
    assert work.state == WorkState.CANCELLED
    assert run_work(work_id=work.pk) is False
    assert subjects() == []


@pytest.mark.django_db(transaction=True)
def test_a_running_work_stops_inside_its_step_and_the_step_is_undone(settings):
    settings.TTE_WORK_SILENCE = 0
    work = work_of(**{"break": 2})
    run_to_the_break(work)
    cancel_work(work=work, by=actor_of(work))
    run_work(work_id=work.pk)
    work.refresh_from_db()
    assert (work.state, subjects()) == (WorkState.CANCELLED, ["0", "1"])


def test_looking_before_running_does_a_work_twice():
    """The control: two workers that look, then run, both run."""
    looked, state, ran = threading.Barrier(2), {"state": "queued"}, []

    def careless():
        waits = state["state"] == "queued"
        looked.wait()
        if waits:
            ran.append(1)
        return waits

    assert at_once(careless, careless) == [True, True]
    assert ran == [1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_work_is_done_by_one_of_many_workers():
    work = work_of()
    results = at_once(*[lambda: run_work(work_id=work.pk)] * 4)
    assert sorted(results) == [False, False, False, True]
    assert subjects() == ["0", "1", "2", "3"]


@pytest.mark.django_db
def test_the_result_is_kept_for_its_time(tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path / "media"
    work = work_of(path=str(tmp_path / "letters.txt"))
    run_work(work_id=work.pk)
    work.refresh_from_db()
    with work.result.open("rb") as kept:
        assert kept.read() == b"letters"
    assert (work.result_name, work.result_size) == ("letters.txt", 7)
    assert not (tmp_path / "letters.txt").exists()


@pytest.mark.django_db(transaction=True)
def test_an_outdated_result_is_deleted_and_the_work_still_tells_of_it(tmp_path, settings):
    settings.MEDIA_ROOT, settings.TTE_RESULT_DAYS = tmp_path / "media", 0
    work = work_of(path=str(tmp_path / "letters.txt"))
    run_work(work_id=work.pk)
    assert drop_outdated_results() == 1
    work.refresh_from_db()
    assert (bool(work.result), work.result_name) == (False, "letters.txt")
    assert list((tmp_path / "media").rglob("*.txt")) == []
