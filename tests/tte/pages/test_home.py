import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from listings.enums import ListingState
from tests.factories.listings import ListingFactory
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.pages.presenting.home import day_book, newest_works
from tte.pages.presenting.way import way

pytestmark = pytest.mark.django_db


def test_an_empty_market_offers_the_first_acts(client: Client):
    page = client.get(reverse("pages:home"), headers={"accept-language": "en"})
    assert page.status_code == 200
    assert "No bidding is open at the moment" in page.text
    assert "Nothing is listed yet" in page.text
    assert page.text.count('class="plate"') == 11


def test_the_newest_listing_is_the_feature(client: Client):
    ListingFactory(title_zh="通讯电缆故障监控系统", field="01")
    newest = ListingFactory(title_zh="石墨烯涂层", field="05")
    page = client.get(reverse("pages:home"), headers={"accept-language": "zh-hans"})
    assert page.context["feature"].url == reverse("listings:listing", args=[newest.code])
    assert "石墨烯<wbr>涂层" in page.text


def test_what_is_no_longer_offered_is_not_shown():
    listing = ListingFactory()
    type(listing).objects.filter(pk=listing.pk).update(state=ListingState.WITHDRAWN)
    assert newest_works(now()) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_front_page_asks_the_same_number_of_queries_whatever_it_shows(client, django_assert_num_queries, rows):
    for _ in range(rows):
        ListingFactory()
    client.get(reverse("pages:home"))
    with django_assert_num_queries(9):
        client.get(reverse("pages:home"))


def test_the_day_book_counts_what_is_offered_today():
    ListingFactory()
    listing = ListingFactory()
    book = day_book(listing.listed_at)
    assert [(row.held, row.today) for row in book[:1]] == [(2, "+2")]


def test_a_demonstration_shows_the_limits_of_the_rules_and_not_its_own(client, settings):
    settings.TTE_RULE_SET = "DEMO"
    with translation.override("en"):
        notice = next(station for station in way() if station.official)
        assert notice.actor == rule(RuleKey.NOTICE_PUBLIC, rule_set="R2026").words("en")
        assert notice.actor.endswith("working days")
