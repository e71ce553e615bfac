"""The hub of the live pages: Server-Sent Events for the watchers of a bidding, in plain asyncio.

`GET /live/lot/<n>` answers with the newest public state at once and with every newer one, at most every 250 ms. A bell
over Valkey brings the state; every 2 s the hub looks in PostgreSQL itself, in case a bell was lost. Frames carry public
state only, so nobody's rights are decided here. A watcher who does not read is cut and comes back.
"""

import asyncio
import contextlib
import json
import logging
import os
import re
import signal
from collections.abc import Collection, Coroutine
from dataclasses import dataclass, field
from typing import Any

import psycopg2
import redis.asyncio
import uvloop
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.exceptions import TimeoutError as Silent

log = logging.getLogger("hub")

PATH = re.compile(rb"GET /live/lot/([1-9][0-9]{0,17})(?:\?[^ ]*)? HTTP/1\.[01]\r\n")
HEAD = (
    b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\nCache-Control: no-store\r\n"
    b"X-Accel-Buffering: no\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\nretry: 2000\n\n"
)
ABSENT = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
BUSY = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 5\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
NOTHING = "null"
SLICE = 500
PAUSE = 0.25
LOOK = 2.0
HEARTBEAT = 15.0
BACKLOG = 64 * 1024
REQUEST_LIMIT = 8 * 1024
REQUEST_SECONDS = 10
WATCHER_LIMIT = 18_000
QUIET = 5.0
PATIENCE = 2.0
OPTIONS = {"socket_connect_timeout": PATIENCE, "socket_timeout": PATIENCE, "retry": Retry(NoBackoff(), 0)}


@dataclass
class Lot:
    """The watchers of one bidding and the newest frame they should have."""

    newest: bytes
    mark: str
    watchers: set[asyncio.Transport] = field(default_factory=set)
    sending: bool = False


def frame_of(state: str) -> bytes:
    """One event; the data of an event may not hold a line break, and JSON without indentation has none."""
    return b"data: " + _text(json.loads(state)).encode() + b"\n\n"


def mark_of(state: str) -> str:
    """What tells one state from the next: everything but the moment it was read."""
    return _text(json.loads(state) | {"server_time": None})


def _text(state: dict) -> str:
    return json.dumps(state, separators=(",", ":"), ensure_ascii=False)


class Watcher(asyncio.Protocol):
    """One connection: a request of limited size and time, then a stream of which nothing more is read."""

    def __init__(self, hub: "Hub") -> None:
        self.hub = hub
        self.asked = b""
        self.lot: Lot | None = None
        self.answering = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # TCP has no other
        self.transport = transport
        self.deadline = asyncio.get_running_loop().call_later(REQUEST_SECONDS, transport.abort)

    def data_received(self, data: bytes) -> None:
        if self.answering:
            return
        self.asked += data
        if len(self.asked) > REQUEST_LIMIT:
            self.transport.abort()
        elif b"\r\n\r\n" in self.asked:
            self.answering = True
            self.deadline.cancel()
            self.hub.run(self.answer())

    async def answer(self) -> None:
        asked = PATH.match(self.asked)
        self.asked = b""
        if self.hub.watching >= WATCHER_LIMIT:
            self.refuse(BUSY)
        elif asked is None or (lot := await self.hub.lot(int(asked[1]))) is None:
            self.refuse(ABSENT)
        elif not self.transport.is_closing():
            self.lot = lot
            self.transport.write(HEAD + lot.newest)
            lot.watchers.add(self.transport)
            self.hub.watching += 1

    def refuse(self, answer: bytes) -> None:
        self.transport.write(answer)
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        self.deadline.cancel()
        if self.lot is not None:
            self.lot.watchers.discard(self.transport)
            self.hub.watching -= 1


class Hub:
    def __init__(self, database_url: str, redis_url: str) -> None:
        self.database_url = database_url
        self.redis_url = redis_url
        self.lots: dict[int, Lot] = {}
        self.watching = 0
        self.shuts = 0
        self.connection: psycopg2.extensions.connection | None = None
        self.looking = asyncio.Lock()
        self.tasks: set[asyncio.Task] = set()

    def run(self, work: Coroutine[None, None, None]) -> None:
        self.tasks.add(task := asyncio.get_running_loop().create_task(work))
        task.add_done_callback(self.tasks.discard)

    async def lot(self, number: int) -> Lot | None:
        if number not in self.lots:
            shuts = self.shuts
            states = await self.look([number])
            if shuts != self.shuts:  # what was seen may have been taken down since
                states = await self.look([number])
            if number in states:
                self.lots.setdefault(number, Lot(frame_of(states[number]), mark_of(states[number])))
        return self.lots.get(number)

    async def look(self, numbers: list[int]) -> dict[int, str]:
        """The public states of these biddings from PostgreSQL; empty while it cannot be reached."""
        async with self.looking:
            try:
                return await asyncio.to_thread(self._look, numbers)
            except psycopg2.Error as trouble:
                log.warning("Cannot look: %s", trouble)
                self.connection = None
                return {}

    def _look(self, numbers: list[int]) -> dict[int, str]:
        if self.connection is None or self.connection.closed:
            self.connection = psycopg2.connect(
                self.database_url, application_name="hub", connect_timeout=5, options="-c statement_timeout=5000"
            )
            self.connection.autocommit = True
        with self.connection.cursor() as cursor:
            cursor.execute(
                "SELECT id, shown::text FROM listings_auction, LATERAL listings_auction_public(id) AS shown"
                " WHERE id = ANY(%s::bigint[]) AND shown IS NOT NULL",
                [numbers],
            )
            return dict(cursor.fetchall())

    def bring(self, number: int, state: str) -> None:
        """A newer state: kept, and sent when nobody is being sent to. None at all shuts it."""
        lot = self.lots.get(number)
        if state == NOTHING:
            self.shut(number)
        elif lot is not None and (mark := mark_of(state)) != lot.mark:
            lot.newest, lot.mark = frame_of(state), mark
            if not lot.sending:
                lot.sending = True
                self.run(self.send(lot))

    def shut(self, number: int) -> None:
        """A bidding that has no public state any more: its watchers are sent away and find that out (R8-03)."""
        self.shuts += 1
        for transport in list(self.lots.pop(number).watchers) if number in self.lots else ():
            transport.close()

    async def send(self, lot: Lot) -> None:
        sent = ""
        while sent != lot.mark:
            sent = lot.mark
            await self.write(lot, lot.newest)
            await asyncio.sleep(PAUSE)
        lot.sending = False

    async def write(self, lot: Lot, data: bytes) -> None:
        watchers = list(lot.watchers)
        for start in range(0, len(watchers), SLICE):
            for transport in watchers[start : start + SLICE]:
                if transport.get_write_buffer_size() > BACKLOG:
                    transport.abort()
                else:
                    transport.write(data)
            await asyncio.sleep(0)

    async def hear(self) -> None:
        """Bells from Valkey, again and again; silence is covered by the looks."""
        while True:
            try:
                async with redis.asyncio.from_url(self.redis_url, **OPTIONS) as client, client.pubsub() as bells:
                    await bells.psubscribe("lot:*")
                    while True:
                        bell = await next_word(bells)
                        if bell["type"] == "pmessage":
                            number = bell["channel"].decode().partition(":")[2]
                            if number.isdigit():
                                self.bring(int(number), bell["data"].decode())
            except (RedisError, OSError, ValueError) as trouble:
                log.warning("No bells: %s", trouble)
                await asyncio.sleep(1)

    async def look_around(self) -> None:
        """A bell that came while we looked is newer than what we saw."""
        while True:
            await asyncio.sleep(LOOK)
            watched = {number: lot.mark for number, lot in self.lots.items() if lot.watchers}
            self.lots = {number: lot for number, lot in self.lots.items() if number in watched or lot.sending}
            if watched:
                seen = await self.look(list(watched))
                for number in watched.keys() - seen.keys() if self.connection else ():
                    self.shut(number)
                for number, state in seen.items():
                    if number in self.lots and self.lots[number].mark == watched[number]:
                        self.bring(number, state)

    async def beat(self) -> None:
        while True:
            await asyncio.sleep(HEARTBEAT)
            for lot in list(self.lots.values()):
                await self.write(lot, b": beat\n\n")


async def next_word(bells: PubSub) -> dict[str, Any]:
    """The next word of Valkey. Where no bell rings it is asked whether it is there; a silent one is left."""
    if word := await bells.get_message(timeout=QUIET):
        return word
    await bells.ping()
    if word := await bells.get_message(timeout=PATIENCE):
        return word
    raise Silent("no answer")


async def end(works: Collection[asyncio.Task]) -> None:
    """Cancel until each has ended: a client that is connecting takes a cancellation for an error and tries again."""
    while pending := {work for work in works if not work.done()}:
        for work in pending:
            work.cancel()
        await asyncio.wait(pending, timeout=0.2)


async def run(address: str, hub: Hub) -> None:
    """Serve at `unix//path` or `host:port` until told to stop or a work fails; then the process ends."""
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    if address.startswith("unix/"):
        path = address.removeprefix("unix/")
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)
        server = await loop.create_unix_server(lambda: Watcher(hub), path, backlog=1024)
    else:
        host, _, port = address.rpartition(":")
        server = await loop.create_server(lambda: Watcher(hub), host, int(port), backlog=1024)
    works = [loop.create_task(work()) for work in (hub.hear, hub.look_around, hub.beat)]
    ended, _ = await asyncio.wait([loop.create_task(stop.wait()), *works], return_when=asyncio.FIRST_COMPLETED)
    await end(works)
    for lot in hub.lots.values():
        for transport in lot.watchers:
            transport.abort()
    server.close()
    for task in ended:
        task.result()


def main() -> None:
    logging.basicConfig(level=logging.INFO, format="{asctime} {levelname} {name} {message}", style="{")
    hub = Hub(os.environ["TTE_DATABASE_URL"], os.environ["TTE_REDIS_URL"])
    uvloop.run(run(os.environ.get("TTE_HUB", "127.0.0.1:8020"), hub))


if __name__ == "__main__":
    main()
