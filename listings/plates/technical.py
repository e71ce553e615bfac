"""Grammars of made things: 01 electronics, 02 aviation and space, 03 manufacturing, 10 transport."""

import math

from listings.plates.drawing import Dice, H, W, circle, line, n, path, rect


def wafer(d: Dice) -> list[str]:
    """A wafer with its dies."""
    cx, cy, r, die, lean = d(80, 220), d(70, 150), d(88, 118), d(19, 27), d(-16, 16)
    full = tone = edge = ""
    for j in range(-8, 9):
        for i in range(-8, 9):
            x, y = i * die, j * die
            far = max(math.hypot(x + a * die / 2, y + b * die / 2) for a in (-1, 1) for b in (-1, 1))
            if far < r - 5:
                box, roll = (
                    f"M{n(cx + x - die / 2 + 1.5)} {n(cy + y - die / 2 + 1.5)}h{n(die - 3)}v{n(die - 3)}h{n(3 - die)}z",
                    d(),
                )
                full, tone, edge = (
                    full + box * (roll < 0.16),
                    tone + box * (0.16 <= roll < 0.5),
                    edge + box * (roll >= 0.5),
                )
    return [
        f'<g transform="rotate({n(lean)} {n(cx)} {n(cy)})">',
        circle("pw", cx, cy, r),
        path("ps", full),
        path("pt", tone),
        path("pl", edge),
        circle("pl", cx, cy, r),
        circle("pl", cx, cy, r - 3),
        circle("pg", cx, cy + r, 5),
        "</g>",
    ]


def package(d: Dice) -> list[str]:
    """Traces run in parallel, bend at 45 degrees and reach a package."""
    rows = d.whole(8, 10)
    size = d(58, 76)
    x, y = d(165, 205), d(40, 160 - size)
    pitch = (size - 10) / (rows - 1)
    out = [rect("pt", 0, y + size * d(0.3, 0.7), W, H)]
    lines, pads = "", []
    for i in range(rows):
        end = y + 5 + i * pitch
        start = 100 + (i - (rows - 1) / 2) * (H / rows) * 1.02
        bend = x - 14 - abs(end - start)
        left = -5 if d() < 0.7 else d(10, max(20, bend - 20))
        lines += f"M{n(left)} {n(start)}H{n(bend)}L{n(x - 14)} {n(end)}H{n(x)}"
        if left > 0:
            pads.append(circle("pw", left, start, 4.5))
    for i in range(0, rows, 2):
        at = x + 6 + i * (size - 12) / rows
        lines += f"M{n(at)} {n(y + size)}V{n(y + size + 12 + i * 5)}L{n(at + 60)} {n(y + size + 72 + i * 5)}"
    out.append(path("pl", lines))
    out += [p.replace('class="pw"', 'class="pw pl"') for p in pads]
    out.append(rect("ps", x, y, size, size))
    inner = size * 0.42
    out.append(rect("pg", x + (size - inner) / 2, y + (size - inner) / 2, inner, inner))
    out.append(circle("pg", x + 8, y + 8, 2.6))
    return out


def electronics(d: Dice) -> list[str]:
    return wafer(d) if d() < 0.55 else package(d)


def wing(d: Dice) -> list[str]:
    """A wing in its stream."""
    chord, x0, y0, lean, thick = d(150, 190), d(44, 74), d(92, 116), d(-14, -4), d(0.17, 0.24)
    shape = [
        (t * t, 5 * thick * (0.2969 * t - 0.126 * t**2 - 0.3516 * t**4 + 0.2843 * t**6 - 0.1015 * t**8))
        for t in (i / 14 for i in range(15))
    ]
    upper = [(x0 + a * chord, y0 - b * chord) for a, b in shape]
    lower = [(x0 + a * chord, y0 + 0.35 * b * chord) for a, b in reversed(shape)]
    stream = ""
    for k in range(-7, 9):
        if k:
            far = abs(k) * 14
            lift = (1.25 if k < 0 else -0.4) * thick * chord * 0.5 * math.exp(-far / 60)
            y = y0 + k * 14 + (4 if k > 0 else 0)
            stream += line(
                [
                    (x, y - lift * math.exp(-(((x - x0 - chord * 0.35) / (chord * 0.42)) ** 2)))
                    for x in range(-70, 381, 15)
                ]
            )
    return [
        f'<g transform="rotate({n(lean)} 150 100)">',
        rect("pt", -80, y0 + 4, 460, 220),
        path("pl", stream),
        path("ps", line(upper + lower) + "Z"),
        circle("pg", x0 + chord * 0.25, y0 - 4, 3.5),
        "</g>",
    ]


def orbits(d: Dice) -> list[str]:
    """A limb, its air, and orbits that lean."""
    side = d.pick((-1, 1))
    cx, cy, r = 150 + side * d(40, 110), d(170, 225), d(92, 128)
    lean = d(-32, 32)
    out = [circle("pt", cx, cy, r + d(16, 30)), circle("ps", cx, cy, r)]
    rings = []
    for k in range(d.whole(3, 5)):
        a, b = r * (1.35 + 0.28 * k), r * (0.52 + 0.17 * k)
        rings.append(
            f'<ellipse class="{"pd" if k % 3 == 1 else "pl"}" cx="{n(cx)}" cy="{n(cy)}" rx="{n(a)}" ry="{n(b)}"/>'
        )
        t = d(3.5, 5.9)
        rings.append(circle("pw pl", cx + a * math.cos(t), cy + b * math.sin(t), 3.2 + 1.6 * (k % 2)))
    out.append(f'<g transform="rotate({n(lean)} {n(cx)} {n(cy)})">' + "".join(rings) + "</g>")
    stars = "".join(f"M{n(x)} {n(y)}h6m-3-3v6" for x, y in ((d(10, 290), d(8, 80)) for _ in range(6)))
    return [*out, path("pl", stars)]


def space(d: Dice) -> list[str]:
    return wing(d) if d() < 0.4 else orbits(d)


def gears(d: Dice) -> list[str]:
    """A train of gears."""
    out, m, x, y, turn, last = [], d(5.4, 6.6), d(40, 90), d(50, 130), d(-0.5, 0.5), 0.0
    for k, kind in enumerate(("ps", "pt", "pw")):
        teeth = d.whole(17, 24) if k != 1 else d.whole(9, 13)
        r = m * teeth / 2
        if k:
            x, y, turn = x + (r + last) * math.cos(turn), y + (r + last) * math.sin(turn), -turn * 0.8 + d(-0.3, 0.3)
        rim = []
        for i in range(teeth):
            for part, high in ((-0.3, -1), (-0.17, 1), (0.17, 1), (0.3, -1)):
                a = (i + part) * 2 * math.pi / teeth + k * math.pi / teeth
                rim.append((x + (r + high * m * 0.8) * math.cos(a), y + (r + high * m * 0.8) * math.sin(a)))
        out += [
            path(kind, line(rim) + "Z"),
            path("pl", line(rim) + "Z"),
            circle("pd", x, y, r),
            circle("pg", x, y, r * 0.34),
            circle("pl", x, y, r * 0.34),
            path("pl", f"M{n(x - 6)} {n(y)}h12M{n(x)} {n(y - 6)}v12"),
        ]
        last = r
    return out


def turned_part(d: Dice) -> list[str]:
    """A turned part in half section on its axis, with its dimension lines."""
    axis, x = 100, d(18, 34)
    out, outline_up, outline_down, hatch, marks = [], "", "", "", ""
    while x < 262:
        w, h = d(26, 62), d(22, 72)
        w = min(w, 278 - x)
        outline_down += f"M{n(x)} {axis}h{n(w)}v{n(h)}h{n(-w)}z"
        outline_up += f"M{n(x)} {axis}h{n(w)}v{n(-h)}h{n(-w)}z"
        s = 7 - h
        while s < w:
            x1, y1 = (x + s, axis) if s > 0 else (x, axis + s)
            x2, y2 = (x + s + h, axis - h) if s + h < w else (x + w, axis - (w - s))
            if x2 > x1:
                hatch += f"M{n(x1)} {n(y1)}L{n(x2)} {n(y2)}"
            s += 7
        marks += f"M{n(x)} 178v10"
        x += w
    marks += f"M{n(x)} 178v10M14 183H286"
    out += [path("pt", outline_up), path("ps", outline_down), path("pl", hatch), path("pl", outline_up)]
    bore = d(6, 15)
    out += [
        rect("pg", 0, axis - bore, 300, bore),
        path("pl", f"M14 {n(axis - bore)}H{n(x)}"),
        path("pd", f"M6 {axis}H294"),
        path("pl", marks),
    ]
    return out


def manufacturing(d: Dice) -> list[str]:
    return gears(d) if d() < 0.45 else turned_part(d)


def transport(d: Dice) -> list[str]:
    """Lines that bend together, and where they stop."""
    count, gap = d.whole(6, 8), d(10, 13)
    cx, cy, r0 = d(90, 150), d(110, 150), d(22, 34)
    flip = d.pick((1, -1))
    out, lines = [], ""
    outer = r0 + (count - 1) * gap
    out.append(
        path(
            "pt",
            f"M-5 {n(cy - outer)}H{n(cx)}A{n(outer)} {n(outer)} 0 0 1 {n(cx + outer)} {n(cy)}V205H{n(cx + r0)}"
            f"V{n(cy)}A{n(r0)} {n(r0)} 0 0 0 {n(cx)} {n(cy - r0)}H-5Z",
        )
    )
    for k in range(count):
        r = r0 + k * gap
        d_line = f"M-5 {n(cy - r)}H{n(cx)}A{n(r)} {n(r)} 0 0 1 {n(cx + r)} {n(cy)}V205"
        if k == count // 2:
            out.append(path("ps-line", d_line))
        else:
            lines += d_line
    cross = d(30, 60)
    lines += "".join(f"M{n(cx + cross + i * 8)} -5L{n(cx + cross + 190 + i * 8)} 205" for i in range(3))
    out.append(path("pl", lines))
    r = r0 + (count // 2) * gap
    out += [circle("pw pl", cx - 62 + k * 46, cy - r, 5.5) for k in range(2)] + [circle("pw pl", cx + r, cy + 26, 5.5)]
    body = "".join(out)
    return [f'<g transform="translate(300 0) scale(-1 1)">{body}</g>' if flip < 0 else body]
