from tte.casework.selectors.case import (
    QueueRow,
    ResultRow,
    checks_owed,
    findings,
    finished_runs,
    newest_results,
    newest_run,
    open_cases,
    owed_runs,
    provisional_cases,
    queue,
    results_of,
)

__all__ = [
    "QueueRow",
    "ResultRow",
    "checks_owed",
    "findings",
    "finished_runs",
    "newest_results",
    "newest_run",
    "open_cases",
    "owed_runs",
    "provisional_cases",
    "queue",
    "results_of",
]
