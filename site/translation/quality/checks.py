"""The checks of one translation against its source.

Pure: two strings of localize in, findings out. No check knows the language of the source but the glossary's, which has to find its terms
there. Numbers, marks and digits are compared across scripts: ``;`` asks in Greek, ``؟`` in Arabic, ``١٢`` is 12.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from translation.quality.findings import Finding, FindingCode, Severity
from translation.quality.fragments import addresses, placeholders, without_fragments
from translation.quality.markup import plain_text, read_markup
from translation.quality.numbers import number_difference
from translation.quality.terms import TermRule, find_forbidden, find_term

# Small numbers are often written in words: 3 of 10 is three of ten.
LARGEST_IN_WORDS = 12
# Under this many characters of the source the lengths say nothing.
SHORTEST_TO_COMPARE = 20
MUCH_LONGER, MUCH_SHORTER = 2.5, 0.3
# Languages that say much in few characters.
DENSE_LANGUAGES = frozenset({"ja", "ko", "zh"})
# A longer row of capitalised words is a heading rather than a name.
LONGEST_NAME = 4

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
REPEATED_SPACES = re.compile(r"(?<=\S)[ \u00a0]{2,}(?=\S)")
CLOSING = "\"'”“’»«)]}›‹*"
END_MARKS = {
    **dict.fromkeys(".。।۔", "."),
    **dict.fromkeys("!！", "!"),
    **dict.fromkeys("?？؟\u037e", "?"),
    **dict.fromkeys(":：", ":"),
    **dict.fromkeys(";；؛·", ";"),
    **dict.fromkeys(",，،", ","),
    "…": "…",
}


def check(
    source: str,
    target: str,
    *,
    language: str,
    max_length: int | None = None,
    terms: Sequence[TermRule] = (),
    source_language: str = "en",
) -> list[Finding]:
    """What is wrong or doubtful in ``target``, errors first.

    ``source`` and ``target`` are localize's strings; ``max_length`` is in characters of the plain text, without tags, as database fields
    count. Messages are in the active language. A blank source gives no findings.
    """
    if not source.strip():
        return []
    plain_source, plain_target = plain_text(source), plain_text(target)
    if plain_source.strip() and not plain_target.strip():
        return [Finding(FindingCode.EMPTY, Severity.ERROR, _("The translation is empty."))]
    findings = [
        *_markup(source, target),
        *_fragments(plain_source, plain_target),
        *_numbers(plain_source, plain_target),
        *_length(plain_source, plain_target, language, max_length),
        *_terms(source, target, terms, source_language, language),
        *_untranslated(plain_source, plain_target),
        *_punctuation(plain_source, plain_target, language),
        *_spaces(plain_source, plain_target),
    ]
    return sorted(findings, key=lambda finding: not finding.is_error)


def _markup(source: str, target: str) -> Iterator[Finding]:
    ours, theirs = read_markup(source), read_markup(target)
    if theirs.faults:
        text = _("Tags that are not closed, not opened or not allowed: %(tags)s") % {"tags": _listed(theirs.faults)}
        yield Finding(FindingCode.TAGS, Severity.ERROR, text)
    missing, extra = _difference(ours.tags, theirs.tags, "<{}>")
    if missing:
        yield Finding(FindingCode.TAGS, Severity.ERROR, _("Missing tags: %(tags)s") % {"tags": _listed(missing)})
    if extra:
        yield Finding(FindingCode.TAGS, Severity.ERROR, _("Tags that the source does not have: %(tags)s") % {"tags": _listed(extra)})
    if ours.line_breaks != theirs.line_breaks:
        text = _("Line breaks: %(found)d (source: %(wanted)d).") % {"found": theirs.line_breaks, "wanted": ours.line_breaks}
        yield Finding(FindingCode.TAGS, Severity.WARNING, text)
    missing, extra = _difference(ours.links, theirs.links, '<a id="{}">')
    if missing:
        yield Finding(FindingCode.LINKS, Severity.ERROR, _("Missing links: %(links)s") % {"links": _listed(missing)})
    if extra:
        yield Finding(FindingCode.LINKS, Severity.ERROR, _("Links that the source does not have: %(links)s") % {"links": _listed(extra)})


def _fragments(source: str, target: str) -> Iterator[Finding]:
    missing, extra = _difference(placeholders(source), placeholders(target))
    if missing:
        text = _("Missing placeholders: %(placeholders)s") % {"placeholders": _listed(missing)}
        yield Finding(FindingCode.PLACEHOLDERS, Severity.ERROR, text)
    if extra:
        text = _("Placeholders that the source does not have: %(placeholders)s") % {"placeholders": _listed(extra)}
        yield Finding(FindingCode.PLACEHOLDERS, Severity.ERROR, text)
    # An address may lead to the same page in another language: a person decides.
    missing, extra = _difference(addresses(source), addresses(target))
    if missing:
        yield Finding(FindingCode.LINKS, Severity.WARNING, _("Missing addresses: %(addresses)s") % {"addresses": _listed(missing)})
    if extra:
        text = _("Addresses that the source does not have: %(addresses)s") % {"addresses": _listed(extra)}
        yield Finding(FindingCode.LINKS, Severity.WARNING, text)


def _numbers(source: str, target: str) -> Iterator[Finding]:
    difference = number_difference(without_fragments(source), without_fragments(target))
    for numbers, text in (
        (difference.missing, _("Missing numbers: %(numbers)s")),
        (difference.extra, _("Numbers that the source does not have: %(numbers)s")),
    ):
        for severity in Severity:
            found = [number.text for number in numbers if number.is_at_most(LARGEST_IN_WORDS) == (severity is Severity.WARNING)]
            if found:
                yield Finding(FindingCode.NUMBERS, severity, text % {"numbers": _listed(found)})


def _length(source: str, target: str, language: str, max_length: int | None) -> Iterator[Finding]:
    if max_length is not None and len(target) > max_length:
        surplus = len(target) - max_length
        text = ngettext(
            "%(number)d character too long: at most %(limit)d fit.", "%(number)d characters too long: at most %(limit)d fit.", surplus
        )
        yield Finding(FindingCode.LENGTH, Severity.ERROR, text % {"number": surplus, "limit": max_length})
    if len(source) < SHORTEST_TO_COMPARE:
        return
    if len(target) > MUCH_LONGER * len(source):
        yield Finding(FindingCode.LENGTH, Severity.WARNING, _("Much longer than the source."))
    elif len(target) < MUCH_SHORTER * len(source) and language.split("-", maxsplit=1)[0] not in DENSE_LANGUAGES:
        yield Finding(FindingCode.LENGTH, Severity.WARNING, _("Much shorter than the source."))


def _terms(source: str, target: str, terms: Sequence[TermRule], source_language: str, language: str) -> Iterator[Finding]:
    for rule in terms:
        if rule.source and not find_term(rule.source, source, source_language):
            continue
        forbidden = find_forbidden(rule, target, language)
        if forbidden:
            text = _("Not to be used: “%(words)s”. The glossary has “%(wanted)s”.") if rule.target else _("Not to be used: “%(words)s”.")
            yield Finding(FindingCode.TERMS, Severity.ERROR, text % {"words": "”, “".join(forbidden), "wanted": rule.target})
        elif rule.source and rule.target and not find_term(rule.target, target, language):
            text = _("The glossary translates “%(term)s” as “%(wanted)s”.") % {"term": rule.source, "wanted": rule.target}
            yield Finding(FindingCode.TERMS, Severity.WARNING, text)


def _untranslated(source: str, target: str) -> Iterator[Finding]:
    words = WORD.findall(without_fragments(source))
    is_name = len(words) <= LONGEST_NAME and all(word[0].isupper() for word in words)
    if len(words) > 1 and not is_name and source.casefold().split() == target.casefold().split():
        yield Finding(FindingCode.UNTRANSLATED, Severity.WARNING, _("The same as the source."))


def _punctuation(source: str, target: str, language: str) -> Iterator[Finding]:
    wanted, found = _end_mark(source), _end_mark(target)
    if wanted == found or (language.split("-", maxsplit=1)[0] == "el" and wanted == "?" and found == ";"):
        return
    if not wanted:
        text = _("Ends with “%(found)s”, the source with no mark.")
    elif not found:
        text = _("Ends with no mark, the source with “%(wanted)s”.")
    else:
        text = _("Ends with “%(found)s”, the source with “%(wanted)s”.")
    yield Finding(FindingCode.PUNCTUATION, Severity.WARNING, text % {"found": found, "wanted": wanted})


def _spaces(source: str, target: str) -> Iterator[Finding]:
    if source[:1].isspace() != target[:1].isspace():
        yield Finding(FindingCode.SPACES, Severity.WARNING, _("The space at the beginning differs from the source."))
    if source[-1:].isspace() != target[-1:].isspace():
        yield Finding(FindingCode.SPACES, Severity.WARNING, _("The space at the end differs from the source."))
    if REPEATED_SPACES.search(target) and not REPEATED_SPACES.search(source):
        yield Finding(FindingCode.SPACES, Severity.WARNING, _("Several spaces in a row."))


def _end_mark(plain: str) -> str:
    """The mark that ends a text, one for all scripts, or nothing; quotation marks and brackets after it do not count."""
    text = plain.rstrip().rstrip(CLOSING).rstrip()
    return "…" if text.endswith("...") else END_MARKS.get(text[-1:], "")


def _difference(ours: Counter[str], theirs: Counter[str], form: str = "{}") -> tuple[list[str], list[str]]:
    """What the source has more often, and what the translation has more often, each as many times and in ``form``."""
    missing, extra = ours - theirs, theirs - ours
    return [form.format(key) for key in missing.elements()], [form.format(key) for key in extra.elements()]


def _listed(items: Iterable[str]) -> str:
    return ", ".join(items)
