"""The review of the unit for its own system: send an achievement back, or give the undertakings and send it on."""

from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.checklist import AnswerToLine, LineSerializer, checklist
from listings.api.record import AchievementSerializer, OnAchievement
from listings.api.undertaking import UndertakingsSerializer
from listings.enums import UNIT_REVIEW
from listings.permissions.supply import can_review_achievement, can_review_achievements, can_work_unit_case
from listings.selectors.achievement import achievements
from listings.selectors.unit_review import newest_review, queued_reviews, unit_cases
from listings.services.achievement import forward_achievement, return_achievement
from listings.undertakings import Undertakings, current_undertakings
from tte.accounts.actor import Actor
from tte.casework.api import CaseSerializer
from tte.casework.models import Case
from tte.casework.services import claim_case, claim_next, release_case
from tte.common.api import Door
from tte.common.api_verbs import act, listed


class ReturnShape(serializers.Serializer):
    reason = serializers.CharField(max_length=1000)


class ForwardShape(serializers.Serializer):
    undertakings = serializers.IntegerField(min_value=1, help_text="The version that was read and is given")
    answers = AnswerToLine(many=True, default=list)


class ToForwardSerializer(UndertakingsSerializer):
    """What the seller undertakes with every listing (R3-34), and the checklist of the unit."""

    checklist = serializers.SerializerMethodField()

    @extend_schema_field(LineSerializer(many=True))
    def get_checklist(self, undertakings: Undertakings) -> list[dict]:
        return checklist(self.context["case"])


def claim_next_review(*, by: Actor) -> Case:
    return claim_next(kind=UNIT_REVIEW, by=by)


class OnReview(Door):
    rows, noun = staticmethod(unit_cases), "case"


class ReviewsDoor(Door):
    door = staticmethod(can_review_achievements)
    get = listed(
        queued_reviews,
        CaseSerializer,
        operation_id="unit_reviews_list",
        says="The reviews of the acting unit, newest first, closed ones too; `reference` is number and round.",
    )


class NextReviewDoor(Door):
    door = staticmethod(can_review_achievements)
    post = act(
        claim_next_review,
        gives=CaseSerializer,
        makes=Case,
        answers=200,
        says="Take the most urgent one that nobody has and that the officer neither wrote nor handed in.",
    )


class ClaimReviewDoor(OnReview):
    door = staticmethod(can_work_unit_case)
    post = act(claim_case, gives=CaseSerializer, says="Take it in hand.")


class ReleaseReviewDoor(OnReview):
    door = staticmethod(can_work_unit_case)
    post = act(release_case, gives=CaseSerializer, says="Put it back into the queue.")


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

    @extend_schema(operation_id="achievements_undertakings", responses=ToForwardSerializer)
    def get(self, request: Request, code: str) -> Response:
        """The undertakings that are to be read before they are given, and the lines that are to be answered."""
        review = newest_review(self.thing(achievements(), code=code))
        case = {"case": review.case if review else None}
        return Response(ToForwardSerializer(current_undertakings(), context=case).data)
