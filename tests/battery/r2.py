"""R2: the closing edge. Bids around the end of many lots, slow commits, two closers, queues held across the end.

Oracle: the intake replayed in plain Python (bidding_oracle). Controls in the same run: a pointer without the barrier
must lose bids, the application clock must break the order of calls, a stamp after the lock must make queueing late.
"""

import io
import random
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from django.core.management import call_command
from django.db import Error, connection, connections

from listings.models import Auction
from listings.selectors.auction import due_auctions
from listings.services.auction import close_auction
from listings.services.bid import place_bid
from tests.battery import bidding_faults, records
from tests.battery.bidding_oracle import compare
from tests.battery.database import own_database, server_parameters
from tests.battery.lots import START, STEP, Market, make_lot, make_market
from tests.battery.outcome import Outcome
from tte.common.clock import now

EDGE = 0.2


@dataclass(frozen=True)
class Size:
    lots: int
    wave: int
    bidders: int
    bids_a_lot: int
    held: int
    control_lots: int


SIZES = {"quick": Size(40, 20, 12, 10, 4, 20), "full": Size(1000, 50, 32, 16, 40, 50)}


@dataclass
class Call:
    """One bid as its caller saw it, by the clock of this machine, which is the database's too."""

    lot: int
    called: float
    returned: float = 0.0
    number: int = 0
    stamp: float = 0.0
    refusal: str = ""
    failed: str = ""


@dataclass
class Wave:
    """Lots that end together, more or less, and what was called on them."""

    lots: list[Auction]
    calls: list[Call] = field(default_factory=list)


def stage(market: Market, tag: str, size: Size, lots: int, seed: int) -> Wave:
    """Open the lots, bid around their ends and after extensions, close them by two closers, let all of it finish."""
    chance = random.Random(seed)
    edge = time.time() + 0.8 + 0.06 * lots
    wave = Wave([])
    for number in range(lots):
        lasts = timedelta(seconds=max(0.3, edge + chance.random() - time.time()))
        wave.lots.append(
            make_lot(market, f"{tag}-{number}", bidders=market.bidders, opens_in=timedelta(0), lasts=lasts)
        )
    shots = sorted(shot for lot in wave.lots for shot in plan(lot, size, chance))
    lanes = [shots[lane :: len(market.bidders)] for lane in range(len(market.bidders))]
    over = threading.Event()
    bidders = [
        threading.Thread(target=shoot, args=[wave, actor, lane, f"{tag}-{place}"])
        for place, (actor, lane) in enumerate(zip(market.bidders, lanes, strict=True))
    ]
    closers = [threading.Thread(target=close_due, args=[over]) for _ in range(2)]
    for thread in [*bidders, *closers]:
        thread.start()
    for thread in bidders:
        thread.join()
    wait_until_closed([lot.pk for lot in wave.lots])
    over.set()
    for thread in closers:
        thread.join()
    return wave


def plan(lot: Auction, size: Size, chance: random.Random) -> list[tuple[float, int, Decimal]]:
    """Moments around the end, and around where a bid near the end moves it; amounts that mostly rise."""
    end = lot.closes_at.timestamp()
    shots = []
    for number in range(size.bids_a_lot):
        later = chance.choice((0, 0, 0, 1))
        moment = end + later * lot.extension_seconds + chance.uniform(-EDGE, EDGE)
        steps = chance.choice((number, number, chance.randrange(size.bids_a_lot)))
        odd = Decimal(1) if chance.random() < 0.03 else Decimal(0)
        shots.append((moment, lot.pk, START + STEP * steps + odd))
    return shots


def shoot(wave: Wave, actor, lane: list[tuple[float, int, Decimal]], key: str) -> None:
    for number, (moment, lot, amount) in enumerate(lane):
        time.sleep(max(0.0, moment - time.time()))
        call = Call(lot, time.time())
        try:
            outcome = place_bid(auction_id=lot, amount=amount, request_key=f"{key}-{number}", by=actor)
            call.number, call.stamp, call.refusal = outcome.intake, outcome.arrived_at.timestamp(), outcome.refusal
        except (Error, TypeError, RuntimeError) as trouble:  # what a seeded fault does to a caller
            call.failed = repr(trouble)[:120]
        call.returned = time.time()
        wave.calls.append(call)
    connections.close_all()


def close_due(over: threading.Event) -> None:
    while not over.is_set():
        for pk in due_auctions().values_list("pk", flat=True):
            try:
                close_auction(auction_id=pk)
            except (Error, RuntimeError):
                continue  # a seeded fault; the next round tries again
        time.sleep(0.05)
    connections.close_all()


def wait_until_closed(lots: list[int], patience: float = 40) -> None:
    limit = time.monotonic() + patience
    while Auction.objects.filter(pk__in=lots, state="open").exists() and time.monotonic() < limit:
        time.sleep(0.1)


def judge(wave: Wave) -> list[str]:
    """What the oracle finds, what callers were told, and the order of calls that did not overlap."""
    lots = [lot.pk for lot in wave.lots]
    decided = {row.number: row for row in records.decided(lots)}
    faults = compare(records.terms(lots), records.bids(lots), decided.values(), records.ended(lots))
    for call in wave.calls:
        if call.failed:
            faults.append(f"lot {call.lot}: the caller got {call.failed}")
        elif call.number not in decided or decided[call.number].refusal != call.refusal:
            faults.append(f"lot {call.lot} bid {call.number}: the caller was told something else")
    return faults + out_of_order(wave.calls)


def out_of_order(calls: list[Call]) -> list[str]:
    """If one call returned before another began, its stamp is the earlier one."""
    faults = []
    for lot in {call.lot for call in calls}:
        here = sorted((call for call in calls if call.lot == lot and call.number), key=lambda call: call.called)
        for place, later in enumerate(here):
            for earlier in here[:place]:
                if earlier.returned < later.called and earlier.stamp >= later.stamp:
                    faults.append(
                        f"lot {lot}: bid {earlier.number} returned before {later.number} began and is stamped later"
                    )
    return faults


SOON, LATE = timedelta(seconds=1.2), timedelta(seconds=15)


def hold_queues(market: Market, tag: str, count: int) -> list[str]:
    """A bid that has arrived before the end while somebody else holds the turn across the end: it is in time.

    On a busy machine a bid may arrive after the end instead: that proves nothing, so the next lot lasts longer.
    """
    faults, lasts = [], SOON
    for number in range(count):
        while (said := hold_queue(market, f"{tag}-{number}-{lasts.seconds}", lasts)) is None and lasts < LATE:
            lasts *= 4
        faults += [f"no bid arrives within {lasts}"] if said is None else said
    return faults


def hold_queue(market: Market, tag: str, lasts: timedelta) -> list[str] | None:
    """Nothing is said of a bid that arrived too late."""
    lot = make_lot(market, tag, bidders=market.bidders[:2], lasts=lasts)
    holder = hold_turn(lot.pk)
    wave = Wave([lot])
    bidder = threading.Thread(target=shoot, args=[wave, market.bidders[0], [(0.0, lot.pk, START)], tag])
    bidder.start()
    while now() < lot.closes_at and not lot.intake.exists():
        time.sleep(0.02)
    time.sleep(max(0.0, (lot.closes_at - now()).total_seconds() + 0.05))
    holder.close()
    bidder.join()
    close_auction(auction_id=lot.pk)
    if not lot.intake.filter(arrived_at__lt=lot.closes_at).exists():
        return None
    said = wave.calls[0].refusal or wave.calls[0].failed
    return [f"lot {lot.pk}: end {lot.closes_at}, queued and answered {said}"] if said else []


def hold_turn(lot: int):
    """Another connection that holds the lot's turn until it is closed."""
    import psycopg2  # noqa: PLC0415 - only here a connection beside Django's is wanted

    holder = psycopg2.connect(**server_parameters(connection.settings_dict["NAME"]))
    with holder.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(7401, %s)", [lot])
    return holder


def controls(market: Market, size: Size, seed: int) -> dict[str, int]:
    """How many violations each seeded fault shows; none may show none."""
    found = {}
    for name, statements in (
        ("pointer without barrier", bidding_faults.NO_BARRIER),
        ("application clock", bidding_faults.APPLICATION_CLOCK),
    ):
        with bidding_faults.fault(statements):
            found[name] = len(judge(stage(market, f"c{seed % 997}-{name[:3]}", size, size.control_lots, seed + 1)))
    with bidding_faults.fault(bidding_faults.STAMP_AFTER_LOCK):
        found["stamp after the lock"] = len(hold_queues(market, f"c{seed % 997}-lock", 2))
    return found


def run(size: str, seed: int) -> Outcome:
    given = SIZES[size]
    with own_database():
        call_command("load_codelists", verbosity=0, stdout=io.StringIO())
        bidding_faults.execute(bidding_faults.SLOW_COMMITS)
        market = make_market("r2", given.bidders)
        violations, bids, late, moved = [], 0, 0, 0
        for number in range(0, given.lots, given.wave):
            wave = stage(market, f"r2-{number}", given, given.wave, seed * 1000 + number)
            violations += judge(wave)
            bids += len(wave.calls)
            late += sum(call.refusal == "closed" for call in wave.calls)
            announced = {lot.pk: lot.announced_close_at for lot in wave.lots}
            moved += sum(end.closes_at > announced[end.lot] for end in records.ended(list(announced)))
        violations += hold_queues(market, "r2-held", given.held)
        seen = controls(market, given, seed)
    return Outcome(
        "r2",
        seed,
        cases=bids + given.held,
        control_red=all(seen.values()),
        violations=violations,
        figures={
            "lots": given.lots,
            "bids": bids,
            "refused as late": late,
            "ends moved": moved,
            "held queues": given.held,
            **seen,
        },
    )
