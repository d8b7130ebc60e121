"""Filters for learners' own pages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from courses.completion import CourseProgress
from courses.models import Badge, Certificate
from courses.outline import LessonEntry, ModuleEntry

register = template.Library()

PARAGRAPHS = re.compile(r"</p>\s*<p[^>]*>")
PARAGRAPH = re.compile(r"</?p[^>]*>")


@dataclass(frozen=True)
class LessonRow:
    """A lesson with its status: ``done``, ``now`` or ``todo``."""

    lesson: LessonEntry
    status: str
    is_done: bool
    open_quizzes: int


@dataclass(frozen=True)
class ModuleRow:
    """A module with its status and the number of lessons done."""

    module: ModuleEntry
    status: str
    done: int
    lessons: tuple[LessonRow, ...]


@register.filter
def module_rows(progress: CourseProgress) -> list[ModuleRow]:
    """The modules of a course as a learner's table of contents."""
    return [
        ModuleRow(
            module=module,
            status=progress.module_status(module),
            done=progress.module_done_count(module),
            lessons=tuple(
                LessonRow(lesson, progress.lesson_status(lesson), progress.is_done(lesson), progress.open_quizzes(lesson))
                for lesson in module.lessons
            ),
        )
        for module in progress.outline.modules
    ]


@register.filter
def inline_text(value: Any) -> SafeString:
    """Rich text of plain paragraphs for a place that takes phrases only, such as a legend: paragraphs become lines."""
    html = PARAGRAPH.sub("", PARAGRAPHS.sub("<br>", str(value).strip()))
    return mark_safe(html)  # noqa: S308  (rich text is cleaned by Wagtail when it is saved)


@register.filter
def plural_number(value: Decimal) -> int:
    """A whole number with the same plural form: gettext counts in integers, and one and a half are several."""
    return int(value) if value == int(value) else 2


@register.simple_tag
def lang_if_foreign(code: str) -> SafeString:
    """`` lang="en"`` for words that are not in the language of the page, else nothing."""
    return format_html(' lang="{}"', code) if code and code != get_language() else SafeString("")


@register.simple_tag
def certificate_title(certificate: Certificate) -> SafeString:
    """The course's title in the reader's language, or in one that the certificate has."""
    languages = certificate.facts["languages"]
    code = get_language() if get_language() in languages else next(iter(languages), "")
    title = languages[code]["title"] if code else certificate.serial
    return format_html("<span{}>{}</span>", lang_if_foreign(code), title)


@register.simple_tag
def badge_title(badge: Badge) -> SafeString:
    """The module's title in the reader's language, or in one that the badge has."""
    code = get_language() or settings.LANGUAGE_CODE
    return format_html("<span{}>{}</span>", lang_if_foreign(badge.language_for(code)), badge.words_for(code).get("title", ""))
