"""Eight second reviewers register at the same moment with one agency: the numbers are dense, and the control is red."""

import threading
import time

import pytest
from django.db import DatabaseError, connection, connections

from contracts.models import ContractFact, Registration
from contracts.services import registration
from contracts.services.registration import register_contract
from tests.factories.contracts import Cast, ContractFactory, checked_contract
from tte.common.errors import DomainError
from tte.common.models import NumberSeries

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("codelists")]
REGISTRARS = 8


def naive_number(series: str) -> int:
    """The counter with its lock taken away: read, think, write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT last FROM common_numberseries WHERE name = %s", [series])
        row = cursor.fetchone()
    time.sleep(0.05)
    number = (row[0] if row else 0) + 1
    NumberSeries.objects.update_or_create(name=series, defaults={"last": number})
    return number


def register_at_once(casts: list[Cast]) -> list[Exception]:
    """Everybody registers the own contract when the last one is ready; what went wrong comes back."""
    ready, faults = threading.Barrier(len(casts)), []

    def work(cast: Cast) -> None:
        try:
            ready.wait()
            register_contract(contract=cast.contract, by=cast.reviewer)
        except (DatabaseError, DomainError) as fault:
            faults.append(fault)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work, args=(cast,)) for cast in casts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return faults


@pytest.fixture
def casts():
    found = [Cast(ContractFactory()) for _number in range(REGISTRARS)]
    for cast in found:
        checked_contract(cast)
    return found


def serials() -> list[int]:
    return sorted(int(number[-6:]) for number in Registration.objects.values_list("number", flat=True))


@pytest.mark.rule("R1-34")
def test_numbers_without_their_lock_collide(casts, monkeypatch):
    monkeypatch.setattr(registration, "next_number", naive_number)

    faults = register_at_once(casts)

    assert len(faults) > 0
    assert len(serials()) < REGISTRARS


@pytest.mark.rule("R1-34")
def test_numbers_are_dense_under_parallel_registrars(casts):
    faults = register_at_once(casts)

    assert faults == []
    assert serials() == list(range(1, REGISTRARS + 1))
    assert ContractFact.objects.count() == REGISTRARS


@pytest.mark.rule("R1-34")
def test_number_of_a_rolled_back_registration_is_used_again(casts, monkeypatch):
    first, second = casts[:2]
    with monkeypatch.context() as broken, pytest.raises(ZeroDivisionError):
        broken.setattr(registration, "fact_of", lambda row: 1 / 0)
        register_contract(contract=first.contract, by=first.reviewer)

    register_contract(contract=second.contract, by=second.reviewer)

    assert serials() == [1]


def test_one_contract_registered_twice_at_once_is_registered_once(casts):
    faults = register_at_once([casts[0], casts[0]])

    assert len(faults) == 1
    assert isinstance(faults[0], DomainError)
    assert serials() == [1]
