from collections.abc import Iterable
from typing import IO

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from tte.common.doors import requires
from tte.common.spreadsheets import xlsx_of
from tte.statistics.enums import ExportForm
from tte.statistics.exports import csv_of, names_of
from tte.statistics.files import TYPES, ask_register_file, csv_register, taken_register, xlsx_register
from tte.statistics.filters import Question, question_of
from tte.statistics.permissions import can_export_statistics
from tte.statistics.selectors.export_tables import EXPORT_TABLES, export_table, export_title, stamp_of
from tte.statistics.selectors.register import register_count, register_rows
from tte.statistics.services import record_export


def form_of(request: HttpRequest) -> str:
    given = request.GET.get("form", ExportForm.CSV_RAW)
    if given not in ExportForm.values:
        raise Http404
    return given


@requires(can_export_statistics)
def table_export(request: HttpRequest, name: str) -> HttpResponseBase:
    """One standard table of a year, complete, with its totals checked against its parts."""
    if name not in EXPORT_TABLES:
        raise Http404
    form, question = form_of(request), question_of(request.GET)
    table = export_table(name, question)
    record_export(name=name, form=form, question=question, position=table.position, by=request.actor)
    stamp = stamp_of(export_title(name), question, table.as_of, table.position)
    if form == ExportForm.XLSX:
        return workbook(xlsx_of(stamp.lines(), names_of(table.columns), table.rows), name, question)
    return csv_file(csv_of(form, stamp, table.columns, table.rows), name, form, question)


@requires(can_export_statistics)
def rows_export(request: HttpRequest) -> HttpResponseBase:
    """The registered contracts of a year, one a row: a small file at once, a large one by POST as long work."""
    form, question = form_of(request), question_of(request.GET)
    if request.method == "POST":
        return redirect("longwork:job", pk=ask_register_file(question=question, form=form, by=request.actor).pk)
    rows = register_count(question)
    if rows > settings.TTE_EXPORT_AT_ONCE:
        return render(request, "statistics/market/large_file.html", {"rows": rows, "question": question})
    stamp = taken_register(question=question, form=form, by=request.actor)
    if form == ExportForm.XLSX:
        return workbook(xlsx_register(stamp, register_rows(question)), "contracts", question)
    return csv_file(csv_register(form, stamp, question), "contracts", form, question)


def csv_file(chunks: Iterable[bytes], name: str, form: str, question: Question) -> HttpResponseBase:
    answer = StreamingHttpResponse(chunks, content_type=TYPES[ExportForm.CSV_RAW])
    answer["Content-Disposition"] = f'attachment; filename="{name}-{question.year}-{form}.csv"'
    return answer


def workbook(file: IO[bytes], name: str, question: Question) -> HttpResponseBase:
    kind = TYPES[ExportForm.XLSX]
    return FileResponse(file, as_attachment=True, filename=f"{name}-{question.year}.xlsx", content_type=kind)
