"""The papers of the demonstration: a contract text as PDF, drawn from the contract it belongs to."""

from pathlib import Path

import typst
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.models import Contract

SHEET = """#set document(title: {title:s})
#set page(paper: "a4", margin: 2.6cm)
#set text(font: "Noto Sans SC", size: 11pt, lang: "zh")
#align(center, text(size: 18pt, weight: "bold")[演示合同])
#v(1em)
项目名称：#{title:s} \\
出让方：#{seller:s} \\
受让方：#{buyer:s} \\
合同总额（元）：{total:s}

本文本为演示数据，双方均为虚构单位，不构成任何权利义务。
"""


def contract_paper(contract: Contract) -> SimpleUploadedFile:
    """The text of `contract` as a PDF to be uploaded with it."""
    source = SHEET.format(
        title=_quoted(contract.title),
        seller=_quoted(contract.seller.name_zh),
        buyer=_quoted(contract.buyer.name_zh),
        total=f"{contract.total_amount:,.2f}",
    )
    fonts = Path(settings.ROOT) / "tte" / "common" / "fonts"
    pdf = typst.compile(source.encode(), font_paths=[str(fonts)], ignore_system_fonts=True)
    return SimpleUploadedFile(f"{contract.application_code}.pdf", pdf, content_type="application/pdf")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
