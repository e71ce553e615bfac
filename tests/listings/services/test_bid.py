from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.db.utils import DatabaseError
from django.utils import translation

from listings.enums import AuctionState, DealMode, ListingState
from listings.models import BidDecision, BidIntake, Deal, DepositEntry, Disclosure
from listings.selectors.auction import due_auctions, public_state
from listings.services.auction import close_auction, open_auction
from listings.services.bid import NotAdmitted, decide_bids, place_bid, receive_bid
from tests.factories.bidding import (
    make_agent,
    make_close_due,
    move_times,
    qualified_listing,
    running_auction,
    scheduled_auction,
)
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.errors import KeyReused
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db

PRICE = Decimal(3_200_000)
STEP = Decimal(20_000)


@pytest.fixture
def agents():
    return [make_agent(), make_agent()]


@pytest.fixture
def auction(agents):
    return running_auction(agents)


def bid(auction, agent, amount, key="k"):
    return place_bid(auction_id=auction.pk, amount=amount, request_key=key, by=agent)


def test_a_bid_is_stamped_and_accepted(auction, agents):
    before = now()
    outcome = bid(auction, agents[0], PRICE)
    assert (outcome.accepted, outcome.sequence, outcome.refusal) == (True, 1, "")
    assert before <= outcome.arrived_at <= now()
    auction.refresh_from_db()
    assert (auction.highest_amount, auction.highest_bidder, auction.bid_count) == (PRICE, agents[0].organisation, 1)
    assert auction.state == AuctionState.OPEN
    event = Event.objects.get(kind="auction.bid")
    assert (event.subject_key, event.user_key, event.organisation_key) == (
        auction.pk,
        agents[0].user.pk,
        agents[0].organisation.pk,
    )
    assert event.data["amount"] == "3200000.00"


def test_the_same_request_gets_the_same_answer(auction, agents):
    first = bid(auction, agents[0], PRICE)
    assert bid(auction, agents[0], PRICE) == first
    with pytest.raises(KeyReused):
        bid(auction, agents[0], PRICE + STEP)
    assert BidIntake.objects.count() == 1


def test_two_bidders_may_use_the_same_key(auction, agents):
    assert bid(auction, agents[0], PRICE).accepted
    assert bid(auction, agents[1], PRICE + STEP).accepted


def test_of_two_equal_bids_the_first_stands(auction, agents):
    assert bid(auction, agents[0], PRICE).accepted
    second = bid(auction, agents[1], PRICE)
    assert (second.accepted, second.refusal, second.least) == (False, "too_low", PRICE + STEP)
    auction.refresh_from_db()
    assert (auction.highest_bidder, auction.bid_count) == (agents[0].organisation, 1)


def test_a_bid_between_steps_is_refused(auction, agents):
    outcome = bid(auction, agents[0], PRICE + 1)
    assert (outcome.accepted, outcome.refusal) == (False, "steps")
    assert BidDecision.objects.filter(accepted=False).count() == 1


def test_who_is_not_admitted_leaves_no_trace(auction):
    with pytest.raises(NotAdmitted):
        bid(auction, make_agent(), PRICE)
    assert BidIntake.objects.count() == 0


def test_a_role_that_ended_ends_with_the_next_bid(auction, agents):
    member = agents[0].membership
    member.ended_at, member.ended_by = now(), agents[0].user
    member.save()
    with pytest.raises(NotAdmitted):
        bid(auction, agents[0], PRICE)
    assert BidIntake.objects.count() == 0


def test_a_late_bid_is_kept_and_refused_with_both_times(auction, agents):
    make_close_due(auction)
    outcome = bid(auction, agents[0], PRICE)
    assert (outcome.accepted, outcome.refusal) == (False, "closed")
    with translation.override("en"):
        assert outcome.sentence == (
            f"Not accepted: it arrived at {local(outcome.arrived_at)};"
            f" bidding had closed at {local(auction.closes_at)} (Beijing time)."
        )
    assert BidIntake.objects.count() == 1


def local(moment):
    shown = moment + timedelta(hours=8)
    return f"{shown:%Y-%m-%d %H:%M:%S}.{shown.microsecond // 1000:03d}"


def test_an_early_bid_is_refused(agents):
    auction = scheduled_auction(agents)
    outcome = bid(auction, agents[0], PRICE)
    assert (outcome.accepted, outcome.refusal) == (False, "not_open")
    auction.refresh_from_db()
    assert auction.state == AuctionState.SCHEDULED


@pytest.mark.rule("R3-51")
def test_a_bid_in_the_window_moves_the_end(agents):
    auction = move_times(scheduled_auction(agents), opens_in=timedelta(minutes=-1), lasts=timedelta(seconds=61))
    outcome = bid(auction, agents[0], PRICE)
    auction.refresh_from_db()
    assert auction.closes_at == outcome.arrived_at + timedelta(seconds=auction.extension_seconds)
    assert outcome.closes_at == auction.closes_at
    assert auction.announced_close_at < auction.closes_at


def test_undecided_bids_are_decided_in_order_of_arrival(auction, agents):
    early = receive_bid(auction_id=auction.pk, amount=PRICE, request_key="a", by=agents[0])
    later = receive_bid(auction_id=auction.pk, amount=PRICE, request_key="b", by=agents[1])
    decide_bids(auction_id=auction.pk)
    assert list(BidDecision.objects.order_by("pk").values_list("pk", "accepted")) == [(early, True), (later, False)]
    decide_bids(auction_id=auction.pk)
    assert BidDecision.objects.count() == 2


@pytest.mark.parametrize("model", [BidIntake, BidDecision, DepositEntry])
def test_rows_are_only_ever_added(auction, agents, model):
    bid(auction, agents[0], PRICE)
    with pytest.raises(DatabaseError, match="only ever added"), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {model._meta.db_table}")


def test_nothing_shares_the_transaction_of_an_arrival(transactional_db):
    from django.db import transaction  # noqa: PLC0415

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        receive_bid(auction_id=1, amount=PRICE, request_key="k", by=make_agent())


@pytest.mark.rule("R3-53")
def test_the_close_sells_to_the_highest_and_owes_what_follows(auction, agents):
    bid(auction, agents[0], PRICE)
    bid(auction, agents[1], PRICE + 2 * STEP)
    assert close_auction(auction_id=auction.pk) is False
    make_close_due(auction)
    assert list(due_auctions()) == [auction]
    assert close_auction(auction_id=auction.pk) is True
    assert close_auction(auction_id=auction.pk) is False
    auction.refresh_from_db()
    assert (auction.state, auction.listing.state) == (AuctionState.SOLD, ListingState.SOLD)
    deal = Deal.objects.get()
    assert (deal.mode, deal.price, deal.buyer, deal.qualified_bidders) == (
        DealMode.BIDDING,
        PRICE + 2 * STEP,
        agents[1].organisation,
        2,
    )
    assert deal.confirmed_at is None
    disclosure = Disclosure.objects.get()
    assert (disclosure.state, disclosure.due_at - deal.struck_at) == ("owed", rule(RuleKey.DISCLOSURE_DELAY).period)
    assert list(Notice.objects.filter(kind="listings.deal_lost").values_list("person", flat=True)) == [
        agents[0].user.pk
    ]


def test_the_close_decides_first_who_was_in_time(auction, agents):
    receive_bid(auction_id=auction.pk, amount=PRICE, request_key="a", by=agents[0])
    arrived = BidIntake.objects.get().arrived_at
    type(auction).objects.filter(pk=auction.pk).update(
        closes_at=arrived + timedelta(microseconds=1),
        announced_close_at=arrived + timedelta(microseconds=1),
        extension_seconds=0,
    )
    assert close_auction(auction_id=auction.pk) is True
    assert Deal.objects.get().price == PRICE


def test_without_a_bid_the_listing_expires(auction):
    make_close_due(auction)
    assert close_auction(auction_id=auction.pk) is True
    auction.refresh_from_db()
    assert (auction.state, auction.listing.state) == (AuctionState.UNSOLD, ListingState.EXPIRED)
    assert Deal.objects.count() == 0


def test_the_clock_opens_a_bidding_when_its_hour_has_come(agents):
    auction = scheduled_auction(agents)
    open_auction(auction_id=auction.pk)
    auction.refresh_from_db()
    assert auction.state == AuctionState.SCHEDULED
    move_times(auction, opens_in=timedelta(seconds=-1), lasts=timedelta(hours=1))
    assert list(due_auctions()) == [auction]
    open_auction(auction_id=auction.pk)
    auction.refresh_from_db()
    assert auction.state == AuctionState.OPEN
    assert list(due_auctions()) == []


def test_the_public_state_holds_codes_and_no_names(auction, agents):
    bid(auction, agents[0], PRICE)
    bid(auction, agents[1], PRICE + STEP)
    state = public_state(auction.pk)
    code = auction.admissions.get(bidder=agents[1].organisation).bidder_code
    assert (state["lot"], state["state"], state["highest"], state["leader"], state["bids"]) == (
        auction.pk,
        "open",
        "3220000.00",
        code,
        2,
    )
    assert state["least"] == "3240000.00"
    assert [line["n"] for line in state["log"]] == [2, 1]
    assert set(state["log"][0]) == {"n", "code", "amount", "at", "closes_at"}
    text = str(state)
    assert all(agent.organisation.name_zh not in text and agent.user.name not in text for agent in agents)


def test_no_lock_is_left_behind(auction, agents):
    bid(auction, agents[0], PRICE)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND classid = 7402 AND mode = 'ExclusiveLock'"
        )
        assert cursor.fetchone() == (0,)


def test_every_rule_of_a_listing_reaches_its_bidding(agents):
    listing = qualified_listing(agents, increment=Decimal(50_000))
    assert listing.increment == Decimal(50_000)
