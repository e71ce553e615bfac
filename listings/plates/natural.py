"""Grammars of grown and built ground: 04 life, 07 environment, 09 agriculture, 11 city."""

import math

from listings.plates.drawing import Dice, H, W, circle, line, n, path, rect, smooth


def strand(d: Dice) -> list[str]:
    """A double strand."""
    turns, amp, tilt = d(1.3, 2.1), d(40, 58), d(-14, 14)
    a = [(x, 100 + amp * math.sin(x / 300 * turns * 6.283)) for x in range(-30, 331, 12)]
    b = [(x, 100 - amp * math.sin(x / 300 * turns * 6.283 + d.key[0] % 3 * 0.2)) for x in range(-30, 331, 12)]
    rungs = "".join(f"M{n(p[0])} {n(p[1])}V{n(q[1])}" for p, q in zip(a, b, strict=True) if abs(p[1] - q[1]) > 10)
    body = path("pl", rungs) + path("ps-line", line(a)) + path("pt-line", line(b))
    beads = "".join(circle("pw pl", p[0], p[1], 5) for p in a[2::5])
    return [
        circle("pt pf", d(40, 260), d(20, 180), d(50, 80)),
        f'<g transform="rotate({n(tilt)} 150 100)">{body}{beads}</g>',
    ]


def cells(d: Dice) -> list[str]:
    """Cells pressed together."""
    cells: list[tuple[float, float, float]] = []
    tries = 0
    while len(cells) < 22 and tries < 500:
        tries += 1
        x, y, r = d(0, W), d(0, H), d(13, 44 if len(cells) < 5 else 26)
        if all(math.hypot(x - a, y - b) > r + c + 1 for a, b, c in cells):
            cells.append((x, y, r))
    out, chosen = [], d.whole(0, 3)
    for i, (x, y, r) in enumerate(cells):
        t = d(0, 6.283)
        out.append(circle("ps" if i == chosen else "pt" if i % 3 else "pw", x, y, r))
        out.append(circle("pl", x, y, r))
        out.append(
            circle(
                "pg" if i == chosen else "ps", x + r * 0.3 * math.cos(t), y + r * 0.3 * math.sin(t), max(2.5, r * 0.24)
            )
        )
    return out


def life(d: Dice) -> list[str]:
    return strand(d) if d() < 0.45 else cells(d)


def environment(d: Dice) -> list[str]:
    """Contours of a ground, and the water that finds its way."""
    out = []
    for which in range(2):
        cx = d(60, 130) if which == 0 else d(190, 250)
        cy = d(60, 150)
        a, b, p, q = d(0.10, 0.22), d(0.06, 0.14), d(0, 6.283), d(0, 6.283)
        levels = 7 if which == 0 else 5
        for k in range(levels):
            size = (levels - k) * (17 if which == 0 else 15)
            pts = [
                (
                    cx + size * 1.25 * (1 + a * math.cos(2 * t + p) + b * math.cos(3 * t + q + k * 0.15)) * math.cos(t),
                    cy + size * (1 + a * math.cos(2 * t + p) + b * math.cos(3 * t + q)) * math.sin(t),
                )
                for t in (i * 6.283 / 16 for i in range(16))
            ]
            if k == levels - 1:
                out.append(path("ps", smooth(pts)))
            elif k == levels - 3:
                out += [path("pt", smooth(pts)), path("pl", smooth(pts))]
            else:
                out.append(path("pl", smooth(pts)))
    y = d(150, 172)
    water = "".join(
        f"M-5 {n(y + i * 8)}Q70 {n(y - 18 + i * 8)} 150 {n(y + i * 8)}T310 {n(y - 4 + i * 8)}" for i in range(6)
    )
    out.append(path("pw", f"M-5 {n(y - 5)}Q70 {n(y - 23)} 150 {n(y - 5)}T310 {n(y - 9)}V210H-5Z"))
    return [*out, path("pl", water)]


def seeds(d: Dice) -> list[str]:
    """Seeds in their spiral."""
    cx, cy, gap = d(95, 205), d(80, 120), d(9.2, 10.6)
    big = small = ""
    for i in range(6, 260):
        r, t = gap * math.sqrt(i) * 0.86, i * 2.39996
        x, y = cx + r * math.cos(t), cy + r * math.sin(t)
        if -6 < x < 306 and -6 < y < 206:
            if i < 90:
                big += f"M{n(x)} {n(y)}h0"
            else:
                small += f"M{n(x)} {n(y)}h0"
    return [
        circle("pt", cx, cy, gap * 8.2),
        path("pdot pdot3", big),
        path("pdot pdot2", small),
        circle("ps", cx, cy, gap * 1.7),
    ]


def furrows(d: Dice) -> list[str]:
    """Furrows to the horizon."""
    horizon, vx = d(58, 84), d(70, 230)
    out = [circle("ps", vx + d(-60, 60), horizon + d(-8, 10), d(24, 36)), rect("pt", 0, horizon, W, H)]
    rows = "".join(
        f"M{n(vx + k * 5)} {n(horizon)}Q{n(vx + k * 16)} {n(horizon + 34)} {n(vx + k * 52)} 205" for k in range(-9, 10)
    )
    out.append(path("pw", f"M0 {n(horizon)}H300V{n(horizon + 9)}H0Z"))
    return [*out, path("pl pl2", rows), path("pl", f"M0 {n(horizon)}H300M0 {n(horizon + 9)}H300")]


def agriculture(d: Dice) -> list[str]:
    return seeds(d) if d() < 0.5 else furrows(d)


def city(d: Dice) -> list[str]:
    """Blocks of a plan, an open square, one building that matters."""
    lean, ring = d(-24, 24), d(18, 27)
    cx, cy = d(100, 200), d(70, 130)
    solid = tone = outline = ""
    y = -60.0
    while y < 260:
        h = d(20, 40)
        x = -70.0
        while x < 370:
            w = d(18, 52)
            if math.hypot(x + w / 2 - cx, y + h / 2 - cy) > ring + 20:
                block = f"M{n(x)} {n(y)}h{n(w)}v{n(h)}h{n(-w)}z"
                roll = d()
                if roll < 0.22:
                    solid += block
                elif roll < 0.72:
                    tone += block
                else:
                    outline += block
            x += w + (13 if d() < 0.12 else 5)
        y += h + (15 if d() < 0.25 else 5)
    square = (
        circle("pw", cx, cy, ring)
        + circle("pl", cx, cy, ring)
        + circle("pl", cx, cy, ring - 6)
        + rect("ps", cx - 5, cy - 5, 10, 10)
    )
    return [
        f'<g transform="rotate({n(lean)} 150 100)">'
        + path("ps", solid)
        + path("pt", tone)
        + path("pl", outline)
        + square
        + "</g>"
    ]
