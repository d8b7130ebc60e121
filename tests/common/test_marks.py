"""Plates are part of people's portraits: a change of arithmetic would change every one of them."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest

from common.enums import Motif, Scheme
from common.marks import FIELDS, MOTIFS, SCHEMES, mark

PINNED = {
    "orbits": "6e7f8492bbe9f472",
    "fission": "359e26ae3cb3cabf",
    "tracks": "d011b976393ab563",
    "spectrum": "76f7e6fa41164df8",
    "pulses": "4e8746aa7ed39860",
    "chords": "763edfc5f5165c1b",
    "tiling": "e5bd8cf0f98e5245",
    "packing": "dfe65a6d49743867",
    "geodesics": "9c1a5ab9814489d5",
    "lattice": "64507ab3d5a0ecd8",
    "helix": "e99bf0e96168d26f",
    "strand": "c79e89997689a15e",
    "dendrite": "68b6a365dba7d9a0",
    "gridcells": "887cd5d8e5c0ff22",
    "circuit": "4b2cf103376f6d73",
    "weave": "99d86d1032c42d4b",
    "leaves": "ebee1437ef9d210b",
    "phyllotaxis": "8a2080141726f0ff",
    "trails": "63eaa2c3d0b5a8c0",
    "trajectory": "4775f1ea79292c2a",
    "bars": "80d913d5d519a785",
    "waves": "31fe61cec3760148",
    "quarters": "3c6bca21511c77e4",
    "network": "45d5fbee00f96726",
    "contours": "da85d0e2558c764a",
}


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


@pytest.mark.parametrize(("motif", "expected"), PINNED.items())
def test_every_motif_draws_what_it_always_drew(motif, expected):
    assert digest("".join(mark(seed, motif) for seed in ("lise-meitner", "bias-and-language", "Ελένη"))) == expected


def test_every_motif_is_pinned():
    assert set(PINNED) == set(MOTIFS)


def test_a_field_chooses_among_its_motifs_by_the_seed():
    assert digest("".join(mark("anne-lhuillier", field) for field in FIELDS)) == "15dc22f7df070791"


@pytest.mark.parametrize("motif", MOTIFS)
def test_a_plate_is_small_hidden_and_has_neither_text_nor_colour(motif):
    drawing = mark("a-seed", motif)
    assert len(drawing.encode()) < 4096
    assert 'aria-hidden="true"' in drawing
    assert not re.search(r"<text|style=|#[0-9a-f]{3}|fill=|on\w+=", drawing)


def test_an_editor_may_fix_the_scheme():
    assert 'class="mark mark--ink"' in mark("a-seed", "orbits", "ink")


def test_an_unknown_field_is_an_error():
    with pytest.raises(KeyError):
        mark("a-seed", "alchemy")


def test_editors_may_choose_every_motif_and_scheme():
    assert set(Motif.values) == set(MOTIFS)
    assert set(Scheme.values) == set(SCHEMES)
