from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Count, Q, QuerySet

from tte.accounts.models import User
from tte.common.clock import ClockTimestamp
from tte.notices.enums import DeliveryState
from tte.notices.models import Delivery, Mail, Notice

DAY = timedelta(days=1)
TOLD_TO_FORMER = Q(membership__ended_at__isnull=False)
UNSENT = (DeliveryState.FAILED, DeliveryState.BOUNCED, DeliveryState.WITHHELD)


def unread_count(user: User) -> int:
    return Notice.objects.filter(person=user, read_at=None).count()


def inbox(user: User, *, kinds: Iterable[str] | None = None, unread: bool = False) -> QuerySet[Notice]:
    """The person's notices, newest first, with its delivery and for whom it was told."""
    mine = Notice.objects.filter(person=user).select_related("delivery", "digest", "membership__organisation")
    mine = mine if kinds is None else mine.filter(kind__in=kinds)
    return (mine.filter(read_at=None) if unread else mine).order_by("-owed_at", "-pk")


def due_deliveries() -> QuerySet[Delivery]:
    """Due for more than five seconds: their bell was lost, or a wait is over. Oldest first."""
    late = ClockTimestamp() - timedelta(seconds=5)
    return Delivery.objects.filter(state=DeliveryState.QUEUED, next_at__lt=late).order_by("next_at", "pk")


def deliveries(state: str = "", words: str = "") -> QuerySet[Delivery]:
    """The e-mails of everybody; `words` is part of a receiver's address or name."""
    found = Delivery.objects.select_related("person", "notice")
    if state:
        found = found.filter(state=state)
    if words:
        people = User.objects.filter(email__icontains=words) | User.objects.filter(name__icontains=words)
        found = found.filter(Q(person__in=people) | Q(person=None, address__icontains=words))
    return found.order_by("-pk")


def delivery_counts() -> dict[str, int]:
    """How many e-mails are in each state."""
    counted = Delivery.objects.order_by().values_list("state").annotate(n=Count("pk"))
    return dict.fromkeys(DeliveryState.values, 0) | dict(counted)


def unsent_today() -> dict[str, int]:
    """How many e-mails ended without arriving within the last 24 hours, by state."""
    recent = Delivery.objects.filter(state__in=UNSENT, failed_at__gt=ClockTimestamp() - DAY)
    counted = recent.order_by().values_list("state").annotate(n=Count("pk"))
    return dict.fromkeys(map(str, UNSENT), 0) | dict(counted)


def unsent_count() -> int:
    """How many e-mails the operator may want to look at: those that a server would not take."""
    return Delivery.objects.filter(state=DeliveryState.FAILED).count()


def mails(receiver: str = "") -> QuerySet[Mail]:
    """The kept e-mails, newest first."""
    return (Mail.objects.filter(to__icontains=receiver) if receiver else Mail.objects.all()).order_by("-pk")


def states_of(kept: Iterable[Mail]) -> dict[str, str]:
    """By message id, the state of the deliveries among kept mails; mails about accounts are no deliveries."""
    names = [mail.message_id for mail in kept if mail.message_id]
    return dict(Delivery.objects.filter(message_id__in=names).values_list("message_id", "state"))
