"""Motifs of the life sciences."""

from __future__ import annotations

from math import cos, hypot, pi, sin, sqrt

from common.marks.shapes import Point, Stream, at, circle, dots, n, path, polar, polyline


def _strand(r: Stream, double: bool) -> str:
    turn, waves, high = r(28, 62) * r.pick((-1, 1)), r(1.25, 1.6), r(40, 48)

    def wave(x: float, shift: float) -> float:
        return 120 + high * sin(2 * pi * waves * x / 240 + shift)

    phase = r(0, 2 * pi)
    rungs, ends, marked = "", [], ""
    for i in range(-6, 30):
        x = i * 11.0
        a, b = wave(x, phase), wave(x, phase + pi)
        stop = b if double else a + (1 if a < 120 else -1) * r(22, 40)
        if abs(a - stop) < 9:
            continue
        line = f"M{n(x)} {n(a)}V{n(stop)}"
        if i % 6 == 2:
            marked += line
        else:
            rungs += line
        if not double:
            ends.append((x, stop))
    out = [
        circle("mb", r(90, 150), 120, r(76, 96)),
        f'<g transform="rotate({n(turn)} 120 120)">',
        path("ml", rungs, 2.4),
        path("mt", marked, 6),
    ]
    out += [path("ml", polyline((x, wave(x, phase + shift)) for x in range(-66, 312, 9)), 7) for shift in (0.0, pi)[: 2 if double else 1]]
    return "".join(out) + dots("mf", ends, 8) + "</g>"


def helix(r: Stream) -> str:
    """Genetics: a double strand with rungs."""
    return _strand(r, double=True)


def strand(r: Stream) -> str:
    """RNA: a single strand with free bases."""
    return _strand(r, double=False)


def dendrite(r: Stream) -> str:
    """Neuroscience: a cell body whose branches divide, with a few lit synapses."""
    levels = ["", "", "", "", ""]
    tips: list[Point] = []

    def grow(x: float, y: float, angle: float, length: float, level: int) -> None:
        bend = angle + r(-0.3, 0.3)
        mx, my = polar(x, y, length * 0.5, bend)
        ex, ey = polar(x, y, length, angle)
        levels[level] += f"M{at(x, y)}Q{at(mx, my)} {at(ex, ey)}"
        if level == 4:
            tips.append((ex, ey))
            return
        spread = r(0.32, 0.52)
        grow(ex, ey, angle - spread, length * r(0.72, 0.84), level + 1)
        grow(ex, ey, angle + spread * r(0.7, 1.1), length * r(0.72, 0.84), level + 1)

    x, y = r(96, 144), r(168, 190)
    grow(x, y, -pi / 2 + r(-0.35, 0.0), 58, 0)
    grow(x, y, -pi / 2 + r(0.75, 1.0), 44, 1)
    grow(x, y, -pi / 2 - r(0.8, 1.05), 44, 2)
    root = f"M{at(x, y)}C{at(x + r(-16, 16), 212)} {at(x + r(-30, 30), 222)} {at(x + r(-20, 20), 250)}"
    lit = [tip for i, tip in enumerate(tips) if i % 5 == 1]
    rest = [tip for i, tip in enumerate(tips) if i % 5 != 1]
    return (
        circle("mb", r(80, 160), r(72, 104), r(76, 90))
        + path("ml", root, 5)
        + "".join(path("ml", d, w) for d, w in zip(levels, (8, 5.5, 4, 2.8, 2), strict=True))
        + dots("mf", rest, 7)
        + dots("ms", lit, 14)
        + circle("mf", x, y, 18)
        + circle("ms", x, y, 8)
    )


def gridcells(r: Stream) -> str:
    """Neuroscience: the hexagonal firing fields of a grid cell under the path of an animal."""
    turn, step, ox, oy = r(0, pi / 3), r(56, 64), r(100, 140), r(100, 140)
    fields = []
    for a in range(-4, 5):
        for b in range(-4, 5):
            u, v = step * (a + b / 2), step * b * 0.866
            x, y = ox + u * cos(turn) - v * sin(turn), oy + u * sin(turn) + v * cos(turn)
            if -20 < x < 260 and -20 < y < 260:
                fields.append((x, y))
    walk, x, y, heading = [(120.0, 120.0)], 120.0, 120.0, r(0, 2 * pi)
    for _ in range(88):
        heading += r(-0.75, 0.75)
        if not (16 < x + 20 * cos(heading) < 224 and 16 < y + 20 * sin(heading) < 224):
            heading += 2.2
        x, y = min(max(x + 15 * cos(heading), 6), 234), min(max(y + 15 * sin(heading), 6), 234)
        walk.append((x, y))
    d = polyline(walk)
    return (
        dots("mbs", fields, 42)
        + dots("mfs", fields, 14)
        + path("ml", d, 1.7)
        + dots("ms", [p for p in walk if any(hypot(p[0] - f[0], p[1] - f[1]) < 16 for f in fields)], 9)
    )


def leaves(r: Stream) -> str:
    """Ecology: a branching stem with leaves, half in light."""
    lean = r(-26, 26)
    stem = f"M{n(120 - lean)} 250Q{n(120 + lean)} 140 {n(120 + lean * 0.4)} 22"
    light, shade, ribs = "", "", ""

    def leaf(x: float, y: float, angle: float, length: float) -> None:
        nonlocal light, shade, ribs
        tip = polar(x, y, length, angle)
        a, b = polar(x, y, length * 0.58, angle - 0.62), polar(x, y, length * 0.58, angle + 0.62)
        light += f"M{at(x, y)}Q{at(*a)} {at(*tip)}z"
        shade += f"M{at(x, y)}Q{at(*b)} {at(*tip)}z"
        ribs += f"M{at(x, y)}L{at(*tip)}"

    count = r.integer(5, 6)
    for i in range(count):
        t = 0.1 + 0.78 * i / (count - 1)
        x = (1 - t) ** 2 * (120 - lean) + 2 * t * (1 - t) * (120 + lean) + t * t * (120 + lean * 0.4)
        y = (1 - t) ** 2 * 250 + 2 * t * (1 - t) * 140 + t * t * 22
        size, rise = 112 - 62 * t, r(0.5, 0.72) + 0.3 * t
        leaf(x, y, -pi / 2 - pi / 2 * (1 - rise) - 0.28, size)
        leaf(x, y - 8, -pi / 2 + pi / 2 * (1 - rise) + 0.28, size * r(0.88, 1.0))
    leaf(120 + lean * 0.4, 26, -pi / 2, 30)
    return (
        circle("ms", r(62, 178), r(60, 84), r(34, 44))
        + path("mf", light)
        + path("mb", shade)
        + path("mlg", ribs, 1.6)
        + path("ml", stem, 4.5)
    )


def phyllotaxis(r: Stream) -> str:
    """Botany: seeds set at the golden angle."""
    x, y, golden, spread = r(96, 144), r(96, 144), pi * (3 - sqrt(5)), r(9.4, 10.4)
    rings: list[list[Point]] = [[], [], [], []]
    lit: list[Point] = []
    arm = r.pick((5, 8, 13))
    for i in range(4, 230):
        p = polar(x, y, spread * sqrt(i), i * golden)
        if not (-12 < p[0] < 252 and -12 < p[1] < 252):
            continue
        (lit if i % arm == 2 and i > 20 else rings[min(3, i // 48)]).append(p)
    return (
        circle("mb", x, y, spread * sqrt(118))
        + "".join(dots("mf", ring, d) for ring, d in zip(rings, (5, 7.5, 9.5, 11.5), strict=True))
        + dots("ms", lit, 12)
    )
