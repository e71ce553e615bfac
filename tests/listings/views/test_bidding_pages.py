import json
import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from listings.forms.bid import bidding_pass
from listings.models import BidIntake, Deal, Disclosure, Intent
from listings.services.auction import close_auction
from listings.services.bid import place_bid
from listings.services.disclosure import publish_disclosure
from tests.factories.accounts import sign_in
from tests.factories.bidding import (
    auditor_of,
    finance_of,
    make_agent,
    make_close_due,
    negotiated_listing,
    officer_of,
    registered_intent,
    running_auction,
    scheduled_auction,
)
from tests.factories.listings import ListingFactory, make_notice_due, qualifying_listing
from tte.common.clock import now

pytestmark = pytest.mark.django_db

PRICE = Decimal(3_200_000)


@pytest.fixture(params=["en", "zh-hans"])
def language(request, client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = request.param
    return request.param


def url(name, *args):
    return reverse(f"listings:{name}", args=args)


def post_bid(client, auction, agent, bid, **changes):
    given = {
        "amount": str(bid),
        "request_key": "k",
        "bidding_pass": bidding_pass(agent, auction, auction.listing.code),
    }
    return client.post(url("bid", auction.listing.code), given | changes)


def test_registering_an_intent_by_the_page(client, language):
    listing, agent = ListingFactory(), make_agent()
    sign_in(client, agent)
    page = url("register_intent", listing.code)
    assert client.get(page).status_code == 200
    assert client.post(page, {"related_party": "no"}).status_code == 422
    answer = client.post(page, {"related_party": "yes", "undertakings": "on"})
    assert (answer.status_code, answer["Location"]) == (302, page)
    assert Intent.objects.get().related_party is True
    assert client.get(page).status_code == 200
    assert client.get(url("intents")).status_code == 200


def test_the_finance_officer_records_what_the_bank_reports(client, language):
    listing = ListingFactory()
    intent = registered_intent(listing, make_agent())
    sign_in(client, finance_of(listing))
    assert listing.code in client.get(url("deposits")).content.decode()
    page = url("deposit", intent.pk)
    assert client.post(page, {"act": "receive", "bank_reference": ""}).status_code == 422
    assert client.post(page, {"act": "receive", "bank_reference": "ICBC-1"}).status_code == 302
    intent.refresh_from_db()
    assert intent.state == "deposit_received"
    assert client.get(page).status_code == 200


def test_a_finance_officer_of_another_exchange_finds_nothing(client):
    intent = registered_intent(ListingFactory(), make_agent())
    other = finance_of(ListingFactory())
    other.membership.organisation.kind = "exchange"
    sign_in(client, make_agent())
    assert client.get(url("deposit", intent.pk)).status_code == 404


def test_the_auditor_qualifies_and_opens(client, language):
    agents = [make_agent(), make_agent()]
    listing = ListingFactory()
    for agent in agents:
        registered_intent(listing, agent)
    listing = make_notice_due(listing)
    from listings.services.intent import record_deposit  # noqa: PLC0415
    from listings.services.listing import end_notice  # noqa: PLC0415

    record_deposit(intent=Intent.objects.order_by("pk")[0], bank_reference="ICBC-1", by=finance_of(listing))
    end_notice(listing=listing)
    sign_in(client, auditor_of(listing))
    assert listing.code in client.get(url("qualification")).content.decode()
    page = url("qualify", listing.code)
    first, second = Intent.objects.order_by("pk").values_list("pk", flat=True)
    assert client.get(page).status_code == 200
    assert client.post(page, {"act": "qualify", "intent": first}).status_code == 302
    assert client.post(page, {"act": "open"}).status_code == 422
    assert client.post(page, {"act": "disqualify", "intent": second, "reason": ""}).status_code == 422
    assert client.post(page, {"act": "disqualify", "intent": second, "reason": "no deposit"}).status_code == 302
    assert client.get(page).status_code == 200
    assert client.post(page, {"act": "open"}).status_code == 302
    listing.refresh_from_db()
    assert listing.state == "negotiating"
    assert client.get(page).status_code == 200


def test_the_negotiation_ends_in_a_deal(client, language):
    agent = make_agent()
    listing = negotiated_listing(agent)
    page = url("negotiation", listing.code)
    sign_in(client, make_agent())
    assert client.get(page).status_code == 404
    sign_in(client, agent)
    assert client.post(page, {"act": "offer", "amount": "1"}).status_code == 422
    assert client.post(page, {"act": "offer", "amount": "3,250,000"}).status_code == 302
    assert client.post(page, {"act": "accept", "offer": listing.offers.get().pk}).status_code == 403
    assert Deal.objects.count() == 0
    sign_in(client, officer_of(listing))
    assert client.get(page).status_code == 200
    answer = client.post(page, {"act": "accept", "offer": listing.offers.get().pk})
    assert (answer.status_code, answer["Location"]) == (302, url("deal", Deal.objects.get().code))


def test_a_bid_by_the_page(client, language):
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    sign_in(client, agents[0])
    room = url("room", auction.listing.code)
    assert client.get(room).status_code == 200
    answer = post_bid(client, auction, agents[0], "3,200,000")
    assert (answer.status_code, answer["Location"]) == (302, room)
    assert BidIntake.objects.get().amount == PRICE
    shown = client.get(room).content.decode()
    assert "3,200,000" in shown
    assert ("You lead" if language == "en" else "您领先") in shown


def test_a_refused_bid_comes_back_with_its_reason(client):
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    place_bid(auction_id=auction.pk, amount=PRICE, request_key="x", by=agents[1])
    sign_in(client, agents[0])
    answer = post_bid(client, auction, agents[0], PRICE)
    assert answer.status_code == 422
    assert "3,220,000" in answer.content.decode()


@pytest.mark.parametrize("changes", [{"bidding_pass": "forged"}, {"bidding_pass": ""}, {"amount": ""}])
def test_what_is_not_a_bid_leaves_no_trace(client, changes):
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    sign_in(client, agents[0])
    assert post_bid(client, auction, agents[0], PRICE, **changes).status_code == 422
    assert BidIntake.objects.count() == 0


def test_a_pass_serves_only_its_person_and_lot(client):
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    sign_in(client, agents[0])
    assert post_bid(client, auction, agents[1], PRICE).status_code == 422
    other = running_auction(agents)
    stolen = bidding_pass(agents[0], other, other.listing.code)
    assert post_bid(client, auction, agents[0], PRICE, bidding_pass=stolen).status_code == 422
    assert BidIntake.objects.count() == 0


def test_a_visitor_watches_without_names(client, language):
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    place_bid(auction_id=auction.pk, amount=PRICE, request_key="x", by=agents[1])
    shown = client.get(url("room", auction.listing.code)).content.decode()
    assert "3,200,000" in shown
    assert agents[1].organisation.name_zh not in shown
    assert agents[1].organisation.name_en not in shown
    assert "bidding_pass" not in shown
    state = json.loads(client.get(url("room_state", auction.listing.code)).content)
    assert state["bids"] == 1
    assert client.get(url("course", auction.listing.code)).status_code == 200
    assert client.get(url("biddings")).status_code == 200
    assert client.get(url("bid_log", auction.listing.code)).status_code == 404


def test_the_log_of_a_running_bidding_holds_every_accepted_bid(client, language):
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    for number in range(15):
        bid = PRICE + number * auction.increment
        place_bid(auction_id=auction.pk, amount=bid, request_key=str(number), by=agents[number % 2])
    shown = client.get(url("room", auction.listing.code)).content.decode()
    assert re.findall(r'data-n="(\d+)"', shown) == [str(number) for number in range(15, 0, -1)]


def test_a_room_before_its_opening(client, language):
    auction = scheduled_auction([make_agent(), make_agent()])
    assert client.get(url("room", auction.listing.code)).status_code == 200


def test_after_the_end_the_whole_log_is_public(client, language):
    agents = [make_agent(), make_agent()]
    auction = running_auction(agents)
    place_bid(auction_id=auction.pk, amount=PRICE, request_key="a", by=agents[0])
    place_bid(auction_id=auction.pk, amount=PRICE, request_key="b", by=agents[1])
    make_close_due(auction)
    close_auction(auction_id=auction.pk)
    room = client.get(url("room", auction.listing.code)).content.decode()
    assert ("below the next bid" if language == "en" else "低于下一口") in room
    lines = b"".join(client.get(url("bid_log", auction.listing.code)).streaming_content).decode().splitlines()
    assert len(lines) == 3
    assert lines[0].startswith("number,cut,arrived_at,bidder_code,amount,accepted")
    assert [line.split(",")[5] for line in lines[1:]] == ["yes", "no"]
    sign_in(client, agents[0])
    assert url("deal", Deal.objects.get().code) in client.get(url("room", auction.listing.code)).content.decode()
    sign_in(client, agents[1])
    assert url("deal", Deal.objects.get().code) not in client.get(url("room", auction.listing.code)).content.decode()


def test_confirmation_and_disclosure(client, language):
    agent = make_agent()
    auction = running_auction([agent, make_agent()])
    listing = auction.listing
    place_bid(auction_id=auction.pk, amount=PRICE, request_key="a", by=agent)
    make_close_due(auction)
    close_auction(auction_id=auction.pk)
    deal = Deal.objects.get()
    page = url("deal", deal.code)
    sign_in(client, agent)
    assert client.post(page).status_code == 403
    assert Deal.objects.get().confirmed_at is None
    sign_in(client, auditor_of(listing))
    assert deal.code in client.get(url("deals")).content.decode()
    assert client.post(page).status_code == 302
    assert Deal.objects.get().confirmed_at is not None
    notice = url("disclosure", deal.disclosure.code)
    client.logout()
    assert client.get(notice).status_code in (302, 404)
    Disclosure.objects.update(due_at=now() - timedelta(seconds=1))
    publish_disclosure(disclosure_id=deal.disclosure.pk)
    shown = client.get(notice).content.decode()
    assert agent.organisation.name_zh in shown or agent.organisation.name_en in shown
    assert '<svg class="qr"' in shown
    assert deal.disclosure.code in client.get(url("disclosures")).content.decode()
    sign_in(client, officer_of(listing))
    assert reverse("contracts:draft_from_deal", args=[deal.code]) in client.get(page).content.decode()


@pytest.mark.parametrize(
    "name",
    ["intents", "deposits", "qualification"],
)
def test_a_visitor_is_sent_to_sign_in(client, name):
    answer = client.get(url(name))
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("count", [1, 3])
def test_lists_ask_the_same_number_of_questions(client, django_assert_num_queries, count):
    listings = [qualifying_listing() for _ in range(count)]
    sign_in(client, auditor_of(listings[0]))
    client.get(url("qualification"))
    with django_assert_num_queries(QUALIFICATION_QUERIES):
        client.get(url("qualification"))


QUALIFICATION_QUERIES = 5
