"""Second looks at past audits for programs: the matter alone, without what was concluded, by whom, and why."""

from typing import Any

from django.db.models import F, QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from listings.api.audit import CheckSerializer, ConclusionShape, OpenCaseSerializer
from listings.api.checklist import LineSerializer, answers_sent, checklist
from listings.api.record import AchievementSerializer
from listings.forms.audit import SecondLookForm
from listings.permissions.audit import can_audit_listings, can_see_second_look
from listings.selectors.second_look import matter_of, second_looks, waiting_second_looks
from listings.services.audit import conclude_again
from tte.casework.api import CaseSerializer
from tte.casework.models import Reaudit
from tte.casework.services import claim_case
from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, listed, sent, shown


class MatterSerializer(AchievementSerializer):
    """The record without what has become of it."""

    class Meta(AchievementSerializer.Meta):
        fields = tuple(name for name in AchievementSerializer.Meta.fields if name != "state")


class SecondLookSerializer(serializers.ModelSerializer):
    case = CaseSerializer()

    class Meta:
        model = Reaudit
        fields: tuple[str, ...] = ("case", "drawn_at")


class OpenSecondLookSerializer(SecondLookSerializer):
    achievement = serializers.SerializerMethodField()
    checks = serializers.SerializerMethodField()
    checklist = serializers.SerializerMethodField(help_text="The lines that an approval answers")

    class Meta(SecondLookSerializer.Meta):
        fields = (*SecondLookSerializer.Meta.fields, "achievement", "checks", "checklist")

    @extend_schema_field(MatterSerializer)
    def get_achievement(self, look: Reaudit) -> dict:
        return MatterSerializer(matter_of(look)).data

    @extend_schema_field(CheckSerializer(many=True))
    def get_checks(self, look: Reaudit) -> list[dict]:
        return OpenCaseSerializer().get_checks(look.original.case)

    @extend_schema_field(LineSerializer(many=True))
    def get_checklist(self, look: Reaudit) -> list[dict]:
        return checklist(look.case)


def looks() -> QuerySet[Reaudit]:
    """A second look is called by the reference of its case."""
    return second_looks().annotate(reference=F("case__reference"))


def looked(_look: Reaudit, request: Request) -> dict[str, Any]:
    return cleaned(SecondLookForm(sent(request))) | {"answers": answers_sent(request)}


class OnLook(Door):
    rows, noun = staticmethod(looks), "reaudit"


class SecondLooksDoor(Door):
    door = staticmethod(can_audit_listings)
    get = listed(
        waiting_second_looks,
        SecondLookSerializer,
        operation_id="second_looks_list",
        says="Past audits drawn for a second look that one may take or has in hand, newest first.",
    )


class SecondLookDoor(OnLook):
    door = staticmethod(can_see_second_look)
    get = shown(
        OpenSecondLookSerializer,
        operation_id="second_looks_retrieve",
        says="The matter of one, blind: neither conclusion nor reasons nor names of the first audit.",
    )


class ClaimLookDoor(OnLook):
    door = staticmethod(can_see_second_look)
    post = act(claim_case, gives=SecondLookSerializer, on="case", says="Take it in hand.")


class ConcludeLookDoor(OnLook):
    door = staticmethod(can_see_second_look)
    post = act(
        conclude_again,
        ConclusionShape,
        SecondLookSerializer,
        reads=looked,
        says="Say what one would have concluded: `approve` with each line answered, or `refuse`; nothing follows.",
    )
