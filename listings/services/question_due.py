"""Until when a question is answered, and the reminders of it."""

from datetime import datetime

from django.db import transaction

from listings.enums import QuestionState
from listings.models import Listing, Question
from listings.notices.question import ANSWER_DUE_SOON, ANSWER_OVERDUE
from listings.notices.supply import title_values
from listings.selectors.people import officers_of_holder
from listings.selectors.question import question_path
from tte.casework.running_clock import time_before
from tte.codelists.calendar import Deadline, period_end
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.clock import now
from tte.common.locks import lock
from tte.notices.services import notify
from tte.trail.services import record


def answer_due(listing: Listing, at: datetime) -> Deadline:
    return period_end(at, rule(RuleKey.QUESTION_ANSWER, rule_set=listing.rule_set))


@transaction.atomic
def recount_answer(*, question: Question) -> Question:
    """Count the due date again once the year it was counted over has a calendar (R3-32)."""
    question = lock(question)
    due = answer_due(question.listing, question.due_from)
    if question.due_provisional and not due.provisional:
        before, question.due_at, question.due_provisional = question.due_at, due.at, False
        question.save(update_fields=["due_at", "due_provisional"])
        record("question.recount", question, by=None, before=before.isoformat(), after=due.at.isoformat())
    return question


@transaction.atomic
def remind_of_answer(*, question: Question) -> bool:
    """Remind the holder once ahead, as early as of other duties, and once afterwards; a later end anew."""
    question, moment = lock(question), now()
    if question.state != QuestionState.ASKED:
        return False
    if moment >= question.due_at:
        kind, told = ANSWER_OVERDUE, "late_told"
    elif time_before(question.due_at, rule(RuleKey.REMIND_DUE_SOON, rule_set=question.listing.rule_set), moment):
        kind, told = ANSWER_DUE_SOON, "soon_told"
    else:
        return False
    if getattr(question, told) == question.due_at:
        return False
    setattr(question, told, question.due_at)
    question.save(update_fields=[told])
    listing = question.listing
    notify(
        kind,
        officers_of_holder(listing),
        subject=question,
        url=question_path(question),
        key=question.due_at.isoformat(),
        title=title_values(listing.achievement),
        listing=listing.code,
        organisation=question.organisation,
        due=question.due_at,
    )
    return True
