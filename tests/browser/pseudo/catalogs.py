"""The interface in the two languages: catalogs made from the message ids of ours, of Django's and of allauth's."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import allauth
import django
import polib
from django.utils.translation import to_locale

from tests.browser.pseudo.language import PSEUDO, RIGHT_TO_LEFT, pseudo

ROOT = Path(__file__).resolve().parents[3]
DJANGO, ALLAUTH = Path(django.__file__).parent, Path(allauth.__file__).parent
# Later ones do not replace what an earlier one says.
SOURCES = (
    ROOT / "locale" / "sv" / "LC_MESSAGES" / "django.po",
    ALLAUTH / "locale" / "en" / "LC_MESSAGES" / "django.po",
    DJANGO / "contrib" / "auth" / "locale" / "en" / "LC_MESSAGES" / "django.po",
    DJANGO / "conf" / "locale" / "en" / "LC_MESSAGES" / "django.po",
)
PLURALS = {
    PSEUDO: "nplurals=2; plural=(n != 1);",
    RIGHT_TO_LEFT: "nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;",
}


def write_catalogs(folder: Path) -> None:
    """Compile a catalog for each of the two languages; ``folder`` is then one for LOCALE_PATHS."""
    entries = [entry for path in SOURCES for entry in polib.pofile(str(path)) if not entry.obsolete]
    for language in PLURALS:
        target = folder / to_locale(language) / "LC_MESSAGES"
        target.mkdir(parents=True)
        catalog(entries, language).save_as_mofile(str(target / "django.mo"))


def catalog(entries: Iterable[polib.POEntry], language: str) -> polib.POFile:
    """One language's catalog; of entries with the same id and context the first counts."""
    made = polib.POFile()
    made.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": language, "Plural-Forms": PLURALS[language]}
    seen: set[tuple[str, str | None]] = set()
    for entry in entries:
        if (entry.msgid, entry.msgctxt) in seen:
            continue
        seen.add((entry.msgid, entry.msgctxt))
        made.append(translated(entry, language))
    return made


def translated(entry: polib.POEntry, language: str) -> polib.POEntry:
    if not entry.msgid_plural:
        return polib.POEntry(msgid=entry.msgid, msgctxt=entry.msgctxt, msgstr=pseudo(entry.msgid, language))
    count = 2 if language == PSEUDO else 6
    forms = {number: pseudo(entry.msgid_plural if number else entry.msgid, language) for number in range(count)}
    if language == RIGHT_TO_LEFT:
        forms[0], forms[1] = forms[1], forms[0]
    return polib.POEntry(msgid=entry.msgid, msgid_plural=entry.msgid_plural, msgctxt=entry.msgctxt, msgstr_plural=forms)
