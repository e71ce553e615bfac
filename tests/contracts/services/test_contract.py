from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.enums import ContractState
from contracts.models import Contract
from contracts.selectors.requirements import missing
from contracts.services.contract import (
    AlreadyFiled,
    ContractIncomplete,
    OwnBuyer,
    draft_contract,
    file_contract,
    save_draft,
)
from contracts.services.review import ask_correction, claim_contract
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.contracts import Cast, ContractFactory, filed_contract, prototype_costs
from tests.factories.files import PDF
from tests.factories.institutions import AgencyFactory
from tte.accounts.enums import OrganisationKind, Role
from tte.casework.enums import CaseState
from tte.common.clock import today
from tte.common.errors import PermissionRefused, TransitionRefused
from tte.notices.models import Notice
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R1-11", "R1-35")
def test_draft_contract_goes_to_the_agency_of_the_sellers_region():
    agency, other = AgencyFactory(), AgencyFactory(region_code="1100")
    officer = make_actor(role=Role.OFFICER)
    buyer = OrganisationFactory(kind=OrganisationKind.ENTERPRISE, region_code=other.region_code)

    contract = draft_contract(buyer=buyer, by=officer)

    assert contract.agency == agency
    assert contract.application_code == f"HT{today():%y}-000001"
    assert contract.state == ContractState.DRAFT


def test_draft_contract_with_oneself_is_refused():
    AgencyFactory()
    officer = make_actor(role=Role.OFFICER)

    with pytest.raises(OwnBuyer):
        draft_contract(buyer=officer.organisation, by=officer)

    assert Contract.objects.count() == 0


def test_save_draft_keeps_what_is_given_and_validates_nothing():
    contract = ContractFactory(empty=True)
    officer = Cast(contract).officer
    upload = SimpleUploadedFile("合同.pdf", PDF)
    item = {"kind": "carrier", "name": "样机", "quantity": 2, "amount": Decimal(250_000)}

    save_draft(contract=contract, by=officer, items=[item], upload=upload, title="合同", ends_on=date(2020, 1, 1))

    contract.refresh_from_db()
    assert contract.title == "合同"
    assert contract.document.name == "合同.pdf"
    assert list(contract.items.values_list("name", "quantity")) == [("样机", 2)]


def test_save_draft_of_another_organisation_is_refused():
    contract = ContractFactory()

    with pytest.raises(PermissionRefused):
        save_draft(contract=contract, by=make_actor(role=Role.OFFICER), title="x")


def test_file_contract_opens_a_case_owes_checks_and_tells_the_registrars():
    contract = prototype_costs(ContractFactory(), sets=2)
    cast = Cast(contract)
    registrar = cast.registrar

    contract = file_contract(contract=contract, by=cast.officer)

    assert contract.state == ContractState.SUBMITTED
    assert contract.declared_technology_amount == Decimal(6_500_000)
    assert contract.case.office == contract.agency.organisation
    assert contract.case.due_at is None
    assert contract.case.check_runs.filter(finished_at=None).count() == 1
    assert list(Notice.objects.values_list("person", "kind")) == [(registrar.user.pk, "contracts.filed")]
    assert [event.kind for event in events_of(contract)] == ["contract.file"]


def test_file_contract_says_everything_that_is_missing():
    contract = ContractFactory(empty=True)

    with pytest.raises(ContractIncomplete) as refusal:
        file_contract(contract=contract, by=Cast(contract).officer)

    assert len(missing(contract)) == 11
    assert str(refusal.value).count("; ") == 10
    contract.refresh_from_db()
    assert contract.filed_at is None
    assert contract.case is None


@pytest.mark.rule("R1-14")
@pytest.mark.parametrize(("signed", "ends"), [(1, 30), (-30, -1)])
def test_file_contract_outside_its_window_is_refused(signed, ends):
    day = today()
    contract = ContractFactory(
        signed_on=day + timedelta(signed), begins_on=day - timedelta(60), ends_on=day + timedelta(ends)
    )

    with pytest.raises(ContractIncomplete):
        file_contract(contract=contract, by=Cast(contract).officer)

    assert [each.rule for each in missing(contract)] == ["R1-14"]


def test_file_contract_on_the_first_and_last_day_of_its_window():
    day = today()
    contract = ContractFactory(signed_on=day, begins_on=day, ends_on=day)

    assert file_contract(contract=contract, by=Cast(contract).officer).state == ContractState.SUBMITTED


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"licence_mode": ""}, "#id_licence_mode"),
        ({"ip_type": "20"}, "#id_ip_type"),
        ({"document": None}, "#id_upload"),
    ],
)
def test_file_contract_needs_mode_matching_right_and_document(fields, field):
    contract = ContractFactory(**fields)

    with pytest.raises(ContractIncomplete):
        file_contract(contract=contract, by=Cast(contract).officer)

    assert [each.url for each in missing(contract)] == [field]


@pytest.mark.rule("R1-66")
def test_file_contract_whose_costs_eat_the_price_is_refused():
    contract = prototype_costs(ContractFactory(total_amount=Decimal(3_500_000)), sets=2)

    with pytest.raises(ContractIncomplete):
        file_contract(contract=contract, by=Cast(contract).officer)

    assert [each.rule for each in missing(contract)] == ["R1-66"]


@pytest.mark.rule("R1-12")
def test_file_contract_twice_is_refused_by_the_constraint_with_a_sentence():
    first = filed_contract()
    same = {name: getattr(first, name) for name in ("seller", "buyer", "title", "signed_on", "total_amount")}
    second = ContractFactory(**same)

    with pytest.raises(AlreadyFiled) as refusal:
        file_contract(contract=second, by=Cast(second).officer)

    assert first.application_code in str(refusal.value)
    second.refresh_from_db()
    assert second.state == ContractState.DRAFT
    assert second.case is None


def test_file_contract_that_is_filed_is_refused():
    contract = filed_contract()

    with pytest.raises((PermissionRefused, TransitionRefused)):
        file_contract(contract=contract, by=Cast(contract).officer)


@pytest.mark.rule("R1-26")
def test_file_contract_after_a_correction_returns_the_case_to_the_queue():
    contract = filed_contract()
    cast = Cast(contract)
    contract = claim_contract(contract=contract, by=cast.registrar)
    contract = ask_correction(contract=contract, reason_code="N7", text="缺证明。", by=cast.registrar)
    assert contract.case.state == CaseState.WAITING

    contract = file_contract(contract=contract, by=cast.officer)

    assert contract.state == ContractState.SUBMITTED
    assert contract.case.state == CaseState.UNCLAIMED
    assert list(contract.case.reasons.filter(closed_at=None).values_list("code", flat=True)) == ["corrected"]
    assert contract.case.check_runs.count() == 2
