"""The look in a real browser: nothing for axe to find, nothing that overflows, scripts that help and are not needed."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browser import faults

PAGES = ("/style/", "/", "/rules/", "/help/walk/", "/account/login/")
READERS = [("zh-CN", 1440, "light"), ("en", 390, "dark"), ("zh-CN", 390, "light"), ("en", 1440, "dark")]


def findings(page) -> list[str]:
    return [f"{one['id']}: {one['nodes'][0]['html']}" for one in faults(page)]


@pytest.mark.parametrize(("locale", "width", "scheme"), READERS)
def test_public_pages_have_no_finding_and_no_overflow(open_page, locale, width, scheme):
    page = open_page(locale, viewport={"width": width, "height": 900}, color_scheme=scheme)
    for path in PAGES:
        page.goto(path)
        assert findings(page) == []
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_act_that_asks_once_more_is_a_dialog_and_gives_the_focus_back(open_page):
    page = open_page("en")
    page.goto("/style/")
    page.click("details[data-ask] > summary")
    assert page.locator("dialog[open] h2").text_content() == "Publish this notice?"
    page.keyboard.press("Escape")
    page.wait_for_selector("dialog", state="detached")
    assert page.evaluate("document.activeElement.tagName") == "SUMMARY"


def test_the_summary_of_faults_takes_the_focus_and_leads_to_the_field(open_page):
    page = open_page("en")
    page.goto("/style/")
    assert page.evaluate("document.activeElement.hasAttribute('data-faults')")
    page.click("a[href='#faulty_title']")
    assert page.evaluate("document.activeElement.id") == "faulty_title"


def test_without_scripts_the_act_unfolds_in_place_and_the_chart_is_a_table(open_page):
    page = open_page("en", java_script_enabled=False)
    page.goto("/style/")
    page.click("details[data-ask] > summary")
    assert page.locator("details[data-ask] .dialog h2").is_visible()
    page.click("figure[data-chart] summary")
    assert page.locator("#turnover").is_visible()


def test_charts_are_drawn_under_the_strict_policy_and_again_in_the_dark(open_page):
    page = open_page("en", color_scheme="light")
    page.goto("/style/")
    ink = page.locator(".chart-box svg text").first
    light = ink.get_attribute("fill")
    page.emulate_media(color_scheme="dark")
    expect(ink).not_to_have_attribute("fill", light)
