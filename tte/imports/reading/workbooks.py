"""Excel workbooks: looked through before another reader unpacks them, then read as values. Formulas are not run.

The look counts what is really there (bytes, rows, columns), since sizes that a file states may be false.
"""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import IO, NoReturn
from xml.parsers import expat

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from tte.imports.reading.shapes import Line, Problem, TableRefused, refuse_bytes, refuse_columns, refuse_rows

MOST_PARTS = 5000
MOST_TIMES = 100  # how many times its size a workbook may grow; those of real life grow ten or twenty times
SMALL = 10 * 1024 * 1024  # what unpacks to less than this may grow as it likes
EXACT = 10**15
MIDNIGHT = time()
BLOCK = 1 << 18
PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, OSError, EOFError),
    *(expat.ExpatError, ValueError, LookupError),
)


def look_through(content: IO[bytes]) -> dict[str, dict[int, str]]:
    """Refuse a workbook that would unpack to more than the limits, is damaged, or is not plain XML.

    Returns for each sheet the rows in which the result of a formula is an error, with the first such cell.
    """
    try:
        with zipfile.ZipFile(content) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS or any(part.compress_type not in PACKINGS for part in parts):
                _damaged()
            size, looks = 0, {}
            most = max(SMALL, MOST_TIMES * sum(part.compress_size for part in parts))
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")):
                    look = looks[part.filename] = _Look()
                    size = _look_at(archive, part, look, size, most)
    except BROKEN as broken:
        _damaged(broken)
    return _errors_by_sheet(looks)


def _damaged(cause: Exception | None = None) -> NoReturn:
    raise TableRefused(
        _("The workbook is damaged or protected by a password; save it again as .xlsx without one")
    ) from cause


def _look_at(archive: zipfile.ZipFile, part: zipfile.ZipInfo, look: "_Look", size: int, most: int) -> int:
    """Parse one part and count; returns the bytes unpacked so far, of which there may be so many."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = look.start
    parser.StartDoctypeDeclHandler = look.refuse_doctype
    with archive.open(part) as stream:
        while block := stream.read(BLOCK):
            size += len(block)
            refuse_bytes(size)
            if size > most:
                raise TableRefused(_("The workbook would grow to more than %(times)s times its size"), times=MOST_TIMES)
            parser.Parse(block)
    parser.Parse(b"", True)
    return size


def _errors_by_sheet(looks: dict[str, "_Look"]) -> dict[str, dict[int, str]]:
    """Names of sheets lead to their parts over the relations of the workbook."""
    book, relations = looks.get("xl/workbook.xml"), looks.get("xl/_rels/workbook.xml.rels")
    if book is None or relations is None:
        return {}
    paths = {name: relations.targets.get(key, "").lstrip("/") for name, key in book.sheets.items()}
    found = {name: looks.get(path) or looks.get(f"xl/{path}") for name, path in paths.items()}
    return {name: look.errors for name, look in found.items() if look is not None}


class _Look:
    """What one part holds: its furthest row and column, counted as the reader counts, its cells or shared texts."""

    def __init__(self) -> None:
        self.row = self.column = self.count = self.last_row = self.last_column = 0
        self.errors: dict[int, str] = {}
        self.sheets: dict[str, str] = {}
        self.targets: dict[str, str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        tag = name.rpartition(" ")[2]
        if tag == "row":
            self.row, self.column = int(attributes.get("r") or self.row + 1), 0
            self.reach()
        elif tag == "c":
            self.cell(attributes)
        elif tag == "si":
            self.count += 1
            self.refuse_cells(self.count)
        elif tag == "sheet":
            key = next((value for each, value in attributes.items() if each.endswith(" id")), "")
            self.sheets[attributes.get("name", "")] = key
        elif tag == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")

    def cell(self, attributes: dict[str, str]) -> None:
        place = attributes.get("r", "")
        letters = place.rstrip("0123456789")
        self.column = _column(letters) if letters else self.column + 1
        self.row = int(place[len(letters) :] or self.row)
        self.count += 1
        self.reach()
        if attributes.get("t") == "e":
            self.errors.setdefault(self.row, place)

    def reach(self) -> None:
        self.last_row, self.last_column = max(self.last_row, self.row), max(self.last_column, self.column)
        refuse_rows(self.last_row - 1)
        refuse_columns(self.last_column)
        self.refuse_cells(max(self.count, self.last_row * self.last_column))

    def refuse_cells(self, count: int) -> None:
        if count > settings.TTE_IMPORT_CELLS:
            limit = f"{settings.TTE_IMPORT_CELLS:,}"
            raise TableRefused(_("The workbook has more than %(limit)s cells; split it"), limit=limit)

    def refuse_doctype(self, *_given: object) -> None:
        _damaged()


def _column(letters: str) -> int:
    number = 0
    for letter in letters[:4]:
        number = number * 26 + ord(letter.upper()) - 64
    return number


def sheet_names(content: IO[bytes]) -> list[str]:
    """The visible sheets with something on them, in their order."""
    content.seek(0)
    try:
        book = CalamineWorkbook.from_filelike(content)
        visible = [
            each.name
            for each in book.sheets_metadata
            if each.typ == SheetTypeEnum.WorkSheet and each.visible == SheetVisibleEnum.Visible
        ]
        found = [each for each in visible if book.get_sheet_by_name(each).height]
    except (CalamineError, ValueError, OSError) as broken:
        _damaged(broken)
    except BaseException as broken:  # the reader's own crash is no Exception
        if type(broken).__name__ != "PanicException":
            raise
        _damaged()
    if not found:
        raise TableRefused(_("The file has no rows"))
    return found


def open_sheet(content: IO[bytes], name: str) -> CalamineSheet:
    """The sheet of this name."""
    content.seek(0)
    try:
        return CalamineWorkbook.from_filelike(content).get_sheet_by_name(name)
    except (CalamineError, ValueError, OSError) as broken:
        _damaged(broken)
    except BaseException as broken:  # the reader's own crash is no Exception
        if type(broken).__name__ != "PanicException":
            raise
        _damaged()


def records(content: IO[bytes], name: str) -> Iterator[Line]:
    """The rows of the sheet with something on them, under their number in the sheet."""
    sheet = open_sheet(content, name)
    for number, values in enumerate(sheet.iter_rows(), 1):
        cells, problem = [], None
        for value in values:
            cells.append(_text(value))
            if isinstance(value, float | int) and abs(value) >= EXACT:
                problem = Problem(
                    _("%(number)s is a figure of more than 15 digits, so Excel has lost the last; make it text"),
                    {"number": cells[-1]},
                )
        if any(cells):
            yield Line(number, cells, problem)


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == MIDNIGHT else value.isoformat(" ", "seconds")
    if isinstance(value, date | time):
        return value.isoformat()
    return "" if value is None else str(value)
