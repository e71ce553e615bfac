"""A PDF with who took it and when on every page. What cannot be marked is not handed out."""

import io
import zlib
from collections.abc import Iterable
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from pypdf import PageObject, PdfReader, PdfWriter, Transformation
from pypdf.errors import PyPdfError

from tte.common.errors import DomainError

FONTS = settings.ROOT / "tte" / "common" / "fonts"
TEMPLATE = Path(__file__).with_name("watermark.typ")
MOST_PAGES = 2000
BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError, zlib.error)
Size = tuple[float, float]


class FileNotMarked(DomainError):
    code = "file_not_marked"


def marked(content: bytes, words: str) -> bytes:
    """The document with `words` along the foot and across every page; files inside it bear no mark and are left out."""
    try:
        return _marked(content, words)
    except BROKEN as fault:
        raise FileNotMarked(
            _("This PDF is damaged or of a kind that cannot be marked, so it is not handed out. Tell the holder.")
        ) from fault


def _marked(content: bytes, words: str) -> bytes:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted:
        raise FileNotMarked(
            _("This PDF is locked with a password and cannot be marked, so it is not handed out. Tell the holder.")
        )
    if not 0 < len(reader.pages) <= MOST_PAGES:
        raise ValueError("no page, or too many")
    writer = PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    for page in writer.pages:
        page.transfer_rotation_to_content()
    marks = _marks(words, {_size(page) for page in writer.pages})
    for page in writer.pages:
        left, foot = float(page.cropbox.left), float(page.cropbox.bottom)
        page.merge_transformed_page(marks[_size(page)], Transformation().translate(left, foot))
    writer.remove_annotations(subtypes="/FileAttachment")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _size(page: PageObject) -> Size:
    return round(float(page.cropbox.width), 1), round(float(page.cropbox.height), 1)


def _marks(words: str, sizes: Iterable[Size]) -> dict[Size, PageObject]:
    return {size: PdfReader(io.BytesIO(_drawn(words, size))).pages[0] for size in sizes}


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
