"""Cases whose matter was taken down are nobody's work, and their clocks stand meanwhile (R8-03)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from tte.accounts.models import User
from tte.accounts.selectors.people import members_among
from tte.casework.kinds import KINDS, kind_of
from tte.casework.models import Case, CaseStop
from tte.casework.notices import CASE_GOES_ON, CASE_RESTS, tell
from tte.casework.running_clock import NO_PERIOD, period_after, stood_until, stop_at
from tte.casework.selectors.people import workers
from tte.notices.services import notify


@transaction.atomic
def withhold_cases(*, keys: Collection[int], moment: datetime) -> list[Case]:
    """Take the cases out of every queue; a running clock stops and remembers what was left. Returns those open."""
    cases = list(Case.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk"))
    for case in cases:
        if case.closed_at is None and case.due_at is not None:
            stop_at(case, moment).save()
            Case.objects.filter(pk=case.pk).update(**NO_PERIOD)
    Case.objects.filter(pk__in=[case.pk for case in cases]).update(withheld_at=moment)
    return [case for case in cases if case.closed_at is None]


def notify_withheld(cases: Collection[Case], moment: datetime) -> None:
    """Whoever works them learns that they left the queue: by number, without a word of what they are about."""
    for case in cases:
        people = members_among(workers_of(case), case.office)
        facts = {"code": case.reference, "at": moment}
        notify(CASE_RESTS, people, subject=case, url=reverse("notices:inbox"), key=moment.isoformat(), **facts)


def workers_of(case: Case) -> list[User]:
    """Who has it in hand, else everybody of the office who works such cases. A unit's own are told as holders."""
    if case.kind not in KINDS or kind_of(case).of_own_house:
        return []
    return [case.claimed_by] if case.claimed_by else workers(case.office, case.kind)


@transaction.atomic
def give_back_cases(*, keys: Collection[int], withheld_at: datetime, moment: datetime) -> int:
    """Put back what was withheld then; each clock goes on with what was left, and whoever works it is told.

    A party that was asked before has a whole time to answer again.
    """
    asked = CaseStop.objects.filter(case__in=keys, case__withheld_at=withheld_at, stopped_at__lt=withheld_at)
    for stop in asked.filter(resumed_at=None).order_by("pk"):
        CaseStop.objects.filter(pk=stop.pk).update(resumed_at=moment)
        stood_until(stop, moment).save()
    stops = CaseStop.objects.filter(case__in=keys, stopped_at=withheld_at, resumed_at=None).select_related("case")
    for stop in stops.order_by("pk"):
        CaseStop.objects.filter(pk=stop.pk, resumed_at=None).update(resumed_at=moment)
        Case._base_manager.filter(pk=stop.case_id).update(**period_after(stop, moment))
    resting = Case._base_manager.filter(pk__in=keys, withheld_at=withheld_at)
    going_on = list(resting.filter(closed_at=None).values_list("pk", flat=True))
    count = resting.update(withheld_at=None)
    for case in Case.objects.filter(pk__in=going_on, due_at__isnull=False).order_by("pk"):
        tell(CASE_GOES_ON, case, workers_of(case), key=moment.isoformat(), at=moment, due=case.due_at)
    return count
