from celery import shared_task

from tte.casework import running
from tte.casework.selectors import owed_runs, provisional_cases
from tte.casework.services import recount_due
from tte.codelists.recounting import provisional_ends
from tte.common.jobs import defer


@shared_task(name="casework.run_checks")
def run_checks(run_id: int) -> None:
    running.run_checks(run_id=run_id)


@shared_task(name="casework.sweep_owed_checks")
def sweep_owed_checks() -> None:
    for pk in owed_runs().values_list("pk", flat=True)[:200]:
        defer("casework.run_checks", run_id=pk)


provisional_ends("casework.due", rows=provisional_cases, end="due_at", recount=lambda case: recount_due(case=case))
