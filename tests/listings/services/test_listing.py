from decimal import Decimal

import pytest

from listings.enums import ListingState
from listings.selectors.listing import due_notices
from listings.services.listing import deposit_of, end_notice
from tests.factories.accounts import OrganisationFactory
from tests.factories.listings import (
    ListingFactory,
    SecrecyDeclarationFactory,
    make_notice_due,
)
from tte.codelists.calendar import period_end
from tte.codelists.selectors.rules import rule
from tte.common.clock import now, official_date
from tte.feed.models import Outbox
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db


def of_party(party_type: str) -> dict:
    holder = OrganisationFactory(kind="holder", party_type=party_type)
    return {"secrecy": SecrecyDeclarationFactory(organisation=holder)}


def test_publish_listing_freezes_the_terms_and_numbers_it_within_year_and_field():
    first, second = ListingFactory(field="05", price=Decimal(3200000)), ListingFactory(field="05")
    other = ListingFactory(field="07")

    year = official_date(now()).year % 100
    assert [each.code for each in (first, second, other)] == [
        f"TX{year}-05-00001",
        f"TX{year}-05-00002",
        f"TX{year}-07-00001",
    ]
    assert first.price == first.achievement.price
    assert (first.regime, first.right_offered, first.holder) == ("LIST-PUB", "O", first.achievement.holder)


@pytest.mark.rule("R3-30")
@pytest.mark.parametrize(
    ("party_type", "regime", "price", "words", "rule_id"),
    [
        ("0221", "NEG", 3_200_000, "15 天", "R3-02"),
        ("0221", "LIST-PUB", 3_200_000, "10 个工作日", "R3-30"),
        ("160", "LIST-PRIV", 3_200_000, "5 个工作日", "R3-30"),
        ("110", "LIST-SOE", 10_000_000, "10 个工作日", "R3-22"),
        ("110", "LIST-SOE", 10_020_000, "20 个工作日", "R3-22"),
    ],
)
def test_the_notice_runs_as_long_as_its_regime_says(settings, party_type, regime, price, words, rule_id):
    settings.TTE_RULE_SET = "R2026"

    listing = ListingFactory(regime=regime, price=Decimal(price), **of_party(party_type))

    assert (listing.rule_set, listing.notice_rule_id) == ("R2026", rule_id)
    key = {"LIST-SOE": "notice.LIST-SOE.large" if price > 10_000_000 else "notice.LIST-SOE"}.get(
        regime, f"notice.{regime}"
    )
    assert listing.notice_ends_at == period_end(listing.listed_at, rule(key)).at
    assert listing.notice_words_zh.replace(" ", "") == words.replace(" ", "").replace("天", "日")


@pytest.mark.rule("R3-45")
@pytest.mark.parametrize(("price", "deposit"), [("3200000", "320000"), ("999999.99", "100000"), ("5", "1")])
def test_deposit_is_a_tenth_of_the_price_in_whole_yuan(price, deposit):
    assert deposit_of(Decimal(price)) == Decimal(deposit)


def test_publish_listing_tells_author_and_officer_and_announces_itself_in_the_feed():
    listing = ListingFactory()

    told = Notice.objects.filter(kind="listings.listing_published")
    assert {notice.person for notice in told} == {listing.achievement.posted_by, listing.achievement.case.opened_by}
    assert {notice.url for notice in told} == {f"/listings/{listing.code}/"}
    assert Outbox.objects.filter(topic="listing", key=listing.pk).count() == 1


def test_a_change_of_the_achievement_behind_a_listing_is_announced_under_the_listing():
    listing = ListingFactory()
    before = Outbox.objects.filter(topic="listing", key=listing.pk).count()

    type(listing.achievement).objects.filter(pk=listing.achievement_id).update(title_en="Renamed")

    assert Outbox.objects.filter(topic="listing", key=listing.pk).count() == before + 1


def test_end_notice_before_its_hour_changes_nothing():
    listing = ListingFactory()

    end_notice(listing=listing)

    listing.refresh_from_db()
    assert listing.state == ListingState.IN_NOTICE


def test_end_notice_moves_a_listing_whose_hour_has_come_once():
    listing = make_notice_due(ListingFactory())

    end_notice(listing=listing)
    end_notice(listing=listing)

    listing.refresh_from_db()
    assert listing.state == ListingState.QUALIFYING
    assert Event.objects.filter(kind="listing.end_notice", subject_key=listing.pk).count() == 1
    assert Notice.objects.filter(kind="listings.notice_ended").count() == 2


def test_the_sweep_finds_each_due_listing_and_no_other():
    due, running = make_notice_due(ListingFactory()), ListingFactory()

    assert list(due_notices()) == [due]
    assert running.state == ListingState.IN_NOTICE
