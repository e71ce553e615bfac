from datetime import date
from decimal import Decimal

import pytest

from contracts.enums import CONTRACT_REVIEW, ItemKind
from contracts.models import Contract
from contracts.presenting.findings import check_rows
from tests.factories.contracts import Cast, ContractFactory, NonTechnicalItemFactory, filed_contract
from tests.factories.files import StoredFileFactory
from tests.factories.institutions import AgencyFactory
from tte.casework.checks import checks_of, named_check
from tte.casework.selectors import findings

pytestmark = pytest.mark.django_db


def findings_of(contract: Contract) -> list[str]:
    return [row.name for row in findings(contract.case)]


def answer(name: str, contract: Contract):
    return named_check(CONTRACT_REVIEW, name)(contract)


def test_sound_contract_passes_every_check():
    contract = filed_contract()

    assert findings_of(contract) == []
    assert len(check_rows(contract)) == len(checks_of(CONTRACT_REVIEW)) == 10


@pytest.mark.rule("R1-12")
def test_same_document_in_another_contract_is_a_finding():
    document = StoredFileFactory(sha256="a" * 64)
    first = filed_contract(document=document)
    second = filed_contract(document=StoredFileFactory(sha256="a" * 64))

    assert findings_of(second) == ["document_was_not_filed_before"]
    assert check_rows(second)[0].evidence == [("同一文本见于", first.application_code)]


@pytest.mark.rule("R1-67")
def test_resold_instruments_are_a_finding():
    contract = ContractFactory(total_amount=Decimal(1_200_000), contract_type="51", licence_mode="", ip_type="00")
    NonTechnicalItemFactory(contract=contract, kind=ItemKind.EQUIPMENT, amount=Decimal(900_000))

    contract = filed_contract(Cast(contract))

    assert findings_of(contract) == ["share_is_not_low"]
    assert check_rows(contract)[0].evidence == [("技术交易额占比", "25.0%")]


@pytest.mark.rule("R1-67")
def test_equipment_in_the_name_without_costs_is_a_finding():
    contract = filed_contract(title="中试装备配套合同")

    assert findings_of(contract) == ["full_share_has_no_equipment"]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("type_and_ip_agree", {"ip_type": "20"}),
        ("licence_names_its_mode", {"licence_mode": ""}),
        ("filed_within_the_window", {"ends_on": date(2026, 2, 1)}),
        ("filed_within_the_window", {"signed_on": date(2099, 1, 1)}),
        ("amounts_add_up", {"declared_technology_amount": Decimal(1)}),
        ("form_is_complete", {"objective": ""}),
    ],
)
def test_each_check_finds_its_fault(name, fields):
    contract = filed_contract()
    for field, value in fields.items():
        setattr(contract, field, value)

    assert answer(name, contract).passed is False


@pytest.mark.rule("R1-11")
def test_agency_of_another_region_is_a_finding():
    contract = filed_contract()
    contract.agency = AgencyFactory(region_code="1100")

    assert answer("agency_is_the_sellers", contract).passed is False
