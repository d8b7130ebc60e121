"""Terms of the glossary: which words a translation is to use, and which it is not.

Words are compared without regard to case, whole, and with the endings that the language puts to them: "flicka" is found in "flickorna",
"μαθήτρια" in "μαθητριών", but "tes" not in "test". This is no dictionary: irregular forms are listed as terms of their own. Swedish å, ä
and ö are letters; Greek accents, which wander as words are inflected, are left out of account.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from translation.quality.markup import plain_text

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
GREEK_MARKS = re.compile(r"(?<=[\u0370-\u03ff\u1f00-\u1fff])[\u0300-\u036f]+")
SHORTEST_STEM = 3


@dataclass(frozen=True)
class TermRule:
    """One entry of the glossary for one language. Forms in ``forbidden`` are wrong only where the source uses the term; an empty ``source``
    makes them wrong everywhere. An empty ``target`` asks for no translation in particular."""

    source: str
    target: str = ""
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True)
class Inflection:
    """How words of a language end: what may follow a word as it is in the glossary, what is cut off its end, and what may follow then."""

    endings: str
    cut: str = r"(?!)"
    endings_after_cut: str = ""


SWEDISH_ENDINGS = "a|e|en|et|an|ar|er|or|arna|erna|orna|ade|at|ad"
INFLECTIONS = {
    "en": Inflection(r"(?:s|es|ed|d|ing|['’]s|s['’])?", r"(?<=[^aeiou])y$", r"(?:y|ies|ied|ying|y['’]s)"),
    "sv": Inflection(rf"(?:{SWEDISH_ENDINGS}|(?<=[aeiouyåäö])(?:n|t|r|rna|na))?s?", r"[ae]$", rf"(?:{SWEDISH_ENDINGS})s?"),
    # Accents and the final sigma are folded already.
    "el": Inflection("", r"[αεηιουω]+[σν]?$", r"[αεηιουω]{1,3}(?:[σν]|τ(?:α|οσ|ων)|δ(?:εσ|ων))?"),
}
OTHER_LANGUAGES = Inflection(r"(?:e|n|s|en|es)?")


def find_term(term: str, text: str, language: str) -> str:
    """The first occurrence of a term in a string, as it is written there (folded), or the empty text."""
    match = _pattern(term, language.split("-", maxsplit=1)[0]).search(_fold(plain_text(text)))
    return match[0] if match else ""


def find_forbidden(rule: TermRule, text: str, language: str) -> list[str]:
    """The forbidden forms of a rule that a string uses, as the glossary writes them. Inside the wanted translation they do not count."""
    base = language.split("-", maxsplit=1)[0]
    folded = _fold(plain_text(text))
    if rule.target:
        folded = _pattern(rule.target, base).sub(" ", folded)
    return [form for form in rule.forbidden if _pattern(form, base).search(folded)]


@lru_cache(maxsize=2048)
def _pattern(term: str, language: str) -> re.Pattern[str]:
    """What finds a folded term, each of its words inflected; a term without a word finds nothing."""
    inflection = INFLECTIONS.get(language, OTHER_LANGUAGES)
    words = []
    for word in WORD.findall(_fold(term)):
        stem = re.sub(inflection.cut, "", word)
        is_cut = SHORTEST_STEM <= len(stem) < len(word)
        words.append(re.escape(stem) + inflection.endings_after_cut if is_cut else re.escape(word) + inflection.endings)
    return re.compile(r"(?<!\w)" + r"[\s-]+".join(words) + r"(?!\w)" if words else r"(?!)")


def _fold(text: str) -> str:
    """NFC and casefolded (which folds the final sigma), Greek letters without accents."""
    decomposed = unicodedata.normalize("NFD", text)
    return unicodedata.normalize("NFC", GREEK_MARKS.sub("", decomposed)).casefold()
