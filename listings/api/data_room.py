"""Data rooms for programs: asking, deciding, taking back, and who looked. Signing is a person's act, on the page."""

import django_filters
from django.db.models import F, Q, QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.listing import OnListing
from listings.enums import RoomAccessState, RoomAct, RoomOpening
from listings.forms.data_room import AskForm, GrantForm, OpenRoomForm, RefuseForm, WithdrawForm
from listings.models import DataRoom, RoomAccess, RoomEntry
from listings.permissions.data_room import can_decide_access, can_read_room_log, can_visit_room
from listings.permissions.supply import is_seller
from listings.selectors.data_room import accesses, rooms, shown_state
from listings.services.data_room import ask_access, grant_access, open_room, refuse_access, withdraw_access
from tte.accounts.actor import Actor
from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, listed, sent


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


class RoomShape(serializers.Serializer):
    opening = serializers.ChoiceField(choices=RoomOpening.choices)
    offers_unmarked = serializers.BooleanField(default=False, help_text="Files that bear no watermark too")


class RoomSerializer(serializers.ModelSerializer):
    listing = serializers.CharField(source="listing.code")

    class Meta:
        model = DataRoom
        fields = ("listing", "opening", "offers_unmarked")


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


def rooms_by_listing() -> QuerySet[DataRoom]:
    """A room is called by the number of its listing."""
    return rooms().annotate(code=F("listing__code"))


class OnAccess(Door):
    rows, noun = staticmethod(accesses), "access"


class KeepDoor(OnListing):
    door = staticmethod(is_seller)

    @extend_schema(operation_id="listings_room_update", request=RoomShape, responses=RoomSerializer)
    def put(self, request: Request, code: str) -> Response:
        """Say what opens the data room of a listing, as its holder; the first time it opens one."""
        form = OpenRoomForm(sent(request))
        kept = open_room(listing=self.thing(self.rows(), code=code), by=request.actor, **cleaned(form))
        return Response(RoomSerializer(kept).data)


class AskDoor(Door):
    door, rows, noun = staticmethod(can_visit_room), staticmethod(rooms_by_listing), "room"
    post = act(
        ask_access,
        AskShape,
        AccessSerializer,
        form=AskForm,
        makes=RoomAccess,
        says="Ask the holder for its data room; then a person signs the undertaking on the page.",
    )


class AccessesDoor(Door):
    door = staticmethod(can_read_room_log)
    get = listed(
        own_accesses,
        AccessSerializer,
        filters=AccessFilters,
        operation_id="room_accesses",
        says="Who stands before one's rooms, and before which one stands; newest first.",
    )


class LooksDoor(Door):
    door = staticmethod(can_read_room_log)
    get = listed(
        own_entries,
        RoomEntrySerializer,
        filters=EntryFilters,
        operation_id="room_entries",
        says="Who looked into one's rooms and took what; for an enterprise, what its own people took.",
    )


class GrantDoor(OnAccess):
    door = staticmethod(can_decide_access)
    post = act(
        grant_access,
        GrantShape,
        AccessSerializer,
        form=GrantForm,
        says="Open the room to the enterprise that has signed.",
    )


class RefuseDoor(OnAccess):
    door = staticmethod(can_decide_access)
    post = act(
        refuse_access,
        ReasonShape,
        AccessSerializer,
        form=RefuseForm,
        says="Refuse it, with the reason that the enterprise reads.",
    )


class RevokeDoor(OnAccess):
    door = staticmethod(can_decide_access)
    post = act(
        withdraw_access,
        ReasonShape,
        AccessSerializer,
        form=WithdrawForm,
        says="Take the access back, with the reason that the enterprise reads.",
    )
