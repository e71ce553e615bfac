from celery import shared_task

from tte.casework import running
from tte.casework.selectors import owed_runs
from tte.common.jobs import defer


@shared_task(name="casework.run_checks")
def run_checks(run_id: int) -> None:
    running.run_checks(run_id=run_id)


@shared_task(name="casework.sweep_owed_checks")
def sweep_owed_checks() -> None:
    for pk in owed_runs().values_list("pk", flat=True)[:200]:
        defer("casework.run_checks", run_id=pk)
