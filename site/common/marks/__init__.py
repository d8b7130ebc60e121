"""Portrait marks: small generative plates that stand where a photograph would need a licence.

``mark(seed, field)`` returns one square SVG, always the same for the same two strings. The field chooses the motif (orbits,
lattices, dendrites, ...), the seed everything else: colour scheme, rotation, counts, positions. The drawing carries no text, no
``style`` attribute and no colour: every shape has a class (``mg`` ground, ``mb`` body, ``ml`` line, ``mf`` filled line, ``ms``
spot, ``mt`` spot line) whose colour is set in the stylesheet by the scheme class (``mark--sodium`` ...), so that light, dark,
print and high contrast are matters of CSS. Output is hidden from assistive technology: the name beside it is the text.
Standard library only; each plate is below 4 kB.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from common.marks.life import dendrite, gridcells, helix, leaves, phyllotaxis, strand
from common.marks.mathematics import chords, geodesics, lattice, packing, tiling
from common.marks.modules import bars, contours, network, quarters, waves
from common.marks.physics import fission, orbits, pulses, spectrum, tracks
from common.marks.shapes import Stream
from common.marks.technology import circuit, trails, trajectory, weave

__all__ = ["FIELDS", "MOTIFS", "SCHEMES", "mark", "schemes_apart"]

SIZE = 240
SCHEMES = ("violet", "sodium", "copper", "lithium", "cobalt", "lilac", "mint", "ink")

MOTIFS: dict[str, Callable[[Stream], str]] = {
    f.__name__: f
    for f in (
        orbits,
        fission,
        tracks,
        spectrum,
        pulses,
        chords,
        tiling,
        packing,
        geodesics,
        lattice,
        helix,
        strand,
        dendrite,
        gridcells,
        circuit,
        weave,
        leaves,
        phyllotaxis,
        trails,
        trajectory,
        bars,
        waves,
        quarters,
        network,
        contours,
    )
}
FIELDS: dict[str, tuple[str, ...]] = {
    "physics": ("orbits", "spectrum", "tracks"),
    "nuclear physics": ("fission",),
    "particle physics": ("tracks",),
    "optics": ("pulses", "spectrum"),
    "mathematics": ("chords", "tiling", "packing"),
    "geometry": ("geodesics", "packing"),
    "chemistry": ("lattice",),
    "crystallography": ("lattice",),
    "genetics": ("helix",),
    "biochemistry": ("strand", "helix"),
    "biology": ("helix", "leaves"),
    "neuroscience": ("dendrite", "gridcells"),
    "engineering": ("circuit",),
    "computing": ("weave", "circuit"),
    "ecology": ("leaves",),
    "botany": ("phyllotaxis",),
    "astronomy": ("trails",),
    "space flight": ("trajectory",),
    "data": ("bars",),
    "language": ("waves",),
    "design": ("quarters",),
    "participation": ("network",),
    "assessment": ("contours",),
}


def mark(seed: str, field: str, scheme: str = "") -> str:
    """The plate for ``seed`` (a stable slug, never a mutable title) in ``field`` (a key of FIELDS, or the name of one motif).

    ``scheme`` overrides the colour scheme that the seed would give; an editor may set it where two neighbours look alike.
    Raises KeyError for an unknown field.
    """
    r = Stream(f"{seed}|{field}")
    motif = field if field in MOTIFS else r.pick(FIELDS[field])
    tone = r.pick(SCHEMES)
    body = MOTIFS[motif](r)
    return (
        f'<svg class="mark mark--{scheme or tone}" viewBox="0 0 {SIZE} {SIZE}" aria-hidden="true">'
        f'<path class="mg" d="M0 0h{SIZE}v{SIZE}H0z"/>{body}</svg>'
    )


def schemes_apart(plates: Sequence[tuple[str, str, str]], distance: int = 4) -> list[str]:
    """Schemes for plates ``(seed, motif, scheme)`` that stand in rows of up to ``distance``: none is that of a plate beside or above it.

    A plate keeps its own scheme wherever it can, and takes another by its seed where it cannot.
    """
    found: list[str] = []
    for seed, motif, scheme in plates:
        tone = scheme or Stream(f"{seed}|{motif}").pick(SCHEMES)
        near = found[-distance:]
        if tone in near:
            tone = Stream(f"{seed}|{motif}|apart").pick(tuple(other for other in SCHEMES if other not in near))
        found.append(tone)
    return found
