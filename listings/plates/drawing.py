"""The pen of the plates: endless dice from field and title, and the few shapes an SVG sheet of 300 x 200 is made of."""

import hashlib
import itertools
import struct
from collections.abc import Iterator, Sequence
from typing import TypeVar

W, H = 300, 200
EIGHT = struct.Struct(">8I")
Point = tuple[float, float]
T = TypeVar("T")


class Dice:
    """Endless numbers in [0, 1) from field and title; no global state, equal on every machine."""

    def __init__(self, field: str, title: str) -> None:
        self.key = f"{field}|{title}".encode()
        self.numbers = self._numbers()

    def _numbers(self) -> Iterator[int]:
        for turn in itertools.count():
            yield from EIGHT.unpack(hashlib.sha256(self.key + bytes([turn % 256])).digest())

    def __call__(self, low: float = 0.0, high: float = 1.0) -> float:
        return low + (high - low) * next(self.numbers) / 2**32

    def whole(self, low: int, high: int) -> int:
        return int(self(low, high + 1))

    def pick(self, things: Sequence[T]) -> T:
        return things[self.whole(0, len(things) - 1)]


def n(x: float) -> str:
    written = f"{x:.1f}"
    return written[:-2] if written.endswith(".0") else written


def path(ink: str, d: str) -> str:
    return f'<path class="{ink}" d="{d}"/>'


def circle(ink: str, x: float, y: float, r: float) -> str:
    return f'<circle class="{ink}" cx="{n(x)}" cy="{n(y)}" r="{n(r)}"/>'


def rect(ink: str, x: float, y: float, w: float, h: float) -> str:
    return f'<rect class="{ink}" x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"/>'


def line(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in points)


def smooth(points: list[Point]) -> str:
    """A closed curve through the midpoints of a polygon."""
    mids = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in zip(points, points[1:] + points[:1], strict=True)]
    d = f"M{n(mids[-1][0])} {n(mids[-1][1])}"
    for p, m in zip(points, mids, strict=True):
        d += f"Q{n(p[0])} {n(p[1])} {n(m[0])} {n(m[1])}"
    return d + "Z"
