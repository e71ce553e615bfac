"""Files on their way in, for programs: handed in, checked, entered, and what is wrong with their lines."""

import re
from typing import Any

from django.http import FileResponse, Http404
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from tte.common.api import Door
from tte.common.api_verbs import act, cleaned, handed, listed, shaped, shown
from tte.imports.enums import Mode
from tte.imports.forms import UploadForm, options_form, options_given
from tte.imports.kinds import ImportKind, kinds_for
from tte.imports.models import Batch
from tte.imports.permissions import can_import, can_open_batch
from tte.imports.presenting import fault_groups, fault_rows, is_busy, shows_faults, summary_rows
from tte.imports.selectors import all_batches, batches_of, kind_of, row_of, sample_lines
from tte.imports.services.batch import discard_batch, make_batch
from tte.imports.services.entry import conclude_batch, start_check, start_entering, stop_batch
from tte.imports.serving import handed_bad_rows, handed_template
from tte.longwork.api import WorkSerializer

PAGE = 100
PLACE = re.compile(r"\d{1,18}-\d{1,18}")


class ChoiceOfWord(serializers.Serializer):
    code = serializers.CharField()
    name = serializers.CharField()


class FieldOfKindSerializer(serializers.Serializer):
    code = serializers.CharField()
    label = serializers.CharField()
    required = serializers.BooleanField()
    help = serializers.CharField()


class SheetOfKindSerializer(serializers.Serializer):
    code = serializers.CharField()
    title = serializers.CharField()
    columns = FieldOfKindSerializer(source="fields", many=True)


class QuestionOfKindSerializer(serializers.Serializer):
    """What is said once for a file of this kind, sent beside it under this name."""

    name = serializers.CharField()
    label = serializers.CharField()
    required = serializers.BooleanField()
    choices = ChoiceOfWord(many=True)


class ImportKindSerializer(serializers.Serializer):
    """A kind of file: the columns it may have, its further sheets, and what is asked once for all its rows."""

    code = serializers.CharField()
    title = serializers.CharField()
    columns = FieldOfKindSerializer(source="fields", many=True)
    sheets = SheetOfKindSerializer(many=True)
    questions = serializers.SerializerMethodField()

    @extend_schema_field(QuestionOfKindSerializer(many=True))
    def get_questions(self, kind: ImportKind) -> list[dict]:
        form = options_form(kind)
        return [
            {
                "name": name,
                "label": str(field.label),
                "required": field.required,
                "choices": [{"code": str(code), "name": str(word)} for code, word in getattr(field, "choices", ())],
            }
            for name, field in (form.fields.items() if form else ())
        ]


class ImportSerializer(serializers.ModelSerializer):
    """A file on its way in. While `is_busy`, `work` says how far its check or its entry is."""

    file = serializers.CharField(source="source.name")
    sha256 = serializers.CharField(source="source.sha256")
    rows = serializers.IntegerField(source="shape.rows", default=0, help_text="Lines below the headings")
    made_by = serializers.CharField(source="made_by.name")
    is_busy = serializers.SerializerMethodField()
    work = WorkSerializer(allow_null=True)

    class Meta:
        model = Batch
        fields: tuple[str, ...] = (
            *("pk", "kind", "state", "file", "sha256", "rows", "made_at", "made_by", "is_busy", "work", "mode"),
            *("row_count", "refused_count", "warned_count", "entered_count", "entered_at"),
        )

    def get_is_busy(self, batch: Batch) -> bool:
        return is_busy(batch)


class ColumnSerializer(serializers.Serializer):
    heading = serializers.CharField()
    field = serializers.CharField(allow_blank=True, help_text="What it is read as; empty where it is left out")


class ReasonSerializer(serializers.Serializer):
    """All findings of one reason; `key` is a condition of `findings/`."""

    key = serializers.CharField()
    field = serializers.CharField()
    label = serializers.CharField()
    sentence = serializers.CharField()
    lines = serializers.IntegerField()
    warning = serializers.BooleanField(help_text="It is shown and lets the row in")
    sheet = serializers.CharField()


class FigureSerializer(serializers.Serializer):
    label = serializers.CharField()
    at_check = serializers.CharField()
    at_end = serializers.CharField()


class OpenImportSerializer(ImportSerializer):
    """With its columns, what was found by reason, and its figures at the check and at the end."""

    columns = serializers.SerializerMethodField(help_text="In the order of the file, counted from 0")
    reasons = serializers.SerializerMethodField()
    figures = serializers.SerializerMethodField()

    class Meta(ImportSerializer.Meta):
        fields = (*ImportSerializer.Meta.fields, "columns", "reasons", "figures")

    @extend_schema_field(ColumnSerializer(many=True))
    def get_columns(self, batch: Batch) -> list[dict]:
        read_as = {place: code for code, place in batch.columns.items()}
        headings = enumerate(batch.shape["headings"])
        return [{"heading": heading, "field": read_as.get(place, "")} for place, heading in headings]

    @extend_schema_field(ReasonSerializer(many=True))
    def get_reasons(self, batch: Batch) -> list[dict]:
        return ReasonSerializer(fault_groups(batch) if shows_faults(batch) else [], many=True).data

    @extend_schema_field(FigureSerializer(many=True))
    def get_figures(self, batch: Batch) -> list[dict]:
        rows = summary_rows(batch)
        return [{"label": label, "at_check": before, "at_end": after} for label, before, after in rows]


class HandedInShape(serializers.Serializer):
    """Beside the two stands what the kind asks, each answer under its name."""

    kind = serializers.CharField(max_length=60, help_text="One of `imports/kinds/`")
    upload = serializers.FileField(help_text="CSV, Excel (.xlsx) or JSON lines, plain or packed as .gz")


class ColumnsShape(serializers.Serializer):
    columns = serializers.DictField(
        child=serializers.IntegerField(min_value=0),
        required=False,
        help_text="Field → place of its column, counted from 0. Without it the columns are read as they stand",
    )


class ModeShape(serializers.Serializer):
    mode = serializers.ChoiceField(choices=Mode.choices)


class FindingOfLineSerializer(serializers.Serializer):
    """`line` is that of the sheet, where a further one is named."""

    line = serializers.IntegerField()
    sheet = serializers.CharField()
    field = serializers.CharField()
    label = serializers.CharField()
    sentence = serializers.CharField()
    given = serializers.CharField(help_text="What stood there")
    warning = serializers.BooleanField()


class FindingsPart(serializers.Serializer):
    results = FindingOfLineSerializer(many=True)
    next = serializers.CharField(allow_null=True)


class ReadRowSerializer(serializers.Serializer):
    line = serializers.IntegerField()
    values = serializers.DictField(child=serializers.CharField(allow_blank=True), help_text="By field; empty left out")


class ReadRows(serializers.Serializer):
    results = ReadRowSerializer(many=True)


def importable(request: Request, code: str) -> ImportKind | None:
    return next((kind for kind in kinds_for(request.actor) if kind.code == code), None)


def handed_in(_thing: None, request: Request) -> dict[str, Any]:
    """The file and what its kind asks, read by the forms of the page."""
    kind = importable(request, shaped(HandedInShape, request)["kind"])
    if kind is None:
        raise ValidationError({"kind": [_("There is no such kind of import")]})
    options = options_form(kind, request.data)
    if options is not None:
        cleaned(options)
    upload = cleaned(UploadForm(request.data, request.FILES))["upload"]
    return {"kind": kind.code, "upload": upload, "options": options_given(options)}


def columns_named(batch: Batch, request: Request) -> dict[str, Any]:
    columns = shaped(ColumnsShape, request).get("columns", batch.columns)
    unknown = set(columns) - {field.code for field in kind_of(batch).fields}
    if unknown:
        raise ValidationError({"columns": [f"{name}: {_('There is no such field')}" for name in sorted(unknown)]})
    return {"columns": columns}


class OnImport(Door):
    rows, noun = staticmethod(all_batches), "batch"
    door = staticmethod(can_open_batch)


class KindsDoor(Door):
    door = staticmethod(can_import)

    @extend_schema(operation_id="imports_kinds", responses=ImportKindSerializer(many=True))
    def get(self, request: Request) -> Response:
        """The kinds of file that one may bring in for the acting organisation."""
        return Response(ImportKindSerializer(kinds_for(request.actor), many=True).data)


class TemplateDoor(Door):
    door = staticmethod(can_import)

    @extend_schema(operation_id="imports_template", responses={(200, "application/octet-stream"): OpenApiTypes.BINARY})
    def get(self, request: Request, kind: str) -> FileResponse:
        """The workbook of the kind with its columns, their notes and an example in each."""
        found = importable(request, kind)
        if found is None:
            raise Http404
        return handed_template(found)


class ImportsDoor(Door):
    door = staticmethod(can_import)
    parser_classes = (MultiPartParser,)
    get = listed(
        batches_of,
        ImportSerializer,
        operation_id="imports_list",
        says="What the acting organisation brought in or is about to, newest first.",
    )
    post = act(
        make_batch,
        HandedInShape,
        OpenImportSerializer,
        reads=handed_in,
        makes=Batch,
        operation_id="imports_create",
        says="Hand in a file. Its columns are guessed or remembered; nothing enters before it was checked.",
    )


class ImportDoor(OnImport):
    get = shown(OpenImportSerializer, operation_id="imports_retrieve", says="Its state, and what was found in it.")


class RowsDoor(OnImport):
    @extend_schema(operation_id="imports_rows", responses=ReadRows)
    def get(self, request: Request, pk: int) -> Response:
        """The first lines of the file as its columns read them, to see before the check that they are read well."""
        batch = self.thing(all_batches(), pk=pk)
        read = [row_of(line, kind_of(batch), batch.columns) for line in sample_lines(batch)]
        rows = [{"line": row.line, "values": {code: cell for code, cell in row.values.items() if cell}} for row in read]
        return Response(ReadRows({"results": rows}).data)


class FindingsDoor(OnImport):
    @extend_schema(
        operation_id="imports_findings",
        responses=FindingsPart,
        parameters=[
            OpenApiParameter("after", str, description="Go on after this place: `next` of the answer before"),
            OpenApiParameter("reason", str, description="`key` of one of the `reasons` of the import"),
        ],
    )
    def get(self, request: Request, pk: int) -> Response:
        """What is wrong, line by line, in the reader's language; none is shown while they are being found."""
        batch = self.thing(all_batches(), pk=pk)
        reason, after = (request.query_params.get(name, "") for name in ("reason", "after"))
        if after and not PLACE.fullmatch(after):
            raise ValidationError({"after": [_("A place is `next` of the answer before")]})
        groups = fault_groups(batch) if shows_faults(batch) else []
        chosen = next((group for group in groups if group.key == reason), None)
        if reason and chosen is None:
            raise ValidationError({"reason": [_("Nothing was found for this reason")]})
        rows, following = fault_rows(batch, chosen, after, PAGE) if groups else ([], "")
        return Response(FindingsPart({"results": rows, "next": following or None}).data)


class BadRowsDoor(OnImport):
    get = handed(
        lambda batch, actor: handed_bad_rows(batch),
        operation_id="imports_bad_rows",
        says="The refused lines as a workbook with their reasons, to be corrected and handed in; 404 where none is.",
    )


class CheckDoor(OnImport):
    post = act(
        start_check,
        ColumnsShape,
        OpenImportSerializer,
        reads=columns_named,
        answers=202,
        operation_id="imports_check",
        says="Let a worker check every row. The columns are remembered for the next file with these headings.",
    )


class EnterDoor(OnImport):
    post = act(
        start_entering,
        ModeShape,
        OpenImportSerializer,
        answers=202,
        operation_id="imports_enter",
        says="Let a worker enter the rows: all or none, or the valid ones. Faulty rows with `all` are 409 `bad_rows`.",
    )


class StopDoor(OnImport):
    post = act(
        stop_batch,
        gives=OpenImportSerializer,
        operation_id="imports_stop",
        says="Stop the work on it at the end of its present part; what is in stays in.",
    )


class ConcludeDoor(OnImport):
    post = act(
        conclude_batch,
        gives=OpenImportSerializer,
        operation_id="imports_conclude",
        says="Leave a partly entered file at what is in: the rest of its rows will not follow.",
    )


class DiscardDoor(OnImport):
    post = act(
        discard_batch,
        gives=OpenImportSerializer,
        operation_id="imports_discard",
        says="Withdraw a file of which nothing has entered; nothing of it will.",
    )
