from tte.casework.selectors.case import (
    QueueRow,
    ResultRow,
    checks_owed,
    findings,
    newest_results,
    newest_run,
    open_cases,
    owed_runs,
    provisional_cases,
    queue,
)

__all__ = [
    "QueueRow",
    "ResultRow",
    "checks_owed",
    "findings",
    "newest_results",
    "newest_run",
    "open_cases",
    "owed_runs",
    "provisional_cases",
    "queue",
]
