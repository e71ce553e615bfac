"""Objections for programs: lodged by anybody, worked on by the exchange. Who lodged one is for the exchange alone."""

from typing import Any

import django_filters
from allauth.account.adapter import get_adapter
from django.utils.crypto import salted_hmac
from django.utils.datastructures import MultiValueDict
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import FormParser, JSONParser, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from listings.enums import ObjectionConclusion, ObjectionState
from listings.forms.objection import ConclusionForm, ObjectionForm
from listings.models import Objection
from listings.permissions_objection import can_examine_objection, can_examine_objections, can_object
from listings.selectors.listing import listings
from listings.selectors.objection import objections, objections_of_office
from listings.services.objection import conclude_objection, lodge_objection
from tte.casework.services import claim_case
from tte.common.api import AFTER, Door, named, part_after


class ObjectionShape(serializers.Serializer):
    ground = serializers.CharField(max_length=10, help_text="A code of the list `objection_ground`")
    text = serializers.CharField(max_length=4000)
    name = serializers.CharField(max_length=120, required=False, help_text="Of somebody who is not signed in")
    email = serializers.EmailField(required=False, help_text="A link to confirm it is mailed there")
    evidence = serializers.ListField(child=serializers.FileField(), required=False, max_length=5)


class LodgedSerializer(serializers.ModelSerializer):
    """Of a visitor's objection the private link comes by mail alone."""

    listing = serializers.CharField(source="listing.code")

    class Meta:
        model = Objection
        fields: tuple[str, ...] = ("code", "listing", "state", "against", "ground", "text", "lodged_at")


class ObjectionSerializer(LodgedSerializer):
    """As the office works on it."""

    case_state = serializers.CharField(source="case.state")
    due_at = serializers.DateTimeField(source="case.due_at")
    claimed_by = serializers.CharField(source="case.claimed_by.name", default=None, allow_null=True)
    papers = serializers.SerializerMethodField()

    class Meta(LodgedSerializer.Meta):
        fields = (
            *LodgedSerializer.Meta.fields,
            *("name", "email", "case_state", "due_at", "claimed_by", "papers", "published_text", "concluded_at"),
        )

    def get_papers(self, objection: Objection) -> int:
        return objection.files.count()


class QueuedObjection(LodgedSerializer):
    """As the queue shows it: its words are for whom the case is open to (R8-31)."""

    case_state = serializers.CharField(source="case.state")
    due_at = serializers.DateTimeField(source="case.due_at")

    class Meta(LodgedSerializer.Meta):
        fields = tuple(name for name in (*LodgedSerializer.Meta.fields, "case_state", "due_at") if name != "text")


class ObjectionPage(serializers.Serializer):
    results = QueuedObjection(many=True)
    next = serializers.IntegerField(allow_null=True)


class ConclusionOnObjection(serializers.Serializer):
    conclusion = serializers.ChoiceField(choices=ObjectionConclusion.choices)
    reason_code = serializers.CharField(max_length=10, required=False, help_text="Why it is not admitted")
    text = serializers.CharField(max_length=4000, default="", allow_blank=True)


class ObjectionFilters(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=ObjectionState.choices)
    listing = django_filters.CharFilter(field_name="listing__code", max_length=20)

    class Meta:
        model = Objection
        fields: list[str] = []


class LodgeDoor(Door):
    door = staticmethod(can_object)
    parser_classes = (JSONParser, MultiPartParser, FormParser)

    @extend_schema(request=ObjectionShape, responses={201: LodgedSerializer})
    def post(self, request: Request, code: str) -> Response:
        """Object to a listing in its notice, or to a result that was disclosed."""
        listing = self.thing(listings(), code=code)
        files = MultiValueDict({"evidence": request.FILES.getlist("evidence")})
        form = ObjectionForm(request.data if hasattr(request.data, "get") else {}, files, by=request.actor)
        if not form.is_valid():
            raise ValidationError(form.errors)
        address = get_adapter(request._request).get_client_ip(request._request)
        sender = salted_hmac("listings.objection", address).hexdigest()
        made = lodge_objection(listing=listing, sender=sender, by=request.actor, **form.cleaned_data)
        return Response(LodgedSerializer(made).data, status=status.HTTP_201_CREATED)


class ObjectionsDoor(Door):
    door = staticmethod(can_examine_objections)

    @extend_schema(
        operation_id="objections_list", responses=ObjectionPage, parameters=[AFTER, *named(ObjectionFilters)]
    )
    def get(self, request: Request) -> Response:
        """The objections of the acting office, newest first; the words of each are behind its own door."""
        found = objections_of_office(request.actor.organisation)
        rows, following = part_after(request, found, ObjectionFilters)
        return Response(ObjectionPage({"results": rows, "next": following}).data)


class ObjectionDoor(Door):
    door = staticmethod(can_examine_objection)

    @extend_schema(operation_id="objections_retrieve", responses=ObjectionSerializer)
    def get(self, request: Request, code: str) -> Response:
        """One objection with who lodged it, for the exchange alone."""
        return Response(ObjectionSerializer(self.thing(objections(), code=code)).data)


class ClaimObjectionDoor(Door):
    door = staticmethod(can_examine_objection)

    @extend_schema(request=None, responses=ObjectionSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Take its case in hand."""
        claim_case(case=self.thing(objections(), code=code).case, by=request.actor)
        return Response(ObjectionSerializer(objections().get(code=code)).data)


class ConcludeObjectionDoor(Door):
    door = staticmethod(can_examine_objection)

    @extend_schema(request=ConclusionOnObjection, responses=ObjectionSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Admit it or turn it away; once admitted, uphold or dismiss it. Everybody whom it touches is told."""
        objection = self.thing(objections(), code=code)
        form = ConclusionForm(_plain(request.data), about=code, state=objection.state)
        if not form.is_valid():
            raise ValidationError(form.errors)
        conclude_objection(objection=objection, by=request.actor, **form.cleaned_data)
        return Response(ObjectionSerializer(objections().get(code=code)).data)


def _plain(sent: Any) -> dict[str, Any]:
    return sent if isinstance(sent, dict) else {}
