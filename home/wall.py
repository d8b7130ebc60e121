"""The sixteen plates of the front page: one for each person whose portrait is planned, set so that neighbours differ."""

from __future__ import annotations

from dataclasses import dataclass, replace

from wagtail.models import Page


@dataclass(frozen=True)
class Plate:
    """A plate; with ``url`` and ``name`` it leads to a portrait, without it is decoration."""

    seed: str
    motif: str
    scheme: str
    url: str = ""
    name: str = ""


WALL = (
    Plate("lise-meitner", "nuclear physics", "sodium"),
    Plate("anne-lhuillier", "pulses", "violet"),
    Plate("katalin-kariko", "strand", "copper"),
    Plate("sofia-kovalevskaya", "chords", "lilac"),
    Plate("wangari-maathai", "ecology", "mint"),
    Plate("maryam-mirzakhani", "geodesics", "lithium"),
    Plate("maria-sklodowska-curie", "lattice", "ink"),
    Plate("margarita-salas", "genetics", "sodium"),
    Plate("katherine-johnson", "space flight", "ink"),
    Plate("may-britt-moser", "gridcells", "lilac"),
    Plate("maria-spiropulu", "particle physics", "cobalt"),
    Plate("eva-ekeblad", "botany", "copper"),
    Plate("laura-bassi", "spectrum", "lithium"),
    Plate("panayiota-poirazi", "dendrite", "mint"),
    Plate("ada-lovelace", "weave", "violet"),
    Plate("maryna-viazovska", "packing", "cobalt"),
)


def wall_of(portraits: list[Page]) -> tuple[Plate, ...]:
    """The wall; its plates are links once every one of them has its portrait, so that no plate is a dead end."""
    by_seed = {page.slug: page for page in portraits}
    if not all(plate.seed in by_seed for plate in WALL):
        return WALL
    return tuple(replace(plate, url=by_seed[plate.seed].url or "", name=by_seed[plate.seed].title) for plate in WALL)
