"""The case of an objection, and to whom it stays closed."""

import pytest
from django.urls import reverse

from listings.models import Objection
from tests.factories.accounts import MembershipFactory
from tests.factories.bidding import auditor_of, make_agent
from tests.factories.listings import ListingFactory
from tests.factories.notice import claimed_objection, lodged_objection
from tte.accounts.enums import Role

pytestmark = pytest.mark.django_db


def answered(client, path: str) -> int:
    """The status; a file that comes is read to its end."""
    answer = client.get(path)
    list(answer)
    return answer.status_code


def case_of(objection: Objection) -> str:
    return reverse("listings:objection_case", args=[objection.code])


@pytest.mark.rule("R8-31")
def test_who_objects_is_not_shown_to_an_auditor_who_belongs_to_the_holder(client, codelists):
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
