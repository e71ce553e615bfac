"""Work for a worker, named by its task, rung after the commit. A lost bell loses nothing: beat sweeps what is owed."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from tte.common.valkey import Breaker

log = logging.getLogger(__name__)


class UnknownJob(LookupError):
    """No task of this name is registered: a mistake in the code, found at once."""


def defer(name: str, **keys: int | str) -> None:
    """Ask for the task `name` once the transaction has committed. Keys only; the job looks again under its own lock."""
    if name not in current_app.tasks:
        raise UnknownJob(name)
    transaction.on_commit(lambda: _ring(name, keys), robust=True)


def _ring(name: str, keys: dict[str, int | str]) -> None:
    try:
        if not Breaker.is_open():
            current_app.send_task(name, kwargs=keys, retry=False)
            return
    except (OperationalError, RedisError, OSError):
        Breaker.trip()
    log.warning("No broker for %s; the sweep will find it", name)
