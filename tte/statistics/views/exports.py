from collections.abc import Iterable
from datetime import datetime
from typing import IO

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase

from tte.common.clock import now
from tte.common.doors import requires
from tte.feed.selectors import head
from tte.statistics.enums import ExportForm
from tte.statistics.exports import Stamp, copied, csv_of, head_of, xlsx_of
from tte.statistics.filters import Question, question_of
from tte.statistics.permissions import can_export_statistics
from tte.statistics.selectors.export_tables import EXPORT_TABLES, conditions_in_words, export_table, export_title
from tte.statistics.selectors.register import register_columns, register_rows, register_sql
from tte.statistics.services import record_export

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


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
    stamp = stamped(export_title(name), question, table.as_of, table.position)
    if form == ExportForm.XLSX:
        return workbook(xlsx_of(stamp, table.columns, table.rows), name, question)
    return csv_file(csv_of(form, stamp, table.columns, table.rows), name, form, question)


@requires(can_export_statistics)
def rows_export(request: HttpRequest) -> HttpResponseBase:
    """The registered contracts of a year, one a row, streamed."""
    form, question = form_of(request), question_of(request.GET)
    position, as_of, columns = head(), now(), register_columns()
    record_export(name="contracts", form=form, question=question, position=position, by=request.actor)
    stamp = stamped(export_title("contracts"), question, as_of, position)
    if form == ExportForm.XLSX:
        return workbook(xlsx_of(stamp, columns, register_rows(question)), "contracts", question)
    return csv_file(streamed_register(form, stamp, question), "contracts", form, question)


def streamed_register(form: str, stamp: Stamp, question: Question) -> Iterable[bytes]:
    yield head_of(form, stamp, register_columns()).encode()
    yield from copied(*register_sql(question, form))


def stamped(title: str, question: Question, as_of: datetime, position: int) -> Stamp:
    unit = "CNY 1 (yuan, 元)"
    return Stamp(title, as_of, position, conditions_in_words(question), unit, settings.TTE_RULE_SET)


def csv_file(chunks: Iterable[bytes], name: str, form: str, question: Question) -> HttpResponseBase:
    answer = StreamingHttpResponse(chunks, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}-{question.year}-{form}.csv"'
    return answer


def workbook(file: IO[bytes], name: str, question: Question) -> HttpResponseBase:
    return FileResponse(file, as_attachment=True, filename=f"{name}-{question.year}.xlsx", content_type=XLSX_TYPE)
