"""Tables as text: the encoding and the delimiter are found out, not asked."""

import codecs
import csv
import itertools
from collections.abc import Iterator
from typing import IO

from django.utils.translation import gettext_lazy as _

from tte.imports.reading.shapes import Line, Problem, TableRefused, refuse_columns
from tte.imports.reading.unpacking import plain, text_lines

DELIMITERS = ",\t;|"
LOOKED_AT = 30
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def encoding_of(content: IO[bytes], packed: bool) -> str | None:
    """UTF-8 (with or without mark), UTF-16 with mark or GB 18030, by decoding all of it; None for anything else."""
    head = plain(content, packed).read(4)
    candidates: tuple[str, ...] = ("utf-8-sig", "gb18030")
    if head.startswith(UTF_16):
        candidates = ("utf-16",)
    elif b"\x00" in head:
        return None
    return next((each for each in candidates if _decodes(content, packed, each)), None)


def _decodes(content: IO[bytes], packed: bool, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    stream = plain(content, packed)
    try:
        while block := stream.read(1 << 20):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def delimiter_of(content: IO[bytes], packed: bool, encoding: str) -> str:
    """The delimiter by which the first lines part most evenly; a comma where nothing parts them."""
    head = list(itertools.islice(text_lines(plain(content, packed), encoding), LOOKED_AT))

    def evenness(delimiter: str) -> tuple[float, int]:
        try:
            widths = [len(each) for each in csv.reader(head, delimiter=delimiter) if each]
        except csv.Error:
            return 0.0, 0
        width = max(set(widths), key=widths.count) if widths else 0
        return (widths.count(width) / len(widths), width) if width > 1 else (0.0, 0)

    best = max(DELIMITERS, key=evenness)
    return best if evenness(best)[1] else ","


def records(content: IO[bytes], packed: bool, encoding: str, delimiter: str) -> Iterator[Line]:
    """Every record with the line where it begins; lines without anything in them are left out."""
    reader = csv.reader(text_lines(plain(content, packed), encoding), delimiter=delimiter)
    begins = 1
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as broken:
            raise TableRefused(
                _("From line %(line)s on the file cannot be read as a table; look for an open quotation mark"),
                line=begins,
            ) from broken
        if cells is None:
            return
        refuse_columns(len(cells))
        if any(cells):
            yield Line(begins, cells)
        begins = reader.line_num + 1


def ragged(line: Line, width: int) -> Line:
    """Missing cells at the end are empty; cells beyond the headings are a problem of the line."""
    cells = line.cells
    if len(cells) < width:
        return line._replace(cells=cells + [""] * (width - len(cells)))
    if any(cells[width:]):
        values = {"count": len(cells), "width": width}
        problem = Problem(_("The line has %(count)s cells, the headings are %(width)s"), values)
        return line._replace(cells=cells[:width], problem=problem)
    return line if len(cells) == width else line._replace(cells=cells[:width])
