"""What the journeys share of the browser: people each in a browser of their own, and what axe finds on a page."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import axe_core_python
from playwright.sync_api import Browser, Page

from tests.journeys.pages import sign_in
from tests.stack import PATIENT, Stack

# The part of the page of the interface that comes from Swagger is not ours to mend.
FINDINGS = "axe.run({exclude: [['#swagger-ui']]}, {resultTypes: ['violations'], preload: false, selectors: false})"
TOO_WIDE = "() => document.documentElement.scrollWidth - innerWidth"


@cache
def axe() -> str:
    return next(Path(axe_core_python.__file__).parent.rglob("axe.min.js")).read_text(encoding="utf-8")


def faults(page: Page) -> list[dict]:
    """What axe holds against the page as it stands."""
    page.evaluate(axe())
    return page.evaluate(FINDINGS)["violations"]


@contextmanager
def opened(browser: Browser, stack: Stack, *roles: str) -> Iterator[list[Page]]:
    """A page for each role, signed in; for "" that of a visitor."""
    contexts = [browser.new_context(base_url=stack.url, locale="en-GB") for _ in roles]
    pages = [context.new_page() for context in contexts]
    for page, role in zip(pages, roles, strict=True):
        page.set_default_timeout(PATIENT)
        if role:
            sign_in(page, role)
    yield pages
    for context in contexts:
        context.close()
