"""The loop of a correction by keyboard alone, in each language: posted, marked field by field, answered in place,
checked again, approved, listed. Real front, web and worker; each role at a browser of its own.
"""

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.keys import Keys
from tests.journeys.pages import LINES, read_in, sign_in
from tests.journeys.road import reload_until
from tests.journeys.test_posting_by_keys import attach_review, declare, describe, readable_date


@dataclass(frozen=True)
class Story:
    language: str
    title: str
    abstract: str
    patent: str
    ask_level: str
    ask_basis: str
    reason: str
    answer: str


STORIES = (
    Story(
        "zh",
        "刨花板连续热压的含水率在线闭环",
        "以微波透射在线测含水率，热压机按其调节温度；两条产线试用一季。",
        "202310123457.0",
        "附件已证明到六级，请改。",
        "请写明决议的日期。",
        "请按所注意见改正或说明。",
        "决议为 2026 年 3 月 9 日，编号未变。",
    ),
    Story(
        "en",
        "Moisture loop for continuous pressing of particle board",
        "Microwaves read the moisture on line and the press follows it; used on two lines for a season.",
        "202310123458.5",
        "The papers prove level six already.",
        "Name the date of the decision.",
        "Mend or answer what is marked.",
        "The decision is of 9 March 2026; its number stays.",
    ),
)
DECIDE = "form[action$='/decide/'] .btn-official"


@pytest.fixture
def at_keys(open_page):
    """The keyboard of a role, signed in and reading one language."""

    def sit_down(role: str, language: str) -> Keys:
        page = open_page("zh-CN" if language == "zh" else "en-GB")
        sign_in(page, role)
        read_in(page, language)
        return Keys(page)

    return sit_down


def post(keys: Keys, story: Story) -> str:
    """To the unit's queue; returns the number."""
    declare(keys)
    describe(keys, story.language, story.title, story.abstract)
    keys.go("#draft .form-acts .btn:not(.btn-primary)")
    keys.write("#id_number", story.patent)
    keys.choose("#id_status", "GRT")
    keys.write("#id_filed_on", readable_date())
    keys.go("form[action$='/rights/#rights'] button.btn")
    expect(keys.page.locator(".file", has_text=story.patent)).to_be_visible()
    attach_review(keys)
    return hand_in(keys)


def hand_in(keys: Keys) -> str:
    keys.press(".form-acts [formaction$='/submit/']")
    keys.page.wait_for_url(re.compile(r"/achievements/A\d+/$"))
    return keys.page.url.rstrip("/").rpartition("/")[2]


def send_on(keys: Keys, case: str) -> None:
    """The officer finds the case in the queue of the unit and sends it to the exchange."""
    keys.page.goto("/unit-review/")
    keys.go(f"main a[href='/unit-review/{case}/']")
    answer_yes(keys)
    keys.go("form[action$='/forward/'] .btn-primary")
    expect(keys.page.locator("form[action$='/forward/']")).to_have_count(0)


def answer_yes(keys: Keys) -> None:
    """A key to each open line, and one that says yes; where a check doubts it a word after it."""
    for line in keys.page.locator(LINES).all():
        keys.pick(line.locator("[value=yes]").get_attribute("name") or "", "yes")
        note = line.locator("input[type=text]")
        if note.is_visible():
            keys.write(f"#{note.get_attribute('id')}", "checked")


def claim(keys: Keys, code: str) -> Page:
    """The auditor takes the case and waits for the worker's checks."""
    page = keys.page
    page.goto(f"/audit/{code}/")
    keys.go("form[action$='/claim/'] button")
    reload_until(page, lambda: page.locator(f"{DECIDE}:not([disabled])").count() == 1)
    return page


def mark(keys: Keys, field: str, text: str) -> None:
    keys.choose("#id_mark_field", field)
    keys.write("#id_mark_text", text)
    keys.go("form[action$='/marks/'] button.btn")
    expect(keys.page.locator("#corrections tbody tr", has_text=text)).to_be_visible()


def ask(keys: Keys, code: str, story: Story) -> None:
    claim(keys, code)
    mark(keys, "maturity", story.ask_level)
    mark(keys, "price_basis", story.ask_basis)
    keys.pick("conclusion", "ask_correction")
    keys.choose("#id_reason_code", "E8")
    keys.write("#id_text", story.reason)
    keys.go(DECIDE)
    expect(keys.page.locator(DECIDE)).to_have_count(0)


def answer(keys: Keys, code: str, story: Story) -> None:
    """What is asked stands beside its field: one is mended there, the other answered there."""
    page = keys.page
    page.goto(f"/achievements/{code}/edit/")
    expect(page.locator(".asked")).to_have_count(2)
    assert page.locator(".asked", has_text=story.ask_level).locator("textarea").get_attribute("form") == "draft"
    keys.choose("#id_maturity", "6")
    keys.write("#id_answer-2-text", story.answer)
    assert hand_in(keys) == code


def approve(keys: Keys, code: str, story: Story) -> None:
    page = claim(keys, code)
    expect(page.locator(".check-runs > li")).to_have_count(2)
    expect(page.locator("#corrections tbody tr", has_text=story.ask_basis)).to_contain_text(story.answer)
    for _ in range(2):
        left = page.locator("form[action*='/corrections/'][action$='/close/']").count()
        keys.go("form[action*='/corrections/'][action$='/close/'] button")
        expect(page.locator("form[action*='/corrections/'][action$='/close/']")).to_have_count(left - 1)
    answer_yes(keys)
    keys.pick("conclusion", "approve")
    keys.go(DECIDE)
    expect(page.locator(DECIDE)).to_have_count(0)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_a_correction_is_asked_answered_and_listed_by_keyboard_alone(at_keys, story):
    author, officer, auditor = (at_keys(role, story.language) for role in ("researcher", "officer", "auditor"))
    code = post(author, story)
    send_on(officer, f"{code}-1")

    ask(auditor, code, story)
    answer(author, code, story)
    send_on(officer, f"{code}-2")
    approve(auditor, code, story)

    author.page.goto(f"/achievements/{code}/")
    author.go("main a[href^='/listings/']")
    expect(author.page.locator("h1")).to_contain_text(story.title)
