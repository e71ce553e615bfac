"""Webhooks for programs: set up, change, rest, renew the secret, look at what was sent, send it again."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from tte.common.api import AFTER, KEY, Door, named, part_after, request_key
from tte.common.requests import once
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


class DispatchPage(serializers.Serializer):
    results = DispatchSerializer(many=True)
    next = serializers.IntegerField(allow_null=True)


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


class WebhooksDoor(Door):
    door = staticmethod(can_manage_webhooks)

    @extend_schema(operation_id="webhooks_list", responses=SubscriptionPage)
    def get(self, request: Request) -> Response:
        """The webhooks of the acting organisation."""
        found = subscriptions_of(request.actor.organisation)
        return Response(SubscriptionPage({"results": found}).data)

    @extend_schema(request=SubscriptionShape, responses={201: NewSubscription}, parameters=[KEY])
    def post(self, request: Request) -> Response:
        """Set one up; events from now on are sent to it. The answer holds its secret."""
        shape = SubscriptionShape(data=request.data)
        shape.is_valid(raise_exception=True)
        said: dict[str, Any] = shape.validated_data
        made = once(
            scope=f"webhook:{request.actor.organisation.pk}",
            key=request_key(request),
            command="webhook.subscribe",
            body=dict(said),
            act=lambda: subscribe(**said, by=request.actor),
            made=Subscription,
        )
        return Response(NewSubscription(made).data, status=status.HTTP_201_CREATED)


class WebhookDoor(Door):
    door = staticmethod(can_manage_webhook)

    @extend_schema(operation_id="webhooks_retrieve", responses=SubscriptionSerializer)
    def get(self, request: Request, pk: int) -> Response:
        """One webhook as it stands."""
        return Response(SubscriptionSerializer(self.thing(subscriptions(), pk=pk)).data)

    @extend_schema(request=SubscriptionShape(partial=True), responses=SubscriptionSerializer)
    def patch(self, request: Request, pk: int) -> Response:
        """Change name, address or choice; what is not sent stays."""
        found = self.thing(subscriptions(), pk=pk)
        shape = SubscriptionShape(found, data=request.data, partial=True)
        shape.is_valid(raise_exception=True)
        given = {name: getattr(found, name) for name in ("name", "url", "kinds", "sight")} | shape.validated_data
        changed = change_subscription(subscription=found, by=request.actor, **given)
        return Response(SubscriptionSerializer(changed).data)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """End it; what still waits is dropped."""
        end_subscription(subscription=self.thing(subscriptions(), pk=pk), by=request.actor)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PauseDoor(Door):
    door = staticmethod(can_manage_webhook)

    @extend_schema(request=None, responses=SubscriptionSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Send nothing for now; what happens is kept in order."""
        paused = pause_subscription(subscription=self.thing(subscriptions(), pk=pk), by=request.actor)
        return Response(SubscriptionSerializer(paused).data)


class ResumeDoor(Door):
    door = staticmethod(can_manage_webhook)

    @extend_schema(request=None, responses=SubscriptionSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Send again, beginning with what has waited longest; also after it was stopped."""
        resumed = resume_subscription(subscription=self.thing(subscriptions(), pk=pk), by=request.actor)
        return Response(SubscriptionSerializer(resumed).data)


class SecretDoor(Door):
    door = staticmethod(can_manage_webhook)

    @extend_schema(request=None, responses={201: SecretSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Renew the secret. Both sign for a day."""
        secret = renew_secret(subscription=self.thing(subscriptions(), pk=pk), by=request.actor)
        return Response(SecretSerializer(secret).data, status=status.HTTP_201_CREATED)


class TestDoor(Door):
    door = staticmethod(can_manage_webhook)

    @extend_schema(request=None, responses={202: DispatchSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Send a test message, once, whatever the state; its delivery tells how it went."""
        test = send_test(subscription=self.thing(subscriptions(), pk=pk), by=request.actor)
        return Response(DispatchSerializer(test).data, status=status.HTTP_202_ACCEPTED)


class DeliveriesDoor(Door):
    door = staticmethod(can_manage_webhook)

    @extend_schema(
        operation_id="webhooks_deliveries", responses=DispatchPage, parameters=[AFTER, *named(DispatchFilters)]
    )
    def get(self, request: Request, pk: int) -> Response:
        """What was and is to be sent, newest first, a hundred at a time."""
        found = dispatches_of(self.thing(subscriptions(), pk=pk))
        rows, following = part_after(request, found, DispatchFilters)
        return Response(DispatchPage({"results": rows, "next": following}).data)


class ReplayRangeDoor(Door):
    door = staticmethod(can_manage_webhook)

    @extend_schema(request=RangeShape, responses={202: CountSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Send again what happened between two moments, in order, under the same ids; a thousand at the most."""
        found = self.thing(subscriptions(), pk=pk)
        shape = RangeShape(data=request.data)
        shape.is_valid(raise_exception=True)
        count = replay_range(subscription=found, by=request.actor, **shape.validated_data)
        return Response(CountSerializer({"count": count}).data, status=status.HTTP_202_ACCEPTED)


class ReplayDoor(Door):
    door = staticmethod(can_replay_dispatch)

    @extend_schema(request=None, responses={202: DispatchSerializer})
    def post(self, request: Request, pk: int) -> Response:
        """Send one delivery again under its id."""
        again = replay(dispatch=self.thing(dispatches(), pk=pk), by=request.actor)
        return Response(DispatchSerializer(again).data, status=status.HTTP_202_ACCEPTED)
