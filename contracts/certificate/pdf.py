"""A certificate as PDF by Typst, with the fonts of this house alone. Any warning is a fault: a glyph may be missing."""

import io
import json
from pathlib import Path

import segno
import typst
from django.conf import settings

from contracts.certificate import words
from contracts.certificate.guilloche import guilloche
from contracts.certificate.sheet import Sheet

TEMPLATE = Path(__file__).with_name("certificate.typ")
FONTS = settings.ROOT / "tte" / "common" / "fonts"


class CertificateFault(RuntimeError):
    """Typst could not draw a certificate, or warned while drawing; it is not issued."""


def qr_svg(address: str, *, css: str | None = None) -> str:
    """The QR code of an address as SVG, dark on white, with its quiet zone."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(
        out,
        kind="svg",
        border=4,
        xmldecl=False,
        dark="#142121",
        light="#ffffff",
        svgclass=css,
        omitsize=True,
    )
    return out.getvalue().decode()


def pdf_of(sheet: Sheet) -> bytes:
    """The certificate as one page of PDF."""
    with_fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
    try:
        pdf, warnings = typst.compile_with_warnings(
            str(TEMPLATE),
            format="pdf",
            font_paths=with_fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": json.dumps(_data(sheet), ensure_ascii=False)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as fault:
        raise CertificateFault(fault.message) from fault
    if warnings:
        raise CertificateFault("; ".join(warning.message for warning in warnings))
    return pdf


def _data(sheet: Sheet) -> dict[str, object]:
    day = sheet.registered_on
    return {
        "number": sheet.number,
        "groups": sheet.groups,
        "heading": sheet.heading[0],
        "heading_en": sheet.heading[1],
        "agency_zh": sheet.agency[0],
        "agency_en": sheet.agency[1],
        "rows": [{"label": row.label, "value": row.value, "code": row.code} for row in sheet.rows],
        "sums": [{"label": each.label, "figure": each.figure, "capitals": each.capitals} for each in sheet.sums],
        "persons": sheet.persons,
        "date": sheet.date,
        "year": day.year,
        "month": day.month,
        "day": day.day,
        "check": sheet.check,
        "qr": qr_svg(sheet.address),
        "border": guilloche(),
        "seal": None if sheet.seal is None else list(sheet.seal),
        "words": {
            "number": words.NUMBER,
            "statement": words.STATEMENT,
            "check": words.CHECK,
            "scan": words.SCAN,
            "foot": sheet.foot,
            "qr": words.QR,
            "seal": words.SEAL,
            "specimen": words.SPECIMEN,
        },
    }
