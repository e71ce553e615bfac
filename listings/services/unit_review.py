"""An achievement before its own unit is a case (R8-31). Locks: the achievement, then the case."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from listings.enums import UNIT_REVIEW, UnitConclusion
from listings.models import Achievement, UnitReview
from listings.selectors.unit_review import newest_review
from tte.accounts.actor import Actor
from tte.casework.enums import CaseState
from tte.casework.models import Case
from tte.casework.selectors.checklist import Answer
from tte.casework.selectors.people import workers
from tte.casework.services import NotInHand, answer_case, ask_party, claim_case, close_case, decide_case, open_case
from tte.casework.services.correction import ask_marked, refuse_open_corrections
from tte.codelists.enums import RuleKey
from tte.codelists.selectors.rules import rule
from tte.common.locks import lock

STEP = "unit_review"
AFTER_AUDIT = "after_audit"


@transaction.atomic
def ask_review(*, achievement: Achievement, by: Actor) -> UnitReview:
    """Put what was submitted before the unit: the case that was sent back goes on, else a new round begins."""
    last = newest_review(achievement)
    if last is not None and last.case.closed_at is None:
        _bar_parts(answer_case(case=lock(last.case), by=by))
        return last
    number = last.round + 1 if last else 1
    case = open_case(
        kind=UNIT_REVIEW,
        office=achievement.holder,
        applicant=achievement.holder,
        author=achievement.posted_by,
        reference=f"{achievement.code}-{number}",
        title=achievement.titles,
        reason=AFTER_AUDIT if achievement.case is not None else "submitted",
        limit=rule(RuleKey.UNIT_REVIEW),
        by=by,
    )
    _bar_parts(case)
    return achievement.unit_reviews.create(case=case, round=number)


def _bar_parts(case: Case) -> None:
    """Who wrote it or handed it in does not review it, as long as the unit has another officer (R8-31)."""
    parts = {part for part in (case.author_id, case.opened_by_id) if part}
    others = [person for person in workers(case.office, case.kind) if person.pk not in parts]
    case.barred = sorted(parts) if others else []
    case.save(update_fields=["barred"])


@transaction.atomic
def conclude_review(
    *, achievement: Achievement, conclusion: UnitConclusion, text: str = "", answers: Collection[Answer] = (), by: Actor
) -> Case:
    """The unit's word. Whoever speaks it has the case in hand; one that nobody has is taken by speaking.

    Sent on, the case is closed; returned, the marked fields go to the author and its clock stands.
    """
    case = _take(achievement, by)
    if conclusion == UnitConclusion.FORWARD:
        refuse_open_corrections(case)
    decide_case(case=case, step=STEP, conclusion=conclusion, text=text, answers=answers, by=by)
    if conclusion == UnitConclusion.FORWARD:
        return close_case(case=case, by=by)
    ask_marked(case=case, by=by)
    return ask_party(case=case, by=by)


@transaction.atomic
def drop_review(*, achievement: Achievement, by: Actor | None) -> None:
    """Nothing is left to review: the holder took the achievement back. `by=None` is the clock."""
    review = newest_review(achievement)
    if review is not None and review.case.closed_at is None:
        close_case(case=lock(review.case), by=by)


def _take(achievement: Achievement, by: Actor) -> Case:
    review = newest_review(achievement)
    if review is None:
        raise NotInHand(_("You do not have this case in hand"))
    case = lock(review.case)
    return claim_case(case=case, by=by) if case.state == CaseState.UNCLAIMED else case
