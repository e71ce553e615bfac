"""Asking for long work, stopping it, trying it again. Doing it is `running.py`."""

from django.db import transaction
from django.utils.functional import Promise

from tte.accounts.actor import Actor
from tte.common.jobs import defer
from tte.common.locks import lock
from tte.longwork.enums import WorkState
from tte.longwork.kinds import KINDS
from tte.longwork.lifecycles import WORK
from tte.longwork.models import Cancellation, Work
from tte.longwork.running import end_early
from tte.notices.wording import kept
from tte.trail.services import advance, record


@transaction.atomic
def start_work(*, kind: str, by: Actor, arguments: dict | None = None, title: str | Promise | dict = "") -> Work:
    """Ask for a work of `kind`, in the caller's transaction; a worker begins it after the commit.

    `title` tells this one from others of its kind (default: the kind's); `arguments` are JSON.
    """
    work = Work.objects.create(
        kind=kind,
        title=kept(title or KINDS[kind].title),
        arguments=arguments or {},
        asked_by=by.user,
        membership=by.acting_as,
    )
    record("work.ask", work, by=by, kind_of_work=kind)
    defer("longwork.run", work_id=work.pk)
    return work


@transaction.atomic
def cancel_work(*, work: Work, by: Actor) -> Work:
    """Stop a work: at once while it waits, else at the end of its present step. What is committed stays."""
    Cancellation.objects.get_or_create(work=work, defaults={"asked_by": by.user})
    waiting = Work.objects.select_for_update(of=("self",), no_key=True, skip_locked=True)
    held = waiting.filter(pk=work.pk, state=WorkState.QUEUED).first()
    if held is not None:
        end_early(held, "cancel")
    return held or work


@transaction.atomic
def retry_work(*, work: Work, by: Actor) -> Work:
    """Let a failed work go on from its last committed step."""
    held = lock(work)
    advance(held, "retry", lifecycle=WORK, by=by)
    Cancellation.objects.filter(work=held).delete()
    Work.objects.filter(pk=held.pk).update(attempts=0, ended_at=None, sentence=None)
    defer("longwork.run", work_id=held.pk)
    return held
