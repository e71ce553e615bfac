import pytest

from tests.factories.accounts import make_actor
from tests.factories.casework import CaseFactory, CaseReasonFactory
from tests.tte.casework.kinds import KIND
from tte.accounts.enums import Role
from tte.casework.enums import CaseState
from tte.casework.models import Case, Decision
from tte.casework.permissions import can_claim_case, can_decide_case, can_view_case
from tte.casework.selectors import open_cases, queue
from tte.casework.services import (
    ConflictOfInterest,
    NotInHand,
    SamePerson,
    answer_case,
    ask_party,
    claim_case,
    close_case,
    close_reason,
    decide_case,
    open_case,
    open_reason,
    release_case,
)
from tte.codelists.selectors import rule
from tte.common.errors import PermissionRefused, TransitionRefused
from tte.common.languages import both
from tte.trail.models import Event
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def case(office):
    made = CaseFactory(kind=KIND, office=office)
    CaseReasonFactory(case=made)
    return made


def test_open_case_is_due_by_the_rule_and_waits_in_the_queue(office, auditor):
    officer = make_actor(role=Role.OFFICER)
    opened = open_case(
        kind=KIND,
        office=office,
        applicant=officer.organisation,
        author=make_actor(role=Role.RESEARCHER, organisation=officer.organisation).user,
        reference="A2026000001",
        title=both("石墨烯涂层", ""),
        limit=rule("audit.limit"),
        by=officer,
    )
    assert opened.due_at > opened.opened_at
    assert opened.due_rule_id == rule("audit.limit").rule_id
    (row,) = queue(office, KIND, auditor)
    assert (row.case, row.reasons, row.overdue, row.mine, row.blocked) == (opened, ["submitted"], False, False, False)
    assert [event.kind for event in events_of(opened)] == ["case.open"]


def test_claim_takes_the_case_in_hand_once(case, auditor, office):
    claim_case(case=case, by=auditor)
    case.refresh_from_db()
    assert (case.state, case.claimed_by) == (CaseState.IN_HAND, auditor.user)
    other = make_actor(role=Role.AUDITOR, organisation=office)
    with pytest.raises(TransitionRefused, match=auditor.user.name):
        claim_case(case=case, by=other)
    case.refresh_from_db()
    assert case.claimed_by == auditor.user


def test_whoever_claims_again_what_is_in_hand_already_keeps_it_and_writes_nothing(case, auditor):
    first = claim_case(case=case, by=auditor).claimed_at

    assert claim_case(case=Case.objects.get(pk=case.pk), by=auditor).claimed_at == first

    assert Event.objects.filter(kind="case.claim", subject_key=case.pk).count() == 1


def test_the_applicants_own_people_are_refused(office):
    case = CaseFactory(kind=KIND, office=office, applicant=office)
    own = make_actor(role=Role.AUDITOR, organisation=office)
    with pytest.raises(ConflictOfInterest):
        claim_case(case=case, by=own)
    case.refresh_from_db()
    assert (case.state, can_view_case(own, case), can_claim_case(own, case)) == (CaseState.UNCLAIMED, True, False)


@pytest.mark.parametrize("part", ["author", "opened_by"])
def test_whoever_wrote_or_handed_in_the_work_is_refused(office, auditor, part):
    case = CaseFactory(kind=KIND, office=office, **{part: auditor.user})
    with pytest.raises(ConflictOfInterest):
        claim_case(case=case, by=auditor)
    assert can_claim_case(auditor, case) is False


def test_another_office_is_refused(case):
    stranger = make_actor(role=Role.AUDITOR)
    with pytest.raises(PermissionRefused):
        claim_case(case=case, by=stranger)
    assert can_view_case(stranger, case) is False


def test_a_role_without_the_permission_is_refused(case, office):
    finance = make_actor(role=Role.FINANCE, organisation=office)
    with pytest.raises(PermissionRefused):
        claim_case(case=case, by=finance)


def test_release_puts_the_case_back(case, auditor, office):
    claim_case(case=case, by=auditor)
    with pytest.raises(NotInHand):
        release_case(case=case, by=make_actor(role=Role.AUDITOR, organisation=office))
    release_case(case=case, by=auditor)
    case.refresh_from_db()
    assert (case.state, case.claimed_by, case.claimed_at) == (CaseState.UNCLAIMED, None, None)


def test_decide_needs_the_case_in_hand(case, auditor):
    with pytest.raises(NotInHand):
        decide_case(case=case, step="audit", conclusion="approve", by=auditor)
    assert Decision.objects.count() == 0
    claim_case(case=case, by=auditor)
    assert can_decide_case(auditor, case) is True
    decision = decide_case(case=case, step="audit", conclusion="ask", reason_code="E1", text="缺报告", by=auditor)
    assert (decision.decided_by, decision.organisation) == (auditor.user, auditor.organisation)


@pytest.mark.rule("R1-29")
def test_the_second_step_needs_another_person(case, auditor, office):
    claim_case(case=case, by=auditor)
    decide_case(case=case, step="review", conclusion="approve", by=auditor)
    with pytest.raises(SamePerson):
        decide_case(case=case, step="second", conclusion="approve", by=auditor, not_the_author_of=("review",))
    open_reason(case=case, code="second_review", by=auditor)
    case = release_case(case=case, by=auditor)
    second = make_actor(role=Role.AUDITOR, organisation=office)
    claim_case(case=case, by=second)
    decide_case(case=case, step="second", conclusion="approve", by=second, not_the_author_of=("review",))
    assert list(case.decisions.order_by("pk").values_list("step", "decided_by")) == [
        ("review", auditor.user.pk),
        ("second", second.user.pk),
    ]


def test_a_case_leaves_the_queue_while_its_party_is_asked(case, auditor, office):
    claim_case(case=case, by=auditor)
    waiting = ask_party(case=case, by=auditor)
    assert (waiting.state, list(open_cases(office, KIND))) == (CaseState.WAITING, [])
    officer = make_actor(role=Role.OFFICER, organisation=case.applicant)
    back = answer_case(case=waiting, limit=rule("audit.limit"), by=officer)
    assert (back.state, back.claimed_by, back.opened_by) == (CaseState.UNCLAIMED, None, officer.user)
    assert [row.reasons for row in queue(office, KIND, auditor)] == [["answered"]]


def test_reasons_keep_a_case_in_the_queue_until_the_last_is_closed(case, auditor, office):
    open_reason(case=case, code="objection", by=auditor)
    open_reason(case=case, code="objection", by=auditor)
    assert case.reasons.filter(closed_at=None).count() == 2
    close_reason(case=case, code="submitted", by=auditor)
    assert list(open_cases(office, KIND)) == [case]
    close_reason(case=case, code="objection", by=auditor)
    assert list(open_cases(office, KIND)) == []


def test_close_ends_the_case_for_good(case, auditor, office):
    claim_case(case=case, by=auditor)
    close_case(case=case, by=auditor)
    closed = Case.objects.get()
    assert (closed.state, closed.closed_by, list(open_cases(office, KIND))) == (CaseState.CLOSED, auditor.user, [])
    with pytest.raises(TransitionRefused):
        close_case(case=closed, by=auditor)


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_the_same_number_of_queries(office, auditor, count, django_assert_num_queries):
    for made in CaseFactory.create_batch(count, kind=KIND, office=office):
        CaseReasonFactory(case=made)
    with django_assert_num_queries(4):
        assert len(queue(office, KIND, auditor)) == count
