"""A dispatch on its way out: the subscription is taken for a while by one worker, called without any lock, and what
came of it is written down.

One at a time and in order: while the first one waits to be tried again, those behind it wait too. Between the
receiver's yes and our commit a worker may die; the claim then runs out and the message is sent again under the id it
had: at least once, and a receiver that looks at `webhook-id` takes it once.
"""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F, Q, QuerySet

from tte.common.clock import ClockTimestamp, now
from tte.common.errors import DomainError, TransitionRefused
from tte.common.jobs import defer
from tte.trail.services import advance
from tte.webhooks.enums import DispatchState, Fault, SubscriptionState
from tte.webhooks.fanning import may_hear
from tte.webhooks.kinds import KINDS, TEST
from tte.webhooks.lifecycles import DISPATCH, SUBSCRIPTION
from tte.webhooks.models import Dispatch, Subscription
from tte.webhooks.notices import tell_stopped
from tte.webhooks.reaching import Answer, post, refuse_address
from tte.webhooks.signing import secret_text, signed_headers
from tte.webhooks.waiting import wait_after

log = logging.getLogger(__name__)

AT_ONCE = 50
GONE = 410


@dataclass(frozen=True)
class Claimed:
    """A dispatch in this worker's hands; `attempts` tells whether it still is, `until` whether its subscription is."""

    dispatch: Dispatch
    attempts: int
    until: datetime


def send_due(*, subscription_id: int) -> int:
    """Send what is due to one subscription, in order, fifty at a time; returns how many attempts were made."""
    made = 0
    while made < AT_ONCE and (claimed := claim(subscription_id)):
        deliver(claimed)
        made += 1
    if made == AT_ONCE:
        defer("webhooks.send", subscription_id=subscription_id)
    return made


def claim(subscription_id: int) -> Claimed | None:
    """Take the subscription, and the dispatch whose turn it is; committed before anything is called."""
    mine = Subscription.objects.filter(pk=subscription_id, busy_until__lte=ClockTimestamp())
    mine = mine.exclude(state=SubscriptionState.ENDED)
    if not mine.update(busy_until=ClockTimestamp() + timedelta(seconds=settings.TTE_WEBHOOK_CLAIM)):
        return None
    until = Subscription.objects.values_list("busy_until", flat=True).get(pk=subscription_id)
    dispatch = _next(subscription_id)
    if dispatch is None:
        _let_go(subscription_id, until)
        return None
    Dispatch.objects.filter(pk=dispatch.pk).update(attempts=F("attempts") + 1)
    return Claimed(dispatch, dispatch.attempts + 1, until)


def _next(subscription_id: int) -> Dispatch | None:
    """Tests first, whatever the state; then, of an active subscription, the oldest, if its moment has come."""
    queued = Dispatch.objects.filter(subscription=subscription_id, state=DispatchState.QUEUED)
    queued = queued.select_related("subscription__organisation", "message").order_by("pk")
    test = queued.filter(message__kind=TEST).first()
    if test is not None:
        return test
    first = queued.first()
    if first is None or first.subscription.state != SubscriptionState.ACTIVE or first.next_at > now():
        return None
    return first


def deliver(claimed: Claimed) -> None:
    """One attempt at what was claimed, and its end written down."""
    dispatch = claimed.dispatch
    reason = unsendable(dispatch)
    if reason:
        _settle(claimed, "withhold", fault=reason)
    elif claimed.attempts > most_attempts(dispatch):
        _settle(claimed, "give_up", fault=dispatch.fault or Fault.BROKEN_OFF)
    else:
        _take(claimed, _call(claimed))
    _let_go(dispatch.subscription_id, claimed.until)


def most_attempts(dispatch: Dispatch) -> int:
    """A test is tried once; an event again after each wait of the schedule."""
    return 1 if dispatch.message.kind == TEST else len(settings.TTE_WEBHOOK_WAITS) + 1


def unsendable(dispatch: Dispatch) -> str:
    """Why nothing is sent at all, asked anew before each attempt, or nothing."""
    message, subscription = dispatch.message, dispatch.subscription
    if not subscription.organisation.is_admitted:
        return Fault.NOT_ITS_SIGHT
    if message.kind == TEST:
        return ""
    kind = KINDS.get(message.kind)
    row = kind.subject.find(message.subject_key) if kind and message.subject_key else None
    if kind is None or row is None or not may_hear(subscription, kind.subject.tell(row)):
        return Fault.NOT_ITS_SIGHT
    return ""


def _call(claimed: Claimed) -> Answer:
    subscription, message = claimed.dispatch.subscription, claimed.dispatch.message
    at = now()
    signing = subscription.secrets.filter(Q(signs_until=None) | Q(signs_until__gt=at)).order_by("-pk")
    texts = [text for text in map(secret_text, signing) if text]
    if not texts:
        return Answer(None, Fault.SECRET_LOST, 0)
    try:
        refuse_address(subscription.url)
    except DomainError:
        return Answer(None, Fault.ADDRESS, 0)
    headers = signed_headers(texts, code=message.code, timestamp=int(at.timestamp()), body=message.body)
    headers |= {"Content-Type": "application/json", "User-Agent": "technology-exchange-webhooks/1"}
    return post(subscription.url, body=message.body.encode(), headers=headers)


def _take(claimed: Claimed, answer: Answer) -> None:
    if not answer.fault:
        _settle(claimed, "send", answer=answer)
    elif claimed.attempts >= most_attempts(claimed.dispatch):
        _settle(claimed, "give_up", fault=answer.fault, answer=answer)
    else:
        wait = wait_after(claimed.attempts, answer, now())
        _still_mine(claimed).update(next_at=ClockTimestamp() + wait, **_said(answer))
    if claimed.dispatch.message.kind != TEST:
        _count(claimed.dispatch.subscription, answer)


def _settle(claimed: Claimed, verb: str, *, fault: str = "", answer: Answer | None = None) -> None:
    """Write how it ended. Whoever comes second, after a claim that ran out, changes nothing."""
    dispatch = claimed.dispatch
    try:
        with transaction.atomic():
            said = _said(answer) if answer else {"fault": fault}
            if _still_mine(claimed).update(**said):
                advance(dispatch, verb, lifecycle=DISPATCH, by=None, attempts=claimed.attempts, fault=fault)
    except TransitionRefused:
        log.info("Dispatch %s was ended by somebody else", dispatch.pk)


def _still_mine(claimed: Claimed) -> QuerySet[Dispatch]:
    return Dispatch.objects.filter(pk=claimed.dispatch.pk, state=DispatchState.QUEUED, attempts=claimed.attempts)


def _said(answer: Answer) -> dict:
    return {
        "status": answer.status,
        "milliseconds": answer.milliseconds,
        "fault": answer.fault,
        "tried_at": ClockTimestamp(),
    }


def _count(subscription: Subscription, answer: Answer) -> None:
    """One success forgets the failures; too many in a row, or a receiver that is gone for good, stop it."""
    rows = Subscription.objects.filter(pk=subscription.pk)
    if not answer.fault:
        rows.exclude(failures=0).update(failures=0)
        return
    rows.update(failures=F("failures") + 1)
    subscription.refresh_from_db()
    if answer.status == GONE or subscription.failures >= settings.TTE_WEBHOOK_STOP_AFTER:
        stop_sending(subscription)


def stop_sending(subscription: Subscription) -> None:
    """Nothing more is sent until the organisation resumes it; what is owed waits, and its people are told."""
    try:
        with transaction.atomic():
            advance(subscription, "stop", lifecycle=SUBSCRIPTION, by=None, failures=subscription.failures)
            tell_stopped(subscription)
    except TransitionRefused:
        log.info("Subscription %s is at rest already", subscription.pk)


def _let_go(subscription_id: int, until: datetime) -> None:
    """A claim that ran out may be another worker's by now; that one is left alone."""
    Subscription.objects.filter(pk=subscription_id, busy_until=until).update(busy_until=ClockTimestamp())
