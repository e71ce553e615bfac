"""Uploads made to hurt: they are refused with a sentence, in little time and memory."""

import gzip
import io
import random
import time
import tracemalloc
import zipfile

import pytest

from tests.tte.imports.test_reading import read, workbook
from tte.imports.reading.shapes import TableRefused

SHEET = '<?xml version="1.0"?>{doctype}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def rebuilt(raw: bytes, changes: dict[str, bytes]) -> bytes:
    """A workbook with some parts replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, changes.get(name, source.read(name)))
    return out.getvalue()


def sheet(rows: str, doctype: str = "") -> bytes:
    text = SHEET.format(doctype=doctype) + f"<sheetData>{rows}</sheetData></worksheet>"
    return rebuilt(workbook([["a"], ["1"]]), {"xl/worksheets/sheet1.xml": text.encode()})


def shared(texts: bytes) -> bytes:
    return rebuilt(workbook([["a"], ["1"]]), {"xl/sharedStrings.xml": b"<sst>" + texts + b"</sst>"})


MADE = {
    "a cell far away": lambda: sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    ),
    "few cells far apart": lambda: sheet(
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="200000"><c r="GR200000"><v>1</v></c></row>'
    ),
    "cells without a place": lambda: sheet(f'<row>{"<c/>" * 150}</row><row r="190000"><c/></row>'),
    "a column far away": lambda: sheet('<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>1</v></c></row>'),
    "entities": lambda: sheet(
        '<row r="1"><c r="A1" t="str"><v>&b;</v></c></row>',
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    ),
    "shared texts": lambda: shared(b"<si/>" * 600_000),
    "a part of blanks": lambda: shared(b" " * 80_000_000),
    "a part below the limit that grows a thousandfold": lambda: shared(b" " * 40_000_000),
    "a packed line": lambda: gzip.compress(b"a\n" + b"b" * 80_000_000, 1),
    "a long line": lambda: b"a,b\n" + b"x" * 10_000_000,
    "an open quotation mark": lambda: b'a,b\n"' + b"x,y\n" * 100_000,
}
DEEP = b'{"a": ' + b"[" * 200_000 + b"\n"
DEEPER = b'{"a": 1}\n{"a": ' + b"[" * 200_000 + b"]" * 200_000 + b"}\n"


@pytest.mark.parametrize("made", MADE.values(), ids=MADE)
def test_a_file_made_to_fill_the_memory_is_refused(made, settings):
    settings.TTE_IMPORT_CELLS, settings.TTE_IMPORT_BYTES = 500_000, 64 * 1024 * 1024
    raw = made()
    begun = time.monotonic()
    tracemalloc.start()
    with pytest.raises(TableRefused):
        read(raw)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 64 * 1024 * 1024
    assert time.monotonic() - begun < 20


@pytest.mark.parametrize("raw", [DEEP, DEEPER])
def test_nesting_without_end_is_a_bad_line_or_no_table(raw):
    try:
        found = read(raw)
    except TableRefused:
        return
    assert found == [("a",), ("1",), ("",)]


def test_damaged_workbooks_are_refused_or_read_but_never_crash():
    whole, chance = workbook([["a", "b"], *([str(n), "x" * n] for n in range(30))]), random.Random(20261123)
    told = {"read": 0, "refused": 0}
    for _ in range(300):
        raw = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            raw[chance.randrange(len(raw))] = chance.randrange(256)
        try:
            read(bytes(raw))
            told["read"] += 1
        except TableRefused:
            told["refused"] += 1
    assert told["refused"] > 100


def test_damaged_parts_are_refused_or_read_but_never_crash():
    """The same within the parts, where sums and sizes are right."""
    chance, whole = random.Random(20261124), workbook([["a", "b"], *([str(n), "x"] for n in range(30))])
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml") or name.endswith(".rels")]
        parts = {name: archive.read(name) for name in names}
    refused = 0
    for _ in range(300):
        name = chance.choice(names)
        part = bytearray(parts[name])
        at = chance.randrange(len(part))
        part[at : at + chance.randint(0, 4)] = chance.choice([b"", b"<", b"9999999999", b"A", b"-1", b"\xff", b'"'])
        try:
            read(rebuilt(whole, {name: bytes(part)}))
        except TableRefused:
            refused += 1
    assert refused > 50
