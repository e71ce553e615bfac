"""Signs of life from inside a long step: they are seen before the step commits, and a lost one loses nothing."""

import time
from contextlib import suppress

from django.core.cache import cache
from redis.exceptions import RedisError

from tte.longwork.models import Cancellation, Work

EVERY = 1.0
KEPT = 120


class CancelAsked(Exception):
    """Somebody wants the work to stop. Raised through the step, so that it rolls back."""


class Report:
    """Tells from inside a step how far it is, at most once a second, and stops it when somebody wants that."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._next = 0.0

    def __call__(self, done: int, total: int | None = None) -> None:
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        refuse_cancelled(self.work)
        with suppress(RedisError):
            cache.set(_key(self.work), {"done": done, "total": total}, timeout=KEPT)


def refuse_cancelled(work: Work) -> None:
    """Raise `CancelAsked` when the work shall stop."""
    if Cancellation.objects.filter(work_id=work.pk).exists():
        raise CancelAsked


def forget(work: Work) -> None:
    """After a commit the row itself says how far the work is."""
    with suppress(RedisError):
        cache.delete(_key(work))


def seen(work: Work) -> tuple[int, int | None]:
    """(done, total) by the latest sign of life."""
    told: dict[str, int] = {}
    with suppress(RedisError):
        told = cache.get(_key(work)) or {}
    return max(work.done, told.get("done", 0)), work.total if work.total is not None else told.get("total")


def _key(work: Work) -> str:
    return f"longwork:{work.pk}"
