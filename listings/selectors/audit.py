from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from listings.enums import LISTING_AUDIT, PROPOSE, AuditStep
from listings.models import Achievement
from tte.accounts.actor import Actor
from tte.casework.enums import CaseState
from tte.casework.models import Case, CheckResult, CheckRun
from tte.casework.selectors import open_cases
from tte.codelists.enums import RuleKey
from tte.codelists.selectors import rule
from tte.common.presence import present


@dataclass(frozen=True)
class CheckCount:
    """How many checks of the newest run passed, of how many; `owed` while a run is to be done.

    What nobody could look at for want of a list or a scanner is neither passed nor failed: it is so in every case.
    """

    passed: int
    total: int
    owed: bool
    failed: list[str]


def audit_cases() -> QuerySet[Case]:
    """Every case of this kind, closed ones too, with what its page asks for."""
    return Case.objects.filter(kind=LISTING_AUDIT).select_related(
        "applicant",
        "office",
        "claimed_by",
        "achievement__holder",
        "achievement__secrecy__paper",
        "achievement__posted_by",
    )


def queued_cases(actor: Actor) -> QuerySet[Case]:
    """Those of the acting office as the queue shows them, with their reasons and their stops."""
    return office_cases(actor).prefetch_related("reasons", "stops")


def office_cases(actor: Actor) -> QuerySet[Case]:
    """Every audit case of the acting office."""
    return audit_cases().filter(office=actor.organisation)


def in_view(cases: QuerySet[Case], view: str, actor: Actor, kind: str = LISTING_AUDIT) -> QuerySet[Case]:
    """Of these cases all in the queue, those that wait for a party, closed ones, else those in my hand or nobody's."""
    if view == "waiting":
        return cases.filter(state=CaseState.WAITING)
    if view == "closed":
        return cases.filter(state=CaseState.CLOSED)
    queued = cases.filter(pk__in=open_cases(actor.organisation, kind).order_by().values("pk"))
    return queued if view == "all" else queued.filter(Q(claimed_by=None) | Q(claimed_by=actor.user))


def second_person_reasons(achievement: Achievement, price: Decimal | None = None) -> list[str]:
    """Why two people audit it: fiscal money (R8-13), or a high price, this one or its own."""
    limit = rule(RuleKey.AUDIT_SECOND_ABOVE)
    price = achievement.price if price is None else price
    reasons = {
        "funding": achievement.is_fiscally_funded,
        "price": price is not None and price >= limit.value,
    }
    return [reason for reason, holds in reasons.items() if holds]


def step_of(achievement: Achievement) -> AuditStep:
    """Whose word the case waits for: that of the first person, or of the second after a proposal."""
    last = present(achievement.case).decisions.order_by("-pk").values_list("conclusion", flat=True).first()
    return AuditStep.SECOND if last == PROPOSE else AuditStep.AUDIT


def queue_counts(actor: Actor, now: datetime) -> dict[str, int]:
    """The figures of the board above the queue."""
    rows = list(open_cases(actor.organisation, LISTING_AUDIT).values_list("state", "due_at", "claimed_by_id"))
    waiting = Case.objects.filter(office=actor.organisation, kind=LISTING_AUDIT, state=CaseState.WAITING).count()
    return {
        "open": len(rows),
        "unclaimed": sum(state == CaseState.UNCLAIMED for state, _due, _who in rows),
        "mine": sum(who == actor.user.pk for _state, _due, who in rows),
        "overdue": sum(due is not None and due < now for _state, due, _who in rows),
        "waiting": waiting,
    }


def check_counts(cases: list[Case]) -> dict[int, CheckCount]:
    """The newest run of each case and its results, in two queries."""
    newest = CheckRun.objects.filter(case=OuterRef("case")).order_by("-pk").values("pk")[:1]
    runs = CheckRun.objects.filter(case__in=cases, pk=Subquery(newest)).order_by("pk")
    counts = {run.case_id: CheckCount(0, 0, run.finished_at is None, []) for run in runs}
    results = CheckResult.objects.filter(run__in=runs).order_by("pk")
    silent = ("evidence__unchecked", "evidence__could_not_run")
    for case, name, passed, *why in results.values_list(F("run__case_id"), "check_name", "passed", *silent):
        before = counts[case]
        failed = before.failed if passed or any(why) else [*before.failed, name]
        counts[case] = CheckCount(before.passed + passed, before.total + 1, before.owed, failed)
    return counts
