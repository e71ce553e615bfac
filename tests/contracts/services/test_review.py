from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from contracts.enums import Conclusion, ContractState
from contracts.models import Contract, Registration
from contracts.services.contract import file_contract
from contracts.services.registration import NoProposal, register_contract
from contracts.services.review import (
    AmountImpossible,
    ChecksUnfinished,
    accept_contract,
    ask_correction,
    claim_contract,
    recommend_refusal,
    recommend_registration,
    refuse_contract,
    send_back,
)
from tests.factories.accounts import make_actor
from tests.factories.contracts import (
    Cast,
    ContractFactory,
    accepted_contract,
    checked_contract,
    filed_contract,
    recommended_contract,
)
from tte.accounts.enums import Role
from tte.casework.enums import CaseState
from tte.casework.services import ConflictOfInterest, SamePerson
from tte.casework.services.reasons import ReasonMissing, WordsMissing
from tte.codelists.calendar import period_end
from tte.codelists.selectors.rules import rule
from tte.common.errors import PermissionRefused
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast():
    return Cast(ContractFactory())


def kept(contract: Contract) -> tuple:
    """Everything a refusal must leave alone."""
    row = Contract.objects.filter(pk=contract.pk).values_list().get()
    case = contract.case.__class__.objects.filter(pk=contract.case_id).values_list().get()
    return row, case, contract.case.decisions.count(), Registration.objects.count(), Notice.objects.count()


@pytest.mark.rule("R1-28")
def test_accept_contract_freezes_the_due_date(cast):
    contract = claim_contract(contract=filed_contract(cast), by=cast.registrar)

    contract = accept_contract(contract=contract, by=cast.registrar)

    limit = rule("review.limit.large", scope="3300")
    assert contract.state == ContractState.ACCEPTED
    assert abs(contract.case.due_at - period_end(contract.accepted_at, limit).at).total_seconds() < 1
    assert contract.case.due_rule_id == "R2-33"
    assert Notice.objects.filter(person=cast.officer.user, kind="contracts.accepted").count() == 1


@pytest.mark.rule("R2-33")
def test_accept_contract_below_the_large_threshold_takes_the_common_limit():
    cast = Cast(ContractFactory(total_amount=Decimal("4999999.99")))

    contract = accepted_contract(cast)

    assert contract.case.due_rule_id == "R1-28"


@pytest.mark.rule("R1-26")
def test_accept_contract_again_keeps_the_period_that_began_with_the_corrected_papers(cast):
    contract = accepted_contract(cast)
    contract = ask_correction(contract=contract, reason_code="N3", text="标的不清。", by=cast.registrar)
    contract = file_contract(contract=contract, by=cast.officer)
    begun = contract.case.due_at
    contract = claim_contract(contract=contract, by=cast.registrar)

    contract = accept_contract(contract=contract, by=cast.registrar)

    assert contract.case.due_at == begun
    assert abs(begun - period_end(contract.filed_at, rule("review.limit.large")).at).total_seconds() < 1


def test_claim_contract_by_a_second_reviewer_before_a_proposal_is_refused(cast):
    contract = filed_contract(cast)
    before = kept(contract)

    with pytest.raises(PermissionRefused):
        claim_contract(contract=contract, by=cast.reviewer)

    assert kept(contract) == before


def test_claim_contract_by_another_agency_is_refused(cast):
    contract = filed_contract(cast)

    with pytest.raises(PermissionRefused):
        claim_contract(contract=contract, by=make_actor(role=Role.REGISTRAR))

    contract.case.refresh_from_db()
    assert contract.case.state == CaseState.UNCLAIMED


@pytest.mark.rule("R8-31")
def test_claim_contract_by_a_registrar_who_also_belongs_to_the_buyer_is_refused(cast):
    contract = filed_contract(cast)
    make_actor(role=Role.AGENT, organisation=contract.buyer, user=cast.registrar.user)
    before = kept(contract)

    with pytest.raises(ConflictOfInterest):
        claim_contract(contract=contract, by=cast.registrar)

    assert kept(contract) == before


@pytest.mark.rule("R1-66")
@pytest.mark.parametrize("amount", [0, -1, 10_000_001])
def test_recommend_registration_outside_the_total_changes_nothing(cast, amount):
    contract = accepted_contract(cast)
    before = kept(contract)

    with pytest.raises(AmountImpossible):
        recommend_registration(contract=contract, technology_amount=Decimal(amount), by=cast.registrar)

    assert kept(contract) == before


def test_recommend_registration_below_the_declared_amount_needs_words(cast):
    contract = accepted_contract(cast)
    before = kept(contract)

    with pytest.raises(WordsMissing):
        recommend_registration(contract=contract, technology_amount=Decimal(9_000_000), text=" ", by=cast.registrar)

    assert kept(contract) == before


def test_recommend_registration_waits_for_the_checks(cast):
    contract = filed_contract(cast, checked=False)
    contract = claim_contract(contract=contract, by=cast.registrar)
    contract = accept_contract(contract=contract, by=cast.registrar)

    with pytest.raises(ChecksUnfinished):
        recommend_registration(contract=contract, technology_amount=Decimal(10_000_000), by=cast.registrar)


def test_recommend_registration_hands_the_case_on(cast):
    contract = recommended_contract(cast, amount=Decimal(9_700_000))

    assert contract.state == ContractState.SECOND_REVIEW
    assert contract.proposed_technology_amount == Decimal(9_700_000)
    assert contract.case.decisions.latest("pk").conclusion == Conclusion.RECOMMEND_REGISTRATION
    contract.case.refresh_from_db()
    assert contract.case.state == CaseState.UNCLAIMED
    assert list(contract.case.reasons.filter(closed_at=None).values_list("code", flat=True)) == ["second_review"]


@pytest.mark.rule("R1-29")
def test_maker_never_checks_even_with_both_roles(cast):
    contract = recommended_contract(cast)
    both = make_actor(role=Role.REVIEWER, organisation=contract.agency.organisation, user=cast.registrar.user)
    before = kept(contract)

    with pytest.raises(SamePerson):
        claim_contract(contract=contract, by=both)
    with pytest.raises(SamePerson):
        register_contract(contract=contract, by=both)
    with pytest.raises(SamePerson):
        refuse_contract(contract=contract, reason_code="N2", text="x", by=both)

    assert kept(contract) == before


@pytest.mark.rule("R1-29")
def test_database_refuses_a_maker_who_checks(cast):
    contract = recommended_contract(cast)

    with pytest.raises(IntegrityError, match="maker_is_not_checker"), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(checked_at=contract.proposed_at, checked_by=contract.proposed_by)


def test_register_contract_by_a_reviewer_who_has_not_claimed_is_refused(cast):
    contract = recommended_contract(cast)
    before = kept(contract)

    with pytest.raises(PermissionRefused):
        register_contract(contract=contract, by=cast.reviewer)

    assert kept(contract) == before


def test_send_back_voids_the_proposal_and_keeps_its_decision(cast):
    contract = checked_contract(cast)

    contract = send_back(contract=contract, text="请再核样机数量。", by=cast.reviewer)

    assert contract.state == ContractState.ACCEPTED
    assert contract.proposed_by is None
    assert list(contract.case.decisions.order_by("pk").values_list("conclusion", flat=True)) == [
        Conclusion.ACCEPT,
        Conclusion.RECOMMEND_REGISTRATION,
        Conclusion.SEND_BACK,
    ]
    assert claim_contract(contract=contract, by=cast.registrar).case.claimed_by == cast.registrar.user


def test_refuse_contract_ends_it_with_its_reason_and_without_a_number(cast):
    contract = checked_contract(cast)

    contract = refuse_contract(contract=contract, reason_code="N2", text="属于买卖合同。", by=cast.reviewer)

    assert contract.state == ContractState.REFUSED
    contract.case.refresh_from_db()
    assert contract.case.state == CaseState.CLOSED
    assert Registration.objects.count() == 0
    assert Notice.objects.filter(person=cast.officer.user, kind="contracts.refused").count() == 1


def test_refuse_contract_without_a_listed_reason_changes_nothing(cast):
    contract = checked_contract(cast)
    before = kept(contract)

    with pytest.raises(ReasonMissing):
        refuse_contract(contract=contract, reason_code="N0", text="x", by=cast.reviewer)

    assert kept(contract) == before


def test_recommended_refusal_cannot_be_registered(cast):
    contract = accepted_contract(cast)
    contract = recommend_refusal(contract=contract, reason_code="N2", text="属于买卖合同。", by=cast.registrar)
    contract = claim_contract(contract=contract, by=cast.reviewer)
    before = kept(contract)

    with pytest.raises(NoProposal):
        register_contract(contract=contract, by=cast.reviewer)

    assert kept(contract) == before
