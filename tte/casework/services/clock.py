"""The period of a case: begun, stopped while its party is asked, gone on with, counted again."""

from django.db import transaction

from tte.accounts.actor import Actor
from tte.casework.kinds import kind_of
from tte.casework.lifecycles import CASE
from tte.casework.models import Case, CaseReason
from tte.casework.running_clock import NO_PERIOD, period_after, period_of, stop_at
from tte.casework.services.case import in_hand, unclaim
from tte.codelists.calendar import add_working_days, end_of_day
from tte.codelists.selectors.rules import RuleValue
from tte.common.clock import now, official_date
from tte.common.locks import lock
from tte.trail.services import advance, record


@transaction.atomic
def begin_period(*, case: Case, limit: RuleValue, by: Actor) -> Case:
    """The period of a case that was opened without one begins now, with its acceptance; its end is frozen."""
    Case.objects.filter(pk=case.pk).update(**period_of(limit, now()))
    case.refresh_from_db()
    record("case.begin_period", case, by=by, due_at=_said(case), rule=limit.rule_id)
    return case


@transaction.atomic
def ask_party(*, case: Case, by: Actor) -> Case:
    """Hand the case back to its applicant: it leaves the queue, nobody has it, its clock stands until the answer."""
    case = in_hand(case, by)
    advance(case, "ask", lifecycle=CASE, by=by)
    moment = now()
    case.reasons.filter(closed_at=None).update(closed_at=moment)
    stop = stop_at(case, moment)
    stop.save()
    Case.objects.filter(pk=case.pk).update(**NO_PERIOD)
    case = unclaim(case)
    case.refresh_from_db()
    record("case.stop_clock", case, by=by, days_left=stop.days_left, due_at=stop.due_at and stop.due_at.isoformat())
    return case


@transaction.atomic
def answer_case(*, case: Case, reason: str = "answered", limit: RuleValue | None = None, by: Actor) -> Case:
    """The applicant has answered: the case is back in the queue.

    Its clock goes on from where it stood, or begins anew with `limit` where the kind says so (R1-26).
    """
    advance(case, "answer", lifecycle=CASE, by=by)
    moment = now()
    stop = case.stops.filter(resumed_at=None).first()
    period = period_of(limit, moment)
    if stop is not None:
        case.stops.filter(pk=stop.pk, resumed_at=None).update(resumed_at=moment)
        period = period if kind_of(case).restarts else period_after(stop, moment)
    Case.objects.filter(pk=case.pk).update(**period, opened_by=by.user, barred=[])
    CaseReason.objects.get_or_create(case=case, code=reason, closed_at=None)
    case.refresh_from_db()
    record("case.resume_clock", case, by=by, due_at=_said(case))
    return case


@transaction.atomic
def recount_due(*, case: Case) -> Case:
    """Count the end again, if it was counted over a year that had no official calendar then and has one now (R3-32)."""
    case = lock(case)
    if case.due_provisional and case.due_at and case.due_from and case.due_days is not None:
        before = case.due_at
        last = add_working_days(official_date(case.due_from), case.due_days)
        if not last.provisional:
            case.due_at, case.due_provisional = end_of_day(last.day), False
            case.save(update_fields=["due_at", "due_provisional"])
            record("case.recount_due", case, by=None, before=before.isoformat(), after=case.due_at.isoformat())
    return case


def _said(case: Case) -> str:
    return case.due_at.isoformat() if case.due_at else ""
