"""Nobody acts for both sides of a listing, by whichever membership; who is related to the holder is marked (R3-54)."""

import pytest
from django.urls import reverse

from listings.models import BidIntake, Intent
from listings.permissions.bidding import can_accept_offer
from listings.services.bid import receive_bid
from listings.services.deal import strike_deal
from listings.services.negotiation import accept_offer, make_offer
from listings.services.stake import BuyerMayNotSell, SellerMayNotBid
from tests.factories.accounts import make_actor, sign_in
from tests.factories.bidding import (
    IntentFactory,
    make_agent,
    negotiated_listing,
    officer_of,
    registered_intent,
    running_auction,
)
from tests.factories.listings import ListingFactory
from tte.accounts.actor import Actor
from tte.accounts.enums import Role
from tte.accounts.models import Membership
from tte.common.clock import now

pytestmark = pytest.mark.django_db


def left(actor: Actor) -> None:
    """The membership by which the person acts has ended."""
    Membership.objects.filter(pk=actor.membership.pk).update(ended_at=now(), ended_by=actor.user)


def also(role: Role, organisation, actor: Actor) -> Actor:
    """The same person by one more membership."""
    return make_actor(role=role, organisation=organisation, user=actor.user)


@pytest.mark.rule("R3-54")
def test_an_officer_of_the_holder_registers_no_enterprise_of_theirs(client):
    listing, agent = ListingFactory(), make_agent()
    officer = also(Role.OFFICER, listing.holder, agent)
    with pytest.raises(SellerMayNotBid):
        registered_intent(listing, agent)
    page = sign_in(client, agent).get(reverse("listings:register_intent", args=[listing.code]))
    assert ('name="undertakings"' in page.text, "R3-54" in page.text) == (False, True)

    left(officer)
    assert registered_intent(listing, agent).related_party is False


@pytest.mark.rule("R3-54")
def test_a_researcher_of_the_holder_who_decides_nothing_there_may_act_for_an_enterprise():
    listing, agent = ListingFactory(), make_agent()
    also(Role.RESEARCHER, listing.holder, agent)

    assert registered_intent(listing, agent).related_party is True


@pytest.mark.rule("R3-54")
def test_who_has_left_the_bidder_accepts_its_offer():
    agent, former = make_agent(), make_actor(role=Role.AGENT)
    listing = negotiated_listing(agent)
    officer = also(Role.OFFICER, listing.holder, former)
    left(also(Role.AGENT, agent.organisation, former))

    offer = make_offer(listing=listing, amount=listing.price, by=agent)

    assert accept_offer(offer=offer, by=officer).buyer == agent.organisation


@pytest.mark.rule("R3-54")
def test_no_bid_arrives_from_whoever_decides_for_the_holder(client):
    agent = make_agent()
    auction = running_auction([agent, make_agent()])
    also(Role.OFFICER, auction.listing.holder, agent)
    with pytest.raises(SellerMayNotBid):
        receive_bid(auction_id=auction.pk, amount=auction.start_price, request_key="k", by=agent)
    room = sign_in(client, agent).get(reverse("listings:room", args=[auction.listing.code]))
    assert ('id="bid-form"' in room.text, "您代表持有单位作决定" in room.text) == (False, True)
    colleague = make_actor(role=Role.AGENT, organisation=agent.organisation)
    receive_bid(auction_id=auction.pk, amount=auction.start_price, request_key="k", by=colleague)
    assert BidIntake.objects.get().placed_by == colleague.user


@pytest.mark.rule("R3-54")
def test_who_decides_for_the_holder_no_more_bids_again():
    agent = make_agent()
    auction = running_auction([agent, make_agent()])
    left(also(Role.OFFICER, auction.listing.holder, agent))

    receive_bid(auction_id=auction.pk, amount=auction.start_price, request_key="k", by=agent)

    assert BidIntake.objects.get().placed_by == agent.user


@pytest.mark.rule("R3-54")
def test_an_officer_whose_enterprise_was_not_qualified_decides_on_the_offer_of_another():
    agent, loser = make_agent(), make_agent()
    listing = negotiated_listing(agent)
    IntentFactory(listing=listing, bidder=loser.organisation, state="not_qualified")
    officer = also(Role.OFFICER, listing.holder, loser)

    assert can_accept_offer(officer, listing)


@pytest.mark.rule("R3-54")
def test_in_a_negotiation_nobody_offers_and_accepts(client):
    agent = make_agent()
    listing = negotiated_listing(agent)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    officer = also(Role.OFFICER, listing.holder, agent)
    with pytest.raises(SellerMayNotBid):
        make_offer(listing=listing, amount=listing.price + 1, by=agent)
    with pytest.raises(BuyerMayNotSell):
        accept_offer(offer=offer, by=officer)
    page = reverse("listings:negotiation", args=[listing.code])
    for side in (agent, officer):
        shown = sign_in(client, side).get(page).text
        acts = [f'name="act" value="{act}"' in shown for act in ("offer", "accept")]
        assert (acts, "R3-54" in shown) == ([False, False], True)
    assert client.post(page, {"act": "accept", "offer": offer.pk}).status_code == 403
    assert accept_offer(offer=offer, by=officer_of(listing)).related_party is True


@pytest.mark.rule("R3-04")
@pytest.mark.parametrize("tie", ["colleague", "author", "former colleague", "none"])
def test_a_relation_that_the_exchange_knows_is_marked_whatever_was_declared(tie):
    listing, agent = ListingFactory(), make_agent()
    tied = make_actor(role=Role.AGENT, organisation=agent.organisation)
    if tie == "colleague":
        also(Role.RESEARCHER, listing.holder, tied)
    if tie == "former colleague":
        also(Role.RESEARCHER, listing.holder, tied)
        left(tied)
    if tie == "author":
        listing.achievement.posted_by = tied.user
        listing.achievement.save()
    assert registered_intent(listing, agent).related_party is (tie in ("colleague", "author"))
    assert Intent.objects.get().related_party is (tie in ("colleague", "author"))


@pytest.mark.rule("R3-04")
def test_who_joined_the_holder_since_marks_the_deal():
    agent = make_agent()
    listing = negotiated_listing(agent)
    assert Intent.objects.get().related_party is False
    also(Role.RESEARCHER, listing.holder, make_actor(role=Role.AGENT, organisation=agent.organisation))
    deal = strike_deal(listing=listing, buyer=agent.organisation, price=listing.price, mode="negotiation", by=agent)
    assert deal.related_party is True
