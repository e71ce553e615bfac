"""Workbooks we hand out: the template of a kind, a sample with planted faults, the bad rows of a batch.

Every cell is written as text in a column formatted as text: nothing is calculated, and long numbers keep their digits.
"""

import re
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

import xlsxwriter
from django.utils import translation
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from tte.common.languages import is_chinese
from tte.imports.faults import WITHHELD, said
from tte.imports.further import further_lines
from tte.imports.kinds import Field, ImportKind, Sheet
from tte.imports.mapping import REASONS
from tte.imports.models import Batch, BatchFault
from tte.imports.reading.tables import UNSOUND
from tte.imports.selectors import file_lines, kind_of, refused_lines, row_of, withheld_lines

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_CELL, LONGEST_LIST, LONGEST_MESSAGE = 32_767, 255, 255
LISTED_ROWS = 10_000
INK, PAPER, ASKED, WRONG = "#1B2428", "#EEF2F1", "#DCE9E7", "#F6E3CF"
NAME = re.compile(r"[\[\]:*?/\\']")


class Looks:
    """The formats of a workbook."""

    def __init__(self, book: Workbook) -> None:
        head = {"bold": True, "font_color": INK, "bottom": 2, "valign": "top", "text_wrap": True, "num_format": "@"}
        self.head: Format = book.add_format({**head, "bg_color": PAPER})
        self.asked: Format = book.add_format({**head, "bg_color": ASKED})
        self.text: Format = book.add_format({"num_format": "@", "valign": "top"})
        self.wrong: Format = book.add_format({"num_format": "@", "valign": "top", "bg_color": WRONG})
        self.prose: Format = book.add_format({"valign": "top", "text_wrap": True})


def write_template(kind: ImportKind, language: str, rows: list[list[str]] | None = None) -> Path:
    """A workbook with the headings of the kind in `language`, required ones marked, notes on a sheet of their own."""
    path = _new_file()
    with translation.override(language), xlsxwriter.Workbook(str(path), OPTIONS) as book:
        looks = Looks(book)
        sheet = book.add_worksheet(_sheet_name(str(kind.title)))
        sheet.freeze_panes(1, 0)
        for place, field in enumerate(kind.fields):
            sheet.set_column(place, place, _width(field), looks.text)
            sheet.write_string(0, place, heading_of(field), looks.asked if field.required else looks.head)
            _help(sheet, place, field)
        examples = list(template_rows(kind, language)) if rows is None else []
        _write_rows(sheet, examples or rows or [], looks)
        for further in kind.sheets:
            _write_further(book, further, looks, language, with_examples=bool(examples))
        _write_notes(book.add_worksheet(_("Notes")), kind, looks, language)
    return path


def _write_rows(sheet: Worksheet, rows: Iterable[list[str]], looks: Looks) -> None:
    for number, cells in enumerate(rows, 1):
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell, looks.text)


def _write_further(book: Workbook, further: Sheet, looks: Looks, language: str, *, with_examples: bool) -> None:
    """The headings of a further sheet, with its examples: they belong to the first row of the table."""
    sheet = book.add_worksheet(_sheet_name(str(further.title)))
    sheet.freeze_panes(1, 0)
    for place, field in enumerate(further.fields):
        sheet.set_column(place, place, _width(field), looks.text)
        sheet.write_string(0, place, heading_of(field), looks.asked if field.required else looks.head)
        _help(sheet, place, field)
    count = max(len(field.examples) for field in further.fields) if with_examples else 0
    rows = ([_example(field, number, language) for field in further.fields] for number in range(count))
    _write_rows(sheet, rows, looks)


def template_rows(kind: ImportKind, language: str) -> Iterator[list[str]]:
    """An example row, and a second one where columns exclude each other. None where a column has no example."""
    if all(field.examples for field in kind.fields):
        for number in range(2 if any("" in field.examples for field in kind.fields) else 1):
            yield [_example(field, number, language) for field in kind.fields]


def heading_of(field: Field) -> str:
    return f"{field.label} *" if field.required else str(field.label)


def _width(field: Field) -> int:
    longest = max((len(each) for example in field.examples for each in example), default=0)
    return max(14, min(48, 2 * len(str(field.label)) + 4, 60), min(48, longest))


def _help(sheet: Worksheet, place: int, field: Field) -> None:
    """The words that Excel shows beside a chosen cell, and the list where only some values may stand."""
    message = {"input_title": str(field.label)[:32], "input_message": str(field.help)[:LONGEST_MESSAGE]}
    if field.choices and len(",".join(field.choices)) <= LONGEST_LIST:
        sheet.data_validation(
            1, place, LISTED_ROWS, place, {"validate": "list", "source": list(field.choices), **message}
        )
    elif field.help:
        sheet.data_validation(1, place, LISTED_ROWS, place, {"validate": "any", **message})


def _write_notes(sheet: Worksheet, kind: ImportKind, looks: Looks, language: str) -> None:
    sheet.set_column(0, 0, 24, looks.prose)
    sheet.set_column(1, 1, 12, looks.prose)
    sheet.set_column(2, 3, 60, looks.prose)
    for place, heading in enumerate((_("Column"), _("Required"), _("What it says"), _("Examples"))):
        sheet.write_string(0, place, heading, looks.head)
    listed = [("", field) for field in kind.fields]
    listed += [(f"{further.title} · ", field) for further in kind.sheets for field in further.fields]
    for number, (of, field) in enumerate(listed, 1):
        values = field.choices or [each for each in (example_in(one, language) for one in field.examples) if each]
        for place, cell in enumerate(
            (f"{of}{field.label}", _("yes") if field.required else "", str(field.help), " · ".join(values))
        ):
            sheet.write_string(number, place, cell, looks.prose)
    if any(template_rows(kind, language)):
        sheet.write_string(number + 2, 0, _("The rows of the template are examples: overwrite them."), looks.head)


def example_in(example: str | tuple[str, str], language: str) -> str:
    return example if isinstance(example, str) else example[0 if is_chinese(language) else 1]


def write_sample(kind: ImportKind, language: str) -> Path:
    """The template filled with the examples of the kind, with faults planted for practice."""
    return write_template(kind, language, list(sample_rows(kind, language)))


def sample_rows(kind: ImportKind, language: str) -> Iterator[list[str]]:
    """Good rows, then one row for each planted fault: a required cell left empty, each wrong value, a repetition."""
    count = max(1, *(len(field.examples) for field in kind.fields))
    rows = [[_example(field, number, language) for field in kind.fields] for number in range(count)]
    places = [place for place, field in enumerate(kind.fields) if field.wrong]
    missing = [place for place, field in enumerate(kind.fields) if field.required][-1:]
    planted = [(place, "") for place in missing] + [(place, kind.fields[place].wrong) for place in places]
    good = max(1, count - len(planted))
    yield from rows[:good]
    for number, (place, value) in enumerate(planted, good):
        cells = list(rows[min(number, count - 1)])
        cells[place] = value
        yield cells
    yield rows[0]


def _example(field: Field, number: int, language: str) -> str:
    """A single example stands in every row; several are given out one by one, and anew only where one is required."""
    given_out = number >= len(field.examples) > 1 and not field.required
    if not field.examples or given_out:
        return ""
    return example_in(field.examples[number % len(field.examples)], language)


def write_bad_rows(batch: Batch, language: str) -> Path:
    """The lines that were refused as they stood, each with its reasons at the end: mend them and upload this sheet."""
    path = _new_file()
    faults = _faults_by_line(batch)
    withheld = withheld_lines(batch, refused_lines(batch))
    labels = {field.code: field.label for field in kind_of(batch).fields}
    headings = batch.shape["headings"]
    with translation.override(language), xlsxwriter.Workbook(str(path), {**OPTIONS, "constant_memory": True}) as book:
        looks = Looks(book)
        sheet = book.add_worksheet(_sheet_name(_("Faulty rows")))
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, len(headings) - 1, 24, looks.text)
        sheet.set_column(len(headings), len(headings), 70, looks.prose)
        for place, heading in enumerate([*headings, REASONS["zh-hans" if is_chinese(language) else "en"]]):
            sheet.write_string(0, place, heading, looks.head)
        number, (line, found) = 0, next(faults, (0, []))
        for each in file_lines(batch):
            if each.number != line:
                continue
            number += 1
            wrong = {batch.columns.get(fault.field) for fault in found}
            for place, cell in enumerate(each.cells if line not in withheld else ()):
                sheet.write_string(number, place, shown(cell), looks.wrong if place in wrong else looks.text)
            reasons = _withheld(line) if line in withheld else _reasons(line, found, labels, language)
            sheet.write_string(number, len(headings), reasons, looks.prose)
            line, found = next(faults, (0, []))
        _write_bad_further(book, batch, looks, language, withheld)
    return path


def _write_bad_further(book: Workbook, batch: Batch, looks: Looks, language: str, withheld: set[int]) -> None:
    """The further lines that belong to the refused rows, and those that belong to none, with their reasons."""
    kind, refused = kind_of(batch), refused_lines(batch)
    rows = (row_of(line, kind, batch.columns) for line in file_lines(batch) if line.number in refused - withheld)
    keys = {row.values[kind.key] for row in rows} if batch.shape.get("further") else set()
    for code, shape in batch.shape.get("further", {}).items():
        faults = batch.faults.filter(sheet=code, warning=False).exclude(line__in=withheld).order_by("sheet_line", "pk")
        found = {line: list(each) for line, each in groupby(faults, key=lambda fault: fault.sheet_line)}
        sheet = book.add_worksheet(_sheet_name(shape["sheet"]))
        headings = [*shape["headings"], REASONS["zh-hans" if is_chinese(language) else "en"]]
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, looks.head)
        labels, number = {field.code: field.label for field in kind.sheet(code).fields}, 0
        for line, row in further_lines(kind, batch, code):
            if row.values[kind.key] not in keys and line.number not in found:
                continue
            number += 1
            reasons = [_reasons(line.number, found[line.number], labels, language)] if line.number in found else []
            for place, cell in enumerate([*(shown(each) for each in line.cells), *reasons]):
                sheet.write_string(number, place, cell, looks.text)


def _faults_by_line(batch: Batch) -> Iterator[tuple[int, list[BatchFault]]]:
    rows = batch.faults.filter(warning=False, line__gt=0).order_by("line", "pk").iterator(chunk_size=2000)
    return ((line, list(found)) for line, found in groupby(rows, key=lambda fault: fault.line))


def _reasons(line: int, found: list[BatchFault], labels: dict, language: str) -> str:
    sentences = [
        f"{labels[fault.field]}: {said(fault.reason, fault.values, language)}"
        if fault.field in labels
        else said(fault.reason, fault.values, language)
        for fault in found
    ]
    return shown(_("Line %(line)s: ") % {"line": line} + "; ".join(sentences))


def _withheld(line: int) -> str:
    return _("Line %(line)s: ") % {"line": line} + str(WITHHELD)


def shown(cell: str) -> str:
    """What a sheet cannot hold is made visible: control characters become their pictures, which are refused again."""
    pictured = UNSOUND.sub(lambda each: chr(0x2400 + ord(each[0])) if ord(each[0]) < 32 else "\u2421", cell)
    return pictured[:LONGEST_CELL]


def _sheet_name(title: str) -> str:
    return NAME.sub(" ", title)[:31].strip() or "1"


def _new_file() -> Path:
    with tempfile.NamedTemporaryFile(suffix=".xlsx", delete=False) as made:
        return Path(made.name)
