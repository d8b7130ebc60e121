"""Motifs of mathematics and of crystals."""

from __future__ import annotations

from itertools import pairwise
from math import cos, hypot, pi, sin, sqrt, tan

from common.marks.shapes import Stream, at, circle, dots, n, path, polar


def chords(r: Stream) -> str:
    """Mathematics: every point of a circle joined to its multiple (envelopes of chords)."""
    points, factor, turn = r.integer(58, 72), r.pick((2, 3, 4, 5)), r(0, 2 * pi)
    x, y, radius = r(105, 135), r(105, 135), 104.0

    def corner(i: int) -> str:
        return at(*polar(x, y, radius, turn + 2 * pi * i / points))

    d = "".join(f"M{corner(i)}L{corner(i * factor % points)}" for i in range(points))
    bx, by = polar(x, y, 52, turn + r(-0.6, 0.6))
    return circle("mb", x, y, radius) + circle("ms", bx, by, 26) + path("ml", d, 1.3) + circle("ml", x, y, radius, 3)


def tiling(r: Stream) -> str:
    """Mathematics: quarter-circle tiles that make loops."""
    step = 48
    d, spots = "", []
    for i in range(5):
        for j in range(5):
            x, y, half = i * step, j * step, step / 2
            if r() < 0.5:
                d += f"M{at(x + half, y)}a24 24 0 0 1-24 24M{at(x + half, y + step)}a24 24 0 0 1 24-24"
            else:
                d += f"M{at(x + half, y)}a24 24 0 0 0 24 24M{at(x + half, y + step)}a24 24 0 0 0-24-24"
            if r() < 0.16:
                spots.append((x, y))
    return circle("mb", r(60, 180), r(60, 180), 90) + path("ml", d, 13) + dots("ms", spots, 22)


def packing(r: Stream) -> str:
    """Mathematics: equal spheres, packed; one and its six neighbours."""
    radius, turn, ox, oy = r(25, 29), r(0, pi / 3), r(100, 140), r(100, 140)
    rings, filled = [], []
    for a in range(-5, 6):
        for b in range(-5, 6):
            u, v = 2 * radius * (a + b / 2), 2 * radius * b * sqrt(3) / 2
            x, y = ox + u * cos(turn) - v * sin(turn), oy + u * sin(turn) + v * cos(turn)
            if -radius < x < 240 + radius and -radius < y < 240 + radius:
                rings.append((x, y))
                if 0 < hypot(x - ox, y - oy) < 2.1 * radius:
                    filled.append((x, y))
    spokes = "".join(f"M{at(ox, oy)}L{at(*p)}" for p in filled)
    return (
        dots("mbs", filled, 2 * radius - 2)
        + "".join(circle("ml", x, y, radius - 1, 2) for x, y in rings)
        + circle("ms", ox, oy, radius - 1)
        + path("ml", spokes, 2)
        + dots("mfs", [(ox, oy), *filled], 8)
    )


def geodesics(r: Stream) -> str:
    """Geometry: the Farey tessellation of the hyperbolic disc."""
    x, y, radius, turn = r(104, 136), r(104, 136), 112.0, r(0, 2 * pi)
    levels: list[str] = ["", "", "", "", ""]

    def arc(a: float, b: float, level: int) -> None:
        p, q = polar(x, y, radius, a), polar(x, y, radius, b)
        bend = radius * tan((b - a) / 2)
        levels[level] += f"M{at(*p)}A{n(bend)} {n(bend)} 0 0 0 {at(*q)}"
        if level < 4 and b - a > 0.15:
            half = a + (b - a) * split
            arc(a, half, level + 1)
            arc(half, b, level + 1)

    split = r(0.46, 0.54)
    thirds = [turn, turn + r(1.9, 2.3), turn + r(4.0, 4.4), turn + 2 * pi]
    heart = "M" + at(*polar(x, y, radius, thirds[0]))
    for a, b in pairwise(thirds):
        bend = radius * tan((b - a) / 2)
        heart += f"A{n(bend)} {n(bend)} 0 0 0 {at(*polar(x, y, radius, b))}"
        arc(a, b, 0)
    return (
        circle("mb", x, y, radius)
        + path("ms", heart + "z")
        + circle("ml", x, y, radius, 3)
        + "".join(path("ml", d, w) for d, w in zip(levels, (3, 2.4, 1.8, 1.4, 1), strict=True))
    )


def lattice(r: Stream) -> str:
    """Chemistry, crystallography: two kinds of atoms on a turned lattice."""
    turn, cell, skew = r(0.15, 0.7), r(55, 62), r(0.95, 1.15)
    big, small, bonds = [], [], ""
    for a in range(-4, 5):
        for b in range(-4, 5):
            u, v = a * cell + b * cell / 2, b * cell * 0.866 * skew
            x, y = 120 + u * cos(turn) - v * sin(turn), 120 + u * sin(turn) + v * cos(turn)
            if not (-22 < x < 262 and -22 < y < 262):
                continue
            big.append((x, y))
            for k in (0, 1, 2):
                end = polar(x, y, cell * 0.58, turn + pi / 6 + k * 2 * pi / 3)
                bonds += f"M{at(x, y)}L{at(*end)}"
                if k == 0:
                    small.append(end)
    glow = big[len(big) // 2 + r.integer(-3, 3)]
    return circle("mb", *glow, r(70, 84)) + path("ml", bonds, 2.5) + dots("mf", big, 17) + dots("mfs", small, 8) + circle("ms", *glow, 19)
