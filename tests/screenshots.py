"""`make screenshots`: the main pages at 390 and 1440 px in both languages, into var/screenshots/.

Starts the product with a market of its own, or looks at a running demonstration: `python -m tests.screenshots --url http://localhost:8000`.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tte.settings.test")
django.setup()

from playwright.sync_api import Browser, ConsoleMessage  # noqa: E402

from tests.journeys.pages import PLACES, VISITOR, Place, read_in, sign_in, visit  # noqa: E402
from tests.stack import open_browser, start_stack, stop_stack  # noqa: E402
from tte.ops.embedded.valkey import free_port  # noqa: E402

ABSENT = Place("absent", "/listings/TX00/", "")
WIDTHS = (1440, 390)


def hear(said: ConsoleMessage, troubles: list[str]) -> None:
    """Errors on the console; the browser's own word on the absent page is none."""
    if said.type == "error" and not said.location["url"].endswith(ABSENT.way):
        troubles.append(f"{said.location['url']}: {said.text}")


def take(browser: Browser, url: str, target: Path, only: str) -> list[str]:
    troubles = []
    for language in ("zh", "en"):
        for role, places in PLACES.items():
            context = browser.new_context(locale={"zh": "zh-CN", "en": "en-GB"}[language])
            page = context.new_page()
            page.on("console", lambda said: hear(said, troubles))
            if role:
                sign_in(page, role, url)
                read_in(page, language)
            for place in [*places, *([ABSENT] if role == VISITOR else [])]:
                if not place.main or only not in place.name:
                    continue
                for width in WIDTHS:
                    page.set_viewport_size({"width": width, "height": 900})
                    if trouble := visit(page, place.way, url):
                        troubles.append(f"{place.name}: {trouble}")
                        break
                    page.screenshot(path=target / f"{place.name}-{language}-{width}.png", full_page=True)
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
    with open_browser() as browser:
        troubles = take(browser, asked.url or stack.url, asked.to, asked.only)
    if stack:
        stop_stack(stack)
    for trouble in troubles:
        print(trouble)  # noqa: T201
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main())
