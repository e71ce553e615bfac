"""Imports of achievements after their rows have entered: for the institution, and for the office that decides on them.

Handing in a file, checking and entering it is at `imports/` (`tte/imports/api.py`).
"""

import re
from dataclasses import asdict
from typing import Any

import django_filters
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from listings.api.audit import CaseFilters, CheckSerializer, DecisionOnCase, checked
from listings.api.checklist import AnswerToLine, LineSerializer, answers_sent, checklist
from listings.api.record import SecrecySerializer
from listings.api.secrecy import DocumentShape, document
from listings.enums import BatchConclusion
from listings.models import CatalogueBatch, CatalogueEntry
from listings.permissions.audit import can_audit_case, can_audit_listings
from listings.permissions.catalogue import (
    can_attach_batch_paper,
    can_audit_batch,
    can_check_batch_again,
    can_list_batch_records,
    can_see_batch,
)
from listings.permissions.supply import can_review_achievements
from listings.presenting.batch_check import found_lines
from listings.presenting.catalogue_batch import conclusion_form
from listings.selectors.batch_check import finding_groups, findings_of, is_going_on, newest_check
from listings.selectors.catalogue import batches, batches_of, entries_of, import_cases, office_imports
from listings.services.batch_check import check_batch_again
from listings.services.catalogue import decide_batch
from listings.services.secrecy import keep_batch_paper
from tte.casework.api import CaseSerializer
from tte.casework.selectors import checks_owed, newest_run, results_of
from tte.casework.services import claim_case, release_case
from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, handed, listed, sent, shown
from tte.common.presence import present

PAGE = 100
PLACE = re.compile(r"\d{1,18}-\d{1,18}")


class CatalogueBatchSerializer(serializers.ModelSerializer):
    """What one import brought: one declaration of secrecy, one case, one decision for all of it (R8-02)."""

    source_batch = serializers.IntegerField(source="source_batch_id", help_text="Its key at `imports/`")
    holder = serializers.CharField(source="holder.code")
    entered_by = serializers.CharField(source="entered_by.name")
    secrecy = SecrecySerializer()

    class Meta:
        model = CatalogueBatch
        fields: tuple[str, ...] = (
            *("code", "state", "source_batch", "file_name", "holder", "entered_by", "entered_at", "source", "licence"),
            *("secrecy", "catalogued", "drafts", "held"),
        )


class FoundGroupSerializer(serializers.Serializer):
    """All findings of one check. What `holds` keeps its records back, unless the auditor lets it pass."""

    name = serializers.CharField()
    says = serializers.CharField()
    records = serializers.IntegerField()
    holds = serializers.BooleanField()
    unlooked = serializers.BooleanField(help_text="Nobody could look, at none of the records")


class RecordChecksSerializer(serializers.Serializer):
    going_on = serializers.BooleanField()
    checked = serializers.IntegerField(help_text="Records looked at so far")
    finished_at = serializers.DateTimeField(allow_null=True)
    groups = FoundGroupSerializer(many=True)


class OpenCatalogueBatchSerializer(CatalogueBatchSerializer):
    """With the checks of its records and of its files, and what was decided."""

    checks = serializers.SerializerMethodField(help_text="Of its records; null where nothing waits for a decision")
    files_owed = serializers.SerializerMethodField(help_text="While its files are looked at, nothing is decided")
    files = serializers.SerializerMethodField()
    decisions = serializers.SerializerMethodField()

    class Meta(CatalogueBatchSerializer.Meta):
        fields = (*CatalogueBatchSerializer.Meta.fields, "checks", "files_owed", "files", "decisions")

    @extend_schema_field(RecordChecksSerializer(allow_null=True))
    def get_checks(self, batch: CatalogueBatch) -> dict | None:
        run = newest_check(batch)
        if run is None:
            return None
        groups = [asdict(group) for group in finding_groups(run)] if run.finished_at else []
        said = {"going_on": is_going_on(run), "checked": run.checked, "finished_at": run.finished_at, "groups": groups}
        return RecordChecksSerializer(said).data

    def get_files_owed(self, batch: CatalogueBatch) -> bool:
        return batch.case is not None and checks_owed(batch.case)

    @extend_schema_field(CheckSerializer(many=True))
    def get_files(self, batch: CatalogueBatch) -> list[dict]:
        run = newest_run(batch.case) if batch.case else None
        results = results_of(run, present(batch.case).kind) if run else []
        return CheckSerializer([checked(row) for row in results], many=True).data

    @extend_schema_field(DecisionOnCase(many=True))
    def get_decisions(self, batch: CatalogueBatch) -> list[dict]:
        rows = batch.case.decisions.select_related("decided_by").order_by("pk") if batch.case else []
        return DecisionOnCase(rows, many=True).data


class RecordOfLineSerializer(serializers.ModelSerializer):
    """What a line of the file became; `code` is its key at `achievements/` and in the catalogue."""

    code = serializers.CharField(source="achievement.code")
    state = serializers.CharField(source="achievement.state")
    title_zh = serializers.CharField(source="achievement.title_zh")
    title_en = serializers.CharField(source="achievement.title_en")

    class Meta:
        model = CatalogueEntry
        fields = ("line", "code", "state", "title_zh", "title_en", "stated_holder", "number", "source_id")


class FoundOfRecordSerializer(serializers.Serializer):
    line = serializers.IntegerField()
    record = serializers.CharField(source="achievement.code")
    check = serializers.CharField(source="found.row.name")
    says = serializers.CharField(source="found.row.says")
    words = serializers.CharField(source="found.words", help_text="What it rests on, in the reader's language")
    holds = serializers.BooleanField()
    kept_back = serializers.BooleanField(help_text="It was kept back as a draft of the institution")


class FoundPart(serializers.Serializer):
    results = FoundOfRecordSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class ToDecideSerializer(serializers.Serializer):
    """What the conclusion answers, and the names that `let_pass` and `keep_back` may hold."""

    checklist = LineSerializer(many=True)
    let_pass = serializers.ListField(child=serializers.CharField())
    keep_back = serializers.ListField(child=serializers.CharField())


class BatchConclusionShape(serializers.Serializer):
    conclusion = serializers.ChoiceField(choices=BatchConclusion.choices)
    reason_code = serializers.CharField(max_length=10, default="", allow_blank=True)
    text = serializers.CharField(max_length=2000, default="", allow_blank=True)
    answers = AnswerToLine(many=True, default=list)
    let_pass = serializers.ListField(
        child=serializers.CharField(), default=list, help_text="Checks whose records are published all the same"
    )
    keep_back = serializers.ListField(
        child=serializers.CharField(), default=list, help_text="Checks whose records are kept back as well"
    )


class BatchFilters(django_filters.FilterSet):
    source_batch = django_filters.NumberFilter(help_text="Its key at `imports/`")

    class Meta:
        model = CatalogueBatch
        fields: list[str] = []


def concluded(batch: CatalogueBatch, request: Request) -> dict[str, Any]:
    return cleaned(conclusion_form(batch, sent(request))) | {"answers": answers_sent(request)}


class OnBatch(Door):
    rows, noun = staticmethod(batches), "batch"


class OnCase(Door):
    rows, noun = staticmethod(import_cases), "case"


class BatchesDoor(Door):
    door = staticmethod(can_review_achievements)
    get = listed(
        batches_of,
        CatalogueBatchSerializer,
        filters=BatchFilters,
        operation_id="catalogue_imports_list",
        says="The imports of the acting institution whose rows have entered, newest first.",
    )


class BatchDoor(OnBatch):
    door = staticmethod(can_see_batch)
    get = shown(
        OpenCatalogueBatchSerializer,
        operation_id="catalogue_imports_retrieve",
        says="One import, for its institution and for who may decide on it; to whose interests it touches it is 404.",
    )


class RecordsDoor(OnBatch):
    door = staticmethod(can_list_batch_records)
    get = listed(
        entries_of,
        RecordOfLineSerializer,
        operation_id="catalogue_imports_records",
        says="What its lines became, for the institution: the last of the file first.",
    )


class FindingsDoor(OnBatch):
    door = staticmethod(can_see_batch)

    @extend_schema(
        operation_id="catalogue_imports_findings",
        responses=FoundPart,
        parameters=[
            OpenApiParameter("after", str, description="Go on after this place: `next` of the answer before"),
            OpenApiParameter("check", str, description="`name` of one of the groups of its checks"),
        ],
    )
    def get(self, request: Request, code: str) -> Response:
        """What the checks have against its records, line by line. None is given while they go on."""
        batch = self.thing(batches(), code=code)
        run = newest_check(batch)
        done = run if run and run.finished_at else None
        check, after = (request.query_params.get(name, "") for name in ("check", "after"))
        if after and not PLACE.fullmatch(after):
            raise ValidationError({"after": [_("A place is `next` of the answer before")]})
        chosen = next((group for group in finding_groups(done) if group.name == check), None) if done else None
        if check and chosen is None:
            raise ValidationError({"check": [_("This check has found nothing")]})
        found = findings_of(done, chosen.name if chosen else "") if done else None
        lines, following = found_lines(request.actor, found, after, PAGE) if found is not None else ([], "")
        return Response(FoundPart({"results": lines, "next": following or None}).data)


class BatchSecrecyDoor(OnBatch):
    door = staticmethod(can_see_batch)
    get = handed(
        document,
        operation_id="catalogue_imports_secrecy",
        says="The document of the secrecy review of all its rows (R8-02); 404 where none is yet.",
    )


class AttachBatchSecrecyDoor(OnBatch):
    door = staticmethod(can_attach_batch_paper)
    parser_classes = (MultiPartParser,)
    post = act(
        keep_batch_paper,
        DocumentShape,
        OpenCatalogueBatchSerializer,
        operation_id="catalogue_imports_secrecy_attach",
        says="Attach the document of the secrecy review; another takes its place as long as nothing is decided.",
    )


class ImportCasesDoor(Door):
    door = staticmethod(can_audit_listings)
    get = listed(
        office_imports,
        CaseSerializer,
        filters=CaseFilters,
        operation_id="audit_imports_list",
        says="The imports that the acting office decides on, newest first, closed ones too; `reference` is the number.",
    )


class ClaimImportDoor(OnCase):
    door = staticmethod(can_audit_case)
    post = act(claim_case, gives=CaseSerializer, operation_id="audit_imports_claim", says="Take it in hand.")


class ReleaseImportDoor(OnCase):
    door = staticmethod(can_audit_case)
    post = act(
        release_case, gives=CaseSerializer, operation_id="audit_imports_release", says="Put it back into the queue."
    )


class CheckImportDoor(OnBatch):
    door = staticmethod(can_check_batch_again)
    post = act(
        check_batch_again,
        gives=OpenCatalogueBatchSerializer,
        answers=202,
        operation_id="audit_imports_check",
        says="Have the automatic checks run again over all its records and its files.",
    )


class DecideImportDoor(OnBatch):
    door = staticmethod(can_audit_batch)
    post = act(
        decide_batch,
        BatchConclusionShape,
        OpenCatalogueBatchSerializer,
        reads=concluded,
        operation_id="audit_imports_decide",
        says="Approve all of it, without what is kept back, or refuse it with a coded reason.",
    )

    @extend_schema(operation_id="audit_imports_to_decide", responses=ToDecideSerializer)
    def get(self, request: Request, code: str) -> Response:
        """The lines that are to be answered, and the checks that may be let pass or held against the records."""
        batch = self.thing(batches(), code=code)
        form = conclusion_form(batch)
        names = {
            name: [code for code, _word in form.fields[name].choices] if name in form.fields else []
            for name in ("let_pass", "keep_back")
        }
        return Response({"checklist": checklist(batch.case), **names})
