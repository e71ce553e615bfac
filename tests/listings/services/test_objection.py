"""Objections: by a visitor and by somebody signed in, admitted, decided, withdrawn; nobody learns who lodged them."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from listings.enums import ListingState, ObjectionState
from listings.models import Deal, Disclosure, Listing, Objection
from listings.selectors.disclosure import due_disclosures
from listings.selectors.objection import objection_against, public_objections
from listings.services.deal import DealStopped, confirm_deal
from listings.services.disclosure import publish_disclosure
from listings.services.negotiation import accept_offer, make_offer
from listings.services.objection import (
    EvidenceMissing,
    admit_objection,
    conclude_objection,
    dismiss_objection,
    settle_withdrawn,
    turn_away_objection,
    uphold_objection,
    withdraw_objection,
)
from listings.services.objection_lodging import TooLate, TooMany, confirm_objection, lodge_objection
from tests.factories.bidding import auditor_of, make_agent, negotiated_listing, officer_of, running_auction
from tests.factories.checklist import OBJECTION_YES
from tests.factories.listings import ListingFactory, author_of, make_auditor
from tests.factories.notice import claimed_objection, examined_objection, lodged_objection, paper
from tte.accounts.actor import Actor
from tte.casework.services import ConflictOfInterest, NotInHand, claim_case
from tte.common.clock import now
from tte.common.errors import DomainError, TransitionRefused
from tte.notices.delivery import deliver
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db


def by_visitor(listing: Listing, **changes) -> Objection:
    given = {
        "ground": "O1",
        "text": "该成果系我单位委托开发。",
        "name": "沈知言",
        "email": "shen@outside.example",
        "evidence": [paper()],
        "sender": "hash-1",
    }
    return lodge_objection(listing=listing, by=None, **given | changes)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.rule("R3-05")
def test_a_visitors_objection_is_lodged_once_the_address_is_confirmed_by_the_private_link():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = by_visitor(listing)
    assert (objection.state, objection.case) == (ObjectionState.UNCONFIRMED, None)
    letter = objection.letters.get()

    assert deliver(delivery_id=letter.delivery_id)
    assert not deliver(delivery_id=letter.delivery_id)
    (sent,) = mail.outbox
    assert sent.to == ["shen@outside.example"]
    assert re.search(r"/objections/([\w-]+)/", sent.body)[1] == objection.token
    assert objection.code in sent.alternatives[0][0].partition("</h1>")[2]

    confirm_objection(objection=objection, by=None)
    objection = confirm_objection(objection=fresh(objection), by=None)

    assert (objection.state, objection.case.due_rule_id) == (ObjectionState.LODGED, "R3-40")
    assert (objection.case.opened_by, objection.files.get().file.uploaded_by) == (None, None)
    assert Notice.objects.filter(kind="listings.objection_lodged", person=auditor.user).count() == 1


@pytest.mark.rule("R3-40")
def test_admit_suspends_the_listing_and_needs_evidence():
    auditor = make_auditor()
    bare = claimed_objection(ListingFactory(), auditor, papers=0)
    with pytest.raises(EvidenceMissing):
        admit_objection(objection=bare, text="", answers=OBJECTION_YES, by=auditor)
    assert (fresh(bare).state, fresh(bare.listing).state) == (ObjectionState.LODGED, ListingState.IN_NOTICE)

    objection = examined_objection(ListingFactory(), auditor)

    assert objection.state == ObjectionState.EXAMINED
    assert fresh(objection.listing).state == ListingState.SUSPENDED
    assert fresh(objection.case).due_rule_id == "R3-05"


@pytest.mark.rule("R3-05")
@pytest.mark.rule("R3-41")
def test_dismiss_lets_the_listing_go_on_and_publishes_the_reasons_without_the_objector():
    auditor = make_auditor()
    objection = examined_objection(ListingFactory(), auditor)

    dismiss_objection(objection=fresh(objection), text="委托合同与该成果无关。", answers=OBJECTION_YES, by=auditor)

    listing = fresh(objection.listing)
    assert listing.state == ListingState.IN_NOTICE
    assert [one.kind for one in listing.announcements.order_by("pk")] == ["suspended", "objection", "resumed"]
    (row,) = public_objections(listing)
    assert (row.state, row.text) == (ObjectionState.DISMISSED, "委托合同与该成果无关。")
    assert objection.name not in str(vars(row))
    assert fresh(objection.case).closed_at is not None


@pytest.mark.rule("R3-05")
def test_the_listing_rests_until_the_last_of_two_objections_is_decided():
    auditor = make_auditor()
    listing = ListingFactory()
    first, second = (examined_objection(fresh(listing), auditor) for _time in range(2))

    dismiss_objection(objection=fresh(first), text="不成立。", answers=OBJECTION_YES, by=auditor)
    assert fresh(listing).state == ListingState.SUSPENDED
    dismiss_objection(objection=fresh(second), text="不成立。", answers=OBJECTION_YES, by=auditor)
    assert fresh(listing).state == ListingState.IN_NOTICE


@pytest.mark.rule("R3-05")
def test_uphold_ends_the_listing():
    auditor = make_auditor()
    objection = examined_objection(ListingFactory(), auditor)
    uphold_objection(objection=fresh(objection), text="权属确有争议。", answers=OBJECTION_YES, by=auditor)
    listing = fresh(objection.listing)
    assert (listing.state, listing.suspensions.filter(ended_at=None).count()) == (ListingState.TERMINATED, 0)
    assert listing.announcements.get(kind="terminated").reason_code == "Z2"


@pytest.mark.rule("R3-05")
def test_uphold_is_recorded_of_a_listing_that_has_ended_meanwhile():
    auditor = make_auditor()
    listing = ListingFactory()
    first, second = (claimed_objection(listing, auditor) for _time in range(2))
    for objection in (first, second):
        admit_objection(objection=fresh(objection), text="", answers=OBJECTION_YES, by=auditor)
    for objection in (first, second):
        uphold_objection(objection=fresh(objection), text="权属确有争议。", answers=OBJECTION_YES, by=auditor)

    assert [one.state for one in public_objections(listing)] == [ObjectionState.UPHELD] * 2
    assert fresh(listing).state == ListingState.TERMINATED
    kinds = [one.kind for one in listing.announcements.order_by("pk")]
    assert kinds == ["suspended", "terminated", "objection"]
    assert fresh(second.case).closed_at is not None


def test_turn_away_needs_a_reason_of_the_list_and_publishes_nothing():
    auditor = make_auditor()
    objection = claimed_objection(ListingFactory(), auditor, papers=0)
    with pytest.raises(DomainError):
        turn_away_objection(objection=objection, reason_code="", text="未附证据。", by=auditor)
    conclude_objection(
        objection=objection,
        conclusion="turn_away",
        reason_code="N1",
        text="未附证据。",
        answers=OBJECTION_YES,
        by=auditor,
    )
    assert fresh(objection).state == ObjectionState.TURNED_AWAY
    assert public_objections(objection.listing) == []
    assert fresh(objection.listing).state == ListingState.IN_NOTICE


def test_withdraw_goes_back_to_the_exchange_which_lets_the_listing_go_on():
    auditor = make_auditor()
    objection = examined_objection(ListingFactory(), auditor)

    withdraw_objection(objection=fresh(objection), by=None)
    assert fresh(objection.listing).state == ListingState.SUSPENDED
    with pytest.raises(TransitionRefused):
        dismiss_objection(objection=fresh(objection), text="不成立。", answers=OBJECTION_YES, by=auditor)
    settle_withdrawn(objection=fresh(objection), by=auditor)

    assert fresh(objection.listing).state == ListingState.IN_NOTICE
    assert Notice.objects.filter(kind="listings.objection_withdrawn", person=auditor.user).count() == 1


def test_settle_needs_the_case_in_hand():
    auditor, other = make_auditor(), make_auditor()
    objection = examined_objection(ListingFactory(), auditor)
    withdraw_objection(objection=fresh(objection), by=None)
    with pytest.raises(NotInHand):
        settle_withdrawn(objection=fresh(objection), by=other)


@pytest.mark.rule("R8-31")
def test_nobody_with_a_stake_decides():
    listing = ListingFactory()
    objection = lodged_objection(listing, by=make_auditor())
    own = objection.objector
    with pytest.raises(ConflictOfInterest):
        claim_case(case=objection.case, by=author_of(listing.achievement))
    other = auditor_of(listing)
    claim_case(case=objection.case, by=other)
    assert own != other.user


def test_a_flood_from_one_sender_or_one_address_is_refused():
    listing = ListingFactory()
    for time in range(2):
        confirm_objection(objection=by_visitor(listing, sender="", text=f"{time}"), by=None)
    with pytest.raises(TooMany):
        by_visitor(listing, sender="")
    for number in range(5):
        by_visitor(listing, email=f"p{number}@outside.example", sender="hash-2")
    with pytest.raises(TooMany):
        by_visitor(listing, email="p9@outside.example", sender="hash-2")


# --- against a disclosed result


def disclosed(agent) -> Deal:
    listing = negotiated_listing(agent)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    deal = accept_offer(offer=offer, by=officer_of(listing))
    Disclosure.objects.filter(deal=deal).update(due_at=now() - timedelta(seconds=1))
    confirm_deal(deal=deal, by=auditor_of(deal.listing))
    publish_disclosure(disclosure_id=deal.disclosure.pk)
    return fresh(deal)


def objected_deal() -> tuple[Actor, Objection, int]:
    """An auditor, an objection lodged after a deal was confirmed, and its result, whose hour has come."""
    listing = negotiated_listing(agent := make_agent())
    auditor = auditor_of(listing)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    deal = confirm_deal(deal=accept_offer(offer=offer, by=officer_of(listing)), by=auditor)
    objection = claimed_objection(fresh(listing), auditor)
    Disclosure.objects.filter(deal=deal).update(due_at=now() - timedelta(seconds=1))
    return auditor, objection, deal.disclosure.pk


@pytest.mark.rule("R3-05")
@pytest.mark.rule("R3-60")
def test_a_result_is_not_disclosed_while_its_deal_is_objected_to_nor_after_it_fell():
    auditor, objection, owed = objected_deal()
    assert (objection.against, list(due_disclosures())) == ("result", [])

    admit_objection(objection=fresh(objection), text="", answers=OBJECTION_YES, by=auditor)
    assert (list(due_disclosures()), publish_disclosure(disclosure_id=owed)) == ([], False)
    uphold_objection(objection=fresh(objection), text="受让方串通。", answers=OBJECTION_YES, by=auditor)
    assert (list(due_disclosures()), publish_disclosure(disclosure_id=owed)) == ([], False)

    assert Disclosure.objects.get(pk=owed).published_at is None


@pytest.mark.rule("R3-05")
def test_a_deal_that_was_ended_is_not_confirmed():
    auditor, objection, owed = objected_deal()
    Deal.objects.update(confirmed_at=None, confirmed_by=None)
    admit_objection(objection=fresh(objection), text="", answers=OBJECTION_YES, by=auditor)
    uphold_objection(objection=fresh(objection), text="受让方串通。", answers=OBJECTION_YES, by=auditor)
    with pytest.raises(DealStopped):
        confirm_deal(deal=Deal.objects.get(disclosure=owed), by=auditor)


@pytest.mark.parametrize("act", [dismiss_objection, uphold_objection])
def test_a_decision_takes_the_turn_of_the_bidding_before_it_locks_the_listing(act):
    auction = running_auction([make_agent(), make_agent()])
    objection = examined_objection(auction.listing, auditor := auditor_of(auction.listing))
    with CaptureQueriesContext(connection) as captured:
        act(objection=fresh(objection), text="理由。", answers=OBJECTION_YES, by=auditor)
    asked = [query["sql"] for query in captured]
    turn = next(place for place, sql in enumerate(asked) if "listings_take_turn" in sql)
    row = next(place for place, sql in enumerate(asked) if "listings_listing" in sql and "FOR NO KEY UPDATE" in sql)
    assert turn < row


def test_its_number_is_drawn_after_its_files_are_kept_and_its_listing_is_locked():
    """The series is one row for all: whoever waits for a listing, or looks at a file, must not hold it meanwhile."""
    listing, by = ListingFactory(), make_agent()
    given = {"ground": "O1", "text": "该成果系我单位委托开发。", "name": "", "email": "", "sender": "hash-1"}
    with CaptureQueriesContext(connection) as captured:
        lodge_objection(listing=listing, evidence=[paper()], by=by, **given)
    asked = [query["sql"] for query in captured]
    file = next(place for place, sql in enumerate(asked) if 'INSERT INTO "files_storedfile"' in sql)
    row = next(place for place, sql in enumerate(asked) if "listings_listing" in sql and "FOR NO KEY UPDATE" in sql)
    number = next(place for place, sql in enumerate(asked) if "common_numberseries" in sql)
    assert file < row < number


def test_a_result_is_disclosed_once_the_objection_to_its_deal_is_dismissed():
    auditor, objection, owed = objected_deal()
    admit_objection(objection=fresh(objection), text="", answers=OBJECTION_YES, by=auditor)
    dismiss_objection(objection=fresh(objection), text="不成立。", answers=OBJECTION_YES, by=auditor)
    assert publish_disclosure(disclosure_id=owed) is True


@pytest.mark.rule("R3-05")
def test_an_objection_against_a_result_stops_the_signing_and_ends_the_deal_when_upheld():
    deal = disclosed(make_agent())
    assert objection_against(deal.listing, now()) == "result"
    auditor = auditor_of(deal.listing)
    objection = examined_objection(deal.listing, auditor)
    assert (objection.against, fresh(deal.listing).state) == ("result", ListingState.SOLD)
    Deal.objects.filter(pk=deal.pk).update(confirmed_at=None, confirmed_by=None)
    with pytest.raises(DealStopped):
        confirm_deal(deal=fresh(deal), by=auditor)

    uphold_objection(objection=fresh(objection), text="受让方串通。", answers=OBJECTION_YES, by=auditor)
    assert fresh(deal.listing).state == ListingState.TERMINATED


def test_after_the_disclosure_is_over_no_objection_is_taken():
    deal = disclosed(make_agent())
    Disclosure.objects.filter(deal=deal).update(period_ends_at=now() - timedelta(seconds=1))
    with pytest.raises(TooLate):
        by_visitor(fresh(deal.listing))
