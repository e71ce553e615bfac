"""What was counted over a year without an official calendar is counted again once the year stands (R3-32)."""

from listings.selectors.question import provisional_questions
from listings.services.question import recount_answer
from tte.codelists.recounting import provisional_ends

provisional_ends(
    "listings.question",
    rows=provisional_questions,
    end="due_at",
    recount=lambda question: recount_answer(question=question),
)
