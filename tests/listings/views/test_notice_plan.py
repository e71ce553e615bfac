"""The notice to come: its moments, through its page."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from listings.models import NoticePlan
from tests.factories.listings import AchievementFactory, NoticePlanFactory, author_of
from tte.common.clock import now

pytestmark = pytest.mark.django_db
SALE = {
    "auctioneer": "恒信拍卖有限公司",
    "licence_number": "示拍 0417",
    "viewing_place": "新材料楼",
    "viewing_from": "2027-03-01T09:00",
    "viewing_until": "2027-03-03T17:30",
    "sale_place": "恒信拍卖厅",
    "sale_at": "2027-03-12T14:00",
}


def page_of(achievement) -> str:
    return reverse("listings:plan_notice", args=[achievement.code])


@pytest.mark.parametrize(("zone", "sale_at"), [("Asia/Shanghai", 6), ("Europe/Berlin", 13)])
@pytest.mark.rule("R3-30")
def test_the_hours_of_a_sale_are_those_of_the_official_zone(client, settings, zone, sale_at):
    settings.TTE_TIME_ZONE = zone
    achievement = AchievementFactory(regime="AUCTION")
    client.force_login(author_of(achievement).user)

    assert client.post(page_of(achievement), SALE).status_code == 302

    plan = NoticePlan.objects.get()
    assert plan.sale_at == datetime(2027, 3, 12, sale_at, tzinfo=UTC)
    assert plan.viewing_from.astimezone(ZoneInfo(zone)).isoformat()[:16] == SALE["viewing_from"]
    page = client.get(page_of(achievement)).text
    assert [f'value="{SALE[name]}"' in page for name in ("viewing_from", "viewing_until", "sale_at")] == [True] * 3
    assert client.post(page_of(achievement), SALE).status_code == 302
    plan.refresh_from_db()
    assert plan.sale_at == datetime(2027, 3, 12, sale_at, tzinfo=UTC), "saved again as it is shown, it stays"


@pytest.mark.parametrize(
    ("language", "zone", "words"),
    [
        ("zh-hans", "Asia/Shanghai", "北京时间"),
        ("en", "Asia/Shanghai", "Beijing time"),
        ("en", "Asia/Kolkata", "UTC+05:30"),
    ],
)
def test_beside_each_moment_stands_the_zone_it_is_read_in(client, settings, language, zone, words):
    settings.TTE_TIME_ZONE = zone
    achievement = AchievementFactory(regime="AUCTION")
    client.force_login(author_of(achievement).user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    page = client.get(page_of(achievement)).text

    for name in ("viewing_from", "viewing_until", "sale_at"):
        hint = page.partition(f'id="id_{name}_hint"')[2].partition("</p>")[0]
        assert words in hint


def test_a_moment_that_the_clocks_skip_is_sent_back(client, settings):
    settings.TTE_TIME_ZONE = "Europe/Berlin"
    achievement = AchievementFactory(regime="AUCTION")
    client.force_login(author_of(achievement).user)

    answer = client.post(page_of(achievement), SALE | {"sale_at": "2027-03-28T02:30"})

    assert (answer.status_code, "sale_at" in answer.context["form"].errors) == (422, True)
    assert NoticePlan.objects.count() == 0


@pytest.mark.rule("R3-30")
@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({}, None),
        ({"viewing_from": timedelta(hours=-1)}, "begins after the notice"),
        ({"sale_at": timedelta(days=6)}, "Between the notice and the sale"),
        ({"viewing_from": timedelta(days=4)}, "before the sale"),
    ],
)
def test_a_sale_that_could_not_be_announced_is_told_before_it_is_frozen(client, settings, changes, word):
    settings.TTE_RULE_SET = "R2026"
    settings.LANGUAGE_CODE = "en"
    moment = now()
    hours = {"viewing_from": timedelta(hours=2), "viewing_until": timedelta(days=3), "sale_at": timedelta(days=9)}
    stated = {name: moment + ahead for name, ahead in (hours | changes).items()}
    achievement = AchievementFactory(regime="AUCTION", publicity=False)
    NoticePlanFactory(
        achievement=achievement, **{name: words for name, words in SALE.items() if name not in hours}, **stated
    )
    client.force_login(author_of(achievement).user)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"

    faults = client.get(page_of(achievement)).context["faults"]

    assert [word in says for says in faults] == ([True] if word else [])
