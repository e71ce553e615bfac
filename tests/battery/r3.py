"""R3: every command that matters, sent one to five times at once and again after cut connections, over real HTTP.

Oracle: rows and lines of the trail counted before and after, and the answers side by side. Control in the same run: the
unique index of the receipts dropped; commands must then be seen to double.
"""

import collections
import contextlib
import io
import itertools
import logging
import random
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.core.management import call_command
from django.db import connections

from tests.battery import bidding_faults
from tests.battery.database import own_database
from tests.battery.outcome import Outcome
from tests.battery.r3_sending import Answer, send, send_and_leave, send_at_once
from tests.battery.r3_stories import SHARES, Command, World, filing, make_world, supply
from tests.battery.server import web_server

HANDS = 6
NO_INDEX = "ALTER TABLE common_commandreceipt DROP CONSTRAINT receipt_one_per_request"


@dataclass(frozen=True)
class Size:
    commands: int
    control_stories: int


SIZES = {"quick": Size(160, 12), "full": Size(20_000, 40)}


@dataclass
class Record:
    """What was sent and what came of it."""

    violations: list[str] = field(default_factory=list)
    kinds: collections.Counter = field(default_factory=collections.Counter)
    sent: int = 0
    cut: int = 0
    changed: int = 0
    done: list[Command] = field(default_factory=list)

    def blame(self, command: Command, what: object) -> None:
        self.violations.append(f"{command.kind}: {what}")


def carry_out(port: int, command: Command, chance: random.Random, record: Record) -> None:
    """Send it often, cut some, and look."""
    record.kinds[command.kind] += 1
    record.done.append(command)
    if command.effect() != command.once - 1:
        record.blame(command, "its effect stood before it was sent")
    for share in (0.7, 1.0):
        if chance.random() < 0.2:
            record.cut += 1
            send_and_leave(port, command.request, share)
    answers = send_at_once(port, command.request, chance.randint(1, 5))
    if chance.random() < 0.3:
        answers.append(send(port, command.request))
    record.sent += len(answers)
    if command.changed and chance.random() < 0.5:
        record.changed += 1
        refused = send(port, command.changed)
        if refused.status != 409 or '"key_reused"' not in refused.says:
            record.blame(command, f"other content under its key was answered {refused}")
    judge(command, answers, record)


def judge(command: Command, answers: list[Answer], record: Record) -> None:
    if len(set(answers)) != 1:
        record.blame(command, f"answers differ: {sorted({(each.status, each.says[:60]) for each in answers})}")
    elif answers[0].status not in command.answered:
        record.blame(command, f"answered {answers[0].status} {answers[0].says[:80]}")
    if command.effect() != command.once:
        record.blame(command, f"its effect stands {command.effect()} times instead of {command.once}")


def tell(port: int, stories: Iterator[Iterator[Command]], chance: random.Random, record: Record) -> None:
    """One pair of hands: story after story. A story whose command failed is told no further."""
    while (story := next(stories, None)) is not None:
        before = len(record.violations)
        for command in story:
            carry_out(port, command, chance, record)
            if len(record.violations) > before:
                break
    connections.close_all()


def told_stories(world: World, size: Size, record: Record, chance: random.Random) -> Iterator[Iterator[Command]]:
    """Each kind once, then by their shares, until enough commands were sent."""
    yield from (story(world) for story in SHARES)
    while record.kinds.total() < size.commands:
        yield chance.choices(list(SHARES), list(SHARES.values()))[0](world)


class Shared:
    """One iterator for several threads."""

    def __init__(self, stories: Iterator) -> None:
        self.stories, self.lock = stories, threading.Lock()

    def __iter__(self) -> "Shared":
        return self

    def __next__(self) -> Iterator[Command]:
        with self.lock:
            return next(self.stories)


def tell_all(port: int, stories: Iterator[Iterator[Command]], record: Record, seed: int) -> None:
    shared, hands = Shared(stories), []
    for number in range(HANDS):
        hands.append(threading.Thread(target=tell, args=[port, shared, random.Random(seed * 100 + number), record]))
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()


def look_again(record: Record) -> None:
    """Nothing that was under way when a connection was cut has come late and doubled an effect."""
    for command in record.done:
        if (found := command.effect()) != command.once + command.more:
            record.blame(
                command, f"in the end its effect stands {found} times instead of {command.once + command.more}"
            )


def doubled(record: Record) -> list[str]:
    return [each for each in record.violations if "its effect stands" in each or "answers differ" in each]


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    logging.disable(logging.ERROR)
    yield
    logging.disable(logging.NOTSET)


def run(size: str, seed: int) -> Outcome:
    given, record, control = SIZES[size], Record(), Record()
    chance = random.Random(seed)
    with quiet(), own_database():
        call_command("load_codelists", verbosity=0, stdout=io.StringIO())
        world = make_world()
        with web_server(settings_module="tests.battery.page_settings") as port:
            began = time.monotonic()
            tell_all(port, told_stories(world, given, record, chance), record, seed)
            took = time.monotonic() - began
            if not record.violations:
                look_again(record)
            bidding_faults.execute(NO_INDEX)
            turns = itertools.cycle((supply, filing))
            tell_all(port, iter([next(turns)(world) for _ in range(given.control_stories)]), control, seed + 1)
    return Outcome(
        "r3",
        seed,
        cases=record.kinds.total(),
        control_red=bool(doubled(control)),
        violations=record.violations,
        figures={
            "kinds of command": len(record.kinds),
            "requests answered": record.sent,
            "connections cut": record.cut,
            "sent with other content": record.changed,
            "seconds": round(took, 1),
            "doubles seen without the index": len(doubled(control)),
            **record.kinds,
        },
    )
