from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from tests.factories.codelists import RuleFactory, RuleSetFactory
from tte.codelists.enums import RuleKey, Unit
from tte.codelists.models import Rule
from tte.codelists.selectors import RuleMissing, forget, rule, rule_set_in_force, rules_in_force

NOV = date(2026, 11, 22)


@pytest.fixture(autouse=True)
def regime(loaded, settings):
    settings.TTE_RULE_SET = "R2026"


@pytest.mark.rule("R0-01")
def test_the_configured_rule_set_answers():
    assert rule("review.limit", on=NOV).rule_set == "R2026"
    assert rule("review.limit", rule_set="R2000", on=date(2026, 2, 28)).words("en") == "30 days"


@pytest.mark.rule("R1-28")
@pytest.mark.parametrize(
    ("scope", "words"),
    [
        ("", "15 working days"),
        ("1100", "30 days"),
        ("3300", "10 days"),
        ("4100", "15 days"),
        ("5100", "15 working days"),
    ],
)
def test_a_region_has_its_own_review_limit_or_the_general_one(scope, words):
    assert rule("review.limit", scope=scope, on=NOV).words("en") == words


def test_a_county_falls_to_its_city_then_to_its_province():
    assert rule("review.limit", scope="330203", on=NOV).scope == "3300"
    RuleFactory(rule_set_id="R2026", key="review.limit", scope="3302", value=7)
    forget()
    assert rule("review.limit", scope="330203", on=NOV).scope == "3302"
    assert rule("review.limit", scope="330100", on=NOV).scope == "3300"


def test_the_figure_is_the_one_of_the_day():
    standing = Rule.objects.filter(rule_set="R2026", key="deposit.share")
    assert standing.update(valid_to=date(2026, 12, 31)) == 1
    RuleFactory(rule_set_id="R2026", key="deposit.share", value=12, unit=Unit.PERCENT, valid_from=date(2027, 1, 1))
    forget()
    assert rule("deposit.share", on=date(2026, 12, 31)).value == 10
    assert rule("deposit.share", on=date(2027, 1, 1)).value == 12


def test_a_missing_rule_says_which_set_and_day():
    with pytest.raises(RuleMissing) as refused, translation.override("en"):
        rule("no.such", on=NOV)
    with translation.override("en"):
        assert str(refused.value) == "The rule set R2026 has no rule no.such in force on 2026-11-22"


def test_a_rule_of_a_repealed_regime_is_not_in_force():
    with pytest.raises(RuleMissing):
        rule("review.limit", rule_set="R2000", on=date(2026, 3, 1))


@pytest.mark.rule("R3-02", "R3-22", "R3-45", "R3-47", "R3-51", "R1-62", "R1-67", "R2-07", "R2-32", "R2-33")
@pytest.mark.parametrize(
    ("key", "words"),
    [
        (RuleKey.NOTICE_NEGOTIATED, "15 days"),
        (RuleKey.NOTICE_PUBLIC, "10 working days"),
        (RuleKey.NOTICE_PRIVATE, "5 working days"),
        (RuleKey.NOTICE_SOE_SMALL, "10 working days"),
        (RuleKey.NOTICE_SOE_LARGE, "20 working days"),
        (RuleKey.SOE_SMALL_FROM, "1,000,000 yuan"),
        (RuleKey.SOE_LARGE_ABOVE, "10,000,000 yuan"),
        (RuleKey.DEPOSIT_RATE, "10%"),
        (RuleKey.DEPOSIT_RATE_CAP, "30%"),
        (RuleKey.DEPOSIT_REFUND, "3 working days"),
        (RuleKey.BIDDING_DURATION, "24 hours"),
        (RuleKey.EXTENSION_WINDOW, "5 minutes"),
        (RuleKey.EXTENSION, "5 minutes"),
        (RuleKey.DEAL_CONFIRMATION, "the same day"),
        (RuleKey.DISCLOSURE_DELAY, "at once"),
        (RuleKey.DISCLOSURE_PERIOD, "5 working days"),
        (RuleKey.REGISTRATION_REVIEW_LARGE, "30 working days"),
        (RuleKey.LARGE_CONTRACT, "5,000,000 yuan"),
        (RuleKey.MAJOR_CONTRACT, "10,000,000 yuan"),
        (RuleKey.RATIO_LOW, "30%"),
        (RuleKey.CARRIER_SETS, "2"),
        (RuleKey.SUPPRESS_SELLERS, "3"),
        (RuleKey.SUPPRESS_SHARE, "85%"),
    ],
)
def test_the_figures_of_the_rulebook(key, words):
    assert rule(key, on=NOV).words("en") == words


def test_words_are_said_in_chinese():
    said = [rule(key, on=NOV).words("zh-hans") for key in ("notice.LIST-PUB", "notice.NEG", "bidding.extension")]
    assert said == ["10 个工作日", "15 日", "5 分钟"]


def test_one_is_singular():
    RuleFactory(rule_set_id="R2026", key="test.one", value=1)
    forget()
    assert rule("test.one", on=NOV).words("en") == "1 working day"


def test_values_in_the_shapes_that_services_need():
    assert rule("bidding.extension", on=NOV).period == timedelta(minutes=5)
    assert rule("deposit.share", on=NOV).fraction == Decimal("0.1")
    assert rule("amount.carrier.sets", on=NOV).number == 2
    with pytest.raises(ValueError, match="no exact length"):
        _ = rule("notice.NEG", on=NOV).period
    with pytest.raises(ValueError, match="not percent"):
        _ = rule("notice.NEG", on=NOV).fraction


def test_title_and_source_follow_the_language():
    value = rule("bidding.extension", on=NOV)
    with translation.override("en"):
        assert (value.title, value.source[:14]) == ("Extension by a late bid", "Online judicia")
    with translation.override("zh-hans"):
        assert (value.title, value.source[:7]) == ("每次延时", "最高人民法院网")


def test_rules_in_force_stand_in_order_with_regions_behind_the_general():
    values = rules_in_force(on=NOV)
    assert [value.key for value in values if not value.scope] == list(RuleKey)
    reviews = [(value.scope, value.number) for value in values if value.key == "review.limit"]
    assert reviews == [("", 15), ("1100", 30), ("3300", 10), ("4100", 15)]


def test_the_demonstration_is_marked(settings):
    settings.TTE_RULE_SET = "DEMO"
    assert rule_set_in_force().demonstration is True
    assert {value.demonstration for value in rules_in_force()} == {True}
    assert rule("review.limit", scope="1100").words("en") == "10 minutes"
    assert rule_set_in_force("R2026").demonstration is False


def test_an_unknown_rule_set_is_refused(settings):
    settings.TTE_RULE_SET = "NONE"
    with pytest.raises(RuleMissing):
        rule_set_in_force()
    with pytest.raises(RuleMissing):
        rule("review.limit")


def test_today_is_the_database_clock_without_a_query(django_assert_num_queries):
    RuleSetFactory(code="NOW")
    RuleFactory(rule_set_id="NOW", valid_from=date(2000, 1, 1))
    forget()
    rules_in_force()
    with django_assert_num_queries(0):
        assert rule("test.limit", rule_set="NOW").number == 5
