"""The case of an objection, and to whom it stays closed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from listings.models import Disclosure, Listing, Objection
from listings.services.deal import confirm_deal
from listings.services.disclosure import publish_disclosure
from listings.services.negotiation import accept_offer, make_offer
from listings.services.objection import uphold_objection
from tests.factories.accounts import MembershipFactory
from tests.factories.bidding import auditor_of, make_agent, negotiated_listing, officer_of
from tests.factories.checklist import OBJECTION_YES
from tests.factories.listings import ListingFactory
from tests.factories.notice import claimed_objection, examined_objection, lodged_objection
from tte.accounts.enums import Role
from tte.common.clock import now

pytestmark = pytest.mark.django_db


def answered(client, path: str) -> int:
    """The status; a file that comes is read to its end."""
    answer = client.get(path)
    list(answer)
    return answer.status_code


def case_of(objection: Objection) -> str:
    return reverse("listings:objection_case", args=[objection.code])


@pytest.mark.rule("R8-31")
def test_who_objects_is_not_shown_to_an_auditor_who_belongs_to_the_holder(client):
    listing = ListingFactory()
    auditor, objector = auditor_of(listing), make_agent()
    objection = lodged_objection(listing, by=objector)
    paper = reverse("listings:objection_paper", args=[objection.files.get().pk])
    program = reverse("api:objection", args=[objection.code])
    client.force_login(auditor.user)
    assert objector.user.email in client.get(case_of(objection)).content.decode()
    assert [answered(client, path) for path in (paper, program)] == [200, 200]

    MembershipFactory(user=auditor.user, organisation=listing.holder, role=Role.RESEARCHER)

    page = client.get(case_of(objection))
    assert page.status_code == 403
    said = page.content.decode()
    assert [words in said for words in (objector.user.email, objector.user.name, objection.text)] == [False] * 3
    assert client.post(case_of(objection), {"act": "claim"}).status_code == 403
    assert [answered(client, path) for path in (paper, program)] == [404, 404]
    assert Objection.objects.get(pk=objection.pk).case.claimed_by is None


@pytest.mark.rule("R8-31")
def test_a_case_in_hand_closes_when_a_conflict_comes_up(client):
    listing = ListingFactory()
    auditor = auditor_of(listing)
    objection = claimed_objection(listing, auditor)
    MembershipFactory(user=auditor.user, organisation=listing.holder, role=Role.RESEARCHER)
    client.force_login(auditor.user)
    answer = client.post(case_of(objection), {"act": "conclude", "conclusion": "admit", "text": ""})
    assert (answer.status_code, Objection.objects.get(pk=objection.pk).state) == (403, "lodged")


@pytest.mark.rule("R3-60")
def test_a_published_result_says_that_its_deal_was_ended_and_why(client):
    listing = negotiated_listing(agent := make_agent())
    auditor = auditor_of(listing)
    offer = make_offer(listing=listing, amount=listing.price, by=agent)
    deal = confirm_deal(deal=accept_offer(offer=offer, by=officer_of(listing)), by=auditor)
    Disclosure.objects.filter(deal=deal).update(due_at=now() - timedelta(seconds=1))
    publish_disclosure(disclosure_id=deal.disclosure.pk)
    page = reverse("listings:disclosure", args=[deal.disclosure.code])
    form = reverse("listings:object", args=[listing.code])
    assert form in client.get(page).content.decode()
    objection = examined_objection(Listing.objects.get(pk=listing.pk), auditor)
    assert client.get(page).context["ended"] is None

    uphold_objection(objection=objection, text="受让方串通。", answers=OBJECTION_YES, by=auditor)

    answer = client.get(page, headers={"accept-language": "en"})
    assert answer.context["ended"].text == "受让方串通。"
    assert form not in answer.content.decode()
    assert "受让方串通。" in answer.content.decode()
    listed = client.get(reverse("listings:disclosures"), headers={"accept-language": "en"}).content.decode()
    assert "The deal was ended" in listed
