"""What motifs are drawn with: a stream of numbers and a few shapes in as few characters as they need."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from math import cos, sin
from typing import TypeVar

Point = tuple[float, float]
T = TypeVar("T")


class Stream:
    """A stream of numbers in [0, 1) from a text (splitmix64 over SHA-256): stable across Python versions."""

    def __init__(self, text: str) -> None:
        self.state = int.from_bytes(sha256(text.encode()).digest()[:8], "big")

    def __call__(self, low: float = 0.0, high: float = 1.0) -> float:
        mask = (1 << 64) - 1
        self.state = (self.state + 0x9E3779B97F4A7C15) & mask
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & mask
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & mask
        return low + (high - low) * ((z ^ (z >> 31)) / (1 << 64))

    def integer(self, low: int, high: int) -> int:
        """A whole number from low to high, both included."""
        return low + int(self() * (high - low + 1))

    def pick(self, items: tuple[T, ...]) -> T:
        return items[self.integer(0, len(items) - 1)]


def n(value: float) -> str:
    """A number in as few characters as half a unit of precision allows."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def at(x: float, y: float) -> str:
    return f"{n(x)} {n(y)}"


def circle(kind: str, x: float, y: float, radius: float, width: float = 0) -> str:
    stroke = f' stroke-width="{n(width)}"' if width else ""
    return f'<circle class="{kind}" cx="{n(x)}" cy="{n(y)}" r="{n(radius)}"{stroke}/>'


def path(kind: str, d: str, width: float = 0) -> str:
    stroke = f' stroke-width="{n(width)}"' if width else ""
    return f'<path class="{kind}" d="{d}"{stroke}/>' if d else ""


def dots(kind: str, points: Iterable[Point], diameter: float) -> str:
    """Dots as zero-length round strokes: nine characters each instead of forty."""
    return path(kind, "".join(f"M{at(x, y)}h0" for x, y in points), diameter)


def polyline(points: Iterable[Point]) -> str:
    return "M" + "L".join(at(x, y) for x, y in points)


def polar(x: float, y: float, radius: float, angle: float) -> Point:
    return x + radius * cos(angle), y + radius * sin(angle)
