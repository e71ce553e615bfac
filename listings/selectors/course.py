"""The course of a bidding as geometry: where a picture puts its lines, marks and ticks. The template only draws."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from math import ceil

from tte.common import formats
from tte.common.clock import official_zone
from tte.common.languages import is_chinese

SHOWN = 40
NAME = 58  # the width of a name, "B-07 you"
Place = Callable[[datetime], float]
Level = Callable[[Decimal], float]


@dataclass(frozen=True)
class Point:
    """An accepted bid: when it arrived, at what price, under which code, and the end it left behind."""

    at: datetime
    amount: Decimal
    label: str
    closes_at: datetime
    mine: bool = False


@dataclass(frozen=True)
class Tick:
    place: str
    label: str
    anchor: str = ""


@dataclass(frozen=True)
class Mark:
    x: str
    y: str
    label: str
    text_x: str
    text_y: str


@dataclass(frozen=True)
class Picture:
    """One drawing of the course; coordinates are text, so that no language puts separators into them."""

    width: int
    height: int
    left: int
    right: int
    top: int
    bottom: int
    rows: list[Tick] = field(default_factory=list)
    columns: list[Tick] = field(default_factory=list)
    path: str = ""
    marks: list[Mark] = field(default_factory=list)
    ends: list[str] = field(default_factory=list)
    end: str = ""
    now: str = ""
    now_label: str = ""


WIDE = {"width": 760, "height": 260, "left": 46, "right": 746, "top": 12, "bottom": 226}
NARROW = {"width": 358, "height": 220, "left": 46, "right": 344, "top": 12, "bottom": 186}


def draw(
    points: Sequence[Point],
    *,
    start_price: Decimal,
    increment: Decimal,
    opens_at: datetime,
    closes_at: datetime,
    at: datetime,
    language: str,
    narrow: bool = False,
) -> Picture:
    """The last bids over time, the ends they moved, and the present moment while the bidding runs."""
    frame = NARROW if narrow else WIDE
    shown = list(points)[-SHOWN:]
    earlier = points[-SHOWN - 1].amount if len(points) > SHOWN else start_price
    low, high = _range(shown, earlier, increment)
    begins = _begin(shown, opens_at, closes_at)
    span = max((closes_at - begins).total_seconds(), 1.0)

    def x(moment: datetime) -> float:
        share = min(max((moment - begins).total_seconds() / span, 0.0), 1.0)
        return frame["left"] + share * (frame["right"] - frame["left"])

    def y(amount: Decimal) -> float:
        share = float((amount - low) / (high - low))
        return frame["bottom"] - share * (frame["bottom"] - frame["top"] - 20)

    running = begins <= at < closes_at
    ends = [x(moment) for moment in _moved_ends(shown, closes_at)]
    return Picture(
        **frame,
        rows=[Tick(_at(y(amount)), axis_amount(amount, language)) for amount in _levels(low, high, increment)],
        columns=_columns(begins, span, x, 3 if narrow else 6),
        path=_path(shown, earlier, x, y, x(at)),
        marks=_marks(shown, x, y, Names(frame["left"], frame["right"], [*ends, x(closes_at), x(at)])),
        ends=[_at(place) for place in ends],
        end=_at(x(closes_at)),
        now=_at(x(at)) if running else "",
        now_label=_at(x(at) + 6) if running else "",
    )


def _begin(shown: Sequence[Point], opens_at: datetime, closes_at: datetime) -> datetime:
    if not shown:
        return opens_at
    margin = max((closes_at - shown[0].at) * 0.08, timedelta(seconds=1))
    return max(opens_at, shown[0].at - margin)


def _range(shown: Sequence[Point], earlier: Decimal, increment: Decimal) -> tuple[Decimal, Decimal]:
    low = min([earlier, *(point.amount for point in shown)])
    return low, max([low + 4 * increment, *(point.amount + increment for point in shown)])


def _moved_ends(shown: Sequence[Point], closes_at: datetime) -> list[datetime]:
    return sorted({point.closes_at for point in shown if point.closes_at < closes_at})


def _levels(low: Decimal, high: Decimal, increment: Decimal) -> list[Decimal]:
    """At most six levels, a whole number of steps apart."""
    steps = int(((high - low) / increment).to_integral_value(ROUND_CEILING))
    apart = increment * max(1, ceil(steps / 5))
    return [low + apart * number for number in range(steps + 1) if low + apart * number <= high]


def _columns(begins: datetime, span: float, x: Place, count: int) -> list[Tick]:
    zone, form = official_zone(), "%H:%M:%S" if span < 900 else "%H:%M" if span < 86400 else "%m-%d %H:%M"
    ticks = []
    for number in range(count + 1):
        moment = begins + timedelta(seconds=span * number / count)
        anchor = "" if number == 0 else "e" if number == count else "m"
        ticks.append(Tick(_at(x(moment)), f"{moment.astimezone(zone):{form}}", anchor))
    return ticks


def _path(shown: Sequence[Point], earlier: Decimal, x: Place, y: Level, until: float) -> str:
    if not shown:
        return ""
    lines = [f"M{_at(x(shown[0].at))} {_at(y(earlier))}V{_at(y(shown[0].amount))}"]
    lines += [f"H{_at(x(point.at))}V{_at(y(point.amount))}" for point in shown[1:]]
    return "".join(lines) + f"H{_at(until)}"


def _marks(shown: Sequence[Point], x: Place, y: Level, names: "Names") -> list[Mark]:
    """Every bid is a mark; from the newest backwards those are named whose names find room."""
    marks = []
    for point in reversed(shown):
        px, py = x(point.at), y(point.amount)
        text_x = names.room_beside(px)
        label = "" if text_x is None else point.label
        marks.append(Mark(_at(px - 5), _at(py - 5), label, _at(text_x or px), _at(py - 9)))
    return marks


@dataclass
class Names:
    """Where names may stand: within the frame, across no upright line, over no other name. The first always stands."""

    left: float
    right: float
    lines: Sequence[float]
    taken: list[float] = field(default_factory=list)

    def room_beside(self, px: float) -> float | None:
        """Where the name of a mark begins: right of it, left of it, right of the line it would cross, else nowhere."""
        beyond = [line + 6 for line in self.lines if px < line < px + 8 + NAME]
        sides = (px + 8, px - 8 - NAME, *beyond)
        for begins in sides:
            ends = begins + NAME
            inside = self.left <= begins and ends <= self.right
            crossed = any(begins - 2 <= line <= ends + 2 for line in self.lines)
            if inside and not crossed and all(abs(begins - other) > NAME for other in self.taken):
                self.taken.append(begins)
                return begins
        if self.taken:
            return None
        self.taken.append(sides[1] if sides[1] >= self.left else sides[0])
        return self.taken[0]


def axis_amount(amount: Decimal, language: str) -> str:
    """Levels in 万元 on Chinese pages, in thousands of yuan on English ones."""
    size = 10_000 if is_chinese(language) else 1_000
    return formats.trimmed(amount / size, 2)


def _at(value: float) -> str:
    return f"{value:.1f}"
