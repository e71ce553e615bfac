"""The runner: takes a work, does it step by step, and ends it. One runner has a work at a time.

While a step runs its transaction holds the work's row: whoever dies lets go of it, and a work whose `beat_at` is old
while nobody holds its row is taken over by another worker (`take`). A runner that was taken for dead finds another name
in the row and stops.
"""

import logging
import uuid

from django.conf import settings
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import F
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tte.accounts.models import User
from tte.accounts.selectors.people import members_among
from tte.common.clock import ClockTimestamp, now
from tte.common.errors import DomainError
from tte.longwork.enums import WorkState
from tte.longwork.keeping import clear_scratch, keep_result
from tte.longwork.kinds import KINDS, Outcome, Progress, Steps
from tte.longwork.lifecycles import WORK
from tte.longwork.models import Work
from tte.longwork.notices import WORK_DONE, WORK_FAILED, path_of
from tte.longwork.progress import CancelAsked, forget, refuse_cancelled
from tte.longwork.recalling import refuse_recalled, share_turn
from tte.longwork.selectors import actor_of, takeable
from tte.longwork.wording import said
from tte.notices.services import notify
from tte.notices.wording import kept
from tte.trail.services import advance

log = logging.getLogger(__name__)


class Stalled(DomainError):
    code = "work_stalled"


class TakenOver(Exception):
    """Another runner has this work now."""


def run_work(*, work_id: int) -> bool:
    """Do what is left of a work. False when there was nothing to do: done, in other hands, or stopped meanwhile.

    A refusal ends the work as failed in its own words, any other error in general ones and in the log. When the
    database goes away nothing is decided: the work is taken up again from its last committed step.
    """
    runner = uuid.uuid4()
    work = take(work_id, runner)
    if work is None:
        return False
    with translation.override(work.asked_by.language):
        try:
            _refuse_stalled(work)
            steps = KINDS[work.kind].steps(work)
            while _step(work, steps):
                forget(work)
        except TakenOver:
            return False
        except CancelAsked:
            _stop(work, "cancel")
        except DomainError as refusal:
            _stop(work, "fail", sentence=refusal.message, values=refusal.values)
        except (OperationalError, InterfaceError):
            log.warning("Work %s lost its database; it will be taken up again", work.pk)
            raise
        except Exception:
            log.exception("Work %s failed", work.pk)
            _stop(work, "fail", sentence=_("Something broke on our side. The operator has been told; try again."))
    forget(work)
    clear_scratch(work)
    return True


@transaction.atomic
def take(work_id: int, runner: uuid.UUID) -> Work | None:
    """Make `runner` the one who goes on with a work that waits or whose runner has died."""
    work = takeable().select_for_update(of=("self",), no_key=True, skip_locked=True).filter(pk=work_id).first()
    if work is None:
        return None
    share_turn()
    if work.state == WorkState.QUEUED:
        Work.objects.filter(pk=work.pk).update(runner=runner, beat_at=ClockTimestamp(), started_at=ClockTimestamp())
        advance(work, "start", lifecycle=WORK, by=actor_of(work), kind_of_work=work.kind)
    attempts = F("attempts") + 1
    Work.objects.filter(pk=work.pk).update(runner=runner, beat_at=ClockTimestamp(), attempts=attempts)
    return Work.objects.select_related("asked_by", "membership__organisation").get(pk=work.pk)


def _refuse_stalled(work: Work) -> None:
    if work.attempts > settings.TTE_WORK_ATTEMPTS:
        raise Stalled(
            _("It broke off %(times)s times at the same place; the operator has been told"), times=work.attempts - 1
        )


@transaction.atomic
def _step(work: Work, steps: Steps) -> bool:
    """One step and its progress in one transaction; False after the last one."""
    _hold(work)
    refuse_cancelled(work)
    try:
        progress = next(steps)
    except StopIteration as end:
        _finish(work, end.value or Outcome())
        return False
    _keep(work, progress)
    return True


def _hold(work: Work) -> None:
    mine = Work.objects.filter(pk=work.pk, runner=work.runner, state=WorkState.RUNNING)
    if not mine.select_for_update(of=("self",), no_key=True).first():
        raise TakenOver


def _keep(work: Work, progress: Progress) -> None:
    work.done, work.total, work.phase = progress.done, progress.total, kept(progress.phase)
    work.cursor = work.cursor if progress.cursor is None else progress.cursor
    work.attempts = 1
    work.save(update_fields=["done", "total", "phase", "cursor", "attempts"])
    Work.objects.filter(pk=work.pk).update(beat_at=ClockTimestamp())


def _finish(work: Work, outcome: Outcome) -> None:
    work.sentence = said(outcome.sentence, outcome.values) if outcome.sentence else None
    work.url = outcome.url
    work.ended_at = now()
    if outcome.result:
        refuse_recalled(work)
        keep_result(work, outcome.result)
    work.save()
    advance(work, "finish", lifecycle=WORK, by=actor_of(work))
    notify(WORK_DONE, _asker(work), subject=work, url=outcome.url or path_of(work), title=work.title)


@transaction.atomic
def _stop(work: Work, verb: str, *, sentence: str | Promise = "", values: dict | None = None) -> None:
    """End a work before its end: `cancel` or `fail`. What its committed steps did stays; its kind may tidy up."""
    _hold(work)
    end_early(work, verb, sentence=sentence, values=values)
    if verb == "fail":
        key = str(work.ended_at)
        notify(WORK_FAILED, _asker(work), subject=work, url=path_of(work), key=key, title=work.title)


def _asker(work: Work) -> list[User]:
    """Whoever asked for it, unless they have left the organisation for which they asked."""
    return members_among([work.asked_by], work.membership.organisation)


def end_early(work: Work, verb: str, *, sentence: str | Promise = "", values: dict | None = None) -> None:
    """The part of cancelling and failing that is the same for a running and a waiting work; the row is held."""
    work.sentence = said(sentence, values or {}) if sentence else None
    work.ended_at = now()
    work.save(update_fields=["sentence", "ended_at"])
    advance(work, verb, lifecycle=WORK, by=actor_of(work))
    stopped = KINDS[work.kind].stopped
    if stopped:
        stopped(work)
