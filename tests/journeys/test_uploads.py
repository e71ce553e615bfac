"""Files: chosen or dropped, sent with their progress, cancelled, refused with what to do about it."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.factories.files import PDF
from tests.journeys.pages import read_in, sign_in

DRAFT = "main tr:has(:text-matches('^(Draft|草稿)$')) a"
FILES = "#files form[enctype]"


@pytest.fixture
def page(open_page) -> Page:
    page = open_page("en-GB")
    sign_in(page, "gu")
    read_in(page, "en")
    page.goto("/achievements/")
    page.goto(page.locator(DRAFT).first.get_attribute("href"))
    page.locator("main a[href$='/edit/']").first.click()
    return page


def attach(page: Page) -> None:
    page.locator(f"{FILES} button:has-text('Attach')").click()


def test_a_file_is_attached_and_the_page_shows_it(page, tmp_path):
    report = tmp_path / "bending tests.pdf"
    report.write_bytes(PDF)
    page.set_input_files("#id_upload", report)
    attach(page)

    row = page.locator("#files .file", has_text="bending tests.pdf")
    expect(row).to_be_visible()
    page.wait_for_load_state("networkidle")
    row.locator("button").click()
    expect(row).to_have_count(0)


def test_a_file_is_dropped_on_its_frame(page):
    page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["words"], "notes.txt", {type: "text/plain"}));
          document.querySelector("#files [data-drop]").dispatchEvent(
            new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
        }"""
    )
    assert page.evaluate("document.querySelector('#id_upload').files[0].name") == "notes.txt"


def test_a_refused_file_leaves_the_page_as_it_is_and_says_what_is_taken(page, tmp_path):
    program = tmp_path / "tool.pdf"
    program.write_bytes(b"MZ\x00\x01 not a document")
    page.fill("#id_title_en", "Typed while a file was refused")
    page.set_input_files("#id_upload", program)
    attach(page)

    summary = page.locator("[data-faults]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("This file type is not accepted.")
    assert page.title().startswith("Error: ")
    assert page.input_value("#id_title_en") == "Typed while a file was refused"
    page.reload()
    discard = page.locator("button[formaction$='/drafts/discard/']")
    if discard.count():
        discard.click()
        page.wait_for_load_state()


def test_a_file_that_is_too_large_is_told_before_it_is_sent(page, tmp_path):
    large = tmp_path / "large.pdf"
    with large.open("wb") as out:
        out.truncate(21 * 1024 * 1024)
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.set_input_files("#id_upload", large)

    expect(page.locator("#files [data-upload-fault]")).to_contain_text("large.pdf is too large: at most")
    attach(page)
    assert [url for url in sent if url.endswith("/files/")] == []


def test_an_upload_shows_how_far_it_is_and_can_be_cancelled(page, tmp_path):
    report = tmp_path / "long report.txt"
    report.write_bytes(b"measured\n" * 400_000)
    session = page.context.new_cdp_session(page)
    slow = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 300_000}
    session.send("Network.emulateNetworkConditions", slow)
    page.set_input_files("#id_upload", Path(report))
    attach(page)

    progress = page.locator("#files [data-upload] progress")
    expect(progress).to_have_attribute("aria-label", "Uploading: long report.txt")
    expect(page.locator("#files [data-upload] .n")).to_have_text(re.compile(r"^[1-9]\d? %$"))
    page.locator("#files [data-upload] button").click()

    expect(page.locator("#files [data-upload]")).to_contain_text("Cancelled; nothing was sent.")
    assert page.locator("#files .file", has_text="long report").count() == 0
