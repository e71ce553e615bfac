"""National turnover of technology contracts by year, drawn once as bars. Published figures, in 100 million yuan."""

from dataclasses import dataclass
from decimal import Decimal

# Statistical communiques, Torch Centre bulletins and press reports of the years named (R2, 2.10); 2018 is believed.
TURNOVER = (
    (2016, Decimal("11407")),
    (2018, Decimal("17697.4")),
    (2019, Decimal("22398.4")),
    (2020, Decimal("28252")),
    (2021, Decimal("37294.3")),
    (2022, Decimal("47800")),
    (2023, Decimal("61500")),
    (2024, Decimal("68000")),
)
LEFT, RIGHT, TOP, FLOOR = 44, 552, 24, 240
TOP_VALUE, STEP = Decimal(8), 2


@dataclass(frozen=True)
class Bar:
    """One year as it stands in the picture: place and size in the units of its sheet, trillion yuan in words."""

    year: int
    value: str
    x: str
    y: str
    width: str
    height: str
    middle: str
    last: bool


@dataclass(frozen=True)
class GridLine:
    value: int
    y: str
    text_y: str


def height_of(value: Decimal) -> Decimal:
    return value / TOP_VALUE * (FLOOR - TOP)


def bars() -> list[Bar]:
    slot = Decimal(RIGHT - LEFT) / len(TURNOVER)
    width = slot * Decimal("0.67")
    found = []
    for place, (year, amount) in enumerate(TURNOVER):
        trillion = amount / 10_000
        height = height_of(trillion)
        left = LEFT + slot * place + (slot - width) / 2
        found.append(
            Bar(
                year=year,
                value=f"{trillion:.2f}",
                x=f"{left:.1f}",
                y=f"{FLOOR - height:.1f}",
                width=f"{width:.1f}",
                height=f"{height:.1f}",
                middle=f"{left + width / 2:.1f}",
                last=place == len(TURNOVER) - 1,
            )
        )
    return found


def grid() -> list[GridLine]:
    lines = range(STEP, int(TOP_VALUE) + 1, STEP)
    return [
        GridLine(n, f"{FLOOR - height_of(Decimal(n)):.1f}", f"{FLOOR - height_of(Decimal(n)) + 4:.1f}") for n in lines
    ]
