"""Takedowns for an exchange's own system: the register, the act and the decision that undoes it (R8-03)."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from listings.models import Takedown
from listings.permissions_takedown import can_keep_takedown, can_keep_takedowns, can_take_down
from listings.selectors.achievement import achievements
from listings.selectors.takedown import takedowns, takedowns_of
from listings.services.takedown import reinstate, take_down
from tte.common.api import AFTER, Door, part_after


class TakedownSerializer(serializers.ModelSerializer):
    """For the heads of the office alone; `basis` goes nowhere else."""

    achievement = serializers.SerializerMethodField()
    sha256 = serializers.CharField(source="evidence.sha256", default="", help_text="Of the evidence that is kept")

    class Meta:
        model = Takedown
        fields = (
            *("code", "state", "achievement", "reason_code", "basis", "was_public", "sha256", "taken_down_at"),
            *("reinstatement_code", "reinstatement_text", "reinstated_at"),
        )

    def get_achievement(self, takedown: Takedown) -> str:
        return takedown.achievement.code


class TakedownPage(serializers.Serializer):
    results = TakedownSerializer(many=True)
    next = serializers.IntegerField(allow_null=True)


class TakedownShape(serializers.Serializer):
    reason_code = serializers.CharField(max_length=10, help_text="A code of the list `takedown_reason`")
    basis = serializers.CharField(max_length=1000, help_text="The order, the report, what was seen")


class ReinstatementShape(serializers.Serializer):
    reason_code = serializers.CharField(max_length=10, help_text="A code of the list `reinstatement_reason`")
    text = serializers.CharField(max_length=1000, default="", allow_blank=True)


class TakedownsDoor(Door):
    door = staticmethod(can_keep_takedowns)

    @extend_schema(operation_id="takedowns_list", responses=TakedownPage, parameters=[AFTER])
    def get(self, request: Request) -> Response:
        """The register of the acting exchange, newest first."""
        rows, following = part_after(request, takedowns_of(request.actor.organisation))
        return Response(TakedownPage({"results": rows, "next": following}).data)


class TakedownDoor(Door):
    door = staticmethod(can_keep_takedown)

    @extend_schema(operation_id="takedowns_retrieve", responses=TakedownSerializer)
    def get(self, request: Request, code: str) -> Response:
        """One act, with the hash of the evidence that is kept."""
        return Response(TakedownSerializer(self.thing(takedowns(), code=code)).data)


class TakeDownDoor(Door):
    door = staticmethod(can_take_down)

    @extend_schema(request=TakedownShape, responses={201: TakedownSerializer})
    def post(self, request: Request, code: str) -> Response:
        """Hide it everywhere at once; the holder and the authorities are told the act and the reason, no more.

        Sent again it meets what everybody meets: 410 or 451, with the number of the act.
        """
        achievement = self.thing(achievements(), code=code)
        shape = TakedownShape(data=request.data)
        shape.is_valid(raise_exception=True)
        made = take_down(achievement=achievement, by=request.actor, **shape.validated_data)
        return Response(TakedownSerializer(made).data, status=status.HTTP_201_CREATED)


class ReinstateDoor(Door):
    door = staticmethod(can_keep_takedown)

    @extend_schema(request=ReinstatementShape, responses=TakedownSerializer)
    def post(self, request: Request, code: str) -> Response:
        """Show it again as it was; what rested goes on with what was left."""
        takedown = self.thing(takedowns(), code=code)
        shape = ReinstatementShape(data=request.data)
        shape.is_valid(raise_exception=True)
        return Response(TakedownSerializer(reinstate(takedown=takedown, by=request.actor, **shape.validated_data)).data)
