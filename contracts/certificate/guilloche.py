"""The border of a certificate: nine threads woven along four bands, a rosette at each corner; always the same."""

from functools import cache
from math import cos, pi, sin

INK = "#086569"
WIDTH, HEIGHT = 794, 1123
TILE, BAND = 40, 34
THREADS = 9
EDGE, FAR_X, FAR_Y = 30, 730, 1059
CORNERS = ((47, 47), (47, 1076), (747, 47), (747, 1076))
FINE = f'class="gt" fill="none" stroke="{INK}" stroke-width="0.45" stroke-opacity="0.75"'
LINE = f'class="gl" fill="none" stroke="{INK}"'


def _path(points: list[tuple[float, float]], *, closed: bool = False) -> str:
    text = "L".join(f"{x:g} {y:g}" for x, y in ((round(x, 1), round(y, 1)) for x, y in points))
    return f"M{text}{'Z' if closed else ''}"


def _thread(number: int) -> str:
    """One thread over one tile; it ends where the next tile begins."""
    shift = 2 * pi * number / THREADS
    points = []
    for step in range(21):
        turn = 2 * pi * step / 20
        y = BAND / 2 + 6 * sin(turn) + 6 * sin(turn + shift) + 2.5 * sin(2 * turn + shift)
        points.append((TILE * step / 20, y))
    return _path(points)


def _rosette() -> str:
    paths = []
    for number in range(4):
        points = []
        for step in range(360):
            turn = 2 * pi * step / 360
            radius = 16 + 9.5 * cos(12 * turn + number * pi / 4) * cos((number + 1) * turn)
            points.append((radius * cos(turn), radius * sin(turn)))
        paths.append(_path(points, closed=True))
    return "".join(paths)


@cache
def guilloche() -> str:
    """The whole border as one SVG for an A4 sheet of 794 × 1123 units."""
    weave = "".join(_thread(number) for number in range(THREADS))
    places = (
        f"translate({EDGE} {EDGE})",
        f"translate({EDGE} {FAR_Y})",
        f"translate({EDGE} {EDGE}) rotate(90) translate(0 -{BAND})",
        f"translate({FAR_X} {EDGE}) rotate(90) translate(0 -{BAND})",
    )
    patterns = "".join(
        f'<pattern id="g{index}" width="{TILE}" height="{BAND}" patternUnits="userSpaceOnUse"'
        f' patternTransform="{place}"><path {FINE} d="{weave}"/></pattern>'
        for index, place in enumerate(places)
    )
    long, wide = HEIGHT - 2 * EDGE, WIDTH - 2 * EDGE
    bands = ((EDGE, EDGE, wide, BAND), (EDGE, FAR_Y, wide, BAND), (EDGE, EDGE, BAND, long), (FAR_X, EDGE, BAND, long))
    rectangles = "".join(
        f'<rect x="{x}" y="{y}" width="{w}" height="{h}" fill="url(#g{index})"/>'
        for index, (x, y, w, h) in enumerate(bands)
    )
    rosette = _rosette()
    corners = "".join(
        f'<g transform="translate({x} {y})"><circle class="gp" r="27" fill="#ffffff" stroke="{INK}"/>'
        f'<path {FINE} d="{rosette}"/></g>'
        for x, y in CORNERS
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="guil" viewBox="0 0 {WIDTH} {HEIGHT}" aria-hidden="true">'
        f"<defs>{patterns}</defs>{rectangles}"
        f'<rect {LINE} x="25" y="25" width="744" height="1073"/><rect {LINE} x="68" y="68" width="658" height="987"/>'
        f"{corners}</svg>"
    )
