"""A seller withdraws after a deposit for a reason of its own: deposits go back, and it bears the cost (R3-43)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from listings.enums import ListingState, ProposalState
from listings.evidence.content import requests
from listings.models import Listing, Proposal, WithdrawalCharge
from listings.selectors.charge import charges_due
from listings.selectors.intent import deposit_to_settle
from listings.services.charge import ChargeMissing, ChargeReceived, receive_charge
from listings.services.proposal import decline_proposal, grant_proposal, propose
from tests.factories.accounts import make_actor, sign_in
from tests.factories.bidding import auditor_of, finance_of, make_agent, officer_of
from tests.factories.charge import COST, charged_withdrawal, deposited_listing, withdrawal_asked
from tte.accounts.enums import Role
from tte.casework.services import ConflictOfInterest, SamePerson
from tte.casework.services.reasons import ReasonMissing, WordsMissing
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-43")]


def test_two_people_decide_and_the_first_states_the_charge_with_its_basis():
    proposal = withdrawal_asked(deposited_listing())
    first, second = auditor_of(proposal.listing), auditor_of(proposal.listing)
    with pytest.raises(ChargeMissing) as refused:
        grant_proposal(proposal=proposal, answer="", by=first)
    assert refused.value.field == "charge"
    with pytest.raises(WordsMissing) as refused:
        grant_proposal(proposal=proposal, answer="", by=first, charge=COST["charge"])
    assert refused.value.field == "charge_basis"

    grant_proposal(proposal=proposal, answer="", by=first, **COST)

    assert Listing.objects.get().state == ListingState.IN_NOTICE
    assert list(charges_due(proposal.listing.exchange)) == []
    with pytest.raises(SamePerson):
        grant_proposal(proposal=Proposal.objects.get(), answer="", by=first)
    grant_proposal(proposal=Proposal.objects.get(), answer="", by=second)
    listing = Listing.objects.get()
    assert (listing.state, Proposal.objects.get().state) == (ListingState.WITHDRAWN, ProposalState.GRANTED)
    assert [each.amount for each in charges_due(listing.exchange)] == [Decimal(12000)]


def test_deposits_go_back_and_the_seller_is_told_what_it_owes_and_where_to_read_it():
    listing = charged_withdrawal().proposal.listing

    assert deposit_to_settle(listing.intents.get()) == "returned"
    told = Notice.objects.filter(kind="listings.withdrawal_charged").first()
    assert told.url == f"{reverse('listings:notice', args=[listing.code])}#requests"
    assert set(Event.objects.filter(kind__startswith="charge.").values_list("kind", flat=True)) == {
        "charge.state",
        "charge.owe",
    }
    assert listing.announcements.get(kind="withdrawn").reason_code == "W1"


def test_a_ground_of_a_suspension_costs_nothing():
    proposal = withdrawal_asked(deposited_listing(), reason_code="G4")

    granted = grant_proposal(proposal=proposal, answer="", by=auditor_of(proposal.listing))

    assert (granted.state, WithdrawalCharge.objects.count()) == (ProposalState.GRANTED, 0)


def test_a_reason_that_is_on_neither_list_is_refused():
    listing = deposited_listing()
    for reason_code in ("X1", "G8", ""):
        with pytest.raises(ReasonMissing):
            propose(listing=listing, kind="withdrawal", text="说明。", reason_code=reason_code, by=officer_of(listing))


def test_a_declined_withdrawal_owes_nothing_and_may_be_asked_again():
    proposal = withdrawal_asked(deposited_listing())
    grant_proposal(proposal=proposal, answer="", by=auditor_of(proposal.listing), **COST)
    decline_proposal(proposal=Proposal.objects.get(), answer="请继续挂牌。", by=auditor_of(proposal.listing))

    assert list(charges_due(proposal.listing.exchange)) == []
    assert withdrawal_asked(Listing.objects.get()).state == ProposalState.ASKED


def test_the_receipt_is_recorded_once_with_the_reference_of_the_bank():
    charge = charged_withdrawal()
    finance = finance_of(charge.proposal.listing)
    receive_charge(charge=charge, bank_reference="ICBC-77", by=finance)

    assert list(charges_due(charge.proposal.listing.exchange)) == []
    with pytest.raises(ChargeReceived):
        receive_charge(charge=charge, bank_reference="ICBC-78", by=finance)
    assert WithdrawalCharge.objects.get().bank_reference == "ICBC-77"


def test_who_had_the_charge_before_the_eyes_while_another_recorded_its_receipt_records_nothing():
    charge, seen_before = charged_withdrawal(), WithdrawalCharge.objects.get()
    receive_charge(charge=charge, bank_reference="ICBC-77", by=finance_of(charge.proposal.listing))

    with pytest.raises(ChargeReceived):
        receive_charge(charge=seen_before, bank_reference="ICBC-78", by=finance_of(charge.proposal.listing))
    assert WithdrawalCharge.objects.get().bank_reference == "ICBC-77"


@pytest.mark.rule("R8-31")
def test_the_receipt_is_recorded_by_finance_of_the_exchange_of_the_listing_that_is_of_none_of_its_sides(client):
    agent = make_agent()
    charge = charged_withdrawal(deposited_listing(agent=agent))
    page, stranger = reverse("listings:charge", args=[charge.pk]), make_actor(role=Role.FINANCE)
    tied = finance_of(charge.proposal.listing)
    make_actor(role=Role.AGENT, organisation=agent.organisation, user=tied.user)

    assert (page in sign_in(client, stranger).get("/deposits/").text, client.get(page).status_code) == (False, 404)
    assert (page in sign_in(client, tied).get("/deposits/").text, client.get(page).status_code) == (False, 404)
    with pytest.raises(ConflictOfInterest):
        receive_charge(charge=charge, bank_reference="ICBC-79", by=tied)


def test_a_receipt_without_its_reference_is_no_receipt():
    charge = charged_withdrawal()
    with pytest.raises(IntegrityError), transaction.atomic():
        WithdrawalCharge.objects.filter(pk=charge.pk).update(bank_reference="ICBC-79")


def test_the_evidence_pack_holds_the_charge():
    charge = charged_withdrawal()

    assert requests(charge.proposal.listing)[0]["charge"]["amount"] == Decimal(12000)


def test_the_desk_of_deposits_leads_to_the_charge_and_records_it(client):
    charge = charged_withdrawal()
    sign_in(client, finance_of(charge.proposal.listing))
    page = reverse("listings:charge", args=[charge.pk])
    assert page in client.get("/deposits/").text

    refused = client.post(page, {"bank_reference": ""})
    done = client.post(page, {"bank_reference": "ICBC-80"})

    assert (refused.status_code, done.url) == (422, "/deposits/")
    assert "ICBC-80" in client.get(page).text
    assert client.post(page, {"bank_reference": "ICBC-81"}).status_code == 422


def test_the_pages_of_both_sides_ask_for_the_charge_and_show_it(client):
    proposal = withdrawal_asked(deposited_listing())
    notice = reverse("listings:notice", args=[proposal.listing.code])
    decide = reverse("listings:decide_proposal", args=[proposal.pk])
    sign_in(client, auditor_of(proposal.listing))
    assert 'name="charge"' in client.get(notice).text
    assert client.post(decide, {"act": "grant"}).status_code == 422
    assert client.post(decide, {"act": "grant"} | COST).status_code == 302
    assert 'name="charge"' not in client.get(notice).text

    sign_in(client, auditor_of(proposal.listing))
    assert client.post(decide, {"act": "grant"}).status_code == 302
    sign_in(client, officer_of(proposal.listing))
    assert COST["charge_basis"] in client.get(notice).text


def test_declining_needs_no_charge(client):
    proposal = withdrawal_asked(deposited_listing())
    sign_in(client, auditor_of(proposal.listing))

    client.post(reverse("listings:decide_proposal", args=[proposal.pk]), {"act": "decline", "answer": "请继续。"})

    assert Proposal.objects.get().state == ProposalState.DECLINED
