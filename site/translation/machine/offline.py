"""A machine without a network, for development and tests: the same words with strange letters, longer, between marks.

Nobody takes ``⟦sv: Wŏmĕn ĭn scĭĕncĕ ~~~~~⟧`` for a translation, everybody sees what is not translated yet, and pages show whether they bear
longer words. Tags, placeholders, addresses and numbers stay; the same text always gives the same draft, and ``original`` takes it back.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from translation.machine.base import Drafts
from translation.machine.checking import UNTOUCHABLE
from translation.machine.errors import LanguageUnsupported
from translation.quality.markup import plain_text

# Letters with a breve: rare, and one for one, so that the way back is clear.
STRANGE = str.maketrans("aeiouAEIOU", "ăĕĭŏŭĂĔĬŎŬ")
PLAIN = str.maketrans("ăĕĭŏŭĂĔĬŎŬ", "aeiouAEIOU")
# Translations from English are longer by about so much.
GROWTH = 0.3
DRAFT = re.compile(r"(\s*)⟦[a-z]+: (.*) ~+⟧(\s*)", re.DOTALL)


@dataclass(frozen=True)
class Offline:
    """Drafts into every other language, at once and without error."""

    name: str = field(default="Offline", init=False)

    def can_translate(self, source_language: str, target_language: str) -> bool:
        return source_language.split("-", maxsplit=1)[0] != target_language.split("-", maxsplit=1)[0]

    def translate(self, source_language: str, target_language: str, texts: Sequence[str]) -> Drafts:
        """See MachineTranslator."""
        if not self.can_translate(source_language, target_language):
            return Drafts((None,) * len(texts), LanguageUnsupported(self.name))
        return Drafts(tuple(draft(text, target_language) if text.strip() else None for text in texts))


def draft(text: str, language: str) -> str:
    """The draft of one string of localize."""
    core = text.strip()
    begin, end = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    growth = "~" * max(1, math.ceil(GROWTH * len(plain_text(core))))
    return f"{begin}⟦{language.lower().split('-')[0]}: {_respelled(core)} {growth}⟧{end}"


def original(text: str) -> str | None:
    """The string that a draft was made of, or None if it is no draft. Letters that had a breve to begin with come back without it."""
    match = DRAFT.fullmatch(text)
    return f"{match[1]}{match[2].translate(PLAIN)}{match[3]}" if match else None


def _respelled(text: str) -> str:
    pieces, end = [], 0
    for match in UNTOUCHABLE.finditer(text):
        pieces += [text[end : match.start()].translate(STRANGE), match[0]]
        end = match.end()
    return "".join([*pieces, text[end:].translate(STRANGE)])
