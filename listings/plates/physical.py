"""Grammars of matter: 05 materials, 06 energy, 08 nuclear application."""

import math

from listings.plates.drawing import Dice, H, W, circle, line, n, path


def films(d: Dice) -> list[str]:
    """Films in layers."""
    out, layers, top = [], d.whole(4, 5), d(38, 52)
    cx, hw, hh, gap = d(130, 170), d(104, 124), d(28, 38), d(21, 26)
    solid = d.whole(1, layers - 2)
    for k in reversed(range(layers)):
        y = top + k * gap
        out.append(
            path(
                "ps" if k == solid else "pt" if k % 2 else "pw",
                f"M{n(cx - hw)} {n(y)}L{n(cx)} {n(y - hh)}L{n(cx + hw)} {n(y)}L{n(cx)} {n(y + hh)}Z",
            )
        )
        out.append(path("pl", f"M{n(cx - hw)} {n(y)}L{n(cx)} {n(y - hh)}L{n(cx + hw)} {n(y)}L{n(cx)} {n(y + hh)}Z"))
    dots = "".join(f"M{n(cx + (u - v) * hw / 5)} {n(top + (u + v - 4) * hh / 5)}h0" for u in range(5) for v in range(5))
    return [
        *out,
        path("pdot", dots),
        path("pd", f"M{n(cx + hw)} {n(top)}v{n((layers - 1) * gap)}M{n(cx - hw)} {n(top)}v{n((layers - 1) * gap)}"),
    ]


def lattice(d: Dice) -> list[str]:
    """A lattice growing from one side."""
    s, lean = d(17, 23), d(-12, 12)
    bias, edge = d(0, 6.283), d(0.25, 0.5)
    fills = {"ps": "", "pt": "", "pw": ""}
    grid = ""
    step_x, step_y = s * math.sqrt(3), s * 1.5
    for j in range(-2, int(H / step_y) + 3):
        for i in range(-2, int(W / step_x) + 3):
            x, y = i * step_x + (j % 2) * step_x / 2, j * step_y
            hexagon = (
                line(
                    [
                        (
                            x + s * math.cos(math.pi / 6 + k * math.pi / 3),
                            y + s * math.sin(math.pi / 6 + k * math.pi / 3),
                        )
                        for k in range(6)
                    ]
                )
                + "Z"
            )
            grid += hexagon
            near = ((x - 150) * math.cos(bias) + (y - 100) * math.sin(bias)) / 150
            roll = d()
            if near > edge - roll * 0.5:
                fills["ps" if roll > 0.62 else "pt"] += hexagon
            elif roll > 0.93:
                fills["pw"] += hexagon
    return [
        f'<g transform="rotate({n(lean)} 150 100)">'
        + "".join(path(k, v) for k, v in fills.items() if v)
        + path("pl", grid)
        + "</g>"
    ]


def materials(d: Dice) -> list[str]:
    return films(d) if d() < 0.45 else lattice(d)


def rotor(d: Dice) -> list[str]:
    """A rotor in its swept circles."""
    cx, cy, r, turn = d(95, 205), d(78, 112), d(84, 104), d(0, 2.09)
    out = [circle("pt", cx, cy, r * 0.98)] + [
        circle("pd" if k % 2 else "pl", cx, cy, r * (0.42 + 0.28 * k)) for k in range(5)
    ]
    out.append(path("pw pl", f"M{n(cx - 3)} {n(cy)}L{n(cx - 6)} 210H{n(cx + 6)}L{n(cx + 3)} {n(cy)}Z"))
    for k in range(3):
        a = turn + k * 2.0944
        tip_x, tip_y, root, belly = cx + r * math.cos(a), cy + r * math.sin(a), a + 0.9, a + 0.19
        leading = f"M{n(cx + 7 * math.cos(root))} {n(cy + 7 * math.sin(root))}"
        curve = f"Q{n(cx + r * 0.34 * math.cos(belly))} {n(cy + r * 0.34 * math.sin(belly))} {n(tip_x)} {n(tip_y)}"
        trailing = f"L{n(cx + 7 * math.cos(a - 0.6))} {n(cy + 7 * math.sin(a - 0.6))}Z"
        out.append(path("ps", leading + curve + trailing))
    return [*out, circle("ps", cx, cy, 9), circle("pg", cx, cy, 3.5)]


def disc(d: Dice) -> list[str]:
    """A disc, and what it sends out."""
    cx, cy, r = d(80, 220), d(66, 116), d(36, 52)
    out = [circle("pt", cx, cy, r * 1.75), circle("ps", cx, cy, r)]
    wave, freq, phase = "", d(0.045, 0.07), d(0, 6.283)
    for k in range(15):
        y0 = 8 + k * 13.4
        pts = []
        for x in range(-10, 316, 13):
            pull = math.exp(-(((x - cx) / 95) ** 2)) * math.exp(-(((y0 - cy) / 85) ** 2))
            pts.append((x, y0 + 3 + (2 + 11 * pull) * math.sin(x * freq + phase + k * 0.5)))
        wave += line(pts)
    return [*out, path("pl", wave)]


def energy(d: Dice) -> list[str]:
    return rotor(d) if d() < 0.4 else disc(d)


def nuclear(d: Dice) -> list[str]:
    """Tracks curling away from one event, inside the rings of the detector."""
    cx, cy = d(110, 190), d(75, 125)
    out = [circle("pt", cx, cy, d(52, 70))]
    out += [circle("pd" if k % 2 else "pl", cx, cy, 70 + k * 34) for k in range(5)]
    tracks = ""
    for _ in range(d.whole(7, 9)):
        r, shrink, turn = d(16, 58), d(0.70, 0.86), d.pick((0, 1))
        t = d(0, 6.283)
        x, y = cx, cy
        tracks += f"M{n(x)} {n(y)}"
        for _ in range(d.whole(3, 6)):
            x, y = x + 2 * r * math.cos(t), y + 2 * r * math.sin(t)
            tracks += f"A{n(r)} {n(r)} 0 0 {turn} {n(x)} {n(y)}"
            t, r = t + math.pi, r * shrink
    out.append(path("pl pl2", tracks))
    out += [circle("ps", cx + 9 * math.cos(k), cy + 9 * math.sin(k), 7.5) for k in (0.3, 2.4, 4.5)]
    return [*out, circle("pw", cx, cy, 3)]
