"""What readers of a filtered list may choose and have chosen: kinds of filters, a selection and its address, and the form that offers them.

Several values of one kind widen a list (or), several kinds narrow it (and). Nothing here asks a database: see ``common.facets``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Protocol
from urllib.parse import urlencode

from django.db import models
from django.db.models.enums import ChoicesType

from common.text import fold

Pairs = Sequence[tuple[str, Any]]
Counts = Mapping[str, Mapping[str, int]]


class Query(Protocol):
    """The part of Django's QueryDict that is asked."""

    def getlist(self, key: str) -> Iterable[str]: ...


@dataclass(frozen=True)
class FacetKind:
    """One thing that pages can be filtered by.

    ``name`` stands in addresses; ``source`` is the page's attribute with its value or values, by default ``name``. ``vocabulary`` is an
    enumeration of text choices, or a callable that gives pairs of value and label; they are shown in its order, or by their labels.
    """

    name: str
    label: Any
    vocabulary: type[models.TextChoices] | Callable[[], Pairs]
    source: str = ""
    is_alphabetical: bool = False

    @property
    def labels(self) -> Mapping[str, Any]:
        """Labels by value, in the vocabulary's order."""
        return _labels(self.vocabulary)

    def values_of(self, page: Any) -> list[str]:
        """What a page is filed under."""
        found = getattr(page, self.source or self.name) or []
        return [str(value) for value in ([found] if isinstance(found, str) else found) if value in self.labels]


@cache
def _labels(vocabulary: type[models.TextChoices] | Callable[[], Pairs]) -> Mapping[str, Any]:
    return dict(vocabulary.choices if isinstance(vocabulary, ChoicesType) else vocabulary())


@dataclass(frozen=True)
class Selection:
    """What a reader has chosen: for each kind with a choice its values, both in their own order, each once."""

    kinds: tuple[FacetKind, ...]
    chosen: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @classmethod
    def read(cls, kinds: Sequence[FacetKind], query: Query) -> Selection:
        """From an address. What nobody knows is left out: old links lead to a list that is too long rather than to an error."""
        return cls(tuple(kinds)).choosing({kind.name: query.getlist(kind.name) for kind in kinds})

    def choosing(self, values: Mapping[str, Iterable[str]]) -> Selection:
        """These values and no others."""
        chosen = []
        for kind in self.kinds:
            wanted = set(values.get(kind.name, ()))
            known = tuple(value for value in kind.labels if value in wanted)
            if known:
                chosen.append((kind.name, known))
        return replace(self, chosen=tuple(chosen))

    def __bool__(self) -> bool:
        return bool(self.chosen)

    def of(self, kind: str) -> tuple[str, ...]:
        """The chosen values of a kind."""
        return dict(self.chosen).get(kind, ())

    @property
    def number(self) -> int:
        """How many values are chosen."""
        return sum(len(values) for _kind, values in self.chosen)

    def toggled(self, kind: str, value: str) -> Selection:
        """With this value if it was not chosen, without it if it was."""
        values = {name: set(known) for name, known in self.chosen}
        values[kind] = values.get(kind, set()) ^ {value}
        return self.choosing(values)

    def without(self, kind: str) -> Selection:
        """With any value of a kind."""
        return replace(self, chosen=tuple(entry for entry in self.chosen if entry[0] != kind))

    def query(self, **others: str) -> str:
        """The one query string that says this, with its question mark; empty for the whole list. Empty ``others`` are left out."""
        pairs = [(kind, value) for kind, values in self.chosen for value in values]
        text = urlencode(pairs + [(name, value) for name, value in others.items() if value])
        return f"?{text}" if text else ""


@dataclass(frozen=True)
class Choice:
    """One value as a form offers it; ``query`` leads to the list with it, or without it where it is chosen."""

    value: str
    label: str
    count: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class Choices:
    """A kind as a form offers it: what would show something, and what is chosen in any case."""

    kind: FacetKind
    choices: tuple[Choice, ...]

    @property
    def chosen(self) -> tuple[Choice, ...]:
        return tuple(choice for choice in self.choices if choice.is_chosen)


def offered(selection: Selection, counts: Counts, **others: str) -> tuple[Choices, ...]:
    """All kinds with their choices. ``others`` are what else the address says, such as an order."""
    return tuple(_offered(kind, selection, counts.get(kind.name, {}), others) for kind in selection.kinds)


def _offered(kind: FacetKind, selection: Selection, counts: Mapping[str, int], others: Mapping[str, str]) -> Choices:
    chosen = selection.of(kind.name)
    choices = [
        Choice(value, str(label), counts.get(value, 0), value in chosen, selection.toggled(kind.name, value).query(**others))
        for value, label in kind.labels.items()
        if counts.get(value) or value in chosen
    ]
    return Choices(kind, tuple(sorted(choices, key=lambda choice: fold(choice.label)) if kind.is_alphabetical else choices))


@dataclass(frozen=True)
class Way:
    """A way out of an empty list: the same without one kind's filters, and how many pages that shows."""

    choices: Choices
    count: int
    query: str


def ways_out(selection: Selection, offers: Sequence[Choices], counts: Callable[[Selection], int], **others: str) -> tuple[Way, ...]:
    """Which filters to drop where nothing is left; those that help most first."""
    found = []
    for offer in offers:
        if offer.chosen:
            wider = selection.without(offer.kind.name)
            found.append(Way(offer, counts(wider), wider.query(**others)))
    return tuple(sorted((way for way in found if way.count), key=lambda way: -way.count))
