"""Data rooms for programs: asking, deciding, taking back, and who looked. Signing is a person's act, on the page."""

from collections.abc import Callable
from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from listings.enums import RoomAccessState, RoomAct
from listings.forms.data_room import AskForm, GrantForm, RefuseForm, WithdrawForm
from listings.models import RoomAccess, RoomEntry
from listings.permissions import can_decide_access, can_read_room_log, can_visit_room
from listings.selectors.data_room import accesses, rooms, shown_state
from listings.services.data_room import ask_access, grant_access, refuse_access, withdraw_access
from tte.accounts.actor import Actor
from tte.common.api import AFTER, Door, named, part_after
from tte.drafts.forms import KeptForm


class AccessSerializer(serializers.ModelSerializer):
    listing = serializers.CharField(source="room.listing.code")
    organisation = serializers.CharField(source="organisation.code")
    shown = serializers.SerializerMethodField(help_text="The state as the page says it: also ended, or before the gate")

    class Meta:
        model = RoomAccess
        fields = (
            *("pk", "listing", "organisation", "state", "shown", "reason"),
            *("asked_at", "decision", "decided_at", "ends_on"),
        )

    def get_shown(self, access: RoomAccess) -> str:
        return shown_state(access)


class RoomEntrySerializer(serializers.ModelSerializer):
    listing = serializers.CharField(source="access.room.listing.code")
    organisation = serializers.CharField(source="organisation.code")
    person = serializers.CharField(source="person.name")

    class Meta:
        model = RoomEntry
        fields = (
            *("pk", "listing", "organisation", "person", "act"),
            *("file_name", "file_sha256", "marked", "happened_at"),
        )


class AccessPage(serializers.Serializer):
    results = AccessSerializer(many=True)
    next = serializers.IntegerField(allow_null=True)


class RoomEntryPage(serializers.Serializer):
    results = RoomEntrySerializer(many=True)
    next = serializers.IntegerField(allow_null=True)


class AskShape(serializers.Serializer):
    reason = serializers.CharField(max_length=1000, help_text="The holder reads it")


class GrantShape(serializers.Serializer):
    ends_on = serializers.DateField(required=False, allow_null=True, help_text="The last day of access")
    reason = serializers.CharField(max_length=500, required=False, allow_blank=True)


class ReasonShape(serializers.Serializer):
    reason = serializers.CharField(max_length=500, help_text="The enterprise reads it")


class AccessFilters(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=RoomAccessState.choices)
    listing = django_filters.CharFilter(field_name="room__listing__code", max_length=20)

    class Meta:
        model = RoomAccess
        fields: list[str] = []


class EntryFilters(django_filters.FilterSet):
    listing = django_filters.CharFilter(field_name="access__room__listing__code", max_length=20)
    act = django_filters.ChoiceFilter(choices=RoomAct.choices)
    happened_from = django_filters.IsoDateTimeFilter(field_name="happened_at", lookup_expr="gte")

    class Meta:
        model = RoomEntry
        fields: list[str] = []


def own_accesses(actor: Actor) -> QuerySet[RoomAccess]:
    """Those before the rooms of the acting organisation, and those it asked for itself."""
    own = Q(organisation=actor.organisation) | Q(room__listing__holder=actor.organisation)
    return accesses().filter(own).prefetch_related("export_decisions")


def own_entries(actor: Actor) -> QuerySet[RoomEntry]:
    own = Q(organisation=actor.organisation) | Q(access__room__listing__holder=actor.organisation)
    return RoomEntry.objects.filter(own).select_related("person", "organisation", "access__room__listing")


class AskDoor(Door):
    door = staticmethod(can_visit_room)

    @extend_schema(request=AskShape, responses={201: AccessSerializer})
    def post(self, request: Request, code: str) -> Response:
        """Ask the holder for its data room; then a person signs the undertaking on the page."""
        room = self.thing(rooms(), listing__code=code)
        form = AskForm(request.data if isinstance(request.data, dict) else {}, about=code)
        if not form.is_valid():
            raise ValidationError(form.errors)
        asked = ask_access(room=room, by=request.actor, **form.cleaned_data)
        return Response(AccessSerializer(asked).data, status=status.HTTP_201_CREATED)


class AccessesDoor(Door):
    door = staticmethod(can_read_room_log)

    @extend_schema(operation_id="room_accesses", responses=AccessPage, parameters=[AFTER, *named(AccessFilters)])
    def get(self, request: Request) -> Response:
        """Who stands before one's rooms, and before which one stands; newest first."""
        rows, following = part_after(request, own_accesses(request.actor), AccessFilters)
        return Response(AccessPage({"results": rows, "next": following}).data)


class LooksDoor(Door):
    door = staticmethod(can_read_room_log)

    @extend_schema(operation_id="room_entries", responses=RoomEntryPage, parameters=[AFTER, *named(EntryFilters)])
    def get(self, request: Request) -> Response:
        """Who looked into one's rooms and took what; for an enterprise, what its own people took."""
        rows, following = part_after(request, own_entries(request.actor), EntryFilters)
        return Response(RoomEntryPage({"results": rows, "next": following}).data)


class AccessAct(Door):
    """One decision of the holder, through the form and the service of the page."""

    door = staticmethod(can_decide_access)
    form: type[KeptForm]
    service: Callable[..., Any]

    def act(self, request: Request, pk: int) -> Response:
        access = self.thing(accesses(), pk=pk)
        form = self.form(request.data if isinstance(request.data, dict) else {}, about=str(pk))
        if not form.is_valid():
            raise ValidationError(form.errors)
        type(self).service(access=access, by=request.actor, **form.cleaned_data)
        return Response(AccessSerializer(accesses().get(pk=pk)).data)


class GrantDoor(AccessAct):
    form, service = GrantForm, staticmethod(grant_access)

    @extend_schema(request=GrantShape, responses=AccessSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Open the room to the enterprise that has signed."""
        return self.act(request, pk)


class RefuseDoor(AccessAct):
    form, service = RefuseForm, staticmethod(refuse_access)

    @extend_schema(request=ReasonShape, responses=AccessSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Refuse it, with the reason that the enterprise reads."""
        return self.act(request, pk)


class RevokeDoor(AccessAct):
    form, service = WithdrawForm, staticmethod(withdraw_access)

    @extend_schema(request=ReasonShape, responses=AccessSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Take the access back, with the reason that the enterprise reads."""
        return self.act(request, pk)
