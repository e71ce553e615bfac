"""What the page says to whom: no situation without its sentence in both languages, no next act that leads nowhere."""

from datetime import timedelta
from decimal import Decimal
from itertools import product

import pytest
from django.utils import translation

from listings.enums import Regime
from listings.models import Disclosure, Listing
from listings.presenting.situation import LINKS, TABLE, NextAct, Reader, reader_of, say_next
from listings.selectors.situation import Situation
from listings.services.deal import confirm_deal
from listings.services.disclosure import publish_disclosure
from listings.services.ending import terminate_listing, withdraw_listing
from listings.services.negotiation import accept_offer, make_offer
from listings.services.relisting import relist
from tests.factories.accounts import make_actor
from tests.factories.bidding import (
    AuctionFactory,
    auditor_of,
    make_agent,
    make_close_due,
    negotiated_listing,
    officer_of,
    registered_intent,
    running_auction,
    scheduled_auction,
)
from tests.factories.listings import ListingFactory, author_of, make_notice_due, qualifying_listing
from tests.factories.notice import (
    AnnouncementFactory,
    OutsideSaleFactory,
    examined_objection,
    relisting_words,
    suspended_listing,
)
from tte.accounts.enums import Role
from tte.common.clock import now
from tte.trail.services import record


def test_every_situation_has_a_sentence_of_its_own_in_both_languages():
    assert set(TABLE) == set(Situation)
    said = {}
    for language in ("en", "zh-hans"):
        with translation.override(language):
            said[language] = [str(sentence) for sentence, _acts in TABLE.values()]
    assert len(set(said["en"])) == len(set(said["zh-hans"])) == len(Situation)
    assert not set(said["en"]) & set(said["zh-hans"])


def test_every_act_of_the_table_has_its_words_and_its_place():
    acts = {acts.of(reader) for (_sentence, acts), reader in product(TABLE.values(), Reader)}
    assert acts - {NextAct.TAKE} <= set(LINKS)
    assert set(LINKS) == set(NextAct) - {NextAct.TAKE}


@pytest.mark.django_db
def test_the_five_readers_are_told_apart():
    listing = ListingFactory()
    assert reader_of(None, listing) == Reader.VISITOR
    assert reader_of(make_agent(), listing) == Reader.ENTERPRISE
    assert reader_of(officer_of(listing), listing) == Reader.HOLDER
    assert reader_of(author_of(listing.achievement), listing) == Reader.HOLDER
    assert reader_of(auditor_of(listing), listing) == Reader.EXCHANGE
    assert reader_of(make_actor(role=Role.BROKER), listing) == Reader.OTHER


@pytest.mark.django_db
def test_no_reader_is_led_to_what_is_not_open_to_them():
    listing, stranger, registered = ListingFactory(), make_agent(), make_agent()
    registered_intent(listing, registered)
    for situation, reader, act in (
        (Situation.NEGOTIATING, stranger, "similar"),
        (Situation.DEALT, stranger, "similar"),
        (Situation.WITHDRAWN, author_of(listing.achievement), ""),
        (Situation.WITHDRAWN, officer_of(listing), "desk"),
        (Situation.IN_NOTICE, stranger, "register"),
        (Situation.IN_NOTICE, registered, "intent"),
    ):
        assert say_next(situation, reader, listing).act == act
    listing.regime = Regime.AUCTION
    assert say_next(Situation.IN_NOTICE, stranger, listing).act == "auctioneer"


def announced(kind: str) -> Listing:
    return AnnouncementFactory(kind=kind, reason_code="").listing


def with_an_intent() -> Listing:
    listing = ListingFactory()
    registered_intent(listing, make_agent())
    return listing


def objected() -> Listing:
    listing = ListingFactory()
    examined_objection(listing, auditor_of(listing))
    return listing


def moved(listing: Listing, **fields) -> Listing:
    """Put where no short road leads."""
    Listing.objects.filter(pk=listing.pk).update(**fields)
    return listing


def withdrawn() -> Listing:
    listing = ListingFactory()
    return withdraw_listing(listing=listing, reason_code="W1", text="拟先完成中试。", by=officer_of(listing))


def relisted() -> Listing:
    listing = withdrawn()
    relist(listing=listing, **relisting_words(listing, Decimal(3200000)), by=auditor_of(listing))
    return listing


def terminated() -> Listing:
    listing = ListingFactory()
    return terminate_listing(listing=listing, reason_code="Z1", text="障碍无法消除。", by=auditor_of(listing))


def dealt() -> Listing:
    agent = make_agent()
    listing = negotiated_listing(agent)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    return accept_offer(offer=offer, by=officer_of(listing)).listing


def disclosed() -> Listing:
    deal = confirm_deal(deal=(listing := dealt()).deal, by=auditor_of(listing))
    Disclosure.objects.filter(deal=deal).update(due_at=now() - timedelta(seconds=1))
    publish_disclosure(disclosure_id=deal.disclosure.pk)
    return listing


def registered() -> Listing:
    listing = disclosed()
    record("listing.registered", listing, by=None)
    return listing


def auctioneers(state: str, result: str = "") -> Listing:
    listing = ListingFactory()
    given = {"recorded_at": now(), "recorded_by": auditor_of(listing).user, "price": 4} if result else {}
    OutsideSaleFactory(listing=listing, result=result, viewing_from=now(), viewing_until=now(), sale_at=now(), **given)
    return moved(listing, state=state, regime="AUCTION")


def closed_bidding() -> Listing:
    auction = make_close_due(AuctionFactory())
    type(auction).objects.filter(pk=auction.pk).update(state="unsold")
    return moved(auction.listing, state="bidding")


ROADS = {
    Situation.IN_NOTICE: with_an_intent,
    Situation.EXTENDED: lambda: announced("extended"),
    Situation.RESTARTED: lambda: announced("changed"),
    Situation.RESUMED: lambda: announced("resumed"),
    Situation.PUBLICITY: lambda: ListingFactory(regime="NEG"),
    Situation.SALE_AHEAD: lambda: auctioneers("in_notice"),
    Situation.NOTICE_OVER: lambda: make_notice_due(ListingFactory()),
    Situation.SUSPENDED: suspended_listing,
    Situation.SALE_SUSPENDED: lambda: auctioneers("suspended"),
    Situation.OBJECTED: objected,
    Situation.QUALIFYING: qualifying_listing,
    Situation.SALE_AWAITED: lambda: auctioneers("qualifying"),
    Situation.BIDDING_AHEAD: lambda: scheduled_auction([make_agent(), make_agent()]).listing,
    Situation.BIDDING: lambda: running_auction([make_agent(), make_agent()]).listing,
    Situation.BIDDING_OVER: closed_bidding,
    Situation.NEGOTIATING: lambda: negotiated_listing(make_agent()),
    Situation.DEALT: dealt,
    Situation.DISCLOSED: disclosed,
    Situation.REGISTERED: registered,
    Situation.SOLD_OUTSIDE: lambda: auctioneers("sold", "sold"),
    Situation.EXPIRED: lambda: moved(qualifying_listing(), state="expired"),
    Situation.UNSOLD_OUTSIDE: lambda: auctioneers("expired", "unsold"),
    Situation.WITHDRAWN: withdrawn,
    Situation.TERMINATED: terminated,
    Situation.RELISTED: relisted,
}


def test_every_situation_is_walked():
    assert set(ROADS) == set(Situation)


@pytest.mark.django_db
@pytest.mark.parametrize("situation", ROADS)
def test_each_reader_reads_the_sentence_and_the_next_act_opens(client, situation):
    listing = ROADS[situation]()
    intent = listing.intents.first()
    readers = {
        Reader.VISITOR: None,
        Reader.ENTERPRISE: intent.registered_by if intent else make_agent().user,
        Reader.HOLDER: officer_of(listing).user,
        Reader.EXCHANGE: auditor_of(listing).user,
        Reader.OTHER: make_actor(role=Role.BROKER).user,
    }
    for reader, user in readers.items():
        if user:
            client.force_login(user)
        answer = client.get(f"/listings/{listing.code}/")
        said = answer.context["said"]
        assert (said.situation, said.reader) == (situation, reader)
        assert said.sentence in answer.content.decode()
        assert said.url or said.hint
        if said.url.startswith("#"):
            assert f'id="{said.url[1:]}"' in answer.content.decode()
        elif said.url:
            door = client.get(said.url)
            assert door.status_code == 200 or (reader == Reader.VISITOR and door.status_code == 302), said
