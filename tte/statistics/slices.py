"""What may be asked of the facts, and the statement that asks it: base and signed rows, each grouped, then added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from tte.codelists.enums import CodeList

MOST_DIMENSIONS = 3
MAJOR_FEN = 1_000_000_000  # R2-32: the lower bound of bracket B6


@dataclass(frozen=True)
class Dimension:
    """How a fact is put into a row or column; `codes` names the list that its values are called by."""

    sql: str
    codes: str = ""


def province(column: str) -> str:
    return f"left({column}, 2) || '00'"


def party_class(column: str) -> str:
    return f"CASE WHEN left({column}, 1) = '0' THEN left({column}, 2) || '0' ELSE left({column}, 1) || '00' END"


def bracket() -> str:
    """R2-34, lower bound inclusive, in fen."""
    steps = [(10, "B1"), (50, "B2"), (100, "B3"), (500, "B4"), (1000, "B5"), (5000, "B6"), (10000, "B7")]
    cases = " ".join(f"WHEN total_fen < {wan * 1_000_000} THEN '{code}'" for wan, code in steps)
    return f"CASE {cases} ELSE 'B8' END"


DIMENSIONS: dict[str, Dimension] = {
    "year": Dimension("CAST(year(month) AS VARCHAR)"),
    "quarter": Dimension("year(month) || '-Q' || quarter(month)"),
    "month": Dimension("strftime(month, '%Y-%m')"),
    "contract_class": Dimension("left(contract_type, 1)", CodeList.CONTRACT_TYPE),
    "contract_type": Dimension("contract_type", CodeList.CONTRACT_TYPE),
    "field": Dimension("left(field, 2)", CodeList.TECHNOLOGY_FIELD),
    "ip_type": Dimension("ip_type", CodeList.IP_TYPE),
    "plan_source": Dimension("left(plan_source, 2)", CodeList.PLAN_SOURCE),
    "objective": Dimension("objective", CodeList.OBJECTIVE),
    "seller_class": Dimension(party_class("seller_type"), CodeList.PARTY_TYPE),
    "buyer_class": Dimension(party_class("buyer_type"), CodeList.PARTY_TYPE),
    "seller_region": Dimension(province("seller_region"), CodeList.REGION),
    "buyer_region": Dimension(province("buyer_region"), CodeList.REGION),
    "bracket": Dimension(bracket(), CodeList.AMOUNT_BRACKET),
    "major": Dimension(f"CASE WHEN total_fen >= {MAJOR_FEN} THEN 'major' ELSE 'other' END"),
}


@dataclass(frozen=True)
class Slice:
    """Rows and columns asked for, of which contracts. Months from `since` up to but not including `until`."""

    dims: tuple[str, ...] = ()
    filters: Mapping[str, Sequence[str]] = field(default_factory=dict)
    since: date | None = None
    until: date | None = None

    def __post_init__(self) -> None:
        unknown = {*self.dims, *self.filters} - DIMENSIONS.keys()
        if unknown or len(self.dims) > MOST_DIMENSIONS or len(set(self.dims)) < len(self.dims):
            raise ValueError(f"At most {MOST_DIMENSIONS} different dimensions of {sorted(DIMENSIONS)}")


Keys = tuple[str | None, ...]


@dataclass(frozen=True)
class Cell:
    """One figure of a table; a key of None stands for the total over that dimension. Money is fen."""

    keys: Keys
    n: int
    total_fen: int
    technology_fen: int
    sellers: int = 0
    largest_fen: int = 0


def where(asked: Slice) -> tuple[str, list]:
    terms: list[str] = ["true"]
    values: list[object] = []
    for bound, sign in ((asked.since, ">="), (asked.until, "<")):
        if bound:
            terms.append(f"month {sign} ?")
            values.append(bound)
    for name, chosen in asked.filters.items():
        if chosen:
            terms.append(f"{DIMENSIONS[name].sql} IN ({', '.join('?' for _ in chosen)})")
            values += chosen
    return " AND ".join(terms), values


def parts(asked: Slice, position: int | None, *, sellers: bool) -> tuple[str, list]:
    """Base and signed rows up to `position`, grouped on each side first: nothing is looked up in the base. Without a
    position the base alone."""
    terms, values = where(asked)
    named = [f"{DIMENSIONS[name].sql} AS d{at}" for at, name in enumerate(asked.dims)] + (
        ["seller_key"] if sellers else []
    )
    listed = ", ".join(named) + (", " if named else "")
    grouped = "GROUP BY ALL" if named else ""
    base = f"""
        SELECT {listed}count(*) AS n, sum(total_fen) AS t, sum(technology_fen) AS k
        FROM base.f WHERE {terms} {grouped}
    """
    if position is None:
        return base, values
    sql = f"""{base}
        UNION ALL
        SELECT {listed}coalesce(sum(w), 0), sum(w * total_fen), sum(w * technology_fen)
        FROM delta WHERE position <= ? AND {terms} {grouped}
    """
    return sql, [*values, position, *values]


def levels_of(asked: Slice, levels: bool) -> list[tuple[str, ...]]:
    """The groupings wanted: the cells alone, or all totals down to the grand one besides."""
    names = tuple(f"d{at}" for at in range(len(asked.dims)))
    sizes = range(len(names), -1, -1) if levels else [len(names)]
    return [chosen for size in sizes for chosen in combinations(names, size)]


def statement(asked: Slice, position: int | None, *, levels: bool, sellers: bool) -> tuple[str, list]:
    """The whole question. With `sellers`, each figure also says how many sellers stand behind it and the largest
    one's part."""
    inner, values = parts(asked, position, sellers=sellers)
    dims = [f"d{at}" for at in range(len(asked.dims))]
    listed = "".join(f"{name}, " for name in dims)
    sets = levels_of(asked, levels)
    if not sellers and position is None and not levels:
        return f"SELECT {listed}n, t, k, 0, 0 FROM ({inner}) WHERE n <> 0", values
    if not sellers:
        grouping = ", ".join(f"({', '.join(chosen)})" for chosen in sets)
        outer = f"SELECT {listed}sum(n), sum(t), sum(k), 0, 0 FROM ({inner}) GROUP BY GROUPING SETS ({grouping})"
        return f"{outer} HAVING sum(n) <> 0 OR sum(t) <> 0", values
    grouping = ", ".join(f"({', '.join([*chosen, 'seller_key'])})" for chosen in sets)
    per_seller = (
        f"SELECT {listed}seller_key, sum(n) AS n, sum(t) AS t, sum(k) AS k FROM ({inner})"
        f" GROUP BY GROUPING SETS ({grouping}) HAVING sum(n) <> 0"
    )
    by = f"GROUP BY {', '.join(dims)}" if dims else ""
    return (
        f"SELECT {listed}sum(n), sum(t), sum(k), count(*), max(t) FROM ({per_seller}) {by} HAVING sum(n) <> 0",
        values,
    )
