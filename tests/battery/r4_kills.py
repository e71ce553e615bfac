"""The kills of R4: who dies, at which point of a story, and how it is made sure that the point is met.

A point in the middle of a transaction or of a job is met by holding a table: the victim waits for it there, is killed
while it waits, and the table is let go. Nothing in the product knows of this.
"""

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

import psycopg2

from tests.battery import r4_mail
from tests.battery.r4_product import Product
from tests.battery.r4_story import Story
from tte.ops.launch import APPLICATION

COMES = 20.0  # so long a held table waits for its victim
NEVER = 180.0
EVERY = {*APPLICATION, "services", "valkey", "postgres"}


@dataclass(frozen=True)
class Kill:
    """`act` names the point in a story, "" is a random moment. `held` is the table at which the victim is met: by the
    request itself (`inside`), or by the job that the answered request has asked for. `stopped` keeps the victim from
    beginning before the answer has come. `emptied`: Valkey forgets everything as well."""

    victim: str
    act: str = ""
    held: str = ""
    inside: bool = False
    stopped: bool = False
    emptied: bool = False
    within: float = 0.0

    def __str__(self) -> str:
        where = f" at {self.act}" if self.act else " at random"
        middle = f" in {self.held}" if self.held else ""
        return (
            f"{self.victim or 'Valkey emptied'}{where}{middle}{', Valkey emptied' * bool(self.victim and self.emptied)}"
        )


KILLS = (
    # a request inside its transaction
    Kill("web", "forward", held="trail_event", inside=True),
    Kill("postgres", "approve", held="trail_event", inside=True),
    Kill("all", "recommend", held="trail_event", inside=True),
    # after the answer, before the job
    Kill("audit-worker", "forward", stopped=True, emptied=True),
    Kill("valkey", "file", emptied=True),
    Kill("web", "submit"),
    Kill("beat", "confirm"),
    # inside a job: checks, between claim and delivery, while the certificate is drawn and when it is kept
    Kill("audit-worker", "forward", held="casework_checkresult", stopped=True),
    Kill("worker", "approve", held=r4_mail.TABLE, stopped=True),
    Kill("worker", "register", within=0.4),
    Kill("worker", "register", held="contracts_certificate", stopped=True),
    # in the middle of an import
    Kill("long-worker", "check", held="imports_batch"),
    Kill("long-worker", "enter", held="listings_achievement"),
    # while the relay moves a batch; while bids arrive
    Kill("relay", "intent", held="feed_entry"),
    Kill("postgres", "bid"),
    # at random moments
    Kill("web worker process"),
    Kill("beat"),
    Kill("relay"),
    Kill("projections"),
    Kill("", emptied=True),
    Kill("all"),
)


@dataclass
class Fall:
    """One kill as it went. Times are seconds from the kill; `backlog` is None while something is still owed."""

    kill: Kill
    struck_at: float
    before: dict[str, int]
    up: float | None = None
    backlog: float | None = None


class Executioner:
    """Carries the kills out one at a time, while the stories go on. Stories tell of their acts (`before`, `after`)."""

    def __init__(self, product: Product, kills: list[Kill], chance: Random, *, patient: bool) -> None:
        self.product, self.chance, self.patient = product, chance, patient
        self.waiting = list(kills)
        self.falls: list[Fall] = []
        self.missed: list[str] = []
        self.turn = threading.Lock()
        self.ready: dict[str, Kill] = {}
        self.watchers: list[threading.Thread] = []

    # --- told by the stories -----------------------------------------------------------------------------------------

    def before(self, act: str, story: Story) -> None:
        kill = self._take(lambda kill: kill.act == act and (kill.inside or kill.stopped))
        if kill is None:
            return
        if kill.inside:
            holding = threading.Event()
            self._apart(self._strike_held, kill, holding)
            holding.wait(COMES)
        else:
            self._stop(kill)
            self.ready[story.name] = kill

    def after(self, act: str, story: Story) -> None:
        kill = self.ready.pop(story.name, None)
        if kill is None:
            kill = self._take(lambda kill: kill.act == act and not (kill.inside or kill.stopped))
        if kill is None:
            return
        if kill.held:
            self._await_progress(act, story)
            self._strike_held(kill, threading.Event())
        else:
            time.sleep(self.chance.random() * kill.within)
            self._strike(kill)

    def _stop(self, kill: Kill) -> None:
        """At a moment at which nobody writes the table: one that stops with it in hand would never let it be held."""
        writing = "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND mode LIKE '%%RowExclusive%%'"
        for _ in range(100):
            self._signal(kill.victim, signal.SIGSTOP)
            time.sleep(0.1)
            if not kill.held or not self.product.one(writing, [kill.held]):
                return
            self._signal(kill.victim, signal.SIGCONT)
            time.sleep(0.05)

    def abandon(self, story: Story) -> None:
        """The story ended before its point came: the victim goes on, another story will meet it."""
        if kill := self.ready.pop(story.name, None):
            self._signal(kill.victim, signal.SIGCONT)
            self.waiting.append(kill)
            self.turn.release()

    def strike_at_random(self) -> None:
        if kill := self._take(lambda kill: not kill.act):
            self._strike(kill)

    def finish(self) -> None:
        for thread in self.watchers:
            thread.join(NEVER * 2)

    # --- the blow ----------------------------------------------------------------------------------------------------

    def _take(self, fits: object) -> Kill | None:
        """A waiting kill, if nobody else is dying just now. Who takes one gives the turn back when all is up again."""
        if not self.turn.acquire(blocking=False):
            return None
        for kill in self.waiting:
            if fits(kill):
                self.waiting.remove(kill)
                return kill
        self.turn.release()
        return None

    def _strike_held(self, kill: Kill, holding: threading.Event) -> None:
        with contextlib.suppress(psycopg2.Error), self._held(kill.held) as came:
            holding.set()
            if kill.stopped:
                self._signal(kill.victim, signal.SIGCONT)
            if came():
                return self._strike(kill)
        holding.set()
        self.missed.append(str(kill))
        self.waiting.append(kill)
        self.turn.release()

    @contextlib.contextmanager
    def _held(self, table: str) -> Iterator[object]:
        """Nobody writes `table` inside; what is yielded waits until somebody wants to."""
        link = psycopg2.connect(self.product.database)
        waiting = "SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted"

        def came() -> bool:
            deadline = time.monotonic() + COMES
            while time.monotonic() < deadline:
                if self.product.one(waiting, [table]):
                    return True
                time.sleep(0.02)
            return False

        try:
            with link.cursor() as cursor:
                cursor.execute(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE")
            yield came
        finally:
            link.close()

    def _await_progress(self, act: str, story: Story) -> None:
        """An import is in its middle when its first part is in."""
        if act not in ("check", "enter"):
            return
        begun = "SELECT count(*) FROM longwork_work WHERE state = 'running' AND done > 0"
        deadline = time.monotonic() + COMES
        while time.monotonic() < deadline and not self.product.one(begun):
            time.sleep(0.01)

    def _strike(self, kill: Kill) -> None:
        fall = Fall(kill, time.time(), self.product.kill(kill.victim))
        if kill.emptied:
            with contextlib.suppress(Exception):
                self.product.empty_valkey()
        self.falls.append(fall)
        self._apart(self._watch, fall)

    def _signal(self, program: str, number: int) -> None:
        if pid := self.product.pids().get(program):
            os.kill(pid, number)

    def _apart(self, act: object, *given: object) -> None:
        thread = threading.Thread(target=act, args=given, daemon=True)
        self.watchers.append(thread)
        thread.start()

    # --- what comes back ---------------------------------------------------------------------------------------------

    def _watch(self, fall: Fall) -> None:
        try:
            if fall.kill.victim == "all":
                self.product.start_again()
            if self._until(lambda: self._is_up(fall)):
                fall.up = time.time() - fall.struck_at
        finally:
            if not self.patient:
                self.turn.release()
        try:
            if self._until(lambda: not owed_before(self.product, fall.struck_at)):
                fall.backlog = time.time() - fall.struck_at
        finally:
            if self.patient:
                self.turn.release()
        self.told(fall)

    def told(self, fall: Fall) -> None:
        """One line a kill, for who watches."""
        up, gone = (f"{each:5.1f} s" if each is not None else "never" for each in (fall.up, fall.backlog))
        sys.stdout.write(f"  {fall.kill}: up again {up}, backlog gone {gone}\n")
        sys.stdout.flush()

    def _is_up(self, fall: Fall) -> bool:
        now = self.product.pids()
        victims = EVERY if fall.kill.victim == "all" else {fall.kill.victim} & EVERY
        again = all(now.get(name) != fall.before.get(name) for name in victims)
        return again and set(now) >= EVERY and self.product.answers()

    def _until(self, true: object) -> bool:
        deadline = time.monotonic() + NEVER
        while time.monotonic() < deadline:
            if true():
                return True
            time.sleep(0.1)
        return False


OWED = f"""
SELECT (SELECT count(*) FROM casework_checkrun WHERE finished_at IS NULL AND asked_at < at)
     + ({r4_mail.OWED_BEFORE})
     + (SELECT count(*) FROM contracts_registration AS r WHERE registered_at < at
        AND NOT EXISTS (SELECT FROM contracts_certificate WHERE registration_id = r.id))
     + (SELECT count(*) FROM listings_listing WHERE state = 'in_notice' AND notice_ends_at < at)
     + (SELECT count(*) FROM listings_auction WHERE (state = 'scheduled' AND opens_at < at)
        OR (state = 'open' AND closes_at < at))
     + (SELECT count(*) FROM listings_disclosure AS x JOIN listings_deal AS d ON d.id = deal_id
        WHERE x.state = 'owed' AND x.due_at < at AND d.confirmed_at < at)
     + (SELECT count(*) FROM feed_outbox WHERE written_at < at)
FROM (SELECT to_timestamp(%s) AS at) AS struck
"""


def owed_before(product: Product, moment: float) -> int:
    """What was owed or due before `moment` and is still not done."""
    return int(product.one(OWED, [moment]))
