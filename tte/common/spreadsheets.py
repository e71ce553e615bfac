"""Tables as files that a spreadsheet opens and calculates nothing in: text stays text whatever it begins with.

A CSV for people begins with a byte-order mark and puts an apostrophe before text that would be calculated: text that
begins with = + - @, a tab or a return, after no apostrophe or some. To read it back, take one apostrophe from such a
cell. XLSX cells are typed. Lines about the file stand before the data of a CSV, marked with #, and on a sheet of their
own in XLSX.
"""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import IO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from tte.common.clock import official_zone
from tte.common.errors import DomainError

BOM = "\ufeff"
MARK = "'"
CALCULATED = re.compile(r"'*[=+\-@\t\r]")
XLSX_ROWS = 1_048_000
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": False,
}

Value = str | int | Decimal | date | datetime | None
About = Sequence[tuple[str, str]]


class TooManyRows(DomainError):
    code = "too_many_rows"


def guarded(text: str) -> str:
    """Text as the spreadsheet form writes it; everything else stays as it is."""
    return f"{MARK}{text}" if CALCULATED.match(text) else text


def csv_head(about: About, names: Sequence[str], *, for_people: bool) -> str:
    """The lines before the data: what the file is, each line marked with #, then the names of the columns."""
    out = io.StringIO()
    out.write(BOM if for_people else "")
    writer = csv.writer(out)
    for name, value in about:
        writer.writerow([f"# {name}: {value}"])
    writer.writerow(names)
    return out.getvalue()


def csv_lines(rows: Iterable[Sequence[Value]], *, for_people: bool) -> Iterator[str]:
    """One line a row."""
    for row in rows:
        out = io.StringIO()
        csv.writer(out).writerow([_csv_cell(value, for_people) for value in row])
        yield out.getvalue()


def _csv_cell(value: Value, for_people: bool) -> Value:
    if isinstance(value, datetime):
        return value.astimezone(official_zone()).strftime("%Y-%m-%d %H:%M:%S")
    return guarded(value) if for_people and isinstance(value, str) else value


def xlsx_of(about: About, names: Sequence[str], rows: Iterable[Sequence[Value]]) -> IO[bytes]:
    """A workbook in a file of its own, written row by row: the data, and a sheet that says what they are."""
    file = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 the response that sends it closes it
    book = xlsxwriter.Workbook(file, OPTIONS)
    bold = book.add_format({"bold": True})
    formats = {
        Decimal: book.add_format({"num_format": "#,##0.00"}),
        date: book.add_format({"num_format": "yyyy-mm-dd"}),
        datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
    }
    sheet = book.add_worksheet(_("Data"))
    sheet.freeze_panes(1, 0)
    for at, name in enumerate(names):
        sheet.write_string(0, at, name, bold)
    number = 0
    for number, row in enumerate(rows, start=1):
        if number > XLSX_ROWS:
            raise TooManyRows(_("A workbook holds at most %(rows)s rows; take the CSV file"), rows=XLSX_ROWS)
        for at, value in enumerate(row):
            _write_cell(sheet, number, at, value, formats)
    sheet_about = book.add_worksheet(_("About"))
    for at, (name, value) in enumerate([*about, (_("Rows"), str(number))]):
        sheet_about.write_string(at, 0, name, bold)
        sheet_about.write_string(at, 1, value)
    book.close()
    file.seek(0)
    return file


def _write_cell(sheet: Worksheet, row: int, at: int, value: Value, formats: dict[type, Format]) -> None:
    """By type, never by look."""
    if isinstance(value, str):
        sheet.write_string(row, at, value)
    elif isinstance(value, datetime):
        local = value.astimezone(official_zone()).replace(tzinfo=None)
        sheet.write_datetime(row, at, local, formats[datetime])
    elif isinstance(value, date):
        sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), formats[date])  # noqa: DTZ001
    elif isinstance(value, Decimal):
        sheet.write_number(row, at, value, formats[Decimal])
    elif value is not None:
        sheet.write_number(row, at, value)
