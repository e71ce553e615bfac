from datetime import timedelta

from django.db.models import F, QuerySet

from tte.accounts.models import User
from tte.common.clock import ClockTimestamp
from tte.notices.models import Mail, Notice


def unread_count(user: User) -> int:
    return Notice.objects.filter(person=user, read_at=None).count()


def inbox(user: User, *, before: int | None = None) -> QuerySet[Notice]:
    """The person's notices, newest first; `before` continues below a notice."""
    mine = Notice.objects.filter(person=user)
    return (mine if before is None else mine.filter(pk__lt=before)).order_by("-pk")


def undelivered() -> QuerySet[Notice]:
    """Owed for more than five seconds: their bell was lost, or the mail server refused. Oldest first."""
    return (
        Notice.objects.filter(delivered_at=None)
        .alias(age=ClockTimestamp() - F("owed_at"))
        .filter(age__gt=timedelta(seconds=5))
        .order_by("owed_at", "pk")
    )


def mails() -> QuerySet[Mail]:
    """The kept e-mails, newest first."""
    return Mail.objects.order_by("-pk")
