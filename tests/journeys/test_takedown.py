"""A listing is taken down in the browser, looked for by a visitor, read in the evidence and shown again."""

import zipfile

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import faults, opened
from tests.journeys.pages import read_in

IN_NOTICE = "/search/?state=in_notice"


@pytest.fixture
def people(browser, stack):
    """The head of the exchange and a visitor."""
    with opened(browser, stack, "head", "") as pages:
        yield pages


def finds(visitor: Page, title: str) -> bool:
    visitor.goto(f"/search/?q={title}")
    return visitor.locator(f".entry-h:has-text('{title}')").count() > 0


@pytest.mark.rule("R8-03")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_listing_disappears_at_once_and_is_shown_again(people, language):
    head, visitor = people
    for page in people:
        page.goto("/")
        read_in(page, language)
    visitor.goto(IN_NOTICE)
    link = visitor.locator(".entry-h a").first
    title, address = link.inner_text().strip(), link.get_attribute("href")
    assert finds(visitor, title)
    head.goto(address)
    head.locator("main a[href^='/takedowns/new/']").click()
    assert faults(head) == []
    head.select_option("[name=reason_code]", "D1")
    head.fill("[name=basis]", "7")
    head.locator("main form .btn-official").click()
    expect(head.locator("[name=confirmed]")).to_be_visible()  # nothing happens without the box
    assert visitor.goto(address).status == 200

    head.check("[name=confirmed]")
    head.locator("main form .btn-official").click()
    head.wait_for_url("**/takedowns/TD*/")
    assert faults(head) == []
    assert visitor.goto(address).status == 451
    assert title not in visitor.content()
    assert faults(visitor) == []
    assert not finds(visitor, title)
    with head.expect_download() as taken:
        head.locator("main a[href$='/evidence/']").click()
    with zipfile.ZipFile(taken.value.path()) as pack:
        assert title in pack.read("evidence.json").decode()

    head.select_option("[name=reason_code]", "B1")
    head.check("[name=confirmed]")
    head.locator("main form .btn-official").click()
    expect(head.locator("[name=confirmed]")).to_have_count(0)
    assert visitor.goto(address).status == 200
    expect(visitor.locator("h1")).to_contain_text(title)
