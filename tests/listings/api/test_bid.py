from decimal import Decimal

import pytest

from listings.models import BidIntake
from tests.factories.bidding import make_agent, make_close_due, running_auction
from tte.accounts.tokens import issue_token

pytestmark = pytest.mark.django_db

PRICE = Decimal(3_200_000)


@pytest.fixture
def agents():
    return [make_agent(), make_agent()]


@pytest.fixture
def auction(agents):
    return running_auction(agents)


def send(client, auction, agent, amount, key="k"):
    return client.post(
        f"/api/v1/bidding/{auction.listing.code}/bids/",
        {"amount": str(amount), "request_key": key},
        content_type="application/json",
        headers={"authorization": f"Bearer {issue_token(label='test', by=agent)}"},
    )


def test_a_bid_that_stands(client, auction, agents):
    answer = send(client, auction, agents[0], PRICE)
    assert answer.status_code == 201
    body = answer.json()
    assert (body["code"], body["sequence"], body["amount"]) == ("accepted", 1, "3200000.00")
    again = send(client, auction, agents[0], PRICE)
    assert (again.status_code, again.json()) == (201, body)
    assert BidIntake.objects.count() == 1


def test_a_bid_that_is_refused_states_what_it_was_held_against(client, auction, agents):
    send(client, auction, agents[0], PRICE)
    answer = send(client, auction, agents[1], PRICE)
    assert (answer.status_code, answer.json()["code"], answer.json()["least"]) == (409, "too_low", "3220000.00")
    make_close_due(auction)
    late = send(client, auction, agents[1], PRICE * 2, key="late").json()
    assert late["code"] == "closed"
    assert late["arrived_at"] > late["closes_at"]


def test_the_same_key_with_another_amount_is_refused(client, auction, agents):
    send(client, auction, agents[0], PRICE)
    answer = send(client, auction, agents[0], PRICE + 20_000)
    assert (answer.status_code, answer.json()["code"]) == (409, "key_reused")
    assert BidIntake.objects.count() == 1


def test_who_is_not_admitted_is_refused(client, auction):
    answer = send(client, auction, make_agent(), PRICE)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_admitted")


def test_a_visitor_may_look_and_not_bid(client, auction):
    assert client.get(f"/api/v1/bidding/{auction.listing.code}/").json()["least"] == "3200000.00"
    assert client.get("/api/v1/bidding/none/").status_code == 404
    answer = client.post(f"/api/v1/bidding/{auction.listing.code}/bids/", {}, content_type="application/json")
    assert answer.status_code == 401
    assert BidIntake.objects.count() == 0


def test_nonsense_is_no_bid(client, auction, agents):
    assert send(client, auction, agents[0], "a lot").status_code == 400
    assert BidIntake.objects.count() == 0
