"""The picture beside a link to a portrait: her name and the line about her work on the colours of her plate, as PNG.

Drawn without a browser, in the site's own typeface. Its files hold one script each, so every run of letters takes the file that has them.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.cache import cache
from PIL import Image, ImageDraw, ImageFont

from portraits.presenting import Reading

if TYPE_CHECKING:
    from portraits.models import PortraitPage

WIDTH, HEIGHT = 1200, 630
MARGIN = 72
ART = 430
# Raised when the drawing changes: pictures that are kept are drawn anew.
VERSION = 1
SECONDS_KEPT = 30 * 24 * 3600
# (ground, body, ink, spot) of each scheme, as the light ones of the stylesheet.
COLOURS = {
    "violet": ("#4a2a94", "#6d4cc0", "#f8efdb", "#fbb92f"),
    "sodium": ("#fbb92f", "#fdd778", "#2a1760", "#cf3f22"),
    "copper": ("#0d6b61", "#2b968a", "#fdf4e1", "#fbb92f"),
    "lithium": ("#b53a1e", "#ee8656", "#fff3df", "#2a1760"),
    "cobalt": ("#1f44a6", "#4c7add", "#f5f0e2", "#ff9a5c"),
    "lilac": ("#d5c7f5", "#b49ee9", "#2a1760", "#d0452a"),
    "mint": ("#bce3d5", "#84c9b3", "#0f3f3b", "#d94f2b"),
    "ink": ("#1d1832", "#3f3570", "#f8efdb", "#6fd6c4"),
}


def card_of(portrait: PortraitPage) -> bytes:
    """The picture, kept under what it shows."""
    scheme = Reading(portrait).scheme
    shown = "\n".join([portrait.title, portrait.work, scheme, settings.SITE_NAME])
    key = f"portrait-card-{VERSION}-{hashlib.sha256(shown.encode()).hexdigest()}"
    picture: bytes | None = cache.get(key)
    if picture is None:
        picture = draw_card(portrait.title, portrait.work, scheme, settings.SITE_NAME)
        cache.set(key, picture, SECONDS_KEPT)
    return picture


def draw_card(name: str, work: str, scheme: str, site: str) -> bytes:
    """A PNG of 1200 x 630 pixels."""
    ground, body, ink, spot = COLOURS[scheme]
    image = Image.new("RGB", (WIDTH, HEIGHT), ground)
    draw_art(image, body, ink, spot)
    draw = ImageDraw.Draw(image)
    room = WIDTH - ART - 2 * MARGIN
    title = fitted(name, room, sizes=(88, 76, 66, 56, 46), weight=600, lines=3)
    line = fitted(work, room, sizes=(38, 34, 30, 26), weight=420, lines=4)
    height = title.height + 28 + line.height
    top = max(MARGIN, (HEIGHT - height) // 2 - 20)
    title.draw(draw, (MARGIN, top), ink)
    line.draw(draw, (MARGIN, top + title.height + 28), ink)
    fitted(site, room, sizes=(28,), weight=560, lines=1).draw(draw, (MARGIN, HEIGHT - MARGIN - 24), ink)
    with io.BytesIO() as file:
        image.save(file, "PNG", optimize=True)
        return file.getvalue()


def draw_art(image: Image.Image, body: str, ink: str, spot: str) -> None:
    """Discs and lines in the plate's colours, drawn large and made small so that their edges are smooth."""
    scale = 3
    layer = Image.new("RGBA", (ART * scale, HEIGHT * scale), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    centre = (ART * scale * 0.96, HEIGHT * scale * 0.5)
    draw.circle(centre, 205 * scale, fill=body)
    for radius in (250, 300, 350, 400):
        draw.circle(centre, radius * scale, outline=ink, width=3 * scale)
    draw.circle((centre[0] - 177 * scale, centre[1] + 177 * scale), 46 * scale, fill=spot)
    draw.circle(centre, 64 * scale, fill=ink)
    small = layer.resize((ART, HEIGHT), Image.Resampling.LANCZOS)
    image.paste(small, (WIDTH - ART, 0), small)


@dataclass(frozen=True)
class Words:
    """Lines of text in one size."""

    lines: tuple[str, ...]
    size: int
    weight: int

    @property
    def leading(self) -> int:
        return round(self.size * 1.16)

    @property
    def height(self) -> int:
        return self.leading * len(self.lines)

    def draw(self, draw: ImageDraw.ImageDraw, place: tuple[int, int], colour: str) -> None:
        left, top = place
        for number, line in enumerate(self.lines):
            x = float(left)
            for font, run in runs(line, self.size, self.weight):
                draw.text((x, top + number * self.leading + self.size), run, font=font, fill=colour, anchor="ls")
                x += font.getlength(run)


def fitted(text: str, room: int, *, sizes: tuple[int, ...], weight: int, lines: int) -> Words:
    """The text in the first size in which it needs no more lines; in the last one the rest is cut."""
    for size in sizes:
        broken = wrapped(text, room, size, weight)
        if len(broken) <= lines and all(length(line, size, weight) <= room for line in broken):
            return Words(tuple(broken), size, weight)
    kept = broken[:lines]
    if len(broken) > lines:
        kept[-1] = f"{kept[-1].rstrip(' ,.;:')} …"
    return Words(tuple(kept), size, weight)


def wrapped(text: str, room: int, size: int, weight: int) -> list[str]:
    """The text broken between words."""
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and length(longer, size, weight) > room:
            found.append(word)
        else:
            found[-1] = longer
    return found


def length(text: str, size: int, weight: int) -> float:
    return sum(font.getlength(run) for font, run in runs(text, size, weight))


def runs(text: str, size: int, weight: int) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
    """The text in pieces, each with the font that has its letters."""
    for script, run in groupby(text, key=script_of):
        yield load_font(script, size, weight), "".join(run)


def script_of(character: str) -> str:
    """The file that has a letter."""
    code = ord(character)
    if 0x370 <= code < 0x400 or 0x1F00 <= code < 0x2000:
        return "greek"
    if 0x400 <= code < 0x530:
        return "cyrillic"
    return "latin-ext" if 0x100 <= code < 0x250 or 0x1E00 <= code < 0x1F00 else "latin"


@lru_cache(maxsize=64)
def load_font(script: str, size: int, weight: int) -> ImageFont.FreeTypeFont:
    """One file of the site's typeface in a size and weight."""
    path = finders.find(f"fonts/geologica-{script}-wght-normal.woff2")
    if not isinstance(path, str):
        raise FileNotFoundError(f"The typeface has no file for {script}.")
    font = ImageFont.truetype(Path(path), size)
    font.set_variation_by_axes([weight])
    return font
