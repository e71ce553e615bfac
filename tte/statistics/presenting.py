"""Makes every string of the statistics pages once; the templates only place them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tte.codelists.enums import CodeList
from tte.codelists.selectors import codes, label
from tte.common import formats
from tte.common.languages import is_chinese, spoken_language
from tte.common.parts import Link
from tte.statistics import charts
from tte.statistics.charts import SUPPRESSED, Bar
from tte.statistics.enums import Measure, Side
from tte.statistics.filters import Question
from tte.statistics.selectors.market import Market, Table
from tte.statistics.slices import DIMENSIONS, Cell, Keys

FEN = Decimal(100)


@dataclass(frozen=True)
class Headline:
    """One of the large figures at the top."""

    name: str
    value: str
    unit: str = ""
    note: str = ""


@dataclass(frozen=True)
class Grid:
    """A table in words: headings, rows of a name and its texts, and the row of totals."""

    heads: list[str]
    rows: list[tuple[str, list[str]]]
    totals: list[str]


@dataclass(frozen=True)
class Plate:
    """A chart, what it says in one line, and the same as a table."""

    key: str
    title: str
    note: str
    chart: SafeString
    grid: Grid
    columns: int


def unit_fen() -> Decimal:
    """Tables count in 万元 or in thousands of yuan."""
    return Decimal(1_000_000 if is_chinese() else 100_000)


def unit_name() -> str:
    return "万元" if is_chinese() else "thousand yuan"


def in_unit(fen: int) -> str:
    return formats.count((Decimal(fen) / unit_fen()).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP))


def rounded(fen: int) -> str:
    """A figure on a chart: whole units once there are a hundred of them."""
    value = Decimal(fen) / unit_fen()
    return formats.count(value.quantize(Decimal(1), rounding=ROUND_HALF_UP)) if value >= 100 else in_unit(fen)


def value_name(dimension: str, key: str) -> str:
    """What a row or column is called in the reader's language."""
    if dimension == "month":
        month = int(key[5:])
        return f"{month} 月" if is_chinese() else formats.MONTHS[month - 1][:3]
    return label(DIMENSIONS[dimension].codes, key) if DIMENSIONS[dimension].codes and key else key or _("Not stated")


def percent(part: Decimal, of: Decimal) -> Decimal:
    return (part / of * 100).quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)


def growth(now: Cell | None, before: Cell | None, measure: str) -> str:
    """R2-05: computed on the stored amounts and rounded once; empty without a year before."""
    if now is None or before is None or not getattr(before, measure):
        return ""
    earlier = Decimal(getattr(before, measure))
    change = percent(Decimal(getattr(now, measure)) - earlier, earlier)
    return _("%(change)s on the year before") % {"change": signed(change)}


def signed(change: Decimal) -> str:
    return f"{'+' if change >= 0 else '−'}{abs(change)}%"


def shares(cells: Sequence[Cell], hidden: frozenset[Keys]) -> dict[Keys, str]:
    """Shares of turnover that add up to 100.0, the largest row taking the rest (R2-05). None where any cell is
    hidden."""
    total = sum(cell.total_fen for cell in cells)
    if not total or any(cell.keys in hidden for cell in cells):
        return {}
    part = {cell.keys: percent(Decimal(cell.total_fen), Decimal(total)) for cell in cells}
    largest = max(cells, key=lambda cell: cell.total_fen).keys
    part[largest] += Decimal("100.0") - sum(part.values())
    return {keys: f"{share}%" for keys, share in part.items()}


def headlines(found: Market) -> list[Headline]:
    _months, before, major = found.tables["months"], found.tables["months_before"], found.tables["major"]
    names = [_("Turnover"), _("Registered contracts"), _("Technology amount"), _("Average per contract"), major_name()]
    total = visible_total(*(found.tables[name] for name in ("months", "classes", "fields", "major")))
    if total is None:
        return [Headline(name, SUPPRESSED) for name in names]
    earlier = visible_total(before)
    turnover, technology, average = (
        amount(fen) for fen in (total.total_fen, total.technology_fen, total.total_fen // total.n)
    )
    of_turnover = percent(Decimal(total.technology_fen), Decimal(total.total_fen))
    return [
        Headline(names[0], *turnover, growth(total, earlier, "total_fen")),
        Headline(names[1], formats.count(total.n), _("contracts"), growth(total, earlier, "n")),
        Headline(names[2], *technology, _("%(share)s%% of turnover") % {"share": of_turnover}),
        Headline(names[3], *average),
        Headline(names[4], *major_share(major, total)),
    ]


def visible_total(*tables: Table) -> Cell | None:
    """The total, if no table keeps it from this reader."""
    if any(table.hides_total() for table in tables):
        return None
    return tables[0].total()


def major_name() -> str:
    return _("Contracts from 10 million yuan")


def major_share(major: Table, total: Cell) -> tuple[str, str, str]:
    keys = ("major",)
    if keys in major.hidden:
        return SUPPRESSED, "", ""
    cell = major.cells.get(keys)
    value = percent(Decimal(cell.total_fen if cell else 0), Decimal(total.total_fen))
    number = percent(Decimal(cell.n if cell else 0), Decimal(total.n))
    return f"{value}%", "", _("of turnover; %(share)s%% of contracts") % {"share": number}


def amount(fen: int) -> tuple[str, str]:
    """A large figure and its unit apart: 6.84 and 万亿元."""
    text = formats.prose_amount(Decimal(fen) / FEN, spoken_language())
    value, _space, unit = text.partition(" ")
    return value, unit


def plates(found: Market) -> list[Plate]:
    months = found.tables["months"]
    return [
        Plate("months", _("Turnover by month"), months_note(), month_chart(found), month_grid(months), 12),
        ranked_plate("classes", _("By contract type"), found.tables["classes"], 6),
        ranked_plate("fields", _("By field of technology"), found.tables["fields"], 6),
    ]


def months_note() -> str:
    return _("%(unit)s; the broken line is the year before") % {"unit": unit_name()}


def year_months(year: int) -> list[str]:
    return [f"{year}-{month:02d}" for month in range(1, 13)]


def month_chart(found: Market) -> SafeString:
    months, before = found.tables["months"], found.tables["months_before"]
    year = months.year()
    bars = []
    for now, earlier in zip(year_months(year), year_months(year - 1), strict=True):
        value, prior = shown_value(months, (now,)), shown_value(before, (earlier,))
        words = "" if value is None else f"{formats.count(value)} {unit_name()}"
        bars.append(Bar(value_name("month", now), value, words, prior if before.total() else None))
    return charts.columns(bars, says=_("Turnover of each month of %(year)s") % {"year": year})


def shown_value(table: Table, keys: Keys) -> Decimal | None:
    """Turnover in the chart's unit; zero where nothing was registered, None where it may not be shown."""
    if keys in table.hidden:
        return None
    cell = table.cells.get(keys)
    return (Decimal(cell.total_fen if cell else 0) / unit_fen()).quantize(Decimal("0.01"))


def month_grid(months: Table) -> Grid:
    rows = [(value_name("month", key), row_texts(months, (key,), {})[:3]) for key in year_months(months.year())]
    return Grid([_("Month"), *measure_heads()], rows, row_texts(months, (None,), {})[:3])


def measure_heads() -> list[str]:
    unit = unit_name()
    return [
        pgettext("count", "Contracts"),
        _("Turnover, %(unit)s") % {"unit": unit},
        _("Technology amount, %(unit)s") % {"unit": unit},
    ]


def row_texts(table: Table, keys: Keys, part: dict[Keys, str]) -> list[str]:
    """Count, turnover, technology amount and share of one row."""
    if keys in table.hidden:
        return [SUPPRESSED] * 4
    cell = table.cells.get(keys)
    if cell is None:
        return ["0", "0.00", "0.00", ""]
    return [formats.count(cell.n), in_unit(cell.total_fen), in_unit(cell.technology_fen), part.get(keys, "")]


def ranked_plate(key: str, title: str, table: Table, columns: int) -> Plate:
    """Lying bars, the largest first, what may not be shown last."""
    dimension = table.asked.dims[0]
    parts = sorted(table.parts(), key=lambda cell: (cell.keys in table.hidden, -cell.total_fen, cell.keys))
    if any(cell.keys in table.hidden for cell in parts):
        parts = sorted(parts, key=lambda cell: (cell.keys in table.hidden, str(cell.keys)))
    part = shares(parts, table.hidden)
    bars = [
        Bar(value_name(dimension, cell.keys[0] or ""), shown_value(table, cell.keys), rounded(cell.total_fen))
        for cell in parts
    ]
    rows = [(bar.label, row_texts(table, cell.keys, part)) for bar, cell in zip(bars, parts, strict=True)]
    total = row_texts(table, (None,), {})
    total[3] = "100.0%" if part else ""
    grid = Grid([title, *measure_heads(), _("Share")], rows, total)
    note = _("Turnover, %(unit)s") % {"unit": unit_name()}
    return Plate(key, title, note, charts.rows(bars, says=title), grid, columns)


def type_grid(table: Table, measure: str) -> Grid:
    """Contract types down, the months of the year across, totals at the end of both."""
    months = year_months(table.year())
    across: list[str | None] = [*months, None]
    tops = [entry.code for entry in codes(CodeList.CONTRACT_TYPE, parent="")]
    down = [*tops, *(key for key in table.values_of(0) if key not in tops)]
    rows = [
        (label(CodeList.CONTRACT_TYPE, key), [measured(table, (key, at), measure) for at in across]) for key in down
    ]
    heads = [_("Contract type"), *(value_name("month", month) for month in months), _("Year")]
    return Grid(heads, rows, [measured(table, (None, at), measure) for at in across])


def measured(table: Table, keys: Keys, measure: str) -> str:
    if keys in table.hidden:
        return SUPPRESSED
    cell = table.cells.get(keys)
    if cell is None:
        return "0"
    if measure == Measure.CONTRACTS:
        return formats.count(cell.n)
    return in_unit(cell.total_fen if measure == Measure.TURNOVER else cell.technology_fen)


def controls(question: Question, years: Table) -> dict[str, object]:
    """What the head of a page lets the reader choose, each choice an address."""
    known = {int(year) for year in years.values_of(0)} | {question.year}
    return {
        "years": [(year, year == question.year) for year in sorted(known, reverse=True)],
        "regions": [("", _("All regions"), not question.region)]
        + [(entry.code, entry.name(), entry.code == question.region) for entry in codes(CodeList.REGION, parent="")],
        "sides": [(Link(str(side.label), question.address(side=side)), side == question.side) for side in Side],
        "measures": [
            (Link(str(measure.label), question.address(measure=measure)), measure == question.measure)
            for measure in Measure
        ],
    }
