"""An administrator ends an entry of a code list, begins its successor and reads who did what, in both languages."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.pages import read_in, sign_in

WORDS = {
    "zh": {
        "code": "P5",
        "successor": "P6",
        "gone": "本条目已不再使用",
        "renamed": "名称依新办法调整",
        "ended": "停用条目",
        "followed": "后继",
        "too_early": "不能在此之前停用",
    },
    "en": {
        "code": "P7",
        "successor": "P8",
        "gone": "No longer used",
        "renamed": "Renamed by the new measures",
        "ended": "Entry ended",
        "followed": "followed by",
        "too_early": "it cannot end before that",
    },
}


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_administrator_ends_an_entry_and_begins_its_successor(open_page: Callable[..., Page], language: str):
    words, page = WORDS[language], open_page("zh-CN" if language == "zh" else "en-GB")
    sign_in(page, "administrator")
    read_in(page, language)
    today = date.fromisoformat(day_of(page))
    submit(page, code=words["code"], name_zh="新计划", name_en="New plan", source_en="Order 1")
    expect(page).to_have_url(f"/codelists/plan_source/entry/{words['code']}/")

    page.locator("main a[href$='/end/']").click()
    submit(page, last_day="1999-12-31", reason=words["gone"])
    expect(page.locator("main")).to_contain_text(words["too_early"])
    submit(page, last_day=str(today + timedelta(days=60)), reason=words["gone"])
    expect(page.locator("main")).to_contain_text(words["ended"])
    expect(page.locator("main")).to_contain_text(words["gone"])

    page.locator("main a[href$='/succeed/']").click()
    begins = str(today + timedelta(days=30))
    submit(
        page,
        code=words["successor"],
        name_zh="后继计划",
        name_en="Later plan",
        begins_on=begins,
        reason=words["renamed"],
    )
    expect(page).to_have_url(f"/codelists/plan_source/entry/{words['successor']}/")
    expect(page.locator("main")).to_contain_text(words["renamed"])

    page.goto(f"/codelists/plan_source/entry/{words['code']}/")
    expect(page.locator("main")).to_contain_text(f"{today + timedelta(days=29)}")
    expect(page.locator("main")).to_contain_text(f"{words['followed']} {words['successor']}")
    visitor = open_page("zh-CN" if language == "zh" else "en-GB")
    visitor.goto(f"/codelists/plan_source/?on={begins}")
    codes = visitor.locator("main tbody td.code").all_inner_texts()
    assert (words["code"] in codes, words["successor"] in codes) == (False, True)
    visitor.goto(f"/codelists/plan_source/entry/{words['successor']}/")
    expect(visitor.locator("main")).not_to_contain_text(words["renamed"])


def day_of(page: Page) -> str:
    """The official date, as the form of a new entry proposes it."""
    page.goto("/codelists/plan_source/add/")
    return page.locator("#id_valid_from").input_value()


def submit(page: Page, **given: str) -> None:
    for name, value in given.items():
        page.locator(f"#id_{name}").fill(value)
    page.locator("main form button[type=submit]").click()
    page.wait_for_load_state()
