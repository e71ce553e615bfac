"""A work as its pages show it: how far, how long still, what came of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tte.common.languages import spoken_language
from tte.common.presence import present
from tte.longwork.enums import WorkState
from tte.longwork.models import Work
from tte.longwork.progress import seen
from tte.longwork.selectors import before
from tte.longwork.wording import in_words
from tte.notices.wording import spoken

SOON = timedelta(seconds=20)
LEAST = timedelta(seconds=3)


@dataclass(frozen=True)
class WorkRow:
    work: Work
    title: str
    phase: str
    sentence: str
    done: int
    total: int | None
    percent: int | None
    left: str
    waiting_before: int
    going_on: bool


def work_row(work: Work, at: datetime) -> WorkRow:
    """`at` is the moment of the reading, by the database's clock."""
    language = spoken_language()
    done, total = seen(work) if work.state == WorkState.RUNNING else (work.done, work.total)
    going_on = work.state in (WorkState.QUEUED, WorkState.RUNNING)
    return WorkRow(
        work=work,
        title=spoken(work.title, language),
        phase=spoken(work.phase, language) if work.phase and going_on else "",
        sentence=in_words(work.sentence, language),
        done=done,
        total=total,
        percent=min(100, done * 100 // total) if total else None,
        left=_left(work, done, total, at) if work.state == WorkState.RUNNING else "",
        waiting_before=before(work) if work.state == WorkState.QUEUED else 0,
        going_on=going_on,
    )


def _left(work: Work, done: int, total: int | None, at: datetime) -> str:
    """An estimate by the pace so far; none before there is a pace to go by."""
    spent = at - present(work.started_at)
    if not total or not done or spent < LEAST:
        return ""
    left = spent / done * max(0, total - done)
    if left < SOON:
        return _("a few seconds left")
    if left < timedelta(minutes=1):
        return _("less than a minute left")
    minutes = round(left.total_seconds() / 60)
    return ngettext("about %(n)s minute left", "about %(n)s minutes left", minutes) % {"n": minutes}
