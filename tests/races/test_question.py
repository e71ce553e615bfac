"""Two who answer the same question at once: first without the lock, then with it."""

import contextlib
import threading

import pytest

from listings.models import Message, Question
from listings.services import question as services
from listings.services.question import WrittenMeanwhile, write_message
from tests.factories.listings import make_officer
from tests.factories.question import answer, answered_question, asked_question, last_of
from tests.together import at_once
from tte.common.errors import TransitionRefused
from tte.notices.models import Notice
from tte.trail.models import Event

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("codelists")]


def two_answers(question: Question, monkeypatch) -> list:
    """Two officers write upon the same message and meet right before they write, if anything lets them."""
    meeting, write, upon = threading.Barrier(2), services._write, last_of(question)

    def write_together(*given):
        with contextlib.suppress(threading.BrokenBarrierError):
            meeting.wait(timeout=1)
        return write(*given)

    def by(officer):
        return lambda: write_message(question=question, text=f"By {officer.user.pk}", upon=upon, by=officer)

    officers = [make_officer(question.listing.holder) for _ in range(2)]
    monkeypatch.setattr(services, "_write", write_together)
    return at_once(*map(by, officers))


def kinds(results: list) -> list[str]:
    return sorted(type(result).__name__ for result in results)


def written(question: Question) -> int:
    return question.messages.filter(organisation=question.listing.holder).count()


def test_without_the_lock_two_hands_write_upon_the_same_message(monkeypatch):
    """The control: an addition is doubled; of two first answers the life cycle refuses one, without its reason."""
    monkeypatch.setattr(services, "lock", lambda question: Question.objects.get(pk=question.pk))
    question = answered_question(audience="private")
    assert kinds(two_answers(question, monkeypatch)) == [Message.__name__] * 2
    assert written(question) == 3

    monkeypatch.undo()
    monkeypatch.setattr(services, "lock", lambda question: Question.objects.get(pk=question.pk))
    assert kinds(two_answers(asked_question(), monkeypatch)) == [Message.__name__, TransitionRefused.__name__]


def test_of_two_answers_at_once_one_stands_and_the_other_is_told_that_somebody_was_faster(monkeypatch):
    question = asked_question()
    results = two_answers(question, monkeypatch)
    assert kinds(results) == [Message.__name__, WrittenMeanwhile.__name__]
    [stands] = question.messages.filter(organisation=question.listing.holder)
    assert [each.pk for each in results if isinstance(each, Message)] == [stands.pk]
    assert Event.objects.filter(kind="question.answer", subject_key=question.pk).count() == 1
    assert Notice.objects.filter(kind="listings.question_answered").count() == 1


def test_of_two_additions_at_once_one_stands_and_the_other_may_be_sent_upon_it(monkeypatch):
    question = answered_question(audience="private")
    assert kinds(two_answers(question, monkeypatch)) == [Message.__name__, WrittenMeanwhile.__name__]
    assert written(question) == 2
    monkeypatch.undo()
    answer(question, "Sent anew")
    assert written(question) == 3
