"""Questions in the browser: asked before everybody and to the holder alone, answered, read by a visitor; as either."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browser import faults, opened
from tests.journeys.pages import read_in

WORDS = {
    "en": ("Does the coating hold at minus forty?", "Would you license it for the north alone?"),
    "zh": ("涂层在零下四十度能否保持性能？", "能否只就北方地区许可？"),
}
ANSWERS = {
    "en": ("It does; the test is among the papers.", "For the north we would."),
    "zh": ("可以，试验报告见附件。", "北方地区可以单独许可。"),
}
NUMBER = "13800138000"


@pytest.fixture
def people(browser, stack):
    """The agent of an enterprise, the officer of the holder and a visitor."""
    with opened(browser, stack, "agent", "officer", "") as pages:
        yield pages


def send(page: Page) -> None:
    with page.expect_navigation():
        page.locator("main form:has(textarea[name=text]) .btn-primary").first.click()


def listing_of(officer: Page) -> str:
    """The address of a listing that the officer has been asked about and that still takes questions."""
    officer.goto("/questions/?state=asked")
    officer.locator("main tbody a").first.click()
    return officer.locator("nav.crumbs a.code").get_attribute("href")


def ask(agent: Page, listing: str, audience: str, words: str) -> str:
    """Refused with a telephone number in it, then sent without; the address of the conversation."""
    agent.goto(listing)
    agent.locator(f"main a[href*='/ask/'][href*='audience={audience}']").first.click()
    expect(agent.locator(f"[name=audience][value={audience}]")).to_be_checked()
    agent.fill("[name=text]", f"{words} {NUMBER}")
    send(agent)
    expect(agent.locator("[name=text]")).to_have_value(f"{words} {NUMBER}")
    expect(agent.locator("[name=text]")).to_have_attribute("aria-invalid", "true")
    expect(agent.locator(f"[name=audience][value={audience}]")).to_be_checked()
    assert faults(agent) == []
    agent.fill("[name=text]", words)
    send(agent)
    return agent.url


def reply(officer: Page, address: str, words: str) -> None:
    officer.goto(address)
    officer.fill("#write [name=text]", f"{words} {NUMBER}")
    send(officer)
    expect(officer.locator("#write [name=text]")).to_have_value(f"{words} {NUMBER}")
    officer.fill("#write [name=text]", words)
    send(officer)
    expect(officer.locator(".thread-m.is-answer").last).to_contain_text(words)
    assert faults(officer) == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_what_is_asked_before_everybody_stands_on_the_page_with_its_answer_and_the_private_does_not(people, language):
    agent, officer, visitor = people
    visitor.goto("/")
    for page in people:
        read_in(page, language)
    listing = listing_of(officer)
    for audience, words, answer in zip(("public", "private"), WORDS[language], ANSWERS[language], strict=True):
        address = ask(agent, listing, audience, words)
        visitor.goto(listing)
        expect(visitor.locator("main")).not_to_contain_text(words)
        reply(officer, address, answer)
        agent.goto(address)
        expect(agent.locator(".thread-m.is-answer")).to_contain_text(answer)

    visitor.goto(listing)
    asked = visitor.locator("#questions .qa > li").first
    expect(asked).to_contain_text(WORDS[language][0])
    expect(asked).to_contain_text(ANSWERS[language][0])
    for private in (WORDS[language][1], ANSWERS[language][1], "孟清和"):
        expect(visitor.locator("main")).not_to_contain_text(private)
    assert faults(visitor) == []
