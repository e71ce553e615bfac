"""Every listing has undertakings of its seller; a further one those that came with its request (R3-34)."""

import json

import pytest
from django.db import IntegrityError

from listings.enums import ProposalState
from listings.evidence.content import documents
from listings.models import Listing, Proposal, UndertakingAcceptance
from listings.selectors.undertaking import undertakings_of
from listings.services.ending import withdraw_listing
from listings.services.proposal import decline_proposal, grant_proposal, propose
from listings.services.undertaking import UndertakingsChanged, UndertakingsMissing
from listings.undertakings import CURRENT
from tests.factories.bidding import auditor_of, officer_of
from tests.factories.listings import ListingFactory, finish_checks
from tests.factories.notice import ProposalFactory

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-34")]


@pytest.fixture
def ended() -> Listing:
    listing = ListingFactory()
    return withdraw_listing(listing=listing, reason_code="W1", text="计划调整。", by=officer_of(listing))


def asked(listing: Listing, by, **given) -> Proposal:
    return propose(listing=listing, kind="relisting", price=listing.price, text="再次挂牌。", by=by, **given)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({}, UndertakingsMissing),
        ({"undertakings": CURRENT + 1}, UndertakingsChanged),
        ({"undertakings": 0}, UndertakingsChanged),
    ],
)
def test_a_further_listing_is_not_asked_for_without_the_undertakings_as_they_now_are(ended, given, refusal):
    with pytest.raises(refusal):
        asked(ended, officer_of(ended), **given)
    assert Proposal.objects.count() == 0


def test_the_further_listing_has_the_undertakings_of_its_request_and_the_first_keeps_its_own(ended):
    officer = officer_of(ended)
    request = asked(ended, officer, undertakings=CURRENT)
    finish_checks(ended.achievement.case)

    grant_proposal(proposal=request, answer="", by=auditor_of(ended))

    second = Listing.objects.get(previous=ended)
    [own] = undertakings_of(second)
    assert (own.version, own.organisation, own.accepted_by) == (CURRENT, ended.holder, officer.user)
    assert own.accepted_at == Proposal.objects.get().asked_at
    [first] = undertakings_of(ended)
    assert (first.listing, first.accepted_by == officer.user) == (None, False)

    packed = dict(documents(second, []))
    [said] = json.loads(packed["undertakings.json"])
    assert (said["version"], said["by"]) == (CURRENT, officer.user.name)
    assert json.loads(packed["requests.json"])[0]["undertakings"] == CURRENT


def test_a_request_without_them_is_not_granted_and_may_be_declined(ended):
    officer, auditor = officer_of(ended), auditor_of(ended)
    request = ProposalFactory(listing=ended, kind="relisting", price=ended.price, asked_by=officer.user)
    finish_checks(ended.achievement.case)

    with pytest.raises(UndertakingsMissing):
        grant_proposal(proposal=request, answer="", by=auditor)

    assert (Listing.objects.count(), UndertakingAcceptance.objects.count()) == (1, 1)
    assert decline_proposal(proposal=request, answer="请附承诺。", by=auditor).state == ProposalState.DECLINED


def test_no_other_request_carries_undertakings(ended):
    with pytest.raises(IntegrityError, match="undertakings_come_with_a_relisting"):
        ProposalFactory(listing=ended, kind="suspension", undertakings=CURRENT)
