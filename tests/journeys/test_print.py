"""What people print, as Chromium prints it: the whole content, nothing to click, no table cut at the edge."""

import io
import unicodedata

from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from tests.journeys.pages import read_in, sign_in, visit

PRINTED = {
    "": [
        "/search/ > .entry-h a",
        "/disclosures/ > main a[href^='/disclosures/GS']",
        "/statistics/types/",
    ],
    "registrar": [
        "/registry/register/",
        "/registry/register/ > main a[href^='/contracts/HT'] > main a[href$='/certificate/']",
    ],
}
# Radicals of the block U+2E80 have no equal in NFKC.
RADICALS = str.maketrans(
    "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻤⻥⻦⻨⻩⻬⻮⻰⻳",
    "母民西见角贝车长门青韦页风飞食马鬼鱼鸟麦黄齐齿龙龟",
)
# What belongs to the screen alone.
SCREEN = """() => [...document.querySelectorAll('.mast, .rail, .foot, .crumbs, .btn, .pager a')]
  .filter(one => one.checkVisibility()).map(one => one.innerText)"""
SAID = """() => [...document.querySelectorAll('main h1, main th, main td, main dd, main .code')]
  .filter(one => one.checkVisibility() && !one.closest('.vh')).flatMap(one => one.innerText.split(/\\s+/))"""


def plain(text: str) -> str:
    """Without spaces; a font may name 月 by the radical that looks like it."""
    return "".join(unicodedata.normalize("NFKC", text).translate(RADICALS).split())


def printed(page: Page) -> str:
    return plain(
        "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)
    )


def stands_in(word: str, text: str) -> bool:
    """Figures stand whole on one line; the characters of other words may stand on several, between other cells."""
    return word in text if any(each.isdigit() for each in word) else set(word) <= set(text)


def faults_of(page: Page) -> list[str]:
    page.emulate_media(media="print")
    said, text = {plain(word) for word in page.evaluate(SAID)}, printed(page)
    faults = [f"of the screen: {one}" for one in page.evaluate(SCREEN)]
    faults += [f"missing: {word}" for word in sorted(said) if not stands_in(word, text)]
    return faults if said else ["nothing is said"]


def test_the_pages_people_print_hold_their_content_and_nothing_of_the_screen(browser: Browser, stack):
    found: dict[str, list[str]] = {}
    for role, ways in PRINTED.items():
        page = browser.new_context(base_url=stack.url, locale="zh-CN").new_page()
        if role:
            sign_in(page, role)
            read_in(page, "zh")
        for way in ways:
            lost = visit(page, way)
            faults = [lost] if lost else faults_of(page)
            page.emulate_media(media="screen")
            if faults:
                found[way] = faults[:8]
        page.context.close()
    assert found == {}
