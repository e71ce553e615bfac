"""After publication too, a high price and fiscal money are decided by two people (R1-29, R8-13)."""

from decimal import Decimal

import pytest
from django.db import IntegrityError, connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from listings.enums import ListingState, ProposalState
from listings.models import Achievement, Listing, Proposal
from listings.services.ending import withdraw_listing
from listings.services.proposal import decline_proposal, grant_proposal, propose
from listings.undertakings import CURRENT
from tests.factories.bidding import auditor_of, officer_of
from tests.factories.listings import ListingFactory, finish_checks
from tests.factories.notice import paper
from tte.casework.services import SamePerson
from tte.common.errors import TransitionRefused
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db
HIGH = Decimal(20000000)


def asked(listing: Listing, kind: str = "change", price: Decimal = HIGH) -> Proposal:
    words = {"text": "重新评估后经校长办公会批准。", "evidence": paper("minutes.txt"), "undertakings": CURRENT}
    return propose(listing=listing, kind=kind, price=price, by=officer_of(listing), **words)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


@pytest.mark.rule("R1-29")
@pytest.mark.rule("R3-42")
def test_a_price_that_becomes_high_changes_by_the_word_of_a_second_person():
    listing = ListingFactory()
    first, second = auditor_of(listing), auditor_of(listing)
    proposal = asked(listing)

    waiting = grant_proposal(proposal=proposal, answer="价格依据充分。", by=first)

    assert (waiting.state, waiting.approved_by, waiting.decided_by) == (ProposalState.ASKED, first.user, None)
    assert fresh(listing).price == Decimal(3200000)
    told = {each.person for each in Notice.objects.filter(kind="listings.proposal_approved")}
    assert (second.user in told, first.user in told) == (True, False)
    with pytest.raises(SamePerson):
        grant_proposal(proposal=proposal, answer="", by=first)
    granted = grant_proposal(proposal=proposal, answer="", by=second)
    assert (granted.state, granted.decided_by, fresh(listing).price) == (ProposalState.GRANTED, second.user, HIGH)
    words = Event.objects.filter(subject_type="listings.proposal", subject_key=proposal.pk).order_by("pk")
    assert [each.kind for each in words] == ["proposal.ask", "proposal.approve", "proposal.grant"]
    with pytest.raises(TransitionRefused):
        grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))


@pytest.mark.rule("R1-29")
def test_a_listing_again_at_a_high_price_needs_a_second_person():
    listing = ListingFactory()
    withdraw_listing(listing=listing, reason_code="W1", text="计划调整。", by=officer_of(listing))
    proposal = asked(fresh(listing), kind="relisting")
    finish_checks(listing.achievement.case)
    grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))
    assert Listing.objects.count() == 1
    grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))
    assert Listing.objects.latest("pk").price == HIGH


@pytest.mark.rule("R1-29")
@pytest.mark.parametrize("kind", ["change", "relisting"])
def test_a_high_price_that_falls_below_the_limit_falls_by_the_word_of_two(kind):
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(price=HIGH, base_price=HIGH)
    Achievement.objects.filter(pk=listing.achievement_id).update(price=HIGH)
    listing = fresh(listing)
    if kind == "relisting":
        withdraw_listing(listing=listing, reason_code="W1", text="计划调整。", by=officer_of(listing))
    proposal = asked(fresh(listing), kind=kind, price=Decimal(9900000))
    finish_checks(listing.achievement.case)

    first = grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))
    assert (first.state, Listing.objects.latest("pk").price) == (ProposalState.ASKED, HIGH)
    grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))
    assert Listing.objects.latest("pk").price == Decimal(9900000)


@pytest.mark.rule("R1-29")
@pytest.mark.rule("R3-44")
def test_what_was_listed_first_at_a_high_price_goes_on_falling_by_the_word_of_two():
    listing = ListingFactory()
    Listing.objects.filter(pk=listing.pk).update(base_price=HIGH)
    proposal = asked(fresh(listing), price=Decimal(3100000))

    assert grant_proposal(proposal=proposal, answer="", by=auditor_of(listing)).state == ProposalState.ASKED
    assert fresh(listing).price == Decimal(3200000)


@pytest.mark.rule("R8-13")
def test_fiscal_money_needs_a_second_person_whatever_the_price():
    listing = ListingFactory()
    Achievement.objects.filter(pk=listing.achievement_id).update(is_fiscally_funded=True)
    proposal = asked(fresh(listing), price=Decimal(3100000))
    assert grant_proposal(proposal=proposal, answer="", by=auditor_of(listing)).state == ProposalState.ASKED
    assert fresh(listing).price == Decimal(3200000)


def test_a_suspension_of_the_same_listing_needs_one_person():
    listing = ListingFactory()
    Achievement.objects.filter(pk=listing.achievement_id).update(is_fiscally_funded=True)
    proposal = propose(listing=listing, kind="suspension", reason_code="G2", text="核实权属。", by=officer_of(listing))
    grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))
    assert fresh(listing).state == ListingState.SUSPENDED


def test_the_second_person_may_decline_what_the_first_approved():
    listing = ListingFactory()
    proposal = asked(listing)
    grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))
    declined = decline_proposal(proposal=fresh(proposal), answer="评估报告已过期。", by=auditor_of(listing))
    assert (declined.state, fresh(listing).price) == (ProposalState.DECLINED, Decimal(3200000))


def test_the_table_takes_no_two_words_of_one_person():
    listing = ListingFactory()
    proposal = asked(listing)
    grant_proposal(proposal=proposal, answer="", by=auditor_of(listing))
    once = Proposal.objects.filter(pk=proposal.pk)
    with pytest.raises(IntegrityError, match="second_word_on_a_proposal_is_anothers"):
        once.update(state=ProposalState.GRANTED, decided_at=F("approved_at"), decided_by=F("approved_by"))


def test_the_desk_says_why_two_decide_and_whose_word_is_owed(client, settings):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    listing = ListingFactory()
    first, second = auditor_of(listing), auditor_of(listing)
    proposal = asked(listing)
    desk = reverse("listings:notice", args=[listing.code])
    door = reverse("listings:decide_proposal", args=[proposal.pk])

    client.force_login(first.user)
    page = client.get(desk).content.decode()
    assert "Its price is high" in page
    assert "Approve as the first" in page
    told = client.post(door, {"act": "grant", "answer": ""}, follow=True).content.decode()
    assert "Approved; a colleague has the second word and is told" in told
    assert "You have approved it; the word of a second person carries it out." in told
    assert 'value="grant"' not in told
    assert client.post(door, {"act": "grant", "answer": ""}).status_code == 422

    client.force_login(second.user)
    assert "The first has approved; the word of a second person carries it out." in client.get(desk).content.decode()
    client.post(door, {"act": "grant", "answer": ""})
    assert fresh(listing).price == HIGH


@pytest.mark.parametrize("kind", ["suspension", "change", "relisting"])
def test_a_grant_locks_the_listing_before_the_request(kind):
    listing = ListingFactory()
    given = (
        {"reason_code": "G2"}
        if kind == "suspension"
        else {"price": listing.price + listing.increment, "evidence": paper(), "undertakings": CURRENT}
    )
    if kind == "relisting":
        withdraw_listing(listing=listing, reason_code="W3", text="换一种方式处置。", by=officer_of(listing))
    one = propose(listing=Listing.objects.get(), kind=kind, text="说明。", by=officer_of(listing), **given)
    if kind == "relisting":
        finish_checks(listing.achievement.case)
    with CaptureQueriesContext(connection) as sent:
        grant_proposal(proposal=Proposal.objects.get(pk=one.pk), answer="", by=auditor_of(listing))
    locks = [each["sql"].partition(' FROM "')[2].partition('"')[0] for each in sent if "FOR NO KEY" in each["sql"]]
    wanted = ["listings_achievement", "listings_listing", "listings_proposal"][kind != "relisting" :]
    assert [table for table in dict.fromkeys(locks) if table in wanted] == wanted
