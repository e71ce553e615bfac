import pytest

from listings.models import Listing
from listings.services.ending import withdraw_listing
from tests.factories.listings import (
    AttachmentFactory,
    ExistingLicenceFactory,
    FirstRefusalFactory,
    ListingFactory,
    RightShareFactory,
    make_officer,
)
from tte.feed.relay import relay_all
from tte.search.follower import catch_up

pytestmark = pytest.mark.django_db


def test_the_search_door_answers_with_rows_counts_and_position(client, search_index):
    listing = ListingFactory(title_zh="石墨烯涂层", field="05")
    ListingFactory(title_zh="污水处理", title_en="Sewage", abstract_zh="污水", field="07")
    relay_all()
    catch_up()

    body = client.get("/api/v1/listings/", {"q": "石墨烯"}).json()

    assert [row["code"] for row in body["results"]] == [listing.code]
    assert (body["total"], body["next"]) == (1, None)
    assert body["facets"]["field"] == {"05": 1}
    assert body["position"] > 0


def test_the_door_of_one_listing_shows_its_public_facts_only(client):
    listing = ListingFactory()

    body = client.get(f"/api/v1/listings/{listing.code}/").json()

    assert (body["code"], body["price"], body["state"]) == (listing.code, "3200000.00", "in_notice")
    assert body["rights"] == [{"ip_type": "11", "number": "202310123456.6", "expires_on": "2043-02-01"}]
    text = str(body)
    assert listing.achievement.posted_by.name not in text
    assert listing.achievement.secrecy.reviewer_name not in text


@pytest.mark.rule("R3-16", "R3-36", "R3-52", "R8-20")
def test_owners_licences_and_risks_are_those_of_the_page(client):
    """Natural persons by their family name, licences without the licensee."""
    listing = ListingFactory(risks_en="The powder is sensitive to moisture.")
    achievement = listing.achievement
    RightShareFactory(achievement=achievement, name="江洲大学", percent=60)
    RightShareFactory(achievement=achievement, owner="person", name="沈知微", percent=40, consented_on="2026-09-01")
    ExistingLicenceFactory(achievement=achievement, note="Ships only")
    FirstRefusalFactory(achievement=achievement, rank=2)
    FirstRefusalFactory(achievement=achievement, name="沈知微", ground="INV", rank=1)
    for rank, (name, ground) in enumerate([("慕容验证", "AGR"), ("林晓燕", "COD"), ("Anna Smith", "CLI")], 3):
        FirstRefusalFactory(achievement=achievement, name=name, ground=ground, rank=rank)
    FirstRefusalFactory(achievement=achievement, name="North Sea Coatings Ltd", ground="AGR", rank=6)

    body = client.get(f"/api/v1/listings/{listing.code}/").json()

    assert body["owners"] == [
        {"owner": "holder", "name": "江洲大学", "percent": "60.00", "consented_on": None},
        {"owner": "person", "name": "沈×", "percent": "40.00", "consented_on": "2026-09-01"},
    ]
    assert body["licences"] == [
        {"mode": "O", "territory": "CN", "granted_on": "2025-03-01", "ends_on": None, "note": "Ships only"}
    ]
    assert body["first_refusals"] == [
        {"rank": 1, "name": "沈×", "ground": "INV"},
        {"rank": 2, "name": "澄江材料研究所", "ground": "COD"},
        {"rank": 3, "name": "慕×", "ground": "AGR"},
        {"rank": 4, "name": "林×", "ground": "COD"},
        {"rank": 5, "name": "Anna ×", "ground": "CLI"},
        {"rank": 6, "name": "North Sea Coatings Ltd", "ground": "AGR"},
    ]
    assert (body["risks_zh"], body["risks_en"]) == ("", "The powder is sensitive to moisture.")
    assert "海岸防腐工程有限公司" not in str(body)


def test_an_unknown_listing_is_404(client):
    assert client.get("/api/v1/listings/TX26-05-99999/").status_code == 404
    assert Listing.objects.count() == 0


def test_a_withdrawn_listing_names_no_file_any_more_as_its_page(client):
    listing = ListingFactory()
    AttachmentFactory(achievement=listing.achievement, audience="public")
    door = f"/api/v1/listings/{listing.code}/"
    assert len(client.get(door).json()["files"]) == 1

    withdraw_listing(listing=listing, reason_code="W1", text="x", by=make_officer(listing.holder))

    assert client.get(door).json()["files"] == []
