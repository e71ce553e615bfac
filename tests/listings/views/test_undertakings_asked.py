"""Where a further listing is asked for, its undertakings are read and given: on the desk and by program (R3-34)."""

import re

import pytest

from listings.models import Listing, Proposal
from listings.services.ending import withdraw_listing
from listings.services.proposal import grant_proposal
from listings.undertakings import CURRENT, current_undertakings
from tests.factories.bidding import auditor_of, officer_of
from tests.factories.listings import ListingFactory, finish_checks
from tests.listings.api.test_course import Door

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R3-34")]
GIVEN = {"act": "ask_relisting", "price": "3200000", "text": "再次挂牌。"}


@pytest.fixture
def ended() -> Listing:
    listing = ListingFactory()
    return withdraw_listing(listing=listing, reason_code="W1", text="计划调整。", by=officer_of(listing))


def test_the_desk_shows_them_unticked_and_takes_no_request_before_they_are_ticked(client, settings, ended):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    client.force_login(officer_of(ended).user)
    desk = f"/listings/{ended.code}/notice/"

    page = client.get(desk).content.decode()
    for clause in current_undertakings().words("en"):
        assert clause in page
    tick = re.search(r'<input[^>]*name="undertakings"[^>]*>', page)[0]
    assert (f'value="{CURRENT}"' in tick, "checked" in tick) == (True, False)

    refused = client.post(f"{desk}ask/", GIVEN)
    assert (refused.status_code, Proposal.objects.count()) == (422, 0)
    assert "Read the undertakings and tick them: every listing has its own" in refused.content.decode()
    old = client.post(f"{desk}ask/", GIVEN | {"undertakings": str(CURRENT + 1)}).content.decode()
    assert "The undertakings have changed meanwhile" in old
    assert "checked" not in re.search(r'<input[^>]*name="undertakings"[^>]*>', old)[0]

    asked = client.post(f"{desk}ask/", GIVEN | {"undertakings": str(CURRENT)}, follow=True).content.decode()
    assert Proposal.objects.get().undertakings == CURRENT
    assert f"Undertakings of the seller given for the new listing, version {CURRENT}." in asked

    finish_checks(ended.achievement.case)
    grant_proposal(proposal=Proposal.objects.get(), answer="", by=auditor_of(ended))
    second = Listing.objects.get(previous=ended)
    assert f"Version {CURRENT}, given on " in client.get(f"/listings/{second.code}/notice/").content.decode()


def test_a_program_reads_them_and_sends_the_version_with_its_request(client, ended):
    seller = Door(client, officer_of(ended))
    path = f"listings/{ended.code}/propose/"
    read = seller.ask("get", path).json()
    assert (read["version"], read["clauses_en"]) == (CURRENT, current_undertakings().words("en"))

    given = {"kind": "relisting", "price": "3200000.00", "text": "再次挂牌。"}
    without = seller.ask("post", path, given)
    assert (without.status_code, list(without.json())) == (400, ["undertakings"])
    old = seller.ask("post", path, given | {"undertakings": CURRENT + 1})
    assert (old.status_code, old.json()["code"]) == (409, "undertakings_changed")
    made = seller.ask("post", path, given | {"undertakings": CURRENT})
    assert (made.status_code, made.json()["undertakings"]) == (201, CURRENT)
