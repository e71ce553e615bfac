"""What the clock does about questions: it reminds of answers, counts again over a new calendar (R3-32), and tells
whoever follows a listing."""

from celery import shared_task

from listings.models import Question
from listings.selectors.follow import owed_tellings
from listings.selectors.question import provisional_questions, to_be_reminded_of
from listings.services import follow
from listings.services.question_due import recount_answer, remind_of_answer
from tte.codelists.recounting import provisional_ends
from tte.common.jobs import defer


@shared_task(name="listings.sweep_questions")
def sweep_questions() -> None:
    for pk in to_be_reminded_of().values_list("pk", flat=True)[:200]:
        defer("listings.remind_of_answer", question_id=pk)


@shared_task(name="listings.remind_of_answer")
def remind(question_id: int) -> None:
    remind_of_answer(question=Question.objects.get(pk=question_id))


provisional_ends(
    "listings.question",
    rows=provisional_questions,
    end="due_at",
    recount=lambda question: recount_answer(question=question),
)


@shared_task(name="listings.sweep_tellings")
def sweep_tellings() -> None:
    for pk in owed_tellings().values_list("pk", flat=True)[:200]:
        defer("listings.tell_followers", telling_id=pk)


@shared_task(name="listings.tell_followers")
def tell_followers(telling_id: int) -> None:
    follow.tell_followers(telling_id=telling_id)
