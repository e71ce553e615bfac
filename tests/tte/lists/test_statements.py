"""The lists people live in ask the database as often for two hundred rows as for one."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from contracts.models import Contract
from tests.factories.accounts import make_actor
from tests.factories.contracts import Cast, ContractFactory, filed_contract, registered_contract
from tests.factories.copies import cased_copies, copies
from tests.factories.listings import AchievementFactory, audited_achievement, make_auditor
from tests.factories.notices import NoticeFactory
from tte.accounts.actor import Actor
from tte.accounts.enums import Role

pytestmark = pytest.mark.django_db
TOTALS = (1, 20, 200)
List = tuple[Actor, Callable[[range], object]]


def more_contracts(contract: Contract, places: range) -> dict[int, Contract]:
    code = contract.application_code
    names = {"application_code": lambda place: f"{code}-{place}", "title": lambda place: f"涂层工艺许可 {place}"}
    return cased_copies(contract, places, **names)


def contracts() -> List:
    cast = Cast(ContractFactory())
    contract = filed_contract(cast)
    return cast.officer, lambda places: more_contracts(contract, places)


def registry() -> List:
    cast = Cast(ContractFactory())
    contract = filed_contract(cast)
    return cast.registrar, lambda places: more_contracts(contract, places)


def register() -> List:
    cast = Cast(ContractFactory())
    first = registered_contract(cast)
    first.contract.refresh_from_db()

    def more(places: range) -> None:
        contracts = more_contracts(first.contract, places)
        numbers = {"number": lambda place: f"{first.number[:-6]}{900_000 + place}"}
        copies(first, places, contract_id=lambda place: contracts[place].pk, **numbers)

    return cast.registrar, more


def achievements() -> List:
    actor = make_actor(role=Role.RESEARCHER)
    achievement = AchievementFactory(holder=actor.organisation, posted_by=actor.user)
    code = achievement.code
    return actor, lambda places: copies(achievement, places, code=lambda place: f"{code}-{place}")


def audit() -> List:
    achievement = audited_achievement()
    code = achievement.code
    return make_auditor(), lambda places: cased_copies(achievement, places, code=lambda place: f"{code}-{place}")


def inbox() -> List:
    actor = make_actor(role=Role.RESEARCHER)
    notice = NoticeFactory(person=actor.user)
    return actor, lambda places: copies(notice, places, key=lambda place: f"{notice.key}-{place}")


@pytest.mark.parametrize(
    ("made", "address", "statements"),
    [
        (contracts, "/contracts/", 9),
        (registry, "/registry/", 10),
        (register, "/registry/register/", 10),
        (achievements, "/achievements/", 10),
        (audit, "/audit/", 19),
        (inbox, "/inbox/", 6),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_list_asks_as_often_for_two_hundred_rows_as_for_one(client, made, address, statements):
    actor, more = made()
    client.force_login(actor.user)
    asked, shown, there = [], [], 1
    for total in TOTALS:
        more(range(there, total))
        there = total
        client.get(address)
        with CaptureQueriesContext(connection) as said:
            answer = client.get(address)
        page = answer.context.get("list")
        shown.append(len(page.rows if page else answer.context["rows"]))
        asked.append(len(said))
    assert (asked, shown) == ([statements] * 3, [1, 20, 30])
