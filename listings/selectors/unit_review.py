"""Rounds of achievements before their own unit."""

from datetime import datetime

from django.db.models import Count, Q, QuerySet

from listings.enums import UNIT_REVIEW
from listings.models import Achievement, UnitReview
from tte.accounts.actor import Actor
from tte.accounts.models import Organisation, User
from tte.casework.enums import CaseState
from tte.casework.models import Case
from tte.casework.selectors import open_cases

MATTER = "unit_review__achievement"


def unit_cases() -> QuerySet[Case]:
    """Every case of this kind, closed ones too, with what its page asks for."""
    rows = Case.objects.filter(kind=UNIT_REVIEW).select_related(
        "applicant",
        "office",
        "claimed_by",
        f"{MATTER}__holder",
        f"{MATTER}__secrecy__paper",
        f"{MATTER}__posted_by",
        f"{MATTER}__case__office",
    )
    return rows.prefetch_related("stops")


def queued_reviews(actor: Actor) -> QuerySet[Case]:
    """Those of the acting unit as its queue shows them."""
    return unit_cases().filter(office=actor.organisation).prefetch_related("reasons")


def newest_review(achievement: Achievement) -> UnitReview | None:
    return achievement.unit_reviews.select_related("case__office").order_by("-round").first()


def asking_case(achievement: Achievement) -> Case | None:
    """The case that waits for the author's answer: the unit's where it sent it back, else the exchange's."""
    review = newest_review(achievement)
    if review is not None and review.case.state == CaseState.WAITING:
        return review.case
    return achievement.case


def review_counts(office: Organisation, person: User, moment: datetime) -> dict[str, int]:
    """The figures above the queue of a unit, in one statement."""
    rows = open_cases(office, UNIT_REVIEW).order_by().select_related(None)
    return rows.aggregate(
        open=Count("pk"),
        unclaimed=Count("pk", filter=Q(state=CaseState.UNCLAIMED)),
        mine=Count("pk", filter=Q(claimed_by=person)),
        overdue=Count("pk", filter=Q(due_at__lt=moment)),
    )
