"""What somebody is to be reminded of now, by duty, and who."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet

from tte.accounts.enums import Role
from tte.accounts.models import User
from tte.accounts.selectors.people import members_among, people_in
from tte.casework.enums import CaseState, Duty
from tte.casework.models import Case, CaseReminder, CaseStop
from tte.casework.running_clock import time_after, time_before
from tte.casework.selectors.people import heads, workers
from tte.codelists.calendar import period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule

HORIZON = timedelta(days=21)


@dataclass(frozen=True)
class Owed:
    """A duty of a case, and the moment it runs from."""

    duty: Duty
    about: datetime


def watched_cases(moment: datetime) -> QuerySet[Case]:
    """Open cases that are due before long and not escalated, or whose party owes an answer and was not reminded."""
    escalated = CaseReminder.objects.filter(case=OuterRef("pk"), duty=Duty.ESCALATED, about=OuterRef("due_at"))
    due = Q(~Exists(escalated), due_at__lt=moment + HORIZON)
    told = CaseReminder.objects.filter(case=OuterRef("case"), duty=Duty.ANSWER_OWED, about=OuterRef("stopped_at"))
    untold = CaseStop.objects.filter(~Exists(told), case=OuterRef("pk"), resumed_at=None)
    open_ = Case.objects.filter(due | Q(Exists(untold), state=CaseState.WAITING), closed_at=None)
    return open_.select_related("office").prefetch_related("reminders", "stops").order_by("pk")


def owed_duties(case: Case, moment: datetime) -> list[Owed]:
    """The duties whose hour has come and of which nobody was reminded yet."""
    found: list[Owed] = []
    if case.state == CaseState.WAITING:
        for stop in case.stops.all():
            if stop.resumed_at is None and time_after(stop.stopped_at, rule(RuleKey.REMIND_ANSWER), moment):
                found.append(Owed(Duty.ANSWER_OWED, stop.stopped_at))
    elif case.due_at is not None:
        if moment >= case.due_at:
            found.append(Owed(Duty.OVERDUE, case.due_at))
            if time_after(case.due_at, rule(RuleKey.REMIND_ESCALATE), moment):
                found.append(Owed(Duty.ESCALATED, case.due_at))
        elif time_before(case.due_at, rule(RuleKey.REMIND_DUE_SOON), moment):
            found.append(Owed(Duty.DUE_SOON, case.due_at))
    done = {(each.duty, each.about) for each in case.reminders.all()}
    return [owed for owed in found if (owed.duty, owed.about) not in done]


def standing_stop(case: Case) -> CaseStop | None:
    """What the clock of the case stands for now."""
    return next((each for each in case.stops.all() if each.resumed_at is None), None)


def answer_until(case: Case | None) -> datetime | None:
    """Until when the party may answer what it was asked; None where nothing is asked of it."""
    stop = standing_stop(case) if case else None
    return period_end(stop.stopped_at, rule(RuleKey.CASE_ANSWER)).at if stop else None


def people_of(case: Case, duty: Duty) -> list[User]:
    """Whose duty it is: the holder's, the office's while nobody has it, the head's, the party's.

    Of a party whose people have left, its officers and agents answer.
    """
    if duty == Duty.ANSWER_OWED:
        asked = members_among([case.author, case.opened_by or case.author], case.applicant)
        return asked or list(people_in(case.applicant, [Role.OFFICER, Role.AGENT]))
    if duty == Duty.ESCALATED:
        return heads(case.office) or workers(case.office, case.kind)
    office = workers(case.office, case.kind)
    return [person for person in office if person.pk == case.claimed_by_id] or office
