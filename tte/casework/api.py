"""Cases of every kind for programs of an office: notes, handing over, assigning, and the marks of corrections."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from tte.accounts.models import User
from tte.casework.forms import AssignForm, HandOverForm, NoteForm
from tte.casework.models import Case, CaseNote, Correction
from tte.casework.permissions import can_assign_case, can_open_case, can_open_correction, can_read_case
from tte.casework.selectors.correction import corrections
from tte.casework.selectors.people import loads_of
from tte.casework.services import assign_case, hand_over_case
from tte.casework.services.correction import close_correction, drop_correction
from tte.casework.services.note import write_note
from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, sent, shown


class CaseSerializer(serializers.ModelSerializer):
    """A case as the queue shows it: to everybody of the office, also to whom it is closed (R8-31)."""

    case = serializers.IntegerField(source="pk", help_text="Its key at `cases/`")
    applicant = serializers.CharField(source="applicant.code")
    claimed_by = serializers.CharField(source="claimed_by.name", default=None, allow_null=True)

    class Meta:
        model = Case
        fields: tuple[str, ...] = (
            *("case", "reference", "state", "title_zh", "title_en", "applicant", "opened_at"),
            *("due_at", "due_provisional", "due_rule_id", "claimed_at", "claimed_by", "closed_at"),
        )


class CorrectionSerializer(serializers.ModelSerializer):
    class Meta:
        model = Correction
        fields = (
            "pk",
            "number",
            "field",
            "text",
            "state",
            "old_value",
            "answer",
            "new_value",
            "answered_at",
            "closed_at",
        )


class NoteSerializer(serializers.ModelSerializer):
    written_by = serializers.CharField(source="written_by.name")

    class Meta:
        model = CaseNote
        fields = ("text", "written_by", "written_at")


class ColleagueSerializer(serializers.Serializer):
    pk = serializers.IntegerField(source="person.pk")
    name = serializers.CharField(source="person.name")
    in_hand = serializers.IntegerField()


class WorkedCaseSerializer(CaseSerializer):
    """A case with what the people of its office say of it; its matter is behind the door of its kind."""

    notes = serializers.SerializerMethodField()
    colleagues = serializers.SerializerMethodField(help_text="Who may take it, the least busy first")

    class Meta(CaseSerializer.Meta):
        fields = (*CaseSerializer.Meta.fields, "kind", "notes", "colleagues")

    @extend_schema_field(NoteSerializer(many=True))
    def get_notes(self, case: Case) -> list[dict]:
        return NoteSerializer(case.notes.select_related("written_by").order_by("pk"), many=True).data

    @extend_schema_field(ColleagueSerializer(many=True))
    def get_colleagues(self, case: Case) -> list[dict]:
        return ColleagueSerializer(loads_of(case), many=True).data


class NoteShape(serializers.Serializer):
    text = serializers.CharField(max_length=2000)


class AssignShape(serializers.Serializer):
    colleague = serializers.IntegerField(help_text="`pk` among the colleagues of the case")


class HandOverShape(AssignShape):
    text = serializers.CharField(max_length=2000, required=False, help_text="What the colleague should know")


def cases() -> QuerySet[Case]:
    return Case.objects.select_related("applicant", "office", "claimed_by")


def colleagues(case: Case) -> list[User]:
    return [load.person for load in loads_of(case)]


def handed_over(case: Case, request: Request) -> dict[str, Any]:
    return cleaned(HandOverForm(sent(request), colleagues=colleagues(case)))


def assigned(case: Case, request: Request) -> dict[str, Any]:
    return cleaned(AssignForm(sent(request), colleagues=colleagues(case)))


class OnCase(Door):
    rows, noun = staticmethod(cases), "case"


class OnCorrection(Door):
    rows, noun = staticmethod(corrections), "correction"


class CaseDoor(OnCase):
    door = staticmethod(can_read_case)
    get = shown(
        WorkedCaseSerializer,
        operation_id="cases_retrieve",
        says="A case of the acting office, whatever its kind; to whose interests it touches it is 404.",
    )


class NotesDoor(OnCase):
    door = staticmethod(can_open_case)
    post = act(
        write_note,
        NoteShape,
        NoteSerializer,
        form=NoteForm,
        makes=CaseNote,
        says="Keep a note among the people of the office; the party never reads it.",
    )


class HandOverDoor(OnCase):
    door = staticmethod(can_open_case)
    post = act(
        hand_over_case,
        HandOverShape,
        CaseSerializer,
        reads=handed_over,
        says="Hand what one has in hand to a colleague, who is told.",
    )


class AssignDoor(OnCase):
    door = staticmethod(can_assign_case)
    post = act(
        assign_case,
        AssignShape,
        CaseSerializer,
        reads=assigned,
        says="Give it to one of the office, as its head; whoever had it is told as well.",
    )


class CloseCorrectionDoor(OnCorrection):
    door = staticmethod(can_open_correction)
    post = act(close_correction, gives=CorrectionSerializer, says="Be content with what was answered to a mark.")


class DropCorrectionDoor(OnCorrection):
    door = staticmethod(can_open_correction)
    post = act(drop_correction, gives=CorrectionSerializer, says="Take a mark back before it was put to the applicant.")
