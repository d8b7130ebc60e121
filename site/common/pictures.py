"""Pictures in the sizes and formats that browsers choose from.

Each is made once in three widths as AVIF, WebP and, for browsers that read neither, in the format it has itself: a drawing with a
transparent ground stays a PNG. ``common.tasks`` makes them when a page is published; whoever comes earlier has them made on the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from enum import StrEnum
from typing import IO, Any

from wagtail.images import get_image_model
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Picture
from wagtail.images.shortcuts import get_renditions_or_not_found


class Shape(StrEnum):
    """What is done to a picture: the whole of it in the width of the text, or a square around its focal point."""

    WHOLE = "whole"
    SQUARE = "square"


WIDTHS = (480, 960, 1440)
# As wide as a column of text: 40rem from the width at which there are notes beside it.
SIZES = "(min-width: 64rem) 40rem, 100vw"


def specs_of(image: AbstractImage, shape: Shape) -> list[str]:
    """Filters for Wagtail, the smallest first in each format. Never larger than the picture: that would be the same file again."""
    room = image.width if shape == Shape.WHOLE else min(image.width, image.height)
    widths = [width for number, width in enumerate(WIDTHS) if number == 0 or WIDTHS[number - 1] < room]
    own = "png" if image.file.name.lower().endswith((".png", ".gif")) else "jpeg"
    operations = [f"width-{width}" if shape == Shape.WHOLE else f"fill-{width}x{width}" for width in widths]
    return [f"format-{name}|{operation}" for name in ("avif", "webp", own) for operation in operations]


def find_renditions(images: Iterable[AbstractImage | None]) -> None:
    """Give each picture what has been made of it, in one query for all; those that have it already are left alone."""
    wanted = [image for image in images if image is not None and not hasattr(image, "prefetched_renditions")]
    if not wanted:
        return
    made: dict[int, list[AbstractRendition]] = defaultdict(list)
    for rendition in get_image_model().get_rendition_model().objects.filter(image__in={image.pk for image in wanted}):
        made[rendition.image_id].append(rendition)
    for image in wanted:
        # Copies: a picture that stands on the page twice has two alternative texts, and a rendition asks its picture for them.
        image.prefetched_renditions = [copy(rendition) for rendition in made[image.pk]]
        for rendition in image.prefetched_renditions:
            rendition.image = image


class RecordedFilter(Filter):
    """Knows the temporary file that it has written to: Wagtail stores a copy and leaves it open."""

    written: IO[bytes] | None = None

    def run(self, image: AbstractImage, output: IO[bytes], source: Any = None) -> Any:
        self.written = output
        return super().run(image, output, source=source)


def make_renditions(image: AbstractImage, shape: Shape) -> dict[str, AbstractRendition]:
    """What browsers choose from; what is missing is made. A lost file gives a broken picture and no error."""
    filters = [RecordedFilter(spec) for spec in specs_of(image, shape)]
    renditions: dict[str, AbstractRendition] = get_renditions_or_not_found(image, filters)
    for used in filters:
        if used.written is not None:
            used.written.close()
    return renditions


def draw(image: AbstractImage | None, shape: Shape, attributes: dict[str, Any]) -> str:
    """A picture element with width and height, so that the text does not jump; nothing where there is no picture."""
    return str(Picture(make_renditions(image, shape), attributes)) if image is not None else ""
