import pytest
from django.utils import translation

from listings.presenting.life import achievement_stations, listing_stations
from listings.services.audit import refuse_achievement
from tests.factories.listings import (
    AchievementFactory,
    ListingFactory,
    claimed_achievement,
    make_auditor,
    qualifying_listing,
    submitted_achievement,
)

pytestmark = pytest.mark.django_db


def forms(stations):
    return [station.form for station in stations]


def test_life_of_a_draft_stands_at_its_first_station():
    assert forms(achievement_stations(AchievementFactory())) == ["now", *["todo"] * 7]


def test_life_of_a_submitted_achievement_stands_with_the_unit():
    assert forms(achievement_stations(submitted_achievement())) == ["done", "now", *["todo"] * 6]


def test_life_of_a_refused_achievement_ends_at_the_exchange():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    refused = refuse_achievement(achievement=achievement, reason_code="E13", text="不实", by=auditor)

    assert forms(achievement_stations(refused)) == ["done", "done", "stop"]


def test_life_of_a_listing_in_notice_says_its_end_and_marks_official_acts():
    listing = ListingFactory()

    stations = listing_stations(listing)

    assert forms(stations) == ["done", "done", "done", "now", *["todo"] * 4]
    assert [station.official for station in stations] == [False, False, False, True, False, False, True, True]
    assert all(station.date for station in stations[:4])


def test_life_of_a_qualifying_listing_has_left_its_notice():
    assert forms(listing_stations(qualifying_listing())) == [*["done"] * 4, "now", *["todo"] * 3]


def test_the_limits_of_a_listing_are_those_under_which_it_was_listed(settings):
    settings.TTE_RULE_SET = "DEMO"
    listing = ListingFactory()
    for rule_set, said in (("R2026", "working day"), ("DEMO", "seconds")):
        listing.rule_set = rule_set
        with translation.override("en"):
            disclosed = listing_stations(listing)[-2]
        assert said in f"{disclosed.date} {disclosed.actor}"
