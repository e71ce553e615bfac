from datetime import timedelta
from decimal import Decimal

import pytest

from listings.enums import AchievementState, ListingState
from listings.models import Listing
from listings.selectors.correction import unanswered
from listings.selectors.unit_review import newest_review
from listings.services.achievement import forward_achievement, return_achievement, submit_achievement
from listings.services.audit import (
    ChecksUnfinished,
    approve_achievement,
    ask_correction,
    lapse_correction,
    refuse_achievement,
)
from listings.services.draft import save_draft
from listings.services.listing import RegimeNotOpen
from listings.undertakings import CURRENT
from tests.factories.accounts import MembershipFactory
from tests.factories.checklist import UNIT_YES, every_answer
from tests.factories.listings import (
    audited_achievement,
    author_of,
    claimed_achievement,
    finish_checks,
    make_auditor,
    make_officer,
)
from tte.accounts.enums import Role
from tte.casework.enums import CaseState
from tte.casework.selectors.checklist import open_lines
from tte.casework.services import ConflictOfInterest, NotInHand, ask_checks, claim_case
from tte.casework.services.checklist import LinesOpen
from tte.casework.services.reasons import ReasonMissing, WordsMissing
from tte.common.clock import now
from tte.common.errors import TransitionRefused
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db


def assert_undecided(achievement):
    achievement.refresh_from_db()
    assert achievement.state == AchievementState.IN_AUDIT
    assert Listing.objects.count() == 0
    assert achievement.case.decisions.count() == 0


def test_approve_achievement_publishes_it_and_closes_the_case():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)

    listing = approve_achievement(achievement=achievement, answers=every_answer(), text="", by=auditor)

    achievement.refresh_from_db()
    assert achievement.state == AchievementState.APPROVED
    assert achievement.case.state == CaseState.CLOSED
    assert listing.state == ListingState.IN_NOTICE
    assert achievement.case.decisions.get().conclusion == "approve"


def test_approve_achievement_without_the_case_in_hand_is_refused():
    achievement = audited_achievement()

    with pytest.raises(NotInHand):
        approve_achievement(achievement=achievement, answers=every_answer(), by=make_auditor())

    assert_undecided(achievement)


def test_approve_achievement_that_another_auditor_has_in_hand_is_refused():
    achievement = claimed_achievement(make_auditor())

    with pytest.raises(NotInHand):
        approve_achievement(achievement=achievement, answers=every_answer(), by=make_auditor())

    assert_undecided(achievement)


def test_approve_achievement_while_its_checks_are_owed_is_refused():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    ask_checks(case=achievement.case)

    with pytest.raises(ChecksUnfinished):
        approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)

    assert_undecided(achievement)


@pytest.mark.rule("R8-31")
def test_an_auditor_who_also_belongs_to_the_holder_cannot_conclude():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    MembershipFactory(user=auditor.user, organisation=achievement.holder, role=Role.RESEARCHER)

    with pytest.raises(ConflictOfInterest):
        approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)

    assert_undecided(achievement)


def test_approve_achievement_twice_is_refused_and_lists_it_once():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)

    with pytest.raises(TransitionRefused):
        approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)

    assert Listing.objects.count() == 1


@pytest.mark.rule("R3-30")
def test_approve_achievement_under_a_regime_that_is_not_open_to_the_holder_is_refused():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    type(achievement).objects.filter(pk=achievement.pk).update(regime="LIST-SOE")

    with pytest.raises(RegimeNotOpen):
        approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)

    assert_undecided(achievement)


@pytest.mark.parametrize(
    ("reason_code", "text", "refusal", "field"),
    [
        ("", "请补充", ReasonMissing, "reason_code"),
        ("E98", "请补充", ReasonMissing, "reason_code"),
        ("E1", "", WordsMissing, "text"),
        ("E1", "  ", WordsMissing, "text"),
    ],
)
@pytest.mark.parametrize("act", [ask_correction, refuse_achievement])
def test_a_conclusion_against_it_needs_a_listed_reason_and_words(act, reason_code, text, refusal, field):
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)

    with pytest.raises(refusal) as refused:
        act(achievement=achievement, reason_code=reason_code, text=text, by=auditor)
    assert refused.value.field == field

    assert_undecided(achievement)


def test_refuse_achievement_closes_the_case_and_tells_author_and_officer_why():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    officer = achievement.case.opened_by

    refuse_achievement(achievement=achievement, reason_code="E13", text="数据不实", by=auditor)

    achievement.refresh_from_db()
    assert achievement.state == AchievementState.REFUSED
    assert achievement.case.state == CaseState.CLOSED
    told = Notice.objects.filter(kind="listings.achievement_refused").order_by("person")
    assert {notice.person for notice in told} == {achievement.posted_by, officer}
    assert {notice.context["text"] for notice in told} == {"数据不实"}


def test_a_correction_goes_round_back_to_the_author_and_again_to_the_queue():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)

    ask_correction(achievement=achievement, reason_code="E8", text="请附 TRL 6 佐证", by=auditor)
    achievement.refresh_from_db()
    assert (achievement.state, achievement.case.state) == (AchievementState.CORRECTION, CaseState.WAITING)

    author = author_of(achievement)
    save_draft(achievement=achievement, by=author, maturity=3)
    submit_achievement(achievement=achievement, by=author)
    forward_achievement(
        achievement=achievement,
        undertakings=CURRENT,
        answers=UNIT_YES,
        by=make_officer(achievement.holder),
    )
    achievement.refresh_from_db()
    assert (achievement.state, achievement.case.state) == (AchievementState.IN_AUDIT, CaseState.UNCLAIMED)
    assert achievement.case.check_runs.filter(finished_at=None).count() == 1

    finish_checks(achievement.case)
    claim_case(case=achievement.case, by=auditor)
    listing = approve_achievement(achievement=achievement, answers=every_answer(), by=auditor)
    assert listing.achievement.maturity == 3
    assert [each.conclusion for each in achievement.case.decisions.order_by("pk")] == ["ask_correction", "approve"]


def test_an_approval_without_its_checklist_is_refused():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)

    with pytest.raises(LinesOpen) as refusal:
        approve_achievement(achievement=achievement, answers=every_answer()[:1], by=auditor)

    assert [line.code for line in refusal.value.lines] == [line.code for line in open_lines(achievement.case)]

    assert_undecided(achievement)


@pytest.mark.rule("R1-29")
def test_a_high_price_is_listed_by_the_word_of_a_second_person():
    first, second = make_auditor(), make_auditor()
    achievement = claimed_achievement(first, price=Decimal(12000000))

    assert approve_achievement(achievement=achievement, answers=every_answer(), by=first) is None
    achievement.refresh_from_db()
    assert (achievement.state, achievement.case.state) == (AchievementState.IN_AUDIT, CaseState.UNCLAIMED)
    with pytest.raises(ConflictOfInterest):
        claim_case(case=achievement.case, by=first)
    claim_case(case=achievement.case, by=second)
    approve_achievement(achievement=achievement, answers=every_answer(), by=second)

    assert list(achievement.case.decisions.order_by("pk").values_list("step", "conclusion", "decided_by")) == [
        ("audit", "propose", first.user.pk),
        ("second", "approve", second.user.pk),
    ]
    assert Listing.objects.count() == 1


def asked_long_ago(auditor, **ago):
    achievement = claimed_achievement(auditor)
    achievement = ask_correction(achievement=achievement, reason_code="E8", text="请补充", by=auditor)
    achievement.case.stops.update(stopped_at=now() - timedelta(**ago))
    return achievement


def test_a_correction_nobody_answers_in_time_closes_the_audit_and_is_told_once(settings):
    settings.TTE_RULE_SET = "R2026"
    achievement = asked_long_ago(make_auditor(), days=30)
    assert unanswered() == [achievement.pk]

    assert lapse_correction(achievement=achievement)

    achievement.refresh_from_db()
    assert (achievement.state, achievement.case.state) == (AchievementState.WITHDRAWN, CaseState.CLOSED)
    assert (achievement.case.closed_by, achievement.case.closed_at is None) == (None, False)
    told = Notice.objects.filter(kind="listings.correction_lapsed")
    assert achievement.posted_by_id in told.values_list("person", flat=True)
    count = told.count()
    assert (lapse_correction(achievement=achievement), unanswered(), told.count()) == (False, [], count)


@pytest.mark.rule("R8-31")
def test_an_answer_that_the_unit_gave_back_is_awaited_for_a_whole_time_and_then_lapses_too(settings):
    settings.TTE_RULE_SET = "R2026"
    achievement = asked_long_ago(make_auditor(), days=30)
    achievement = submit_achievement(achievement=achievement, by=author_of(achievement))
    achievement = return_achievement(achievement=achievement, reason="数据不全", by=make_officer(achievement.holder))
    assert achievement.state == AchievementState.DRAFT
    assert (unanswered(), lapse_correction(achievement=achievement)) == ([], False)

    review = newest_review(achievement)
    review.case.stops.update(stopped_at=now() - timedelta(days=30))
    assert unanswered() == [achievement.pk]
    assert lapse_correction(achievement=achievement)
    achievement.refresh_from_db()
    review.case.refresh_from_db()
    closed = {achievement.case.state, review.case.state}
    assert (achievement.state, closed, unanswered()) == (AchievementState.WITHDRAWN, {CaseState.CLOSED}, [])


def test_an_answer_before_the_end_keeps_the_audit_also_while_the_unit_reviews_it(settings):
    settings.TTE_RULE_SET = "R2026"
    fresh = asked_long_ago(make_auditor(), hours=1)
    answered = asked_long_ago(make_auditor(), days=30)
    submit_achievement(achievement=answered, by=author_of(answered))

    assert unanswered() == []
    assert not lapse_correction(achievement=fresh)
    assert not lapse_correction(achievement=answered)
    answered.refresh_from_db()
    assert (answered.state, answered.case.state) == (AchievementState.SUBMITTED, CaseState.WAITING)
