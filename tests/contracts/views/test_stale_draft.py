"""The draft of a contract stood open while it went on: nothing others wrote is written over, nothing typed is lost."""

import html
import re

import pytest

from contracts.services.contract import save_draft
from tests.contracts.views.test_contract_views import as_actor, url
from tests.factories.accounts import make_actor
from tests.factories.contracts import Cast, ContractFactory
from tte.accounts.enums import Role

pytestmark = pytest.mark.django_db
HIDDEN = re.compile(r'name="(kept|kept_tab|kept_version|kept_seen|items-(?:TOTAL|INITIAL)_FORMS)" value="([^"]*)"')
COST = {"kind": "equipment", "name": "机组", "quantity": 1, "amount": 3200}


@pytest.fixture
def contract(db):
    return ContractFactory(title="原名称")


@pytest.fixture
def colleague(contract):
    return make_actor(role=Role.OFFICER, organisation=contract.seller)


def window(client, contract) -> dict[str, object]:
    """All that the form would send if nothing were typed, as a browser without scripts does."""
    as_actor(client, Cast(contract).officer)
    return sent_by(client.get(url("edit_contract", contract)))


def sent_by(page) -> dict[str, object]:
    form = page.context["form"]
    values = {name: form[name].value() for name in form.fields if name != "upload"}
    values |= {bound.html_name: bound.value() for row in form.items for bound in row}
    return {name: value for name, value in values.items() if value not in (None, False)} | {
        name: html.unescape(text) for name, text in HIDDEN.findall(page.text)
    }


def send(client, contract, data):
    return client.post(url("edit_contract", contract), data)


def test_an_older_window_saves_what_it_typed_and_leaves_the_rest(client, contract, colleague):
    older = window(client, contract)
    save_draft(contract=contract, by=colleague, title="新名称", items=[COST], related_party=True)

    assert send(client, contract, older | {"title_en": "A contract"}).status_code == 302

    contract.refresh_from_db()
    assert (contract.title, contract.title_en, contract.related_party) == ("新名称", "A contract", True)
    assert contract.items.count() == 1


@pytest.mark.parametrize(("choice", "stands"), [("standing", "同事的名称"), ("mine", "我的名称")])
def test_both_texts_are_shown_and_the_choice_is_carried_out(client, contract, colleague, choice, stands):
    older = window(client, contract)
    save_draft(contract=contract, by=colleague, title="同事的名称", title_en="Theirs")

    answer = send(client, contract, older | {"title": "我的名称", "total_amount": "777"})

    contract.refresh_from_db()
    assert (answer.status_code, contract.title) == (422, "同事的名称")
    (clash,) = answer.context["clashes"]
    assert (clash.name, clash.standing, clash.typed) == ("title", "同事的名称", "我的名称")
    assert len(answer.context["form"].non_field_errors()) == 1
    assert "同事的名称" in answer.text
    again = sent_by(answer)
    assert (again["title"], again["title_en"]) == ("我的名称", "Theirs")
    assert send(client, contract, again).status_code == 422, "nothing was chosen"
    chosen = {"settle_title": "standing" if choice == "standing" else f"mine-{clash.mark}"}
    assert send(client, contract, again | chosen).status_code == 302
    contract.refresh_from_db()
    assert (contract.title, contract.title_en, contract.total_amount) == (stands, "Theirs", 777)


def test_costs_that_two_people_changed_are_shown_beside_each_other(client, contract, colleague):
    save_draft(contract=contract, by=colleague, items=[COST])
    older = window(client, contract)
    save_draft(contract=contract, by=colleague, items=[COST | {"quantity": 2}])

    answer = send(client, contract, older | {"items-0-quantity": "5"})

    (clash,) = answer.context["clashes"]
    assert (clash.name, "2" in clash.standing, "5" in clash.typed) == ("items", True, True)
    assert contract.items.get().quantity == 2
    chosen = sent_by(answer) | {"settle_items": f"mine-{clash.mark}"}
    assert send(client, contract, chosen).status_code == 302
    assert contract.items.get().quantity == 5


def test_filing_from_an_older_window_files_nothing_over_newer_text(client, contract, colleague):
    older = window(client, contract)
    save_draft(contract=contract, by=colleague, title="同事的名称")
    assert send(client, contract, older | {"title": "我的名称", "act": "file"}).status_code == 422
    contract.refresh_from_db()
    assert (contract.state, contract.title) == ("draft", "同事的名称")
