"""The papers of the demonstration: contract texts and evidence of maturity as PDF, drawn from what they belong to."""

from pathlib import Path

import typst
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from contracts.models import Contract

CONTRACT = """#set document(title: {title:s})
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

EVIDENCE = """#set document(title: {title:s})
#set page(paper: "a4", margin: 2.6cm)
#set text(font: "Noto Sans SC", size: 11pt, lang: "zh")
#set par(leading: 0.9em)
#align(center, text(size: 16pt, weight: "bold")[技术成熟度说明（演示）])
#v(1em)
成果：#{title:s} \\
单位：#{holder:s} \\
自评等级：TRL {maturity}

#{abstract_zh:s}

#{title_en:s}. #{abstract_en:s}

本说明为演示数据，单位与结果均为虚构。
"""


TRIALS = """#set document(title: {title:s})
#set page(paper: "a4", margin: 2.6cm)
#set text(font: "Noto Sans SC", size: 11pt, lang: "zh")
#align(center, text(size: 16pt, weight: "bold")[试验原始记录（演示，保密）])
#v(1em)
成果：#{title:s}

配方、工艺参数与逐次试验数据仅在资料室出示。

#pagebreak()
#{abstract_zh:s}

本记录为演示数据，均为虚构。
"""


def trial_record(item: dict) -> SimpleUploadedFile:
    """What is shown in the data room alone: two pages."""
    source = TRIALS.format(title=_quoted(item["title_zh"]), abstract_zh=_quoted(item["abstract_zh"]))
    return _printed(source, f"试验记录-{item['key']}.pdf")


def evidence_paper(item: dict, *, holder: str) -> SimpleUploadedFile:
    """What an achievement shows for the maturity it claims."""
    texts = {name: _quoted(item[name]) for name in ("title_en", "abstract_zh", "abstract_en")}
    maturity, title = item["maturity"], _quoted(item["title_zh"])
    source = EVIDENCE.format(title=title, holder=_quoted(holder), maturity=maturity, **texts)
    return _printed(source, f"TRL{item['maturity']}-{item['key']}.pdf")


def contract_paper(contract: Contract) -> SimpleUploadedFile:
    """The text of `contract` as a PDF to be uploaded with it."""
    source = CONTRACT.format(
        title=_quoted(contract.title),
        seller=_quoted(contract.seller.name_zh),
        buyer=_quoted(contract.buyer.name_zh),
        total=f"{contract.total_amount:,.2f}",
    )
    return _printed(source, f"{contract.application_code}.pdf")


def _printed(source: str, name: str) -> SimpleUploadedFile:
    fonts = Path(settings.ROOT) / "tte" / "common" / "fonts"
    pdf = typst.compile(source.encode(), font_paths=[str(fonts)], ignore_system_fonts=True)
    return SimpleUploadedFile(name, pdf, content_type="application/pdf")


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
