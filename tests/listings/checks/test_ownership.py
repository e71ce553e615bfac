from datetime import date
from decimal import Decimal

import pytest

from listings.checks.ownership import other_owners_have_agreed, rights_belong_to_the_owners, shares_make_a_whole
from listings.models import IPRight
from tests.factories.listings import AchievementFactory, AttachmentFactory, RightShareFactory

pytestmark = pytest.mark.django_db


@pytest.mark.rule("R3-16")
@pytest.mark.parametrize(
    ("holder", "other", "passed"),
    [("60", "40", True), ("60", "39.99", False), ("100", None, True), (None, "100", False), (None, None, True)],
)
def test_shares_make_a_whole_with_the_holder_among_them(holder, other, passed):
    achievement = AchievementFactory()
    if holder:
        RightShareFactory(achievement=achievement, percent=Decimal(holder))
    if other:
        RightShareFactory(achievement=achievement, other=True, percent=Decimal(other))

    assert shares_make_a_whole(achievement).passed is passed


@pytest.mark.rule("R3-16")
@pytest.mark.parametrize(
    ("consented", "paper", "passed"),
    [(date(2026, 9, 1), True, True), (date(2026, 9, 1), False, False), (None, True, False)],
)
def test_other_owners_have_agreed_on_a_day_and_on_paper(consented, paper, passed):
    achievement = AchievementFactory()
    RightShareFactory(achievement=achievement)
    share = RightShareFactory(achievement=achievement, other=True, consented_on=consented, percent=40)
    if paper:
        AttachmentFactory(achievement=achievement, evidence="consent")

    finding = other_owners_have_agreed(achievement)

    assert finding.passed is passed
    assert finding.evidence == {"names": [] if consented else [share.name], "paper": paper}


def test_a_holder_alone_needs_nobodys_consent():
    assert other_owners_have_agreed(AchievementFactory()).passed


@pytest.mark.rule("R3-35")
def test_rights_belong_to_the_owners_and_a_stranger_is_named():
    achievement = AchievementFactory()
    share = RightShareFactory(achievement=achievement, other=True, percent=40)
    right = achievement.ip_rights.get()
    for name in (achievement.holder.name_zh, f" {share.name}（", ""):
        IPRight.objects.filter(pk=right.pk).update(holder=name)
        assert rights_belong_to_the_owners(achievement).passed

    IPRight.objects.filter(pk=right.pk).update(holder="海岸防腐工程有限公司")

    assert rights_belong_to_the_owners(achievement).evidence == {"rights": [[right.number, "海岸防腐工程有限公司"]]}
