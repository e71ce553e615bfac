"""R1: one hot lot over real HTTP. Many bidders, histories with call and return, cut connections kept as unknown.

Oracle: the intake replayed in plain Python, and the callers' histories against the log. Controls in the same run:
turns that nobody waits for, and a price remembered by each process, must both show.
"""

import http.client
import io
import itertools
import json
import random
import threading
import time
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from django.core.management import call_command
from django.db import connection
from django.db.utils import Error

from listings.models import Auction
from listings.services.auction import close_auction
from listings.services.bid import decide_bids
from tests.battery import bidding_faults, records
from tests.battery.bidding_oracle import compare
from tests.battery.database import own_database
from tests.battery.lots import START, STEP, Market, make_lot, make_market
from tests.battery.outcome import Outcome
from tests.battery.server import web_server
from tte.accounts.actor import Actor
from tte.accounts.tokens import issue_token


@dataclass(frozen=True)
class Size:
    bidders: int
    bids: int
    control_bids: int
    again_one_in: int = 12
    cut_one_in: int = 15


SIZES = {"quick": Size(16, 640, 160), "full": Size(200, 50_000, 1000)}


@dataclass
class Call:
    """One request as its caller saw it. `status` 0 means unknown: the connection was cut before the answer."""

    bidder: int
    key: str
    amount: Decimal
    called: float
    returned: float = 0.0
    status: int = 0
    answer: dict = field(default_factory=dict)


@dataclass
class Bidder:
    actor: Actor
    token: str
    seed: int
    calls: list[Call] = field(default_factory=list)
    least: Decimal = START


def send(port: int, code: str, bidder: Bidder, key: str, amount: Decimal, patience: float = 30) -> Call:
    """Post a bid, or post it and hang up."""
    call = Call(bidder.actor.organisation.pk, key, amount, time.time())
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=patience)
    body = json.dumps({"amount": str(amount), "request_key": key})
    headers = {"Content-Type": "application/json", "Authorization": f"Bearer {bidder.token}"}
    try:
        link.request("POST", f"/api/v1/bidding/{code}/bids/", body, headers)
        answer = link.getresponse()
        call.answer = json.loads(answer.read() or b"{}")
        call.status = answer.status
    except (OSError, http.client.HTTPException):
        call.status = 0
    except json.JSONDecodeError:
        call.status = 599
    call.returned = time.time()
    link.close()
    bidder.calls.append(call)
    return call


def bid_often(port: int, code: str, bidder: Bidder, count: int, size: Size) -> None:
    """Bid the least or a little more, by what the last answer said; sometimes again, sometimes hanging up."""
    chance = random.Random(bidder.seed)
    for number in range(count):
        amount = bidder.least + STEP * chance.choice((0, 0, 0, 1, 2)) - STEP * (chance.random() < 0.1)
        key = f"{bidder.seed}-{number}"
        cut = chance.randrange(size.cut_one_in) == 0
        call = send(port, code, bidder, key, amount, patience=chance.uniform(0.001, 0.03) if cut else 30)
        if chance.randrange(size.again_one_in) == 0:
            again = send(port, code, bidder, key, amount)
            call = again if again.status else call
        if "least" in call.answer:
            accepted = call.status == 201
            bidder.least = Decimal(call.answer["amount"]) + STEP if accepted else Decimal(call.answer["least"])


def trial(port: int, market: Market, code: str, count: int, size: Size, seed: int) -> tuple[Auction, list[Call]]:
    """Everybody bids on one lot until it has closed, and a few once more after its end."""
    lot = make_lot(market, code, bidders=market.bidders, lasts=timedelta(seconds=2 + count / 120))
    bidders = [
        Bidder(actor, issue_token(label=code, by=actor), seed * 1000 + at) for at, actor in enumerate(market.bidders)
    ]
    each = max(1, count // len(bidders))
    threads = [threading.Thread(target=bid_often, args=[port, code, bidder, each, size]) for bidder in bidders]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close(lot)
    for bidder in bidders[:3]:
        send(port, code, bidder, f"late-{bidder.seed}", bidder.least + 50 * STEP)
    try:
        decide_bids(auction_id=lot.pk)  # those whose caller hung up before their turn
    except (Error, RuntimeError):
        connection.close()  # a seeded fault left nothing decidable
    return lot, [call for bidder in bidders for call in bidder.calls]


def close(lot: Auction, patience: float = 15) -> None:
    limit = time.monotonic() + patience
    while time.monotonic() < limit:
        try:
            if close_auction(auction_id=lot.pk):
                return
        except (Error, RuntimeError):
            connection.close()
        time.sleep(0.1)


def judge(lot: Auction, calls: list[Call]) -> list[str]:
    terms, bids, decided = records.terms([lot.pk]), records.bids([lot.pk]), records.decided([lot.pk])
    faults = compare(terms, bids, decided, records.ended([lot.pk]))
    faults += dense_and_rising(bids, decided)
    faults += histories(calls, stored(lot))
    return faults + out_of_order(calls)


def stored(lot: Auction) -> dict[tuple[int, str], tuple]:
    """(bidder, request key) → number, refusal and sequence, as the log holds them."""
    rows = lot.intake.values_list("bidder_id", "request_key", "pk", "decision__refusal", "decision__sequence")
    return {(bidder, key): (number, refusal, sequence) for bidder, key, number, refusal, sequence in rows}


def dense_and_rising(bids: list, decided: list) -> list[str]:
    amounts = {bid.number: bid.amount for bid in bids}
    accepted = sorted((row.sequence, amounts[row.number]) for row in decided if row.accepted)
    faults = [] if [each[0] for each in accepted] == list(range(1, len(accepted) + 1)) else ["the sequence has gaps"]
    prices = [each[1] for each in accepted]
    if any(later < earlier + STEP for earlier, later in itertools.pairwise(prices)):
        faults.append("an accepted bid does not rise by the step")
    return faults


def histories(calls: list[Call], log: dict[tuple[int, str], tuple]) -> list[str]:
    """Each answer in the log exactly once and the reverse; the same request never gets two answers."""
    faults, told = [], {}
    for call in calls:
        name = (call.bidder, call.key)
        if not call.status:
            continue
        if call.status not in (201, 409) or "number" not in call.answer:
            faults.append(f"{name}: answered {call.status} {str(call.answer)[:80]}")
            continue
        said = (call.answer["number"], call.answer["code"].replace("accepted", ""), call.answer["sequence"])
        if log.get(name) != said:
            faults.append(f"{name}: told {said}, stored {log.get(name)}")
        if told.setdefault(name, said) != said:
            faults.append(f"{name}: two answers")
    sent = {(call.bidder, call.key) for call in calls}
    return faults + [f"{name}: in the log, sent by nobody" for name in log if name not in sent]


def out_of_order(calls: list[Call]) -> list[str]:
    """If one call returned before another began, it stands before it in the order of decision."""
    sent: dict[tuple[int, str], float] = {}
    answered: dict[tuple[int, str], tuple[float, str]] = {}
    for call in sorted(calls, key=lambda call: call.called):
        name = (call.bidder, call.key)
        sent.setdefault(name, call.called)
        if "arrived_at" in call.answer:
            answered.setdefault(name, (call.returned, call.answer["arrived_at"]))
    by_call = sorted(answered, key=sent.__getitem__)
    by_return = sorted(answered.values())
    faults, newest, place = [], "", 0
    for name in by_call:
        while by_return[place][0] < sent[name]:
            newest = max(newest, by_return[place][1])
            place += 1
        if answered[name][1] <= newest:
            faults.append(f"{name}: stamped before a bid that had been answered already")
    return faults


def controls(market: Market, size: Size, seed: int) -> dict[str, int]:
    """How many violations each seeded fault shows; none may show none."""
    found = {}
    with web_server() as port, bidding_faults.fault(bidding_faults.NO_TURN):
        found["nobody waits for a turn"] = len(
            judge(*trial(port, market, "r1-turn", size.control_bids, size, seed + 1))
        )
    with web_server("tests.battery.stale_price_wsgi:application") as port:
        found["price from a cache"] = len(judge(*trial(port, market, "r1-stale", size.control_bids, size, seed + 2)))
    return found


def run(size: str, seed: int) -> Outcome:
    given = SIZES[size]
    with own_database():
        call_command("load_codelists", verbosity=0, stdout=io.StringIO())
        market = make_market("r1", given.bidders)
        with web_server() as port:
            began = time.monotonic()
            lot, calls = trial(port, market, "r1-hot", given.bids, given, seed)
            took = time.monotonic() - began
        violations = judge(lot, calls)
        lot.refresh_from_db()
        seen = controls(market, given, seed)
    return Outcome(
        "r1",
        seed,
        cases=len(calls),
        control_red=all(seen.values()),
        violations=violations,
        figures={
            "requests": len(calls),
            "accepted": lot.bid_count,
            "refused as late": sum(call.answer.get("code") == "closed" for call in calls),
            "unknown": sum(not call.status for call in calls),
            "seconds": round(took, 1),
            **seen,
        },
    )
