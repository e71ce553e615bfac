"""The review of the unit for its own system: send an achievement back, or give the undertakings and send it on."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.checklist import AnswerToLine, LineSerializer, checklist
from listings.api.record import AchievementSerializer, OnAchievement
from listings.permissions import can_review_achievement
from listings.selectors.achievement import achievements
from listings.selectors.unit_review import newest_review
from listings.services.achievement import forward_achievement, return_achievement
from listings.undertakings import Undertakings, current_undertakings
from tte.common.api_verbs import act


class ReturnShape(serializers.Serializer):
    reason = serializers.CharField(max_length=1000)


class ForwardShape(serializers.Serializer):
    undertakings = serializers.IntegerField(min_value=1, help_text="The version that was read and is given")
    answers = AnswerToLine(many=True, default=list)


class UndertakingsSerializer(serializers.Serializer):
    """What the seller undertakes with every listing (R3-34), and the checklist of the unit."""

    version = serializers.IntegerField()
    clauses_zh = serializers.SerializerMethodField()
    clauses_en = serializers.SerializerMethodField()
    checklist = serializers.SerializerMethodField()

    def get_clauses_zh(self, undertakings: Undertakings) -> list[str]:
        return undertakings.words("zh-hans")

    def get_clauses_en(self, undertakings: Undertakings) -> list[str]:
        return undertakings.words("en")

    @extend_schema_field(LineSerializer(many=True))
    def get_checklist(self, undertakings: Undertakings) -> list[dict]:
        return checklist(self.context["case"])


class ReturnDoor(OnAchievement):
    door = staticmethod(can_review_achievement)
    post = act(
        return_achievement,
        ReturnShape,
        AchievementSerializer,
        says="Send it back to its author with what is to be mended.",
    )


class ForwardDoor(OnAchievement):
    door = staticmethod(can_review_achievement)
    post = act(
        forward_achievement,
        ForwardShape,
        AchievementSerializer,
        says="Give the undertakings of the seller (R3-34) and send it to the exchange. An older version is refused.",
    )

    @extend_schema(operation_id="achievements_undertakings", responses=UndertakingsSerializer)
    def get(self, request: Request, code: str) -> Response:
        """The undertakings that are to be read before they are given, and the lines that are to be answered."""
        review = newest_review(self.thing(achievements(), code=code))
        case = {"case": review.case if review else None}
        return Response(UndertakingsSerializer(current_undertakings(), context=case).data)
