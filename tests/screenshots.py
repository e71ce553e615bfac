"""`make screenshots`: the main pages at 390 and 1440 px in both languages, into var/screenshots/.

Starts the product with a market of its own, or looks at a running demonstration: `python -m tests.screenshots --url http://localhost:8000`.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tte.settings.test")
django.setup()

from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402

from tests.stack import CHROMIUM, start_stack, stop_stack  # noqa: E402
from tte.ops.embedded.valkey import free_port  # noqa: E402

PAGES = {
    "": [
        ("home", "/"),
        ("search", "/search/"),
        ("search-words", "/search/?q=%E6%B6%82%E5%B1%82"),
        ("search-nothing", "/search/?q=qqqqzzzz"),
        ("listing", "/search/ > .entry-h a"),
        ("biddings", "/bidding/"),
        ("room", "/bidding/ > main a[href^='/bidding/TX']"),
        ("disclosures", "/disclosures/"),
        ("disclosure", "/disclosures/ > main a[href^='/disclosures/GS']"),
        ("statistics", "/statistics/"),
        ("statistics-types", "/statistics/types/"),
        ("verify", "/register/verify/"),
        ("rules", "/rules/"),
        ("roles", "/account/roles/"),
        ("walk", "/help/walk/"),
        ("sign-in", "/account/login/"),
        ("sign-up", "/account/signup/"),
        ("institution", "/institutions/yunlu/"),
        ("agencies", "/institutions/"),
        ("mailbox", "/mailbox/"),
        ("absent", "/listings/TX00/"),
    ],
    "researcher": [
        ("desk-researcher", "/desk/"),
        ("achievements", "/achievements/"),
        ("secrecy", "/achievements/new/"),
        ("achievement", "/achievements/ > main a[href^='/achievements/A2']"),
        ("inbox", "/inbox/"),
    ],
    "officer": [
        ("desk-officer", "/desk/"),
        ("unit-review", "/unit-review/"),
        ("contracts", "/contracts/"),
        ("deals", "/deals/"),
    ],
    "auditor": [
        ("desk-auditor", "/desk/"),
        ("audit-queue", "/audit/"),
        ("audit-case", "/audit/ > main a[href^='/audit/A2']"),
        ("qualification", "/qualification/"),
        ("qualify", "/qualification/ > main a[href^='/qualification/TX']"),
        ("deal", "/deals/ > main a[href^='/deals/D']"),
    ],
    "agent": [
        ("intents", "/intents/"),
        ("room-bidder", "/bidding/ > main a[href^='/bidding/TX']"),
        ("intent", "/search/?state=in_notice > .entry-h a > main a[href$='/intent/']"),
    ],
    "finance": [("deposits", "/deposits/")],
    "registrar": [
        ("registry", "/registry/"),
        ("review", "/registry/ > main a[href^='/registry/HT']"),
        ("register", "/registry/register/"),
        ("contract", "/registry/register/ > main a[href^='/contracts/HT']"),
    ],
    "statistician": [("statistics-staff", "/statistics/"), ("types-staff", "/statistics/types/")],
    "administrator": [("members", "/institutions/members/")],
}
WIDTHS = (1440, 390)


def sign_in(page: Page, url: str, role: str) -> None:
    page.goto(f"{url}/account/login/")
    page.locator(f"button[name=role][value={role}]").first.click()
    page.wait_for_load_state()


def visit(page: Page, url: str, way: str) -> str:
    """Open an address, then follow links by selector; returns what went wrong, or nothing."""
    first, *selectors = way.split(" > ")
    page.goto(url + first)
    for selector in selectors:
        link = page.locator(selector).first
        if not link.count():
            return f"no {selector} on {page.url}"
        page.goto(url + link.get_attribute("href"))
    return ""


def take(browser: Browser, url: str, target: Path, only: str) -> list[str]:
    troubles = []
    for language in ("zh", "en"):
        for role, pages in PAGES.items():
            context = browser.new_context(locale={"zh": "zh-CN", "en": "en-GB"}[language])
            page = context.new_page()
            page.on("console", lambda said: said.type == "error" and troubles.append(f"{page.url}: {said.text}"))
            if role:
                sign_in(page, url, role)
                switch = page.locator(f"form.lang button[name=language][value^={language}]").first
                if switch.count():
                    switch.click()
            for name, way in pages:
                if only and only not in name:
                    continue
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    if trouble := visit(page, url, way):
                        troubles.append(f"{name}: {trouble}")
                        break
                    page.screenshot(path=target / f"{name}-{language}-{width}.png", full_page=True)
                    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
                    if wide > 0:
                        troubles.append(f"{name} {language} {width}: {wide} px too wide")
            context.close()
    return troubles


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("--url", default="")
    parser.add_argument("--only", default="")
    parser.add_argument("--to", type=Path, default=Path(__file__).parent.parent / "var" / "screenshots")
    asked = parser.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    stack = None if asked.url else start_stack(Path(tempfile.mkdtemp(prefix="tte-shots-")), free_port())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
        troubles = take(browser, asked.url or stack.url, asked.to, asked.only)
        browser.close()
    if stack:
        stop_stack(stack)
    for trouble in troubles:
        print(trouble)  # noqa: T201
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
