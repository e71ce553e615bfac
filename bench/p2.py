"""P2: slices of the statistics against DuckDB alone on the same file; prepared tables; P2c: Django ORM aggregation.

Every slice is new in its round and asked once by each side, so nobody answers from memory. The cells are compared
before their times count.
"""

import random
from collections.abc import Callable
from datetime import date
from functools import partial

import duckdb
from django.db import connection
from django.db.models import Count, F, Sum, Value
from django.db.models.functions import Concat, ExtractYear, Left

from bench.figures import Figure, in_turn, median_of, percentile, say, timed
from bench.market import people, sources, upload
from bench.register import FIRST_YEAR, YEARS, leaves_of, load_contracts, tops_of
from bench.texts import SEED
from contracts.models import ContractFact
from tte.codelists.enums import CodeList
from tte.feed.relay import relay_all
from tte.statistics.filters import Question
from tte.statistics.projection import current_base, path_of
from tte.statistics.reader import ask, reading
from tte.statistics.selectors.export_tables import EXPORT_TABLES
from tte.statistics.selectors.market import market, overview, types_by_month
from tte.statistics.slices import DIMENSIONS, Slice, where

ROWS = {"smoke": 500, "medium": 1_000_000, "full": 10_000_000}
SLICES = {"smoke": 15, "medium": 60, "full": 60}
TO_PEER = {"smoke": 5, "medium": 10, "full": 5}
AMENDED = 2_000
ROUNDS = {"smoke": 1, "medium": 7, "full": 7}
BAR, BAR_P95, PEER_BAR, PREPARED_MS = 1.15, 1.5, 30.0, 10.0
Cells = dict[tuple, tuple[int, int, int]]


class Raw:
    """DuckDB alone: the base file in force, the slice as one grouped query, the rows fetched."""

    def __init__(self) -> None:
        base = current_base()
        if base is None:
            raise RuntimeError("there is no base of the statistics")
        self.connection = duckdb.connect(":memory:", config={"memory_limit": "512MB", "threads": 2})
        self.connection.execute(f"ATTACH '{path_of(base)}' AS base (READ_ONLY)")

    def rows(self, asked: Slice) -> list[tuple]:
        terms, values = where(asked)
        listed = "".join(f"{DIMENSIONS[name].sql}, " for name in asked.dims)
        sql = f"SELECT {listed}count(*), sum(total_fen), sum(technology_fen) FROM base.f WHERE {terms}"
        return self.connection.execute(f"{sql} GROUP BY ALL" if listed else sql, values).fetchall()


def run(size: str) -> list[Figure]:
    officer, auditor = people()
    batch = upload(sources("smoke")[0], officer)
    loading = timed(partial(load_contracts, ROWS[size], batch=batch, by=auditor))
    say(f"  {ROWS[size]:,} contracts drawn, registered and in the base file in {loading:.1f} s")
    reading.forget()
    chance = random.Random(SEED)
    figures = [slices("P2", size, chance)]
    amend(ROWS[size])
    figures += [slices("P2-amended", size, chance), peer(size, chance)]
    return figures if size == "smoke" else [*figures, prepared(size)]


def amend(rows: int) -> None:
    """Amendments above the base, as a working day leaves them: two signed rows each, pulled by every reader."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE contracts_contractfact SET total_fen = total_fen + 700 WHERE registration_id %% %s = 0",
            [max(2, rows // AMENDED)],
        )
        say(f"  {cursor.rowcount:,} contracts amended above the base")
    relay_all()


def slices(name: str, size: str, chance: random.Random) -> Figure:
    """The file knows nothing of what was amended since: then its times are the limit, and `peer` compares the cells."""
    raw = Raw()
    cells = unequal = 0
    medians, tails, costs, ours_ms = [], [], [], []
    for number in range(ROUNDS[size]):
        chosen = [drawn(chance) for _ in range(SLICES[size])]
        ours, theirs = in_turn(acts(ask, chosen), acts(raw.rows, chosen), number)
        for asked in chosen if name == "P2" else []:
            mine, wanted = ours_of(asked), cells_of(raw.rows(asked), len(asked.dims))
            cells, unequal = cells + len(wanted), unequal + (mine != wanted)
        medians.append(ours.p(50) / theirs.p(50))
        tails.append(ours.p(95) / theirs.p(95))
        costs.append(ours.processor / theirs.processor)
        ours_ms.append(1000 * ours.p(95))
        say(f"  ours p50 {1000 * ours.p(50):.1f} p95 {ours_ms[-1]:.1f} ms, raw p95 {1000 * theirs.p(95):.1f} ms")
    ratio, spread = median_of(medians)
    tail, tail_spread = median_of(tails)
    short = (
        f"{unequal} slices differ from DuckDB's" if unequal else "" if cells or name != "P2" else "no cell was compared"
    )
    if tail > BAR_P95 and size != "smoke":
        short = short or f"{tail:.2f} at p95, the bar is {BAR_P95:g}"
    details = {"range": spread, "ratio_p95": f"{tail:.2f}", "range_p95": tail_spread}
    details |= {"p95_ms": f"{median_of(ours_ms)[0]:.1f}", "processor_ratio": f"{median_of(costs)[0]:.2f}"}
    details["cells_equal"] = f"{cells:,}" if name == "P2" else "by_P2c"
    return Figure(name, ratio, BAR if size != "smoke" else float("inf"), ROWS[size], details, short)


def acts(act: Callable[[Slice], object], chosen: list[Slice]) -> list[Callable[[], object]]:
    return [partial(act, asked) for asked in chosen]


def drawn(chance: random.Random) -> Slice:
    """One to three dimensions, none to two conditions, a year or more."""
    dims = tuple(chance.sample(sorted(DIMENSIONS), chance.randint(1, 3)))
    values = {
        "field": tops_of(CodeList.TECHNOLOGY_FIELD),
        "seller_region": tops_of(CodeList.REGION),
        "contract_type": leaves_of(CodeList.CONTRACT_TYPE),
    }
    names = chance.sample(sorted(values), chance.randint(0, 2))
    first = chance.randint(FIRST_YEAR, FIRST_YEAR + YEARS - 1)
    last = chance.randint(first, FIRST_YEAR + YEARS - 1)
    filters = {name: chance.sample(values[name], min(len(values[name]), 4)) for name in names}
    return Slice(dims, filters, date(first, 1, 1), date(last + 1, 1, 1))


def ours_of(asked: Slice) -> Cells:
    return {cell.keys: (cell.n, cell.total_fen, cell.technology_fen) for cell in ask(asked).cells}


def cells_of(rows: list[tuple], width: int) -> Cells:
    return {tuple(row[:width]): tuple(int(each) for each in row[width:]) for row in rows if row[width]}


# --- P2c: what a Django shop would write --------------------------------------------------------------------------


def of_class(column: str, length: int, ending: str = "") -> object:
    return Concat(Left(column, length), Value(ending)) if ending else Left(column, length)


ORM = {
    "year": ExtractYear("month"),
    "contract_type": F("contract_type"),
    "contract_class": of_class("contract_type", 1),
    "field": of_class("field", 2),
    "ip_type": F("ip_type"),
    "plan_source": F("plan_source"),
    "objective": F("objective"),
    "seller_region": of_class("seller_region", 2, "00"),
    "buyer_region": of_class("buyer_region", 2, "00"),
}


def orm_cells(asked: Slice) -> Cells:
    names = [f"d{place}" for place in range(len(asked.dims))]
    found = (
        ContractFact.objects.filter(month__gte=asked.since, month__lt=asked.until)
        .annotate(**{name: ORM[dim] for name, dim in zip(names, asked.dims, strict=True)})
        .values_list(*names)
        .annotate(n=Count("pk"), total=Sum("total_fen"), technology=Sum("technology_fen"))
        .order_by(*names)
    )
    return {tuple(map(str, row[:-3])): tuple(int(each) for each in row[-3:]) for row in found}


def peer(size: str, chance: random.Random) -> Figure:
    ratios, unequal, cells = [], 0, 0
    for number in range(ROUNDS[size]):
        chosen = [for_orm(chance, number) for _ in range(TO_PEER[size])]
        ours, orm = in_turn(acts(ask, chosen), acts(orm_cells, chosen), number)
        for asked in chosen:
            mine, wanted = ours_of(asked), orm_cells(asked)
            cells, unequal = cells + len(wanted), unequal + (mine != wanted)
        ratios.append(orm.p(50) / ours.p(50))
        say(f"  ours {1000 * ours.p(50):.1f} ms, Django ORM {1000 * orm.p(50):.0f} ms")
    times, spread = median_of(ratios)
    short = f"{unequal} slices differ from the ORM's" if unequal else "" if cells else "no cell was compared"
    if times < PEER_BAR and size != "smoke":
        short = short or f"{times:.1f} times faster, {PEER_BAR:g} is the bar"
    details = {"times_faster": f"{times:.1f}", "range": spread, "cells_equal": f"{cells:,}"}
    return Figure("P2c", 1 / times, 1 / PEER_BAR if size != "smoke" else float("inf"), ROWS[size], details, short)


def for_orm(chance: random.Random, number: int) -> Slice:
    """Three years and some months, another end in each round: what was asked before is not asked again."""
    dims = tuple(chance.sample(sorted(ORM), chance.randint(1, 3)))
    first = chance.randint(FIRST_YEAR, FIRST_YEAR + YEARS - 4)
    return Slice(dims, {}, date(first, 1, 1), date(first + 3, 1 + number, 1))


# --- standard tables of closed periods ----------------------------------------------------------------------------


def prepared(size: str) -> Figure:
    """The tables the pages and files show of closed years, as they are asked again and again: first and later times."""
    first_s, later_s = [], []
    questions = [Question(year) for year in range(FIRST_YEAR, FIRST_YEAR + YEARS)]
    for round_number in range(ROUNDS[size]):
        for question in questions:
            for act in standard_tables(question):
                (later_s if round_number else first_s).append(timed(act))
    p95, first = 1000 * percentile(later_s, 95), 1000 * percentile(first_s, 95)
    short = f"p95 is {p95:.1f} ms, {PREPARED_MS:g} may be" if p95 > PREPARED_MS else ""
    details = {"p95_ms": f"{p95:.2f}", "first_time_p95_ms": f"{first:.1f}", "tables": str(len(later_s))}
    return Figure("P2-prepared", p95 / PREPARED_MS, 1.0, ROWS[size], details, short)


def standard_tables(question: Question) -> list:
    """What visitors see, with suppression, and what the files hold, in full."""
    tables = [partial(market, {name: question.slice(*dims)}, full=True) for name, dims in EXPORT_TABLES.items()]
    return [*tables, partial(overview, question, full=False), partial(types_by_month, question, full=False)]
