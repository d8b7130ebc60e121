"""PO files of a package: ``locale/<language>.po``, one entry for each text in its place.

``msgctxt`` is ``<path of the page in the package>:<path in the page>``, both by the names in the YAML files, so it is unique and stays as
long as the names do. ``msgid`` and ``msgstr`` are localize's strings: inline tags as ``<b>``, links as ``<a id="a1">``, ``&`` as ``&amp;``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import polib
from wagtail_localize.strings import StringValue, validate_translation_links

from courses.content.problems import Place, Problem

WIDTH = 140


def context(page: str, path: str, names: Mapping[str, str]) -> str:
    """The msgctxt of localize's content path: names in place of ids."""
    return f"{page}:{'.'.join(names.get(part, part) for part in path.split('.'))}"


def read_languages(folder: Path, problems: list[Problem]) -> dict[str, dict[tuple[str, str], str]]:
    """``{language: {(context, text): translation}}`` of all PO files; fuzzy, empty and obsolete entries are left out."""
    return {path.stem: read_po(path, Place(f"locale/{path.name}", (), problems)) for path in sorted((folder / "locale").glob("*.po"))}


def read_po(path: Path, place: Place) -> dict[tuple[str, str], str]:
    """The finished entries of one file; what localize would not take is reported."""
    try:
        entries = polib.pofile(str(path), encoding="utf-8")
    except (OSError, UnicodeDecodeError, ValueError) as error:
        place.report(f"is not a PO file: {' '.join(str(error).split())[:300]}")
        return {}
    found: dict[tuple[str, str], str] = {}
    for entry in entries:
        here = place.at(entry.msgctxt or "(no context)")
        if (entry.msgctxt, entry.msgid) in found:
            here.report("the same text twice in one context")
        if entry.obsolete or entry.fuzzy or not entry.msgstr:
            continue
        if not entry.msgctxt:
            here.report(f"{entry.msgid[:40]!r} has no context")
            continue
        try:
            StringValue.from_translated_html(entry.msgstr)
            validate_translation_links(entry.msgid, entry.msgstr)
        except ValueError as error:
            here.report(str(error))
        found[entry.msgctxt, entry.msgid] = entry.msgstr
    return found


def write_po(path: Path, language: str, entries: Iterable[tuple[str, str, str]]) -> None:
    """Write ``(context, text, translation)`` in their order. Entries that the file has and this list has not are kept as obsolete."""
    known = polib.pofile(str(path), encoding="utf-8") if path.exists() else polib.POFile()
    po = polib.POFile(wrapwidth=WIDTH)
    po.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
    }
    seen = set()
    for msgctxt, msgid, msgstr in entries:
        if (msgctxt, msgid) not in seen:
            seen.add((msgctxt, msgid))
            po.append(polib.POEntry(msgctxt=msgctxt, msgid=msgid, msgstr=msgstr))
    for entry in known:
        if (entry.msgctxt, entry.msgid) not in seen and entry.msgstr:
            po.append(polib.POEntry(msgctxt=entry.msgctxt, msgid=entry.msgid, msgstr=entry.msgstr, obsolete=True))
    path.parent.mkdir(parents=True, exist_ok=True)
    po.save(str(path))
