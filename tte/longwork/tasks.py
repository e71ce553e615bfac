from celery import shared_task

from tte.common.jobs import defer
from tte.longwork import running
from tte.longwork.keeping import drop_outdated_results
from tte.longwork.selectors import takeable


@shared_task(name="longwork.run")
def run(work_id: int) -> None:
    running.run_work(work_id=work_id)


@shared_task(name="longwork.sweep_silent")
def sweep_silent() -> None:
    for pk in takeable().order_by("asked_at").values_list("pk", flat=True)[:50]:
        defer("longwork.run", work_id=pk)


@shared_task(name="longwork.sweep_results")
def sweep_results() -> None:
    drop_outdated_results()
