from datetime import date, timedelta

import pytest

from listings.checks.rights import patent_numbers_are_of_their_kind, rights_are_in_force, rights_outlast_the_notice
from listings.models import IPRight
from tests.factories.listings import AchievementFactory, IPRightFactory
from tte.codelists.calendar import add_working_days
from tte.common.clock import today

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
    ("status", "passed"), [("GRT", True), ("APP", True), ("", True), ("LAP", False), ("INV", False)]
)
def test_rights_are_in_force_and_undisputed(status, passed):
    achievement = AchievementFactory()
    IPRight.objects.filter(achievement=achievement).update(status=status)

    assert rights_are_in_force(achievement).passed is passed


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


def test_without_a_regime_no_notice_can_be_counted():
    assert not rights_outlast_the_notice(AchievementFactory(regime="")).passed
