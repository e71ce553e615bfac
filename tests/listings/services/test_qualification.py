from decimal import Decimal

import pytest

from listings.enums import AuctionState, IntentState, ListingState
from listings.models import Admission, Auction, Intent
from listings.services.negotiation import (
    BelowListingPrice,
    NotNegotiating,
    OfferReplaced,
    accept_offer,
    end_negotiation,
    make_offer,
)
from listings.services.qualification import (
    NotInQualification,
    Undecided,
    disqualify_bidder,
    open_competition,
    qualify_bidder,
)
from tests.factories.bidding import (
    auditor_of,
    make_agent,
    negotiated_listing,
    officer_of,
    qualified_listing,
    registered_intent,
)
from tests.factories.listings import ListingFactory, qualifying_listing
from tte.casework.services.reasons import WordsMissing
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.errors import TransitionRefused

pytestmark = pytest.mark.django_db


def test_nobody_is_qualified_during_the_notice():
    listing = ListingFactory()
    intent = registered_intent(listing, make_agent())
    with pytest.raises(NotInQualification):
        qualify_bidder(intent=intent, by=auditor_of(listing))
    intent.refresh_from_db()
    assert intent.state == IntentState.DEPOSIT_DUE


@pytest.mark.rule("R3-46")
def test_no_deposit_no_bid():
    listing = qualified_listing([])
    Intent.objects.create(listing=listing, bidder=make_agent().organisation, registered_by=make_agent().user)
    with pytest.raises(TransitionRefused):
        qualify_bidder(intent=Intent.objects.get(), by=auditor_of(listing))


def test_turning_down_needs_a_reason():
    listing = qualified_listing([])
    intent = Intent.objects.create(listing=listing, bidder=make_agent().organisation, registered_by=make_agent().user)
    with pytest.raises(WordsMissing) as refused:
        disqualify_bidder(intent=intent, reason=" ", by=auditor_of(listing))
    assert (refused.value.code, refused.value.field) == ("words_missing", "reason")
    disqualify_bidder(intent=intent, reason="No deposit", by=auditor_of(listing))
    intent.refresh_from_db()
    assert (intent.state, intent.reason) == (IntentState.NOT_QUALIFIED, "No deposit")


def test_the_next_stage_waits_for_every_decision():
    listing = qualified_listing([make_agent(), make_agent()])
    Intent.objects.create(listing=listing, bidder=make_agent().organisation, registered_by=make_agent().user)
    with pytest.raises(Undecided):
        open_competition(listing=listing, by=auditor_of(listing))
    listing.refresh_from_db()
    assert listing.state == ListingState.QUALIFYING


@pytest.mark.rule("R3-25")
def test_nobody_qualified_lets_the_listing_expire():
    listing = qualifying_listing()
    assert open_competition(listing=listing, by=auditor_of(listing)).state == ListingState.EXPIRED


@pytest.mark.rule("R3-25")
def test_one_taker_negotiates():
    agent = make_agent()
    listing = negotiated_listing(agent)
    assert listing.state == ListingState.NEGOTIATING
    assert Auction.objects.count() == 0


@pytest.mark.rule("R3-25", "R3-51")
def test_two_takers_bid_under_codes_with_frozen_parameters():
    agents = [make_agent(), make_agent(), make_agent()]
    listing = open_competition(listing=(made := qualified_listing(agents)), by=auditor_of(made))
    auction = listing.auction
    assert (listing.state, auction.state) == (ListingState.BIDDING, AuctionState.SCHEDULED)
    assert (auction.start_price, auction.increment) == (listing.price, listing.increment)
    assert auction.closes_at - auction.opens_at == rule(RuleKey.BIDDING_DURATION).period
    extension = rule(RuleKey.EXTENSION).period.total_seconds()
    assert (auction.extension_seconds, auction.rule_set) == (extension, "DEMO")
    admitted = dict(Admission.objects.values_list("bidder_code", "bidder"))
    assert set(admitted) == {"B-01", "B-02", "B-03"}
    assert set(admitted.values()) == {agent.organisation.pk for agent in agents}


@pytest.mark.rule("R3-25")
def test_a_negotiated_price_is_never_below_the_listing_price():
    agent = make_agent()
    listing = negotiated_listing(agent)
    with pytest.raises(BelowListingPrice):
        make_offer(listing=listing, amount=listing.price - 1, by=agent)
    with pytest.raises(NotNegotiating):
        make_offer(listing=listing, amount=listing.price, by=make_agent())
    assert listing.offers.count() == 0


def test_accepting_the_offer_that_stands_strikes_the_deal():
    agent = make_agent()
    listing = negotiated_listing(agent)
    old = make_offer(listing=listing, amount=listing.price, by=agent)
    offer = make_offer(listing=listing, amount=listing.price + 5000, by=agent)
    with pytest.raises(OfferReplaced):
        accept_offer(offer=old, by=officer_of(listing))
    deal = accept_offer(offer=offer, by=officer_of(listing))
    assert (deal.price, deal.buyer, deal.seller) == (Decimal(3205000), agent.organisation, listing.holder)
    assert (deal.mode, deal.qualified_bidders) == ("negotiation", 1)
    listing.refresh_from_db()
    assert listing.state == ListingState.SOLD
    with pytest.raises(NotNegotiating):
        accept_offer(offer=offer, by=officer_of(listing))


def test_a_negotiation_may_come_to_nothing():
    listing = negotiated_listing(make_agent())
    with pytest.raises(WordsMissing):
        end_negotiation(listing=listing, reason="", by=auditor_of(listing))
    assert end_negotiation(listing=listing, reason="withdrawn", by=auditor_of(listing)).state == ListingState.EXPIRED
