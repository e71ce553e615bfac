import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from tte.common.clock import ClockTimestamp
from tte.webhooks.enums import DispatchState, Fault, Sight, SubscriptionState


class Subscription(models.Model):
    """Where an organisation wants to hear of states: an address, the kinds of event (none named: all of them).

    Whoever sends to it takes it for a while by moving `busy_until`, so that one event follows the other. `failures`
    counts attempts that came to nothing since the last success.
    """

    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="webhooks")
    name = models.CharField(max_length=80)
    url = models.CharField(max_length=500)
    kinds = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    sight = models.CharField(max_length=10, choices=Sight, default=Sight.OWN)
    state = models.CharField(max_length=10, choices=SubscriptionState, default=SubscriptionState.ACTIVE)
    failures = models.PositiveIntegerField(default=0)
    busy_until = models.DateTimeField(db_default=ClockTimestamp())
    created_at = models.DateTimeField(db_default=ClockTimestamp())
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, ended_by=None) | Q(ended_at__isnull=False, ended_by__isnull=False),
                name="end_of_subscription_has_its_author",
            ),
            models.CheckConstraint(
                condition=~Q(state=SubscriptionState.ENDED) | Q(ended_at__isnull=False),
                name="ended_subscription_has_its_moment",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SigningSecret(models.Model):
    """One secret: only a nonce and a digest are kept (`signing.py`). Two sign while they overlap."""

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="secrets")
    nonce = models.CharField(max_length=64, unique=True)
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(db_default=ClockTimestamp())
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    signs_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subscription"], condition=Q(signs_until=None), name="one_secret_without_an_end"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subscription} {self.digest[:8]}"


def new_code() -> str:
    return f"msg_{uuid.uuid4().hex}"


class Message(models.Model):
    """What happened, in the very words that are sent: the same to everybody, thin, under one id for good.

    `position` is its place in the feed; a test has none.
    """

    code = models.CharField(max_length=40, unique=True, default=new_code)
    kind = models.CharField(max_length=60)
    position = models.BigIntegerField(null=True)
    subject_key = models.BigIntegerField(null=True)
    subject_code = models.CharField(max_length=40, blank=True)
    body = models.TextField()
    happened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["position", "kind"], name="message_once_per_event"),
            models.CheckConstraint(
                condition=Q(position=None, subject_key=None) | Q(position__isnull=False, subject_key__isnull=False),
                name="message_of_an_event_has_its_subject",
            ),
        ]
        indexes = [models.Index(fields=["happened_at"], name="message_by_moment")]

    def __str__(self) -> str:
        return f"{self.code} {self.kind}"


class Dispatch(models.Model):
    """A message owed to a subscription. They go out in the order of their keys; what is replayed keeps key and id."""

    subscription = models.ForeignKey(Subscription, on_delete=models.PROTECT, related_name="dispatches")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="dispatches")
    state = models.CharField(max_length=10, choices=DispatchState, default=DispatchState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(db_default=ClockTimestamp())
    queued_at = models.DateTimeField(db_default=ClockTimestamp())
    tried_at = models.DateTimeField(null=True)
    status = models.PositiveSmallIntegerField(null=True)
    milliseconds = models.PositiveIntegerField(null=True)
    fault = models.CharField(max_length=20, choices=Fault, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["subscription", "message"], name="message_once_per_subscription"),
            models.CheckConstraint(
                condition=~Q(state=DispatchState.SENT) | Q(tried_at__isnull=False, status__isnull=False),
                name="sent_dispatch_has_its_answer",
            ),
        ]
        indexes = [
            models.Index(
                fields=["subscription", "id"], condition=Q(state=DispatchState.QUEUED), name="dispatch_queued"
            ),
            models.Index(fields=["subscription", "state", "-id"], name="dispatch_by_state"),
        ]

    def __str__(self) -> str:
        return f"{self.message} → {self.subscription_id}: {self.state}"
