"""An announcement has a page of its own: to link to, to print, and gone with what it tells of."""

import pytest

from listings.enums import ListingState
from listings.models import Listing
from listings.services.public_words import Unfit
from listings.services.suspension import resume_listing, suspend_listing
from tests.factories.bidding import auditor_of
from tests.factories.listings import ListingFactory
from tests.factories.takedown import make_head, taken_down
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing():
    made = ListingFactory()
    by = auditor_of(made)
    suspend_listing(listing=made, reason_code="G2", text="权属待核实。", by=by)
    return resume_listing(listing=made, text="核实无误。", by=by)


@pytest.mark.rule("R8-01")
@pytest.mark.rule("R8-20")
@pytest.mark.parametrize("text", ["权属待核实，请致电 13800138000。", "本成果属国家秘密。"])
def test_what_may_not_be_public_is_not_announced_and_what_it_was_to_tell_does_not_happen(text):
    made = ListingFactory()
    with pytest.raises(Unfit):
        suspend_listing(listing=made, reason_code="G2", text=text, by=auditor_of(made))
    assert (Listing.objects.get().state, made.announcements.count()) == (ListingState.IN_NOTICE, 0)


@pytest.mark.rule("R3-40")
@pytest.mark.parametrize(("language", "words"), [("zh", "中止"), ("en", "Suspended")])
def test_it_says_what_was_announced_in_both_languages_and_leads_to_its_neighbours(client, listing, language, words):
    first, second = listing.announcements.order_by("pk")
    page = client.get(f"/announcements/{first.code}/?lang={language}").content.decode()
    assert words in page
    assert "权属待核实。" in page
    assert f"/announcements/{second.code}/" in page
    assert f"/listings/{listing.code}/" in page
    assert "<svg" in page
    assert f"/announcements/{first.code}/" in client.get(f"/announcements/{second.code}/").content.decode()
    assert f"/announcements/{first.code}/" in client.get(f"/listings/{listing.code}/").content.decode()


def test_its_notice_leads_to_it(listing):
    first = listing.announcements.earliest("pk")
    told = Notice.objects.filter(kind="listings.announced", url=f"/announcements/{first.code}/")
    assert told.filter(person=listing.achievement.posted_by).exists()


@pytest.mark.rule("R8-03")
def test_it_is_gone_with_its_listing(client, listing):
    first = listing.announcements.earliest("pk")
    taken_down(listing.achievement, make_head())
    answer = client.get(f"/announcements/{first.code}/")
    assert answer.status_code == 410
    assert "权属待核实。" not in answer.content.decode()
    assert client.get("/announcements/GG99-00001/").status_code == 404
