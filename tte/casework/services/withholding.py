"""Cases whose matter was taken down are nobody's work, and their clocks stand meanwhile (R8-03)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tte.casework.models import Case, CaseStop
from tte.casework.running_clock import NO_PERIOD, period_after, stop_at


@transaction.atomic
def withhold_cases(*, keys: Collection[int], moment: datetime) -> int:
    """Take the cases out of every queue; a running clock stops and remembers what was left."""
    cases = list(Case.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk"))
    for case in cases:
        if case.closed_at is None and case.due_at is not None:
            stop_at(case, moment).save()
            Case.objects.filter(pk=case.pk).update(**NO_PERIOD)
    return Case.objects.filter(pk__in=[case.pk for case in cases]).update(withheld_at=moment)


@transaction.atomic
def give_back_cases(*, keys: Collection[int], withheld_at: datetime, moment: datetime) -> int:
    """Put back what was withheld then; each clock goes on with what was left."""
    stops = CaseStop.objects.filter(case__in=keys, stopped_at=withheld_at, resumed_at=None).select_related("case")
    for stop in stops.order_by("pk"):
        CaseStop.objects.filter(pk=stop.pk, resumed_at=None).update(resumed_at=moment)
        Case._base_manager.filter(pk=stop.case_id).update(**period_after(stop, moment))
    return Case._base_manager.filter(pk__in=keys, withheld_at=withheld_at).update(withheld_at=None)
