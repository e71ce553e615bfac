"""The clock of a case: it runs while the office has it and stands while the party is asked (working days: R3-32).

The day on which the clock stops belongs to the office, the day on which the answer comes to nobody: what was left
when it stopped is counted from the day after the answer. What was over already stays over by as many days.
"""

from datetime import datetime, timedelta

from tte.casework.models import Case, CaseStop
from tte.codelists.calendar import (
    Deadline,
    add_working_days,
    end_of_day,
    period_end,
    take_working_days,
    working_days_between,
    working_days_left,
)
from tte.codelists.enums import Unit
from tte.codelists.selectors.rules import RuleValue
from tte.common.clock import official_date

NO_PERIOD: dict[str, object] = {"due_at": None, "due_provisional": False, "due_from": None, "due_days": None}


def period_of(limit: RuleValue | None, start: datetime) -> dict[str, object]:
    """The columns of a period that begins now; none without a limit."""
    if limit is None:
        return {}
    deadline = period_end(start, limit)
    working = limit.unit == Unit.WORKING_DAYS
    return {
        "due_at": deadline.at,
        "due_provisional": deadline.provisional,
        "due_rule_id": limit.rule_id,
        "due_from": start if working else None,
        "due_days": limit.number if working else None,
    }


def stop_at(case: Case, moment: datetime) -> CaseStop:
    """What is to be remembered when the clock stops now; a period in seconds or minutes keeps its end alone."""
    left = None
    if case.due_at is not None and case.due_days is not None:
        left = working_days_left(moment, Deadline(case.due_at, case.due_provisional))
    return CaseStop(case=case, stopped_at=moment, due_at=case.due_at, days_left=left)


def stood_until(stop: CaseStop, moment: datetime) -> CaseStop:
    """The clock stands on from now; what was left of the period stays what it was."""
    due_at = stop.due_at + (moment - stop.stopped_at) if stop.due_at and stop.days_left is None else stop.due_at
    return CaseStop(case_id=stop.case_id, stopped_at=moment, due_at=due_at, days_left=stop.days_left)


def period_after(stop: CaseStop, moment: datetime) -> dict[str, object]:
    """The columns of the period when the clock goes on now."""
    if stop.due_at is None:
        return NO_PERIOD
    if stop.days_left is None:
        return NO_PERIOD | {"due_at": stop.due_at + (moment - stop.stopped_at)}
    day = official_date(moment)
    if stop.days_left < 0:
        return NO_PERIOD | {"due_at": end_of_day(take_working_days(day, -stop.days_left)), "due_from": moment}
    # The rest of its last day is given back as that day where it is the same one, else as a whole day.
    left = stop.days_left or int(day != official_date(stop.stopped_at))
    last = add_working_days(day, left)
    return {"due_at": end_of_day(last.day), "due_provisional": last.provisional, "due_from": moment, "due_days": left}


def office_days(case: Case, until: datetime) -> int:
    """The working days the office had the case, without those in which its party was asked."""
    days = working_days_between(case.opened_at, until)
    for stop in case.stops.all():
        days -= working_days_between(stop.stopped_at, stop.resumed_at or until)
    return max(days, 0)


def time_before(due_at: datetime, lead: RuleValue, moment: datetime) -> bool:
    """Whether no more than `lead` of the period is left."""
    if lead.unit == Unit.WORKING_DAYS:
        return working_days_left(moment, Deadline(due_at, provisional=False)) <= lead.number
    return moment >= due_at - _exact(lead)


def time_after(start: datetime, wait: RuleValue, moment: datetime) -> bool:
    """Whether `wait` has gone by since `start`."""
    return moment >= period_end(start, wait).at


def _exact(lead: RuleValue) -> timedelta:
    return timedelta(days=lead.number) if lead.unit == Unit.DAYS else lead.period
