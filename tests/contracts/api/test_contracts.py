from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.models import Contract
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.contracts import Cast, ContractFactory, registered_contract
from tests.factories.files import PDF
from tests.factories.institutions import AgencyFactory
from tte.accounts.enums import OrganisationKind, Role
from tte.accounts.tokens import issue_token

pytestmark = pytest.mark.django_db
URL = "/api/v1/contracts/"


@pytest.fixture
def officer():
    AgencyFactory()
    return make_actor(role=Role.OFFICER)


def bearer(actor):
    return {"Authorization": f"Bearer {issue_token(label='script', by=actor)}"}


def body(**changes):
    buyer = OrganisationFactory(kind=OrganisationKind.ENTERPRISE)
    return {
        "buyer": buyer.code,
        "title": "热障涂层工艺独占许可合同",
        "contract_type": "31",
        "licence_mode": "E",
        "ip_type": "11",
        "field": "05",
        "objective": "10",
        "plan_source": "P0",
        "payment_method": "LS",
        "signed_on": date(2026, 1, 6),
        "begins_on": date(2026, 2, 1),
        "ends_on": date(2036, 1, 31),
        "total_amount": "10000000",
        "items[0]kind": "equipment",
        "items[0]name": "机组",
        "items[0]quantity": "1",
        "items[0]amount": "3200000",
        "document": SimpleUploadedFile("合同.pdf", PDF),
    } | changes


def test_filing_answers_201_with_where_it_stands(client, officer):
    answer = client.post(URL, body(), headers=bearer(officer))

    said = answer.json()
    assert answer.status_code == 201, said
    assert (said["state"], said["declared_technology_amount"]) == ("submitted", "6800000.00")
    status = client.get(f"{URL}{said['application_code']}/", headers=bearer(officer))
    assert status.json()["application_code"] == said["application_code"]


def test_filing_twice_with_one_key_files_once(client, officer):
    headers = bearer(officer) | {"Idempotency-Key": "k-1"}
    given = body()

    first = client.post(URL, given, headers=headers)
    second = client.post(URL, given | {"document": SimpleUploadedFile("合同.pdf", PDF)}, headers=headers)
    other = client.post(URL, given | {"title": "x", "document": SimpleUploadedFile("a.pdf", PDF)}, headers=headers)

    assert first.json() == second.json()
    assert Contract.objects.count() == 1
    assert (other.status_code, other.json()["code"]) == (409, "key_reused")


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"ends_on": date(2026, 1, 1)}, 409, "incomplete"),
        ({"field": "99"}, 409, "unknown_code"),
        ({"ip_type": "20"}, 409, "incomplete"),
        ({"buyer": "nobody"}, 400, None),
        ({"items[0]amount": "10000000"}, 409, "incomplete"),
        ({"document": SimpleUploadedFile("a.exe", b"MZ\x90\x00" * 50)}, 409, "file_refused"),
    ],
)
def test_refused_filing_leaves_nothing(client, officer, changes, status, code):
    answer = client.post(URL, body(**changes), headers=bearer(officer))

    assert (answer.status_code, answer.json().get("code")) == (status, code)
    assert Contract.objects.count() == 0


def test_doors_are_shut_to_strangers(client, officer):
    contract = ContractFactory()

    assert client.post(URL, {}).status_code in (401, 403)
    assert client.get(f"{URL}{contract.application_code}/", headers=bearer(officer)).status_code == 404
    assert client.get("/api/v1/register/", headers=bearer(officer)).status_code == 403


def test_register_of_the_agency_is_its_own(client):
    cast = Cast(ContractFactory())
    registration = registered_contract(cast)
    registered_contract(agency=AgencyFactory(region_code="1100"), seller__region_code="1100")

    said = client.get("/api/v1/register/", headers=bearer(cast.registrar)).json()

    assert [row["number"] for row in said["results"]] == [registration.number]
    assert said["next"] is None
    after = client.get(f"/api/v1/register/?after={registration.pk}", headers=bearer(cast.registrar)).json()
    assert after == {"results": [], "next": None}


def test_a_key_of_more_than_64_characters_is_refused(client, officer):
    answer = client.post(URL, body(), headers=bearer(officer) | {"Idempotency-Key": "k" * 65})

    assert (answer.status_code, list(answer.json()), Contract.objects.count()) == (400, ["Idempotency-Key"], 0)
