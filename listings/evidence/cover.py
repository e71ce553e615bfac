"""The cover sheet of an evidence pack as PDF, in the language of who asked for it."""

import json
from pathlib import Path

import typst
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from listings.evidence.content import cover_rows
from listings.models import Listing
from tte.common.languages import own_language

TEMPLATE = Path(__file__).with_name("cover.typ")
FONTS = settings.ROOT / "tte" / "common" / "fonts"


class CoverFault(RuntimeError):
    """Typst could not draw the cover, or warned while drawing; the pack is not handed out."""


def cover_pdf(listing: Listing, files: list[tuple[str, str]], made: str, language: str) -> bytes:
    """One sheet or more: what the pack is about, and each of its files with the hash of its content."""
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    data = json.dumps(_data(listing, files, made, language), ensure_ascii=False)
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(TEMPLATE),
            format="pdf",
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as fault:
        raise CoverFault(fault.message) from fault
    if warnings:
        raise CoverFault("; ".join(warning.message for warning in warnings))
    return pdf


def _data(listing: Listing, files: list[tuple[str, str]], made: str, language: str) -> dict[str, object]:
    with translation.override(language):
        return {
            "lang": own_language(language),
            "code": listing.code,
            "heading": _("Evidence of the decision to convey"),
            "says": _("What was published, announced, objected, undertaken and decided, as the records have it."),
            "contents": _("Files and the SHA-256 of their content"),
            "rows": cover_rows(listing, language),
            "files": files,
            "foot": _("Made on %(made)s") % {"made": made},
        }
