"""What the unit or an auditor asked of an achievement, and the answers of its author."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.models import Achievement
from listings.permissions.supply import can_edit_achievement, can_see_achievement
from listings.selectors.achievement import achievements
from listings.selectors.unit_review import asking_case
from listings.services.achievement import save_answered_draft
from tte.casework.api import CorrectionSerializer
from tte.casework.selectors.correction import asked_corrections
from tte.common.api import Door
from tte.common.api_verbs import shaped


class AnswerShape(serializers.Serializer):
    number = serializers.IntegerField(min_value=1, help_text="Of the correction")
    answer = serializers.CharField(max_length=1000)


class AnswersShape(serializers.Serializer):
    answers = AnswerShape(many=True)


class AskedCorrections(serializers.Serializer):
    results = CorrectionSerializer(many=True)


def asked(achievement: Achievement) -> Response:
    case = asking_case(achievement)
    rows = asked_corrections(case) if case else []
    return Response(AskedCorrections({"results": rows}).data)


class AskedDoor(Door):
    door = staticmethod(can_see_achievement)

    @extend_schema(operation_id="achievements_corrections", responses=AskedCorrections)
    def get(self, request: Request, code: str) -> Response:
        """What waits for an answer: mend the field, or say why it stays."""
        return asked(self.thing(achievements(), code=code))


class AnswersDoor(Door):
    door = staticmethod(can_edit_achievement)

    @extend_schema(request=AnswersShape, responses=AskedCorrections)
    def post(self, request: Request, code: str) -> Response:
        """Keep answers beside the fields; they are handed in with `submit`."""
        achievement = self.thing(achievements(), code=code)
        given = shaped(AnswersShape, request)["answers"]
        answers = {each["number"]: each["answer"] for each in given}
        return asked(save_answered_draft(achievement=achievement, answers=answers, by=request.actor))
