"""The demonstration's quotations: snippets in every language from ``quotations.yaml``, by the same rules as pages."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import translation
from wagtail.models import Locale

from courses.content.fields import read_fields
from courses.content.ids import derive, is_name
from courses.content.importer import ImportReport
from courses.content.package import Package
from courses.content.problems import PackageError, Place
from courses.content.reader import PackageReader
from courses.content.state import remember, state_of, was_imported, was_touched
from courses.content.streams import check_keys
from portraits.models import PortraitPage, Quotation

FILE = "quotations.yaml"
# What the file says once, and what it says in each language.
SHARED = ("text", "language", "speaker", "year", "url", "state")
WORDS = {"source": "source_names", "translation": "translations", "note": "note"}
FIELDS = (*SHARED, *WORDS)


@dataclass(frozen=True)
class QuotationContent:
    """A quotation in the file; ``languages`` holds the values of all fields by language."""

    name: str
    portrait: str
    languages: dict[str, dict[str, Any]]


def read_quotations(folder: Path, people: Package) -> tuple[QuotationContent, ...]:
    """Read and check the file. Raises PackageError with all problems."""
    with translation.override("en"):
        reader = PackageReader(folder, "quotations")
        data = reader.load(FILE)
        place = reader.place(FILE)
        check_keys(data, {"quotations"}, set(), place)
        entries = data.get("quotations") or []
        slugs = {page.slug for page in people.walk()}
        found = tuple(_read(entry, place.at(str(entry.get("slug"))), reader.names) for entry in entries if isinstance(entry, dict))
        if len({content.name for content in found}) < len(entries):
            place.report("every entry must be a mapping with a slug of its own")
        for content in found:
            if content.portrait not in slugs:
                place.at(content.name, "portrait").report(f"there is no portrait {content.portrait!r}")
        if reader.problems:
            raise PackageError(reader.problems)
        return found


def _read(data: dict[str, Any], place: Place, names: dict[str, str]) -> QuotationContent:
    check_keys(data, {"slug", "portrait", "text", "language", "speaker", "state"}, {"source", "year", "url", *WORDS.values()}, place)
    if not is_name(data.get("slug")):
        place.report("needs a slug of lower-case letters, digits and hyphens")
    languages = {}
    for code, _name in settings.LANGUAGES:
        entry = {name: data[name] for name in SHARED if name in data} | _words(data, code, place)
        values = read_fields(Quotation, FIELDS, entry, place, names, ())
        try:
            Quotation(**values).clean()
        except ValidationError as error:
            for message in error.messages:
                place.report(str(message))
        languages[code] = values
    return QuotationContent(str(data.get("slug")), str(data.get("portrait")), languages)


def _words(data: dict[str, Any], code: str, place: Place) -> dict[str, Any]:
    """What is said in one language. The name of a source may be the same in all; words in the reader's language need no translation."""
    result: dict[str, Any] = {}
    for name, word in WORDS.items():
        entry = data.get(word) or {}
        if not isinstance(entry, dict):
            place.at(word).report("must give a text for each language")
        elif code in entry:
            result[name] = entry[code]
        elif name == "source":
            result[name] = data.get("source", "")
        elif entry and not (name == "translation" and code == data.get("language")):
            place.at(word).report(f"is missing in {code!r}")
    if data.get("language") != code and "translation" not in result:
        place.at("translations").report(f"is missing in {code!r}")
    return result


def import_quotations(contents: tuple[QuotationContent, ...], *, overwrite: bool = False) -> ImportReport:
    """Write the quotations in every language. Pages must be there; what somebody has changed or deleted since stays."""
    report = ImportReport()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    people = {page.slug: page for page in PortraitPage.objects.filter(locale=locales[settings.LANGUAGE_CODE])}
    for content in contents:
        for code, values in content.languages.items():
            if code in locales:
                _write(content, values, locales[code], people.get(content.portrait), report, overwrite=overwrite)
    return report


@transaction.atomic
def _write(
    content: QuotationContent,
    values: dict[str, Any],
    locale: Locale,
    portrait: PortraitPage | None,
    report: ImportReport,
    *,
    overwrite: bool,
) -> None:
    key, code = derive("quotations", content.name), locale.language_code
    name = f"{code} quotations/{content.name}"
    quotation = Quotation.objects.filter(translation_key=key, locale=locale).first() or Quotation(translation_key=key, locale=locale)
    before = _state(quotation)
    if portrait is None:
        report.waiting.append(name)
    elif before == {**values, "portrait": portrait.pk}:
        report.unchanged.append(name)
    elif not overwrite and (was_touched(key, code, before) if quotation.pk else was_imported(key, code)):
        report.kept.append(name)
    else:
        (report.updated if quotation.pk else report.created).append(name)
        for field, value in values.items():
            setattr(quotation, field, value)
        quotation.portrait = portrait
        quotation.save()
        remember(key, code, _state(quotation))


def _state(quotation: Quotation) -> dict[str, Any]:
    return {**state_of(quotation, FIELDS), "portrait": quotation.portrait_id}
