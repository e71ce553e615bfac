"""The files of a draft, for programs."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.record import AttachedSerializer
from listings.enums import AttachmentAudience, Evidence
from listings.models import Attachment
from listings.permissions import can_edit_achievement, can_edit_part
from listings.selectors.achievement import achievements
from listings.services.attachment import attach_file, describe_attachment, detach_file
from tte.common.api import KEY, Door, made_once
from tte.common.requests import content_digest


class DescribedFile(serializers.Serializer):
    audience = serializers.ChoiceField(choices=AttachmentAudience.choices, default=AttachmentAudience.AUDITORS)
    evidence = serializers.ChoiceField(choices=Evidence.choices, default="", allow_blank=True)
    description = serializers.CharField(max_length=300, default="", allow_blank=True)


class AttachingSerializer(DescribedFile):
    upload = serializers.FileField()


class FilesDoor(Door):
    door = staticmethod(can_edit_achievement)
    parser_classes = (MultiPartParser,)

    @extend_schema(request=AttachingSerializer, responses={201: AttachedSerializer}, parameters=[KEY])
    def post(self, request: Request, code: str) -> Response:
        """Attach a file to the draft."""
        achievement = self.thing(achievements(), code=code)
        shape = AttachingSerializer(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        attachment = made_once(
            request,
            "achievement.attach",
            body=given | {"achievement": code, "upload": content_digest(given["upload"])},
            act=lambda: attach_file(achievement=achievement, by=request.actor, **given),
            made=Attachment,
        )
        return Response(AttachedSerializer(attachment).data, status=status.HTTP_201_CREATED)


class FileDoor(Door):
    door = staticmethod(can_edit_part)

    @extend_schema(operation_id="achievements_files_update", request=DescribedFile, responses=AttachedSerializer)
    def put(self, request: Request, pk: int) -> Response:
        """Say anew what it is, who may open it and what it bears out; the file stays."""
        attachment = self.thing(Attachment.objects.select_related("file", "achievement"), pk=pk)
        shape = DescribedFile(data=request.data)
        shape.is_valid(raise_exception=True)
        described = describe_attachment(attachment=attachment, by=request.actor, **shape.validated_data)
        return Response(AttachedSerializer(described).data)

    @extend_schema(operation_id="achievements_files_destroy", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Take it out of the draft; the trail keeps that it was there."""
        attachment = self.thing(Attachment.objects.select_related("file", "achievement"), pk=pk)
        detach_file(attachment=attachment, by=request.actor)
        return Response(status=status.HTTP_204_NO_CONTENT)
