"""The clock of a case stands while its party is asked: printed examples in working days of 2026 (R3-32)."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from tests.factories.accounts import OrganisationFactory, make_actor
from tests.factories.casework import CaseFactory, CaseReasonFactory, CaseStopFactory
from tests.tte.casework.kinds import KIND, RESTARTING
from tte.accounts.enums import OrganisationKind, Role
from tte.casework.models import Case
from tte.casework.running_clock import office_days, period_after, period_of, stop_at
from tte.casework.services import answer_case, ask_party, claim_case, close_case
from tte.codelists.selectors import rule
from tte.common.clock import official_date
from tte.trail.selectors import events_of

pytestmark = pytest.mark.django_db

ZONE = ZoneInfo("Asia/Shanghai")


def at(day: str, hour: int = 10) -> datetime:
    return datetime.combine(date.fromisoformat(day), datetime.min.time(), ZONE).replace(hour=hour).astimezone(UTC)


def opened(day: str, **fields) -> Case:
    limit = rule("audit.limit", rule_set="R2026")
    case = CaseFactory(kind=KIND, opened_at=at(day), **period_of(limit, at(day)), **fields)
    CaseReasonFactory(case=case)
    return case


def last_day(due_at: datetime) -> str:
    """The day at whose 24:00 the period ends."""
    assert due_at.astimezone(ZONE).time() == datetime.min.time()
    return str(official_date(due_at.replace(microsecond=0)).fromordinal(official_date(due_at).toordinal() - 1))


@pytest.mark.rule("R3-32")
@pytest.mark.parametrize(
    ("begun", "due", "asked", "left", "answered", "due_then"),
    [
        # 5 working days from Mon 2 Nov: 3, 4, 5, 6, 9 Nov. Asked on Wed 4: Thu, Fri and Mon are left.
        ("2026-11-02", "2026-11-09", "2026-11-04", 3, "2026-11-16", "2026-11-19"),
        # Asked on the day it came: all five are left.
        ("2026-11-02", "2026-11-09", "2026-11-02", 5, "2026-11-03", "2026-11-10"),
        # Asked and answered on one day: nothing has moved.
        ("2026-11-02", "2026-11-09", "2026-11-05", 2, "2026-11-05", "2026-11-09"),
        # Answered on a Sunday: what was left is counted from Monday.
        ("2026-11-02", "2026-11-09", "2026-11-06", 1, "2026-11-15", "2026-11-16"),
        # Asked on its last day: that day is given back whole, after the day of the answer.
        ("2026-11-02", "2026-11-09", "2026-11-09", 0, "2026-11-18", "2026-11-19"),
        # Answered on a Saturday: Monday, not a day on which nobody works.
        ("2026-11-02", "2026-11-09", "2026-11-09", 0, "2026-11-14", "2026-11-16"),
        # Asked and answered on its last day: nothing has moved.
        ("2026-11-02", "2026-11-09", "2026-11-09", 0, "2026-11-09", "2026-11-09"),
        # Over the holidays of October: 1-7 off, Sat 10 worked. From Mon 28 Sep: 29, 30 Sep, 8, 9, 10 Oct.
        ("2026-09-28", "2026-10-10", "2026-09-30", 3, "2026-10-08", "2026-10-12"),
        # Over already: two working days over when it was asked, two over when it is answered.
        ("2026-11-02", "2026-11-09", "2026-11-11", -2, "2026-11-20", "2026-11-18"),
    ],
)
def test_what_was_left_when_the_clock_stopped_is_left_when_it_goes_on(begun, due, asked, left, answered, due_then):
    case = opened(begun)
    stop = stop_at(case, at(asked))

    period = period_after(stop, at(answered, hour=16))

    assert (last_day(case.due_at), stop.days_left, last_day(period["due_at"])) == (due, left, due_then)


@pytest.mark.parametrize(
    ("opened_on", "stops", "closed_on", "days"),
    [
        ("2026-11-02", [], "2026-11-02", 0),
        ("2026-11-02", [], "2026-11-09", 5),
        ("2026-11-02", [("2026-11-04", "2026-11-16")], "2026-11-17", 3),  # 3, 4 and 17 Nov
        ("2026-11-02", [("2026-11-03", "2026-11-05"), ("2026-11-06", "2026-11-10")], "2026-11-11", 3),  # 3, 6 and 11
        ("2026-09-28", [("2026-09-29", "2026-10-08")], "2026-10-10", 3),  # 29 Sep, 9 and 10 Oct
    ],
)
def test_the_time_of_the_office_leaves_out_that_of_the_party(opened_on, stops, closed_on, days):
    case = CaseFactory(kind=KIND, opened_at=at(opened_on))
    for stopped, resumed in stops:
        CaseStopFactory(case=case, stopped_at=at(stopped), resumed_at=at(resumed))

    assert office_days(case, at(closed_on)) == days


def asked(kind=KIND) -> tuple[Case, object]:
    office = OrganisationFactory(kind=OrganisationKind.EXCHANGE)
    auditor = make_actor(role=Role.AUDITOR, organisation=office)
    case = opened("2026-11-02", office=office)
    Case.objects.filter(pk=case.pk).update(kind=kind)
    case.refresh_from_db()
    claim_case(case=case, by=auditor)
    return ask_party(case=case, by=auditor), make_actor(role=Role.OFFICER, organisation=case.applicant)


def test_while_the_party_is_asked_nothing_is_due():
    case, officer = asked()
    stop = case.stops.get()

    assert (case.due_at, last_day(stop.due_at)) == (None, "2026-11-09")
    back = answer_case(case=case, by=officer)

    stop.refresh_from_db()
    assert stop.resumed_at is not None
    # Asked and answered within this minute, so that it is due when it was.
    assert last_day(back.due_at) == "2026-11-09"
    assert [event.kind for event in events_of(case)][-2:] == ["case.answer", "case.resume_clock"]


@pytest.mark.rule("R1-26")
def test_where_the_kind_says_so_the_period_begins_anew():
    case, officer = asked(RESTARTING)

    back = answer_case(case=case, limit=rule("audit.limit", rule_set="R2026"), by=officer)

    assert (back.due_days, back.due_from > back.opened_at) == (5, True)
    assert back.due_at > back.due_from


def test_the_clock_cannot_stand_twice():
    case, _officer = asked()
    with pytest.raises(IntegrityError), transaction.atomic():
        CaseStopFactory(case=case)
    assert case.stops.count() == 1


def test_a_case_that_its_party_ends_closes_its_stop_and_counts_no_days_of_the_office():
    case, officer = asked()
    close_case(case=case, by=officer)
    case.refresh_from_db()
    assert case.stops.get().resumed_at == case.closed_at
    assert case.office_days is None


def test_a_case_that_the_office_ends_counts_its_days():
    auditor = make_actor(role=Role.AUDITOR, organisation=OrganisationFactory(kind=OrganisationKind.EXCHANGE))
    case = claim_case(case=opened("2026-11-02", office=auditor.organisation), by=auditor)
    close_case(case=case, by=auditor)
    case.refresh_from_db()
    assert case.office_days is not None
