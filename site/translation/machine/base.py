"""What every machine translator offers, and how its answer is kept.

A machine makes drafts; people make translations. Nothing here knows pages, databases or requests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from translation.machine.errors import MachineError


@dataclass(frozen=True)
class Drafts:
    """What one call brought: a draft or None for each text, in the order of the texts, and what went wrong on the way, if anything.

    Long pages take several requests. When one of them fails, the drafts of those before it are here all the same, ``error`` says what to
    tell people, and the texts without a draft can be sent again. None without an error: the machine answered, but its draft had lost or
    invented a tag, a link, a placeholder or a number and was dropped, or the text was blank.
    """

    texts: tuple[str | None, ...]
    error: MachineError | None = None

    @property
    def number(self) -> int:
        """How many drafts there are."""
        return sum(text is not None for text in self.texts)


class MachineTranslator(Protocol):
    """A service that drafts translations of localize's strings."""

    @property
    def name(self) -> str:
        """What the service is called, for people."""

    def can_translate(self, source_language: str, target_language: str) -> bool:
        """Whether it makes sense to ask; the service may still refuse with LanguageUnsupported. Asks nobody."""

    def translate(self, source_language: str, target_language: str, texts: Sequence[str]) -> Drafts:
        """Drafts of localize's strings, as many as there are texts. Waits for the service; never raises MachineError but returns it."""
