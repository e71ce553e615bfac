"""Objections by the API, lodged by who is signed in."""

import pytest
from rest_framework.test import APIClient

from listings.models import Objection
from tests.factories.accounts import UserFactory
from tests.factories.listings import ListingFactory

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R3-05")
def test_somebody_who_acts_for_no_organisation_objects_once_under_a_key():
    listing, person = ListingFactory(), UserFactory()
    client = APIClient()
    client.force_login(person)
    said = {"ground": "O1", "text": "该成果的权利属于我所在的课题组。"}

    for _time in range(2):
        answer = client.post(f"/api/v1/listings/{listing.code}/objections/", said, headers={"Idempotency-Key": "o-1"})
        assert answer.status_code == 201, answer.content

    assert Objection.objects.filter(listing=listing).count() == 1
