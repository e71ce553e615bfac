"""One achievement on its way through the whole exchange, each step a click by its own role, in one language."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.pages import answer_lines, sign_in


@dataclass
class Story:
    """A result on its road: who reads in which language, and what the road has given it so far."""

    language: str
    title: str
    abstract: str
    patent: str
    open_page: Callable[..., Page]
    base_price: int = 1_000_000
    step: int = 20_000
    pages: dict[str, Page] = field(default_factory=dict)
    achievement: str = ""
    listing: str = ""
    deal: str = ""
    contract: str = ""

    def as_(self, role: str) -> Page:
        """The browser of the person of this role, signed in by the role's button and reading the story's language."""
        if role not in self.pages:
            page = self.pages[role] = self.open_page("zh-CN" if self.language == "zh" else "en-GB")
            if role != "visitor":
                sign_in(page, role)
            self.read_in_own_language(page)
        return self.pages[role]

    def read_in_own_language(self, page: Page) -> None:
        if page.url == "about:blank":
            page.goto("/")
        switch = page.locator(f"form.lang button[name=language][value^={self.language}]").first
        if switch.count():
            switch.click()
            page.wait_for_load_state()
        assert page.locator("html").get_attribute("lang").lower().startswith(self.language)


# --- supply -----------------------------------------------------------------------------------------------------------


def post(story: Story) -> None:
    """The researcher declares the result public, and only then describes it; what is missing is listed."""
    page = story.as_("researcher")
    page.goto("/achievements/new/")
    assert page.locator("textarea").count() == 0
    page.locator("input[name=level][value=public]").check()
    page.fill("input[name=reviewer_name]", "Chen Wei")
    page.fill("input[name=reviewed_on]", str(date.today() - timedelta(days=3)))  # noqa: DTZ011
    page.locator("main form[autocomplete=off] .btn-primary").click()
    page.wait_for_url(re.compile(r"/achievements/A\d+/edit/"))
    story.achievement = re.search(r"A\d{10}", page.url)[0]
    page.locator(".post-head button[formaction$='/submit/']").click()
    expect(page.locator("[data-faults]")).to_be_visible()
    page.goto(f"/achievements/{story.achievement}/edit/")
    page.fill(f"[name=title_{story.language}]", story.title)
    page.fill(f"[name=abstract_{story.language}]", story.abstract)
    page.select_option("[name=field]", "01")
    page.select_option("[name=maturity]", "6")
    page.locator("[name=regime][value=LIST-PUB]").check()
    page.locator("[name=right_offered][value=O]").check()
    page.fill("[name=price]", f"{story.base_price:,}")
    page.select_option("[name=kind]", "2")
    page.locator("[name=is_fiscally_funded][value=no]").check()
    page.locator("[name=is_encumbered][value=no]").check()
    page.locator("[name=bears_on_security][value=no]").check()
    page.select_option("[name=price_basis_kind]", "APP")
    page.fill("[name=price_basis]", "Appraisal 2026-17")
    page.fill("[name=increment]", f"{story.step:,}")
    page.select_option("[name=territory]", "CN")
    page.fill("[name=term_years]", "5")
    page.select_option("[name=payment_method]", "LS")
    page.locator("[name=is_related_party][value=no]").check()
    for statement in page.locator("#none input[type=checkbox]").all():
        statement.check()
    page.locator("#draft .form-acts button:not([formaction])").click()
    page.wait_for_load_state()
    page.select_option("#id_ip_type", "11")
    page.fill("#id_number", story.patent)
    page.select_option("#id_status", "GRT")
    page.fill("#id_filed_on", "2022-03-01")
    page.locator(f"form[action^='/achievements/{story.achievement}/rights/'] button:has(svg)").click()
    page.wait_for_load_state()
    page.locator("#secrecy [name=upload]").set_input_files(
        {"name": "review.txt", "mimeType": "text/plain", "buffer": b"Public"}
    )
    page.locator("#secrecy form button:has(svg)").click()
    page.locator("#secrecy a[href$='/secrecy/']").wait_for()
    page.wait_for_load_state()
    page.locator("#files [name=upload]").set_input_files(
        {"name": "report.pdf", "mimeType": "application/pdf", "buffer": SMALL_PDF}
    )
    page.locator(f"form[action^='/achievements/{story.achievement}/files/'] button:has(svg)").click()
    page.locator("a[href*='/achievements/files/']").first.wait_for()  # the upload leads back by itself
    page.wait_for_load_state()
    page.locator(".post-head button[formaction$='/submit/']").click()
    page.wait_for_url(re.compile(rf"/achievements/{story.achievement}/$"))


def review_in_the_unit(story: Story) -> None:
    page = story.as_("officer")
    page.goto("/unit-review/")
    page.locator(f"main a[href='/unit-review/{story.achievement}-1/']").first.click()
    answer_lines(page)
    page.locator("form[action$='/forward/'] button.btn-primary").click()
    page.wait_for_load_state()


def audit(story: Story) -> None:
    """The auditor claims the case, waits for the worker's checks and lists the achievement."""
    page = story.as_("auditor")
    page.goto("/audit/")
    page.locator(f"main a[href='/audit/{story.achievement}/']").first.click()
    page.locator("form[action$='/claim/'] button").click()
    page.wait_for_load_state()
    reload_until(page, lambda: page.locator(".btn-official:not([disabled])").count() == 1)
    answer_lines(page)
    page.locator("input[name=conclusion][value=approve]").check()
    page.locator(".btn-official").click()
    page.wait_for_load_state()
    page = story.as_("researcher")
    page.goto(f"/achievements/{story.achievement}/")
    story.listing = re.search(r"TX\d\d-\d\d-\d{5}", page.content())[0]


# --- demand -----------------------------------------------------------------------------------------------------------


def find(story: Story) -> None:
    """An enterprise finds the listing by words of its title, in the story's language."""
    page = story.as_("agent")

    def found() -> bool:
        page.goto("/search/")
        page.fill("#q", story.title)
        page.locator(".searchbar button").click()
        return page.locator(f".entries a[href='/listings/{story.listing}/']").count() > 0

    wait_until(page, found)
    page.locator(f".entries .entry-h a[href='/listings/{story.listing}/']").click()
    expect(page.locator("h1")).to_contain_text(story.title[:8])


def register_intents(story: Story) -> None:
    for role in ("agent", "agent2"):
        page = story.as_(role)
        page.goto(f"/listings/{story.listing}/intent/")
        page.locator("[name=undertakings]").check()
        page.locator("[name=related_party]").first.check()
        page.locator("main form .btn-primary").click()
        page.wait_for_load_state()
    finance = story.as_("finance")
    for number in (1, 2):
        finance.goto("/deposits/")
        finance.locator("tr, li", has_text=story.listing).locator("a[href^='/deposits/']").first.click()
        finance.fill("[name=bank_reference]", f"BANK-{story.language}-{number}")
        finance.locator("main form .btn-primary").click()
        finance.wait_for_load_state()


def qualify(story: Story) -> None:
    """After the notice has ended by the clock, the exchange qualifies both and opens the bidding."""
    page = story.as_("auditor")

    def over() -> bool:
        page.goto(f"/qualification/{story.listing}/")
        return page.locator("input[name=act][value=qualify]").count() == 2

    wait_until(page, over)
    for _ in range(2):
        page.locator("form:has(input[name=act][value=qualify]) button").first.click()
        page.wait_for_load_state()
    page.locator("form:has(input[name=act][value=open]) button").click()
    page.wait_for_load_state()


def open_rooms(story: Story) -> None:
    for role in ("agent", "agent2"):
        page = story.as_(role)

        def is_open(page: Page = page) -> bool:
            if page.request.get(f"/bidding/{story.listing}/state/").json()["state"] != "open":
                return False
            page.goto(f"/bidding/{story.listing}/")
            return page.locator("#bid-form").count() == 1

        wait_until(page, is_open)


def bid(story: Story) -> None:
    """Both bid; the first sees by the live line that somebody else leads; the visitor watches without a name."""
    watcher = story.as_("visitor")
    watcher.goto(f"/bidding/{story.listing}/")
    first, second = story.as_("agent"), story.as_("agent2")
    place(first)
    expect(watcher.locator(".room-price .room-v")).to_contain_text(f"{story.base_price:,}")
    second.goto(f"/bidding/{story.listing}/")
    place(second)
    expect(first.locator(".room-price .room-v")).to_contain_text(f"{story.base_price + story.step:,}")
    assert "明泽" not in watcher.content() and "Mingze" not in watcher.content()


def place(page: Page) -> None:
    page.locator(".bid-go").first.click()
    page.locator("button[form=bid-form]:visible").first.click()
    page.wait_for_load_state()


def confirm_deal(story: Story) -> None:
    """When the bidding has closed by the clock, the exchange confirms the deal with real names."""
    page = story.as_("auditor")

    def struck() -> bool:
        page.goto("/deals/")
        row = page.locator("tr, li, article", has_text=story.title[:8]).locator("a[href^='/deals/D']")
        if not row.count():
            return False
        story.deal = row.first.get_attribute("href").split("/")[2]
        return True

    wait_until(page, struck, seconds=240)
    page.goto(f"/deals/{story.deal}/")
    page.locator("summary.btn-official").click()
    page.locator(".dialog button.btn-official:visible").click()
    page.wait_for_load_state()


def read_disclosure(story: Story) -> None:
    """The result is disclosed by the worker when its hour comes; anybody reads it."""
    page = story.as_("visitor")

    def disclosed() -> bool:
        page.goto("/disclosures/")
        return page.locator("main", has_text=story.title[:8]).count() > 0

    wait_until(page, disclosed)
    page.locator("main tr", has_text=story.title[:8]).locator("a").first.click()
    expect(page.locator("main")).to_contain_text(story.listing)


# --- contract ---------------------------------------------------------------------------------------------------------


def file_contract(story: Story) -> None:
    page = story.as_("officer")
    page.goto(f"/deals/{story.deal}/")
    page.locator("form[action*='/contracts/from-deal/'] button").click()
    page.wait_for_url(re.compile(r"/contracts/HT"))
    story.contract = re.search(r"HT\d\d-\d+", page.url)[0]
    page.goto(f"/contracts/{story.contract}/edit/")
    today = date.today()  # noqa: DTZ011
    page.fill("[name=signed_on]", str(today - timedelta(days=1)))
    page.fill("[name=begins_on]", str(today - timedelta(days=1)))
    page.fill("[name=ends_on]", str(today.replace(year=today.year + 3, day=1)))
    page.select_option("[name=objective]", index=1)
    page.select_option("[name=payment_method]", "LS")
    page.locator("[name$=-kind]").first.select_option("materials")
    page.locator("[name$=-name]").first.fill("Samples")
    page.locator("[name$=-quantity]").first.fill("1")
    page.locator("[name$=-amount]").first.fill("20,000")
    page.locator("[name=upload]").set_input_files(
        {"name": "contract.pdf", "mimeType": "application/pdf", "buffer": SMALL_PDF}
    )
    page.locator("button[name=act][value=file]").last.click()
    page.wait_for_url(re.compile(rf"/contracts/{story.contract}/$"))


def review_contract(story: Story) -> None:
    page = story.as_("registrar")
    page.goto("/registry/")
    page.locator(f"main a[href='/registry/{story.contract}/']").first.click()
    page.locator("form[action$='/claim/'] button").click()
    page.locator("form[action$='/accept/'] button").click()
    reload_until(page, lambda: page.locator("form[action$='/recommendation/']").count() == 1)
    page.locator("[name=is_technology]").check()
    page.locator("[name=type_is_right]").check()
    page.locator("[name=technology_amount]").fill(f"{story.base_price:,}")
    page.locator("#recommend .form-acts .btn-primary").click()
    page.wait_for_load_state()


def register(story: Story) -> None:
    page = story.as_("reviewer")
    page.goto(f"/registry/{story.contract}/")
    page.locator("form[action$='/claim/'] button").click()
    page.locator("summary.btn-official").first.click()
    page.locator("form[action$='/registration/'] .btn-official").click()
    page.wait_for_load_state()


def verify_certificate(story: Story, folder: Path) -> bytes:
    """The officer takes the PDF; a visitor verifies it by the address that its QR code holds."""
    page = story.as_("officer")

    def certified() -> bool:
        page.goto(f"/contracts/{story.contract}/")
        return page.locator("a[href$='certificate.pdf']").count() > 0

    wait_until(page, certified)
    answer = page.request.get(f"/contracts/{story.contract}/certificate.pdf")
    assert answer.ok
    return answer.body()


def open_verification(story: Story, address: str) -> str:
    page = story.as_("visitor")
    page.goto(address)
    return page.locator("main").inner_text()


# --- statistics -------------------------------------------------------------------------------------------------------


def wait_until(page: Page, ready: Callable[[], bool], seconds: int = 180) -> None:
    for _ in range(seconds * 2):
        if ready():
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"Still not so after {seconds} s: {page.url}\n{page.locator('main').inner_text()[:800]}")


def reload_until(page: Page, ready: Callable[[], bool], seconds: int = 180) -> None:
    def again() -> bool:
        if ready():
            return True
        page.reload()
        return ready()

    wait_until(page, again, seconds)


SMALL_PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
)
