"""Motifs of physics."""

from __future__ import annotations

from math import cos, exp, pi

from common.marks.shapes import Stream, at, circle, dots, n, path, polar


def orbits(r: Stream) -> str:
    """Physics: a rosette of ellipses around a nucleus."""
    x, y, count, tilt = r(95, 145), r(95, 145), r.integer(5, 7), r(0, 180)
    out = [circle("mb", x, y, r(78, 92))]
    for i in range(count):
        angle = tilt + 180 * i / count
        out.append(
            f'<ellipse class="ml" cx="{n(x)}" cy="{n(y)}" rx="150" ry="{n(r(34, 46))}" stroke-width="2.5" '
            f'transform="rotate({n(angle)} {at(x, y)})"/>'
        )
    out.append(dots("mf", (polar(x, y, r(60, 108), r(0, 2 * pi)) for _ in range(count)), 11))
    return "".join(out) + circle("ms", x, y, 23)


def fission(r: Stream) -> str:
    """Nuclear physics: one drop that becomes two, neutrons leaving."""
    tilt, gap = r(-30, 30), r(50, 58)
    left, right = 120 - gap, 120 + gap
    waist = (
        f"M{n(left)} 62C{n(left + 42)} 62 98 104 120 104S{n(right - 42)} 62 {n(right)} 62a58 58 0 0 1 0 116"
        f"C{n(right - 42)} 178 142 136 120 136S{n(left + 42)} 178 {n(left)} 178a58 58 0 0 1 0-116z"
    )
    out = [path("mb", waist)]
    for cx in (left, right):
        out += [circle("ml", cx, 120, radius, 2.5) for radius in (12, 24, 36, 47)]
    for k in range(1, 6):
        out.append(circle("ml", 120, 120, 70 + 26 * k, 1.4))
    free = [
        polar(120, 120, r(30, 100), -pi / 2 + r(-0.5, 0.5)),
        polar(120, 120, r(40, 100), pi / 2 + r(-0.5, 0.5)),
        polar(120, 120, r(70, 106), pi / 2 + r(-0.9, 0.9)),
    ]
    rays = "".join(f"M120 120L{at(*p)}" for p in free)
    return f'<g transform="rotate({n(tilt)} 120 120)">' + "".join(out) + path("mt", rays, 2.5) + dots("ms", free, 22) + "</g>"


def tracks(r: Stream) -> str:
    """Particle physics: curved tracks through the rings of a detector."""
    x, y = r(88, 152), r(88, 152)
    out = [circle("mb", x, y, 92)] + [circle("ml", x, y, radius, 1.4) for radius in (34, 58, 92, 124, 156)]
    thin, bold = "", ""
    for i in range(r.integer(15, 19)):
        angle, bend, reach = r(0, 2 * pi), r(-0.9, 0.9), r(70, 190)
        middle, end = polar(x, y, reach * 0.55, angle), polar(x, y, reach, angle + bend)
        step = f"M{at(x, y)}Q{at(*middle)} {at(*end)}"
        if i % 5:
            thin += step
        else:
            bold += step
    out += [path("ml", thin, 2.2), path("mt", bold, 5)]
    return "".join(out) + circle("mf", x, y, 8)


def spectrum(r: Stream) -> str:
    """Physics, light: three emission spectra, one above the other."""
    cut = r(52, 74)
    out = [circle("mb", r(70, 170), r(70, 170), r(84, 104))]
    for row in range(3):
        top = 22 + row * 68
        x, fine, broad, marked = 10.0, "", "", ""
        while x < 228:
            line = f"M{n(x)} {top}v{n(cut)}"
            kind = r()
            if kind < 0.2:
                broad += line
            elif kind < 0.28:
                marked += line
            else:
                fine += line
            x += r(4, 17)
        out += [path("ml", fine, 1.6), path("ml", broad, 5), path("mt", marked, 7)]
    return "".join(out)


def pulses(r: Stream) -> str:
    """Optics: wave packets in a train, the shortest one marked."""
    rows, centre, chosen = 9, r(95, 145), r.integer(3, 5)
    out = [circle("mb", centre, 26 + chosen * 23.5, r(62, 74))]
    for row in range(rows):
        base, phase, wide = 26 + row * 23.5, r(0, 2 * pi), r(26, 40) if row != chosen else 15
        high = 17 if row != chosen else 40
        step, speed = (2.5, 4.6) if row == chosen else (3.5, 6.0)
        start = centre - 2.1 * wide
        levels = [
            high
            * exp(-(((start + i * step - centre) / wide) ** 2))
            * cos((start + i * step - centre) / speed + (0 if row == chosen else phase))
            for i in range(int(4.2 * wide / step) + 1)
        ]
        d = (
            f"M-4 {n(base)}H{n(start)}"
            + "".join(f"l{n(step)} {n(p - q)}" for p, q in zip([0.0, *levels], levels, strict=False)).replace(" -", "-")
            + "H244"
        )
        out.append(path("mt" if row == chosen else "ml", d, 5 if row == chosen else 2))
    return "".join(out)
