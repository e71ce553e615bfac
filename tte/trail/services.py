"""The ways anything is written into the trail: `record` an act, `advance` a state, or `advance_all` of a batch."""

from typing import TypeVar

from django.db import models
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.errors import TransitionRefused
from tte.common.lifecycle import Lifecycle
from tte.trail.models import Event

M = TypeVar("M", bound=models.Model)


def record(kind: str, subject: models.Model, *, by: Actor | None, **data: object) -> Event:
    """Write one line. `by=None` is the clock or the system. `data` must be JSON; money as text."""
    return Event.objects.create(
        kind=kind,
        subject_type=subject._meta.label_lower,
        subject_key=subject.pk,
        user_key=by.user.pk if by else None,
        organisation_key=by.organisation.pk if by and by.organisation else None,
        data=data,
    )


def advance(thing: M, verb: str, *, lifecycle: Lifecycle, by: Actor | None, **data: object) -> M:
    """Move `thing.state` by `verb` and write the trail, or raise `TransitionRefused` and change nothing.

    The row moves by compare-and-set, so of two acts at once one is refused.
    """
    transition = lifecycle[verb]
    before = thing.state  # type: ignore[attr-defined]  # what has a life cycle has a state
    moved = before in transition.sources and (
        type(thing)._default_manager.filter(pk=thing.pk, state=before).update(state=transition.target)
    )
    if not moved:
        raise TransitionRefused(_("This is no longer open: the state has changed meanwhile. Reload the page."))
    thing.state = transition.target  # type: ignore[attr-defined]  # what has a life cycle has a state
    record(f"{thing._meta.model_name}.{verb}", thing, by=by, before=before, after=transition.target, **data)
    return thing


def advance_all(
    rows: models.QuerySet[M], verb: str, *, lifecycle: Lifecycle, about: models.Model, by: Actor | None, **data: object
) -> int:
    """Move every row that is in a source state of `verb`, and write one line of the trail about the batch they share.

    Returns how many moved; rows in other states stay as they are.
    """
    transition = lifecycle[verb]
    moved = rows.filter(state__in=transition.sources).update(state=transition.target)
    kind = f"{rows.model._meta.model_name}.{verb}_all"
    record(kind, about, by=by, after=transition.target, count=moved, **data)
    return moved
