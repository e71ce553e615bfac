"""Goods come in by the sheet: an officer mends what was planted, an administrator takes over a register."""

import io
import re
from collections.abc import Callable

import pytest
import xlsxwriter
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.journeys.pages import answer_lines, read_in, sign_in

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A part of the title of the third good row of the sample, as somebody would look for it.
SOUGHT = {"zh": "风机叶片损伤", "en": "blade damage acoustic"}
# Numbers and identifiers stand once in the exchange, and another story may have brought those of the sample.
SAMPLE = ("202310123456.6", "CN114081026A", *(f"YL-2026-{number:03}" for number in range(1, 7)))
NUMBERS = {
    "zh": ("202310765432.0", "CN114082026A", *(f"ZH-2026-{number:03}" for number in range(1, 7))),
    "en": ("202210987654.2", "CN113000026A", *(f"EN-2026-{number:03}" for number in range(1, 7))),
}
# What the planted faults of the sample should have been; the number was never drawn.
MENDED = {"99": "06", "12": "7", "202310123456.1": ""}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_officer_mends_a_sheet_and_the_exchange_publishes_it(open_page, language: str):
    officer = person(open_page, "officer", language)
    sample = fetched(officer, f"/imports/new/achievements/sample/?language={'zh-hans' if language == 'zh' else 'en'}")
    rows = [with_own_numbers(row, language) for row in rows_of(sample)]

    upload_results(officer, "sample.xlsx", rows)
    check(officer)

    assert board(officer) == [7, 3, 4, 0, 0]
    assert len(officer.locator("#faults ~ .x-scroll tbody tr").all()) == 4
    bad = rows_of(fetched(officer, officer.locator("a[href$='/bad-rows/']").get_attribute("href")))
    enter(officer, "good")
    assert board(officer)[4] == 3
    attach_review(officer)

    upload_results(officer, "mended.xlsx", [bad[0], *(mended(row, number) for number, row in enumerate(bad[1:]))])
    check(officer)
    assert board(officer) == [4, 4, 0, 0, 0]
    enter(officer, "all")
    assert board(officer)[4] == 4
    attach_review(officer)

    auditor = person(open_page, "auditor", language)
    for name in ("sample.xlsx", "mended.xlsx"):
        publish(auditor, name)
    visitor = open_page("zh-CN" if language == "zh" else "en-GB")
    visitor.goto("/")
    read_in(visitor, language)
    reload_until(visitor, f"/catalogue/?q={SOUGHT[language]}", lambda: visitor.locator("main .entry").count() >= 1)


@pytest.mark.slow
@pytest.mark.rule("R1-32", "R1-33", "R2-02")
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_administrator_takes_over_a_register_and_the_totals_agree(open_page, language: str):
    year = {"zh": 2014, "en": 2015}[language]
    page = person(open_page, "administrator", language)
    sheet = register_of(year, count=40)

    take_over(page, sheet, stated=f"{year} 41 4100000 3300000")
    check(page)
    assert board(page) == [40, 40, 0, 0, 0]
    differing = re.compile("差额|difference")
    expect(page.locator("tr", has_text=differing)).to_contain_text(re.compile(r"-1\b"))
    page.locator("[data-ask], details.confirm > summary, main .btn-quiet").first.click()
    page.locator("form[action$='/discard/'] button").click()
    page.wait_for_load_state()

    take_over(page, sheet, stated=f"{year} 40 4000000 3200000")
    check(page)
    enter(page, "all")

    expect(page.locator("tr", has_text=differing)).to_contain_text(re.compile("无差异|一致|it agrees"))
    registrar = person(open_page, "registrar", language)
    registrar.goto(f"/registry/register/?q={number_of(year, 7)}")
    assert registrar.locator("main tbody tr").count() == 1


def person(open_page: Callable[..., Page], role: str, language: str) -> Page:
    page = open_page("zh-CN" if language == "zh" else "en-GB")
    sign_in(page, role)
    read_in(page, language)
    return page


def fetched(page: Page, address: str) -> bytes:
    answer = page.request.get(address)
    assert answer.status == 200
    return answer.body()


def rows_of(book: bytes) -> list[list[str]]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(book)).get_sheet_by_index(0).to_python()
    return [[str(cell) for cell in row] for row in rows]


def sheet_of(rows: list[list[str]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell)
    return made.getvalue()


def with_own_numbers(row: list[str], language: str) -> list[str]:
    other = dict(zip(SAMPLE, NUMBERS[language], strict=True))
    return [other.get(cell, cell) for cell in row]


def mended(row: list[str], number: int) -> list[str]:
    """A bad row as its owner mends it: the wrong value set right; the repetition was another work, without a number."""
    if number < 3:
        return [MENDED.get(cell, cell) for cell in row]
    title, *others = row
    return [f"{title} II", *("" if cell in (*NUMBERS["zh"], *NUMBERS["en"]) else cell for cell in others)]


def upload_results(page: Page, name: str, rows: list[list[str]]) -> None:
    page.goto("/imports/new/achievements/")
    page.set_input_files("#id_upload", {"name": name, "mimeType": SHEET, "buffer": sheet_of(rows)})
    page.locator("input[name=level][value=public]").check()
    page.fill("[name=reviewer_name]", "Lin Ruoxi")
    page.fill("[name=reviewed_on]", "2026-11-20")
    page.locator("main form.form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/imports/\d+/"))


def take_over(page: Page, sheet: bytes, *, stated: str) -> None:
    page.goto("/imports/new/register/")
    page.set_input_files("#id_upload", {"name": "register.xlsx", "mimeType": SHEET, "buffer": sheet})
    page.locator("#id_agency option", has_text="4300").first.evaluate("option => option.selected = true")
    page.select_option("[name=rule_set]", "R2000")
    page.fill("[name=stated]", stated)
    page.locator("main form.form button[type=submit]").first.click()
    page.wait_for_url(re.compile(r"/imports/\d+/"))


def check(page: Page) -> None:
    page.locator("form[action$='/check/'] .form-acts button").click()
    expect(page.locator(".board")).to_be_visible()


def enter(page: Page, mode: str) -> None:
    page.locator(f"input[name=mode][value={mode}]").check()
    page.locator("form[action$='/enter/'] button").click()
    expect(page.locator(".board")).to_be_visible()
    expect(page.locator("form[action$='/enter/']")).to_have_count(0)


def board(page: Page) -> list[int]:
    """Rows, good, bad, with a warning, entered."""
    return [int(text.replace(",", "")) for text in page.locator(".board b").all_inner_texts()]


def attach_review(officer: Page) -> None:
    """The result of the import leads to where the secrecy review gets its document."""
    officer.locator("main a[href$='#secrecy']").click()
    officer.set_input_files("#id_secrecy_upload", {"name": "review.txt", "mimeType": "text/plain", "buffer": b"Public"})
    officer.locator("form[action*='/secrecy/attach/'] button.btn:visible").first.click()
    expect(officer.locator("#secrecy a[href$='/secrecy/']")).to_be_visible()


def publish(auditor: Page, name: str) -> None:
    auditor.goto("/audit/imports/")
    auditor.locator("main tbody a", has_text=name).first.click()
    auditor.locator("form[action$='/claim/'] button").click()
    expect(auditor.locator("#checks[hx-get]")).to_have_count(0)
    answer_lines(auditor)
    auditor.locator("input[name=conclusion][value=approve]").check()
    auditor.locator("form[action$='/decide/'] button[type=submit], form[action$='/decide/'] button").first.click()
    auditor.wait_for_load_state()


def reload_until(page: Page, address: str, holds: Callable[[], bool]) -> None:
    """Search follows the feed within a second or so."""
    for _ in range(60):
        page.goto(address)
        if holds():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"never seen on {address}")


def number_of(year: int, serial: int) -> str:
    return f"{year}430001{serial:06}"


def register_of(year: int, *, count: int) -> bytes:
    """A year of an older register: `count` contracts of 100,000 yuan each, of it 80,000 technology."""
    head = (
        *("登记编号", "登记日期", "合同名称", "合同类型", "卖方", "卖方性质", "卖方地区"),
        *("买方", "买方性质", "买方地区", "技术领域", "合同成交额", "技术交易额"),
    )
    kinds = ("委托开发", "技术服务", "技术转让", "技术咨询")
    rows = [
        [
            *(number_of(year, serial), f"{year}-{1 + serial % 12:02}-15", f"历史合同{year}第{serial}号"),
            *(kinds[serial % 4], "湘水环保研究院", "021", "4300", "禾川环境科技有限公司", "170", "4100"),
            *("07", "100000", "80000"),
        ]
        for serial in range(1, count + 1)
    ]
    return sheet_of([list(head), *rows])
