"""A data room in the browser: asked for, signed for, opened, read, withdrawn, denied; once in each language."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.journeys.browser import faults, opened
from tests.journeys.pages import read_in

ROW = "main tbody tr:has-text('Low-temperature lamination'), main tbody tr:has-text('低温层压')"
ENTERPRISE = re.compile("Chenghai|澄海")
FILES = "main a[href^='/rooms/files/']"


@pytest.fixture
def people(browser, stack):
    """The agent of an enterprise and the officer of the holder."""
    with opened(browser, stack, "agent", "officer") as pages:
        yield pages


def enter(page: Page, place: str) -> None:
    page.goto(place)
    page.locator(ROW).locator("a").first.click()


def press(page: Page, act: str) -> None:
    page.locator(f"form:has(input[name='act'][value='{act}']) button.btn:not([data-kept-button])").last.click()


def to_the_enterprise(officer: Page) -> None:
    enter(officer, "/rooms/kept/")
    officer.locator("main a[href^='/rooms/access/']").filter(has_text=ENTERPRISE).click()


@pytest.mark.rule("R8-05")
@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_room_is_opened_read_and_withdrawn(people, language):
    agent, officer = people
    for page in people:
        read_in(page, language)
    enter(agent, "/rooms/")
    agent.locator("main a.btn-primary[href$='/sign/']").click()
    assert faults(agent) == []
    agent.check("[name=agrees]")
    agent.locator("details.ask summary").click()
    with agent.expect_navigation():
        agent.locator(".dialog .btn-official").click()
    to_the_enterprise(officer)
    assert faults(officer) == []
    press(officer, "grant")
    expect(officer.locator("form:has(input[value='withdraw'])")).to_be_visible()
    enter(agent, "/rooms/")
    with agent.expect_download() as taken:
        agent.locator(FILES).first.click()
    content = taken.value.path().read_bytes()
    assert ["孟清和" in page.extract_text() for page in PdfReader(io.BytesIO(content)).pages] == [True, True]
    address = agent.locator(FILES).first.get_attribute("href")
    to_the_enterprise(officer)
    officer.locator("form:has(input[value='withdraw']) textarea").fill("The series is repeated.")
    press(officer, "withdraw")
    assert agent.goto(address).status == 403
    expect(agent.locator("main")).to_contain_text("The series is repeated.")
    enter(agent, "/rooms/")
    expect(agent.locator(FILES)).to_have_count(0)
    agent.fill("[name=reason]", "Two questions are open.")  # asked again, as it was in the beginning
    with agent.expect_navigation():
        agent.locator("form:has([name=reason]) button.btn-primary").click()
