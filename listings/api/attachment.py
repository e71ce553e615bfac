"""The files of a draft, for programs."""

from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from listings.api.record import AttachedSerializer, OnAchievement
from listings.enums import AttachmentAudience, Evidence
from listings.models import Attachment
from listings.permissions.supply import can_edit_achievement, can_edit_part
from listings.selectors.parts import attachments
from listings.services.attachment import attach_file, describe_attachment, detach_file, raise_attachment
from tte.common.api import Door
from tte.common.api_verbs import act


class DescribedFile(serializers.Serializer):
    audience = serializers.ChoiceField(choices=AttachmentAudience.choices, default=AttachmentAudience.AUDITORS)
    evidence = serializers.ChoiceField(choices=Evidence.choices, default="", allow_blank=True)
    description = serializers.CharField(max_length=300, default="", allow_blank=True)


class AttachingSerializer(DescribedFile):
    upload = serializers.FileField()


class OnFile(Door):
    rows, noun = staticmethod(attachments), "attachment"


class FilesDoor(OnAchievement):
    door = staticmethod(can_edit_achievement)
    parser_classes = (MultiPartParser,)
    post = act(
        attach_file, AttachingSerializer, AttachedSerializer, makes=Attachment, says="Attach a file to the draft."
    )


class FileDoor(OnFile):
    door = staticmethod(can_edit_part)
    put = act(
        describe_attachment,
        DescribedFile,
        AttachedSerializer,
        operation_id="achievements_files_update",
        says="Say anew what it is, who may open it and what it bears out. A picture made public is drawn anew.",
    )
    delete = act(
        detach_file,
        operation_id="achievements_files_destroy",
        says="Take it out of the draft; the trail keeps that it was there.",
    )


class RaiseFileDoor(OnFile):
    door = staticmethod(can_edit_part)
    post = act(raise_attachment, gives=AttachedSerializer, says="Move it up by one place.")
