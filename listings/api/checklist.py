"""The checklist of a case for programs: its lines as they stand, and the answers that come with a conclusion."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request

from tte.casework.enums import LineAnswer
from tte.casework.models import Case
from tte.casework.selectors.checklist import Answer, Line, lines_of
from tte.casework.services.checklist import LONGEST_NOTE
from tte.common.api_verbs import sent


class ProofSerializer(serializers.Serializer):
    name = serializers.CharField()
    passed = serializers.BooleanField()


class LineSerializer(serializers.Serializer):
    """One line that applies. Where the checks prove it nothing need be answered; another answer overrules them."""

    code = serializers.CharField()
    rule = serializers.CharField()
    name_zh = serializers.CharField(source="entry.name_zh")
    name_en = serializers.CharField(source="entry.name_en")
    is_proven = serializers.BooleanField()
    checks = ProofSerializer(many=True)


class AnswerToLine(serializers.Serializer):
    code = serializers.CharField(max_length=20)
    answer = serializers.ChoiceField(choices=LineAnswer.choices)
    note = serializers.CharField(
        max_length=LONGEST_NOTE, default="", allow_blank=True, help_text="Needed with `no` and against the checks"
    )

    def to_internal_value(self, data: Any) -> Answer:
        return Answer(**super().to_internal_value(data))


class AnsweredLineSerializer(serializers.Serializer):
    """A line as it was kept with a decision; `by` is who answered: the checks, a person, or nobody."""

    code = serializers.CharField()
    rule = serializers.CharField(allow_blank=True)
    name_zh = serializers.CharField(source="zh")
    name_en = serializers.CharField(source="en")
    since = serializers.DateField(help_text="The first day of this wording")
    answer = serializers.ChoiceField(choices=LineAnswer.choices, allow_blank=True)
    by = serializers.CharField(allow_blank=True)
    note = serializers.CharField(allow_blank=True)
    checks = ProofSerializer(many=True)


def answers_sent(request: Request) -> list[Answer]:
    """The answers that came with a conclusion."""
    shape = AnswerToLine(data=sent(request).get("answers", []), many=True)
    shape.is_valid(raise_exception=True)
    return list(shape.validated_data)


def checklist(case: Case | None) -> list[dict]:
    lines: list[Line] = lines_of(case) if case else []
    return LineSerializer(lines, many=True).data
