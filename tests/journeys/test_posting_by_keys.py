"""A professor posts an achievement without touching the mouse: from the declaration to the unit, a refusal between."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from listings.selectors.record import NONE_STATED
from tests.journeys.browser import faults
from tests.journeys.keys import Keys
from tests.journeys.pages import read_in, sign_in
from tests.stack import PATIENT

TITLE = "Self-levelling drill guide for curved bone"
REVIEW = {"name": "review.txt", "mimeType": "text/plain", "buffer": b"Public"}
ABSTRACT = "Holds a drill square to a curved surface; tried on 40 samples."


@pytest.fixture
def page(browser, stack):
    context = browser.new_context(base_url=stack.url, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(PATIENT)
    sign_in(page, "researcher")
    read_in(page, "en")
    yield page
    context.close()


def readable_date() -> str:
    """A date of the past that a browser reads alike whether it asks for the day or for the month first."""
    today = date.today()  # noqa: DTZ011
    twins = [date(year, each, each) for year in (today.year - 1, today.year) for each in range(1, 13)]
    return max(twin for twin in twins if twin <= today).strftime("%d%m%Y")


def declare(keys: Keys) -> None:
    keys.page.goto("/achievements/new/")
    keys.pick("level", "public")
    keys.write("[name=reviewer_name]", "Chen Wei")
    keys.write("[name=reviewed_on]", readable_date())
    keys.press(".form-acts .btn-primary")
    keys.page.wait_for_url(re.compile(r"/achievements/A\d+/edit/"))


def describe(keys: Keys, language: str = "en", title: str = TITLE, abstract: str = ABSTRACT) -> None:
    keys.write(f"#id_title_{language}", title)
    keys.write(f"#id_abstract_{language}", abstract)
    keys.choose("#id_field", "04")
    keys.choose("#id_kind", "2")
    keys.choose("#id_maturity", "5")
    keys.pick("is_fiscally_funded", "no")
    keys.pick("is_encumbered", "no")
    keys.pick("bears_on_security", "no")
    keys.pick("regime", "LIST-PUB")
    keys.pick("right_offered", "O")
    keys.write("#id_price", "600000")
    keys.write("#id_increment", "20000")
    keys.choose("#id_price_basis_kind", "DEC")
    keys.write("#id_price_basis", "Decision 2026-7")
    keys.choose("#id_territory", "CN")
    keys.write("#id_term_years", "5")
    keys.choose("#id_payment_method", "LS")
    keys.pick("is_related_party", "no")
    for name in NONE_STATED:
        keys.tick(f"#id_{name}")


def attach_review(keys: Keys) -> None:
    """The file itself is chosen in a window of the browser, which no test opens."""
    keys.page.locator("#secrecy [name=upload]").set_input_files(REVIEW)
    keys.press("#secrecy form button:has(svg)")
    expect(keys.page.locator("#secrecy .file", has_text="review.txt")).to_be_visible()


def look_at_the_preview(keys: Keys) -> None:
    """It opens beside the form, which goes on being kept and can still be sent."""
    with keys.page.expect_popup() as opened:
        keys.press("button[formaction$='/preview/']")
    expect(opened.value.locator("h1")).to_have_text(TITLE)
    opened.value.close()


def test_an_achievement_is_posted_by_keyboard_alone(page):
    keys = Keys(page)
    declare(keys)
    describe(keys)
    look_at_the_preview(keys)

    keys.press(".form-acts [formaction$='/submit/']")
    expect(page.locator("[data-faults]")).to_be_focused()
    assert page.locator("[data-faults] a").evaluate_all("links => links.map(each => each.hash)") == [
        "#rights",
        "#secrecy",
    ]
    assert faults(page) == []
    keys.press("[data-faults] a")
    keys.write("#id_number", "202310123456.6")
    keys.choose("#id_status", "GRT")
    keys.write("#id_filed_on", readable_date())
    keys.press("form[action$='/rights/#rights'] button.btn")
    expect(page.locator(".file", has_text="202310123456.6")).to_be_visible()
    attach_review(keys)

    keys.press(".form-acts [formaction$='/submit/']")
    page.wait_for_url(re.compile(r"/achievements/A\d+/$"))
    expect(page.locator("h1")).to_have_text(TITLE)
