"""Copies and twins of what is taken down: named to the head, and hidden in the same act if the head says so (R8-03)."""

import json

import pytest

from listings.enums import KinReason, ListingState
from listings.models import Achievement, Listing, Takedown
from listings.selectors.kin import kindred
from listings.services.takedown import NotWithYou, reinstate
from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.listings import AchievementFactory, IPRightFactory, ListingFactory, audited_achievement
from tests.factories.takedown import make_head, taken_down
from tte.accounts.enums import OrganisationKind, Role
from tte.feed.relay import relay_all
from tte.notices.models import Notice
from tte.search.follower import rebuild
from tte.trail.models import Event

pytestmark = [pytest.mark.django_db, pytest.mark.rule("R8-03")]
TEXT = (
    "本成果提出一种用于海洋工程钢结构的石墨烯改性环氧涂层，在盐雾试验中三千小时无起泡，附着力保持一级，"
    "适用于海上风电塔筒、跨海桥梁与船舶压载舱的长效防护，已在两处现场完成挂片验证。"
)
OTHER = (
    "面向设施农业的低功耗土壤墒情监测终端，采用太阳能供电与窄带物联网通信，每十分钟上报一次数据，"
    "支持远程校准与分区灌溉联动，在三个县的温室内连续运行两年，节水约三成。"
)


def listed(**fields) -> Achievement:
    given = {"title_en": "", "abstract_zh": OTHER, "abstract_en": ""} | fields
    return unlike(ListingFactory(**given).achievement)


def unlike(achievement: Achievement) -> Achievement:
    """Factories give every record the same right."""
    achievement.ip_rights.all().delete()
    return achievement


@pytest.fixture
def first():
    return listed(title_zh="石墨烯涂层薄膜", abstract_zh=TEXT)


def names(kin) -> dict:
    return {each.achievement.pk: (each.place, each.why, each.is_open) for each in kin.records}


def test_copies_twins_and_the_same_right_are_named_and_what_others_keep_is_only_counted(first, search_index):
    IPRightFactory(achievement=first, number="202310123456.6")
    original = listed(title_zh="甲种防腐膜")
    Achievement.objects.filter(pk=first.pk).update(copied_from=original)
    copy = listed(title_zh="乙种防腐膜", copied_from=first)
    near = listed(title_zh="丙种防腐膜", abstract_zh=TEXT.replace("三千", "四千"))
    right = unlike(audited_achievement(title_zh="丁种防腐膜", title_en="", abstract_zh=OTHER, abstract_en=""))
    IPRightFactory(achievement=right, number="202310123456.6")
    title = listed(title_zh="石墨烯 涂层薄膜")
    draft = unlike(AchievementFactory(title_zh="戊种防腐膜", title_en="", copied_from=copy))
    listed(title_zh="己种监测终端")
    relay_all()
    rebuild()
    first.refresh_from_db()

    kin = kindred(first, by=make_head())

    assert names(kin) == {
        original.pk: ("listing", [KinReason.COPY], True),
        copy.pk: ("listing", [KinReason.COPY], True),
        near.pk: ("listing", [KinReason.TEXT], True),
        right.pk: ("submission", [KinReason.RIGHT], True),
        title.pk: ("listing", [KinReason.TITLE], True),
    }
    assert (kin.elsewhere, kin.is_complete) == (1, True)
    assert draft.pk not in names(kin)


def test_what_another_exchange_lists_is_named_and_cannot_be_taken_along(first, search_index):
    copy = listed(title_zh="乙种防腐膜", copied_from=first)
    Listing.objects.update(exchange=OrganisationFactory(kind=OrganisationKind.EXCHANGE))
    Listing.objects.filter(achievement=first).update(exchange=make_head().organisation)
    Achievement.objects.filter(pk=copy.pk).update(case=None)

    assert names(kindred(first, by=make_head())) == {copy.pk: ("listing", [KinReason.COPY], False)}
    with pytest.raises(NotWithYou):
        taken_down(first, make_head(), along=[copy.code])
    assert Takedown.objects.count() == 0


def test_without_an_index_copies_are_named_and_it_says_that_texts_were_not_compared(first):
    copy = listed(title_zh="乙种防腐膜", copied_from=first)
    kin = kindred(first, by=make_head())
    assert (list(names(kin)), kin.is_complete) == ([copy.pk], False)


def test_one_act_hides_the_copy_of_somebody_else_and_leaves_what_was_not_named(first):
    copy = listed(title_zh="乙种防腐膜", copied_from=first)
    left = listed(title_zh="石墨烯涂层薄膜", copied_from=first)
    head = make_head()

    takedown = taken_down(first, head, along=[copy.code])

    assert list(Listing.objects.values_list("achievement", flat=True)) == [left.pk]
    (other,) = takedown.together
    assert (other.achievement_id, other.first, other.together) == (copy.pk, takedown, [takedown])
    assert other.code != takedown.code
    assert json.loads(other.evidence.text)["rows"]["listings.achievement"][0]["title_zh"] == "乙种防腐膜"
    assert json.loads(other.evidence.text)["takedown"]["first"] == takedown.code
    told = Notice.objects.filter(kind="listings.taken_down", person=copy.posted_by)
    assert [each.context["code"] for each in told] == [other.code]
    assert Event.objects.filter(kind="achievement.take_down").count() == 2
    assert Listing._base_manager.get(achievement=copy).state == ListingState.SUSPENDED

    reinstate(takedown=other, reason_code="B1", text="", by=head)

    assert set(Listing.objects.values_list("achievement", flat=True)) == {left.pk, copy.pk}
    takedown.refresh_from_db()
    assert takedown.state == "standing"


def test_all_of_an_act_go_or_none(first):
    copy = listed(title_zh="乙种防腐膜", copied_from=first)
    for wrong in ("A2026999999", AchievementFactory(copied_from=first).code):
        with pytest.raises(NotWithYou):
            taken_down(first, make_head(), along=[copy.code, wrong])
    assert (Takedown.objects.count(), Listing.objects.count()) == (0, 2)


def test_nobody_takes_along_what_they_have_a_stake_in(first):
    copy = listed(title_zh="乙种防腐膜", copied_from=first)
    head = make_head()
    make_actor(role=Role.OFFICER, organisation=copy.holder, user=head.user)
    assert names(kindred(first, by=head))[copy.pk][2] is False
    with pytest.raises(NotWithYou):
        taken_down(first, head, along=[copy.code])
