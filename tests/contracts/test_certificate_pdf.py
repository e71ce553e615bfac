import io
import subprocess
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
import zxingcpp
from PIL import Image
from pypdf import PdfReader

from contracts.certificate import pdf, words
from contracts.certificate.guilloche import guilloche
from contracts.certificate.sheet import Row, Sheet, amount, dates

ADDRESS = "http://localhost:8000/register/verify/?number=2026990103000127&check=7K4Q-M2XP"
SHEET = Sheet(
    number="2026990103000127",
    version=1,
    agency=("示例省技术合同登记处", "Technology Contract Registration Agency of Example Province"),
    rows=(
        Row(words.CONTRACT, ("热障涂层工艺独占许可合同", "Exclusive licence of a thermal barrier coating process")),
        Row(words.TYPE, ("技术许可　专利实施许可（独占许可）", "Licensing, patent licence (exclusive licence)")),
        Row(words.SELLER, ("海东先进材料研究院", "Haidong Institute of Advanced Materials"), "12990000400000000P"),
        Row(words.BUYER, ("衡泰特种涂料有限公司", "Hengtai Specialty Coatings Co., Ltd."), "91990000MA0TEXT049"),
        Row(words.DATES, dates(date(2026, 11, 6), date(2026, 12, 1), date(2036, 11, 30))),
        Row(words.FIELD, ("新材料及其应用", "New materials and their application")),
    ),
    sums=(amount(words.TOTAL, Decimal("10000000")), amount(words.TECHNOLOGY, Decimal("6500000"))),
    persons=words.persons("刘明", "赵敏"),
    registered_on=date(2026, 12, 18),
    check="7K4Q-M2XP",
    address=ADDRESS,
)


def text_of(document: bytes) -> str:
    """The words of the only page, without spaces."""
    pages = PdfReader(io.BytesIO(document)).pages
    assert len(pages) == 1
    return "".join(pages[0].extract_text().split())


@pytest.mark.rule("R1-31")
def test_pdf_says_number_both_amounts_and_parties():
    text = text_of(pdf.pdf_of(SHEET))

    for said in (
        SHEET.number,
        "¥10,000,000.00",
        "人民币壹仟万元整",
        "¥6,500,000.00",
        "人民币陆佰伍拾万元整",
        "海东先进材料研究院",
        "12990000400000000P",
        "HengtaiSpecialtyCoatingsCo.,Ltd.",
        "7K4Q-M2XP",
        "2026年12月18日",
        "18December2026",
        "演示SPECIMEN",
    ):
        assert said in text


def test_qr_code_leads_to_the_verification(tmp_path):
    (tmp_path / "c.pdf").write_bytes(pdf.pdf_of(SHEET))

    subprocess.run(["pdftoppm", "-r", "150", "-png", "c.pdf", "c"], cwd=tmp_path, check=True)
    with Image.open(next(tmp_path.glob("c*.png"))) as picture:
        codes = zxingcpp.read_barcodes(picture)

    assert [code.text for code in codes] == [ADDRESS]


def test_glyph_no_font_holds_is_a_fault():
    strange = replace(SHEET, persons=("\U00013000", "x"))

    with pytest.raises(pdf.CertificateFault):
        pdf.pdf_of(strange)


def test_longest_names_stay_on_one_page():
    name = ("超" * 290, "Very long name " * 19)
    long = replace(SHEET, rows=(Row(words.CONTRACT, name), *SHEET.rows[1:]))

    assert SHEET.number in text_of(pdf.pdf_of(long))


def test_uploaded_seal_replaces_the_specimen_mark():
    square = io.BytesIO()
    Image.new("RGB", (40, 40), "#b12822").save(square, "PNG")

    text = text_of(pdf.pdf_of(replace(SHEET, seal=square.getvalue())))

    assert "SPECIMEN" not in text


def test_border_is_the_same_each_time():
    assert guilloche() == guilloche.__wrapped__()
