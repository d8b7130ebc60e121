"""Closed vocabularies that code depends on; their words are in the catalogs."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """The five audiences of the field."""

    HE_STAFF = "he-staff", _("Higher education staff")
    STUDENTS = "students", _("Students")
    NGOS = "ngos", _("NGOs and stakeholders")
    WOMEN_IN_STEM = "women-in-stem", _("Women in STEM")
    POLICY = "policy", _("Policy makers, education authorities and companies")


class Licence(models.TextChoices):
    """Open licences for content; CC BY 4.0 unless an editor says otherwise."""

    CC_BY = "cc-by-4.0", "CC BY 4.0"
    CC_BY_SA = "cc-by-sa-4.0", "CC BY-SA 4.0"
    CC0 = "cc0-1.0", "CC0 1.0"
    RESERVED = "all-rights-reserved", _("All rights reserved")

    @property
    def url(self) -> str:
        """The licence's deed, or an empty string."""
        kind, _sep, version = self.value.rpartition("-")
        if kind == "cc0":
            return f"https://creativecommons.org/publicdomain/zero/{version}/"
        if kind.startswith("cc-"):
            return f"https://creativecommons.org/licenses/{kind.removeprefix('cc-')}/{version}/"
        return ""


class Motif(models.TextChoices):
    """What a plate shows; see ``common.marks``."""

    ORBITS = "orbits", _("Orbits")
    FISSION = "fission", _("Fission")
    TRACKS = "tracks", _("Tracks")
    SPECTRUM = "spectrum", _("Spectrum")
    PULSES = "pulses", _("Pulses")
    CHORDS = "chords", _("Chords")
    TILING = "tiling", _("Tiling")
    PACKING = "packing", _("Packing")
    GEODESICS = "geodesics", _("Geodesics")
    LATTICE = "lattice", _("Lattice")
    HELIX = "helix", _("Helix")
    STRAND = "strand", _("Strand")
    DENDRITE = "dendrite", _("Dendrite")
    GRIDCELLS = "gridcells", _("Firing fields")
    CIRCUIT = "circuit", _("Circuit")
    WEAVE = "weave", _("Weave")
    LEAVES = "leaves", _("Leaves")
    PHYLLOTAXIS = "phyllotaxis", _("Seeds")
    TRAILS = "trails", _("Star trails")
    TRAJECTORY = "trajectory", _("Trajectory")
    BARS = "bars", _("Bars")
    WAVES = "waves", _("Waves")
    QUARTERS = "quarters", _("Quarters")
    NETWORK = "network", _("Network")
    CONTOURS = "contours", _("Contours")


class Scheme(models.TextChoices):
    """The eight colour schemes of plates; empty means that the seed chooses."""

    VIOLET = "violet", _("Violet")
    SODIUM = "sodium", _("Sodium yellow")
    COPPER = "copper", _("Copper green")
    LITHIUM = "lithium", _("Lithium red")
    COBALT = "cobalt", _("Cobalt blue")
    LILAC = "lilac", _("Lilac")
    MINT = "mint", _("Mint")
    INK = "ink", _("Ink")


class EditKind(models.TextChoices):
    """What an editor says about her edit when she publishes it: it decides what readers of the translations see meanwhile."""

    WORDING = "wording", _("Wording: translations keep their last approved sentences until they are translated anew")
    TYPO = "typo", _("Typing mistakes only: all translations stay valid")
    SUBSTANTIVE = "substantive", _("Meaning: as for wording, and translated pages say that the English page has changed")


class Theme(models.TextChoices):
    """What a life and a lesson can both be about: where the two meet."""

    BELONGING = "belonging", _("Belonging")
    FIRST_IN_FAMILY = "first-in-family", _("First in the family")
    CHANGING_FIELD = "changing-field", _("Changing field")
    MENTOR = "mentor", _("A mentor’s part")
    RECOGNITION = "recognition", _("Recognition")
    PERSISTENCE = "persistence", _("Persistence")
    FAMILY_AND_WORK = "family-and-work", _("Family and work")
    MIGRATION = "migration", _("Leaving a country")
    EXCLUSION = "exclusion", _("Closed doors")
    PUBLIC_VOICE = "public-voice", _("A public voice")
    BUILDING_INSTITUTIONS = "building-institutions", _("Building institutions")
    CURIOSITY = "curiosity", _("Curiosity")
