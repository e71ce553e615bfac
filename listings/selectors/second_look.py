from django.db.models import Q, QuerySet

from listings.enums import LISTING_SECOND_LOOK
from listings.models import Achievement
from listings.selectors.people import parties_met
from listings.selectors.stake import staked_second_looks
from tte.accounts.actor import Actor
from tte.casework.models import Reaudit


def second_looks() -> QuerySet[Reaudit]:
    return Reaudit.objects.filter(case__kind=LISTING_SECOND_LOOK, case__withheld_at=None).select_related(
        "case__office", "case__applicant", "case__claimed_by", "original__case"
    )


def waiting_second_looks(actor: Actor) -> QuerySet[Reaudit]:
    """Those of the office that this person may take or has in hand (R8-31), the earliest due first."""
    person = actor.user
    part = Q(case__author=person) | Q(case__opened_by=person) | Q(case__barred__contains=[person.pk])
    own = person.memberships.filter(ended_at=None).order_by().values("organisation")
    part |= Q(case__applicant__in=own) | Q(case__applicant__in=parties_met(person).order_by())
    part |= Q(case__in=staked_second_looks(person).order_by().values("pk"))
    free = Q(case__claimed_by=None) | Q(case__claimed_by=person)
    return (
        second_looks()
        .filter(free, case__office=actor.organisation, case__closed_at=None)
        .exclude(part)
        .order_by("case__due_at", "pk")
    )


def matter_of(look: Reaudit) -> Achievement:
    """What is looked at again: the achievement of the first case."""
    return Achievement.objects.select_related("holder", "secrecy", "posted_by").get(case=look.original.case_id)
