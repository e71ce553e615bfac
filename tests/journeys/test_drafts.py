"""Nothing typed is ever lost: sessions that end, second windows, languages, refusals, no network, no scripts."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.browser import TOO_WIDE, faults
from tests.journeys.pages import read_in, sign_in
from tests.journeys.road import reload_until
from tests.stack import PATIENT

FORM = "/my-organisations/new/"
LOCALES = [("zh", "zh-CN"), ("en", "en-GB")]
SAVED = re.compile(r"^(Saved|已保存) \d\d:\d\d")
ENDED = re.compile("session has ended|登录已失效")
OFFLINE = re.compile("no connection|网络已断开")


@pytest.fixture
def typist(browser, stack):
    """A person at a browser of their own. What a save is refused with stands in the console and is not a complaint."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_one(locale: str = "zh-CN", role: str = "researcher", **options: object) -> Page:
        context = browser.new_context(base_url=stack.url, locale=locale, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENT)
        page.on("pageerror", lambda error: errors.append(str(error)))
        sign_in(page, role)
        read_in(page, locale[:2])
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert errors == []


def said(page: Page):
    return page.locator("[data-kept-says]").first


def write(page: Page, text: str, field: str = "#id_name_zh") -> None:
    page.fill(field, text)
    expect(said(page)).to_have_text(SAVED)


def discard(page: Page) -> None:
    page.goto(FORM)
    button = page.locator("button[formaction$='/drafts/discard/']")
    if button.count():
        button.click()
        page.wait_for_load_state()


def sign_out(page: Page) -> None:
    """In another window of the same browser: the session of both is gone from the server."""
    other = page.context.new_page()
    other.goto("/account/logout/")
    other.locator("main form[action$='/logout/'] button").click()
    other.wait_for_load_state()
    other.close()


@pytest.mark.parametrize(("language", "locale"), LOCALES)
def test_a_session_that_ends_while_one_types_is_renewed_in_place(typist, language, locale):
    page = typist(locale, role="gu")
    page.goto("/achievements/")
    page.goto(page.locator("main tr:has(:text-matches('^(Draft|草稿)$')) a").first.get_attribute("href"))
    page.locator("main a[href$='/edit/']").first.click()
    before = page.input_value("#id_abstract_en")
    write(page, f"{before} It lasts.", "#id_abstract_en")
    sign_out(page)

    page.locator("#id_abstract_en").press_sequentially(" Ten years.")
    expect(said(page)).to_have_text(ENDED)
    with page.expect_popup() as opened:
        page.locator("#draft [data-kept-sign-in]").click()
    window = opened.value
    window.locator("details[data-others] > summary").click()
    window.locator("button[name=role][value=gu]").first.click()
    window.wait_for_url("**/drafts/signed-in/")
    window.close()

    expect(said(page)).to_have_text(SAVED)
    expect(page.locator("#draft [data-kept-sign-in]")).to_be_hidden()
    assert page.input_value("#id_abstract_en") == f"{before} It lasts. Ten years."
    page.reload()
    assert page.input_value("#id_abstract_en") == f"{before} It lasts. Ten years."
    page.locator("main form#draft .form-acts button").first.click()
    page.wait_for_load_state()
    assert page.input_value("#id_abstract_en") == f"{before} It lasts. Ten years."
    page.fill("#id_abstract_en", before)
    page.locator("main form#draft .form-acts button").first.click()
    page.wait_for_load_state()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_form_sent_after_the_session_ended_comes_back_filled_in(typist, scripts):
    page = typist("en-GB", java_script_enabled=scripts)
    discard(page)
    page.goto(FORM)
    sign_out(page)
    page.fill("#id_name_zh", "江洲电机厂")
    page.locator("main form .form-acts button").click()
    page.wait_for_url("**/account/login/**")
    assert page.locator("text=What you typed is kept").count() == 1

    page.locator("button[name=role][value=researcher]").first.click()
    page.wait_for_load_state()

    assert page.url.endswith(FORM)
    assert page.input_value("#id_name_zh") == "江洲电机厂"
    discard(page)


@pytest.mark.parametrize(("language", "locale"), LOCALES)
@pytest.mark.parametrize("width", [390, 1440])
def test_two_windows_of_one_form_lead_to_a_choice(typist, language, locale, width):
    page = typist(locale, viewport={"width": width, "height": 900})
    discard(page)
    page.goto(FORM)
    other = page.context.new_page()
    other.goto(FORM)
    write(page, "江洲电机厂")
    other.fill("#id_name_zh", "江洲机械厂")
    compare = other.locator("[data-kept-compare]")
    expect(compare).to_be_visible()

    compare.click()
    other.wait_for_load_state()
    assert faults(other) == []
    assert other.evaluate(TOO_WIDE) <= 0
    other.locator("input[name=pick_name_zh][value=aside]").check()
    other.locator("main .form-acts button").click()
    other.wait_for_load_state()

    assert other.url.endswith(FORM)
    assert other.input_value("#id_name_zh") == "江洲机械厂"
    page.fill("#id_name_zh", "江洲电机厂（一厂）")
    expect(page.locator("[data-kept-compare]")).to_be_visible()
    discard(other)


@pytest.mark.parametrize(("locale", "other"), [("zh-CN", "en"), ("en-GB", "zh")])
def test_the_switch_of_languages_waits_for_what_was_typed(typist, locale, other):
    page = typist(locale)
    discard(page)
    page.goto(FORM)
    page.fill("#id_name_en", "Jiangzhou Motor Works")
    page.locator(f"form.lang button[name=language][value^={other}]").first.click()
    page.wait_for_load_state()

    expect(page.locator("html")).to_have_attribute("lang", "en" if other == "en" else "zh-Hans")
    assert page.input_value("#id_name_en") == "Jiangzhou Motor Works"
    discard(page)


def test_a_page_left_and_come_back_to_has_the_text(typist):
    page = typist()
    discard(page)
    page.goto(FORM)
    write(page, "江洲电机厂")
    page.fill("#id_name_en", "Jiangzhou Motor Works")  # not saved yet when the page is left
    page.goto("/")
    page.go_back()
    reload_until(page, lambda: page.input_value("#id_name_en") == "Jiangzhou Motor Works")  # its save may come late

    page.close()
    page = typist()
    page.goto(FORM)
    assert (page.input_value("#id_name_zh"), page.input_value("#id_name_en")) == ("江洲电机厂", "Jiangzhou Motor Works")
    discard(page)


def test_without_a_network_it_is_said_and_tried_again(typist):
    page = typist()
    discard(page)
    page.goto(FORM)
    page.context.set_offline(True)
    page.fill("#id_name_zh", "江洲电机厂")
    expect(said(page)).to_have_text(OFFLINE)
    assert page.locator("[data-kept-says]").get_attribute("role") == "status"

    page.context.set_offline(False)

    expect(said(page)).to_have_text(SAVED)
    discard(page)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_refused_form_is_mended_by_keyboard_alone(typist, scripts):
    page = typist("en-GB", java_script_enabled=scripts)
    discard(page)
    page.goto(FORM)
    page.locator("#id_name_zh").focus()
    page.keyboard.type("江洲电机厂")
    page.keyboard.press("Enter")

    expect(page).to_have_title(re.compile("^Error: "))
    assert page.input_value("#id_name_zh") == "江洲电机厂"
    summary = page.locator("[data-faults]")
    if scripts:
        expect(summary).to_be_focused()
        page.keyboard.press("Tab")
    else:
        summary.locator("a").first.focus()
    target = page.evaluate("document.activeElement.hash.slice(1)")
    page.keyboard.press("Enter")
    if scripts:
        assert page.evaluate("document.activeElement.id") == target
    assert page.url.split("#")[0].endswith(FORM)
    discard(page)


def test_without_scripts_a_button_saves_the_draft(typist):
    page = typist("zh-CN", java_script_enabled=False)
    discard(page)
    page.goto(FORM)
    page.fill("#id_name_zh", "江洲电机厂")
    page.locator("[data-kept-button]").click()
    page.wait_for_load_state()

    assert page.url.endswith(FORM)
    assert page.input_value("#id_name_zh") == "江洲电机厂"
    discard(page)
    page.goto(FORM)
    assert page.input_value("#id_name_zh") == ""


def test_two_clicks_send_a_form_once(typist):
    page = typist()
    discard(page)
    page.goto(FORM)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.fill("#id_name_zh", "江洲电机厂")
    page.locator("main form .form-acts button").dblclick()
    expect(page).to_have_title(re.compile("^有误："))

    assert [url for url in sent if url.endswith(FORM)] == [page.url]
    discard(page)
