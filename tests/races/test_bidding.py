"""Bidding and what follows, at the same time as itself: first the race with the guard taken away, then the services."""

import threading
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from listings.enums import AuctionState, DisclosureState, ListingState
from listings.models import Auction, BidDecision, Deal, Disclosure, Intent
from listings.selectors.disclosure import disclosure_period
from listings.services import auction as closing
from listings.services import bid as engine
from listings.services import disclosure as publishing
from listings.services import suspension
from listings.services.auction import close_auction
from listings.services.bid import decide_bids, place_bid, receive_bid
from listings.services.deal import confirm_deal
from listings.services.intent import AlreadyRegistered, register_intent
from listings.services.suspension import suspend_listing
from tests.battery import bidding_faults
from tests.factories.bidding import (
    auditor_of,
    make_agent,
    make_close_due,
    negotiated_listing,
    officer_of,
    running_auction,
)
from tests.factories.listings import ListingFactory
from tests.together import at_once
from tte.common.clock import now
from tte.notices.models import Notice

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow, pytest.mark.usefixtures("codelists")]

WORKERS = 4


def test_without_the_barrier_a_slow_commit_is_lost():
    """The control: a pointer that goes forward over an arrival that is stamped and not yet committed."""
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    with bidding_faults.fault(bidding_faults.NO_BARRIER):
        lost = overtaken_by_a_turn(auction, agents)
    assert BidDecision.objects.filter(pk=lost).exists() is False
    decide_bids(auction_id=auction.pk)
    assert BidDecision.objects.filter(pk=lost).exists() is False


def test_with_the_barrier_a_slow_commit_is_waited_for():
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    slow = overtaken_by_a_turn(auction, agents)
    assert BidDecision.objects.order_by("pk").values_list("pk", "accepted").first() == (slow, True)


def overtaken_by_a_turn(auction, agents) -> int:
    """One arrival is stamped and commits late; meanwhile another arrives and takes its turn. The slow one's number."""
    stamped, numbers = threading.Event(), []

    def slow():
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute(engine.ARRIVE, arrival(auction, agents[0]))
            numbers.append(cursor.fetchone()[0])
            stamped.set()
            time.sleep(0.4)
            cursor.execute("COMMIT")

    def quick():
        stamped.wait()
        return place_bid(
            auction_id=auction.pk,
            amount=auction.start_price + auction.increment,
            request_key="quick",
            by=agents[1],
        )

    _, outcome = at_once(slow, quick)
    assert outcome.accepted
    return numbers[0]


def arrival(auction, agent) -> dict:
    return {
        "lot": auction.pk,
        "membership": agent.membership.pk,
        "person": agent.user.pk,
        "amount": auction.start_price,
        "key": "slow",
        "sellers": engine.SELLERS,
    }


def test_without_the_turn_deciders_collide():
    """The control: nobody waits, so two deciders take the same bids; the database's last word is an error."""
    agents = [make_agent()]
    auction = running_auction([*agents, make_agent()])
    with bidding_faults.fault(bidding_faults.NO_TURN):
        collisions = 0
        for number in range(20):
            receive_bid(auction_id=auction.pk, amount=auction.start_price, request_key=f"k{number}", by=agents[0])
            results = at_once(*[lambda: decide_bids(auction_id=auction.pk)] * WORKERS)
            collisions += sum(result is not None for result in results)
            if collisions:
                break
    assert collisions > 0


def test_with_the_turn_every_bid_is_decided_once():
    agents = [make_agent() for _ in range(WORKERS)]
    auction = running_auction(agents)

    def bid_five(agent):
        return lambda: [
            place_bid(
                auction_id=auction.pk,
                amount=auction.start_price + number * auction.increment,
                request_key=f"k{number}",
                by=agent,
            )
            for number in range(5)
        ]

    outcomes = [outcome for each in at_once(*[bid_five(agent) for agent in agents]) for outcome in each]
    assert len(outcomes) == BidDecision.objects.count() == 5 * WORKERS
    accepted = sorted((outcome.sequence, outcome.amount) for outcome in outcomes if outcome.accepted)
    assert [number for number, _ in accepted] == list(range(1, len(accepted) + 1))
    assert [amount for _, amount in accepted] == sorted({amount for _, amount in accepted})


def test_the_same_request_at_the_same_time_is_one_bid():
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)

    def send():
        return place_bid(auction_id=auction.pk, amount=auction.start_price, request_key="k", by=agents[0])

    outcomes = at_once(*[send] * WORKERS)
    assert len({outcome.intake for outcome in outcomes}) == 1
    assert auction.intake.count() == 1


def test_a_stamp_drawn_after_the_lock_makes_the_queue_late():
    """The control: whoever waits for the turn across the end is late although the bid was sent in time."""
    with bidding_faults.fault(bidding_faults.STAMP_AFTER_LOCK):
        assert queued_across_the_end().refusal == "closed"


def test_who_queues_across_the_end_is_in_time():
    assert queued_across_the_end().accepted


def queued_across_the_end():
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    end = now() + timedelta(seconds=1.5)
    type(auction).objects.filter(pk=auction.pk).update(closes_at=end, announced_close_at=end)

    def hold():
        with connection.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT pg_advisory_xact_lock(7401, %s)", [auction.pk])
            time.sleep(2)
            cursor.execute("COMMIT")

    def send():
        time.sleep(0.2)
        return place_bid(auction_id=auction.pk, amount=auction.start_price, request_key="k", by=agents[0])

    return at_once(hold, send)[1]


def test_many_closers_close_once():
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    place_bid(auction_id=auction.pk, amount=auction.start_price, request_key="k", by=agents[0])
    make_close_due(auction)
    results = at_once(*[lambda: close_auction(auction_id=auction.pk)] * WORKERS)
    assert sorted(results) == [False] * (WORKERS - 1) + [True]
    auction.refresh_from_db()
    assert (auction.state, Deal.objects.count(), Disclosure.objects.count()) == (AuctionState.SOLD, 1, 1)


def due_disclosure():
    from listings.services.negotiation import accept_offer, make_offer  # noqa: PLC0415

    agent = make_agent()
    listing = negotiated_listing(agent)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    deal = accept_offer(offer=offer, by=officer_of(listing))
    confirm_deal(deal=deal, by=auditor_of(listing))
    Disclosure.objects.update(due_at=now() - timedelta(seconds=1))
    return Disclosure.objects.get(), agent


def test_without_the_lock_a_second_worker_starts_what_is_being_done(monkeypatch):
    """The control: both workers find the notice owed; only the compare-and-set of the state stops the second."""
    disclosure, _ = due_disclosure()
    looked = threading.Barrier(2)

    def after_both_looked(*given):
        looked.wait()
        return disclosure_period(*given)

    monkeypatch.setattr(publishing, "lock", lambda thing: type(thing).objects.get(pk=thing.pk))
    monkeypatch.setattr(publishing, "disclosure_period", after_both_looked)
    results = at_once(*[lambda: publishing.publish_disclosure(disclosure_id=disclosure.pk)] * 2)
    assert sorted(type(result).__name__ for result in results) == ["TransitionRefused", "bool"]


def test_two_workers_publish_one_notice():
    disclosure, agent = due_disclosure()
    results = at_once(*[lambda: publishing.publish_disclosure(disclosure_id=disclosure.pk)] * WORKERS)
    assert sorted(results) == [False] * (WORKERS - 1) + [True]
    disclosure.refresh_from_db()
    assert disclosure.state == DisclosureState.PUBLISHED
    assert Notice.objects.filter(kind="listings.result_disclosed", person=agent.user).count() == 1


def test_one_intent_an_organisation_even_at_once():
    agent, listing = make_agent(), ListingFactory()

    def register():
        return register_intent(listing=listing, undertakings=True, related_party=False, by=agent)

    results = at_once(*[register] * WORKERS)
    assert sum(isinstance(result, AlreadyRegistered) for result in results) == WORKERS - 1
    assert Intent.objects.count() == 1


def suspended_and_closed_at_once(rounds: int) -> Iterator[list]:
    """Biddings whose end comes while they are suspended: the answers of both, round by round."""
    for number in range(rounds):
        agents = [make_agent(), make_agent()]
        auction = running_auction(agents)
        place_bid(auction_id=auction.pk, amount=auction.start_price, request_key=f"k{number}", by=agents[0])
        auction = make_close_due(auction)
        Auction.objects.filter(pk=auction.pk).update(closes_at=now() + timedelta(milliseconds=4 * number))
        listing, auditor = auction.listing, auditor_of(auction.listing)
        yield at_once(
            lambda: suspend_listing(listing=listing, reason_code="G6", text="", by=auditor),  # noqa: B023
            lambda: close_auction(auction_id=auction.pk),  # noqa: B023
        )


def test_without_the_turn_first_a_suspension_and_the_end_wait_for_each_other(monkeypatch):
    """The control: one holds the listing and wants the turn, the other holds the turn and wants the listing."""
    both_hold = threading.Barrier(2, timeout=30)

    def after_both_hold(act):
        def waits(*given, **named):
            both_hold.wait()
            return act(*given, **named)

        return waits

    monkeypatch.setattr(suspension, "take_turn_of", lambda listing: None)
    monkeypatch.setattr(suspension, "suspend_auction", after_both_hold(suspension.suspend_auction))
    monkeypatch.setattr(closing, "sell", after_both_hold(closing.sell))
    (answers,) = suspended_and_closed_at_once(1)
    assert any(isinstance(answer, OperationalError) for answer in answers)


def test_a_bidding_is_suspended_or_it_ends():
    for suspended, closed in suspended_and_closed_at_once(8):
        assert not isinstance(suspended, OperationalError) and not isinstance(closed, OperationalError)
    states = set(Auction.objects.values_list("state", "listing__state"))
    assert states <= {
        (AuctionState.SUSPENDED, ListingState.SUSPENDED),
        (AuctionState.SOLD, ListingState.SOLD),
        (AuctionState.OPEN, ListingState.BIDDING),
    }
