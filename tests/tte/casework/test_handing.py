"""Who works a case: the next one, assignment, hand-over, conflict of interest (R8-31)."""

import pytest

from tests.factories.accounts import MembershipFactory, OrganisationFactory, make_actor
from tests.factories.casework import CaseFactory, CaseReasonFactory
from tests.factories.codelists import set_rule
from tests.tte.casework.kinds import KIND
from tte.accounts.enums import Role
from tte.casework.enums import CaseState
from tte.casework.models import Case
from tte.casework.permissions import can_open_case
from tte.casework.selectors.people import loads_of
from tte.casework.services import (
    ConflictOfInterest,
    NotInHand,
    assign_case,
    claim_case,
    claim_next,
    hand_on,
    hand_over_case,
    share_out,
)
from tte.casework.services.handing import CannotTakeIt, HandsFull, NothingWaits
from tte.common.errors import PermissionRefused
from tte.notices.models import Notice

pytestmark = pytest.mark.django_db


@pytest.fixture
def colleague(office):
    return make_actor(role=Role.AUDITOR, organisation=office)


@pytest.fixture
def head(office):
    return make_actor(role=Role.HEAD, organisation=office)


def waiting(office, **fields):
    made = CaseFactory(kind=KIND, office=office, **fields)
    CaseReasonFactory(case=made)
    return made


def holder_of(case):
    case.refresh_from_db()
    return case.claimed_by


@pytest.mark.rule("R8-31")
def test_the_next_case_is_the_most_urgent_without_an_interest_of_ones_own(office, auditor):
    own = OrganisationFactory()
    MembershipFactory(user=auditor.user, organisation=own, role=Role.RESEARCHER)
    first = waiting(office, due_at="2026-11-01T00:00:00Z", applicant=own)
    waiting(office, due_at="2026-11-02T00:00:00Z", author=auditor.user)
    waiting(office, due_at="2026-11-03T00:00:00Z", barred=[auditor.user.pk])
    urgent = waiting(office, due_at="2026-11-05T00:00:00Z")
    waiting(office, due_at="2026-11-06T00:00:00Z")

    assert claim_next(kind=KIND, by=auditor) == urgent
    assert holder_of(first) is None


def test_full_hands_take_no_next_case(office, auditor):
    set_rule("audit.in_hand", 1)
    claim_case(case=waiting(office), by=auditor)
    left = waiting(office)
    with pytest.raises(HandsFull):
        claim_next(kind=KIND, by=auditor)
    assert holder_of(left) is None


def test_an_empty_queue_says_so(auditor):
    with pytest.raises(NothingWaits):
        claim_next(kind=KIND, by=auditor)


@pytest.mark.rule("R8-31")
@pytest.mark.parametrize("why", ["member", "author", "barred", "dealt", "elsewhere", "no auditor"])
def test_nobody_is_given_a_case_with_a_conflict(office, auditor, colleague, head, why):
    case = waiting(office, applicant__name_en="dealt" if why == "dealt" else "other")
    person = colleague.user
    if why == "member":
        MembershipFactory(user=person, organisation=case.applicant, role=Role.RESEARCHER)
    elif why == "author":
        Case.objects.filter(pk=case.pk).update(author=person)
    elif why == "barred":
        Case.objects.filter(pk=case.pk).update(barred=[person.pk])
    elif why == "dealt":
        person.name = "沾亲"
        person.save()
    elif why == "elsewhere":
        person = make_actor(role=Role.AUDITOR).user
    else:
        person = head.user
    case.refresh_from_db()

    with pytest.raises(CannotTakeIt):
        assign_case(case=case, colleague=person, by=head)
    assert holder_of(case) is None
    claim_case(case=case, by=auditor)
    with pytest.raises(CannotTakeIt):
        hand_over_case(case=case, colleague=person, by=auditor)
    assert holder_of(case) == auditor.user
    assert Notice.objects.count() == 0


@pytest.mark.rule("R8-31")
def test_a_past_dealing_closes_the_case_to_its_reader_and_refuses_the_claim(office, auditor):
    case = waiting(office, applicant__name_en="dealt")
    assert can_open_case(auditor, case) is True
    auditor.user.name = "沾亲"
    auditor.user.save()
    assert can_open_case(auditor, case) is False
    with pytest.raises(ConflictOfInterest):
        claim_case(case=case, by=auditor)
    assert holder_of(case) is None


@pytest.mark.parametrize("count", [1, 3])
def test_who_can_take_a_case_is_asked_of_all_colleagues_at_once(office, count, django_assert_num_queries):
    people = [make_actor(role=Role.AUDITOR, organisation=office).user for _ in range(count)]
    case = waiting(office)
    with django_assert_num_queries(4):
        assert [load.person for load in loads_of(case)] == people


def test_a_case_is_handed_over_with_a_note_and_its_new_holder_is_told(office, auditor, colleague):
    case = claim_case(case=waiting(office), by=auditor)
    hand_over_case(case=case, colleague=colleague.user, text="证书已核对", by=auditor)
    assert holder_of(case) == colleague.user
    assert list(case.notes.values_list("text", "written_by")) == [("证书已核对", auditor.user.pk)]
    told = Notice.objects.get()
    assert (told.person, told.kind, told.url) == (colleague.user, "casework.handed_over", f"/tests/{case.reference}/")
    with pytest.raises(NotInHand):
        hand_over_case(case=case, colleague=colleague.user, text="再一次", by=auditor)
    assert case.notes.count() == 1


def test_the_head_assigns_and_takes_from_one_to_another(office, auditor, colleague, head):
    case = waiting(office)
    assign_case(case=case, colleague=auditor.user, by=head)
    assert (holder_of(case), case.state) == (auditor.user, CaseState.IN_HAND)
    assign_case(case=case, colleague=colleague.user, by=head)
    assert holder_of(case) == colleague.user


def test_only_the_head_of_this_office_assigns(office, auditor, colleague):
    case = waiting(office)
    for by in (auditor, make_actor(role=Role.HEAD)):
        with pytest.raises(PermissionRefused):
            assign_case(case=case, colleague=colleague.user, by=by)
        with pytest.raises(PermissionRefused):
            share_out(case=case, by=by)
    assert holder_of(case) is None


def test_the_head_decides_on_nothing(office, head):
    case = waiting(office)
    with pytest.raises(PermissionRefused):
        claim_case(case=case, by=head)
    assert (can_open_case(head, case), holder_of(case)) == (True, None)


def test_cases_are_shared_out_to_whoever_has_the_least(office, auditor, colleague, head):
    claim_case(case=waiting(office), by=auditor)
    cases = [waiting(office) for _ in range(5)]
    for case in cases:
        share_out(case=case, by=head)
    held = [Case.objects.filter(claimed_by=each.user).count() for each in (auditor, colleague)]
    assert held == [3, 3]


def test_whoever_hands_a_case_on_cannot_take_it_again(office, auditor, colleague):
    case = hand_on(case=claim_case(case=waiting(office), by=auditor), reason="second_person", by=auditor)
    assert list(case.reasons.filter(closed_at=None).values_list("code", flat=True)) == ["second_person"]
    with pytest.raises(ConflictOfInterest):
        claim_case(case=case, by=auditor)
    claim_case(case=case, by=colleague)
    assert holder_of(case) == colleague.user
