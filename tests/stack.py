"""The complete product for browser journeys: `make demo` in a folder, on a port and with servers of its own."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright

from tests.harness import open_folder, remove
from tte.ops.embedded.valkey import free_port
from tte.ops.leftovers import end_left_behind, left_behind

ROOT = Path(__file__).resolve().parent.parent
FEW = "300"  # contracts of the years before: enough for every page
PATIENCE = 400  # seconds: several stacks may start at once on two cores
PATIENT = 60_000  # milliseconds a page has for anything
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--force-prefers-reduced-motion",  # drawn by the processor, a movement costs as much as a page
]

expect.set_options(timeout=PATIENT)


@dataclass
class Stack:
    url: str
    var: Path
    process: subprocess.Popen  # another one after the product was killed and started again

    @property
    def said(self) -> list[str]:
        return (self.var / "said").read_text(encoding="utf-8").splitlines()

    def troubles(self) -> dict[str, str]:
        """The logs that hold an error nobody caught."""
        logs = {log.name: log.read_text(errors="replace") for log in (self.var / "log").glob("*.log")}
        return {name: text for name, text in logs.items() if "Traceback" in text}


def start_stack(var: Path, port: int, **environment: str) -> Stack:
    """Start the launcher of `make demo` and wait for its last line."""
    dropped = ("TTE_", "DJANGO_", "HOST", "PORT", "MAKE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(dropped)}
    real = {name: os.environ[name] for name in ("TTE_REAL_DATA",) if name in os.environ}
    own = {"TTE_VAR": str(var), "PORT": str(port), "PYTHONUNBUFFERED": "1", "TTE_DEMO_CONTRACTS": FEW}
    with (var / "said").open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "tte.ops.launch", "demo"],
            cwd=ROOT, env=kept | real | own | environment, stdout=out, stderr=out,
        )  # fmt: skip
    made = Stack(f"http://localhost:{port}", var, process)
    deadline = time.monotonic() + PATIENCE
    while f"Ready: {made.url}/" not in made.said:
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            process.wait()
            end_left_behind(var)
            raise RuntimeError("The product did not start:\n" + "\n".join(made.said[-60:]))
        time.sleep(0.1)
    return made


def stop_stack(stack: Stack) -> int:
    stack.process.send_signal(signal.SIGINT)
    return stack.process.wait(timeout=90)


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Front, web, hub, worker, relay, projections and beat over a freshly seeded market with the DEMO rule set."""
    var = open_folder("stack-")
    made = start_stack(var, free_port())
    yield made
    ended, alive, troubles = stop_stack(made), list(left_behind(var)), made.troubles()
    remove(var)
    assert (ended, alive, troubles) == (0, [], {})
    with pytest.raises(httpx.ConnectError):
        httpx.get(made.url)


def browser_program() -> str | None:
    """The system's Chromium; its form without windows draws the same pages for a quarter of the processor time."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return next((found for name in names if (found := shutil.which(name))), None)


@contextlib.contextmanager
def open_browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=browser_program(), args=CHROMIUM)
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Without one a journey is skipped, and under CI=true it fails."""
    if browser_program() is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("No Chromium on this machine: run `make test-tools` as root")
    with open_browser() as opened:
        yield opened


@pytest.fixture
def open_page(browser: Browser, stack: Stack) -> Iterator[Callable[..., Page]]:
    """`open_page("zh-CN")` or `open_page("en")`: a new person at a new browser; what the page complains of fails."""
    complaints: list[str] = []
    contexts = []

    def hear(message: ConsoleMessage) -> None:
        refused_form = "status of 422" in message.text
        if message.type == "error" and not refused_form:
            complaints.append(f"{message.text} ({message.location['url']})")

    def open_one(locale: str = "zh-CN", **options: object) -> Page:
        context = browser.new_context(base_url=stack.url, locale=locale, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENT)
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []
