"""Motifs of engineering, computing and space."""

from __future__ import annotations

from math import pi

from common.marks.shapes import Stream, at, circle, dots, n, path, polar, polyline


def circuit(r: Stream) -> str:
    """Engineering: traces that leave a chip, turn by 45 degrees and end in pads."""
    cx, cy, half = r(90, 150), r(90, 150), 34.0
    d, pads, marked, lit = "", [], "", []
    for side in range(4):
        for k in range(5):
            offset = -28 + 14 * k
            first, jog, last = r(14, 34), r.pick((-1, 1)) * r(10, 26), r(20, 90)
            local = [
                (half, offset),
                (half + first, offset),
                (half + first + abs(jog), offset + jog),
                (half + first + abs(jog) + last, offset + jog),
            ]
            turned = [
                (cx + px * (1, 0, -1, 0)[side] - py * (0, 1, 0, -1)[side], cy + px * (0, 1, 0, -1)[side] + py * (1, 0, -1, 0)[side])
                for px, py in local
            ]
            if r() < 0.16:
                marked += polyline(turned)
                lit.append(turned[-1])
            else:
                d += polyline(turned)
                pads.append(turned[-1])
    chip = f"M{at(cx - half, cy - half)}h68v68h-68z"
    core = f"M{at(cx - 13, cy - 13)}h26v26h-26z"
    return (
        circle("mb", cx, cy, 88)
        + path("ml", d, 2.6)
        + path("mt", marked, 4.5)
        + dots("mf", pads, 11)
        + dots("ms", lit, 15)
        + path("mf", chip)
        + path("ms", core)
    )


def weave(r: Stream) -> str:
    """Computing: a pattern computed cell by cell, woven as on a loom."""
    k, m, step = r.pick((3, 5, 7)), r.pick((5, 6, 7)), 15
    over, spot = "", ""
    line = r.integer(3, 12)
    for j in range(16):
        for i in range(16):
            u, v = (i if i < 8 else 15 - i), (j if j < 8 else 15 - j)
            if (u * u + v * v * k + u * v) % m < m // 2:
                cell = f"M{i * step + 1} {j * step + 7.5:g}h13"
                if j == line:
                    spot += cell
                else:
                    over += cell
    warp = "".join(f"M{i * step + 7.5:g} 0v240" for i in range(16))
    return circle("mb", r(80, 160), r(80, 160), 92) + path("ml", warp, 1.2) + path("mw", over, 10) + path("mv", spot, 10)


def trails(r: Stream) -> str:
    """Astronomy: stars turning about the pole above a horizon."""
    x, y = r(80, 160), r(78, 112)
    thin, bold, lit = "", "", ""
    radius = 10.0
    while radius < 215:
        for _ in range(1 + int(radius > 60) + int(radius > 130)):
            start, sweep = r(0, 2 * pi), r(0.5, 1.5)
            p, q = polar(x, y, radius, start), polar(x, y, radius, start + sweep)
            d = f"M{at(*p)}A{n(radius)} {n(radius)} 0 0 1 {at(*q)}"
            kind = r()
            if kind < 0.12:
                lit += d
            elif kind < 0.4:
                bold += d
            else:
                thin += d
        radius += r(6.5, 9.5)
    hill = f"M0 {n(r(180, 200))}Q60 {n(r(160, 180))} 130 {n(r(190, 205))}T240 {n(r(180, 200))}V240H0z"
    return path("ml", thin, 1.6) + path("ml", bold, 3.2) + path("mt", lit, 5) + circle("ms", x, y, 6) + path("mb", hill)


def trajectory(r: Stream) -> str:
    """Space flight: a free-return path from one body around another, with its plotted points."""
    turn = r(-52, -30)
    small = r(22, 28)
    out = [circle("ml", 62, 178, radius, 1.3) for radius in (84, 104, 128, 156, 188, 224)]
    ticks = [polar(62, 178, 84, i * 2 * pi / 22) for i in range(22)]
    far, wide = 205.0, r(30, 38)
    d = (
        f"M62 157C{at(120, 178 - 2.1 * wide)} {at(62 + far * 0.66, 178 + wide * 0.95)} {at(62 + far, 178 + wide * 0.95)}"
        f"a{n(wide * 0.95)} {n(wide * 0.95)} 0 0 0 0-{n(wide * 1.9)}C{at(62 + far * 0.66, 178 - wide * 0.95)} "
        f"{at(120, 178 + 2.1 * wide)} 62 199"
    )
    return (
        "".join(out)
        + circle("mb", 62, 178, 62)
        + dots("mf", ticks, 4.5)
        + f'<g transform="rotate({n(turn)} 62 178)">'
        + path("ml", d, 3.4)
        + circle("ms", 62 + far - 4, 178, small * 0.8)
        + "</g>"
        + circle("mf", 62, 178, 21)
    )
