"""Runs inside Django: all snippets and pages of the demonstration, sent to the two languages, translated, approved and published."""

from __future__ import annotations

import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
django.setup()

from django.db import models  # noqa: E402
from wagtail.models import Locale, Page, TranslatableMixin  # noqa: E402
from wagtail.snippets.models import get_snippet_models  # noqa: E402
from wagtail_localize.models import Translation  # noqa: E402

from tests.browser.pseudo.language import PSEUDO, RIGHT_TO_LEFT, pseudo  # noqa: E402
from translation.segments import load_segments  # noqa: E402
from translation.services.editing import approve_strings, write_strings  # noqa: E402
from translation.services.publishing import publish  # noqa: E402
from translation.services.submitting import run_submission, start_submission, submit  # noqa: E402


def main() -> None:
    locales = [Locale.objects.get_or_create(language_code=code)[0] for code in (PSEUDO, RIGHT_TO_LEFT)]
    source = Locale.get_default()
    for model in get_snippet_models():
        for snippet in model.objects.filter(locale=source) if issubclass(model, TranslatableMixin) else ():
            submit(snippet, locales)
            translate(snippet, locales)
    home = Page.objects.get(depth=2, locale=source)
    submission = start_submission(home, locales)
    run_submission(submission)
    stuck = list(submission.steps.filter(done_at=None).values_list("title", "error"))
    if stuck:
        raise SystemExit(f"Not every page could be sent: {stuck}")
    for page in home.get_descendants(inclusive=True).order_by("path"):
        translate(page, locales)


def translate(instance: TranslatableMixin, locales: list[Locale]) -> None:
    """Write, approve and publish every string of a page or snippet."""
    records = Translation.objects.filter(source__object_id=instance.translation_key, target_locale__in=locales)
    for record in records.select_related("source", "source__locale", "target_locale"):
        model = record.source.specific_content_type.model_class()
        code = record.target_locale.language_code
        texts = {item.place: pseudo(item.source, code, limit=room(model, item.path)) for item in load_segments(record)}
        write_strings(record, texts)
        approve_strings(record)
        publish(record)


def room(model: type[models.Model], path: str) -> int | None:
    """How many characters a field of the model's own, or of one of its children, holds; blocks hold any text."""
    name, *rest = path.split(".")
    field = model._meta.get_field(name)
    if rest and isinstance(field, models.ManyToOneRel):
        return room(field.related_model, rest[-1])
    return getattr(field, "max_length", None)


if __name__ == "__main__":
    main()
