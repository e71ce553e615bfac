"""A process of its own that draws a mark on every page of a PDF. Run by `watermark`, once for each copy.

The content of the pages is neither unpacked nor read: the mark is one drawing more behind it. It says that it began
and, in one word, how it went; where the second word is missing, a limit has ended it.
"""

import io
import resource
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typst
from pypdf import PageObject, PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    DecodedStreamObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NullObject,
    RectangleObject,
)

FONTS = Path(__file__).resolve().parents[1] / "tte" / "common" / "fonts"
TEMPLATE = Path(__file__).with_name("watermark.typ")
MEMORY = 2 << 30
SECONDS = 20  # of the processor, for one copy
LARGEST = 200 << 20  # of a copy
MOST_PAGES = 2000
BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, zlib.error)
BEGAN, DONE, LOCKED, DAMAGED = "began", "done", "locked", "damaged"
Size = tuple[float, float]
Turn = tuple[float, float, float, float, float, float]


def main(path: str, words: str, copy: str) -> str:
    for limit, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_FSIZE, LARGEST)):
        resource.setrlimit(limit, (most, most))
    try:
        reader = PdfReader(path)
        if reader.is_encrypted:
            return LOCKED
        _marked(reader, words).write(copy)
    except BROKEN:
        return DAMAGED
    return DONE


def _marked(reader: PdfReader, words: str) -> PdfWriter:
    """The pages with `words` along the foot and across; files inside the document bear no mark and are left out."""
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise ValueError("no page, or too many")
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    before, marks = _stream(writer, b"q\n"), _Marks(writer, words)
    for page in writer.pages:
        size, turn = _as_seen(page)
        name = _hang(page, marks.of(size))
        after = _stream(writer, b"\nQ\nq %s cm %s Do Q\n" % (_numbers(turn), name.encode()))
        page[NameObject("/Contents")] = ArrayObject([before, *_contents(page, writer), after])
    writer.remove_annotations(subtypes="/FileAttachment")
    return writer


class _Marks:
    """One drawing for each size of page there is."""

    def __init__(self, writer: PdfWriter, words: str) -> None:
        self._writer, self._words = writer, words
        self._made: dict[Size, IndirectObject] = {}

    def of(self, size: Size) -> IndirectObject:
        if size not in self._made:
            self._made[size] = self._drawn(size)
        return self._made[size]

    def _drawn(self, size: Size) -> IndirectObject:
        page = PdfReader(io.BytesIO(_drawn(self._words, size))).pages[0]
        form = _content(page.get_contents().get_data())  # type: ignore[union-attr]  # our own drawing has content
        form[NameObject("/Type")], form[NameObject("/Subtype")] = NameObject("/XObject"), NameObject("/Form")
        form[NameObject("/BBox")] = RectangleObject((0, 0, *size))
        form[NameObject("/Resources")] = page["/Resources"].clone(self._writer)
        return self._writer._add_object(form)


def _content(written: bytes) -> DecodedStreamObject:
    stream = DecodedStreamObject()
    stream.set_data(written)
    return stream


def _stream(writer: PdfWriter, written: bytes) -> IndirectObject:
    return writer._add_object(_content(written))


def _numbers(turn: Turn) -> bytes:
    return " ".join(f"{number:.3f}" for number in turn).encode()


def _contents(page: PageObject, writer: PdfWriter) -> Iterator[IndirectObject]:
    """The streams of the page as they are; several are one drawing, so no break is lost between them."""
    held = page.get("/Contents")
    if held is None or isinstance(held.get_object(), NullObject):
        return
    for part in held.get_object() if isinstance(held.get_object(), ArrayObject) else [page.raw_get("/Contents")]:
        yield part if isinstance(part, IndirectObject) else writer._add_object(part)


def _hang(page: PageObject, mark: IndirectObject) -> str:
    """The name by which the page calls the mark; what it shares with other pages stays as it is."""
    resources = DictionaryObject(_dictionary(page.get("/Resources")))
    drawings = DictionaryObject(_dictionary(resources.get("/XObject")))
    name = next(name for number in range(len(drawings) + 1) if (name := f"/Mark{number}") not in drawings)
    drawings[NameObject(name)] = mark
    resources[NameObject("/XObject")] = drawings
    page[NameObject("/Resources")] = resources
    return name


def _dictionary(thing: Any) -> dict[Any, Any]:
    found = thing.get_object() if hasattr(thing, "get_object") else thing
    return found if isinstance(found, DictionaryObject) else {}


def _as_seen(page: PageObject) -> tuple[Size, Turn]:
    """The size of the page as its reader sees it, and how a drawing of that size comes to stand upright on it."""
    box = page.cropbox
    left, foot = float(box.left), float(box.bottom)
    wide, high = round(float(box.width), 1), round(float(box.height), 1)
    turns: dict[int, tuple[Size, Turn]] = {
        0: ((wide, high), (1, 0, 0, 1, left, foot)),
        90: ((high, wide), (0, 1, -1, 0, left + wide, foot)),
        180: ((wide, high), (-1, 0, 0, -1, left + wide, foot + high)),
        270: ((high, wide), (0, -1, 1, 0, left, foot + high)),
    }
    return turns[page.rotation % 360]


def _drawn(words: str, size: Size) -> bytes:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(TEMPLATE),
            format="pdf",
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"words": words, "width": str(size[0]), "height": str(size[1])},
        )
    except typst.TypstError as fault:
        raise ValueError(fault.message) from fault
    if warnings:
        raise ValueError("; ".join(warning.message for warning in warnings))
    return pdf


if __name__ == "__main__":
    sys.stdout.write(f"{BEGAN}\n")
    sys.stdout.flush()
    sys.stdout.write(main(*sys.argv[1:]))
