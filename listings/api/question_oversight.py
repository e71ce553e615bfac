"""What the sides of a conversation have against each other, and what the exchange does about it, for programs."""

from rest_framework import serializers

from listings.api.question import GroundShape, OnQuestion, QuestionSerializer
from listings.forms.question import ReportForm, SettleForm, StopForm
from listings.models import QuestionReport
from listings.permissions.question import can_answer_question, can_oversee_question, can_report_question
from listings.services.question_oversight import (
    block_asker,
    lift_block,
    report_question,
    restore_question,
    settle_report,
    stop_question,
)
from tte.common.api_verbs import act


class ReportSerializer(serializers.ModelSerializer):
    class Meta:
        model = QuestionReport
        fields = ("ground", "text", "reported_at", "finding", "settled_at")


class FindingShape(serializers.Serializer):
    text = serializers.CharField(max_length=500, help_text="The person who reported it reads this")


class ReportDoor(OnQuestion):
    door = staticmethod(can_report_question)
    post = act(
        report_question,
        GroundShape,
        ReportSerializer,
        form=ReportForm,
        makes=QuestionReport,
        says="Ask the exchange to look at it, on a ground of the list `message_ground`; the other side is not told.",
    )


class BlockDoor(OnQuestion):
    door = staticmethod(can_answer_question)
    post = act(block_asker, gives=QuestionSerializer, says="Take no more messages of this organisation.")
    delete = act(lift_block, says="Take messages of this organisation again.")


class SettleReportsDoor(OnQuestion):
    door = staticmethod(can_oversee_question)
    post = act(
        settle_report,
        FindingShape,
        QuestionSerializer,
        form=SettleForm,
        says="Say what was found; each side that reported it is told.",
    )


class StopDoor(OnQuestion):
    door = staticmethod(can_oversee_question)
    post = act(
        stop_question,
        GroundShape,
        QuestionSerializer,
        form=StopForm,
        says="Take its words from the public page, on a ground of the list `message_ground`; both sides are told.",
    )


class RestoreDoor(OnQuestion):
    door = staticmethod(can_oversee_question)
    post = act(restore_question, gives=QuestionSerializer, says="Let it stand again as it stood; both sides are told.")
