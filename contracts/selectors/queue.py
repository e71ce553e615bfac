"""The queue of a registration agency."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Min, Q, QuerySet

from contracts.enums import CONTRACT_REVIEW
from contracts.enums import ContractState as S
from contracts.models import Contract
from tte.accounts.models import Organisation, User
from tte.casework.selectors import open_cases

FIRST = (S.SUBMITTED, S.ACCEPTED)


@dataclass(frozen=True)
class QueueCount:
    """How much waits: for a registrar, for a second reviewer, with the parties; of it nobody's, and in my hand."""

    first: int
    second: int
    waiting: int
    unclaimed: int
    mine: int
    first_due: datetime | None
    second_due: datetime | None


def contracts_in_queue(office: Organisation) -> QuerySet[Contract]:
    """The contracts of the agency's open cases, with what a line of the queue shows: planning more joins cost more
    than reading them."""
    cases = open_cases(office, CONTRACT_REVIEW).order_by().values("pk")
    return Contract.objects.select_related("seller", "buyer", "case__claimed_by").filter(case__in=cases)


def counts_of(office: Organisation | None, person: User) -> QueueCount:
    open_to_work = Q(state__in=FIRST) | Q(state=S.SECOND_REVIEW)
    rows = Contract.objects.filter(case__office=office, case__closed_at=None)
    counted = rows.aggregate(
        first=Count("pk", filter=Q(state__in=FIRST)),
        second=Count("pk", filter=Q(state=S.SECOND_REVIEW)),
        waiting=Count("pk", filter=Q(state=S.CORRECTION)),
        unclaimed=Count("pk", filter=open_to_work & Q(case__claimed_by=None)),
        mine=Count("pk", filter=Q(case__claimed_by=person)),
        first_due=Min("case__due_at", filter=Q(state__in=FIRST)),
        second_due=Min("case__due_at", filter=Q(state=S.SECOND_REVIEW)),
    )
    return QueueCount(**counted)
