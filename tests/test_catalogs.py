"""The interface catalogs: complete in the languages that are promised, fresh, compiled, with the placeholders of the source."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
# Everything is translated in these; the others are begun.
COMPLETE = ["sv"]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")


def catalog(language: str) -> Path:
    return ROOT / "locale" / language / "LC_MESSAGES" / "django.po"


def entries(language: str) -> list[polib.POEntry]:
    """What the site uses, without what it no longer says."""
    return [entry for entry in polib.pofile(catalog(language).read_text(encoding="utf-8")) if not entry.obsolete]


def words(entry: polib.POEntry) -> list[tuple[str, str]]:
    """Pairs of source and translation; a plural form is held against the source's plural, the first against both."""
    if not entry.msgid_plural:
        return [(entry.msgid, entry.msgstr)]
    return [(entry.msgid_plural, text) for _, text in sorted(entry.msgstr_plural.items())]


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_catalog_says_what_the_catalog_says(language: str) -> None:
    """Compiled files are committed, so that a newcomer needs no gettext."""

    def said(entry: polib.POEntry) -> tuple[str, ...]:
        return (entry.msgstr, *(entry.msgstr_plural[key] for key in sorted(entry.msgstr_plural)))

    wanted = {(e.msgctxt, e.msgid): said(e) for e in entries(language) if e.translated() and not e.fuzzy}
    compiled = {(e.msgctxt, e.msgid): said(e) for e in polib.mofile(str(catalog(language).with_suffix(".mo")))}
    assert compiled == wanted


@pytest.mark.parametrize("language", COMPLETE)
def test_nothing_is_left_untranslated(language: str) -> None:
    assert [entry.msgid for entry in entries(language) if entry.fuzzy or not entry.translated()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_those_of_the_source(language: str) -> None:
    wrong = [
        (source, text)
        for entry in entries(language)
        if entry.translated() and not entry.fuzzy
        for source, text in words(entry)
        # "One day" may do without the number.
        if not set(PLACEHOLDER.findall(text)) <= set(PLACEHOLDER.findall(source))
        or (not entry.msgid_plural and sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(source)))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_source_is_found_in_the_catalog(language: str, tmp_path: Path) -> None:
    """Runs makemessages over a copy of the source: what it finds is what the catalog holds."""
    if not shutil.which("xgettext"):
        if os.environ.get("CI"):
            pytest.fail("gettext is missing")
        pytest.skip("gettext is missing")
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=False)
    if answer.returncode:
        pytest.skip("not a git checkout")
    for name in answer.stdout.split("\0"):
        if name.endswith((".py", ".html", ".txt")) and not name.startswith(("tests/", "requirements")) and (ROOT / name).exists():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / "locale").mkdir(exist_ok=True)
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"}
    command = [sys.executable, "manage.py", "makemessages", "--locale", language, "--no-location", "--no-wrap"]
    subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True)
    found = polib.pofile(str(tmp_path / "locale" / language / "LC_MESSAGES" / "django.po"))
    held, said = ({(entry.msgctxt or "", entry.msgid) for entry in part} for part in (entries(language), found))
    assert {"to add": sorted(said - held), "no longer said": sorted(held - said)} == {"to add": [], "no longer said": []}
