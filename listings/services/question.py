"""A conversation about a listing: asked, answered before everybody or between the two sides, declined, withdrawn."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from listings.enums import QuestionAudience, QuestionState
from listings.lifecycles import QUESTION
from listings.models import Listing, Message, Question, QuestionReading
from listings.notices.notice import path_of_listing
from listings.notices.question import (
    FOLLOWED_ANSWERED,
    QUESTION_ANSWERED,
    QUESTION_ASKED,
    QUESTION_DECLINED,
    QUESTION_WITHDRAWN,
)
from listings.notices.supply import title_values
from listings.selectors.people import officers_of_holder
from listings.selectors.question import (
    WRITABLE,
    block_of,
    is_flooded,
    people_who_asked,
    question_path,
    takes_questions,
    was_answered,
)
from listings.services.follow import owe_followers
from listings.services.public_words import refuse_unfit
from listings.services.question_due import answer_due
from tte.accounts.actor import Actor
from tte.accounts.models import User
from tte.casework.services.reasons import refuse_unlisted
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import names
from tte.common.clock import now
from tte.common.errors import DomainError
from tte.common.locks import lock
from tte.notices.kinds import NoticeKind
from tte.notices.services import notify
from tte.trail.services import advance, record


class TakesNoQuestions(DomainError):
    code = "takes_no_questions"


class Blocked(DomainError):
    code = "blocked"


class TooManyMessages(DomainError):
    code = "too_many_messages"


class WrittenMeanwhile(DomainError):
    """The conversation has moved on since its page was made."""

    code = "written_meanwhile"


class NotOpen(DomainError):
    code = "not_open"


@transaction.atomic
def ask_question(*, listing: Listing, audience: str, text: str, by: Actor) -> Question:
    """Put a question to the holder; the same one sent again while it waits is one. Nobody else reads it yet."""
    organisation = by.acting_for
    refuse_unfit(text)
    waiting = listing.questions.filter(organisation=organisation, audience=audience, state=QuestionState.ASKED)
    if again := waiting.filter(messages__text=text).first():
        return again
    _refuse_asker(listing, by)
    at = now()
    due = answer_due(listing, at)
    question = Question.objects.create(
        listing=listing,
        organisation=organisation,
        audience=audience,
        asked_by=by.user,
        asked_at=at,
        due_from=at,
        due_at=due.at,
        due_provisional=due.provisional,
    )
    _write(question, text, by)
    record("question.ask", question, by=by, listing=listing.code, audience=audience)
    _tell_holder(question)
    return question


@transaction.atomic
def write_message(*, question: Question, text: str, upon: int, by: Actor, audience: str = "") -> Message:
    """Write on in a conversation, upon the last message that was read: of two who write at once the second is refused.

    A holder's first message answers the question. A public one is thereby shown to everybody, unless the holder
    answers the asker alone. Words are read once more before everybody sees them.
    """
    refuse_unfit(text)
    question = lock(question)
    is_holder = by.organisation == question.listing.holder
    if question.state not in WRITABLE or (not is_holder and question.audience == QuestionAudience.PUBLIC):
        raise NotOpen(_("Nothing more can be written in this conversation. Your text has not been sent."))
    last = question.messages.order_by("-pk").first()
    if last is None or last.pk != upon:
        raise WrittenMeanwhile(_("Somebody has written meanwhile: read it, then send your text if it still fits."))
    return _answer(question, text, audience, by) if is_holder else _ask_on(question, text, by)


def _answer(question: Question, text: str, audience: str, by: Actor) -> Message:
    """The first answer, or an addition to it."""
    is_first = question.state == QuestionState.ASKED
    if is_first and audience == QuestionAudience.PRIVATE and question.audience == QuestionAudience.PUBLIC:
        question.audience = QuestionAudience.PRIVATE
        question.save(update_fields=["audience"])
    is_public = question.audience == QuestionAudience.PUBLIC
    if is_public:
        for each in question.messages.all():
            refuse_unfit(each.text)
    message = _write(question, text, by)
    if is_first:
        advance(question, "answer", lifecycle=QUESTION, by=by, audience=str(question.audience))
    else:
        record("question.add", question, by=by, message=message.pk)
    _tell_answered(question, message)
    return message


def _ask_on(question: Question, text: str, by: Actor) -> Message:
    """One more message to the holder; the time to answer runs from the first that waits."""
    _refuse_asker(question.listing, by)
    message, at = _write(question, text, by), now()
    if question.state == QuestionState.ANSWERED:
        due = answer_due(question.listing, at)
        question.due_from, question.due_at, question.due_provisional = at, due.at, due.provisional
        question.save(update_fields=["due_from", "due_at", "due_provisional"])
        advance(question, "ask_on", lifecycle=QUESTION, by=by)
    _tell_holder(question)
    return message


@transaction.atomic
def decline_question(*, question: Question, reason_code: str, text: str, by: Actor) -> Question:
    """The holder gives no answer, and says why; what was asked stays between the two sides."""
    refuse_unlisted(CodeList.QUESTION_REFUSAL, reason_code)
    question = lock(question)
    decide(question, reason_code, text, by)
    advance(question, "decline", lifecycle=QUESTION, by=by, reason=reason_code)
    reason = names(CodeList.QUESTION_REFUSAL, reason_code)
    tell(QUESTION_DECLINED, people_who_asked(question), question, reason=reason)
    return question


@transaction.atomic
def withdraw_question(*, question: Question, by: Actor) -> Question:
    """The asker takes back what nobody has answered."""
    question = lock(question)
    if was_answered(question):
        raise NotOpen(_("The holder has answered; an answered question is not withdrawn."))
    advance(question, "withdraw", lifecycle=QUESTION, by=by)
    people = officers_of_holder(question.listing)
    tell(QUESTION_WITHDRAWN, people, question, organisation=question.organisation)
    return question


def mark_seen(*, question: Question, upto: int, by: Actor) -> None:
    """The person has read as far as this; never back."""
    reading, made = QuestionReading.objects.get_or_create(question=question, person=by.user, defaults={"upto": upto})
    if not made and reading.upto < upto:
        QuestionReading.objects.filter(pk=reading.pk, upto__lt=upto).update(upto=upto)


def decide(question: Question, reason_code: str, text: str, by: Actor) -> None:
    """Who ended it, when and why; the caller holds the lock and moves the state."""
    question.reason_code, question.reason_text = reason_code, text
    question.decided_by, question.decided_at = by.user, now()
    question.save(update_fields=["reason_code", "reason_text", "decided_by", "decided_at"])


def tell(
    kind: NoticeKind, people: Iterable[User], question: Question, *, about: Model | None = None, **said: Any
) -> None:
    """Each act in a conversation is a notice of its own, also the same one done again: the moment tells them apart."""
    listing = question.listing
    said |= {"title": title_values(listing.achievement), "listing": listing.code}
    notify(kind, people, subject=about or question, url=question_path(question), key=now().isoformat(), **said)


def _refuse_asker(listing: Listing, by: Actor) -> None:
    listing.refresh_from_db(fields=["state"])
    if not takes_questions(listing):
        raise TakesNoQuestions(_("The listing has ended and takes no more questions."))
    if by.organisation is None or block_of(listing.holder, by.organisation):
        raise Blocked(
            _("The holder takes no more messages from your organisation. Turn to the exchange if you need to.")
        )
    if is_flooded(listing, by.organisation):
        raise TooManyMessages(_("Your organisation has written so often within a day that the next one waits."))


def _write(question: Question, text: str, by: Actor) -> Message:
    return Message.objects.create(question=question, organisation=by.acting_for, written_by=by.user, text=text)


def _tell_holder(question: Question) -> None:
    people = officers_of_holder(question.listing)
    tell(QUESTION_ASKED, people, question, organisation=question.organisation, due=question.due_at)


def _tell_answered(question: Question, message: Message) -> None:
    """The asker, and where it is public everybody who follows the listing."""
    people = list(people_who_asked(question))
    tell(QUESTION_ANSWERED, people, question)
    if question.audience == QuestionAudience.PUBLIC:
        listing = question.listing
        url = f"{path_of_listing(listing)}#q{question.pk}"
        owe_followers(listing=listing, kind=FOLLOWED_ANSWERED, subject=message, url=url, but=people)
