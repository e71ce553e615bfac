"""The pictures of a draft, for programs."""

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.record import PictureSerializer
from listings.models import Picture
from listings.permissions import can_edit_achievement, can_edit_part
from listings.selectors.achievement import achievements
from listings.services.picture import add_picture, choose_cover, describe_picture, drop_picture
from tte.common.api import KEY, Door, made_once
from tte.common.requests import content_digest


class DescribedPicture(serializers.Serializer):
    alt_zh = serializers.CharField(max_length=200, default="", allow_blank=True)
    alt_en = serializers.CharField(max_length=300, default="", allow_blank=True)


class AddingPicture(DescribedPicture):
    upload = serializers.FileField(help_text="PNG, JPEG or WebP; it is drawn anew, without place and camera")


class PicturesDoor(Door):
    door = staticmethod(can_edit_achievement)
    parser_classes = (MultiPartParser,)

    @extend_schema(request=AddingPicture, responses={201: PictureSerializer}, parameters=[KEY])
    def post(self, request: Request, code: str) -> Response:
        """Add a picture to the draft; the first one is its cover."""
        achievement = self.thing(achievements(), code=code)
        shape = AddingPicture(data=request.data)
        shape.is_valid(raise_exception=True)
        given = shape.validated_data
        picture = made_once(
            request,
            "achievement.add_picture",
            body=given | {"achievement": code, "upload": content_digest(given["upload"])},
            act=lambda: add_picture(achievement=achievement, by=request.actor, **given),
            made=Picture,
        )
        return Response(PictureSerializer(picture).data, status=status.HTTP_201_CREATED)


class PictureDoor(Door):
    door = staticmethod(can_edit_part)

    @extend_schema(operation_id="achievements_pictures_update", request=DescribedPicture, responses=PictureSerializer)
    def put(self, request: Request, pk: int) -> Response:
        """Say anew in words what it shows."""
        picture = self.thing(pictures(), pk=pk)
        shape = DescribedPicture(data=request.data)
        shape.is_valid(raise_exception=True)
        described = describe_picture(picture=picture, by=request.actor, **shape.validated_data)
        return Response(PictureSerializer(described).data)

    @extend_schema(operation_id="achievements_pictures_destroy", responses={204: None})
    def delete(self, request: Request, pk: int) -> Response:
        """Take it out of the draft; where it was the cover, the next one is."""
        drop_picture(picture=self.thing(pictures(), pk=pk), by=request.actor)
        return Response(status=status.HTTP_204_NO_CONTENT)


class CoverDoor(Door):
    door = staticmethod(can_edit_part)

    @extend_schema(request=None, responses=PictureSerializer)
    def post(self, request: Request, pk: int) -> Response:
        """Make it the one cover."""
        picture = choose_cover(picture=self.thing(pictures(), pk=pk), by=request.actor)
        return Response(PictureSerializer(picture).data)


def pictures() -> QuerySet[Picture]:
    return Picture.objects.select_related("file", "achievement")
