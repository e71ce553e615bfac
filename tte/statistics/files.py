"""The register of a year as a file, one contract a row: at once where it is small, as long work where it is large."""

import shutil
from collections.abc import Iterable, Iterator
from typing import IO

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from tte.accounts.actor import Actor
from tte.common.clock import now
from tte.common.spreadsheets import CSV_TYPE, XLSX_TYPE, Value, xlsx_of
from tte.feed.selectors import head
from tte.longwork.keeping import scratch
from tte.longwork.kinds import Outcome, Progress, Result, Steps, work_kind
from tte.longwork.models import Work
from tte.longwork.progress import Report
from tte.longwork.selectors import actor_of
from tte.longwork.services import start_work
from tte.statistics.enums import ExportForm
from tte.statistics.exports import Stamp, copied, head_of, names_of
from tte.statistics.filters import Question
from tte.statistics.selectors.export_tables import export_title, stamp_of
from tte.statistics.selectors.register import register_columns, register_count, register_rows, register_sql
from tte.statistics.services import record_export

REGISTER = "statistics.register"
TYPES = {
    ExportForm.CSV_RAW: CSV_TYPE,
    ExportForm.CSV_SHEET: CSV_TYPE,
    ExportForm.XLSX: XLSX_TYPE,
}


def taken_register(*, question: Question, form: str, by: Actor) -> Stamp:
    """Write down who takes the register of a year in `form`, and give the stamp of the file that follows."""
    position, as_of = head(), now()
    record_export(name="contracts", form=form, question=question, position=position, by=by)
    return stamp_of(export_title("contracts"), question, as_of, position)


def csv_register(form: str, stamp: Stamp, question: Question) -> Iterator[bytes]:
    """The register as CSV, streamed out of the database."""
    yield head_of(form, stamp, register_columns()).encode()
    yield from copied(*register_sql(question, form))


def xlsx_register(stamp: Stamp, rows: Iterable[tuple[Value, ...]]) -> IO[bytes]:
    return xlsx_of(stamp.lines(), names_of(register_columns()), rows)


def ask_register_file(*, question: Question, form: str, by: Actor) -> Work:
    """Have the file prepared while the person does something else."""
    title = format_lazy("{title} {year}", title=_("Register of technology contracts"), year=question.year)
    arguments = {"form": form, **question.stated}
    return start_work(kind=REGISTER, by=by, arguments=arguments, title=title)


@work_kind(REGISTER, title=_("Register of technology contracts"))
def prepare_register_file(work: Work) -> Steps:
    """The same file as at once, byte for byte but for its stamp. It is written anew when the work was broken off."""
    form = work.arguments["form"]
    question = Question(int(work.arguments["year"]), work.arguments["region"], work.arguments["side"])
    rows = register_count(question)
    yield Progress(0, rows, phase=_("writing the file"))
    stamp = taken_register(question=question, form=form, by=actor_of(work))
    path = scratch(work) / "register"
    report = Report(work)
    with path.open("wb") as target:
        if form == ExportForm.XLSX:
            with xlsx_register(stamp, counted(register_rows(question), report)) as book:
                shutil.copyfileobj(book, target)
        else:
            done = 0
            for chunk in csv_register(form, stamp, question):
                target.write(chunk)
                done = min(rows, done + chunk.count(b"\n"))
                report(done)
    ending = "xlsx" if form == ExportForm.XLSX else f"{form}.csv"
    name = f"contracts-{question.year}.{ending}"
    return Outcome(_("%(count)s rows"), {"count": rows}, result=Result(path, name, TYPES[ExportForm(form)]))


def counted(rows: Iterable[tuple[Value, ...]], report: Report) -> Iterator[tuple[Value, ...]]:
    for done, row in enumerate(rows):
        if done % 1000 == 0:
            report(done)
        yield row
