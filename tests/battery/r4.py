"""R4: any part of the product is killed without mercy while stories walk through it, and nothing is lost or doubled.

A whole product of the battery's own; people at their browsers without the browser; kills at named points and at random.
Oracle: the clients' log and plain SQL. Controls, in a product with two seeded faults: what is owed stands in the queue
only, and a mail is called sent before it is. SIGKILL proves nothing about loss of power.
"""

import itertools
import logging
import threading
import time
from dataclasses import dataclass, field
from random import Random

from tests.battery import r4_mail
from tests.battery.outcome import Outcome
from tests.battery.r4_client import Exchange, Stuck
from tests.battery.r4_kills import KILLS, Executioner, Fall, Kill, owed_before
from tests.battery.r4_oracle import OWN_RECORD, judge, mail_faults, owed_faults
from tests.battery.r4_product import Product
from tests.battery.r4_story import Story, forward, import_rows, post, walk

FAULTY = "tests.battery.r4_faulty_settings"
UP, BACKLOG = 30, 60
MOST_FAULTS = 20  # as many stuck stories end the trial
PAUSE = 1.5
SWEPT = 12  # seconds within which the product's own sweeps would have found what is owed


@dataclass(frozen=True)
class Size:
    rounds: int
    lanes: int
    rows: int
    patient: bool


SIZES = {"quick": Size(1, 4, 800, False), "full": Size(20, 4, 9_000, True)}


QUEUE_ONLY = Kill("audit-worker", "forward", stopped=True, emptied=True)
SENT_APART = Kill("worker", "forward", held=r4_mail.TABLE, stopped=True)


@dataclass
class Trial:
    """What walks while the kills go on. A lane begins a new story as long as kills wait for a point."""

    product: Product
    exchange: Exchange
    seed: int
    rows: int
    killing: Executioner
    stories: list[Story] = field(default_factory=list)
    imports: dict[str, int] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    mails_again: int = 0

    def tell(self, name: str, bidding: bool) -> Story:
        return Story(name, bidding, self.product, self.exchange, self.killing, Random(f"{self.seed} {name}"))

    def lane(self, number: int) -> None:
        for turn in itertools.count():
            story = self.tell(f"r{self.seed}x{number}x{turn}", bidding=(number + turn) % 2 == 0)
            self.stories.append(story)
            self.attempt(story, lambda story=story: walk(story))
            if not self.killing.waiting or len(self.faults) > MOST_FAULTS:
                return

    def imports_lane(self) -> None:
        for turn in itertools.count():
            story = self.tell(f"r{self.seed}i{turn}", bidding=False)
            self.attempt(story, lambda story=story: self.bring_in(story))
            waits = any(kill.victim == "long-worker" for kill in self.killing.waiting)
            if not waits or len(self.faults) > MOST_FAULTS:
                return

    def bring_in(self, story: Story) -> None:
        self.imports[story.name] = import_rows(story, self.rows)

    def attempt(self, story: Story, act: object) -> None:
        try:
            act()
        except Stuck as stuck:
            self.faults.append(f"{story.name}: {stuck}")
        finally:
            self.killing.abandon(story)
            story.close()


def run(size: str, seed: int) -> Outcome:
    logging.getLogger("httpx").setLevel(logging.WARNING)
    given = SIZES[size]
    began = time.monotonic()
    product = Product()
    try:
        product.prepare()
        product.start()
        product.ask(OWN_RECORD)
        trial = stage(product, given, seed)
        violations = trial.faults + judge(product, trial.exchange, trial.stories, trial.imports)
        violations += product.strays()
        trial.mails_again = int(product.one(r4_mail.SENT_AGAIN))
        if sum(story.done for story in trial.stories) < given.lanes:
            violations.append("too few stories came to their end")
        walked = time.monotonic() - began
        violations += fall_faults(trial.killing, given)
        seen = control(product, seed)
    finally:
        product.stop()
    return outcome(trial, seed, violations, seen, walked, time.monotonic() - began)


def stage(product: Product, given: Size, seed: int) -> Trial:
    chance = Random(seed)
    kills: list[Kill] = [kill for _ in range(given.rounds) for kill in KILLS]
    chance.shuffle(kills)
    exchange = Exchange(product.url)
    exchange.sign_in_everybody()
    killing = Executioner(product, kills, chance, patient=given.patient)
    trial = Trial(product, exchange, seed, given.rows, killing)
    lanes = [threading.Thread(target=trial.lane, args=[number], daemon=True) for number in range(given.lanes)]
    lanes.append(threading.Thread(target=trial.imports_lane, daemon=True))
    for lane in lanes:
        lane.start()
    while any(lane.is_alive() for lane in lanes):
        time.sleep(PAUSE * chance.uniform(0.5, 1.5))
        killing.strike_at_random()
    killing.finish()
    settle(product)
    return trial


def settle(product: Product, patience: float = 180) -> None:
    """Until nothing is owed and the projections have read everything; what still is then, the oracle tells."""
    behind = (
        "SELECT count(*) FROM feed_readerposition WHERE reader = 'search'"
        " AND position < (SELECT coalesce(max(position), 0) FROM feed_entry WHERE topic = 'listing')"
    )
    working = "SELECT count(*) FROM longwork_work WHERE state IN ('queued', 'running')"
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if not (owed_before(product, time.time()) or product.one(behind) or product.one(working)):
            return
        time.sleep(0.3)


def fall_faults(killing: Executioner, given: Size) -> list[str]:
    """Order and counts at every size, times at the full one."""
    faults = [f"{fall.kill}: not up again" for fall in killing.falls if fall.up is None]
    faults += [f"{fall.kill}: something stayed owed" for fall in killing.falls if fall.backlog is None]
    if killing.waiting:
        faults.append(f"not struck: {', '.join(map(str, killing.waiting))}")
    if given.patient:
        faults += [f"{fall.kill}: up after {fall.up:.0f} s" for fall in killing.falls if fall.up and fall.up > UP]
        late = [fall for fall in killing.falls if fall.backlog and fall.backlog > BACKLOG]
        faults += [f"{fall.kill}: backlog gone after {fall.backlog:.0f} s" for fall in late]
    return faults


# --- the controls -----------------------------------------------------------------------------------------------------


def control(product: Product, seed: int) -> dict[str, int]:
    """The same product with two faults, and the two kills that must show them: how many violations each brings."""
    product.settings = FAULTY
    product.kill("all")
    product.start_again()
    exchange = Exchange(product.url)
    exchange.sign_in_everybody()
    seen = {}
    for name, kill, roads, look in (
        ("called sent before it was", SENT_APART, (post, forward), mail_faults),
        ("owed in the queue only", QUEUE_ONLY, (post, forward), owed_faults),
    ):
        killing = Executioner(product, [kill], Random(seed), patient=False)
        story = Story(f"r{seed}c{len(seen)}", False, product, exchange, killing, Random(seed))
        for road in roads:
            road(story)
        story.close()
        deadline = time.monotonic() + BACKLOG
        while time.monotonic() < deadline and not (killing.falls and killing.falls[0].up):
            time.sleep(0.2)
        time.sleep(SWEPT)
        seen[name] = len(look(product))
    return seen


def outcome(
    trial: Trial, seed: int, violations: list[str], seen: dict[str, int], walked: float, took: float
) -> Outcome:
    falls, sent = trial.killing.falls, trial.exchange.sent
    ups = sorted(fall.up for fall in falls if fall.up is not None)
    backlogs = sorted(fall.backlog for fall in falls if fall.backlog is not None)
    return Outcome(
        "r4",
        seed,
        cases=len(falls),
        control_red=all(seen.values()),
        violations=violations,
        figures={
            "kills": len(falls),
            "points missed at first": len(trial.killing.missed),
            "stories to their end": sum(story.done for story in trial.stories),
            "stories that missed an hour": sum(story.missed for story in trial.stories),
            "imports": f"{len(trial.imports)} of {trial.rows} rows",
            "acts sent": len(sent),
            "answers that never came": sum(not each.status for each in sent),
            "mails sent again": trial.mails_again,
            "acts sent again": sum(each.again for each in sent),
            "up again, median / longest": spread(ups),
            "backlog gone, median / longest": spread(backlogs),
            "slowest to be up": slowest(falls),
            "seconds": f"{walked:.0f} and {took - walked:.0f} for the controls",
            **seen,
        },
    )


def spread(seconds: list[float]) -> str:
    return f"{seconds[len(seconds) // 2]:.1f} / {seconds[-1]:.1f} s" if seconds else "none"


def slowest(falls: list[Fall]) -> str:
    last = max(falls, key=lambda fall: fall.up or 0, default=None)
    return f"{last.kill}" if last else "none"
