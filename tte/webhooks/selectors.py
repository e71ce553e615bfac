from datetime import datetime

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet, Subquery

from tte.accounts.models import Organisation
from tte.common.clock import ClockTimestamp
from tte.webhooks.enums import DispatchState, SubscriptionState
from tte.webhooks.kinds import TEST
from tte.webhooks.models import Dispatch, SigningSecret, Subscription


def subscriptions() -> QuerySet[Subscription]:
    return Subscription.objects.exclude(state=SubscriptionState.ENDED).select_related("organisation")


def subscriptions_of(organisation: Organisation) -> QuerySet[Subscription]:
    """The subscriptions of an organisation with what waits, the oldest first."""
    waiting = Count("dispatches", filter=Q(dispatches__state=DispatchState.QUEUED))
    tried = Max("dispatches__tried_at")
    return subscriptions().filter(organisation=organisation).annotate(waiting=waiting, tried=tried).order_by("pk")


def dispatches() -> QuerySet[Dispatch]:
    return Dispatch.objects.select_related("subscription__organisation", "message")


def dispatches_of(subscription: Subscription, state: str = "") -> QuerySet[Dispatch]:
    """What was and is to be sent, the newest first."""
    found = subscription.dispatches.select_related("message").order_by("-pk")
    return found.filter(state=state) if state else found


def dispatch_counts(subscription: Subscription) -> dict[str, int]:
    counted = subscription.dispatches.order_by().values_list("state").annotate(count=Count("pk"))
    return dict.fromkeys(DispatchState.values, 0) | dict(counted)


def happened_between(subscription: Subscription, begins: datetime, ends: datetime) -> QuerySet[Dispatch]:
    """What ended of the events that happened in `begins` ≤ moment < `ends`, in the order in which it is sent."""
    ended = subscription.dispatches.exclude(state=DispatchState.QUEUED).exclude(message__kind=TEST)
    return ended.filter(message__happened_at__gte=begins, message__happened_at__lt=ends).order_by("pk")


def signing_secrets(subscription: Subscription) -> QuerySet[SigningSecret]:
    """The secrets that sign now, the newest first."""
    return subscription.secrets.filter(Q(signs_until=None) | Q(signs_until__gt=ClockTimestamp())).order_by("-pk")


def due_subscriptions() -> QuerySet[Subscription]:
    """Whoever has something to be sent now: for the sweep. The first in the queue decides, tests go at once."""
    queued = Dispatch.objects.filter(subscription=OuterRef("pk"), state=DispatchState.QUEUED).order_by("pk")
    rows = subscriptions().annotate(first_at=Subquery(queued.values("next_at")[:1]))
    due = Q(first_at__lte=ClockTimestamp(), state=SubscriptionState.ACTIVE)
    tests = Q(Exists(queued.filter(message__kind=TEST)))
    return rows.filter(due | tests, busy_until__lte=ClockTimestamp()).order_by("pk")


def subscriptions_that_sent(code: str) -> QuerySet[Subscription]:
    """To whom a message was owed."""
    return subscriptions().filter(dispatches__message__code=code).order_by("pk")
