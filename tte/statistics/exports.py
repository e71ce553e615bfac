"""Files of statistics. CSV comes in two forms: `raw` holds every value exactly; `sheet` begins with a byte-order mark
and marks text that a spreadsheet would calculate (`tte/common/spreadsheets.py`). XLSX cells are typed, so nothing in
them is calculated."""

import csv
import io
import queue
import tempfile
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO

import xlsxwriter
from django.conf import settings
from django.db import connection
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tte.common import formats
from tte.common.errors import DomainError
from tte.common.spreadsheets import guarded
from tte.statistics.enums import ExportForm

BOM = "\ufeff"
CHUNK = 64 * 1024
XLSX_ROWS = 1_048_000


class TooManyRows(DomainError):
    code = "too_many_rows"


@dataclass(frozen=True)
class Stamp:
    """What stands at the head of every file: when and up to where it is true, what was chosen, in which unit."""

    title: str
    as_of: datetime
    position: int
    filters: str
    unit: str
    rule_set: str

    def lines(self) -> list[tuple[str, str]]:
        moment = formats.moment(self.as_of, get_language() or "", zone=settings.TTE_TIME_ZONE)
        return [
            (_("Content"), self.title),
            (_("As of"), moment),
            (_("Feed position"), str(self.position)),
            (_("Conditions"), self.filters),
            (_("Unit of amounts"), self.unit),
            (_("Rule set"), self.rule_set),
        ]


@dataclass(frozen=True)
class Column:
    """A column of a file: its name for programs (raw), its name for people, and whether it holds free text."""

    key: str
    name: str


Value = str | int | Decimal | date | None


def head_of(form: str, stamp: Stamp, columns: Sequence[Column]) -> str:
    """The lines before the data: the stamp, each line marked with #, then the names of the columns."""
    out = io.StringIO()
    out.write(BOM if form == ExportForm.CSV_SHEET else "")
    writer = csv.writer(out)
    for name, value in stamp.lines():
        writer.writerow([f"# {name}: {value}"])
    writer.writerow([column.key if form == ExportForm.CSV_RAW else column.name for column in columns])
    return out.getvalue()


def csv_of(form: str, stamp: Stamp, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> Iterator[bytes]:
    """A small table as CSV."""
    yield head_of(form, stamp, columns).encode()
    out = io.StringIO()
    writer = csv.writer(out)
    for row in rows:
        sheet = form == ExportForm.CSV_SHEET
        writer.writerow([guarded(value) if sheet and isinstance(value, str) else value for value in row])
    yield out.getvalue().encode()


def xlsx_of(stamp: Stamp, columns: Sequence[Column], rows: Iterable[Sequence[Value]]) -> IO[bytes]:
    """A workbook in a file of its own, written row by row: the data, and a sheet that says what they are."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 the response that sends it closes it
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(file, {**options, "in_memory": False})
    bold = book.add_format({"bold": True})
    money = book.add_format({"num_format": "#,##0.00"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(_("Data"))
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.write_string(0, at, column.name, bold)
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > XLSX_ROWS:
            raise TooManyRows(_("A workbook holds at most %(rows)s rows; take the CSV file"), rows=XLSX_ROWS)
        for at, value in enumerate(row):
            write_cell(sheet, number, at, value, money, day)
    about = book.add_worksheet(_("About"))
    for at, (name, value) in enumerate([*stamp.lines(), (_("Rows"), str(number))]):
        about.write_string(at, 0, name, bold)
        about.write_string(at, 1, value)
    book.close()
    file.seek(0)
    return file


def write_cell(sheet, row: int, at: int, value: Value, money, day) -> None:
    """By type, never by look: text stays text whatever it begins with."""
    if isinstance(value, str):
        sheet.write_string(row, at, value)
    elif isinstance(value, date):
        sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001 a date has no zone
    elif isinstance(value, Decimal):
        sheet.write_number(row, at, value, money)
    elif value is not None:
        sheet.write_number(row, at, value)


class Pipe:
    """Between the thread that copies out of PostgreSQL and the response: few chunks wait, and a reader who left ends
    it."""

    def __init__(self) -> None:
        self.chunks: queue.Queue[bytes | BaseException | None] = queue.Queue(maxsize=8)
        self.gone = threading.Event()
        self.held = bytearray()

    def write(self, data: bytes) -> int:
        self.held += data
        if len(self.held) >= CHUNK:
            self.flush()
        return len(data)

    def flush(self) -> None:
        if self.held:
            self.put(bytes(self.held))
            self.held.clear()

    def put(self, chunk: bytes | BaseException | None) -> None:
        while not self.gone.is_set():
            try:
                self.chunks.put(chunk, timeout=0.5)
                return
            except queue.Full:
                continue
        raise BrokenPipeError("The reader of the export has left")


def copied(sql: str, values: Sequence[object]) -> Iterator[bytes]:
    """The rows of a query as CSV, streamed by COPY from a connection of its own; memory does not grow with the rows."""
    pipe = Pipe()
    thread = threading.Thread(target=_copy, args=[pipe, sql, values], daemon=True)
    thread.start()
    try:
        while (chunk := pipe.chunks.get()) is not None:
            if isinstance(chunk, BaseException):
                raise chunk
            yield chunk
    finally:
        pipe.gone.set()
        thread.join()


def copy_into(pipe: Pipe, sql: str, values: Sequence[object]) -> None:
    with connection.cursor() as cursor:
        bound = cursor.mogrify(sql, values).decode()
        cursor.copy_expert(f"COPY ({bound}) TO STDOUT WITH (FORMAT csv)", pipe)
    pipe.flush()
    pipe.put(None)


def _copy(pipe: Pipe, sql: str, values: Sequence[object]) -> None:
    try:
        copy_into(pipe, sql, values)
    except BrokenPipeError:
        return
    except BaseException as fault:  # noqa: BLE001 whatever it is, the response must hear of it and break off
        pipe.put(fault)
    finally:
        connection.close()
