"""Sending again what was sent, and sending a test."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.clock import ClockTimestamp, now
from tte.common.errors import DomainError, TransitionRefused
from tte.common.jobs import defer
from tte.common.locks import lock
from tte.trail.services import advance, record
from tte.webhooks.enums import DispatchState, SubscriptionState
from tte.webhooks.fanning import body_of
from tte.webhooks.kinds import TEST
from tte.webhooks.lifecycles import DISPATCH
from tte.webhooks.models import Dispatch, Message, Subscription
from tte.webhooks.selectors import happened_between

MOST = 1000


class TestUnderWay(DomainError):
    code = "test_under_way"


@transaction.atomic
def send_test(*, subscription: Subscription, by: Actor) -> Dispatch:
    """Owe a test message; it goes at once, once, also while the webhook rests."""
    subscription = lock(subscription)
    if subscription.state == SubscriptionState.ENDED:
        raise TransitionRefused(_("This webhook was deleted"))
    if subscription.dispatches.filter(state=DispatchState.QUEUED, message__kind=TEST).exists():
        raise TestUnderWay(_("A test is under way; its result appears below in a moment"))
    at = now()
    data = {"subject": "webhook", "code": str(subscription.pk), "name": subscription.name}
    message = Message.objects.create(kind=TEST, body=body_of(TEST, at, data), happened_at=at)
    dispatch = subscription.dispatches.create(message=message)
    record("subscription.test", subscription, by=by, message=message.code)
    defer("webhooks.send", subscription_id=subscription.pk)
    return dispatch


@transaction.atomic
def replay(*, dispatch: Dispatch, by: Actor) -> Dispatch:
    """Owe it once more, from the first attempt, under the id it had."""
    dispatch = _queue_again(dispatch, by)
    defer("webhooks.send", subscription_id=dispatch.subscription_id)
    return dispatch


@transaction.atomic
def replay_range(*, subscription: Subscription, begins: datetime, ends: datetime, only_unsent: bool, by: Actor) -> int:
    """Owe again what happened between two moments, in the order in which it happened, a thousand at the most."""
    subscription = lock(subscription)
    found = happened_between(subscription, begins, ends)
    if only_unsent:
        found = found.exclude(state=DispatchState.SENT)
    taken = list(found[:MOST])
    for dispatch in taken:
        _queue_again(dispatch, by)
    record("subscription.replay", subscription, by=by, begins=begins.isoformat(), ends=ends.isoformat(), n=len(taken))
    if taken:
        defer("webhooks.send", subscription_id=subscription.pk)
    return len(taken)


def _queue_again(dispatch: Dispatch, by: Actor) -> Dispatch:
    dispatch = advance(dispatch, "replay", lifecycle=DISPATCH, by=by)
    Dispatch.objects.filter(pk=dispatch.pk).update(attempts=0, next_at=ClockTimestamp(), fault="")
    return dispatch
