"""What takers, the bank's desk and the auditor type is there when the page opens again, and gone once it is sent."""

import re

import pytest
from django.urls import reverse

from listings.enums import IntentState
from listings.services.listing import end_notice
from tests.factories.bidding import auditor_of, finance_of, make_agent, registered_intent
from tests.factories.listings import ListingFactory, make_notice_due
from tests.factories.takedown import make_head
from tests.tte.drafts.windows import DATA, HIDDEN
from tte.drafts.selectors import drafts_of

pytestmark = pytest.mark.django_db
FORM = re.compile(r"<form.*?</form>", re.DOTALL)


def kept_forms(client, page: str) -> list[str]:
    return [form for form in FORM.findall(client.get(page).text) if 'name="kept"' in form]


def window_of(form: str) -> dict[str, str]:
    return dict(HIDDEN.findall(form))


def keep(client, form: str, **typed: str) -> dict[str, str]:
    """What the script of a window saves; the fields as that window sends them afterwards."""
    data = window_of(form) | typed
    answer = client.post(reverse("drafts:keep"), data, headers=DATA)
    assert answer.status_code == 200
    return data | {"kept_version": str(answer.json()["version"])}


def typed_texts(actor) -> list[dict]:
    return [draft.values for draft in drafts_of(actor).exclude(values={})]


def test_the_answers_of_an_intent_are_kept_until_it_is_registered(client):
    listing, agent = ListingFactory(), make_agent()
    page = reverse("listings:register_intent", args=[listing.code])
    client.force_login(agent.user)
    (form,) = kept_forms(client, page)

    sent = keep(client, form, related_party="yes", undertakings="on")

    (again,) = kept_forms(client, page)
    ticked = [tag for tag in re.findall(r"<input[^>]*>", again) if " checked" in tag]
    assert sorted(re.search(r'name="(\w+)"', tag)[1] for tag in ticked) == ["related_party", "undertakings"]
    assert any('value="yes"' in tag for tag in ticked)
    assert client.post(page, sent).status_code == 302
    assert typed_texts(agent) == []
    assert kept_forms(client, page) == []


def test_the_reference_of_one_deposit_is_kept_for_that_deposit_alone(client):
    listing = ListingFactory()
    first, second = (registered_intent(listing, make_agent()) for _ in range(2))
    finance = finance_of(listing)
    pages = [reverse("listings:deposit", args=[intent.pk]) for intent in (first, second)]
    client.force_login(finance.user)
    (form,) = kept_forms(client, pages[0])

    sent = keep(client, form, bank_reference="ICBC-77")

    shown = ["ICBC-77" in kept_forms(client, page)[0] for page in pages]
    assert shown == [True, False]
    assert client.post(pages[0], sent | {"act": "receive"}).status_code == 302
    first.refresh_from_db()
    assert first.state == IntentState.DEPOSIT_RECEIVED
    assert typed_texts(finance) == []


def test_the_reason_to_turn_a_taker_down_is_kept_for_that_taker_and_its_box_stands_open(client):
    listing = ListingFactory()
    takers = [registered_intent(listing, make_agent()) for _ in range(2)]
    auditor = auditor_of(end_notice(listing=make_notice_due(listing)))
    client.force_login(auditor.user)
    page = reverse("listings:qualify", args=[listing.code])
    turning = {re.search(r'name="intent" value="(\d+)"', form)[1]: form for form in kept_forms(client, page)}
    assert set(turning) == {str(taker.pk) for taker in takers}

    sent = keep(client, turning[str(takers[0].pk)], reason="资金证明不足")

    assert ["资金证明不足" in form for form in kept_forms(client, page)] == [True, False]
    assert client.get(page).text.count('<details class="menu" open>') == 1
    answer = client.post(page, sent | {"act": "disqualify", "intent": takers[0].pk})
    assert (answer.status_code, typed_texts(auditor)) == (302, [])
    takers[0].refresh_from_db()
    assert takers[0].reason == "资金证明不足"


def test_what_the_desk_of_a_listing_is_told_is_kept_and_its_dialogue_stands_open(client):
    listing = ListingFactory()
    auditor, page = auditor_of(listing), reverse("listings:notice", args=[listing.code])
    client.force_login(auditor.user)
    suspend = next(form for form in kept_forms(client, page) if 'value="suspend"' in form)

    sent = keep(client, suspend, reason_code="G2", text="权属正在核实。")

    assert (client.get(page).context["typed"], client.get(page).text.count("权属正在核实。")) == ("suspend", 1)
    answer = client.post(reverse("listings:govern_listing", args=[listing.code]), sent | {"act": "suspend"})
    assert answer.status_code == 302
    assert typed_texts(auditor) == []


def test_an_objection_is_kept_for_whoever_is_signed_in_until_it_is_lodged(client):
    listing, agent = ListingFactory(), make_agent()
    page = reverse("listings:object", args=[listing.code])
    assert len(kept_forms(client, page)) == 1, "a visitor's, for some hours"
    client.force_login(agent.user)
    (form,) = kept_forms(client, page)

    sent = keep(client, form, ground="O1", text="该成果系我单位委托开发。")

    (again,) = kept_forms(client, page)
    assert "该成果系我单位委托开发。" in again
    assert client.post(page, sent).status_code == 302
    assert typed_texts(agent) == []


def test_the_basis_of_a_takedown_is_kept_for_the_head_until_the_act(client):
    listing = ListingFactory()
    head = make_head(listing.exchange)
    page = reverse("listings:take_down", args=[listing.achievement.code])
    client.force_login(head.user)
    (form,) = kept_forms(client, page)

    sent = keep(client, form, basis="保密办公室来函。")

    (again,) = kept_forms(client, page)
    assert "保密办公室来函。" in again
    answer = client.post(page, sent | {"reason_code": "D1", "confirmed": "on"})
    assert (answer.status_code, typed_texts(head)) == (302, [])
