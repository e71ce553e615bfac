"""Conversations as they stand: who reads them, what everybody reads, what is new to a reader."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from operator import attrgetter

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from listings.enums import ListingState, QuestionAudience, QuestionState
from listings.models import ContactBlock, Listing, Message, Question, QuestionReading, QuestionReport
from listings.permissions.audit import can_audit_listings
from listings.permissions.question import can_ask_questions
from listings.permissions.stake import staked_listings
from listings.permissions.supply import can_post_achievement, can_review_achievements
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation, User
from tte.accounts.roles import Permission
from tte.accounts.selectors.people import people_with
from tte.codelists.enums import CodeList
from tte.codelists.selectors.codes import label
from tte.common.clock import ClockTimestamp

TAKING_QUESTIONS = (
    ListingState.IN_NOTICE,
    ListingState.SUSPENDED,
    ListingState.QUALIFYING,
    ListingState.BIDDING,
    ListingState.NEGOTIATING,
)
WRITABLE = (QuestionState.ASKED, QuestionState.ANSWERED)
A_DAY, A_MONTH = timedelta(days=1), timedelta(days=31)
PER_LISTING, PER_ORGANISATION = 10, 60


@dataclass(frozen=True)
class PublicQuestion:
    """What everybody reads: never who asked. One that the exchange has stopped shows its reason and no words."""

    pk: int
    question: str
    asked_at: datetime
    answers: list[Message]
    stopped: str
    stopped_at: datetime | None


def questions() -> QuerySet[Question]:
    return Question.objects.select_related(
        "listing__achievement__holder", "listing__holder", "listing__exchange", "organisation", "asked_by", "decided_by"
    )


def question_path(question: Question) -> str:
    return reverse("listings:question", args=[question.pk])


def takes_questions(listing: Listing) -> bool:
    return listing.state in TAKING_QUESTIONS


def messages_of(question: Question) -> list[Message]:
    """From the first word to the last."""
    return list(question.messages.select_related("organisation", "written_by").order_by("pk"))


def is_answer(message: Message, listing: Listing) -> bool:
    return message.organisation_id == listing.holder_id


def asks_audience(question: Question) -> bool:
    """Whether its first answer may still be for everybody or for the asker alone."""
    return question.state == QuestionState.ASKED and question.audience == QuestionAudience.PUBLIC


def is_late(question: Question, at: datetime) -> bool:
    """It still waits, and the day by which it was to be answered has passed."""
    return question.state == QuestionState.ASKED and question.due_at <= at


def was_answered(question: Question) -> bool:
    return question.messages.filter(organisation=question.listing.holder_id).exists()


@dataclass(frozen=True)
class Shown:
    """The public questions of a listing, newest first, and how many more wait for the holder."""

    rows: list[PublicQuestion]
    waiting: int


def public_questions(listing: Listing) -> Shown:
    """What has been answered before everybody. What waits is counted; its words are nobody's yet."""
    states = (QuestionState.ASKED, QuestionState.ANSWERED, QuestionState.STOPPED)
    about = Message.objects.filter(question__listing=listing, question__audience=QuestionAudience.PUBLIC)
    words = about.filter(question__state__in=states).select_related("question").order_by("-question_id", "pk")
    told = [list(of_one) for _pk, of_one in groupby(words, attrgetter("question_id"))]
    shown = [_public(said, listing) for said in told if any(is_answer(each, listing) for each in said)]
    return Shown(shown, sum(said[0].question.state == QuestionState.ASKED for said in told))


def _public(said: list[Message], listing: Listing) -> PublicQuestion:
    one = said[0].question
    if one.state == QuestionState.STOPPED:
        why = label(CodeList.MESSAGE_GROUND, one.reason_code)
        return PublicQuestion(one.pk, "", one.asked_at, [], why, one.decided_at)
    answers = [each for each in said if is_answer(each, listing)]
    return PublicQuestion(one.pk, said[0].text, one.asked_at, answers, "", None)


def questions_seen_by(actor: Actor) -> QuerySet[Question]:
    """Every conversation that the actor may open, each with whether it holds something new to the person."""
    seen, own = Q(pk=None), actor.organisation
    if can_ask_questions(actor):
        seen |= Q(organisation=own)
    if can_review_achievements(actor):
        seen |= Q(listing__holder=own)
    if can_post_achievement(actor):
        seen |= Q(listing__holder=own, listing__achievement__posted_by=actor.user)
    rows = with_news(questions(), actor.user)
    if not can_audit_listings(actor):
        return rows.filter(seen)
    sides = actor.user.memberships.filter(ended_at=None).order_by().values("organisation")
    is_side = Q(organisation__in=sides) | Q(listing__in=staked_listings(actor.user))
    overseen = Q(listing__exchange=own) & ~is_side
    return rows.filter(seen | overseen)


def with_news(rows: QuerySet[Question], person: User) -> QuerySet[Question]:
    """`is_new`: somebody else has written since the person looked; `is_reported`: the exchange has to look at it."""
    read = (
        QuestionReading.objects.filter(question=OuterRef("question"), person=person).order_by("pk").values("upto")[:1]
    )
    later = Message.objects.filter(question=OuterRef("pk"), pk__gt=Coalesce(Subquery(read), Value(0))).exclude(
        written_by=person
    )
    reported = QuestionReport.objects.filter(question=OuterRef("pk"), settled_at=None)
    return rows.annotate(is_new=Exists(later), is_reported=Exists(reported))


def new_answers(actor: Actor) -> QuerySet[Question]:
    """What the organisation asked and the person has not read to the end."""
    mine = Question.objects.filter(organisation=actor.organisation)
    return with_news(mine, actor.user).filter(Q(is_new=True))


def to_answer(holder: Organisation) -> QuerySet[Question]:
    """What the holder owes an answer, the earliest due first."""
    return Question.objects.filter(listing__holder=holder, state=QuestionState.ASKED).order_by("due_at", "pk")


def open_report(question: Question, organisation: Organisation) -> QuestionReport | None:
    return question.reports.filter(organisation=organisation, settled_at=None).first()


def reports_of(question: Question) -> list[QuestionReport]:
    return list(question.reports.select_related("organisation", "settled_by").order_by("pk"))


def reported_to(actor: Actor) -> QuerySet[QuestionReport]:
    """What the office has to look at, without the listings in which the person has a stake (R8-31)."""
    rows = QuestionReport.objects.filter(question__listing__exchange=actor.organisation, settled_at=None)
    return rows.exclude(question__listing__in=staked_listings(actor.user))


def block_of(holder: Organisation, organisation: Organisation) -> ContactBlock | None:
    return ContactBlock.objects.filter(holder=holder, organisation=organisation, lifted_at=None).first()


def is_flooded(listing: Listing, organisation: Organisation) -> bool:
    """Whether an organisation has written as much within a day as one may: about this listing, or at all."""
    lately = Message.objects.alias(age=ClockTimestamp() - F("written_at")).filter(
        organisation=organisation, age__lt=A_DAY
    )
    about = lately.filter(question__listing=listing).count()
    return about >= PER_LISTING or lately.count() >= PER_ORGANISATION


def people_who_asked(question: Question) -> QuerySet[User]:
    """Those of the asking organisation who have written and still belong to it, else whoever asks for it now."""
    people = people_with(question.organisation, Permission.QUESTION_ASK)
    wrote = question.messages.filter(organisation=question.organisation).order_by().values("written_by")
    writers = people.filter(pk__in=wrote)
    return writers if writers.exists() else people


def provisional_questions() -> QuerySet[Question]:
    return questions().filter(state=QuestionState.ASKED, due_provisional=True)


def to_be_reminded_of() -> QuerySet[Question]:
    """Questions that wait and are due within a month, of which the holder is still to be told."""
    moment = ClockTimestamp()
    told = Q(late_told=F("due_at")) | Q(soon_told=F("due_at"), due_at__gt=moment)
    return (
        questions()
        .filter(state=QuestionState.ASKED, due_at__lt=moment + A_MONTH)
        .exclude(told)
        .order_by("due_at", "pk")
    )
