"""The pictures of a draft, for programs."""

from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from listings.api.record import OnAchievement, PictureSerializer
from listings.models import Picture
from listings.permissions.supply import can_edit_achievement, can_edit_part
from listings.selectors.parts import pictures
from listings.services.picture import add_picture, choose_cover, describe_picture, drop_picture, raise_picture
from tte.common.api import Door
from tte.common.api_verbs import act


class DescribedPicture(serializers.Serializer):
    alt_zh = serializers.CharField(max_length=200, default="", allow_blank=True)
    alt_en = serializers.CharField(max_length=300, default="", allow_blank=True)


class AddingPicture(DescribedPicture):
    upload = serializers.FileField(help_text="PNG, JPEG or WebP; it is drawn anew, without place and camera")


class OnPicture(Door):
    rows, noun = staticmethod(pictures), "picture"


class PicturesDoor(OnAchievement):
    door = staticmethod(can_edit_achievement)
    parser_classes = (MultiPartParser,)
    post = act(
        add_picture,
        AddingPicture,
        PictureSerializer,
        makes=Picture,
        says="Add a picture to the draft; the first one is its cover.",
    )


class PictureDoor(OnPicture):
    door = staticmethod(can_edit_part)
    put = act(
        describe_picture,
        DescribedPicture,
        PictureSerializer,
        operation_id="achievements_pictures_update",
        says="Say anew in words what it shows.",
    )
    delete = act(
        drop_picture,
        operation_id="achievements_pictures_destroy",
        says="Take it out of the draft; where it was the cover, the next one is.",
    )


class CoverDoor(OnPicture):
    door = staticmethod(can_edit_part)
    post = act(choose_cover, gives=PictureSerializer, says="Make it the one cover.")


class RaisePictureDoor(OnPicture):
    door = staticmethod(can_edit_part)
    post = act(raise_picture, gives=PictureSerializer, says="Move it up by one place.")
