import pytest

from tests.factories.imports import make_batch_of
from tests.tte.imports import kinds
from tests.tte.imports.kinds import LIST
from tte.codelists.models import Code
from tte.imports.enums import BatchState, Mode
from tte.imports.running import StockChanged, check_now, enter_now
from tte.imports.services.batch import BadRows
from tte.trail.models import Event

pytestmark = pytest.mark.django_db

FIVE = "代码,名称,单位\nA1,one,kg\nA2,bad two,\nA3,odd three,\nA1,again,\nA4,,lb\n"


def entered() -> list[str]:
    return sorted(Code.objects.filter(list=LIST).values_list("code", flat=True))


def test_a_check_finds_what_is_wrong_and_writes_nothing_else(officer):
    batch = check_now(batch=make_batch_of(FIVE, by=officer), by=officer)
    assert (batch.state, batch.row_count, batch.refused_count, batch.warned_count) == (BatchState.CHECKED, 5, 3, 1)
    assert list(batch.faults.order_by("line", "pk").values_list("line", "field", "reason", "values", "warning")) == [
        (3, "name", "%(name)s is no name", {"name": "bad two"}, False),
        (4, "name", "An odd name", {}, True),
        (5, "", "The same is already in line %(line)s", {"line": 2}, False),
        (6, "name", "This must be given", {}, False),
        (6, "unit", "This value is not allowed here", {}, False),
    ]
    assert batch.figures == {"seen": 5}
    assert entered() == []


def test_a_second_check_begins_anew(officer):
    batch = make_batch_of(FIVE, by=officer)
    check_now(batch=batch, by=officer)
    again = check_now(batch=batch, by=officer)
    assert (again.row_count, again.refused_count, again.faults.count()) == (5, 3, 5)


@pytest.mark.parametrize("chunk", [1, 2, 1000])
def test_good_rows_enter_and_bad_ones_stay_out(officer, settings, chunk):
    settings.TTE_IMPORT_CHUNK = chunk
    batch = enter_now(batch=check_now(batch=make_batch_of(FIVE, by=officer), by=officer), mode=Mode.GOOD, by=officer)
    assert entered() == ["A1", "A3"]
    assert (batch.state, batch.entered_count, batch.entered_by) == (BatchState.ENTERED, 2, officer.user)
    assert kinds.finished.count(batch.pk) == 1
    event = Event.objects.get(kind="batch.enter")
    assert (event.data["entered"], event.data["refused"]) == (2, 3)


def test_all_or_nothing_refuses_while_a_row_is_bad(officer):
    batch = check_now(batch=make_batch_of(FIVE, by=officer), by=officer)
    with pytest.raises(BadRows):
        enter_now(batch=batch, mode=Mode.ALL, by=officer)
    assert entered() == []


def test_all_or_nothing_enters_a_sound_file(officer, settings):
    settings.TTE_IMPORT_CHUNK = 2
    batch = make_batch_of("code,name\n" + "".join(f"C{n},name\n" for n in range(5)), by=officer)
    batch = enter_now(batch=check_now(batch=batch, by=officer), mode=Mode.ALL, by=officer)
    assert (batch.state, batch.entered_count, len(entered())) == (BatchState.ENTERED, 5, 5)


def test_what_came_into_the_stock_after_the_check_stays_out(officer):
    first, second = (check_now(batch=make_batch_of("code,name\nD1,a\nD2,b\n", by=officer), by=officer) for _ in "12")
    third = check_now(batch=make_batch_of("code,name\nD0,a\nD2,b\n", by=officer), by=officer)
    enter_now(batch=first, mode=Mode.ALL, by=officer)
    with pytest.raises(StockChanged):
        enter_now(batch=second, mode=Mode.ALL, by=officer)
    third = enter_now(batch=third, mode=Mode.GOOD, by=officer)
    assert entered() == ["D0", "D1", "D2"]
    assert (third.entered_count, third.refused_count, third.faults.get().line) == (1, 1, 3)


def test_a_batch_is_not_entered_before_it_is_checked_nor_twice(officer):
    batch = make_batch_of("code,name\nE1,a\n", by=officer)
    with pytest.raises(BadRows):
        enter_now(batch=batch, mode=Mode.GOOD, by=officer)
    batch = enter_now(batch=check_now(batch=batch, by=officer), mode=Mode.GOOD, by=officer)
    with pytest.raises(BadRows):
        enter_now(batch=batch, mode=Mode.GOOD, by=officer)
    assert entered() == ["E1"]
