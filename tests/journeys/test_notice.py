"""A price in publicity is objected to by a visitor; a listing is suspended and goes on with its remaining days."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import answer_lines, read_in, sign_in
from tests.journeys.road import reload_until
from tests.journeys.test_look import findings

PAPER = {"name": "contract.txt", "mimeType": "text/plain", "buffer": "委托开发合同第三条".encode()}


@pytest.mark.slow
@pytest.mark.rule("R3-03", "R3-05", "R3-31", "R3-41")
def test_a_visitor_objects_to_a_negotiated_price_and_the_listing_rests_until_it_is_decided(open_page):
    visitor, auditor = person(open_page, "", "zh"), person(open_page, "auditor", "zh")
    listing = first_listing(visitor, "regime=NEG&state=in_notice")
    visitor.goto(f"/listings/{listing}/")
    expect(visitor.locator("main")).to_contain_text("最早签约日")
    expect(visitor.locator("main")).to_contain_text("拟受让方")

    visitor.locator(f"a[href='/listings/{listing}/object/']").click()
    assert findings(visitor) == []
    visitor.select_option("[name=ground]", "O4")
    visitor.fill("[name=text]", "受让方由成果完成人实际控制，公告未如实披露。")
    visitor.set_input_files("[name=evidence]", PAPER)
    visitor.fill("[name=name]", "沈知言")
    visitor.fill("[name=email]", "journey@outside.example")
    visitor.locator("main form.form .btn-primary").click()
    expect(visitor.locator("main")).to_contain_text("确认链接已发出")
    visitor.goto("/mailbox/?q=journey@outside.example")
    reload_until(visitor, lambda: visitor.locator("main tbody a").count() == 1)
    visitor.locator("main tbody a").first.click()
    link = re.search(r"/objections/[\w-]{30,}/", visitor.locator("main").inner_text())[0]
    visitor.goto(link)
    visitor.locator("button[name=act][value=confirm]").click()
    expect(visitor.locator("main .line .st").first).to_have_text("已提交")

    auditor.goto("/objections/")
    auditor.locator("main tbody tr", has_text=listing).locator("a[href^='/objections/cases/']").first.click()
    auditor.locator("button[name=act][value=claim]").click()
    auditor.locator("input[name=conclusion]").first.wait_for()
    conclude(auditor, "admit", "")
    visitor.goto(f"/listings/{listing}/")
    expect(visitor.locator(".work-meta .st")).to_have_text("已中止")
    expect(visitor.locator("#objections")).to_contain_text("审查中")

    conclude(auditor, "dismiss", "经查股权登记，双方不存在控制关系。")
    visitor.reload()
    expect(visitor.locator(".work-meta .st")).to_have_text("公告中")
    expect(visitor.locator("#objections")).to_contain_text("经查股权登记")
    assert "沈知言" not in visitor.content()
    visitor.goto(link)
    expect(visitor.locator("main")).to_contain_text("不成立")


def conclude(page: Page, conclusion: str, text: str) -> None:
    answer_lines(page)
    page.locator(f"input[name=conclusion][value={conclusion}]").check()
    page.fill("[name=text]", text)
    page.locator(".btn-official").click()
    page.wait_for_load_state()


@pytest.mark.slow
@pytest.mark.rule("R3-40", "R3-41")
def test_an_auditor_suspends_a_listing_and_lets_it_go_on(open_page):
    visitor, auditor = person(open_page, "", "en"), person(open_page, "auditor", "en")
    listing = first_listing(visitor, "regime=LIST-PUB&state=in_notice&sort=newest")
    auditor.goto(f"/listings/{listing}/notice/")
    assert findings(auditor) == []
    act(auditor, "suspend", reason_code="G4", text="An invalidation was requested.")
    visitor.goto(f"/listings/{listing}/")
    expect(visitor.locator(".work-meta .st")).to_have_text("Suspended")
    assert visitor.locator(f"a[href='/listings/{listing}/intent/']").count() == 0

    act(auditor, "resume", text="The request was withdrawn.")
    visitor.reload()
    expect(visitor.locator(".work-meta .st")).to_have_text("In notice")
    expect(visitor.locator("#announcements li").first).to_contain_text("Resumed")
    expect(visitor.locator("#announcements li").first).to_contain_text("The request was withdrawn.")
    assert findings(visitor) == []


def act(page: Page, name: str, **given: str) -> None:
    """Open the act's dialog, fill it and press its button."""
    form = page.locator(f"form:has(input[name=act][value={name}])")
    page.locator(f"details[data-ask]:has(input[name=act][value={name}]) > summary").click()
    for field, value in given.items():
        box = page.locator(f"#{name}_{field}")
        box.select_option(value) if field == "reason_code" else box.fill(value)
    page.locator(f"dialog button.btn-official, form:has(#{name}_text) button.btn-official").last.click()
    page.wait_for_load_state()
    assert form.count() == 0


def person(open_page, role: str, language: str) -> Page:
    page = open_page("zh-CN" if language == "zh" else "en-GB")
    if role:
        sign_in(page, role)
    else:
        page.goto("/")
    read_in(page, language)
    return page


def first_listing(page: Page, query: str) -> str:
    page.goto(f"/search/?{query}")
    address = page.locator(".entry-h a[href^='/listings/']").first.get_attribute("href")
    return address.strip("/").rpartition("/")[2]
