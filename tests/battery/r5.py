"""R5: nobody who follows the feed misses a change, whatever transactions were held open meanwhile.

Writers change rows of one table, some hold their transaction open for long; readers follow the feed by position with
the product's own reading; relays are cut off in the middle of a batch. Oracle: what the writers committed, kept by
themselves. Control: readers of the same changes in the order of their numbers ("id > last") must lose some.
"""

import random
import statistics
import threading
import time
from dataclasses import dataclass, field

import psycopg2
from django.db import connection

from tests.battery.database import own_database, server_parameters
from tests.battery.outcome import Outcome
from tte.feed.relay import Relay
from tte.feed.selectors import batch_after

TOPIC = "r5"
ROWS = 200
POLL = 0.05


@dataclass(frozen=True)
class Size:
    seconds: float
    writers: int
    rate: float
    readers: int
    held_one_in: int
    held_up_to: float
    cuts: int
    judge_lag: bool


SIZES = {
    "quick": Size(5, 6, 300, 4, 40, 1.0, 3, False),
    "full": Size(60, 12, 720, 8, 500, 5.0, 10, True),
}

TABLES = """
CREATE TABLE r5_row (id bigint PRIMARY KEY, version integer NOT NULL);
CREATE TABLE r5_numbered (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, key bigint NOT NULL, version integer NOT
NULL); CREATE FUNCTION r5_announce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO r5_numbered (key, version) VALUES (NEW.id, NEW.version);
    INSERT INTO feed_outbox (topic, key, payload) VALUES ('r5', NEW.id, jsonb_build_object('version', NEW.version));
    RETURN NULL;
END $$;
CREATE TRIGGER r5_row_announces AFTER UPDATE ON r5_row FOR EACH ROW EXECUTE FUNCTION r5_announce();
"""

Change = tuple[int, int]


@dataclass
class Run:
    """What the threads share. Each writes only its own lists and sets."""

    size: Size
    database: str
    writing: threading.Event = field(default_factory=threading.Event)
    committed: dict[Change, float] = field(default_factory=dict)
    held: int = 0
    cut: int = 0
    faults: list[str] = field(default_factory=list)


@dataclass
class Reader:
    """A follower's copy: the newest version of each row, every change it saw and when."""

    position: int = 0
    polls: int = 0
    copy: dict[int, int] = field(default_factory=dict)
    seen: dict[Change, float] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def take(self, entries) -> None:
        for entry in entries:
            change = (entry.key, entry.payload["version"])
            if change in self.seen:
                self.faults.append(f"{change} came twice")
            if change[1] <= self.copy.get(change[0], 0):
                self.faults.append(f"{change} came after a later version")
            self.seen[change] = time.monotonic()
            self.copy[change[0]] = change[1]


def write(run: Run, seed: int) -> None:
    chance = random.Random(seed)
    link = psycopg2.connect(**server_parameters(run.database))
    pause = run.size.writers / run.size.rate
    due = time.monotonic()
    while run.writing.is_set():
        held = chance.randrange(run.size.held_one_in) == 0
        with link, link.cursor() as cursor:
            key = chance.randrange(ROWS)
            cursor.execute("UPDATE r5_row SET version = version + 1 WHERE id = %s RETURNING version", [key])
            version = cursor.fetchone()[0]
            if held:
                time.sleep(chance.random() * run.size.held_up_to)
                run.held += 1
        run.committed[key, version] = time.monotonic()
        due = max(due + pause * 2 * chance.random(), time.monotonic() - 0.1)
        time.sleep(max(0, due - time.monotonic()))
    link.close()


def follow(run: Run, reader: Reader, until: threading.Event) -> None:
    while not until.is_set():
        poll(reader)
        time.sleep(POLL)
    while poll(reader):
        pass
    connection.close()


def poll(reader: Reader) -> int:
    batch = batch_after(reader.position, [TOPIC], 200)
    if batch.reached < reader.position:
        reader.faults.append("the feed went back")
    reader.take(batch.entries)
    reader.position = batch.reached
    reader.polls += 1
    return len(batch.entries)


def follow_by_number(run: Run, seen: set[Change], until: threading.Event) -> None:
    """The control: the order in which numbers were drawn, which is not the order in which they became visible."""
    link = psycopg2.connect(**server_parameters(run.database))
    link.autocommit = True
    last = 0
    while True:
        ending = until.is_set()
        with link.cursor() as cursor:
            cursor.execute("SELECT id, key, version FROM r5_numbered WHERE id > %s ORDER BY id", [last])
            found = cursor.fetchall()
        seen.update((key, version) for _number, key, version in found)
        last = found[-1][0] if found else last
        if ending:
            link.close()
            return
        time.sleep(POLL)


def cut_relays(run: Run, seed: int) -> None:
    """Relays that die in mid-batch: they number what is there, and their connection is cut before they commit."""
    chance = random.Random(seed)
    for _ in range(run.size.cuts):
        time.sleep(run.size.seconds / run.size.cuts * chance.uniform(0.5, 0.9))
        for _ in range(50):
            link = psycopg2.connect(**server_parameters(run.database))
            with link.cursor() as cursor:
                cursor.execute("SELECT feed_relay(7)")
                moved = cursor.fetchone()[0]
            if moved:
                time.sleep(0.02)
                run.cut += 1
            link.close()
            if moved:
                break
            time.sleep(0.005)


def stage(run: Run, seed: int) -> tuple[list[Reader], set[Change]]:
    """Let everybody work for the size's seconds, then let the last changes arrive."""
    readers = [Reader() for _ in range(run.size.readers)]
    numbered: set[Change] = set()
    drained = threading.Event()
    relay = Relay()
    writers = [threading.Thread(target=write, args=[run, seed * 1000 + at]) for at in range(run.size.writers)]
    others = [threading.Thread(target=follow, args=[run, reader, drained]) for reader in readers]
    others.append(threading.Thread(target=follow_by_number, args=[run, numbered, drained]))
    relaying = threading.Thread(target=relay.run)
    cutter = threading.Thread(target=cut_relays, args=[run, seed])
    run.writing.set()
    for thread in [relaying, cutter, *others, *writers]:
        thread.start()
    time.sleep(run.size.seconds)
    run.writing.clear()
    for thread in [cutter, *writers]:
        thread.join()
    wait_until_relayed()
    relay.stop()
    relaying.join()
    drained.set()
    for thread in others:
        thread.join()
    return readers, numbered


def wait_until_relayed() -> None:
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM feed_outbox")
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.02)


def judge(run: Run, readers: list[Reader]) -> list[str]:
    faults = list(run.faults)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, version FROM r5_row WHERE version > 0")
        truth = dict(cursor.fetchall())
    for number, reader in enumerate(readers):
        missed = run.committed.keys() - reader.seen.keys()
        invented = reader.seen.keys() - run.committed.keys()
        faults += [f"reader {number} missed {len(missed)} changes"] if missed else []
        faults += [f"reader {number} saw {len(invented)} changes nobody made"] if invented else []
        faults += [f"reader {number}'s copy differs"] if reader.copy != truth else []
        faults += [f"reader {number}: {fault}" for fault in reader.faults[:3]]
    if not run.held:
        faults.append("no transaction was held open")
    if not run.cut:
        faults.append("no relay was cut off")
    return faults


def lags(run: Run, readers: list[Reader]) -> list[float]:
    return sorted(
        max(0.0, reader.seen[change] - at)
        for reader in readers
        for change, at in run.committed.items()
        if change in reader.seen
    )


def run(size: str, seed: int) -> Outcome:
    with own_database([("feed", "0002_functions"), ("trail", "0002_guards")]) as database:
        with connection.cursor() as cursor:
            cursor.execute(TABLES)
            cursor.execute("INSERT INTO r5_row SELECT number, 0 FROM generate_series(0, %s) AS number", [ROWS - 1])
        staged = Run(SIZES[size], database)
        readers, numbered = stage(staged, seed)
        violations = judge(staged, readers)
        late = lags(staged, readers)
        median, ninety_nine = (statistics.median(late), late[int(len(late) * 0.99)]) if late else (0.0, 0.0)
        if SIZES[size].judge_lag and ninety_nine > 0.25:
            violations.append(f"lag p99 {ninety_nine * 1000:.0f} ms")
        lost = len(staged.committed.keys() - numbered)
        return Outcome(
            "r5",
            seed,
            cases=len(staged.committed) * len(readers),
            control_red=lost > 0,
            violations=violations,
            figures={
                "changes": len(staged.committed),
                "polls": sum(reader.polls for reader in readers),
                "held transactions": staged.held,
                "relays cut off": staged.cut,
                "lag p50 / p99": f"{median * 1000:.0f} / {ninety_nine * 1000:.0f} ms",
                "lost by order of number": lost,
            },
        )
