"""The unit's review is a case of its own house."""

import pytest

from listings.enums import AchievementState
from listings.models import UnitReview
from listings.selectors.completeness import missing
from listings.services.achievement import (
    Incomplete,
    forward_achievement,
    return_achievement,
    save_answered_draft,
    submit_achievement,
    withdraw_achievement,
)
from listings.services.audit import ask_correction
from listings.services.draft import save_draft
from listings.undertakings import CURRENT
from tests.factories.accounts import make_actor
from tests.factories.checklist import UNIT_YES
from tests.factories.listings import (
    AchievementFactory,
    SecrecyDeclarationFactory,
    author_of,
    claimed_achievement,
    make_auditor,
    make_officer,
    submitted_achievement,
    the_exchange,
)
from tte.accounts.enums import Role
from tte.casework.enums import CaseState
from tte.casework.notices import title_values
from tte.casework.services import ConflictOfInterest, NotInHand, claim_case
from tte.casework.services.correction import CorrectionsOpen, close_correction, mark_field
from tte.codelists.calendar import add_working_days, end_of_day
from tte.common.clock import official_date

pytestmark = pytest.mark.django_db


def case_of(achievement):
    return achievement.unit_reviews.latest("round").case


def test_a_submission_opens_a_case_of_the_unit_due_in_working_days(settings):
    settings.TTE_RULE_SET = "R2026"
    achievement = submitted_achievement()

    case = case_of(achievement)
    assert (case.kind, case.office, case.author) == ("unit_review", achievement.holder, achievement.posted_by)
    assert [reason.code for reason in case.reasons.all()] == ["submitted"]
    last = add_working_days(official_date(case.opened_at), 5).day
    assert case.due_at == end_of_day(last)
    assert (case.due_rule_id, case.due_days) == ("S2", 5)


def test_returned_with_marked_fields_the_clock_stands_until_each_is_answered():
    achievement = submitted_achievement()
    officer, author = make_officer(achievement.holder), author_of(achievement)
    case = claim_case(case=case_of(achievement), by=officer)
    mark_field(case=case, field="maturity", text="Which test?", by=officer)
    mark_field(case=case, field="title_zh", text="Too long", by=officer)

    return_achievement(achievement=achievement, reason="See the marks", by=officer)

    case.refresh_from_db()
    achievement.refresh_from_db()
    assert (achievement.state, case.state, case.due_at) == (AchievementState.DRAFT, CaseState.WAITING, None)
    assert [need.field for need in missing(achievement)] == ["answer-1-text", "answer-2-text"]
    with pytest.raises(Incomplete):
        submit_achievement(achievement=achievement, by=author)
    save_answered_draft(achievement=achievement, answers={1: "By the institute"}, title_zh="短标题", by=author)
    submit_achievement(achievement=achievement, by=author)
    case.refresh_from_db()
    assert case.state == CaseState.UNCLAIMED
    assert case.due_at is not None
    told = case.corrections.order_by("number").values_list("field", "answer", "new_value")
    assert list(told) == [("maturity", "By the institute", "6"), ("title_zh", "", "短标题")]
    assert UnitReview.objects.count() == 1


def test_nothing_is_sent_on_while_a_point_that_was_asked_stands_open():
    the_exchange()
    achievement = submitted_achievement()
    officer, author = make_officer(achievement.holder), author_of(achievement)
    case = claim_case(case=case_of(achievement), by=officer)
    point = mark_field(case=case, field="title_zh", text="Too long", by=officer)
    return_achievement(achievement=achievement, reason="See the marks", by=officer)
    save_draft(achievement=achievement, title_zh="短标题", by=author)
    submit_achievement(achievement=achievement, by=author)
    case.refresh_from_db()
    claim_case(case=case, by=officer)

    with pytest.raises(CorrectionsOpen):
        forward_achievement(achievement=achievement, undertakings=CURRENT, answers=UNIT_YES, by=officer)

    point.refresh_from_db()
    close_correction(correction=point, by=officer)
    forward_achievement(achievement=achievement, undertakings=CURRENT, answers=UNIT_YES, by=officer)
    case.refresh_from_db()
    assert case.state == CaseState.CLOSED
    assert [each.conclusion for each in case.decisions.order_by("pk")] == ["return", "forward"]


@pytest.mark.rule("R8-31")
def test_an_officer_does_not_review_what_that_officer_wrote_or_handed_in_where_there_is_another():
    the_exchange()
    officer = make_actor(role=Role.OFFICER)
    other = make_officer(officer.organisation)
    own = AchievementFactory(
        secrecy=SecrecyDeclarationFactory(organisation=officer.organisation, declared_by=officer.user)
    )
    helped = AchievementFactory(secrecy__organisation=officer.organisation)
    for achievement in (own, helped):
        submit_achievement(achievement=achievement, by=officer)

        with pytest.raises(ConflictOfInterest):
            forward_achievement(achievement=achievement, undertakings=CURRENT, answers=UNIT_YES, by=officer)

        achievement.refresh_from_db()
        assert (achievement.state, case_of(achievement).decisions.count()) == (AchievementState.SUBMITTED, 0)
        forward_achievement(achievement=achievement, undertakings=CURRENT, answers=UNIT_YES, by=other)


def test_the_only_officer_of_a_small_unit_reviews_what_that_officer_wrote():
    the_exchange()
    officer = make_actor(role=Role.OFFICER)
    own = AchievementFactory(
        secrecy=SecrecyDeclarationFactory(organisation=officer.organisation, declared_by=officer.user)
    )
    submit_achievement(achievement=own, by=officer)

    forward_achievement(achievement=own, undertakings=CURRENT, answers=UNIT_YES, by=officer)

    own.refresh_from_db()
    assert own.state == AchievementState.IN_AUDIT


def test_what_a_colleague_has_in_hand_is_not_concluded_by_another():
    the_exchange()
    achievement = submitted_achievement()
    claim_case(case=case_of(achievement), by=make_officer(achievement.holder))

    with pytest.raises(NotInHand):
        forward_achievement(
            achievement=achievement,
            undertakings=CURRENT,
            answers=UNIT_YES,
            by=make_officer(achievement.holder),
        )

    achievement.refresh_from_db()
    assert (achievement.state, achievement.case) == (AchievementState.SUBMITTED, None)


def test_what_the_exchange_asks_begins_a_second_round_in_the_unit():
    auditor = make_auditor()
    achievement = claimed_achievement(auditor)
    achievement = ask_correction(achievement=achievement, reason_code="E8", text="Evidence", by=auditor)

    submit_achievement(achievement=achievement, by=author_of(achievement))

    rounds = achievement.unit_reviews.order_by("round")
    assert [each.case.reference for each in rounds] == [f"{achievement.code}-1", f"{achievement.code}-2"]
    assert [each.case.state for each in rounds] == [CaseState.CLOSED, CaseState.UNCLAIMED]
    assert rounds[1].case.reasons.get().code == "after_audit"


def test_what_is_taken_back_leaves_the_queue_of_the_unit():
    achievement = submitted_achievement()

    withdraw_achievement(achievement=achievement, by=author_of(achievement))

    assert case_of(achievement).state == CaseState.CLOSED


@pytest.mark.parametrize(("zh", "en"), [("低温层压膜", ""), ("低温层压膜", "Laminated film")])
def test_a_case_keeps_the_titles_as_written_and_its_notices_say_the_one_there_is(zh, en):
    case = submitted_achievement(title_zh=zh, title_en=en).unit_reviews.get().case
    assert (case.title_zh, case.title_en) == (zh, en)
    assert title_values(case) == {"zh": zh or en, "en": en or zh}
