"""The board: medians of the last 90 days without the party's time, by kind and person; second looks."""

from datetime import timedelta

import pytest
from django.utils import translation

from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.casework import CaseFactory, CaseReasonFactory, DecisionFactory
from tests.factories.codelists import set_rule
from tests.tte.casework.kinds import AGAIN, KIND
from tte.accounts.enums import OrganisationKind, Role
from tte.casework.models import Case, Reaudit
from tte.casework.presenting import said_days
from tte.casework.selectors.board import disagreement, due_bins, kind_rows, person_rows, usual_days
from tte.casework.services import ConflictOfInterest, claim_case
from tte.casework.services.reaudit import conclude_second_look, draw_second_look
from tte.common.clock import now
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db


def closed(office, by, days, *, ago=1, kind=KIND):
    moment = now() - timedelta(days=ago)
    return CaseFactory(kind=kind, office=office, state="closed", closed_at=moment, closed_by=by.user, office_days=days)


def test_the_usual_time_is_the_median_of_ninety_days_of_this_kind_and_office(office, auditor):
    for days, ago in ((1, 2), (2, 40), (4, 60), (90, 91)):
        closed(office, auditor, days, ago=ago)
    closed(office, auditor, 50, kind=AGAIN)
    closed(OrganisationFactory(kind=OrganisationKind.EXCHANGE), auditor, 60)
    assert usual_days(office, KIND, now()) == 2
    closed(office, auditor, 3)
    assert usual_days(office, KIND, now()) == 2.5


@pytest.mark.parametrize("count", [1, 3])
def test_the_board_counts_by_kind_and_person_in_as_many_queries(office, auditor, django_assert_num_queries, count):
    for _ in range(count):
        closed(office, auditor, 2, ago=3)
        closed(office, auditor, 4, ago=30)
        CaseReasonFactory(case=CaseFactory(kind=KIND, office=office, due_at=now() - timedelta(days=3)))
        claim_case(case=CaseFactory(kind=KIND, office=office), by=auditor)
    moment = now()

    with django_assert_num_queries(9):
        (row,) = kind_rows(office, [KIND], moment)
        (person,) = person_rows(office, [KIND], moment)
        bins = due_bins(office, [KIND], moment)
        disagreement(office, [KIND], moment)

    assert (row.open, row.unclaimed, row.waiting, row.overdue) == (2 * count, count, 0, count)
    assert (row.closed_week, row.closed_span, row.usual, row.median_age) == (count, 2 * count, 3, 0)
    assert (person.name, person.in_hand, person.oldest, person.closed_week, person.usual) == (
        auditor.user.name,
        count,
        0,
        count,
        3,
    )
    assert bins == [count, 0, 0, 0, 0, 0, 0]


def decided(office, auditor, conclusion="approve"):
    case = closed(office, auditor, 2)
    return DecisionFactory(case=case, conclusion=conclusion, decided_by=auditor.user)


def test_a_second_look_goes_to_somebody_else_and_says_nothing_of_the_first(office, auditor):
    set_rule("audit.second_look", 100)
    decision = decided(office, auditor)
    make_actor(role=Role.AUDITOR, organisation=office)
    look = draw_second_look(decision=decision, by=auditor)

    assert (look.case.kind, look.case.barred) == (AGAIN, sorted({auditor.user.pk, decision.case.opened_by_id}))
    assert decision.case.reference not in (look.case.reference, str(look.case))
    with pytest.raises(ConflictOfInterest):
        claim_case(case=look.case, by=auditor)
    with pytest.raises(Exception, match="original"):  # the same decision cannot be drawn twice
        draw_second_look(decision=decision, by=auditor)


@pytest.mark.parametrize(("conclusion", "agrees"), [("approve", True), ("refuse", False)])
def test_the_rate_of_disagreement_is_that_of_concluded_second_looks(office, auditor, conclusion, agrees):
    set_rule("audit.second_look", 100)
    second = make_actor(role=Role.AUDITOR, organisation=office)
    look = draw_second_look(decision=decided(office, auditor), by=auditor)
    draw_second_look(decision=decided(office, auditor), by=auditor)
    claim_case(case=look.case, by=second)

    conclude_second_look(reaudit=look, conclusion=conclusion, by=second)

    look.refresh_from_db()
    assert look.agrees is agrees
    found = disagreement(office, [KIND], now())
    assert (found.looked, found.differed, found.open) == (1, int(not agrees), 1)


def test_where_nobody_is_left_to_look_again_no_case_is_opened(office, auditor):
    set_rule("audit.second_look", 100)
    decision = decided(office, auditor)

    assert draw_second_look(decision=decision, by=auditor) is None

    assert Case.objects.filter(kind=AGAIN).count() == 0
    assert [event.kind for event in events_of(decision)] == ["reaudit.nobody_left"]
    assert disagreement(office, [KIND], now()).untaken == 1
    assert disagreement(OrganisationFactory(), [KIND], now()).untaken == 0


def test_the_sample_is_the_share_of_the_rule(office, auditor):
    set_rule("audit.second_look", 0)
    assert draw_second_look(decision=decided(office, auditor), by=auditor) is None
    make_actor(role=Role.AUDITOR, organisation=office)
    set_rule("audit.second_look", 20)
    for _ in range(150):
        draw_second_look(decision=decided(office, auditor), by=auditor)
    assert 10 < Reaudit.objects.count() < 55
    assert Case.objects.filter(kind=AGAIN).count() == Reaudit.objects.count()


@pytest.mark.parametrize(
    ("days", "says"),
    [
        (None, ""),
        (0.0, "usually on the same working day"),
        (1.0, "usually 1 working day"),
        (2.5, "usually 2.5 working days"),
        (10.0, "usually 10 working days"),
    ],
)
def test_days_are_said_as_people_say_them(days, says):
    with translation.override("en"):
        assert said_days(days) == says
