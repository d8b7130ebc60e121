"""Motifs of the course's modules."""

from __future__ import annotations

from math import cos, exp, pi, sin

from common.marks.shapes import Stream, at, circle, dots, n, path, polar


def bars(r: Stream) -> str:
    """Data: two distributions that part company."""
    out, gap = [], r(0.5, 0.72)
    up, down = "", ""
    for i in range(15):
        x = 15 + i * 15
        a = 40 + 66 * (1 - exp(-i / 4)) + r(-7, 7)
        b = (40 + 66 * (1 - exp(-i / 4))) * (1 - gap * i / 14) + r(-5, 5)
        up += f"M{x} 116v-{n(a)}"
        down += f"M{x} 124v{n(max(b, 7))}"
    out += [circle("mb", r(140, 180), r(84, 120), 84), path("ml", up, 8), path("mt", down, 8)]
    return "".join(out)


def waves(r: Stream) -> str:
    """Language: rings from two voices that meet."""
    ax, ay, bx, by = r(40, 76), r(60, 110), r(160, 200), r(130, 190)
    rings = [circle("ml", ax, ay, k * 15.0, 2) for k in range(1, 13)] + [circle("ml", bx, by, k * 15.0, 2) for k in range(1, 13)]
    return circle("mb", bx, by, 75) + "".join(rings) + circle("mf", ax, ay, 9) + circle("ms", bx, by, 22)


def quarters(r: Stream) -> str:
    """Course design: one module, turned, makes many forms."""
    fills = {"mb": "", "mf": "", "ms": ""}
    for i in range(4):
        for j in range(4):
            x, y, s = i * 60, j * 60, 60
            kind = "ms" if r() < 0.14 else r.pick(("mb", "mf", "mb", "mf", ""))
            if not kind:
                continue
            fills[kind] += r.pick(
                (
                    f"M{x} {y}h{s}a60 60 0 0 1-60 60z",
                    f"M{x} {y}v{s}h{s}a60 60 0 0 0-60-60z",
                    f"M{x + s} {y}v{s}h-{s}a60 60 0 0 1 60-60z",
                    f"M{x} {y}h{s}v{s}a60 60 0 0 1-60-60z",
                    f"M{x} {y + 30}a30 30 0 0 1 60 0 30 30 0 0 1-60 0z",
                )
            )
    return "".join(path(kind, d) for kind, d in fills.items())


def network(r: Stream) -> str:
    """Participation: who speaks with whom."""
    nodes = [polar(120, 120, 88 + r(-12, 14), 2 * pi * i / 11 + r(-0.12, 0.12)) for i in range(11)] + [
        polar(120, 120, r(10, 40), r(0, 6)) for _ in range(3)
    ]
    thin, bold = "", ""
    for i, p in enumerate(nodes):
        for q in nodes[i + 1 :]:
            chance = r()
            if chance < 0.09:
                bold += f"M{at(*p)}L{at(*q)}"
            elif chance < 0.5:
                thin += f"M{at(*p)}L{at(*q)}"
    lit = nodes[r.integer(0, 10)]
    return circle("mb", 120, 120, 88) + path("ml", thin, 1.3) + path("ml", bold, 4) + dots("mf", nodes, 19) + circle("ms", *lit, 17)


def contours(r: Stream) -> str:
    """Assessment: lines of equal height around two summits."""
    tilt, out = r(0, 180), []
    for k in range(10):
        size = 150 - k * 15
        wob = [size * (1 + 0.17 * sin(3 * a + 1.3) + 0.1 * cos(2 * a + k * 0.16)) for a in (i * pi / 4.5 for i in range(9))]
        pts = [polar(120 + k * 2.6, 120 - k * 1.8, w * 0.86, i * pi / 4.5) for i, w in enumerate(wob)]
        mids = [((p[0] + q[0]) / 2, (p[1] + q[1]) / 2) for p, q in zip(pts, pts[1:] + pts[:1], strict=True)]
        d = f"M{at(*mids[-1])}" + "".join(f"Q{at(*p)} {at(*m)}" for p, m in zip(pts, mids, strict=True)) + "z"
        kind = "mb" if k == 5 else ("ms" if k == 9 else "")
        if kind:
            out.append(path(kind, d))
        out.append(path("ml", d, 2))
    return f'<g transform="rotate({n(tilt)} 120 120)">' + "".join(out) + "</g>"
