"""Row locks, always one way: the row itself, without key locks, read again after the wait. Order: docs/locking.md."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from tte.common.errors import TransitionRefused

M = TypeVar("M", bound=models.Model)


def lock(thing: M) -> M:
    """Lock the row of `thing` for the rest of the transaction and return it as it is now, after the wait.

    What was taken away meanwhile is refused like what has changed meanwhile.
    """
    found = type(thing)._default_manager.select_for_update(of=("self",), no_key=True).filter(pk=thing.pk).first()
    if found is None:
        raise TransitionRefused(_("This is no longer there. Reload the page."))
    return found
