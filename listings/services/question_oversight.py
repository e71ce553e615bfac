"""What the sides of a conversation have against each other, and what the exchange does about it."""

from django.db import transaction
from django.utils.translation import gettext as _

from listings.lifecycles import QUESTION
from listings.models import ContactBlock, Message, Question, QuestionReport
from listings.notices.question import QUESTION_REPORTED, QUESTION_RESTORED, QUESTION_STOPPED, REPORT_SETTLED
from listings.selectors.people import officers_of_holder
from listings.selectors.question import open_report, people_who_asked
from listings.selectors.stake import free_auditors_of
from listings.services.question import decide, tell
from listings.services.question_due import answer_due
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation, User
from tte.accounts.selectors.people import members_among
from tte.casework.services.reasons import refuse_unlisted
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import names
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.trail.services import advance, record


class AlreadyReported(DomainError):
    code = "already_reported"


class NothingReported(DomainError):
    code = "nothing_reported"


@transaction.atomic
def report_question(*, question: Question, reason_code: str, text: str, by: Actor) -> QuestionReport:
    """One side asks the exchange to look; it asks again once that is settled. The other side is not told."""
    refuse_unlisted(CodeList.MESSAGE_GROUND, reason_code)
    question = lock(question)
    if by.organisation is None or open_report(question, by.organisation):
        raise AlreadyReported(_("Your organisation has reported it already; the exchange will look at it."))
    report = question.reports.create(organisation=by.organisation, ground=reason_code, text=text, reported_by=by.user)
    record("question.report", question, by=by, ground=reason_code)
    reason = names(CodeList.MESSAGE_GROUND, reason_code)
    people = free_auditors_of(question.listing)
    tell(QUESTION_REPORTED, people, question, about=report, organisation=by.organisation, reason=reason)
    return report


@transaction.atomic
def settle_report(*, question: Question, text: str, by: Actor) -> int:
    """The exchange has looked, and writes to each side that reported what it found."""
    question = lock(question)
    waiting = list(question.reports.filter(settled_at=None).select_related("reported_by", "organisation"))
    if not waiting:
        raise NothingReported(_("No report waits in this conversation"))
    question.reports.filter(settled_at=None).update(finding=text, settled_at=now(), settled_by=by.user)
    record("question.settle_report", question, by=by, reports=len(waiting))
    for report in waiting:
        people = members_among([report.reported_by], report.organisation) or _side(question, report.organisation)
        tell(REPORT_SETTLED, people, question, about=report, text=text)
    return len(waiting)


@transaction.atomic
def stop_question(*, question: Question, reason_code: str, text: str, by: Actor) -> Question:
    """Take the words from the public page and let nobody write on; both sides still read what they wrote."""
    refuse_unlisted(CodeList.MESSAGE_GROUND, reason_code)
    question = lock(question)
    decide(question, reason_code, text, by)
    advance(question, "stop", lifecycle=QUESTION, by=by, reason=reason_code, text=text)
    reason = names(CodeList.MESSAGE_GROUND, reason_code)
    tell(QUESTION_STOPPED, _both_sides(question), question, reason=reason)
    return question


@transaction.atomic
def restore_question(*, question: Question, by: Actor) -> Question:
    """Let a stopped conversation stand as it stood: waiting, if the asker wrote last.

    Nobody could answer while it was stopped, so an answer is owed within a whole period from now on.
    """
    question = lock(question)
    last = Message.objects.filter(question=question).order_by("pk").last()
    waits = last is not None and last.organisation_id == question.organisation_id
    question = advance(question, "reopen" if waits else "restore", lifecycle=QUESTION, by=by)
    if waits:
        question.due_from = now()
        due = answer_due(question.listing, question.due_from)
        question.due_at, question.due_provisional = due.at, due.provisional
        question.save(update_fields=["due_from", "due_at", "due_provisional"])
    tell(QUESTION_RESTORED, _both_sides(question), question)
    return question


@transaction.atomic
def block_asker(*, question: Question, by: Actor) -> ContactBlock:
    """The holder takes no more messages of the organisation, about any of its listings. Asked twice it is one block."""
    holder, organisation = question.listing.holder, question.organisation
    block, made = ContactBlock.objects.get_or_create(
        holder=holder, organisation=organisation, lifted_at=None, defaults={"set_by": by.user}
    )
    if made:
        record("contact.block", question, by=by, organisation=organisation.code)
    return block


@transaction.atomic
def lift_block(*, question: Question, by: Actor) -> bool:
    """Messages of the organisation are taken again."""
    holder, organisation = question.listing.holder, question.organisation
    running = ContactBlock.objects.filter(holder=holder, organisation=organisation, lifted_at=None)
    lifted = running.update(lifted_at=now(), lifted_by=by.user)
    if lifted:
        record("contact.lift_block", question, by=by, organisation=organisation.code)
    return bool(lifted)


def _side(question: Question, organisation: Organisation) -> list[User]:
    """Who speaks for one side of the conversation."""
    asked = organisation == question.organisation
    return list(people_who_asked(question) if asked else officers_of_holder(question.listing))


def _both_sides(question: Question) -> list:
    return [*people_who_asked(question), *officers_of_holder(question.listing)]
