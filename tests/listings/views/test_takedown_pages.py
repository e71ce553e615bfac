"""The pages of a takedown, and what an address says of what was taken down (R8-03)."""

import pytest

from listings.models import Listing, Takedown
from tests.factories.accounts import make_actor
from tests.factories.listings import AttachmentFactory, ListingFactory
from tests.factories.takedown import make_head, taken_down
from tte.accounts.enums import Role

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-03")]
ACT = {"reason_code": "D1", "basis": "a report", "confirmed": "on"}


@pytest.fixture
def head(client):
    by = make_head()
    client.force_login(by.user)
    return by


def test_the_head_finds_it_confirms_it_and_reads_the_evidence(client, head):
    listing = ListingFactory(title_zh="绝密名称")
    code = listing.achievement.code
    assert client.get("/takedowns/").status_code == 200
    assert client.get(f"/takedowns/?code={listing.code.lower()}").headers["Location"] == f"/takedowns/new/{code}/"
    assert b"TX" in client.get(f"/takedowns/new/{code}/").content
    assert client.post(f"/takedowns/new/{code}/", ACT | {"confirmed": ""}).status_code == 422
    assert Listing.objects.count() == 1

    client.post(f"/takedowns/new/{code}/", ACT)
    takedown = Takedown.objects.get()
    page = client.get(f"/takedowns/{takedown.code}/").content.decode()
    assert "绝密名称" in page
    assert takedown.evidence.sha256 in page
    assert takedown.code in client.get("/takedowns/").content.decode()
    assert client.get(f"/takedowns/?code={code}").status_code == 200

    assert client.post(f"/takedowns/{takedown.code}/reinstate/", {"reason_code": "B1"}).status_code == 422
    undone = client.post(f"/takedowns/{takedown.code}/reinstate/", {"reason_code": "B1", "confirmed": "on"})
    assert undone.status_code == 302
    assert client.get(f"/takedowns/{takedown.code}/").status_code == 200
    assert Listing.objects.count() == 1


def test_the_page_names_copies_with_links_and_takes_down_what_is_ticked(client, head):
    listing = ListingFactory()
    copy = ListingFactory(title_zh="防腐膜", title_en="", copied_from=listing.achievement)
    address = f"/takedowns/new/{listing.achievement.code}/"
    page = client.get(address).content.decode()
    assert f'name="along" value="{copy.achievement.code}"' in page
    assert f'href="/listings/{copy.code}/"' in page
    refused = client.post(address, ACT | {"along": ["A0"]})
    assert (refused.status_code, "A0" in refused.content.decode()) == (422, True)
    unfinished = client.post(address, ACT | {"along": [copy.achievement.code], "basis": ""}).content.decode()
    assert f'value="{copy.achievement.code}" id="id_along_0" checked' in unfinished

    client.post(address, ACT | {"along": [copy.achievement.code]})

    first, other = Takedown.objects.order_by("pk")
    assert f"/takedowns/{other.code}/" in client.get(f"/takedowns/{first.code}/").content.decode()
    assert f"/takedowns/{first.code}/" in client.get(f"/takedowns/{other.code}/").content.decode()
    assert client.get(f"/listings/{copy.code}/").status_code == 451


@pytest.mark.parametrize(("reason", "status"), [("D1", 451), ("D4", 410)])
def test_every_address_of_it_says_that_it_is_gone_and_nothing_of_it(client, reason, status):
    listing = ListingFactory(title_zh="绝密名称")
    file = AttachmentFactory(achievement=listing.achievement, audience="public")
    takedown = taken_down(listing.achievement, make_head(), reason_code=reason)
    for address in (
        f"/listings/{listing.code}/",
        f"/achievements/files/{file.pk}/",
        f"/listings/{listing.code}/object/",
    ):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (status, "no-store")
        assert takedown.code in answer.content.decode()
        assert "绝密名称" not in answer.content.decode()
    told = client.get(f"/api/v1/listings/{listing.code}/")
    assert (told.status_code, told.json()["code"]) == (status, "taken_down")
    assert client.get("/listings/TX-never/").status_code == 404


def test_the_listing_page_offers_the_report_to_all_and_the_act_to_the_head(client, head):
    listing = ListingFactory()
    page = client.get(f"/listings/{listing.code}/").content.decode()
    assert f"/takedowns/new/{listing.achievement.code}/" in page
    client.logout()
    page = client.get(f"/listings/{listing.code}/").content.decode()
    assert "/takedowns/new/" not in page
    assert f"/listings/{listing.code}/object/?ground=O8" in page
    form = client.get(f"/listings/{listing.code}/object/?ground=O8").content.decode()
    assert '<option value="O8" selected>' in form


def test_the_holder_reads_how_it_stands_writes_and_reads_the_answer(client, head):
    listing = ListingFactory(title_zh="绝密名称")
    taken_down(listing.achievement, head)
    takedown = Takedown.objects.get()
    status = f"/takedowns/{takedown.code}/status/"
    assert client.get(status).status_code == 404
    holder = make_actor(role=Role.OFFICER, organisation=listing.holder)
    client.force_login(holder.user)
    assert status in client.get("/takedowns/own/").content.decode()
    assert "/takedowns/own/" in client.get("/achievements/").content.decode()
    assert status in client.get(f"/listings/{listing.code}/").content.decode()
    assert client.post(f"{status}write/", {"kind": "answer", "text": "x"}).status_code == 422
    assert client.post(f"{status}write/", {"kind": "mend", "text": "我们换附件。"}).status_code == 302

    client.force_login(head.user)
    assert "我们换附件。" in client.get(f"/takedowns/{takedown.code}/").content.decode()
    assert client.post(f"/takedowns/{takedown.code}/answer/", {"text": ""}).status_code == 422
    assert client.post(f"/takedowns/{takedown.code}/answer/", {"text": "请换。"}).status_code == 302
    client.force_login(holder.user)
    page = client.get(status).content.decode()
    assert "请换。" in page
    assert "绝密名称" not in page
