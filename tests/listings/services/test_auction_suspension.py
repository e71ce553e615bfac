"""A bidding at rest: nothing counts while its listing is suspended, and it goes on with the time that was left."""

from datetime import datetime, timedelta
from decimal import Decimal

import pytest

from listings.enums import AuctionState, ListingState
from listings.models import Auction, Deal, Listing
from listings.pricing.ascending import SUSPENDED
from listings.selectors.auction import due_auctions, terms_to_come
from listings.services.auction import close_auction, open_auction
from listings.services.auction_suspension import BiddingOver
from listings.services.bid import place_bid
from listings.services.ending import terminate_listing
from listings.services.suspension import resume_listing, suspend_listing
from tests.factories.bidding import auditor_of, make_agent, make_close_due, move_times, running_auction
from tests.factories.bidding import scheduled_auction as announced_auction
from tests.factories.notice import examined_objection
from tte.codelists.calendar import period_end
from tte.common.clock import now

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-40")]

PRICE, STEP = Decimal(3_200_000), Decimal(20_000)


@pytest.fixture
def agents():
    return [make_agent(), make_agent()]


def bid(auction, agent, amount, key="k"):
    return place_bid(auction_id=auction.pk, amount=amount, request_key=key, by=agent)


def suspend(auction: Auction) -> Listing:
    listing = Listing.objects.get(pk=auction.listing_id)
    return suspend_listing(listing=listing, reason_code="G5", text="The servers failed.", by=auditor_of(listing))


def resume(auction: Auction) -> Auction:
    listing = Listing.objects.get(pk=auction.listing_id)
    resume_listing(listing=listing, text="They run again.", by=auditor_of(listing))
    return Auction.objects.get(pk=auction.pk)


def test_a_suspended_bidding_takes_no_bid_and_does_not_end(agents):
    auction = running_auction(agents)
    bid(auction, agents[0], PRICE)
    suspend(auction)
    refused = bid(auction, agents[1], PRICE + STEP)
    make_close_due(auction)

    assert (refused.accepted, refused.refusal) == (False, SUSPENDED)
    assert not due_auctions().exists()
    assert close_auction(auction_id=auction.pk) is False
    auction.refresh_from_db()
    assert (auction.state, auction.highest_amount, auction.bid_count) == (AuctionState.SUSPENDED, PRICE, 1)


def test_resumed_it_opens_again_after_the_lead_for_the_time_that_was_left(agents):
    auction = running_auction(agents)
    bid(auction, agents[0], PRICE)
    suspend(auction)
    auction.refresh_from_db()
    left = auction.closes_at - auction.suspended_at

    before = now()
    again = resume(auction)

    lead = terms_to_come(auction.listing).lead
    assert (again.state, again.listing.state) == (AuctionState.SCHEDULED, ListingState.BIDDING)
    assert period_end(before, lead).at <= again.opens_at <= period_end(now(), lead).at
    assert again.closes_at == again.announced_close_at == again.opens_at + left
    assert bid(again, agents[1], PRICE + STEP, "early").refusal == "not_open"
    move_times(again, opens_in=timedelta(minutes=-1), lasts=left)
    open_auction(auction_id=again.pk)
    assert bid(again, agents[1], PRICE, "low").refusal == "too_low"
    assert bid(again, agents[1], PRICE + STEP, "answer").accepted


def test_what_arrived_while_it_rested_is_refused_also_when_it_is_decided_later(agents):
    auction = running_auction(agents)
    suspend(auction)
    early = bid(auction, agents[0], PRICE)
    again = resume(auction)
    assert early.refusal == SUSPENDED
    assert again.bid_count == 0


def test_the_last_seconds_become_one_extension(agents):
    auction = move_times(running_auction(agents), opens_in=timedelta(hours=-1), lasts=timedelta(hours=1, seconds=5))
    suspend(auction)
    again = resume(auction)
    assert again.closes_at - again.opens_at == timedelta(seconds=auction.extension_seconds)


def test_hours_that_have_not_come_stay_as_announced(agents):
    auction = announced_auction(agents)
    suspend(auction)
    again = resume(auction)
    assert (again.opens_at, again.closes_at) == (auction.opens_at, auction.closes_at)
    assert again.state == AuctionState.SCHEDULED


def test_the_announcement_of_the_resumption_says_both_hours(agents):
    auction = running_auction(agents)
    suspend(auction)
    again = resume(auction)
    said = again.listing.announcements.get(kind="resumed")
    assert datetime.fromisoformat(said.before["opens_at"]) == auction.opens_at
    assert datetime.fromisoformat(said.after["opens_at"]) == again.opens_at
    assert datetime.fromisoformat(said.after["closes_at"]) == again.closes_at


def test_a_bidding_whose_end_has_come_is_not_suspended(agents):
    auction = running_auction(agents)
    bid(auction, agents[0], PRICE)
    make_close_due(auction)
    with pytest.raises(BiddingOver):
        suspend(auction)
    assert close_auction(auction_id=auction.pk) is True
    assert Deal.objects.get().price == PRICE


def test_a_listing_that_ends_while_its_bidding_rests_calls_it_off(agents):
    auction = running_auction(agents)
    bid(auction, agents[0], PRICE)
    listing = suspend(auction)
    terminate_listing(listing=listing, reason_code="Z1", text="The right lapsed.", by=auditor_of(listing))
    auction.refresh_from_db()
    assert (auction.state, auction.listing.state) == (AuctionState.CANCELLED, ListingState.TERMINATED)
    assert bid(auction, agents[1], PRICE + STEP, "late").refusal == SUSPENDED
    assert not Deal.objects.exists()


@pytest.mark.rule("R3-05")
def test_an_objection_that_is_admitted_stops_the_bidding(agents):
    auction = running_auction(agents)
    listing = Listing.objects.get(pk=auction.listing_id)
    examined_objection(listing, auditor_of(listing))
    auction.refresh_from_db()
    assert (auction.state, auction.listing.state) == (AuctionState.SUSPENDED, ListingState.SUSPENDED)
