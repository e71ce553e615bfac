"""Charts drawn on the server as SVG: seen without JavaScript, and each beside a table that says the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

SUPPRESSED = "‡"


@dataclass(frozen=True)
class Bar:
    """One value of a chart, already in the chart's unit; None where it may not be shown."""

    label: str
    value: Decimal | None
    words: str = ""
    before: Decimal | None = None


@dataclass(frozen=True)
class Frame:
    """Where a bar chart draws: the plane between axis and top."""

    width: int
    height: int
    left: int = 64
    top: int = 24
    foot: int = 30

    @property
    def floor(self) -> int:
        return self.height - self.foot

    def y(self, value: Decimal, top: Decimal) -> Decimal:
        return round(self.floor - value / top * (self.floor - self.top), 1)


WIDE, NARROW = Frame(1200, 320), Frame(358, 240, left=52)
TOPS = [Decimal(top) for top in ("1", "1.2", "1.6", "2", "2.4", "3.2", "4", "5", "6", "8", "10")]
HAN_WIDTH, LATIN_WIDTH = 13, 7


def round_top(values: Sequence[Decimal]) -> Decimal:
    """The next round figure that divides into quarters: the top of the scale."""
    largest = max(values, default=Decimal(0))
    if largest <= 0:
        return Decimal(1)
    size = Decimal(10) ** largest.adjusted()
    return next(step * size for step in TOPS if largest <= step * size)


def columns(bars: Sequence[Bar], *, says: str) -> SafeString:
    """Upright bars, once for wide pages and once for narrow ones; the year before as a broken line."""
    return format_html(
        '<div class="only-wide">{}</div><div class="only-narrow">{}</div>',
        _columns(bars, WIDE, says, every=1),
        _columns(bars, NARROW, says, every=3),
    )


def _columns(bars: Sequence[Bar], frame: Frame, says: str, every: int) -> SafeString:
    top = round_top([value for bar in bars for value in (bar.value, bar.before) if value is not None])
    step = Decimal(frame.width - frame.left - 8) / max(len(bars), 1)
    middles = [round(frame.left + step * at + step / 2, 1) for at in range(len(bars))]
    drawn = [_column(bar, middle, step, frame, top) for bar, middle in zip(bars, middles, strict=True)]
    named = [(middles[at], frame.height - 8, bars[at].label) for at in range(0, len(bars), every)]
    parts = [
        _scale(frame, top),
        *drawn,
        format_html_join("", '<text class="m" x="{}" y="{}">{}</text>', named),
        _line_before(bars, middles, frame, top),
    ]
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        frame.width,
        frame.height,
        says,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _scale(frame: Frame, top: Decimal) -> SafeString:
    lines = []
    for quarter in range(5):
        value = top * quarter / 4
        y = frame.y(value, top)
        kind = "gr" if quarter else "ax"
        lines.append((kind, frame.left, frame.width - 8, y, y, frame.left - 8, y + 4, f"{value.normalize():,f}"))
    line = '<line class="{}" x1="{}" x2="{}" y1="{}" y2="{}"/><text class="d e" x="{}" y="{}">{}</text>'
    return format_html_join("", line, lines)


def _column(bar: Bar, middle: Decimal, step: Decimal, frame: Frame, top: Decimal) -> SafeString:
    if bar.value is None:
        return format_html('<text class="d m" x="{}" y="{}">{}</text>', middle, frame.floor - 6, SUPPRESSED)
    y = frame.y(bar.value, top)
    width = round(step * Decimal("0.64"), 1)
    return format_html(
        '<rect class="b1" x="{}" y="{}" width="{}" height="{}"><title>{} {}</title></rect>',
        round(middle - width / 2, 1),
        y,
        width,
        frame.floor - y,
        bar.label,
        bar.words,
    )


def _line_before(bars: Sequence[Bar], middles: Sequence[Decimal], frame: Frame, top: Decimal) -> SafeString:
    """Broken where a value of the year before may not be shown."""
    path, pen_up = "", True
    for bar, middle in zip(bars, middles, strict=True):
        if bar.before is None:
            pen_up = True
            continue
        path += f"{'M' if pen_up else 'L'}{middle} {frame.y(bar.before, top)}"
        pen_up = False
    return format_html('<path class="ln0" d="{}"/>', path) if path else SafeString("")


def rows(bars: Sequence[Bar], *, says: str) -> SafeString:
    """Lying bars with the name before and the figure behind, once for wide pages and once for narrow ones."""
    return format_html(
        '<div class="only-wide">{}</div><div class="only-narrow">{}</div>',
        _rows(bars, 588, 250, says),
        _rows(bars, 358, 128, says),
    )


def _rows(bars: Sequence[Bar], width: int, left: int, says: str) -> SafeString:
    largest = max((bar.value for bar in bars if bar.value is not None), default=Decimal(0)) or Decimal(1)
    room = Decimal(width - left - 92)
    drawn = []
    for at, bar in enumerate(bars):
        y = 7 + 28 * at
        length = round(max(bar.value / largest * room, Decimal(1)), 1) if bar.value is not None else Decimal(0)
        words = bar.words if bar.value is not None else SUPPRESSED
        drawn.append((y + 11, fitted(bar.label, left - 8), left, y, length, left + length + 8, y + 11, words))
    line = (
        '<text x="0" y="{}">{}</text><rect class="b1" x="{}" y="{}" width="{}" height="14"/>'
        '<text class="k" x="{}" y="{}">{}</text>'
    )
    height = (28 * len(bars) + 4) or 32
    return format_html(
        '<svg class="chart" viewBox="0 0 {} {}" role="img" aria-label="{}">{}</svg>',
        width,
        height,
        says,
        format_html_join("", line, drawn),
    )


def fitted(label: str, room: int) -> str:
    """As much of a label as there is room for; the table beside the chart has all of it."""
    used = 0
    for at, character in enumerate(label):
        used += HAN_WIDTH if character > "\u2e80" else LATIN_WIDTH
        if used > room:
            return f"{label[: at - 1]}…"
    return label
