import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from contracts.enums import ContractState
from contracts.models import Contract
from contracts.services.certificate import issue_certificate
from contracts.services.review import ask_correction
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.contracts import (
    Cast,
    ContractFactory,
    accepted_contract,
    checked_contract,
    filed_contract,
    prototype_costs,
    recommended_contract,
    registered_contract,
)
from tests.factories.files import PDF
from tests.factories.institutions import AgencyFactory
from tte.accounts.enums import OrganisationKind, Role
from tte.common.languages import HAN

pytestmark = pytest.mark.django_db
MAIN = re.compile(r"<main.*?</main>", re.S)
OTHER_LANGUAGE = re.compile(r'<(\w+)[^>]* lang="zh-Hans".*?</\1>|测试报告')


def main_of(answer):
    return MAIN.search(answer.content.decode())[0]


def as_actor(client, actor):
    client.force_login(actor.user)
    session = client.session
    session["acting_as"] = actor.membership.pk
    session.save()
    return client


def url(name, contract):
    return reverse(f"contracts:{name}", args=[contract.application_code])


def form_of(contract, **changes):
    names = (
        *("title", "title_en", "contract_type", "licence_mode", "ip_type", "field", "objective", "plan_source"),
        *("payment_method", "signed_on", "begins_on", "ends_on", "total_amount"),
    )
    data = {name: str(getattr(contract, name) or "") for name in names}
    return data | {"items-TOTAL_FORMS": "0", "items-INITIAL_FORMS": "0"} | changes


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_draft_page_saves_items_and_shows_the_technology_amount(client, language):
    contract = ContractFactory()
    as_actor(client, Cast(contract).officer).cookies["django_language"] = language
    rows = {
        "items-TOTAL_FORMS": "2",
        "items-0-kind": "equipment",
        "items-0-name": "机组",
        "items-0-quantity": "1",
        "items-0-amount": "3,200,000",
    }

    answer = client.post(url("edit_contract", contract), form_of(contract, **rows), follow=True)

    assert answer.status_code == 200
    assert contract.items.count() == 1
    assert "¥6,800,000" in answer.content.decode()


def test_draft_page_keeps_a_half_written_row_and_says_what_is_wrong(client):
    contract = ContractFactory()
    as_actor(client, Cast(contract).officer)
    half = {"items-TOTAL_FORMS": "1", "items-0-name": "机组"}

    answer = client.post(url("edit_contract", contract), form_of(contract, title="另一名称", **half))

    assert answer.status_code == 422
    contract.refresh_from_db()
    assert contract.title != "另一名称"


def test_filing_from_the_page_saves_first_and_then_refuses_with_everything_missing(client):
    contract = ContractFactory(empty=True)
    as_actor(client, Cast(contract).officer)

    answer = client.post(url("edit_contract", contract), form_of(contract, title="合同", act="file"))

    assert answer.status_code == 422
    contract.refresh_from_db()
    assert (contract.title, contract.state) == ("合同", ContractState.DRAFT)


def test_filing_from_the_page_with_a_new_document(client):
    contract = ContractFactory(document=None)
    as_actor(client, Cast(contract).officer)
    data = form_of(contract, act="file", upload=SimpleUploadedFile("合同.pdf", PDF))

    answer = client.post(url("edit_contract", contract), data)

    assert answer.status_code == 302
    contract.refresh_from_db()
    assert contract.state == ContractState.SUBMITTED


def test_new_draft_names_its_buyer_by_name(client):
    AgencyFactory()
    buyer = OrganisationFactory(kind=OrganisationKind.ENTERPRISE)
    as_actor(client, make_actor(role=Role.OFFICER))

    client.post(reverse("contracts:draft_contract"), {"buyer": f" {buyer.name_zh} "})
    wrong = client.post(reverse("contracts:draft_contract"), {"buyer": "无此单位"})

    assert Contract.objects.get().buyer == buyer
    assert wrong.status_code == 422


@pytest.mark.parametrize("name", ["contract", "edit_contract", "document", "review"])
def test_stranger_sees_nothing(client, name):
    contract = filed_contract()
    as_actor(client, make_actor(role=Role.OFFICER))

    assert client.get(url(name, contract)).status_code == 404


def test_buyer_sees_the_contract_once_it_is_filed_and_never_the_review(client):
    contract = ContractFactory()
    as_actor(client, make_actor(role=Role.AGENT, organisation=contract.buyer))
    before = client.get(url("contract", contract)).status_code
    contract = filed_contract(Cast(contract))

    assert (before, client.get(url("contract", contract)).status_code) == (404, 200)
    assert client.get(url("review", contract)).status_code == 404
    document = client.get(url("document", contract))
    assert b"".join(document) == PDF


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("make", [filed_contract, accepted_contract, recommended_contract, checked_contract])
def test_review_page_at_each_step(client, make, language):
    cast = Cast(prototype_costs(ContractFactory(), sets=3))
    contract = make(cast)
    at_second = make in (recommended_contract, checked_contract)
    as_actor(client, cast.reviewer if at_second else cast.registrar).cookies["django_language"] = language

    answer = client.get(url("review", contract))

    assert answer.status_code == 200
    assert "¥6,250,000" in answer.content.decode()
    expected = {
        filed_contract: {"claim"},
        accepted_contract: {"release", "correct", "recommend", "advise"},
        recommended_contract: {"claim"},
        checked_contract: {"release", "send_back", "refuse", "register"},
    }
    assert answer.context["acts"] == expected[make]


def test_review_page_while_the_party_mends_an_emptied_draft(client):
    cast = Cast(ContractFactory())
    contract = accepted_contract(cast)
    ask_correction(contract=contract, reason_code="N3", text="价款不清。", by=cast.registrar)
    Contract.objects.update(total_amount=None, title="", contract_type="")
    as_actor(client, cast.registrar)

    answer = client.get(url("review", contract))

    assert answer.status_code == 200
    assert answer.context["acts"] == set()


def test_refused_act_answers_422_with_its_sentence_and_changes_nothing(client):
    cast = Cast(ContractFactory())
    contract = accepted_contract(cast)
    as_actor(client, cast.registrar)
    data = {"is_technology": "on", "type_is_right": "on", "technology_amount": "10,000,001", "text": ""}

    answer = client.post(url("recommend", contract), data)

    assert answer.status_code == 422
    assert "10,000,000.00" in answer.content.decode()
    contract.refresh_from_db()
    assert contract.state == ContractState.ACCEPTED


@pytest.mark.parametrize("left_out", ["is_technology", "type_is_right"])
def test_recommending_needs_all_three_conclusions(client, left_out):
    cast = Cast(ContractFactory())
    contract = accepted_contract(cast)
    as_actor(client, cast.registrar)
    data = {"is_technology": "on", "type_is_right": "on", "technology_amount": "10000000"}
    del data[left_out]

    assert client.post(url("recommend", contract), data).status_code == 422
    contract.refresh_from_db()
    assert contract.state == ContractState.ACCEPTED


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_queue_lists_what_is_open(client, language):
    cast = Cast(ContractFactory())
    filed_contract(cast)
    registered_contract()
    as_actor(client, cast.registrar).cookies["django_language"] = language

    answer = client.get(reverse("contracts:queue"))

    assert [row.contract.application_code for row in answer.context["list"].objects] == [cast.contract.application_code]


def queries_of(client, path):
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


@pytest.mark.parametrize("page", ["queue", "register", "contracts"])
def test_lists_ask_as_often_for_three_rows_as_for_one(client, page):
    agency = AgencyFactory()
    seller = OrganisationFactory()
    actor = {
        "queue": lambda: make_actor(role=Role.REGISTRAR, organisation=agency.organisation),
        "register": lambda: make_actor(role=Role.REGISTRAR, organisation=agency.organisation),
        "contracts": lambda: make_actor(role=Role.OFFICER, organisation=seller),
    }[page]()
    make = registered_contract if page == "register" else filed_contract
    as_actor(client, actor)

    make(seller=seller)
    one = queries_of(client, reverse(f"contracts:{page}"))
    make(seller=seller)
    make(seller=seller)

    assert queries_of(client, reverse(f"contracts:{page}")) == one


def test_register_is_searched_by_number_and_party(client):
    cast = Cast(ContractFactory())
    registration = registered_contract(cast)
    registered_contract()
    as_actor(client, cast.registrar)
    page = reverse("contracts:register")

    by_number = client.get(page, {"q": registration.number}).context["list"].objects
    by_party = client.get(page, {"q": cast.contract.seller.name_zh}).context["list"].objects
    nobody = client.get(page, {"q": "无此单位"}).context["list"].objects

    assert [row.registration.number for row in by_number] == [registration.number]
    assert [row.contract.seller.name_zh for row in by_party] == [cast.contract.seller.name_zh]
    assert nobody == []


@pytest.mark.rule("R1-37")
def test_verification_tells_little_and_a_wrong_code_looks_like_no_certificate(client):
    cast = Cast(ContractFactory())
    certificate = issue_certificate(registration_id=registered_contract(cast).pk)
    page, number = reverse("contracts:verify"), certificate.registration.number

    right = client.get(page, {"number": number, "check": certificate.check_value.lower().replace("-", " ")})
    wrong = client.get(page, {"number": number, "check": "ZZZZ-ZZZZ"})
    unknown = client.get(page, {"number": "2026990101000001", "check": "ZZZZ-ZZZZ"})

    said = right.content.decode()
    assert right.context["found"].number == number
    assert cast.contract.seller.name_zh in said
    for secret in (cast.contract.buyer.name_zh, cast.contract.title, "10,000,000", cast.contract.application_code):
        assert secret not in said
    assert wrong.context["found"] is None
    assert main_of(wrong).replace(number, "") == main_of(unknown).replace("2026990101000001", "")


@pytest.mark.rule("R1-37")
def test_verification_masks_a_natural_person(client):
    seller = OrganisationFactory(party_type="400", name_zh="王某某", name_en="Wang Moumou")
    certificate = issue_certificate(registration_id=registered_contract(seller=seller).pk)
    query = {"number": certificate.registration.number, "check": certificate.check_value}

    said = client.get(reverse("contracts:verify"), query).content.decode()

    assert "王某某" not in said
    assert "Wang" not in said
    assert "自然人" in said


def test_certificate_is_for_parties_and_agency(client):
    cast = Cast(ContractFactory())
    certificate = issue_certificate(registration_id=registered_contract(cast).pk)
    contract = cast.contract
    pages = [url("certificate", contract), url("certificate_pdf", contract)]

    for actor, status in ((cast.officer, 200), (cast.registrar, 200), (make_actor(role=Role.OFFICER), 404)):
        as_actor(client, actor)
        assert [client.get(page).status_code for page in pages] == [status, status]
    as_actor(client, cast.officer)
    assert client.get(pages[1]).content == bytes(certificate.pdf)
    assert certificate.check_value in client.get(pages[0]).content.decode()


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_institution_page_counts_what_is_registered(client, language):
    registration = registered_contract()
    client.cookies["django_language"] = language

    answer = client.get(reverse("contracts:institution", args=[registration.contract.seller.code]))
    agency = client.get(reverse("institutions:agencies"))

    assert answer.context["figures"].registered == 1
    assert answer.context["figures"].technology == Decimal(10_000_000)
    assert agency.status_code == 200


def test_english_pages_hold_no_chinese_but_data(client):
    """With data in English alone, nothing Chinese is left on the pages."""
    cast = Cast(
        ContractFactory(
            title="Licence of a process",
            seller=OrganisationFactory(name_zh="Seller Institute", name_en="Seller Institute"),
            buyer=OrganisationFactory(name_zh="Buyer Limited", name_en="Buyer Limited", kind="enterprise"),
            agency=AgencyFactory(
                organisation=OrganisationFactory(kind="agency", name_zh="Agency", name_en="Agency"),
            ),
        )
    )
    contract = accepted_contract(cast)
    client.cookies["django_language"] = "en"
    for actor, pages in (
        (cast.registrar, [url("review", contract), reverse("contracts:queue"), reverse("contracts:register")]),
        (
            cast.officer,
            [url("contract", contract), reverse("contracts:contracts"), reverse("contracts:draft_contract")],
        ),
    ):
        actor.user.name = "Person"
        actor.user.save()
        as_actor(client, actor)
        for page in pages:
            text = OTHER_LANGUAGE.sub("", main_of(client.get(page)))
            assert HAN.findall(text) == [], page


def test_the_checklist_looks_at_what_is_typed_not_only_at_what_is_saved(client):
    """Typed and kept: the title is there, the end lies before the beginning, the costs leave nothing."""
    contract = ContractFactory(empty=True)
    as_actor(client, Cast(contract).officer)
    page = client.get(url("edit_contract", contract))
    lines = {line.url: line.state for line in page.context["requirements"]}
    window = dict(re.findall(r'name="(kept|kept_tab|kept_version)" value="([^"]*)"', page.text))
    items = {"kind": "equipment", "name": "机组", "quantity": "2", "amount": "60,000"}
    typed = {"title": "合同", "total_amount": "100,000", "begins_on": "2026-02-01", "ends_on": "2026-01-01"}
    data = window | typed | {f"items-0-{name}": value for name, value in items.items()}

    assert client.post(reverse("drafts:keep"), data, headers={"Accept": "application/json"}).status_code == 200
    found = {line.url: line.state for line in client.get(url("edit_contract", contract)).context["requirements"]}

    contract.refresh_from_db()
    assert (contract.title, contract.items.count()) == ("", 0)
    assert (lines["#id_title"], lines["#id_ends_on"], lines["#id_total_amount"]) == ("open", "open", "open")
    assert (found["#id_title"], found["#id_ends_on"], found["#id_total_amount"]) == ("done", "wrong", "done")
    assert found["#items"] == "wrong"
