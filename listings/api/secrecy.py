"""The document of the secrecy review, for programs."""

from django.http import FileResponse, Http404
from rest_framework import serializers
from rest_framework.parsers import MultiPartParser

from listings.api.record import AchievementSerializer, OnAchievement
from listings.models import Achievement, CatalogueBatch
from listings.permissions.supply import can_edit_achievement, can_read_versions
from listings.services.file_reading import log_reading
from listings.services.secrecy import keep_secrecy_paper
from tte.accounts.actor import Actor
from tte.common.api_verbs import act, handed
from tte.files.serving import serve


class DocumentShape(serializers.Serializer):
    upload = serializers.FileField()


def document(matter: Achievement | CatalogueBatch, actor: Actor) -> FileResponse:
    if matter.secrecy.paper is None:
        raise Http404
    log_reading(file=matter.secrecy.paper, matter=matter, by=actor)
    return serve(matter.secrecy.paper)


class SecrecyDoor(OnAchievement):
    door = staticmethod(can_read_versions)
    get = handed(
        document,
        operation_id="achievements_secrecy",
        says="The document of the secrecy review (R8-02), for the holder and those who audit; 404 where none is yet.",
    )


class AttachSecrecyDoor(OnAchievement):
    door = staticmethod(can_edit_achievement)
    parser_classes = (MultiPartParser,)
    post = act(
        keep_secrecy_paper,
        DocumentShape,
        AchievementSerializer,
        says="Attach the document of the secrecy review to the draft (R8-02); another one takes its place.",
    )
