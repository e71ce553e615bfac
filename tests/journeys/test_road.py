"""The one story that must always run: posted, audited, listed, found, bid for, struck, disclosed, registered, counted.

Real front, web, hub, worker, relay and beat; the real clock with the demonstration periods; two stories side by side,
one read in Chinese and one in English.
"""

import csv
import gzip
import io
import json
import os
import subprocess
from pathlib import Path

import pypdf
import pytest
import python_calamine
import zxingcpp
from django.conf import settings
from PIL import Image

from tests.journeys import road

REAL = Path(os.environ.get("TTE_REAL_DATA") or settings.ROOT.parent / "shared" / "data")
OWN = {
    "zh": (
        "微波等离子体炬点火装置",
        "以固态微波源激发等离子体炬，在缺氧条件下三秒内点燃低热值煤气。",
    ),
    "en": ("Microwave plasma torch igniter", "A solid-state source lights low-grade gas within three seconds."),
}
FILES = {"zh": "zh_patents_abstracts.jsonl.gz", "en": "en_uspto_patents.jsonl.gz"}


def record(language: str, number: int) -> tuple[str, str]:
    """A real patent's title and abstract, or a text of our own where the real files are absent."""
    path = REAL / "listings" / FILES[language]
    if not path.exists():
        print(f"{path.name} is not there: the journey posts a text of our own")  # noqa: T201
        return OWN[language]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        found = json.loads(next(line for index, line in enumerate(lines) if index == number))
    return found["title"], found["abstract"][:3000]


def patent_number(body: str) -> str:
    total = sum(int(digit) * weight for digit, weight in zip(body, [2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5], strict=True))
    return f"{body}.{'X' if total % 11 == 10 else total % 11}"


STEPS = (
    road.post,
    road.review_in_the_unit,
    road.audit,
    road.find,
    road.register_intents,
    road.qualify,
    road.open_rooms,
    road.bid,
    road.confirm_deal,
    road.read_disclosure,
    road.file_contract,
    road.review_contract,
    road.register,
)


@pytest.mark.slow
@pytest.mark.rule("R1-11", "R1-29", "R3-30", "R3-51", "R3-60", "R8-01", "R8-02")
def test_the_whole_road_in_both_languages(open_page, tmp_path):
    stories = [
        road.Story("zh", *record("zh", 8), patent_number("202310555210"), open_page),
        road.Story("en", *record("en", 8), patent_number("202210666318"), open_page),
    ]
    for step in STEPS:
        for story in stories:
            step(story)
    for story in stories:
        pdf = road.verify_certificate(story, tmp_path)
        address = qr_of(pdf, tmp_path / f"{story.language}.pdf")
        said = road.open_verification(story, address)
        number = address.split("number=")[1].split("&")[0]
        assert number in "".join(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
        assert number in "".join(said.split())
        count_and_export(story)


def qr_of(pdf: bytes, path: Path) -> str:
    """The address in the QR code of the certificate, read from its rendered page."""
    path.write_bytes(pdf)
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-singlefile", str(path), str(path.with_suffix(""))], check=True)
    return zxingcpp.read_barcodes(Image.open(path.with_suffix(".png")))[0].text


def count_and_export(story: road.Story) -> None:
    """The registered contract is counted under its type and month, and both exports hold the same figures."""
    page = story.as_("statistician")
    page.goto("/statistics/types/")
    csv_link = page.locator("a[href*='/export/types'][href$='form=raw']").first.get_attribute("href")
    xlsx_link = page.locator("a[href*='/export/types'][href$='form=xlsx']").first.get_attribute("href")
    rows = list(csv.reader(io.StringIO(page.request.get(csv_link).body().decode("utf-8-sig"))))
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(page.request.get(xlsx_link).body()))
    cells = [cell for row in book.get_sheet_by_index(0).to_python() for cell in row]
    assert any(row for row in rows if len(row) > 3)
    assert cells
