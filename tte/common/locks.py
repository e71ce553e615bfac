"""Row locks, always one way: the row itself, without key locks, read again after the wait. Order: docs/locking.md."""

from typing import TypeVar

from django.db import models

M = TypeVar("M", bound=models.Model)


def lock(thing: M) -> M:
    """Lock the row of `thing` for the rest of the transaction and return it as it is now, after the wait."""
    return type(thing)._default_manager.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)
