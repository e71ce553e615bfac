"""An objection with papers holds the next step until the exchange has answered; one in time stays in time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from contracts.services.contract import draft_from_deal
from listings.enums import ListingState, ObjectionState
from listings.models import Deal, Disclosure, Listing, Objection, ObjectionLetter
from listings.selectors import objection as selectors
from listings.services.deal import confirm_deal
from listings.services.disclosure import publish_disclosure
from listings.services.hold import Held
from listings.services.negotiation import accept_offer, make_offer
from listings.services.objection import turn_away_objection
from listings.services.objection_lodging import TooLate, TooMany, confirm_objection, lodge_objection
from listings.services.qualification import open_competition
from tests.factories.bidding import auditor_of, make_agent, negotiated_listing, officer_of, qualified_listing
from tests.factories.institutions import AgencyFactory
from tests.factories.listings import ListingFactory
from tests.factories.notice import claimed_objection, lodged_objection, paper
from tte.casework.services import claim_case
from tte.common.clock import now

pytestmark = pytest.mark.django_db
VISITOR = {"ground": "O1", "text": "该成果系我单位委托开发。", "name": "沈知言", "email": "shen@outside.example"}


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def by_visitor(listing: Listing, *, papers: int = 1, sender: str = "", **changes) -> Objection:
    evidence = [paper(f"{number}.txt") for number in range(papers)]
    return lodge_objection(listing=listing, by=None, sender=sender, evidence=evidence, **VISITOR | changes)


def answer(objection: Objection) -> None:
    by = auditor_of(objection.listing)
    if fresh(objection).case.claimed_by is None:
        claim_case(case=fresh(objection).case, by=by)
    turn_away_objection(objection=fresh(objection), reason_code="N1", text="与本成果无关。", by=by)


@pytest.mark.rule("R3-40")
def test_the_next_stage_waits_for_the_answer_and_opens_once_it_is_turned_away():
    listing = qualified_listing([make_agent()])
    objection = lodged_objection(listing)

    with pytest.raises(Held):
        open_competition(listing=listing, by=auditor_of(listing))
    assert fresh(listing).state == ListingState.QUALIFYING

    answer(objection)
    assert open_competition(listing=fresh(listing), by=auditor_of(listing)).state == ListingState.NEGOTIATING


@pytest.mark.rule("R3-40")
def test_without_papers_and_unconfirmed_nothing_is_held():
    listing = qualified_listing([make_agent()])
    lodged_objection(listing, papers=0)
    by_visitor(listing)

    assert open_competition(listing=listing, by=auditor_of(listing)).state == ListingState.NEGOTIATING


@pytest.mark.rule("R3-05")
@pytest.mark.rule("R3-40")
def test_no_offer_is_accepted_no_deal_confirmed_no_result_disclosed_and_no_contract_drafted_meanwhile():
    AgencyFactory()
    agent = make_agent()
    listing = negotiated_listing(agent)
    auditor, officer = auditor_of(listing), officer_of(listing)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)

    first = lodged_objection(listing)
    with pytest.raises(Held):
        accept_offer(offer=offer, by=officer)
    answer(first)
    deal = accept_offer(offer=offer, by=officer)

    second = lodged_objection(fresh(listing), make_agent())
    with pytest.raises(Held):
        confirm_deal(deal=deal, by=auditor)
    answer(second)
    deal = confirm_deal(deal=fresh(deal), by=auditor)

    third = lodged_objection(fresh(listing), make_agent())
    Disclosure.objects.filter(deal=deal).update(due_at=now() - timedelta(seconds=1))
    assert publish_disclosure(disclosure_id=deal.disclosure.pk) is False
    with pytest.raises(Held):
        draft_from_deal(deal=fresh(deal), by=officer)
    answer(third)
    assert publish_disclosure(disclosure_id=deal.disclosure.pk) is True


@pytest.mark.rule("R3-40")
def test_the_pages_that_are_held_say_why(client):
    listing = qualified_listing([make_agent()])
    pages = [reverse("listings:qualify", args=[listing.code]), reverse("listings:notice", args=[listing.code])]
    pages.append(reverse("listings:listing", args=[listing.code]))
    client.force_login(auditor_of(listing).user)
    words = "有异议待平台答复"
    assert [words in client.get(page, headers={"Accept-Language": "zh-hans"}).text for page in pages] == [False] * 3

    lodged_objection(listing)

    assert [words in client.get(page, headers={"Accept-Language": "zh-hans"}).text for page in pages] == [True] * 3
    answered = client.post(pages[0], {"act": "open"})
    assert (answered.status_code, fresh(listing).state) == (422, ListingState.QUALIFYING)


# --- in time


@pytest.mark.rule("R3-05")
def test_what_was_written_in_time_is_lodged_though_its_letter_came_after_the_period():
    deal = disclosed()
    objection = by_visitor(deal.listing)
    Disclosure.objects.filter(deal=deal).update(period_ends_at=now())

    assert confirm_objection(objection=objection, by=None).state == ObjectionState.LODGED
    with pytest.raises(TooLate):
        by_visitor(fresh(deal.listing), email="late@outside.example")


@pytest.mark.rule("R3-05")
def test_the_time_to_confirm_has_an_end():
    objection = by_visitor(ListingFactory())
    Objection.objects.filter(pk=objection.pk).update(lodged_at=now() - timedelta(days=5))

    with pytest.raises(TooLate):
        confirm_objection(objection=fresh(objection), by=None)
    assert fresh(objection).state == ObjectionState.UNCONFIRMED


@pytest.mark.rule("R3-05")
def test_a_result_is_objected_to_from_the_deal_on_before_it_is_disclosed():
    agent = make_agent()
    listing = negotiated_listing(agent)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    accept_offer(offer=offer, by=officer_of(listing))

    assert lodged_objection(fresh(listing)).against == "result"


def disclosed() -> Deal:
    agent = make_agent()
    listing = negotiated_listing(agent)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    deal = accept_offer(offer=offer, by=officer_of(listing))
    Disclosure.objects.filter(deal=deal).update(due_at=now() - timedelta(seconds=1))
    confirm_deal(deal=deal, by=auditor_of(listing))
    publish_disclosure(disclosure_id=deal.disclosure.pk)
    return fresh(deal)


# --- floods


def test_nobody_is_shut_out_by_what_others_wrote_in_their_name():
    listing, person = ListingFactory(), make_agent()
    for number in range(4):
        by_visitor(listing, email=person.user.email, text=f"{number}", sender=f"hash-{number}")

    assert lodged_objection(listing, person).state == ObjectionState.LODGED
    own = by_visitor(listing, email=person.user.email, text="本人", sender="hash-9")
    assert confirm_objection(objection=own, by=None).state == ObjectionState.LODGED


def test_an_address_gets_five_letters_a_day_whoever_asks_for_them():
    for number in range(5):
        by_visitor(ListingFactory(), text=f"{number}", sender=f"hash-{number}")

    with pytest.raises(TooMany):
        by_visitor(ListingFactory(), sender="hash-9")
    assert ObjectionLetter.objects.count() == 5


def test_what_is_written_again_brings_the_forgotten_papers_and_another_letter():
    listing = ListingFactory()
    first = by_visitor(listing, papers=0)

    again = by_visitor(listing, papers=2)
    by_visitor(listing, papers=2)

    assert (again, Objection.objects.count()) == (first, 1)
    assert [one.file.name for one in first.files.order_by("pk")] == ["0.txt", "1.txt"]
    assert first.letters.count() == 3


@pytest.mark.rule("R3-05")
def test_what_is_written_again_after_the_time_to_confirm_is_a_new_one_whose_link_works():
    listing = ListingFactory()
    first = by_visitor(listing)
    Objection.objects.update(lodged_at=now() - timedelta(days=10))
    again = by_visitor(listing)

    assert again.token != first.token
    with pytest.raises(TooLate):
        confirm_objection(objection=fresh(first), by=None)
    assert confirm_objection(objection=again, by=None).state == ObjectionState.LODGED


@pytest.mark.rule("R3-05")
def test_what_was_written_against_the_notice_is_another_one_against_the_result():
    agent = make_agent()
    listing = negotiated_listing(agent)
    first = by_visitor(listing)
    accept_offer(offer=make_offer(listing=listing, amount=listing.price, by=agent), by=officer_of(listing))
    again = by_visitor(fresh(listing))

    assert (first.against, again.against, again == first) == ("notice", "result", False)


@pytest.mark.rule("R3-05")
def test_what_others_wrote_from_the_same_network_shuts_nobody_out_who_signed_in():
    listings = [ListingFactory() for _ in range(6)]
    for number in range(5):
        by_visitor(listings[0], email=f"p{number}@outside.example", sender="campus")
    with translation.override("en"), pytest.raises(TooMany, match="sign in"):
        by_visitor(listings[0], email="p9@outside.example", sender="campus")

    assert by_visitor(listings[1], email="p9@outside.example", sender="campus").state == ObjectionState.UNCONFIRMED
    person = make_agent()
    for listing in listings[:5]:
        assert lodged_objection(listing, person, sender="campus").state == ObjectionState.LODGED
    with pytest.raises(TooMany):
        lodged_objection(listings[5], person, sender="elsewhere")
    assert lodged_objection(listings[5], make_agent(), sender="campus").state == ObjectionState.LODGED


def test_one_network_writes_so_many_a_day_over_all_listings(monkeypatch):
    monkeypatch.setattr(selectors, "PER_NETWORK", 6)
    for number in range(6):
        by_visitor(ListingFactory(), email=f"p{number}@outside.example", sender="campus")
    with pytest.raises(TooMany):
        by_visitor(ListingFactory(), email="p9@outside.example", sender="campus")


def test_claimed_or_not_it_holds():
    listing = qualified_listing([make_agent()])
    claimed_objection(listing, auditor_of(listing))

    with pytest.raises(Held):
        open_competition(listing=listing, by=auditor_of(listing))
