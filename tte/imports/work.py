"""Checking and entering as long work: left and found again, cancelled, taken over where a dead worker stopped."""

from collections.abc import Generator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from tte.imports.models import Batch
from tte.imports.running import Parts, checking, entering
from tte.longwork.kinds import Outcome, Progress, Steps, work_kind
from tte.longwork.models import Work
from tte.longwork.progress import Report


@work_kind("imports.check", title=_("Check of a file"))
def check(work: Work) -> Steps:
    batch = yield from _told(checking(work.arguments["batch"], work.pk))
    return Outcome(
        sentence=_("%(good)s of %(rows)s rows are good"),
        values={"good": batch.good_count, "rows": batch.row_count},
        url=path_of(batch),
    )


@work_kind("imports.enter", title=_("Import of a file"))
def enter(work: Work) -> Steps:
    batch = yield from _told(entering(work.arguments["batch"], work.pk, Report(work)))
    return Outcome(
        sentence=_("%(entered)s rows are in, %(refused)s were refused"),
        values={"entered": batch.entered_count, "refused": batch.refused_count},
        url=path_of(batch),
    )


def _told(parts: Parts) -> Generator[Progress, None, Batch]:
    """The parts as the steps of a work. Where they go on stands in the batch, so the work needs no cursor."""
    while True:
        try:
            part = next(parts)
        except StopIteration as end:
            return end.value
        yield Progress(done=part.done, total=part.total, phase=part.phase)


def path_of(batch: Batch) -> str:
    return reverse("imports:batch", args=[batch.pk])
