"""A request sent again is carried out once: by key for programs, by click for pages."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from contracts.models import Contract
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.institutions import AgencyFactory
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.models import Organisation
from tte.common.clock import now
from tte.common.errors import DomainError, KeyReused
from tte.common.models import CommandReceipt
from tte.common.requests import drop_old_receipts, once

pytestmark = pytest.mark.django_db


def carry_out(key="k", body=None, act=OrganisationFactory):
    return once(scope="test", key=key, command="make", body=body or {}, act=act, made=Organisation)


def test_a_key_sent_again_gives_the_row_it_made():
    first = carry_out()
    assert carry_out() == first
    assert Organisation.objects.count() == 1


def test_another_body_under_the_same_key_is_refused():
    carry_out()
    with pytest.raises(KeyReused):
        carry_out(body={"name": "other"})
    assert Organisation.objects.count() == 1


def test_a_refusal_leaves_no_receipt():
    def refuse():
        raise DomainError("no")

    with pytest.raises(DomainError):
        carry_out(act=refuse)
    assert carry_out() == Organisation.objects.get()


def test_without_a_key_there_is_no_protection():
    carry_out(key="")
    carry_out(key="")
    assert (Organisation.objects.count(), CommandReceipt.objects.count()) == (2, 0)


def test_receipts_are_kept_for_some_days(settings):
    carry_out(key="old")
    carry_out(key="new")
    long_ago = now() - timedelta(days=settings.TTE_RECEIPT_DAYS, minutes=1)
    CommandReceipt.objects.filter(key="old").update(carried_out_at=long_ago)
    assert drop_old_receipts() == 1
    assert CommandReceipt.objects.get().key == "new"


@pytest.fixture
def officer(client):
    holder = OrganisationFactory(kind=OrganisationKind.HOLDER)
    AgencyFactory(region_code="3300")
    actor = make_actor(role=Role.OFFICER, organisation=holder)
    client.force_login(actor.user)
    return actor


@pytest.fixture
def buyer():
    return OrganisationFactory(kind=OrganisationKind.ENTERPRISE)


def draft(client, buyer, page):
    return client.post(reverse("contracts:draft_contract"), {"buyer": buyer.code, "csrfmiddlewaretoken": page})


def test_a_second_click_leads_where_the_first_one_led(client, officer, buyer):
    answers = [draft(client, buyer, "page-1") for _ in range(3)]
    contract = Contract.objects.get()
    assert {answer.status_code for answer in answers} == {302}
    assert {answer["Location"] for answer in answers} == {f"/contracts/{contract.application_code}/edit/"}


def test_other_words_or_a_page_asked_for_anew_are_another_act(client, officer, buyer):
    draft(client, buyer, "page-1")
    draft(client, buyer, "page-2")
    draft(client, OrganisationFactory(kind=OrganisationKind.ENTERPRISE), "page-1")
    assert Contract.objects.count() == 3


def test_a_form_sent_back_leaves_no_receipt(client, officer):
    answer = client.post(reverse("contracts:draft_contract"), {"buyer": "nobody", "csrfmiddlewaretoken": "page-1"})
    assert (answer.status_code, CommandReceipt.objects.count()) == (422, 0)


def test_one_click_costs_three_short_statements(client, officer, buyer):
    with connection.execute_wrapper(counting := Counting()):
        draft(client, buyer, "page-1")
    assert counting.found == ["SELECT", "INSERT", "UPDATE"]


class Counting:
    def __init__(self):
        self.found = []

    def __call__(self, execute, sql, params, many, context):
        if "common_commandreceipt" in sql:
            self.found.append(sql.split()[0])
        return execute(sql, params, many, context)
