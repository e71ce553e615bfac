"""Imported results for programs: the act by which an institution makes an offer of one."""

from rest_framework import serializers

from listings.api.record import AchievementSerializer
from listings.forms.catalogue import CompleteForm
from listings.models import Achievement
from listings.permissions.catalogue import can_complete_record
from listings.selectors.catalogue import records
from listings.services.catalogue import complete_record
from tte.common.api import Door
from tte.common.api_verbs import act


class EntitledShape(serializers.Serializer):
    entitled = serializers.BooleanField(help_text="The institution holds it or may dispose of it for its holder")


class CompleteDoor(Door):
    door, rows, noun = staticmethod(can_complete_record), staticmethod(records), "achievement"
    post = act(
        complete_record,
        EntitledShape,
        AchievementSerializer,
        form=CompleteForm,
        makes=Achievement,
        says="Take a record of the catalogue as a draft of one's own, to be described, priced and submitted.",
    )
