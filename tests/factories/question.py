"""Conversations and follows. Single rows for tests that look at rows; the functions below walk the services."""

from datetime import timedelta

import factory

from listings.models import (
    ContactBlock,
    Follow,
    Listing,
    Message,
    Question,
    QuestionReading,
    QuestionReport,
    Telling,
)
from listings.selectors.follow import owed_tellings
from listings.selectors.question import questions
from listings.services.follow import tell_followers
from listings.services.question import ask_question, write_message
from tests.factories.accounts import OrganisationFactory, UserFactory, make_actor
from tests.factories.listings import ListingFactory, make_officer
from tte.accounts.actor import Actor
from tte.accounts.enums import OrganisationKind, Role
from tte.common.clock import now

WORDS = "Can it be sprayed on galvanised steel?"
ANSWER = "Yes, after phosphating."


class QuestionFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Question

    listing = factory.SubFactory(ListingFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.ENTERPRISE)
    audience = "public"
    asked_by = factory.LazyAttribute(lambda row: make_actor(role=Role.AGENT, organisation=row.organisation).user)
    due_from = factory.LazyFunction(now)
    due_at = factory.LazyAttribute(lambda row: row.due_from + timedelta(days=3))


class MessageFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Message

    question = factory.SubFactory(QuestionFactory)
    organisation = factory.SelfAttribute("question.organisation")
    written_by = factory.SelfAttribute("question.asked_by")
    text = WORDS


class QuestionReadingFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuestionReading

    question = factory.SubFactory(QuestionFactory)
    person = factory.SelfAttribute("question.asked_by")
    upto = 0


class QuestionReportFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = QuestionReport

    question = factory.SubFactory(QuestionFactory)
    organisation = factory.SelfAttribute("question.organisation")
    ground = "M3"
    reported_by = factory.SelfAttribute("question.asked_by")


class ContactBlockFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = ContactBlock

    holder = factory.SubFactory(OrganisationFactory)
    organisation = factory.SubFactory(OrganisationFactory, kind=OrganisationKind.ENTERPRISE)
    set_by = factory.SubFactory(UserFactory)


def tell_all() -> None:
    """What the worker does after the commit: whoever follows a listing is told."""
    for pk in owed_tellings().values_list("pk", flat=True):
        tell_followers(telling_id=pk)


class FollowFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Follow

    listing = factory.SubFactory(ListingFactory)
    person = factory.SubFactory(UserFactory)


class TellingFactory(factory.django.DjangoModelFactory):
    """Owed to whoever follows the listing."""

    class Meta:
        model = Telling

    listing = factory.SubFactory(ListingFactory)
    kind = "listings.followed_announced"
    subject_type = "listings.announcement"
    subject_key = factory.Sequence(lambda number: 900_000 + number)
    url = "/"
    context = factory.LazyFunction(
        lambda: {"what": {"zh": "中止", "en": "Suspended"}, "title": {"zh": "一", "en": "One"}, "listing": "TX26-00001"}
    )


def asked_question(listing: Listing | None = None, *, by: Actor | None = None, **given: str) -> Question:
    """A question that waits for the holder: before everybody unless told."""
    words = {"audience": "public", "text": WORDS} | given
    by = by or make_actor(role=Role.AGENT)
    return fresh(ask_question(listing=listing or ListingFactory(), by=by, **words))


def answered_question(listing: Listing | None = None, *, by: Actor | None = None, **given: str) -> Question:
    question = asked_question(listing, by=by, **given)
    answer(question)
    return fresh(question)


def answer(question: Question, text: str = ANSWER, *, by: Actor | None = None, **given: str) -> Message:
    by = by or make_officer(question.listing.holder)
    return write_message(question=question, text=text, upon=last_of(question), by=by, **given)


def last_of(question: Question) -> int:
    return question.messages.order_by("-pk").values_list("pk", flat=True)[0]


def fresh(question: Question) -> Question:
    return questions().get(pk=question.pk)
