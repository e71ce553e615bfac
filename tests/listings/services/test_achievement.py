from datetime import timedelta

import pytest

from listings.enums import AchievementState
from listings.models import Achievement, SecrecyDeclaration
from listings.services.achievement import (
    Incomplete,
    forward_achievement,
    return_achievement,
    submit_achievement,
    withdraw_achievement,
)
from listings.services.draft import NotOpenForWriting, OfflineRoute, declare_secrecy, save_draft
from listings.undertakings import CURRENT
from tests.factories.accounts import make_actor
from tests.factories.checklist import UNIT_YES
from tests.factories.listings import (
    AchievementFactory,
    IPRightFactory,
    author_of,
    claimed_achievement,
    make_auditor,
    make_officer,
    submitted_achievement,
    the_exchange,
)
from tte.accounts.enums import Role
from tte.casework.enums import CaseState
from tte.common.clock import now, official_date, today
from tte.common.errors import DomainError, TransitionRefused
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = pytest.mark.django_db


def declaration(**changes):
    return {"level": "public", "reviewer_name": "保密办 李工", "reviewed_on": today()} | changes


@pytest.mark.rule("R8-01")
@pytest.mark.parametrize("level", ["internal", "secret", "confidential", "top_secret", "unreviewed", "", "Public"])
def test_declare_secrecy_of_anything_but_public_stores_nothing(level):
    researcher = make_actor(role=Role.RESEARCHER)
    before = Event.objects.count()

    with pytest.raises(OfflineRoute):
        declare_secrecy(**declaration(level=level), by=researcher)

    assert (SecrecyDeclaration.objects.count(), Achievement.objects.count()) == (0, 0)
    assert Event.objects.count() == before


@pytest.mark.rule("R8-02")
def test_declare_secrecy_opens_a_numbered_draft_with_reviewer_and_date():
    researcher = make_actor(role=Role.RESEARCHER)

    achievement = declare_secrecy(**declaration(), by=researcher)

    assert achievement.code == f"A{official_date(now()).year}000001"
    assert achievement.holder == researcher.organisation
    assert achievement.state == AchievementState.DRAFT
    assert achievement.secrecy.reviewer_name == "保密办 李工"


def test_declare_secrecy_with_a_conclusion_of_tomorrow_is_refused():
    with pytest.raises(DomainError):
        declare_secrecy(**declaration(reviewed_on=today() + timedelta(days=1)), by=make_actor(role=Role.RESEARCHER))

    assert Achievement.objects.count() == 0


def test_save_draft_keeps_what_is_incomplete_and_says_which_fields_changed():
    achievement = AchievementFactory(empty=True)

    save_draft(achievement=achievement, by=author_of(achievement), title_zh="石墨烯", price=None)

    achievement.refresh_from_db()
    assert achievement.title_zh == "石墨烯"
    event = Event.objects.get(kind="achievement.edit")
    assert event.data == {"fields": ["title_zh"]}


def test_save_draft_without_a_change_leaves_no_trace():
    achievement = AchievementFactory()

    save_draft(achievement=achievement, by=author_of(achievement), title_zh=achievement.title_zh)

    assert not Event.objects.filter(kind="achievement.edit").exists()


@pytest.mark.rule("R3-42")
def test_save_draft_after_submission_is_refused():
    achievement = submitted_achievement()

    with pytest.raises(NotOpenForWriting):
        save_draft(achievement=achievement, by=author_of(achievement), title_zh="改")

    achievement.refresh_from_db()
    assert achievement.title_zh != "改"


@pytest.mark.rule("R3-33")
def test_submit_achievement_lacking_something_is_refused_with_all_it_lacks():
    achievement = AchievementFactory(empty=True, rights=False)

    with pytest.raises(Incomplete) as refused:
        submit_achievement(achievement=achievement, by=author_of(achievement))

    assert [need.field for need in refused.value.needs] == [
        "title_zh",
        "abstract_zh",
        "field",
        "kind",
        "maturity",
        "is_fiscally_funded",
        "is_encumbered",
        "bears_on_security",
        "regime",
        "right_offered",
        "price",
        "price_basis_kind",
        "price_basis",
        "increment",
        "payment_method",
        "is_related_party",
        "no_licences",
        "no_first_refusals",
        "no_buyer_conditions",
        "no_risks",
        "rights",
    ]
    achievement.refresh_from_db()
    assert achievement.state == AchievementState.DRAFT


@pytest.mark.rule("R4-20")
def test_submit_achievement_with_a_wrong_patent_number_is_refused():
    achievement = AchievementFactory(rights=False)
    right = IPRightFactory(achievement=achievement, number="202110906214.8")

    with pytest.raises(Incomplete) as refused:
        submit_achievement(achievement=achievement, by=author_of(achievement))

    assert [(need.field, need.state) for need in refused.value.needs] == [(f"right-{right.pk}", "wrong")]


def test_submit_achievement_tells_the_officers_of_the_unit_once():
    achievement = AchievementFactory()
    officer = make_officer(achievement.holder)
    stranger = make_actor(role=Role.OFFICER)

    submit_achievement(achievement=achievement, by=author_of(achievement))

    assert list(Notice.objects.values_list("person", "kind")) == [(officer.user.pk, "listings.unit_review_asked")]
    assert not Notice.objects.filter(person=stranger.user).exists()


def test_return_achievement_makes_it_a_draft_and_tells_the_author_why():
    achievement = submitted_achievement()

    return_achievement(achievement=achievement, reason="请补充评估报告", by=make_officer(achievement.holder))

    achievement.refresh_from_db()
    assert achievement.state == AchievementState.DRAFT
    notice = Notice.objects.get(person=achievement.posted_by)
    assert notice.context["reason"] == "请补充评估报告"


def test_forward_achievement_opens_a_case_for_the_exchange_and_owes_it_checks():
    exchange = the_exchange()
    achievement = submitted_achievement()

    achievement = forward_achievement(
        achievement=achievement,
        undertakings=CURRENT,
        answers=UNIT_YES,
        by=make_officer(achievement.holder),
    )

    assert achievement.state == AchievementState.IN_AUDIT
    assert achievement.case.office == exchange
    assert achievement.case.reference == achievement.code
    assert achievement.case.due_at is not None
    assert achievement.case.check_runs.filter(finished_at=None).count() == 1


def test_forward_achievement_twice_is_refused_and_opens_one_case():
    the_exchange()
    achievement = submitted_achievement()
    officer = make_officer(achievement.holder)
    forward_achievement(achievement=achievement, undertakings=CURRENT, answers=UNIT_YES, by=officer)

    with pytest.raises(TransitionRefused):
        forward_achievement(achievement=achievement, undertakings=CURRENT, answers=UNIT_YES, by=officer)

    achievement.refresh_from_db()
    assert achievement.case.state == CaseState.UNCLAIMED
    assert type(achievement.case).objects.filter(kind="listing_audit").count() == 1


@pytest.mark.rule("R3-43")
def test_withdraw_during_the_audit_closes_the_case_and_tells_the_unit():
    achievement = claimed_achievement(make_auditor())
    officer = make_officer(achievement.holder)

    withdrawn = withdraw_achievement(achievement=achievement, by=author_of(achievement))

    withdrawn.case.refresh_from_db()
    assert (withdrawn.state, withdrawn.case.state) == (AchievementState.WITHDRAWN, CaseState.CLOSED)
    assert withdrawn.case.closed_by == achievement.posted_by
    assert Notice.objects.filter(kind="listings.achievement_withdrawn", person=officer.user).count() == 1
    assert not Notice.objects.filter(kind="listings.achievement_withdrawn", person=achievement.posted_by).exists()


@pytest.mark.rule("R3-43")
def test_withdraw_of_what_is_approved_is_refused_and_changes_nothing():
    achievement = AchievementFactory(state=AchievementState.APPROVED)
    before = Event.objects.count()

    with pytest.raises(TransitionRefused):
        withdraw_achievement(achievement=achievement, by=author_of(achievement))

    achievement.refresh_from_db()
    assert (achievement.state, Event.objects.count()) == (AchievementState.APPROVED, before)
