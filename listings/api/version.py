"""The versions of a record that were handed in, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.models import Achievement, Version
from listings.permissions.supply import can_read_versions
from listings.selectors.achievement import achievements
from tte.common.api import Door


class VersionSerializer(serializers.ModelSerializer):
    """The record as it was handed in, whole; what changed is what two of them say differently."""

    handed_in_by = serializers.CharField(source="handed_in_by.name")
    content = serializers.DictField(help_text="Fields and rows, under the names of the record")

    class Meta:
        model = Version
        fields = ("number", "handed_in_at", "handed_in_by", "content")


class VersionsSerializer(serializers.Serializer):
    results = VersionSerializer(many=True)


class VersionsDoor(Door):
    door = staticmethod(can_read_versions)

    @extend_schema(operation_id="achievements_versions", responses=VersionsSerializer)
    def get(self, request: Request, code: str) -> Response:
        """Every version, the first one first; for its author, its unit and the office that audits it."""
        achievement: Achievement = self.thing(achievements(), code=code)
        rows = achievement.versions.select_related("handed_in_by").order_by("number")
        return Response(VersionsSerializer({"results": rows}).data)
