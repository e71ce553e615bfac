"""Webhooks for programs: set up, change, rest, renew the secret, look at what was sent, send it again."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from tte.common.api import Door
from tte.common.api_verbs import act, listed, shaped, shown
from tte.webhooks.enums import DispatchState, Sight
from tte.webhooks.kinds import KINDS
from tte.webhooks.models import Dispatch, SigningSecret, Subscription
from tte.webhooks.permissions import can_manage_webhook, can_manage_webhooks, can_replay_dispatch
from tte.webhooks.selectors import dispatches, dispatches_of, subscriptions, subscriptions_of
from tte.webhooks.services.dispatch import replay, replay_range, send_test
from tte.webhooks.services.subscription import (
    change_subscription,
    end_subscription,
    pause_subscription,
    renew_secret,
    resume_subscription,
    subscribe,
)
from tte.webhooks.signing import secret_text


class SubscriptionShape(serializers.Serializer):
    name = serializers.CharField(max_length=80)
    url = serializers.CharField(max_length=500, help_text="An https address; redirects are not followed")
    kinds = serializers.ListField(
        child=serializers.CharField(max_length=60),
        default=list,
        help_text="Codes of events such as listing.suspended; an empty list is all of them",
    )
    sight = serializers.ChoiceField(
        choices=Sight.choices, default=Sight.OWN, help_text="own: what concerns the organisation; public: others too"
    )


class SubscriptionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Subscription
        fields: tuple[str, ...] = ("pk", "name", "url", "kinds", "sight", "state", "failures", "created_at")


class NewSubscription(SubscriptionSerializer):
    secret = serializers.SerializerMethodField(help_text="Shown in this answer alone")

    class Meta(SubscriptionSerializer.Meta):
        fields = (*SubscriptionSerializer.Meta.fields, "secret")

    def get_secret(self, subscription: Subscription) -> str:
        return secret_text(subscription.secrets.order_by("pk")[0])


class SecretSerializer(serializers.ModelSerializer):
    secret = serializers.SerializerMethodField(help_text="Shown in this answer alone; the former one signs for a day")

    class Meta:
        model = SigningSecret
        fields = ("secret", "made_at")

    def get_secret(self, secret: SigningSecret) -> str:
        return secret_text(secret)


class DispatchSerializer(serializers.ModelSerializer):
    id = serializers.CharField(source="message.code", help_text="`webhook-id`, the same in every attempt and replay")
    kind = serializers.CharField(source="message.kind")
    subject = serializers.CharField(source="message.subject_code")
    happened_at = serializers.DateTimeField(source="message.happened_at")

    class Meta:
        model = Dispatch
        fields = (
            *("pk", "id", "kind", "subject", "happened_at", "state", "attempts"),
            *("next_at", "tried_at", "status", "milliseconds", "fault"),
        )


class SubscriptionPage(serializers.Serializer):
    results = SubscriptionSerializer(many=True)


class RangeShape(serializers.Serializer):
    begins = serializers.DateTimeField(help_text="Of events that happened from this moment on")
    ends = serializers.DateTimeField(help_text="and before this one")
    only_unsent = serializers.BooleanField(default=True)


class CountSerializer(serializers.Serializer):
    count = serializers.IntegerField(help_text="How many deliveries are sent again")


class DispatchFilters(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=DispatchState.choices)
    kind = django_filters.ChoiceFilter(field_name="message__kind", choices=lambda: [(code, code) for code in KINDS])
    happened_from = django_filters.IsoDateTimeFilter(field_name="message__happened_at", lookup_expr="gte")
    happened_before = django_filters.IsoDateTimeFilter(field_name="message__happened_at", lookup_expr="lt")

    class Meta:
        model = Dispatch
        fields: list[str] = []


def changed(subscription: Subscription, request: Request) -> dict[str, Any]:
    """What is not sent stays."""
    shape = SubscriptionShape(subscription, data=request.data, partial=True)
    shape.is_valid(raise_exception=True)
    stands = {name: getattr(subscription, name) for name in ("name", "url", "kinds", "sight")}
    return stands | shape.validated_data


class OnWebhook(Door):
    rows, noun = staticmethod(subscriptions), "subscription"


class WebhooksDoor(Door):
    door = staticmethod(can_manage_webhooks)
    post = act(
        subscribe,
        SubscriptionShape,
        NewSubscription,
        makes=Subscription,
        says="Set one up; events from now on are sent to it. The answer holds its secret.",
    )

    @extend_schema(operation_id="webhooks_list", responses=SubscriptionPage)
    def get(self, request: Request) -> Response:
        """The webhooks of the acting organisation."""
        found = subscriptions_of(request.actor.organisation)
        return Response(SubscriptionPage({"results": found}).data)


class WebhookDoor(OnWebhook):
    door = staticmethod(can_manage_webhook)
    get = shown(SubscriptionSerializer, operation_id="webhooks_retrieve", says="One webhook as it stands.")
    patch = act(
        change_subscription,
        SubscriptionShape(partial=True),
        SubscriptionSerializer,
        reads=changed,
        says="Change name, address or choice; what is not sent stays.",
    )
    delete = act(end_subscription, says="End it; what still waits is dropped.")


class PauseDoor(OnWebhook):
    door = staticmethod(can_manage_webhook)
    post = act(
        pause_subscription,
        gives=SubscriptionSerializer,
        says="Send nothing for now; what happens is kept in order.",
    )


class ResumeDoor(OnWebhook):
    door = staticmethod(can_manage_webhook)
    post = act(
        resume_subscription,
        gives=SubscriptionSerializer,
        says="Send again, beginning with what has waited longest; also after it was stopped.",
    )


class SecretDoor(OnWebhook):
    door = staticmethod(can_manage_webhook)
    post = act(renew_secret, gives=SecretSerializer, makes=SigningSecret, says="Renew the secret. Both sign for a day.")


class TestDoor(OnWebhook):
    door = staticmethod(can_manage_webhook)
    post = act(
        send_test,
        gives=DispatchSerializer,
        makes=Dispatch,
        answers=202,
        says="Send a test message, once, whatever the state; its delivery tells how it went.",
    )


class DeliveriesDoor(OnWebhook):
    door = staticmethod(can_manage_webhook)
    get = listed(
        dispatches_of,
        DispatchSerializer,
        filters=DispatchFilters,
        operation_id="webhooks_deliveries",
        says="What was and is to be sent, newest first, a hundred at a time.",
    )


class ReplayRangeDoor(OnWebhook):
    door = staticmethod(can_manage_webhook)

    @extend_schema(request=RangeShape, responses={202: CountSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Send again what happened between two moments, in order, under the same ids; a thousand at the most."""
        found = self.thing(subscriptions(), pk=pk)
        count = replay_range(subscription=found, by=request.actor, **shaped(RangeShape, request))
        return Response(CountSerializer({"count": count}).data, status=status.HTTP_202_ACCEPTED)


class ReplayDoor(Door):
    door, rows, noun = staticmethod(can_replay_dispatch), staticmethod(dispatches), "dispatch"
    post = act(replay, gives=DispatchSerializer, answers=202, says="Send one delivery again under its id.")
