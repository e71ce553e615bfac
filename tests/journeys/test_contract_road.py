"""From a confirmed deal to a certificate that anybody can check: each click by its own role, in both languages."""

import io
import re
from decimal import Decimal

import pytest
from celery import current_app
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from contracts.models import Contract, ContractFact, Registration
from institutions.selectors.agency import agency_of_region
from tests.contracts.services.test_draft_from_deal import a_deal
from tests.contracts.views.test_contract_views import as_actor, form_of
from tests.factories.accounts import make_actor
from tests.factories.files import PDF
from tests.factories.listings import make_officer
from tte.accounts.enums import Role
from tte.common.clock import today
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db
COSTS = (("equipment", "机组", 1, 200_000), ("materials", "粉料", 1, 50_000), ("carrier", "样机", 3, 100_000))


@pytest.fixture
def worker(monkeypatch, django_capture_on_commit_callbacks):
    """What is deferred runs when the click has committed, as a worker would run it."""
    monkeypatch.setattr(current_app, "send_task", lambda name, kwargs, retry: current_app.tasks[name](**kwargs))

    def click(act):
        with django_capture_on_commit_callbacks(execute=True):
            return act()

    return click


@pytest.fixture
def people():
    deal = a_deal(right_offered="E")
    officer = make_officer(deal.seller)
    office = agency_of_region(deal.seller.region_code).organisation
    return {
        "deal": deal,
        "officer": officer,
        "registrar": make_actor(role=Role.REGISTRAR, organisation=office),
        "reviewer": make_actor(role=Role.REVIEWER, organisation=office),
        "buyer": make_actor(role=Role.AGENT, organisation=deal.buyer),
    }


def items() -> dict[str, str]:
    data = {"items-TOTAL_FORMS": str(len(COSTS))}
    for number, row in enumerate(COSTS):
        names = (f"items-{number}-{name}" for name in ("kind", "name", "quantity", "amount"))
        data |= {name: str(value) for name, value in zip(names, row, strict=True)}
    return data


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_from_the_deal_to_the_certificate(client, worker, people, language):
    client.cookies["django_language"] = language

    def click(role, name, data=None, **arguments):
        as_actor(client, people[role])
        answer = worker(lambda: client.post(reverse(f"contracts:{name}", kwargs=arguments), data or {}))
        assert answer.status_code == 302, answer.content.decode()
        return answer

    # the seller's officer drafts from the deal, fills in and files
    click("officer", "draft_from_deal", code=people["deal"].code)
    contract = Contract.objects.get()
    at = {"application_code": contract.application_code}
    given = {
        "objective": "10",
        "payment_method": "LS",
        "signed_on": today().isoformat(),
        "begins_on": today().isoformat(),
        "ends_on": "2036-11-30",
        "upload": SimpleUploadedFile("合同.pdf", PDF),
    }
    click("officer", "edit_contract", form_of(contract, act="file", **given | items()), **at)

    # the registrar asks once for a correction, gets it, and recommends
    click("registrar", "claim", **at)
    click("registrar", "accept", **at)
    click("registrar", "correct", {"reason_code": "N7", "text": "请补充附件三。"}, **at)
    contract.refresh_from_db()
    corrected = given | {"upload": SimpleUploadedFile("合同及附件.pdf", PDF + b"%")}
    click("officer", "edit_contract", form_of(contract, act="file", **corrected | items()), **at)
    click("registrar", "claim", **at)
    click("registrar", "accept", **at)
    conclusions = {"is_technology": "on", "type_is_right": "on", "technology_amount": "3,000,000", "text": "样机两套。"}
    click("registrar", "recommend", conclusions, **at)

    # another person registers; a worker makes the certificate
    click("reviewer", "claim", **at)
    click("reviewer", "register_contract", **at)
    registration = Registration.objects.get()
    assert registration.total_amount == Decimal(3_450_000)
    assert registration.technology_amount == Decimal(3_000_000)
    assert ContractFact.objects.get().technology_fen == 300_000_000

    # the buyer is told, prints it, and the public checks it
    as_actor(client, people["buyer"])
    told = Notice.objects.filter(person=people["buyer"].user).values_list("kind", flat=True)
    assert sorted(told) == ["contracts.filed", "contracts.filed", "contracts.registered"]
    document = client.get(reverse("contracts:certificate_pdf", kwargs=at)).content
    text = "".join(PdfReader(io.BytesIO(document)).pages[0].extract_text().split())
    assert registration.number in text
    assert "¥3,450,000.00" in text
    assert "¥3,000,000.00" in text
    sheet = client.get(reverse("contracts:certificate", kwargs=at)).content.decode()
    check = re.search(r"[2-9A-Z]{4}-[2-9A-Z]{4}", sheet)[0]
    client.logout()
    answer = client.get(reverse("contracts:verify"), {"number": registration.number, "check": check})
    assert answer.context["found"].registered_on == registration.registered_on
