from datetime import date, timedelta

import pytest
from django.utils import translation

from listings.checks.rights import (
    no_right_has_expired,
    patent_numbers_are_of_their_kind,
    patent_numbers_have_their_check_character,
    rights_are_in_force,
    rights_end_when_their_term_does,
    rights_outlast_the_notice,
)
from listings.models import IPRight
from listings.presenting.checks_words import evidence_words
from listings.selectors.completeness import missing
from listings.selectors.right_term import term_of
from tests.factories.listings import AchievementFactory, IPRightFactory, NoticePlanFactory
from tte.casework.selectors import ResultRow
from tte.codelists.calendar import add_working_days
from tte.common.clock import now, official_date, today

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R4-20")
@pytest.mark.parametrize(
    ("ip_type", "number", "passed"),
    [
        ("11", "202310123456.6", True),
        ("12", "202310123456.6", False),
        ("10", "202310123456.6", True),
        ("11", "202310123456.7", True),  # another check says that the number is wrong
        ("20", "固化制度曲线", True),
    ],
)
def test_patent_numbers_are_of_the_kind_their_fifth_digit_says(ip_type, number, passed):
    achievement = AchievementFactory(rights=False)
    IPRightFactory(achievement=achievement, ip_type=ip_type, number=number)

    assert patent_numbers_are_of_their_kind(achievement).passed is passed


@pytest.mark.rule("R3-35")
@pytest.mark.parametrize(
    ("status", "passed"), [("GRT", True), ("APP", True), ("", False), ("LAP", False), ("INV", False)]
)
def test_rights_are_in_force_and_undisputed(status, passed):
    achievement = AchievementFactory()
    IPRight.objects.filter(achievement=achievement).update(status=status)

    assert rights_are_in_force(achievement).passed is passed


@pytest.mark.rule("R3-35")
def test_a_right_that_is_in_no_register_needs_no_status_and_no_end():
    achievement = AchievementFactory(rights=False)
    IPRightFactory(achievement=achievement, ip_type="20", number="", name="固化曲线", status="", expires_on=None)

    checks = (rights_are_in_force, no_right_has_expired, rights_outlast_the_notice)
    assert [check(achievement).passed for check in checks] == [True] * 3


@pytest.mark.rule("R1-03")
def test_where_no_end_is_stated_a_right_ends_with_its_term_and_without_its_day_nobody_can_say(settings):
    settings.TTE_RULE_SET = "R2026"
    achievement = AchievementFactory(rights=False)
    right = IPRightFactory(achievement=achievement, expires_on=None, filed_on=date(1990, 5, 1))
    assert no_right_has_expired(achievement).evidence == {"numbers": [right.number], "unknown": []}

    soon = today() + timedelta(days=5)
    IPRight.objects.filter(pk=right.pk).update(filed_on=soon.replace(year=soon.year - 20))
    ends = rights_outlast_the_notice(achievement)
    assert (no_right_has_expired(achievement).passed, ends.passed) == (True, False)
    assert [number for number, _day in ends.evidence["rights"]] == [right.number]

    IPRight.objects.filter(pk=right.pk).update(filed_on=None)
    for check in (no_right_has_expired, rights_outlast_the_notice):
        finding = check(achievement)
        assert (finding.passed, finding.evidence["unknown"]) == (False, [right.number])
        with translation.override("en"):
            row = ResultRow(check.__name__, "", "", False, finding.evidence, now())
            assert f"nothing is given that tells the end of: {right.number}" in evidence_words(row)


@pytest.mark.rule("R4-20")
@pytest.mark.parametrize(
    ("number", "passed"),
    [
        ("US17/123456", True),
        ("EP23123456.1", True),
        ("wo2023/123456", True),
        ("ZZ202310123456.1", False),
        ("XX1", False),
    ],
)
def test_a_number_from_abroad_is_of_an_office_that_there_is(number, passed):
    achievement = AchievementFactory(rights=False)
    IPRightFactory(achievement=achievement, number=number)

    assert patent_numbers_have_their_check_character(achievement).passed is passed
    assert ("rights" in {need.section for need in missing(achievement)}) is not passed


@pytest.mark.rule("R3-30")
def test_rights_outlast_the_notice_counted_from_today(settings):
    settings.TTE_RULE_SET = "R2026"
    achievement = AchievementFactory(regime="LIST-PUB")  # ten working days
    right = achievement.ip_rights.get()
    last = add_working_days(today(), 10).day
    for expires_on, passed in ((last, False), (last + timedelta(days=1), True), (date(2020, 1, 1), True)):
        IPRight.objects.filter(pk=right.pk).update(expires_on=expires_on)
        finding = rights_outlast_the_notice(achievement)
        assert (finding.passed, finding.evidence["until"]) == (passed, last.isoformat())


@pytest.mark.rule("R3-24")
@pytest.mark.parametrize(
    ("regime", "plan", "days"),
    [
        ("LIST-PUB", {"notice_length": 20}, 20),
        ("LIST-PUB", {"notice_length": 12, "extensions_allowed": 2, "extension_length": 5}, 22),
        ("NEG", {"notice_length": 40, "extensions_allowed": 1, "extension_length": 5}, None),
    ],
)
def test_rights_outlast_the_notice_that_is_planned_with_its_extensions(settings, regime, plan, days):
    """What another regime asked for and is still kept does not count."""
    settings.TTE_RULE_SET = "R2026"
    achievement = AchievementFactory(regime=regime, publicity=False)
    NoticePlanFactory(achievement=achievement, **plan)
    right = achievement.ip_rights.get()
    last = today() + timedelta(days=40) if days is None else add_working_days(today(), days).day
    for expires_on, passed in ((last, False), (last + timedelta(days=1), True)):
        IPRight.objects.filter(pk=right.pk).update(expires_on=expires_on)
        finding = rights_outlast_the_notice(achievement)
        assert (finding.passed, finding.evidence["until"]) == (passed, last.isoformat())


def test_rights_outlast_the_sale_of_an_auctioneer(settings):
    settings.TTE_RULE_SET = "R2026"
    achievement = AchievementFactory(regime="AUCTION")
    sale_at = now() + timedelta(days=30)
    NoticePlanFactory(achievement=achievement, sale_at=sale_at, notice_length=90)
    right, last = achievement.ip_rights.get(), official_date(sale_at)
    for expires_on, passed in ((last, False), (last + timedelta(days=1), True)):
        IPRight.objects.filter(pk=right.pk).update(expires_on=expires_on)
        finding = rights_outlast_the_notice(achievement)
        assert (finding.passed, finding.evidence["until"]) == (passed, last.isoformat())


def test_without_a_regime_no_notice_can_be_counted():
    assert not rights_outlast_the_notice(AchievementFactory(regime="")).passed


@pytest.mark.rule("R1-03")
def test_no_right_is_said_to_last_longer_than_its_term():
    achievement = AchievementFactory(rights=False)
    right = IPRightFactory(
        achievement=achievement, ip_type="11", filed_on=date(2023, 2, 1), expires_on=date(2043, 2, 1)
    )
    term = term_of(right)
    assert rights_end_when_their_term_does(achievement).passed

    IPRight.objects.filter(pk=right.pk).update(expires_on=term.ends_on + timedelta(days=1))
    finding = rights_end_when_their_term_does(achievement)

    later = (term.ends_on + timedelta(days=1)).isoformat()
    assert (finding.passed, finding.evidence["rights"]) == (False, [[right.number, later, term.ends_on.isoformat()]])
    IPRight.objects.filter(pk=right.pk).update(filed_on=None)
    assert rights_end_when_their_term_does(achievement).passed, "without the day from which it runs nobody can say"
