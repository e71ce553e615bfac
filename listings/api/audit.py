"""The audit for an exchange's own system: the queue, a case with its checks and corrections, the acts of its page."""

from typing import Any

import django_filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.request import Request

from listings.api.checklist import AnsweredLineSerializer, AnswerToLine, LineSerializer, answers_sent, checklist
from listings.api.record import AchievementSerializer
from listings.enums import LISTING_AUDIT, AuditConclusion
from listings.forms.audit import AuditForm
from listings.permissions.audit import can_audit_case, can_audit_listings, can_check_again, can_see_audits
from listings.selectors.audit import audit_cases, office_cases
from listings.services.audit import decide_achievement
from listings.services.check import check_again
from tte.accounts.actor import Actor
from tte.casework.api import CaseSerializer, CorrectionSerializer
from tte.casework.enums import CaseState
from tte.casework.models import Case, Correction, Decision
from tte.casework.permissions import can_read_case
from tte.casework.selectors import ResultRow, checks_owed, newest_run, results_of
from tte.casework.selectors.correction import corrections_of
from tte.casework.services import claim_case, claim_next, release_case
from tte.casework.services.correction import mark_field
from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, listed, sent, shown


class CheckSerializer(serializers.Serializer):
    """One automatic check of the newest run. What nobody could look at is neither passed nor failed."""

    name = serializers.CharField()
    says = serializers.CharField()
    rule = serializers.CharField()
    passed = serializers.BooleanField()
    unchecked = serializers.BooleanField()
    evidence = serializers.DictField()


class NotRunSerializer(serializers.Serializer):
    """A check that gave no answer: nobody had looked, or it broke."""

    name = serializers.CharField()
    rule = serializers.CharField(allow_blank=True)
    name_zh = serializers.CharField(source="zh")
    name_en = serializers.CharField(source="en")


class DecisionOnCase(serializers.ModelSerializer):
    decided_by = serializers.CharField(source="decided_by.name")
    lines = serializers.SerializerMethodField()
    not_run = serializers.SerializerMethodField(help_text="The checks that had given no answer")

    class Meta:
        model = Decision
        fields = ("step", "conclusion", "reason_code", "text", "lines", "not_run", "decided_by", "decided_at")

    @extend_schema_field(NotRunSerializer(many=True))
    def get_not_run(self, decision: Decision) -> list[dict]:
        return NotRunSerializer(decision.not_run, many=True).data

    @extend_schema_field(AnsweredLineSerializer(many=True))
    def get_lines(self, decision: Decision) -> list[dict]:
        return AnsweredLineSerializer(decision.points, many=True).data


class OpenCaseSerializer(CaseSerializer):
    """A case with what is judged and what is known of it."""

    achievement = AchievementSerializer()
    checks_owed = serializers.SerializerMethodField(help_text="While a run of checks is to be done, nothing is decided")
    checks = serializers.SerializerMethodField()
    corrections = serializers.SerializerMethodField()
    decisions = serializers.SerializerMethodField()
    checklist = serializers.SerializerMethodField(help_text="The lines that an approval answers")

    class Meta(CaseSerializer.Meta):
        fields = (
            *CaseSerializer.Meta.fields,
            *("achievement", "checks_owed", "checks", "corrections", "decisions", "checklist"),
        )

    def get_checks_owed(self, case: Case) -> bool:
        return checks_owed(case)

    @extend_schema_field(CheckSerializer(many=True))
    def get_checks(self, case: Case) -> list[dict]:
        run = newest_run(case)
        return CheckSerializer([checked(row) for row in results_of(run, case.kind)] if run else [], many=True).data

    @extend_schema_field(CorrectionSerializer(many=True))
    def get_corrections(self, case: Case) -> list[dict]:
        return CorrectionSerializer(corrections_of(case), many=True).data

    @extend_schema_field(DecisionOnCase(many=True))
    def get_decisions(self, case: Case) -> list[dict]:
        rows = case.decisions.select_related("decided_by").order_by("pk")
        return DecisionOnCase(rows, many=True).data

    @extend_schema_field(LineSerializer(many=True))
    def get_checklist(self, case: Case) -> list[dict]:
        return checklist(case)


def checked(row: ResultRow) -> dict[str, Any]:
    return {
        "name": row.name,
        "says": str(row.says),
        "rule": row.rule,
        "passed": row.passed,
        "unchecked": "unchecked" in row.evidence,
        "evidence": row.evidence,
    }


class ConclusionShape(serializers.Serializer):
    conclusion = serializers.ChoiceField(choices=AuditConclusion.choices)
    reason_code = serializers.CharField(max_length=10, default="", allow_blank=True)
    text = serializers.CharField(max_length=2000, default="", allow_blank=True)
    answers = AnswerToLine(many=True, default=list)


class MarkShape(serializers.Serializer):
    field = serializers.CharField(
        max_length=60,
        help_text="A field of the record, a set of rows (`shares`) or one (`shares.2`), `notice.sale_at`",
    )
    text = serializers.CharField(max_length=1000)


class CaseFilters(django_filters.FilterSet):
    state = django_filters.ChoiceFilter(choices=CaseState.choices)
    reference = django_filters.CharFilter(max_length=40)
    applicant = django_filters.CharFilter(field_name="applicant__code", max_length=40)
    due_before = django_filters.IsoDateTimeFilter(field_name="due_at", lookup_expr="lt")

    class Meta:
        model = Case
        fields: list[str] = []


def judged(_case: Case, request: Request) -> dict[str, Any]:
    return cleaned(AuditForm(sent(request))) | {"answers": answers_sent(request)}


def claim_next_audit(*, by: Actor) -> Case:
    return claim_next(kind=LISTING_AUDIT, by=by)


class OnCase(Door):
    rows, noun = staticmethod(audit_cases), "case"


class CasesDoor(Door):
    door = staticmethod(can_see_audits)
    get = listed(
        office_cases,
        CaseSerializer,
        filters=CaseFilters,
        operation_id="audit_cases",
        says="The cases of the acting office, newest first, closed ones too.",
    )


class CaseDoor(OnCase):
    door = staticmethod(can_read_case)
    get = shown(
        OpenCaseSerializer,
        operation_id="audit_case",
        says="One case: the record, the checks, what was asked and decided. To whose interests it touches it is 404.",
    )


class ClaimDoor(OnCase):
    door = staticmethod(can_audit_case)
    post = act(claim_case, gives=CaseSerializer, says="Take it in hand.")


class ReleaseDoor(OnCase):
    door = staticmethod(can_audit_case)
    post = act(release_case, gives=CaseSerializer, says="Put it back into the queue.")


class NextDoor(Door):
    door = staticmethod(can_audit_listings)
    post = act(
        claim_next_audit,
        gives=CaseSerializer,
        makes=Case,
        answers=200,
        says="Take the most urgent case that nobody has and in which the auditor has no part.",
    )


class ChecksDoor(OnCase):
    door = staticmethod(can_check_again)
    post = act(
        check_again,
        gives=CaseSerializer,
        answers=202,
        says="Have the automatic checks run again; `checks_owed` of the case says when they are done.",
    )


class MarksDoor(OnCase):
    door = staticmethod(can_audit_case)
    post = act(
        mark_field,
        MarkShape,
        CorrectionSerializer,
        makes=Correction,
        says="Mark a field that is to be mended; it is put to the applicant with the correction that is asked for.",
    )


class DecideDoor(OnCase):
    door = staticmethod(can_audit_case)
    post = act(
        decide_achievement,
        ConclusionShape,
        CaseSerializer,
        reads=judged,
        on="achievement",
        says="Approve (and list), ask for a correction, or refuse. The same checklist and reasons as on the page.",
    )
