from datetime import timedelta

from django.conf import settings
from django.db.models import Q, QuerySet

from tte.accounts.actor import Actor
from tte.common.clock import ClockTimestamp
from tte.longwork.enums import WorkState
from tte.longwork.models import Work


def all_works() -> QuerySet[Work]:
    return Work.objects.select_related("asked_by", "membership__organisation")


def works_of(actor: Actor) -> QuerySet[Work]:
    """What the person asked for while acting for this organisation, newest first."""
    organisation = actor.organisation.pk if actor.organisation else None
    return Work.objects.filter(asked_by=actor.user, membership__organisation=organisation).order_by("-pk")


def takeable() -> QuerySet[Work]:
    """What a runner may take: waiting, or running without a sign of life for TTE_WORK_SILENCE seconds."""
    silent = ClockTimestamp() - timedelta(seconds=settings.TTE_WORK_SILENCE)
    return Work.objects.filter(Q(state=WorkState.QUEUED) | Q(state=WorkState.RUNNING, beat_at__lt=silent))


def before(work: Work) -> int:
    """How many works wait longer than this one."""
    return Work.objects.filter(state=WorkState.QUEUED, asked_at__lt=work.asked_at).count()


def outdated_results() -> QuerySet[Work]:
    return Work.objects.filter(result_until__lt=ClockTimestamp()).order_by("result_until")


def actor_of(work: Work) -> Actor:
    """Who asked for the work, in the role in which it was asked for."""
    return Actor(work.asked_by, work.membership)
