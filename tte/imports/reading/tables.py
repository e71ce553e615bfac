"""Any file as one table: what it is by its content, its headings, its lines."""

import itertools
import re
from collections.abc import Callable, Iterator
from typing import IO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from tte.files.sniffing import CSV, GZIP, JSONL, XLSX, content_type_of
from tte.imports.enums import Format
from tte.imports.reading import delimited, jsonlines, workbooks
from tte.imports.reading.shapes import Line, Problem, Shape, TableRefused, refuse_columns, refuse_rows
from tte.imports.reading.unpacking import is_packed, plain, seekable, text_lines

HEADINGS_WITHIN = 10
MOST_ERRORS = 1000
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
# Control characters, halves of characters, and the pictures that stand for control characters in a sheet given back.
UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2400-\u2421\ud800-\udfff\ufffe\uffff]")

Knows = Callable[[list[str]], int]
SheetNamed = Callable[[str], str]


def look_at(content: IO[bytes], knows: Knows = lambda cells: 0, sheet_named: SheetNamed = lambda name: "") -> Shape:
    """What the file is, told by its content alone. `knows` says how many of some cells are headings it recognises,
    `sheet_named` which further sheet goes by a name: the first of the others is the table."""
    packed = is_packed(content)
    head = plain(content, packed).read(8)
    if not head:
        raise TableRefused(_("The file is empty"))
    if head.startswith(ZIP):
        return _look_at_workbook(content, packed, knows, sheet_named)
    encoding = None if head.startswith(OLD_OFFICE) else delimited.encoding_of(content, packed)
    if encoding is None:
        raise TableRefused(
            _("This is no table that is taken: CSV, Excel (.xlsx) or JSON lines, plain or packed as .gz; no .xls")
        )
    first = next((line for line in text_lines(plain(content, packed), encoding) if line.strip()), "")
    if jsonlines.looks_like_objects(first):
        keys, count = jsonlines.keys_of(content, packed, encoding)
        refuse_rows(count)
        return Shape(Format.JSONL, packed, encoding, headings=keys, rows=count)
    delimiter = delimited.delimiter_of(content, packed, encoding)
    shape = Shape(Format.CSV, packed, encoding, delimiter)
    return _with_headings(shape, delimited.records(content, packed, encoding, delimiter), knows)


def _look_at_workbook(content: IO[bytes], packed: bool, knows: Knows, sheet_named: SheetNamed) -> Shape:
    with seekable(content, packed) as book:
        if content_type_of(book, "") != XLSX:
            raise TableRefused(_("This is no Excel workbook without macros (.xlsx)"))
        errors = workbooks.look_through(book)
        names = workbooks.sheet_names(book)
        name = next((each for each in names if not sheet_named(each)), names[0])
        further = {}
        for other in names:
            code = "" if other == name else sheet_named(other)
            if code in further:
                raise TableRefused(_("Two sheets hold the same; put them on one: %(name)s"), name=other)
            if code and len(list(itertools.islice(workbooks.records(book, other), 2))) > 1:
                further[code] = _look_at_sheet(book, packed, other, errors, lambda cells: 0).kept()
        shape = _look_at_sheet(book, packed, name, errors, knows)
        return Shape(**{**shape.kept(), "further": further})


def _look_at_sheet(book: IO[bytes], packed: bool, name: str, errors: dict[str, dict[int, str]], knows: Knows) -> Shape:
    found = {str(row): cell for row, cell in errors.get(name, {}).items()}
    if len(found) > MOST_ERRORS:
        raise TableRefused(_("More than %(limit)s rows hold formulas without a result"), limit=MOST_ERRORS)
    shape = Shape(Format.XLSX, packed, sheet=name, errors=found)
    return _with_headings(shape, workbooks.records(book, name), knows)


def _with_headings(shape: Shape, records: Iterator[Line], knows: Knows) -> Shape:
    """The headings are the line among the first ten that is recognised best, else the first."""
    head = list(itertools.islice(records, HEADINGS_WITHIN))
    if not head:
        raise TableRefused(_("The file has no rows"))
    place = max(range(len(head)), key=lambda each: (knows(head[each].cells), -each))
    count = len(head) - place - 1
    refuse_rows(count)
    for _line in records:
        count += 1
        refuse_rows(count)
    headings = [" ".join(cell.split())[:200] for cell in head[place].cells]
    while headings and not headings[-1]:
        headings.pop()
    refuse_columns(len(headings))
    if not count:
        raise TableRefused(_("Below the headings the file has no rows"))
    return Shape(**{**shape.kept(), "headings": headings, "heading_line": head[place].number, "rows": count})


def lines(content: IO[bytes], shape: Shape) -> Iterator[Line]:
    """The lines below the headings, as wide as the headings, cells trimmed; what is not taken says its problem."""
    if shape.format == Format.XLSX:
        with seekable(content, shape.packed) as book:
            yield from _sound(workbooks.records(book, shape.sheet), shape)
    elif shape.format == Format.JSONL:
        yield from _sound(jsonlines.records(content, shape.packed, shape.encoding, shape.headings), shape)
    else:
        yield from _sound(delimited.records(content, shape.packed, shape.encoding, shape.delimiter), shape)


def _sound(records: Iterator[Line], shape: Shape) -> Iterator[Line]:
    width, longest = len(shape.headings), settings.TTE_IMPORT_CELL
    for line in records:
        if line.number <= shape.heading_line:
            continue
        line = delimited.ragged(line, width)
        cells = [cell.strip() for cell in line.cells]
        problem = line.problem
        if cell := shape.errors.get(str(line.number)):
            problem = Problem(_("The formula in cell %(cell)s has no result"), {"cell": cell})
        whole = "".join(cells)
        if problem is None and UNSOUND.search(whole):
            problem = _unsound(cells, shape)
        if problem is None and len(whole) > longest and max(map(len, cells)) > longest:
            values = {"limit": f"{longest:,}"}
            problem = Problem(_("A cell has more than %(limit)s characters"), values)
        yield Line(line.number, cells, problem)


def _unsound(cells: list[str], shape: Shape) -> Problem:
    heading = next(shape.headings[place] for place, cell in enumerate(cells) if UNSOUND.search(cell))
    return Problem(_("“%(heading)s” contains control characters; remove them"), {"heading": heading})


def sample(content: IO[bytes], shape: Shape, count: int) -> list[Line]:
    """The first lines, to be shown: halves of characters, which no page can hold, as question marks."""
    first = itertools.islice(lines(content, shape), count)
    return [line._replace(cells=[cell.encode(errors="replace").decode() for cell in line.cells]) for line in first]


def content_type(content: IO[bytes], name: str) -> str | None:
    """For the store of files: the type of a table as it is kept. Whether it can be read is asked by `look_at`."""
    if is_packed(content):
        return GZIP
    head = plain(content, False).read(8)
    if head.startswith(ZIP):
        return content_type_of(content, name)
    return JSONL if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else CSV
