"""R23: both projections are made anew while writing goes on, and nobody gets a wrong answer meanwhile.

Writers change listings and contract facts at a steady rate; readers ask all the time; rebuilds run as an operator would
start them, one after the other, some killed in the middle. Oracle: for statistics the facts replayed by hand up to the
position each answer names; for search the listings that never change, that were withdrawn before, and, when writing has
ended, every listing by its newest word. Controls: an index that is put in force before it is full, and a base that
names a position it does not hold.
"""

import io
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2
from django.core.management import call_command
from django.db import connection, connections

from listings.models import Listing
from tests.battery.database import own_database, server_parameters
from tests.battery.lots import make_listing, make_market
from tests.battery.outcome import Outcome
from tests.battery.server import ROOT, database_url
from tests.factories.statistics import drawn_fact, make_facts, projections_in, registrations
from tte.common.errors import DomainError
from tte.feed.followers import Following
from tte.feed.relay import Relay, relay_all
from tte.search import follower as search_follower
from tte.search.queries import search
from tte.statistics import projection
from tte.statistics.reader import ask
from tte.statistics.slices import Slice

WORD = "rotor"
STEADY, GONE, CHURNED = range(0, 300), range(300, 340), range(340, 400)


@dataclass(frozen=True)
class Size:
    facts: int
    rounds: int
    rate: float
    readers: int


SIZES = {"quick": Size(5_000, 1, 60, 2), "full": Size(300_000, 12, 200, 4)}


@dataclass
class Run:
    """What the threads share."""

    folder: Path
    database: str
    size: Size
    chance: random.Random
    listings: list[tuple[int, int]] = field(default_factory=list)  # (listing, achievement) in the order of making
    spare: list[tuple] = field(default_factory=list)  # facts to be inserted later
    start: tuple[int, int] = (0, 0)
    begun_at: int = 0
    writing: threading.Event = field(default_factory=threading.Event)
    reading: threading.Event = field(default_factory=threading.Event)
    words: dict[int, str] = field(default_factory=dict)  # newest word of each churned listing
    written: int = 0
    found: list[set[int]] = field(default_factory=list)
    sums: list[tuple[int, int, int]] = field(default_factory=list)  # position, contracts, fen
    steps_back: int = 0
    unavailable: int = 0


# --- the world --------------------------------------------------------------------------------------------------------


def populate(run: Run) -> None:
    call_command("load_codelists", verbosity=0, stdout=io.StringIO())
    market = make_market("r23", 1)
    for number in range(CHURNED.stop):
        listing = make_listing(market, f"r23-{number:04d}", 100_000, 1_000)
        run.listings.append((listing.pk, listing.achievement_id))
    listing_keys = [listing for listing, _achievement in run.listings]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE listings_achievement SET title_en = 'Rotor ' || code")
        cursor.execute(
            "UPDATE listings_listing SET state = 'withdrawn' WHERE id = ANY(%s)", [[listing_keys[at] for at in GONE]]
        )
    make_facts(run.size.facts, seed=1)
    chance = random.Random(2)
    run.spare = [drawn_fact(each, chance) for each in registrations(2_000)]
    relay_all()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(total_fen) FROM contracts_contractfact")
        run.start = tuple(int(value) for value in cursor.fetchone())
        cursor.execute("SELECT max(position) FROM feed_entry")
        run.begun_at = cursor.fetchone()[0]


def write(run: Run) -> None:
    """One act at a time, at the size's rate: a listing gets a new word, a fact is amended, added or taken out."""
    link = psycopg2.connect(**server_parameters(run.database))
    link.autocommit = True
    due = time.monotonic()
    with link.cursor() as cursor:
        while run.writing.is_set():
            act = run.chance.choice((reword, amend, amend, add))
            act(run, cursor)
            run.written += 1
            due = max(due + 1 / run.size.rate, time.monotonic() - 0.2)
            time.sleep(max(0, due - time.monotonic()))
    link.close()


def reword(run: Run, cursor: object) -> None:
    listing, achievement = run.listings[run.chance.choice(CHURNED)]
    word = f"w{run.written}x"
    cursor.execute("UPDATE listings_achievement SET title_en = 'Rotor ' || %s WHERE id = %s", [word, achievement])
    run.words[listing] = word


def amend(run: Run, cursor: object) -> None:
    cursor.execute(
        "UPDATE contracts_contractfact SET total_fen = %s, technology_fen = 1 WHERE registration_id ="
        " (SELECT registration_id FROM contracts_contractfact WHERE registration_id >= %s ORDER BY 1 LIMIT 1)",
        [run.chance.randrange(1, 10**11), run.chance.randrange(1, run.size.facts)],
    )


def add(run: Run, cursor: object) -> None:
    """A spare fact comes in, and sometimes one goes."""
    if not run.spare:
        return
    fact = run.spare.pop()
    columns = [each.column for each in fact._meta.concrete_fields]
    values = [each.value_from_object(fact) for each in fact._meta.concrete_fields]
    named = ", ".join(columns)
    cursor.execute(f"INSERT INTO contracts_contractfact ({named}) VALUES ({', '.join(['%s'] * len(values))})", values)
    if run.chance.random() < 0.3:
        cursor.execute("DELETE FROM contracts_contractfact WHERE registration_id = %s", [fact.registration_id])


# --- readers and rebuilds ---------------------------------------------------------------------------------------------


def read(run: Run) -> None:
    last = 0
    while run.reading.is_set():
        try:
            answer = search(WORD, kind="listing", limit=1000)
            run.found.append(set(answer.pks))
            run.steps_back += answer.position < last
            last = max(last, answer.position)
            figures = ask(Slice())
            cell = figures.cells[0]
            run.sums.append((figures.position, cell.n, cell.total_fen))
        except DomainError:
            run.unavailable += 1
        time.sleep(0.02)
    connections.close_all()


def command(run: Run, name: str) -> subprocess.Popen:
    given = {"TTE_DATABASE_URL": database_url(run.database), "TTE_VAR": str(run.folder)}
    given |= {"DJANGO_SETTINGS_MODULE": "tte.settings.demo", "TTE_SECRET_KEY": "only-for-tests-" + "x" * 40}
    return subprocess.Popen(
        [sys.executable, str(ROOT / "manage.py"), name],
        cwd=ROOT, env=os.environ | given, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip


def rebuild(run: Run, name: str) -> list[str]:
    ended = command(run, name)
    said = ended.communicate(timeout=600)[1]
    return [f"{name} failed: {said.decode()[-300:]}"] if ended.returncode else []


def kill_in_the_middle(run: Run, name: str) -> list[str]:
    """A rebuild that dies while its draft grows: what was in force stays. One that had already put its work in force is
    killed too late, and tried again with less patience."""
    kills = (killed(run, name, patience) for patience in (0.1, 0.05, 0.02, 0.01, 0.0))
    return [] if any(kills) else [f"{name}, killed, left something else in force each time"]


def killed(run: Run, name: str, patience: float) -> bool:
    """Whether the rebuild was met at work and what was in force before is still."""
    drafts = "search/index-*" if name == "rebuild_search" else "**/draft-*"
    before, old = in_force(run, name), set(run.folder.glob(f"projections/{drafts}"))
    dying = command(run, name)
    while dying.poll() is None and not set(run.folder.glob(f"projections/{drafts}")) - old:
        time.sleep(0.002)
    if dying.poll() is None:
        time.sleep(run.chance.random() * patience)
    met = dying.poll() is None
    dying.send_signal(signal.SIGKILL)
    dying.wait()
    return met and in_force(run, name) == before


def in_force(run: Run, name: str) -> object:
    if name == "rebuild_search":
        return (run.folder / "projections" / "search" / "current").read_text()
    base = projection.current_base()
    return base.pk if base else None


# --- the oracle -------------------------------------------------------------------------------------------------------


def judge(run: Run) -> list[str]:
    """Every answer that was given while writing went on."""
    steady = {run.listings[at][0] for at in STEADY}
    gone = {run.listings[at][0] for at in GONE}
    partial = sum(not steady <= found for found in run.found)
    haunted = sum(bool(gone & found) for found in run.found)
    truth = replay(run)
    wrong = [each for each in run.sums if truth.get(each[0], each[1:]) != each[1:]]
    known = sum(each[0] in truth for each in run.sums)
    faults = [f"{partial} searches did not find what never changed"] if partial else []
    faults += [f"{haunted} searches found what was withdrawn"] if haunted else []
    faults += [f"{len(wrong)} sums are not those of their position, such as {wrong[0]}"] if wrong else []
    return faults + ([] if run.found and known else ["nobody read anything"])


def replay(run: Run) -> dict[int, tuple[int, int]]:
    """Contracts and fen at every position, added up by hand."""
    count, fen = run.start
    sums = {}
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT position, topic, payload FROM feed_entry WHERE position > %s ORDER BY position", [run.begun_at]
        )
        for position, topic, payload in cursor.fetchall():
            if topic == "contract_fact":
                fact = payload if isinstance(payload, dict) else json.loads(payload)
                count, fen = count + fact["w"], fen + fact["w"] * fact["total_fen"]
            sums[position] = (count, fen)
    return sums


def judge_end(run: Run) -> list[str]:
    """When writing has ended both projections equal brute force."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(total_fen), sum(technology_fen) FROM contracts_contractfact")
        truth = tuple(int(value) for value in cursor.fetchone())
    cell = ask(Slice()).cells[0]
    faults = [] if (cell.n, cell.total_fen, cell.technology_fen) == truth else [f"at the end {cell} instead of {truth}"]
    lost = [word for listing, word in run.words.items() if search(word, kind="listing").pks != [listing]]
    faults += [f"{len(lost)} newest words are not found"] if lost else []
    visible = set(Listing.objects.exclude(state="withdrawn").values_list("pk", flat=True))
    if set(search(WORD, kind="listing", limit=1000).pks) != visible:
        faults.append("at the end the index holds other listings than the database")
    return faults


# --- the run ----------------------------------------------------------------------------------------------------------


@contextmanager
def living(run: Run) -> Iterator[None]:
    """Relay, followers, readers and a writer at work inside; after it the projections have caught up."""
    relay, following = Relay(), Following()
    standing = [threading.Thread(target=relay.run), threading.Thread(target=following.run)]
    writer = threading.Thread(target=write, args=[run])
    readers = [threading.Thread(target=read, args=[run]) for _ in range(run.size.readers)]
    run.writing.set()
    run.reading.set()
    for thread in [*standing, writer, *readers]:
        thread.start()
    try:
        yield
    finally:
        run.writing.clear()
        writer.join()
        wait_until_followed()
        run.reading.clear()
        following.stop()
        relay.stop()
        for thread in [*standing, *readers]:
            thread.join()


def wait_until_followed(patience: float = 60) -> None:
    behind = (
        "SELECT (SELECT count(*) FROM feed_outbox) + (SELECT count(*) FROM feed_readerposition WHERE reader = 'search'"
        " AND position < (SELECT max(position) FROM feed_entry WHERE topic = 'listing'))"
    )
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        with connection.cursor() as cursor:
            cursor.execute(behind)
            if not cursor.fetchone()[0]:
                return
        time.sleep(0.05)


@contextmanager
def world(size: str, seed: int) -> Iterator[Run]:
    with (
        own_database() as database,
        tempfile.TemporaryDirectory(prefix="tte-r23-") as folder,
        projections_in(Path(folder) / "projections"),
    ):
        run = Run(Path(folder), database, SIZES[size], random.Random(seed))
        populate(run)
        search_follower.rebuild()
        projection.rebuild()
        yield run


def run(size: str, seed: int) -> Outcome:
    began = time.monotonic()
    violations: list[str] = []
    with world(size, seed) as staged:
        with living(staged):
            for _ in range(staged.size.rounds):
                for name in ("rebuild_search", "rebuild_statistics"):
                    violations += rebuild(staged, name)
                    violations += kill_in_the_middle(staged, name)
        violations += judge(staged) + judge_end(staged)
        asked, written = len(staged.found) + len(staged.sums), staged.written
        figures = {"acts written": written, "searches": len(staged.found), "sums asked": len(staged.sums)}
        figures |= {"answers from an earlier position": staged.steps_back, "told to wait": staged.unavailable}
        seen = {name: len(fault(staged)) for name, fault in CONTROLS.items()}
    return Outcome(
        "r23",
        seed,
        asked,
        all(seen.values()),
        violations,
        figures | {"seconds": round(time.monotonic() - began)} | seen,
    )


# --- the controls -----------------------------------------------------------------------------------------------------


def shown(run: Run, act: Callable[[], object]) -> list[str]:
    """What the oracle says of the answers given while a seeded fault is at work."""
    run.found.clear()
    run.sums.clear()
    with living(run):
        act()
        time.sleep(0.5)
    return judge(run)


def in_force_too_early(run: Run) -> list[str]:
    """The index is put in force while it is still being filled."""

    def fill() -> None:
        folder = search_follower.new_folder()
        writing = search_follower.Writing(folder, new=True)
        writing.commit(str(search_follower.feed_id()), search_follower.head())
        search_follower.make_current(folder)
        time.sleep(0.5)
        writing.close()
        search_follower.rebuild()

    return shown(run, fill)


def position_too_late(run: Run) -> list[str]:
    """The base is published under the position at its end, not under that of its snapshot."""
    publish = projection.publish

    def late(draft: projection.Draft) -> object:
        time.sleep(0.5)
        draft.position = search_follower.head()
        return publish(draft)

    projection.publish = late
    try:
        return shown(run, projection.rebuild)
    finally:
        projection.publish = publish


CONTROLS = {"in force before it is full": in_force_too_early, "a position it does not hold": position_too_late}
