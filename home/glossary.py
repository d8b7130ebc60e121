"""The demonstration's glossary: terms that translators find beside the string, in YAML."""

from __future__ import annotations

from pathlib import Path

import yaml

from translation.models import Term


def import_glossary(path: Path) -> None:
    """Add the terms that are not there yet; what somebody has changed stays."""
    for language, terms in yaml.safe_load(path.read_text(encoding="utf-8")).items():
        for term, entry in terms.items():
            values = {
                "translation": entry["is"],
                "forbidden": "\n".join(entry.get("not", [])),
                "note": entry.get("note", ""),
            }
            Term.objects.get_or_create(language=language, term=term, defaults=values)
