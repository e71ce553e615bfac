"""Subscribing, changing, resting, renewing the secret, ending."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from tte.accounts.actor import Actor
from tte.common.clock import ClockTimestamp, now
from tte.common.errors import DomainError
from tte.common.jobs import defer
from tte.common.locks import lock
from tte.trail.services import advance, record
from tte.webhooks.enums import DispatchState, Fault, SubscriptionState
from tte.webhooks.kinds import KINDS
from tte.webhooks.lifecycles import DISPATCH, SUBSCRIPTION
from tte.webhooks.models import SigningSecret, Subscription
from tte.webhooks.reaching import refuse_address
from tte.webhooks.signing import digest_of, new_nonce, secret_from


class TooManyWebhooks(DomainError):
    code = "too_many_webhooks"


class KindUnknown(DomainError):
    code = "kind_unknown"
    field = "kinds"


@transaction.atomic
def subscribe(*, name: str, url: str, kinds: Sequence[str], sight: str, by: Actor) -> Subscription:
    """A subscription of the acting organisation with its first secret; events from now on are sent to it."""
    _refuse_shape(url, kinds)
    organisation = lock(by.acting_for)
    running = Subscription.objects.filter(organisation=organisation).exclude(state=SubscriptionState.ENDED)
    if running.count() >= settings.TTE_WEBHOOKS_AN_ORGANISATION:
        raise TooManyWebhooks(
            _("An organisation has at most %(most)s webhooks; delete one first"),
            most=settings.TTE_WEBHOOKS_AN_ORGANISATION,
        )
    subscription = Subscription.objects.create(
        organisation=organisation, name=name, url=url, kinds=sorted(kinds), sight=sight, created_by=by.user
    )
    _make_secret(subscription, by)
    record("subscription.make", subscription, by=by, url=url, kinds=sorted(kinds), sight=sight)
    return subscription


@transaction.atomic
def change_subscription(
    *, subscription: Subscription, name: str, url: str, kinds: Sequence[str], sight: str, by: Actor
) -> Subscription:
    """Another name, address or choice. What is owed already goes to the new address."""
    _refuse_shape(url, kinds)
    subscription = _running(subscription)
    subscription.name, subscription.url = name, url
    subscription.kinds, subscription.sight = sorted(kinds), sight
    subscription.save(update_fields=["name", "url", "kinds", "sight"])
    record("subscription.change", subscription, by=by, url=url, kinds=sorted(kinds), sight=sight)
    return subscription


@transaction.atomic
def pause_subscription(*, subscription: Subscription, by: Actor) -> Subscription:
    """Nothing is sent until it is resumed; what happens meanwhile is kept in order."""
    return advance(lock(subscription), "pause", lifecycle=SUBSCRIPTION, by=by)


@transaction.atomic
def resume_subscription(*, subscription: Subscription, by: Actor) -> Subscription:
    """Send again, beginning with what has waited longest."""
    subscription = advance(lock(subscription), "resume", lifecycle=SUBSCRIPTION, by=by)
    Subscription.objects.filter(pk=subscription.pk).update(failures=0)
    subscription.dispatches.filter(state=DispatchState.QUEUED).update(attempts=0, next_at=ClockTimestamp())
    defer("webhooks.send", subscription_id=subscription.pk)
    return subscription


@transaction.atomic
def renew_secret(*, subscription: Subscription, by: Actor) -> SigningSecret:
    """A new secret. The former one signs beside it for a day, so that the receiver changes over without a gap."""
    subscription = _running(subscription)
    until = now() + timedelta(hours=settings.TTE_WEBHOOK_OVERLAP_HOURS)
    subscription.secrets.filter(signs_until=None).update(signs_until=until)
    secret = _make_secret(subscription, by)
    record("subscription.renew_secret", subscription, by=by, former_signs_until=until.isoformat())
    return secret


@transaction.atomic
def end_subscription(*, subscription: Subscription, by: Actor) -> Subscription:
    """Nothing more is sent, what still waited neither. It cannot be taken back."""
    subscription = lock(subscription)
    at = now()
    Subscription.objects.filter(pk=subscription.pk).update(ended_at=at, ended_by=by.user)
    subscription = advance(subscription, "end", lifecycle=SUBSCRIPTION, by=by)
    subscription.secrets.filter(signs_until=None).update(signs_until=at)
    for dispatch in subscription.dispatches.filter(state=DispatchState.QUEUED).order_by("pk"):
        advance(dispatch, "withhold", lifecycle=DISPATCH, by=by, fault=str(Fault.NOT_ITS_SIGHT))
    return subscription


def _running(subscription: Subscription) -> Subscription:
    subscription = lock(subscription)
    if subscription.state == SubscriptionState.ENDED:
        raise DomainError(_("This webhook was deleted"))
    return subscription


def _make_secret(subscription: Subscription, by: Actor) -> SigningSecret:
    nonce = new_nonce()
    digest = digest_of(secret_from(nonce, settings.SECRET_KEY))
    return subscription.secrets.create(nonce=nonce, digest=digest, made_by=by.user)


def _refuse_shape(url: str, kinds: Sequence[str]) -> None:
    refuse_address(url)
    unknown = sorted(set(kinds) - set(KINDS))
    if unknown:
        raise KindUnknown(_("There is no such event: %(kinds)s"), kinds=", ".join(unknown))
