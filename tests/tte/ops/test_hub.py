"""The hub as a process: frames at once, on the bell, and without a bell; what is not a request for a lot is refused."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import pytest
import redis
from django.conf import settings
from django.db import connection

from tests.battery.lots import make_lot, make_market
from tests.harness import open_folder, remove

pytestmark = pytest.mark.slow


@dataclass
class Line:
    """One connection to the hub, read frame by frame."""

    socket: socket.socket
    seen: bytes = b""

    def until(self, end: bytes) -> bytes:
        while end not in self.seen:
            part = self.socket.recv(65536)
            if not part:
                raise EOFError(self.seen)
            self.seen += part
        head, _, self.seen = self.seen.partition(end)
        return head

    def frame(self) -> dict:
        return json.loads(self.until(b"\n\n").removeprefix(b"data: "))


@dataclass
class Hub:
    path: Path
    lines: list[socket.socket] = field(default_factory=list)

    def connect(self, request: bytes) -> Line:
        self.lines.append(line := socket.socket(socket.AF_UNIX))
        line.settimeout(10)
        line.connect(str(self.path))
        line.sendall(request)
        return Line(line)

    def watch(self, number: int) -> Line:
        line = self.connect(f"GET /live/lot/{number} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert line.until(b"\r\n\r\n").startswith(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream")
        assert line.until(b"\n\n") == b"retry: 2000"
        return line


def listens(path: Path) -> bool:
    """The socket's file is there a moment before anybody listens to it."""
    with socket.socket(socket.AF_UNIX) as line:
        return line.connect_ex(str(path)) == 0


@pytest.fixture
def hub(transactional_db) -> Iterator[Hub]:
    folder = open_folder()
    found = connection.settings_dict
    url = f"postgresql://{found['USER']}:{found['PASSWORD']}@/{found['NAME']}?host={quote(found['HOST'], safe='')}"
    environment = {"TTE_HUB": f"unix/{folder}/hub.sock", "TTE_DATABASE_URL": url, "TTE_REDIS_URL": settings.REDIS_URL}
    process = subprocess.Popen([sys.executable, "-m", "tte.ops.hub"], env=os.environ | environment, cwd=settings.ROOT)
    while not listens(folder / "hub.sock"):
        assert process.poll() is None
        time.sleep(0.02)
    started = Hub(folder / "hub.sock")
    yield started
    for line in started.lines:
        line.close()
    process.terminate()
    assert process.wait(10) == 0
    remove(folder)


@pytest.fixture
def lot(transactional_db):
    market = make_market("hub", 1)
    return make_lot(market, "TX26-01-90001", bidders=market.bidders)


def test_newcomer_gets_the_newest_state_at_once(hub, lot):
    frame = hub.watch(lot.pk).frame()

    assert frame == lot_state(lot.pk) | {"server_time": frame["server_time"]}


def lot_state(number: int) -> dict:
    with connection.cursor() as cursor:
        cursor.execute("SELECT listings_auction_public(%s)", [number])
        return json.loads(cursor.fetchone()[0])


def test_bell_brings_the_next_frame_and_a_storm_is_thinned_to_the_newest(hub, lot):
    line = hub.watch(lot.pk)
    state = line.frame()
    client = redis.Redis.from_url(settings.REDIS_URL)
    while not client.pubsub_numpat():
        time.sleep(0.02)

    for bids in range(1, 101):
        client.publish(f"lot:{lot.pk}", json.dumps(state | {"bids": bids}))
    began, seen = time.monotonic(), []
    while not seen or seen[-1] != 100:
        seen.append(line.frame()["bids"])

    assert time.monotonic() - began < 1.5
    assert len(seen) <= 3
    assert seen == sorted(seen)


def test_lost_bell_is_made_good_by_looking(hub, lot):
    line = hub.watch(lot.pk)
    assert line.frame()["bids"] == 0

    type(lot).objects.filter(pk=lot.pk).update(bid_count=5)

    assert line.frame()["bids"] == 5


@pytest.mark.rule("R8-03")
def test_a_bell_without_a_state_cuts_its_watchers_at_once_and_the_others_stay(hub, lot):
    line, started = hub.watch(lot.pk), time.monotonic()
    line.frame()
    client = redis.Redis.from_url(settings.REDIS_URL)
    while not client.pubsub_numpat():
        time.sleep(0.02)
    client.publish("lot:999", "null")
    client.publish(f"lot:{lot.pk}", "null")

    assert line.socket.recv(1) == b""
    assert time.monotonic() - started < 1.5
    assert hub.watch(lot.pk).frame()["lot"] == lot.pk  # the hub is there, and what is shown is shown


@pytest.mark.parametrize(
    "request_line",
    [
        b"GET /live/lot/999999999 HTTP/1.1",
        b"GET /live/lot/0 HTTP/1.1",
        b"GET /live/lot/-1 HTTP/1.1",
        b"GET /live/lot/1%20or%201 HTTP/1.1",
        b"GET /live/lot/9999999999999999999 HTTP/1.1",
        b"POST /live/lot/1 HTTP/1.1",
        b"nonsense",
    ],
)
def test_anything_else_is_not_found(hub, request_line):
    line = hub.connect(request_line + b"\r\nHost: localhost\r\n\r\n")

    assert line.until(b"\r\n\r\n") == b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close"
    assert line.socket.recv(1) == b""


def test_endless_request_is_cut(hub):
    line = hub.connect(b"GET /live/lot/1 HTTP/1.1\r\n" + b"X: " + b"x" * 9000)

    with pytest.raises((EOFError, ConnectionError)):
        line.until(b"\r\n\r\n")


def test_watcher_who_does_not_read_is_cut_and_others_are_served(hub, lot):
    lazy, busy = hub.watch(lot.pk), hub.watch(lot.pk)
    state = busy.frame()
    client = redis.Redis.from_url(settings.REDIS_URL)
    while not client.pubsub_numpat():
        time.sleep(0.02)

    for bids in range(1, 8):
        client.publish(f"lot:{lot.pk}", json.dumps(state | {"bids": bids, "filler": "x" * 300_000}))
        while busy.frame()["bids"] != bids:
            pass
    with pytest.raises((EOFError, ConnectionError)):
        while True:
            lazy.frame()
