"""The demonstration's portraits: one file for each person, an index for the gallery."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.utils import translation

from courses.content.package import Package, PageKind
from courses.content.problems import PackageError
from courses.content.reader import PackageReader
from portraits.models import PortraitIndexPage, PortraitPage

GALLERY = PageKind(PortraitIndexPage, ("title", "lead", "search_description"))
PORTRAIT = PageKind(
    PortraitPage,
    (
        "title",
        "work",
        "lead",
        "occupation",
        "birth_date",
        "birth_place",
        "death_date",
        "death_place",
        "dates_note",
        "work_year",
        "countries",
        "disciplines",
        "career_stage",
        "paths",
        "themes",
        "motif",
        "scheme",
        "search_description",
        "body",
    ),
)
ADDRESS = "portraits"
INDEX = "index.yaml"
# Beside the pages: snippets and the cards of the games.
BESIDES = {INDEX, "quotations.yaml", "cards.yaml"}


def read_portraits(folder: Path) -> Package:
    """The gallery and its portraits in the order of the files' names. Raises PackageError with all problems."""
    with translation.override("en"):
        reader = PackageReader(folder, "portraits")
        data = reader.load(INDEX)
        if not data:
            raise PackageError(reader.problems)
        gallery = reader.page(GALLERY, data, reader.place(INDEX), address=ADDRESS, slug=ADDRESS)
        portraits = []
        for path in sorted(folder.glob("*.yaml")):
            if path.name in BESIDES:
                continue
            portrait = reader.load(path.name)
            if portrait:
                address = f"{ADDRESS}/{portrait.get('slug', '')}"
                portraits.append(reader.page(PORTRAIT, portrait, reader.place(path.name), address=address))
        return reader.finish([replace(gallery, children=tuple(portraits))], "")
