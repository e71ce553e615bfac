from celery import shared_task

from tte.casework import running
from tte.casework.models import Case
from tte.casework.selectors import provisional_cases
from tte.casework.selectors.reminder import owed_duties, watched_cases
from tte.casework.services import recount_due
from tte.casework.services.reminder import remind_of_case
from tte.codelists.recounting import provisional_ends
from tte.common.clock import now
from tte.common.jobs import defer


@shared_task(name="casework.run_checks")
def run_checks(run_id: int) -> None:
    running.run_checks(run_id=run_id)


@shared_task(name="casework.sweep_owed_checks")
def sweep_owed_checks() -> None:
    for pk in running.runs_to_ring():
        defer("casework.run_checks", run_id=pk)
    running.owe_again()


provisional_ends("casework.due", rows=provisional_cases, end="due_at", recount=lambda case: recount_due(case=case))


@shared_task(name="casework.sweep_reminders")
def sweep_reminders() -> None:
    moment = now()
    for case in watched_cases(moment).iterator(chunk_size=500):
        if owed_duties(case, moment):
            defer("casework.remind", case_id=case.pk)


@shared_task(name="casework.remind")
def remind(case_id: int) -> None:
    remind_of_case(case=Case.objects.get(pk=case_id))
