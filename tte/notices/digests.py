"""Digests: what a person wants to read together, once a day or once a week, at an hour of the official zone.

A digest is a delivery of one person and period; the constraint on both makes it once only. The sweep looks for whatever
came before the latest hour and is in no digest, so a day without beat is made good by the next sweep.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from tte.common.clock import now, official_zone
from tte.common.jobs import defer
from tte.notices.enums import MailChoice
from tte.notices.models import Delivery, Notice
from tte.notices.selectors import TOLD_TO_FORMER

RHYTHMS = (MailChoice.DAILY, MailChoice.WEEKLY)


@dataclass(frozen=True)
class Cut:
    """The latest moment at which digests of a rhythm fell due, and the name of the period that it closes."""

    moment: datetime
    period: str


def latest_cut(rhythm: str, at: datetime) -> Cut:
    """Daily at TTE_DIGEST_HOUR of the official zone, weekly on Mondays at the same hour."""
    zone = official_zone()
    local = at.astimezone(zone)
    day = local.date() if local.hour >= settings.TTE_DIGEST_HOUR else local.date() - timedelta(days=1)
    if rhythm == MailChoice.DAILY:
        period = day.isoformat()
    else:
        day -= timedelta(days=day.weekday())
        period = f"{day:%G}-W{day:%V}"
    return Cut(datetime.combine(day, time(settings.TTE_DIGEST_HOUR), zone), period)


def waiting(rhythm: str, cut: Cut) -> QuerySet[Notice]:
    """Not read, in no digest, and owed before the cut; not what was told to a member who has left."""
    return unread_for_digest().filter(mail=rhythm, owed_at__lt=cut.moment)


def unread_for_digest() -> QuerySet[Notice]:
    return Notice.objects.filter(mail__in=RHYTHMS, digest=None, read_at=None).exclude(TOLD_TO_FORMER)


def due_digests() -> QuerySet:
    """The keys of the people for whom a digest is due and not made."""
    due, at = Q(pk=None), now()
    for rhythm in RHYTHMS:
        cut = latest_cut(rhythm, at)
        made = Delivery.objects.filter(person=OuterRef("person"), period=cut.period)
        due |= Q(mail=rhythm, owed_at__lt=cut.moment) & ~Exists(made)
    return unread_for_digest().filter(due).values_list("person", flat=True).order_by("person").distinct()


@transaction.atomic
def make_digest(*, person_id: int, rhythm: str) -> Delivery | None:
    """Gather what waits into one delivery, once a period; nothing is made of nothing."""
    cut = latest_cut(rhythm, now())
    mine = waiting(rhythm, cut).filter(person=person_id)
    if not mine.exists():
        return None
    digest, created = Delivery.objects.get_or_create(person_id=person_id, period=cut.period)
    if not created:
        return None
    mine.update(digest=digest)
    defer("notices.deliver", delivery_id=digest.pk)
    return digest
