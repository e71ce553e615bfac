"""P1: faceted search in two languages against bare tantivy, P1b against PostgreSQL's text search, over HTTP besides.

Answers are compared for equality before anything is timed. Each question is put to all sides in turn, so that a busy
neighbour disturbs them alike.
"""

from collections.abc import Callable, Sequence
from functools import partial

from django.db import connection
from django.test import Client

from bench.figures import Figure, in_turn, median_of, percentile, say, timed
from bench.market import people
from bench.mix import Asked, mixed_questions
from bench.peers import Bare, TextSearch
from bench.server import ask_all, web_server
from bench.stock import load_listings
from bench.texts import texts
from tte.search.follower import rebuild

ROWS = {"smoke": 300, "medium": 100_000, "full": 1_000_000}
QUESTIONS = {"smoke": 20, "medium": 400, "full": 400}
TO_PEER = {"smoke": 20, "medium": 40, "full": 40}
ROUNDS = {"smoke": 1, "medium": 7, "full": 7}
BAR, PEER_BAR = 1.5, 20.0
ENGINE_MS, PAGE_MS, PER_SECOND = 10.0, 60.0, 100.0
CONNECTIONS = 4


def run(size: str) -> list[Figure]:
    rows, asked = stocked(size)
    bare = Bare()
    for each in asked:
        bare.prepare(each)
    unequal = sum(each.found() != bare.found(each) for each in asked)
    figures = [engine(size, rows, asked, bare, unequal)]
    if size == "smoke":
        return [*figures, page_says_the_total(rows, asked)]
    return [*figures, peer(size, rows, asked), pages(size, rows, asked)]


def stocked(size: str) -> tuple[int, list[Asked]]:
    """A market with its listings, indexed, and the questions to put to it."""
    officer, auditor = people()
    found = texts(ROWS[size], size, officer)
    say(f"  {len(found.rows):,} listings: {found.origin}")
    loading = timed(partial(load_listings, found.rows, by=officer, exchange=auditor.organisation))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    building = timed(rebuild)
    say(f"  loaded in {loading:.1f} s, index built in {building:.1f} s ({len(found.rows) / building:,.0f} a second)")
    asked = mixed_questions(found.rows, QUESTIONS[size])
    hits = sorted(each.hits for each in asked)
    tenths = " ".join(f"{hits[len(hits) * tenth // 10]:,}" for tenth in range(10))
    say(f"  {len(asked)} questions, listings found by tenths: {tenths} … {hits[-1]:,}")
    return len(found.rows), asked


def engine(size: str, rows: int, asked: Sequence[Asked], bare: Bare, unequal: int) -> Figure:
    ratios, costs, ours_ms, bare_ms = [], [], [], []
    for number in range(ROUNDS[size]):
        ours, theirs = in_turn(acts(Asked.found, asked), acts(bare.found, asked), number)
        ours_ms.append(1000 * ours.p(95))
        bare_ms.append(1000 * theirs.p(95))
        ratios.append(ours_ms[-1] / bare_ms[-1])
        costs.append(ours.processor / theirs.processor)
        say(f"  engine p50 {1000 * ours.p(50):.2f} p95 {ours_ms[-1]:.2f} ms, bare p95 {bare_ms[-1]:.2f} ms")
    ratio, spread = median_of(ratios)
    p95 = median_of(ours_ms)[0]
    short = f"{unequal} answers differ from bare tantivy's" if unequal else ""
    if size != "smoke" and p95 > ENGINE_MS:
        short = short or f"the engine takes {p95:.1f} ms at p95, {ENGINE_MS:g} may be"
    details = {"p95_ms": f"{p95:.2f}", "bare_p95_ms": f"{median_of(bare_ms)[0]:.2f}", "range": spread}
    details |= {"processor_ratio": f"{median_of(costs)[0]:.2f}", "questions": str(len(asked))}
    details["equal"] = f"{len(asked) - unequal}/{len(asked)}"
    return Figure("P1", ratio, BAR if size != "smoke" else float("inf"), rows, details, short)


def acts(act: Callable[[Asked], object], asked: Sequence[Asked]) -> list[Callable[[], object]]:
    return [partial(act, each) for each in asked]


def peer(size: str, rows: int, asked: Sequence[Asked]) -> Figure:
    """P1b. The same terms are found by both; only the order of the page is each engine's own."""
    chosen = sorted(asked, key=lambda each: each.hits)[:: max(1, len(asked) // TO_PEER[size])]
    theirs = TextSearch()
    unequal = sum(without_page(each.found()) != without_page(theirs.found(each)) for each in chosen)
    ratios, costs, peer_ms = [], [], []
    for number in range(ROUNDS[size]):
        ours, slow = in_turn(acts(Asked.found, chosen), acts(theirs.found, chosen), number)
        ratios.append(slow.p(95) / ours.p(95))
        costs.append(slow.processor / ours.processor)
        peer_ms.append(1000 * slow.p(95))
    times, spread = median_of(ratios)
    short = f"{unequal} answers differ from PostgreSQL's" if unequal else ""
    if times < PEER_BAR:
        short = short or f"{times:.1f} times faster at p95, {PEER_BAR:g} is the bar"
    details = {"times_faster": f"{times:.1f}", "range": spread, "peer_p95_ms": f"{median_of(peer_ms)[0]:.1f}"}
    details["times_less_processor"] = f"{median_of(costs)[0]:.1f}"
    details["equal"] = f"{len(chosen) - unequal}/{len(chosen)}"
    return Figure("P1b", 1 / times, 1 / PEER_BAR, rows, details, short)


def without_page(answer: tuple) -> tuple:
    total, _page, facets = answer
    return total, facets


def pages(size: str, rows: int, asked: Sequence[Asked]) -> Figure:
    """The whole page through server and middleware: alone for its p95, four at a time for its rate."""
    addresses = [("/search/", each.address, each.language) for each in asked]
    p95s, rates = [], []
    with web_server(threads=4) as port:
        ask_all(port, addresses[:40], CONNECTIONS)
        for _round in range(ROUNDS[size]):
            alone, _all = ask_all(port, addresses, 1)
            _times, seconds = ask_all(port, addresses, CONNECTIONS)
            p95s.append(1000 * percentile(alone, 95))
            rates.append(len(addresses) / seconds)
            say(f"  page p50 {1000 * percentile(alone, 50):.1f} p95 {p95s[-1]:.1f} ms; {rates[-1]:.0f} searches/s")
    p95, spread = median_of(p95s)
    rate, rate_spread = median_of(rates)
    short = f"p95 is {p95:.0f} ms, {PAGE_MS:g} may be" if p95 > PAGE_MS else ""
    if rate < PER_SECOND:
        short = short or f"{rate:.0f} searches a second, {PER_SECOND:g} is the bar"
    details = {"p95_ms": f"{p95:.1f}", "range_ms": spread, "per_s": f"{rate:.0f}", "range_per_s": rate_spread}
    return Figure("P1-page", p95 / PAGE_MS, 1.0, rows, details, short)


def page_says_the_total(rows: int, asked: Sequence[Asked]) -> Figure:
    """Smoke only: the page of each question says the engine's total and shows its listings."""
    wrong = 0
    for each in asked:
        answer = Client(headers={"accept-language": each.language}, SERVER_NAME="localhost").get(
            "/search/", each.address
        )
        total, pks, _facets = each.found()
        text = answer.content.decode()
        wrong += f'<b class="n">{total:,}</b>' not in text or text.count('<article class="entry">') != len(pks)
    return Figure("P1-page", 0.0, 1.0, rows, {"pages": str(len(asked))}, f"{wrong} pages are wrong" if wrong else "")
