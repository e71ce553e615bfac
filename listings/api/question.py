"""Questions and answers for programs: what everybody reads, one's conversations, asking, answering; as on the pages."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.listing import OnListing
from listings.enums import QuestionAudience, QuestionState
from listings.forms.question import AskForm, DeclineForm, WriteForm
from listings.models import Message, Question
from listings.permissions.question import (
    can_answer_question,
    can_ask_about,
    can_open_questions,
    can_see_question,
    can_write,
    is_asker,
)
from listings.permissions.supply import can_view_listing
from listings.selectors.listing import listings
from listings.selectors.question import asks_audience, is_answer, public_questions, questions, questions_seen_by
from listings.services.question import ask_question, decline_question, withdraw_question, write_message
from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, listed, sent, shown


class PublicAnswer(serializers.Serializer):
    text = serializers.CharField()
    written_at = serializers.DateTimeField()


class PublicQuestionSerializer(serializers.Serializer):
    """Never who asked. Of one that the exchange has stopped there is its ground and no word."""

    pk = serializers.IntegerField()
    question = serializers.CharField()
    asked_at = serializers.DateTimeField()
    answers = PublicAnswer(many=True, help_text="The first is the answer, the others are additions")
    stopped = serializers.CharField(help_text="Why the exchange has stopped it; empty where it stands")


class PublicQuestions(serializers.Serializer):
    results = PublicQuestionSerializer(many=True)
    waiting = serializers.IntegerField(help_text="Public questions that the holder has not answered yet")


class MessageSerializer(serializers.ModelSerializer):
    by_holder = serializers.SerializerMethodField()

    class Meta:
        model = Message
        fields = ("pk", "by_holder", "text", "written_at")

    def get_by_holder(self, message: Message) -> bool:
        return is_answer(message, self.context["listing"])


class QuestionLine(serializers.ModelSerializer):
    listing = serializers.CharField(source="listing.code")
    organisation = serializers.CharField(source="organisation.code", help_text="Who asks")

    class Meta:
        model = Question
        fields: tuple[str, ...] = ("pk", "listing", "organisation", "audience", "state", "asked_at", "due_at")


class QuestionSerializer(QuestionLine):
    messages = serializers.SerializerMethodField()

    class Meta(QuestionLine.Meta):
        fields = (*QuestionLine.Meta.fields, "reason_code", "messages")

    @extend_schema_field(MessageSerializer(many=True))
    def get_messages(self, question: Question) -> list:
        """From the first word to the last."""
        rows = question.messages.order_by("pk")
        return MessageSerializer(rows, many=True, context={"listing": question.listing}).data


class QuestionShape(serializers.Serializer):
    audience = serializers.ChoiceField(choices=QuestionAudience.choices)
    text = serializers.CharField(max_length=2000, help_text="No e-mail address and no telephone number")


class GroundShape(serializers.Serializer):
    reason_code = serializers.CharField(max_length=10, help_text="A code of the list of reasons for this act")
    text = serializers.CharField(max_length=500, default="", allow_blank=True)


class MessageShape(serializers.Serializer):
    text = serializers.CharField(max_length=2000, help_text="No e-mail address and no telephone number")
    upon = serializers.IntegerField(help_text="`pk` of the last message you have read")
    audience = serializers.ChoiceField(
        choices=QuestionAudience.choices,
        required=False,
        help_text="Who reads the first answer to a public question; everybody where it is left out",
    )


class QuestionConditions(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=QuestionState.choices)
    audience = django_filters.ChoiceFilter(choices=QuestionAudience.choices)
    listing = django_filters.CharFilter(field_name="listing__code", max_length=20)

    class Meta:
        model = Question
        fields: list[str] = []


class PublicQuestionsDoor(Door):
    door = staticmethod(can_view_listing)

    @extend_schema(operation_id="listings_questions", responses=PublicQuestions)
    def get(self, request: Request, code: str) -> Response:
        """What was asked about a listing before everybody and is answered, newest first."""
        shown = public_questions(self.thing(listings(), code=code))
        return Response(PublicQuestions({"results": shown.rows, "waiting": shown.waiting}).data)


def written(question: Question, request: Request) -> dict[str, Any]:
    return cleaned(WriteForm(sent(request), asks_audience=asks_audience(question)))


class OnQuestion(Door):
    rows, noun = staticmethod(questions), "question"


class AskQuestionDoor(OnListing):
    door = staticmethod(can_ask_about)
    post = act(
        ask_question,
        QuestionShape,
        QuestionSerializer,
        form=AskForm,
        makes=Question,
        operation_id="listings_ask_create",
        says="Put a question to the holder; the same one sent again while it waits is one.",
    )


class QuestionsDoor(Door):
    door = staticmethod(can_open_questions)
    get = listed(
        questions_seen_by,
        QuestionLine,
        filters=QuestionConditions,
        operation_id="questions_list",
        says="The conversations that you may read: asked by your organisation, put to it, or overseen by it.",
    )


class QuestionDoor(OnQuestion):
    door = staticmethod(can_see_question)
    get = shown(
        QuestionSerializer,
        operation_id="questions_retrieve",
        says="One conversation with its messages. It is marked as read by no program.",
    )


class WriteDoor(OnQuestion):
    door = staticmethod(can_write)
    post = act(
        write_message,
        MessageShape,
        QuestionSerializer,
        reads=written,
        operation_id="questions_answer_create",
        says="Answer it as its holder, or write on in private; 409 `written_meanwhile` where somebody was faster.",
    )


class DeclineDoor(OnQuestion):
    door = staticmethod(can_answer_question)
    post = act(
        decline_question,
        GroundShape,
        QuestionSerializer,
        form=DeclineForm,
        says="Decline to answer, on a ground of the list `question_refusal`; the asker is told.",
    )


class WithdrawQuestionDoor(OnQuestion):
    door = staticmethod(is_asker)
    post = act(withdraw_question, gives=QuestionSerializer, says="Take one's question back while it is not answered.")
