"""Near-duplicates: found through the index, told by the texts, shown as far as the reader may see them."""

import pytest
from django.urls import reverse

from listings.checks.duplicates import (
    nothing_taken_down_is_repeated,
    rights_carry_no_other_listing,
    text_is_near_no_other_record,
)
from listings.enums import ListingState
from listings.models import Listing, Takedown
from listings.selectors.near import near_twins
from tests.factories.accounts import OrganisationFactory
from tests.factories.listings import (
    AchievementFactory,
    IPRightFactory,
    ListingFactory,
    audited_achievement,
    catalogue_record,
    finish_checks,
    make_auditor,
)
from tests.factories.takedown import TakedownFactory
from tests.markup import even
from tte.accounts.enums import OrganisationKind
from tte.casework import running
from tte.casework.models import Case
from tte.casework.selectors import checks_owed, newest_results, newest_run
from tte.feed.relay import relay_all
from tte.search.follower import catch_up, rebuild
from tte.search.level import is_level

pytestmark = pytest.mark.django_db

ZH = (
    "本发明公开了一种耐腐蚀自清洁石墨烯涂层薄膜，在金属基底上依次沉积石墨烯阻隔层与低表面能微纳结构层，"
    "薄膜总厚约十二微米，经三千小时中性盐雾试验无锈蚀，接触角大于一百五十度，适用于海洋装备与输电塔架的长期防护。"
)
ZH_COPY = (
    "本成果提供一种耐腐蚀自清洁的石墨烯涂层薄膜，于金属基底上先后沉积石墨烯阻隔层与低表面能微纳结构层，"
    "薄膜总厚约十微米，经两千小时中性盐雾试验没有锈蚀，接触角大于一百五十度，可用于海洋装备与输电塔架的防护。"
)
ZH_OTHER = (
    "本发明公开了一种用于石墨烯薄膜转移的卷对卷装置，包括放卷辊、热压辊、刻蚀槽与收卷辊，热压辊之间的间隙由伺服电机调节，"
    "刻蚀槽内设有循环泵与过滤器，能够连续转移幅宽半米的薄膜，破损率低于百分之一，适合工业生产。"
)
EN = (
    "A corrosion resistant, self cleaning graphene coating film is deposited on a metal substrate in two layers: a"
    " graphene barrier layer and a micro structured layer of low surface energy. The film is twelve micrometres thick"
    " and showed no rust after three thousand hours of neutral salt spray."
)
EN_COPY = EN.replace("is deposited on a metal substrate", "is grown on metal").replace("no rust", "no corrosion")


def put_in_index():
    relay_all()
    catch_up()


@pytest.fixture
def listed(search_index):
    listing = ListingFactory(title_zh="石墨烯涂层薄膜", title_en="Coating film", abstract_zh=ZH, abstract_en=EN)
    rebuild()
    return listing


def found(achievement) -> list[tuple]:
    put_in_index()
    finding = text_is_near_no_other_record(achievement)
    assert finding.passed is not bool(finding.evidence["records"])
    return [tuple(each[:3]) for each in finding.evidence["records"]]


@pytest.mark.rule("R3-33")
@pytest.mark.parametrize(
    ("texts", "language"),
    [({"abstract_zh": ZH_COPY, "abstract_en": ""}, "zh"), ({"abstract_zh": "", "abstract_en": EN_COPY}, "en")],
)
def test_a_copy_with_changes_is_found_in_either_language(listed, texts, language):
    copy = AchievementFactory(title_zh="海洋防护新膜", title_en="A new film", **texts)

    assert found(copy) == [("listing", listed.pk, language)]
    assert 60 < text_is_near_no_other_record(copy).evidence["records"][0][3] < 100


def test_a_text_of_the_same_topic_is_no_copy(listed):
    other = AchievementFactory(title_zh="石墨烯薄膜转移装置", title_en="Transfer device", abstract_zh=ZH_OTHER)
    put_in_index()

    finding = text_is_near_no_other_record(other)

    assert (finding.passed, finding.evidence["records"]) == (True, [])
    assert finding.evidence["of"] == 1


def test_a_title_alone_is_enough_where_a_record_has_no_more(search_index):
    record = catalogue_record(content="title\nA method of growing graphene films on copper foil at low pressure\n")
    rebuild()
    near = AchievementFactory(
        title_zh="",
        abstract_zh="",
        abstract_en=EN,
        title_en="Method of growing graphene films on copper foil at low pressure",
    )

    assert found(near) == [("catalogue", record.pk, "en")]


def test_what_was_withdrawn_is_not_compared_even_before_the_index_knows(listed):
    Listing.objects.filter(pk=listed.pk).update(state=ListingState.WITHDRAWN)

    assert found(AchievementFactory(abstract_zh=ZH_COPY)) == []


def test_its_own_listings_are_no_copies_of_it_the_former_ones_neither(listed):
    achievement = listed.achievement
    Listing.objects.filter(pk=listed.pk).update(state=ListingState.EXPIRED)
    newer = Listing.objects.get(pk=listed.pk)
    newer.pk, newer.code = None, "TX26-05-99999"
    newer.save(force_insert=True)

    assert found(achievement) == []


def test_two_submissions_at_the_same_time_find_each_other_and_leave_with_the_audit(search_index):
    rebuild()
    first = audited_achievement(abstract_zh=ZH, title_zh="甲膜层的制备方法")
    second = audited_achievement(abstract_zh=ZH_COPY, title_zh="乙涂料及其应用")
    put_in_index()

    assert (found(first), found(second)) == ([("submission", second.pk, "zh")], [("submission", first.pk, "zh")])

    type(second).objects.filter(pk=second.pk).update(state="withdrawn")
    put_in_index()
    assert near_twins(first).records == 1
    assert found(first) == []


@pytest.mark.rule("R3-33")
def test_of_two_copies_handed_in_together_none_passes_before_the_index_holds_them(search_index):
    rebuild()
    first = audited_achievement(abstract_zh=ZH, title_zh="甲膜层的制备方法", checked=False)
    second = audited_achievement(abstract_zh=ZH_COPY, title_zh="乙涂料及其应用", checked=False)
    for each in (first, second):
        assert run_of(each, running.run_checks) is False

    relay_all()
    assert run_of(first, running.run_checks) is False
    catch_up()
    for each in (first, second):
        assert run_of(each, running.run_checks) is True
    assert (found(first), found(second)) == ([("submission", second.pk, "zh")], [("submission", first.pk, "zh")])


def test_what_is_written_later_does_not_put_a_run_off(search_index):
    """Where something is written all the time, an index that follows is never level with this very moment."""
    rebuild()
    first = audited_achievement(abstract_zh=ZH, checked=False)
    assert run_of(first, running.run_checks) is False
    put_in_index()

    audited_achievement(abstract_zh=ZH_OTHER, checked=False)
    assert is_level() is False
    assert run_of(first, running.run_checks) is True
    assert near_answer(first).passed is True


@pytest.mark.rule("R3-33")
def test_a_run_without_the_index_is_done_after_a_minute_and_owed_again_once_the_index_is_level(search_index):
    rebuild()
    first = audited_achievement(abstract_zh=ZH, checked=False)
    assert run_of(first, running.run_checks) is False
    finish_checks(first.case)
    assert (near_answer(first).passed, near_answer(first).evidence) == (False, {"could_not_run": "index_behind"})

    running.owe_again()
    assert checks_owed(first.case) is False
    put_in_index()
    running.owe_again()
    assert checks_owed(first.case) is True
    put_in_index()
    assert run_of(first, running.run_checks) is True
    assert near_answer(first).passed is True
    running.owe_again()
    assert checks_owed(first.case) is False


def run_of(achievement, act):
    return act(run_id=newest_run(achievement.case).pk)


def near_answer(achievement):
    return next(row for row in newest_results(achievement.case) if row.name == "text_is_near_no_other_record")


def test_without_an_index_the_check_is_a_finding(settings, tmp_path):
    settings.TTE_PROJECTIONS = tmp_path / "none"

    finding = text_is_near_no_other_record(AchievementFactory(abstract_zh=ZH))

    assert (finding.passed, finding.evidence) == (False, {"could_not_run": "no_index"})


@pytest.mark.rule("R3-35")
def test_a_right_that_carries_another_listing_is_named(search_index):
    listing = ListingFactory()  # each has the right of the factory
    audited = audited_achievement()
    AchievementFactory()  # a draft says nothing yet
    mine = AchievementFactory(rights=False)
    IPRightFactory(achievement=mine, number="202310123456.6")

    finding = rights_carry_no_other_listing(mine)

    assert finding.evidence == {"records": [["listing", listing.pk], ["submission", audited.pk]]}
    assert rights_carry_no_other_listing(AchievementFactory(rights=False)).passed


@pytest.mark.rule("R8-03")
@pytest.mark.parametrize(
    "said",
    [
        {"title_zh": "石墨烯涂层薄膜", "rights": False},
        {"title_zh": "海洋防护新膜"},  # by the number of its right
        {"title_zh": "海洋防护新膜", "rights": False, "abstract_zh": ZH_COPY},
    ],
)
def test_what_was_taken_down_is_not_posted_again_and_the_finding_names_the_act_alone(said):
    first = ListingFactory(title_zh="石墨烯涂层薄膜", title_en="", abstract_zh=ZH).achievement
    again = AchievementFactory(**{"title_en": "", "abstract_zh": ZH_OTHER} | said)
    assert nothing_taken_down_is_repeated(again).passed, "it is not taken down yet"

    act = TakedownFactory(achievement=first)

    finding = nothing_taken_down_is_repeated(again)
    assert (finding.passed, finding.evidence) == (False, {"takedowns": [act.code]})
    assert nothing_taken_down_is_repeated(first).passed

    Takedown.objects.filter(pk=act.pk).update(
        state="reinstated", reinstated_at=act.taken_down_at, reinstated_by=act.taken_down_by
    )
    assert nothing_taken_down_is_repeated(again).passed


@pytest.mark.rule("R8-03")
def test_a_copy_of_what_was_taken_down_is_found_whatever_became_of_its_words():
    first = ListingFactory(title_zh="石墨烯涂层薄膜", title_en="", abstract_zh=ZH).achievement
    copy = AchievementFactory(title_zh="另一成果", title_en="", abstract_zh=ZH_OTHER, rights=False, copied_from=first)
    act = TakedownFactory(achievement=first)
    other = AchievementFactory(title_zh="第三成果", title_en="", abstract_zh=ZH_OTHER, rights=False)

    assert nothing_taken_down_is_repeated(copy).evidence == {"takedowns": [act.code]}
    assert nothing_taken_down_is_repeated(other).passed


# --- on the page ------------------------------------------------------------------------------------------------------


def indexed_and_checked(**fields):
    achievement = audited_achievement(checked=False, **fields)
    put_in_index()
    finish_checks(achievement.case)
    return achievement


def page_of(client, case: Case):
    return client.get(reverse("listings:audit_case", args=[case.reference]))


def test_the_page_shows_the_passages_of_both_side_by_side(client, listed):
    copy = indexed_and_checked(title_zh="海洋防护新膜", title_en="", abstract_zh=ZH_COPY)
    client.force_login(make_auditor().user)

    page = page_of(client, copy.case)

    (record,) = page.context["check_twins"]
    assert record.url == reverse("listings:listing", args=[listed.code])
    same = [words for words, is_same in record.passages[0].ours if is_same]
    assert all(words in ZH and words in ZH_COPY for words in same)
    assert f"<mark>{same[0]}</mark>" in even(page.text)


def test_the_page_shows_nothing_of_a_record_that_was_withdrawn_meanwhile(client, listed):
    copy = indexed_and_checked(title_zh="海洋防护新膜", title_en="", abstract_zh=ZH_COPY)
    Listing.objects.filter(pk=listed.pk).update(state=ListingState.WITHDRAWN)
    client.force_login(make_auditor().user)

    page = page_of(client, copy.case)

    assert page.context["check_twins"] == []
    text = page.content.decode()
    assert listed.code not in text
    assert "三千小时" not in text


def test_the_page_shows_nothing_of_a_submission_before_another_office(client, search_index):
    rebuild()
    theirs = audited_achievement(abstract_zh=ZH, title_zh="甲膜层的制备方法")
    Case.objects.filter(pk=theirs.case.pk).update(office=OrganisationFactory(kind=OrganisationKind.EXCHANGE))
    put_in_index()
    ours = indexed_and_checked(abstract_zh=ZH_COPY, title_zh="乙涂料及其应用")
    client.force_login(make_auditor().user)

    page = page_of(client, ours.case)

    (finding,) = [each for each in page.context["check_findings"] if each.row.name == "text_is_near_no_other_record"]
    assert [(record.url, record.passages) for record in finding.records] == [("", ())]
    text = page.content.decode()
    assert theirs.code not in text
    assert theirs.title_zh not in text


@pytest.mark.rule("R8-31")
def test_the_page_shows_nothing_of_a_submission_that_touches_the_readers_interests(client, search_index):
    rebuild()
    reader = make_auditor()
    theirs = audited_achievement(abstract_zh=ZH, title_zh="甲膜层的制备方法")
    Case.objects.filter(pk=theirs.case.pk).update(barred=[reader.user.pk])
    put_in_index()
    ours = indexed_and_checked(abstract_zh=ZH_COPY, title_zh="乙涂料及其应用")
    client.force_login(reader.user)

    page = page_of(client, ours.case)

    (finding,) = [each for each in page.context["check_findings"] if each.row.name == "text_is_near_no_other_record"]
    assert [(record.url, record.passages) for record in finding.records] == [("", ())]
    assert theirs.title_zh not in page.content.decode()
