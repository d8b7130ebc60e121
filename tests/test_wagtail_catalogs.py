"""The editors' screens speak every language of the site: `locale/wagtail` holds what packages leave in English or get wrong, no more."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

import django
import polib
import pytest
from django.apps import apps
from django.conf import settings
from django.test import RequestFactory
from django.utils.translation import gettext, ngettext, npgettext, override, pgettext
from django.views.i18n import JSONCatalog

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
DOMAINS = ["django", "djangojs"]
# Markup with all its attributes, and both of Python's ways to fill a gap; a lone per cent sign is doubled.
PLACEHOLDER = re.compile(r"</?[a-z][^<>]*>|%\(\w+\)[a-z]|%[sd%]|\{\w*\}")

Key = tuple[str | None, str]
# Said by wagtailmedia's models, forgotten in its English catalog.
UNLISTED: set[Key] = {(None, "media items")}
# What a package says wrongly, by language and English text. A correction goes when the package mends its words.
CORRECTED: dict[str, dict[str, str]] = {
    "sv": {
        # Each says the other.
        "Collapse all": "Expandera alla",
        "Expand all": "Kollapsa alla",
        # Asks whether to delete the revision.
        "Are you sure you want to unschedule this revision?": "Är du säker på att du vill radera denna revision?",
        # Says that a schedule was taken away.
        "'%(object)s' unpublished.": "'%(object)s' avschemalagd.",
        # Says that the page has not been published, not that it was taken off.
        "Page '%(page_title)s' unpublished.": "Sida '%(page_title)s' opublicerad.",
        # Say delete for save and for move.
        "The locale could not be saved due to errors.": "Översättning kunde inte raderas p.g.a fel.",
        "The following page cannot be moved due to duplicate slug": "Följande sida kan inte raderas på grund av dubblett av slugg",
        # Says place.
        "Locale": "Plats",
        # Run words and numbers together.
        "This page has one subpage": "Denna sida har%(counter)s undersidor",
        "This page has one subpage. Unpublish this too": "Denna sida har%(live_descendant_count)s undersidor. Avpublicera även dessa",
        "This page has one unpublished subpage": "Denna sida har%(counter)s opublicerade undersidor",
        "Add 1 image to new collection": "Lägg till %(counter)sbilder till ny samling",
    },
    "el": {
        # Says the most recent.
        "Earliest": "Πιο πρόσφατες",
        # Says several, of one revision.
        "Latest": "Τελευταίες",
        # Confirms a publication.
        "You don't have permission to publish this page": "Επικύρωση δημοσίευσης",
        # Says ratification.
        "Redo": "Κύρωση",
        # Says a fall.
        "Drop down": "Πτώση προς τα κάτω",
        # Say that an error is to be saved and deleted.
        "Save error": "Αποθήκευση λάθους",
        "Delete error": "Διαγραφή λάθους",
        # Says comment.
        "Show latest content": "Εμφάνιση τελευταίου σχολίου",
        # Says playback.
        "Duplicate": "Αναπαραγωγή",
        # Says pages.
        "Sites": "Σελιδες",
        # Says that somebody redirects.
        "Redirects": "Ανακατευθύνει",
        # Says that a collection is added.
        "Add to collection:": "Προσθήκη συλλογής:",
        # English but for a space.
        "live + draft": "live + draft ",
        # Says that changes are kept in future pages.
        "Keep the new pages updated with future changes": "Διατηρήστε τις αλλαγές σε μελλοντικές σελίδες",
        # Takes moderation for temperance.
        "Receive notification when a page is submitted for moderation": (
            "Λήψη ειδοποίησης όταν υποβάλλεται μια σελίδα για επίδειξη μετριοπάθειας"
        ),
        # Use a verb that does not exist.
        "Are you sure you want to unpublish this page?": "Είστε σίγουρος ότι θέλετε να αποεκδόσετε αυτή τη σελίδα;",
        "Yes, unpublish it": "Ναι, να αποεκδοθεί",
    },
}


@cache
def packages() -> list[Path]:
    """Folders of the installed packages that have words of their own, Django's core first."""
    folders = [Path(django.__file__).parent / "conf", *(Path(app.path) for app in apps.get_app_configs())]
    return [folder for folder in folders if (folder / "locale" / "en").is_dir()]


@cache
def said(package: Path, domain: str) -> dict[Key, polib.POEntry]:
    """Every string of a package: its English catalog lists them."""
    path = package / "locale" / "en" / "LC_MESSAGES" / f"{domain}.po"
    listed = polib.pofile(path.read_text(encoding="utf-8")) if path.exists() else []
    return {(entry.msgctxt, entry.msgid): entry for entry in listed if not entry.obsolete}


@cache
def translated(package: Path, language: str, domain: str) -> dict[Key, list[str]]:
    """What a package translates itself. The compiled catalog counts: it is what Django reads, and some ship nothing else."""
    read = compiled(package / "locale" / language / "LC_MESSAGES" / f"{domain}.mo")
    return {(entry.msgctxt, entry.msgid): forms(entry) for entry in read}


def missing(language: str, domain: str) -> set[Key]:
    """What stays English on the screens: templates draw on all packages together, scripts on the catalog of their own package."""
    circles = [packages()] if domain == "django" else [[package] for package in packages()]
    return {
        key
        for circle in circles
        for key in set().union(*(said(package, domain) for package in circle))
        - set().union(*(translated(package, language, domain) for package in circle))
    }


def echoed(language: str, domain: str) -> set[Key]:
    """Where a package answers with its own English: right for URL, wrong for Draft. We may say it better, and need not."""
    return {
        key
        for package in packages()
        for key, texts in translated(package, language, domain).items()
        if key in said(package, domain) and {said(package, domain)[key].msgid, said(package, domain)[key].msgid_plural} & set(texts)
    }


def corrected(language: str) -> set[Key]:
    return {(None, text) for text in CORRECTED.get(language, {})}


def compiled(path: Path) -> polib.MOFile:
    return polib.mofile(str(path)) if path.exists() else polib.MOFile()


def catalog(language: str, domain: str) -> Path:
    return ROOT / "locale" / "wagtail" / language / "LC_MESSAGES" / f"{domain}.po"


def held(language: str, domain: str) -> polib.POFile:
    path = catalog(language, domain)
    return polib.pofile(path.read_text(encoding="utf-8")) if path.exists() else polib.POFile()


def forms(entry: polib.POEntry) -> list[str]:
    """The translation, one text for each plural form."""
    return [text for _, text in sorted(entry.msgstr_plural.items())] if entry.msgid_plural else [entry.msgstr]


def plural_rule(header: str) -> str:
    return re.sub(r"[\s();]", "", header)


everywhere = pytest.mark.parametrize(("language", "domain"), [(language, domain) for language in LANGUAGES for domain in DOMAINS])


@everywhere
def test_nothing_stays_english(language: str, domain: str) -> None:
    done = {(entry.msgctxt, entry.msgid) for entry in held(language, domain) if entry.translated()}
    assert sorted(missing(language, domain) - done, key=str) == []


@everywhere
def test_nothing_is_held_in_vain(language: str, domain: str) -> None:
    """A package that has caught up is the better source: its translators see all of its words."""
    ours = {(entry.msgctxt, entry.msgid) for entry in held(language, domain)}
    known = {key for package in packages() for key in said(package, domain)}
    vain = {
        "no longer said": ours - known - UNLISTED,
        "translated by the package": (ours & known) - missing(language, domain) - echoed(language, domain) - corrected(language),
    }
    assert vain == {"no longer said": set(), "translated by the package": set()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_correction_is_still_needed(language: str) -> None:
    """The package says it wrongly to this day, and we say something else."""
    wrong = {((None, text), said_wrongly) for text, said_wrongly in CORRECTED.get(language, {}).items()}
    theirs = {
        (key, text)
        for package in packages()
        for domain in DOMAINS
        for key, texts in translated(package, language, domain).items()
        if key in said(package, domain)
        for text in texts
    }
    ours = {((entry.msgctxt, entry.msgid), text) for domain in DOMAINS for entry in held(language, domain) for text in forms(entry)}
    assert wrong - theirs == set()
    assert wrong & ours == set()
    assert corrected(language) - {key for key, _ in ours} == set()


@everywhere
def test_every_entry_is_finished(language: str, domain: str) -> None:
    keys = [(entry.msgctxt, entry.msgid) for entry in held(language, domain)]
    assert len(keys) == len(set(keys))
    assert [entry.msgid for entry in held(language, domain) if entry.fuzzy or entry.obsolete or not all(forms(entry))] == []


@everywhere
def test_placeholders_and_markup_are_those_of_the_source(language: str, domain: str) -> None:
    def parts(text: str) -> list[str]:
        return sorted(PLACEHOLDER.findall(text))

    wrong = []
    for entry in held(language, domain):
        *one, last = forms(entry)
        source = entry.msgid_plural or entry.msgid
        if parts(last) != parts(source) or any(parts(text) not in (parts(entry.msgid), parts(source)) for text in one):
            wrong.append((entry.msgid, forms(entry)))
    assert wrong == []


@everywhere
def test_plurals_are_counted_as_the_language_counts(language: str, domain: str) -> None:
    core = compiled(packages()[0] / "locale" / language / "LC_MESSAGES" / "django.mo").metadata["Plural-Forms"]
    rule = held(language, domain).metadata.get("Plural-Forms", "")
    assert plural_rule(rule) == plural_rule(core)
    count = int(plural_rule(rule).removeprefix("nplurals=").partition("plural=")[0])
    sources = {(key, entry.msgid_plural) for package in packages() for key, entry in said(package, domain).items()}
    wrong = [
        entry.msgid
        for entry in held(language, domain)
        if entry.msgid_plural
        and (((entry.msgctxt, entry.msgid), entry.msgid_plural) not in sources or sorted(entry.msgstr_plural) != list(range(count)))
    ]
    assert wrong == []


@everywhere
def test_compiled_catalog_says_what_the_catalog_says(language: str, domain: str) -> None:
    """Compiled files are committed, so that a newcomer needs no gettext."""
    source, read = held(language, domain), compiled(catalog(language, domain).with_suffix(".mo"))
    assert {(e.msgctxt, e.msgid): forms(e) for e in read} == {(e.msgctxt, e.msgid): forms(e) for e in source}
    assert read.metadata == source.metadata


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_site_finds_the_words_and_prefers_its_own(language: str) -> None:
    own = compiled(ROOT / "locale" / language / "LC_MESSAGES" / "django.mo")
    wanted = {(e.msgctxt, e.msgid): forms(e)[-1] for part in (held(language, "django"), own) for e in part}
    with override(language):
        found = {(e.msgctxt, e.msgid): shown(e.msgctxt, e.msgid, e.msgid_plural) for part in (held(language, "django"), own) for e in part}
    assert found == wanted


def shown(context: str | None, text: str, plural: str) -> str:
    """What a screen says of a great number of things."""
    if plural:
        return npgettext(context, text, plural, 1000) if context else ngettext(text, plural, 1000)
    return pgettext(context, text) if context else gettext(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("package", ["wagtail.admin", "wagtail_localize"])
def test_scripts_find_the_words(language: str, package: str) -> None:
    """Wagtail's scripts read their words from this view of Django's."""
    with override(language):
        answer = json.loads(JSONCatalog.as_view(packages=[package])(RequestFactory().get("/")).content)["catalog"]
    wanted = {e.msgid: forms(e) if e.msgid_plural else e.msgstr for e in held(language, "djangojs")}
    assert {text: answer.get(text) for text in wanted} == wanted
    assert wanted
