"""Who may hear of an objection: everybody once it was admitted, of a report that it should not be public nobody."""

import pytest
from django.urls import reverse

from listings.evidence.content import cover_rows, objections
from listings.models import Listing, Objection
from listings.selectors.objection import is_published, public_objections
from listings.services.objection import (
    dismiss_objection,
    settle_withdrawn,
    turn_away_objection,
    uphold_objection,
    withdraw_objection,
)
from tests.factories.bidding import auditor_of, officer_of
from tests.factories.checklist import OBJECTION_YES
from tests.factories.listings import ListingFactory
from tests.factories.notice import claimed_objection, examined_objection, lodged_objection
from tte.webhooks.kinds import KINDS

pytestmark = pytest.mark.django_db


def fresh(objection) -> Objection:
    return Objection.objects.select_related("listing", "case").get(pk=objection.pk)


def told(objection):
    """Whether everybody is told, and who else is."""
    answer = KINDS["objection.admitted"].subject.tell(fresh(objection))
    return answer.is_public, answer.concerned


@pytest.mark.rule("R8-03")
@pytest.mark.parametrize("end", [None, uphold_objection, dismiss_objection])
def test_a_report_that_it_should_not_be_public_is_the_exchanges_alone_to_its_end(end):
    listing = ListingFactory()
    auditor = auditor_of(listing)
    report = examined_objection(listing, auditor, ground="O8")
    if end:
        end(objection=report, text="KEPT-CLOSE", answers=OBJECTION_YES, by=auditor)

    assert told(report) == (False, {listing.exchange_id})
    assert objections(listing) == []
    assert ("Objections", "0") in cover_rows(listing, "en")
    assert public_objections(listing) == []


@pytest.mark.rule("R8-03")
@pytest.mark.parametrize(("ground", "is_told"), [("O8", False), ("O1", True)])
def test_the_holder_reads_on_its_desk_of_an_objection_that_is_examined_and_of_no_report(client, ground, is_told):
    listing = ListingFactory()
    objection = examined_objection(listing, auditor_of(listing), ground=ground)
    client.force_login(officer_of(listing).user)
    page = client.get(reverse("listings:notice", args=[listing.code]))
    assert (page.context["examined"] == objection) is is_told


def test_an_objection_that_was_turned_away_is_told_to_nobody_but_the_exchange():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    claimed = claimed_objection(listing, auditor)
    assert (told(claimed), objections(listing)) == ((False, {listing.exchange_id}), [])
    turn_away_objection(objection=claimed, reason_code="N1", text="未附证据。", by=auditor)
    assert (told(claimed), objections(listing)) == ((False, {listing.exchange_id}), [])


@pytest.mark.rule("R3-05")
def test_an_objection_withdrawn_before_it_was_admitted_never_becomes_public():
    listing = ListingFactory()
    auditor = auditor_of(listing)
    early = withdraw_objection(objection=lodged_objection(listing), by=None)
    settled = claimed_objection(listing, auditor)
    settle_withdrawn(objection=withdraw_objection(objection=settled, by=None), by=auditor)
    late = examined_objection(Listing.objects.get(pk=listing.pk), auditor)
    late = withdraw_objection(objection=late, by=None)

    assert [is_published(one) for one in (early, settled, late)] == [False, False, True]
    assert [one.code for one in public_objections(listing)] == [late.code]
    assert [one["code"] for one in objections(listing)] == [late.code]
    assert told(late) == (True, {listing.exchange_id, listing.holder_id})
