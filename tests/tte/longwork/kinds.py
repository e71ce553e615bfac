"""Kinds of work of the tests: letters are written to a table that the tests can count."""

from pathlib import Path

from django.db import connection

from tte.common.errors import DomainError
from tte.longwork.kinds import Outcome, Progress, Result, Steps, work_kind
from tte.longwork.models import Work
from tte.longwork.progress import Report
from tte.notices.models import Mail

LETTERS = "tests.letters"
PHASE = "writing"
stopped: list[int] = []
broken: set[int] = set()


def tidy(work: Work) -> None:
    stopped.append(work.pk)


@work_kind(LETTERS, title="Letters", stopped=tidy)
def letters(work: Work) -> Steps:
    """Writes `count` letters, one a step. `break` loses the connection, `refuse` and `fault` raise, at that letter."""
    count = work.arguments["count"]
    for number in range(work.cursor.get("next", 0), count):
        Mail.objects.create(to="a@example.org", subject=str(number), text="")
        if breaks_at(work, number):
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_terminate_backend(pg_backend_pid())")
        if number == work.arguments.get("refuse"):
            raise DomainError("Letter %(number)s is refused", number=number)
        if number == work.arguments.get("fault"):
            raise ZeroDivisionError
        Report(work)(number)
        yield Progress(done=number + 1, total=count, phase=PHASE, cursor={"next": number + 1})
    if "path" not in work.arguments:
        return Outcome(sentence="%(count)s letters", values={"count": count}, url="/inbox/")
    path = Path(work.arguments["path"])
    path.write_text("letters")
    return Outcome(result=Result(path, "letters.txt", "text/plain"))


def breaks_at(work: Work, number: int) -> bool:
    """At `always` each time, at `break` once."""
    once = number == work.arguments.get("break") and work.pk not in broken
    if once:
        broken.add(work.pk)
    return once or number == work.arguments.get("always")
