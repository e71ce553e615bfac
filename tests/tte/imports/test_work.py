"""Checking and entering as long work: killed in the middle, taken over, stopped, gone on with."""

import pytest
from django.db import OperationalError, connections

from tests.factories.imports import make_batch_of
from tests.tte.imports import kinds
from tests.tte.imports.kinds import LIST, at_check, at_entry
from tte.codelists.models import Code
from tte.imports import running
from tte.imports.enums import BatchState, Mode
from tte.imports.models import Batch
from tte.imports.running import check_now
from tte.imports.selectors import all_batches
from tte.imports.services.batch import WorkGoesOn, discard_batch
from tte.imports.services.entry import conclude_batch, start_check, start_entering, stop_batch
from tte.longwork import running as runner
from tte.longwork.enums import WorkState
from tte.longwork.models import Work
from tte.longwork.running import run_work

SIX = "code,name\n" + "".join(f"W{number},name {number}\n" for number in range(6))
COLUMNS = {"code": 0, "name": 1}


@pytest.fixture(autouse=True)
def parts_of_two(settings):
    settings.TTE_IMPORT_CHUNK, settings.TTE_WORK_SILENCE = 2, 0
    yield
    at_check.clear()
    at_entry.clear()


def run() -> Work:
    work = Work.objects.latest("pk")
    run_work(work_id=work.pk)
    work.refresh_from_db()
    return work


def run_to_the_break() -> None:
    with pytest.raises(OperationalError):
        run()
    connections["default"].close()


def entered() -> list[str]:
    return sorted(Code.objects.filter(list=LIST).values_list("code", flat=True))


def checked(officer, content: str = SIX) -> Batch:
    return check_now(batch=make_batch_of(content, by=officer), by=officer)


@pytest.mark.django_db(transaction=True)
def test_a_killed_entry_goes_on_and_doubles_nothing(officer):
    batch = start_entering(batch=checked(officer), mode=Mode.GOOD, by=officer)
    at_entry["W3"] = kinds.break_off
    run_to_the_break()
    batch.refresh_from_db()
    assert (entered(), batch.entered_count, batch.state) == (["W0", "W1"], 2, BatchState.BEGUN)
    assert run().state == WorkState.DONE
    batch.refresh_from_db()
    assert (entered(), batch.entered_count) == ([f"W{number}" for number in range(6)], 6)
    assert (batch.state, batch.refused_count) == (BatchState.ENTERED, 0)
    assert kinds.finished.count(batch.pk) == 1


@pytest.mark.django_db(transaction=True)
def test_rows_that_commit_before_their_place_are_met_again(officer, monkeypatch):
    """The control: the same break where a part is no transaction."""
    batch = start_entering(batch=checked(officer), mode=Mode.GOOD, by=officer)
    monkeypatch.setattr(runner, "_step", runner._step.__wrapped__)
    monkeypatch.setattr(runner, "_hold", lambda work: None)
    monkeypatch.setattr(running, "hold", lambda pk, work_pk, position: all_batches().get(pk=pk))
    at_entry["W3"] = kinds.break_off
    run_to_the_break()
    run()
    batch.refresh_from_db()
    assert (len(entered()), batch.entered_count, batch.refused_count) == (6, 4, 2)


@pytest.mark.django_db(transaction=True)
def test_a_killed_check_goes_on_and_remembers_what_it_saw(officer):
    content = SIX + "W0,again\nbad,bad name\n"
    batch = start_check(batch=make_batch_of(content, by=officer), columns=COLUMNS, by=officer)
    at_check["W4"] = kinds.break_off
    run_to_the_break()
    batch.refresh_from_db()
    assert (batch.position, batch.row_count) == (5, 4)
    assert run().state == WorkState.DONE
    batch.refresh_from_db()
    assert (batch.state, batch.row_count, batch.refused_count) == (BatchState.CHECKED, 8, 2)
    assert [fault.line for fault in batch.faults.order_by("line")] == [8, 9]
    assert batch.figures == {"seen": 8}


@pytest.mark.django_db(transaction=True)
def test_all_or_nothing_leaves_nothing_of_a_killed_entry(officer):
    start_entering(batch=checked(officer), mode=Mode.ALL, by=officer)
    at_entry["W5"] = kinds.break_off
    run_to_the_break()
    assert entered() == []
    run()
    assert len(entered()) == 6


@pytest.mark.django_db
def test_a_stopped_entry_keeps_what_is_in_and_the_rest_can_follow(officer):
    batch = start_entering(batch=checked(officer), mode=Mode.GOOD, by=officer)
    at_entry["W2"] = lambda: stop_batch(batch=batch, by=officer)
    assert run().state == WorkState.CANCELLED
    batch.refresh_from_db()
    assert (batch.state, batch.entered_count, len(entered())) == (BatchState.BEGUN, 4, 4)
    start_entering(batch=batch, mode=Mode.GOOD, by=officer)
    assert run().state == WorkState.DONE
    batch.refresh_from_db()
    assert (batch.state, batch.entered_count, len(entered())) == (BatchState.ENTERED, 6, 6)


@pytest.mark.django_db
def test_a_stopped_entry_can_be_left_at_what_is_in(officer):
    batch = start_entering(batch=checked(officer), mode=Mode.GOOD, by=officer)
    at_entry["W0"] = lambda: stop_batch(batch=batch, by=officer)
    run()
    batch = conclude_batch(batch=Batch.objects.get(pk=batch.pk), by=officer)
    assert (batch.state, batch.entered_count, entered()) == (BatchState.ENTERED, 2, ["W0", "W1"])
    assert kinds.finished.count(batch.pk) == 1


@pytest.mark.django_db
def test_a_stopped_all_or_nothing_leaves_nothing(officer):
    batch = start_entering(batch=checked(officer), mode=Mode.ALL, by=officer)
    at_entry["W0"] = lambda: stop_batch(batch=batch, by=officer)
    assert run().state == WorkState.CANCELLED
    batch.refresh_from_db()
    assert (batch.state, batch.entered_count, entered()) == (BatchState.CHECKED, 0, [])


@pytest.mark.django_db
def test_nobody_else_acts_while_work_goes_on(officer):
    batch = start_check(batch=make_batch_of(SIX, by=officer), columns=COLUMNS, by=officer)
    with pytest.raises(WorkGoesOn):
        discard_batch(batch=batch, by=officer)
    with pytest.raises(WorkGoesOn):
        start_check(batch=batch, columns=COLUMNS, by=officer)
    assert Work.objects.count() == 1
