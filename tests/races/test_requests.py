"""The same request twice at once: first the race without its unique constraint, then with it."""

import threading

import pytest
from django.db import connection
from django.db.models import UniqueConstraint
from django.test import Client
from django.urls import reverse

from contracts.models import Contract
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.institutions import AgencyFactory
from tests.together import at_once
from tte.accounts.enums import OrganisationKind, Role
from tte.common import requests
from tte.common.models import CommandReceipt

pytestmark = pytest.mark.django_db(transaction=True)

SENT_AT_ONCE = 4


@pytest.fixture
def click():
    AgencyFactory(region_code="3300")
    buyer = OrganisationFactory(kind=OrganisationKind.ENTERPRISE)
    actor = make_actor(role=Role.OFFICER, organisation=OrganisationFactory(kind=OrganisationKind.HOLDER))
    client = Client()
    client.force_login(actor.user)
    session = client.cookies["sessionid"].value

    def send():
        hand = Client(raise_request_exception=False)
        hand.cookies["sessionid"] = session
        page = {"buyer": buyer.code, "csrfmiddlewaretoken": "page-1"}
        return hand.post(reverse("contracts:draft_contract"), page).get("Location")

    return send


@pytest.fixture
def no_constraint(monkeypatch):
    """Nor does any click go on before all of them have looked for a receipt."""
    looked, look = threading.Barrier(SENT_AT_ONCE), requests._receipt

    def look_together(*about):
        found = look(*about)
        looked.wait(10)
        return found

    monkeypatch.setattr(requests, "_receipt", look_together)
    constraint = next(each for each in CommandReceipt._meta.constraints if isinstance(each, UniqueConstraint))
    with connection.schema_editor() as editor:
        editor.remove_constraint(CommandReceipt, constraint)
    yield
    CommandReceipt.objects.all().delete()
    with connection.schema_editor() as editor:
        editor.add_constraint(CommandReceipt, constraint)


def test_without_the_constraint_one_click_drafts_more_than_once(click, no_constraint):
    """The control."""
    at_once(*[click] * SENT_AT_ONCE)
    assert Contract.objects.count() > 1


def test_clicks_sent_at_once_wait_for_the_first_and_lead_where_it_led(click):
    led = at_once(*[click] * SENT_AT_ONCE)
    contract = Contract.objects.get()
    assert led == [f"/contracts/{contract.application_code}/edit/"] * SENT_AT_ONCE
