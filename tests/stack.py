"""The complete product for browser journeys: `make demo` in a folder, on a port and with servers of its own."""

import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.harness import open_folder, remove
from tte.ops.embedded.valkey import free_port
from tte.ops.leftovers import end_left_behind

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 400  # several stacks may start at once on two cores
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Stack:
    url: str
    var: Path
    said: list[str]
    process: subprocess.Popen


def start_stack(var: Path, port: int, **environment: str) -> Stack:
    """Start the launcher of `make demo` and wait for its last line."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("TTE_", "DJANGO_", "HOST", "PORT"))
    }
    real = {name: os.environ[name] for name in ("TTE_REAL_DATA",) if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "-m", "tte.ops.launch", "demo"],
        cwd=ROOT,
        env=kept | real | {"TTE_VAR": str(var), "PORT": str(port)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    said: list[str] = []
    watchdog = threading.Timer(PATIENCE, process.kill)
    watchdog.start()
    for line in process.stdout or ():
        said.append(line.rstrip("\n"))
        if line.startswith("Ready: "):
            break
    watchdog.cancel()
    if not said or not said[-1].startswith("Ready: "):
        process.wait()
        end_left_behind(var)
        raise RuntimeError("The product did not start:\n" + "\n".join(said[-60:]))
    threading.Thread(
        target=lambda: said.extend(line.rstrip("\n") for line in process.stdout or ()), daemon=True
    ).start()
    return Stack(said[-1].removeprefix("Ready: ").rstrip("/"), var, said, process)


def stop_stack(stack: Stack) -> int:
    stack.process.send_signal(signal.SIGINT)
    return stack.process.wait(timeout=90)


@pytest.fixture(scope="session")
def stack() -> Iterator[Stack]:
    """Front, web, hub, worker, relay, projections and beat over a freshly seeded market with the DEMO rule set."""
    var = open_folder("stack-")
    made = start_stack(var, free_port())
    yield made
    ended = stop_stack(made)
    logs = {log.name: log.read_text(errors="replace") for log in (var / "log").glob("*.log")}
    remove(var)
    assert ended == 0
    assert {name: text for name, text in logs.items() if "Traceback" in text} == {}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Without one a journey is skipped, and under CI=true it fails."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        missing = pytest.fail if os.environ.get("CI") == "true" else pytest.skip
        missing("No Chromium on this machine: run `make test-tools` as root")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=CHROMIUM)
        yield started
        started.close()


@pytest.fixture
def open_page(browser: Browser, stack: Stack) -> Iterator[Callable[..., Page]]:
    """`open_page("zh-CN")` or `open_page("en")`: a new person at a new browser; what the page complains of fails."""
    complaints: list[str] = []
    contexts = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} ({message.location['url']})")

    def open_one(locale: str = "zh-CN", **options: object) -> Page:
        context = browser.new_context(base_url=stack.url, locale=locale, **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("console", hear)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert complaints == []
