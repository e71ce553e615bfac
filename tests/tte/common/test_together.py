from decimal import Decimal

import pytest

from listings.models import Achievement
from tests.factories.listings import AchievementFactory, RightShareFactory
from tests.factories.takedown import TakedownFactory
from tte.common.together import fetch_together

pytestmark = pytest.mark.django_db


@pytest.fixture
def achievement():
    made = AchievementFactory()
    for name, percent in (("江洲大学", "33.33"), ("云麓大学", "66.67")):
        RightShareFactory(achievement=made, name=name, percent=Decimal(percent))
    return Achievement.objects.get(pk=made.pk)


def values(rows):
    return sorted(tuple(sorted((name, value) for name, value in vars(row).items() if name[0] != "_")) for row in rows)


def test_the_rows_are_those_that_each_relation_would_fetch(achievement, django_assert_num_queries):
    alone = {name: values(getattr(achievement, name).order_by("pk")) for name in ("ip_rights", "shares", "licences")}

    with django_assert_num_queries(1):
        fetch_together(achievement, "ip_rights", "shares", "licences")
        together = {name: values(getattr(achievement, name).all()) for name in alone}

        assert together == alone
        assert {each.achievement for each in achievement.shares.all()} == {achievement}
    assert sum(each.percent for each in achievement.shares.all()) == Decimal(100)


def test_what_is_taken_down_stays_hidden(achievement):
    TakedownFactory(achievement=achievement)

    fetch_together(achievement, "ip_rights", "shares")

    assert (list(achievement.ip_rights.all()), list(achievement.shares.all())) == ([], [])
