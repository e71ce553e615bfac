"""The whole product under its supervisor: every process there, every floor answering through the one port."""

import os
import re
import signal
import subprocess
import sys
import time
from urllib.parse import urlsplit

import httpx
import pytest

from tests.stack import PATIENCE, ROOT, Stack, start_stack
from tte.ops.embedded.valkey import free_port
from tte.ops.launch import APPLICATION
from tte.ops.leftovers import end_left_behind, left_behind

pytestmark = pytest.mark.slow


def test_pages_static_files_and_live_streams_come_through_one_port(stack):
    page = httpx.get(f"{stack.url}/", headers={"Accept-Encoding": "gzip"}, timeout=PATIENCE)
    sheet = next(part.split('"')[0] for part in page.text.split('href="')[1:] if ".css" in part.split('"')[0])
    static = httpx.get(f"{stack.url}{sheet}", timeout=PATIENCE)

    assert (page.status_code, page.headers["content-encoding"]) == (200, "gzip")
    assert "script-src 'self'" in page.headers["content-security-policy"]
    assert "server" not in page.headers
    assert (static.status_code, static.headers["cache-control"]) == (200, "public, max-age=31536000, immutable")
    assert httpx.get(f"{stack.url}/static/../run.json", timeout=PATIENCE).status_code == 404
    assert httpx.get(f"{stack.url}/live/lot/999999999", timeout=PATIENCE).status_code == 404
    assert [post_file(stack.url, megabytes) for megabytes in (24, 26)] == [200, 413]


def post_file(url: str, megabytes: int) -> int:
    with httpx.Client(base_url=url, timeout=PATIENCE) as client:
        form = client.get("/account/login/").text
        token = re.search('csrfmiddlewaretoken" value="([^"]+)', form)[1]
        file = {"file": b"x" * megabytes * 1_000_000}
        return client.post("/account/login/", data={"csrfmiddlewaretoken": token}, files=file).status_code


def test_every_process_runs_and_what_dies_is_started_again(stack):
    control = [sys.executable, "-m", "supervisor.supervisorctl", "-c", str(stack.var / "supervisor.conf")]

    def states() -> dict[str, list[str]]:
        said = subprocess.run([*control, "status"], capture_output=True, text=True, check=False).stdout
        return {line.split()[0]: line.split()[1:4] for line in said.splitlines()}

    before = states()
    assert set(before) == {"services", *(f"product:{name}" for name in APPLICATION)}
    assert {state[0] for state in before.values()} == {"RUNNING"}
    killed = int(before["product:hub"][2].rstrip(","))
    os.kill(killed, signal.SIGKILL)
    deadline = time.monotonic() + PATIENCE
    while (now := states()["product:hub"])[0] != "RUNNING" or int(now[2].rstrip(",")) == killed:
        assert time.monotonic() < deadline
        time.sleep(0.2)


def test_killed_without_mercy_starts_again_and_a_second_run_is_refused(stack):
    """The product goes on for whoever comes after; what it leaves at its end, the fixture sees."""
    accounts = (stack.var / "demo-accounts.txt").read_text()
    refused = subprocess.run(
        [sys.executable, "-m", "tte.ops.launch", "demo"],
        env=os.environ | {"TTE_VAR": str(stack.var), "PORT": str(free_port())},
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (refused.returncode, refused.stderr.partition(" (")[0]) == (1, f"Already running at {stack.url}")
    orphans = set(left_behind(stack.var))
    stack.process.kill()
    stack.process.wait()
    assert len(orphans) > len(APPLICATION)
    os.kill(int((stack.var / "supervisor.pid").read_text()), signal.SIGKILL)
    assert stack.troubles() == {}
    forget_logs(stack)  # what dies with its servers may complain of it

    stack.process = start_stack(stack.var, urlsplit(stack.url).port).process

    assert httpx.get(f"{stack.url}/", timeout=PATIENCE).status_code == 200
    assert (stack.var / "demo-accounts.txt").read_text() == accounts
    assert orphans & set(left_behind(stack.var)) == set()


def forget_logs(stack: Stack) -> None:
    end_left_behind(stack.var)
    for log in (stack.var / "log").glob("*.log"):
        log.unlink()
