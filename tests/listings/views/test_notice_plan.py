"""The notice to come: its moments, through its page."""

import html
import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from listings.models import NoticePlan
from tests.factories.listings import AchievementFactory, NoticePlanFactory, author_of, make_officer
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

    assert [word in says for _field, says in faults] == ([True] if word else [])


# --- a form that stood open while the plan went on --------------------------------------------------------------------

HIDDEN = re.compile(r'name="(kept|kept_tab|kept_version|kept_seen)" value="([^"]*)"')


def window(client, actor, achievement) -> dict[str, str]:
    """The hidden fields of the form, as a window that opens the page gets them."""
    client.force_login(actor.user)
    return hidden_in(client.get(page_of(achievement)))


def hidden_in(page) -> dict[str, str]:
    return {name: html.unescape(text) for name, text in HIDDEN.findall(page.text)}


def test_an_older_window_saves_what_it_typed_and_leaves_what_somebody_else_wrote(client):
    achievement = AchievementFactory(regime="AUCTION")
    author, officer = author_of(achievement), make_officer(achievement.holder)
    client.force_login(author.user)
    client.post(page_of(achievement), SALE)
    older = window(client, author, achievement)
    newer = window(client, officer, achievement)
    changed = SALE | {"sale_place": "新拍卖厅", "sale_at": "2027-03-15T10:00"}
    assert client.post(page_of(achievement), newer | changed).status_code == 302
    client.force_login(author.user)

    assert client.post(page_of(achievement), older | SALE | {"auctioneer": "另一拍卖公司"}).status_code == 302

    plan = NoticePlan.objects.get()
    assert (plan.auctioneer, plan.sale_place, plan.sale_at.day) == ("另一拍卖公司", "新拍卖厅", 15)


@pytest.mark.parametrize(("choice", "stands"), [("standing", 15), ("mine", 20)])
def test_a_moment_that_two_people_changed_is_shown_twice_and_the_choice_stands(client, choice, stands):
    achievement = AchievementFactory(regime="AUCTION")
    author, officer = author_of(achievement), make_officer(achievement.holder)
    older = window(client, author, achievement)
    client.force_login(officer.user)
    assert client.post(page_of(achievement), SALE | {"sale_at": "2027-03-15T10:00"}).status_code == 302
    client.force_login(author.user)

    answer = client.post(page_of(achievement), older | {"sale_at": "2027-03-20T10:00"})

    assert (answer.status_code, NoticePlan.objects.get().sale_at.day) == (422, 15)
    (clash,) = answer.context["clashes"]
    assert (clash.name, clash.standing, clash.typed) == ("sale_at", "2027-03-15T10:00", "2027-03-20T10:00")
    shown = {bound.name: bound.value() for bound, _optional, _unit in answer.context["fields"]}
    assert (shown["auctioneer"], shown["viewing_from"]) == (SALE["auctioneer"], SALE["viewing_from"])
    chosen = {"settle_sale_at": "standing" if choice == "standing" else f"mine-{clash.mark}"}
    again = hidden_in(answer) | shown | {"sale_at": "2027-03-20T10:00"} | chosen
    assert client.post(page_of(achievement), again).status_code == 302
    plan = NoticePlan.objects.get()
    assert (plan.sale_at.day, plan.auctioneer) == (stands, SALE["auctioneer"])
