"""Withdrawals after a deposit, and what they cost their seller."""

from decimal import Decimal

import factory

from listings.models import Listing, Proposal, WithdrawalCharge
from listings.services.intent import record_deposit
from listings.services.proposal import grant_proposal, propose
from tests.factories.bidding import auditor_of, finance_of, make_agent, officer_of, registered_intent
from tests.factories.listings import ListingFactory
from tests.factories.notice import ProposalFactory
from tte.accounts.actor import Actor

COST = {"charge": Decimal(12000), "charge_basis": "公告、资格审查和保证金划转的成本。"}


class WithdrawalChargeFactory(factory.django.DjangoModelFactory):
    """Stated by the first of two; `charged_withdrawal` for one that is owed."""

    class Meta:
        model = WithdrawalCharge

    proposal = factory.SubFactory(ProposalFactory, kind="withdrawal", reason_code="W1")
    amount = COST["charge"]
    basis = COST["charge_basis"]
    stated_by = factory.LazyAttribute(lambda row: auditor_of(row.proposal.listing).user)


def deposited_listing(*, agent: Actor | None = None, finance: Actor | None = None, **fields) -> Listing:
    """In its notice, with one deposit received."""
    listing = ListingFactory(**fields)
    intent = registered_intent(listing, agent or make_agent())
    record_deposit(intent=intent, bank_reference=f"ICBC-{listing.pk}", by=finance or finance_of(listing))
    return listing


def withdrawal_asked(listing: Listing, *, reason_code: str = "W1", by: Actor | None = None) -> Proposal:
    words = {"kind": "withdrawal", "reason_code": reason_code, "text": "转化计划调整。"}
    return propose(listing=listing, by=by or officer_of(listing), **words)


def charged_withdrawal(listing: Listing | None = None, *, by: Actor | None = None) -> WithdrawalCharge:
    """Granted by two people; the charge is owed."""
    proposal = withdrawal_asked(listing or deposited_listing(), by=by)
    grant_proposal(proposal=proposal, answer="", by=auditor_of(proposal.listing), **COST)
    proposal = Proposal.objects.get(pk=proposal.pk)
    grant_proposal(proposal=proposal, answer="", by=auditor_of(proposal.listing))
    return WithdrawalCharge.objects.get(proposal=proposal)
