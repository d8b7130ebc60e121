"""A person beside a lesson: one app says what its pages are about, the app that keeps portraits says who fits.

Neither knows the other. The app with the portraits registers the one provider when it is ready; without it nobody is found, and pages leave
the place out.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured


@dataclass(frozen=True)
class Wish:
    """Who is looked for: the portrait with ``key`` if readers of the language have it, else one with some of ``themes``.

    ``themes`` are values of ``common.enums.Theme``, the most important first. Among those who fit equally well ``seed`` decides, always for
    the same one.
    """

    themes: tuple[str, ...] = ()
    key: uuid.UUID | None = None
    seed: str = ""


@dataclass(frozen=True)
class Companion:
    """A published portrait in the reader's language. ``themes`` are those of the wish that it shares, in the wish's order."""

    key: uuid.UUID
    name: str
    url: str
    work: str
    occupation: str
    themes: tuple[str, ...]
    seed: str
    motif: str
    scheme: str


# From wishes and a language to one answer for each wish, in their order; None where nobody fits. Two queries at most, however many wishes.
# Only portraits that are published in that language. Nobody is given twice for themes, nor one whom another wish has by her key.
Provider = Callable[[Sequence[Wish], str], Sequence[Companion | None]]

_PROVIDERS: list[Provider] = []


def register_companions(provider: Provider) -> Provider:
    """Usable as a decorator. Raises ImproperlyConfigured for a second provider."""
    if provider not in _PROVIDERS:
        if _PROVIDERS:
            raise ImproperlyConfigured("Two apps want to say which portrait fits a page.")
        _PROVIDERS.append(provider)
    return provider


def find_companions(wishes: Sequence[Wish], language: str) -> list[Companion | None]:
    """One answer for each wish; nobody is asked where nothing is wished."""
    if not _PROVIDERS or not any(wish.themes or wish.key for wish in wishes):
        return [None] * len(wishes)
    return list(_PROVIDERS[0](wishes, language))
