"""The kinds of long work. A kind is a generator that does a part of the work, says how far it is, and goes on.

    @work_kind("imports.enter", title=_("Import"))
    def enter(work: Work) -> Steps:
        for chunk in chunks_after(work.cursor):
            …                                       # what this part writes
            yield Progress(done=chunk.end, total=work.total, cursor={"line": chunk.end})
        return Outcome(sentence=_("%(count)s rows entered"), values={"count": 12}, url="/imports/12/")

Everything between two yields is one transaction with the progress it ends in. Whoever takes the work over calls the
function again, with `work.cursor` as it was committed last: a part is done entirely and once, or not at all. A
transaction of the kind's own must not stay open over a yield. A `DomainError` ends the work as failed, in its words.
"""

from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.functional import Promise

from tte.longwork.models import Work


@dataclass(frozen=True)
class Progress:
    """How far the work is: `done` of `total` (unknown: None), what it does now, and where it would go on."""

    done: int
    total: int | None = None
    phase: str | Promise = ""
    cursor: dict | None = None


@dataclass(frozen=True)
class Result:
    """A file that the person may fetch for TTE_RESULT_DAYS; the file at `path` is moved away."""

    path: Path
    name: str
    content_type: str


@dataclass(frozen=True)
class Outcome:
    """What came of it, in a sentence that may name values, the address where it is seen, and perhaps a file."""

    sentence: str | Promise = ""
    values: dict[str, object] = field(default_factory=dict)
    url: str = ""
    result: Result | None = None


Steps = Generator[Progress, None, Outcome | None]


@dataclass(frozen=True)
class WorkKind:
    code: str
    title: str | Promise
    steps: Callable[[Work], Steps]
    stopped: Callable[[Work], None] | None


KINDS: dict[str, WorkKind] = {}


def work_kind(
    code: str, *, title: str | Promise, stopped: Callable[[Work], None] | None = None
) -> Callable[[Callable[[Work], Steps]], Callable[[Work], Steps]]:
    """Register a kind under its code, such as `imports.enter`.

    `stopped` is called in the transaction that ends a work as cancelled or failed, to tidy up what it leaves behind.
    """

    def register(steps: Callable[[Work], Steps]) -> Callable[[Work], Steps]:
        if code in KINDS:
            raise ValueError(f"The kind of work {code} is registered twice")
        KINDS[code] = WorkKind(code, title, steps, stopped)
        return steps

    return register
