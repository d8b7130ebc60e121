"""schema.org data in the head of course and lesson pages."""

from __future__ import annotations

import json
from typing import Any

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from courses import structured_data
from courses.models import CoursePage, LessonPage
from courses.outline import CourseOutline

register = template.Library()

# As in django.utils.html.json_script: nothing in a string can end the element or open a comment.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def script(data: dict[str, Any]) -> SafeString:
    """The data as a block that browsers do not run."""
    text = json.dumps(data, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308  (escaped above)


@register.simple_tag(takes_context=True)
def course_data(context: template.Context, course: CoursePage, outline: CourseOutline) -> SafeString:
    """The course for search engines."""
    request: HttpRequest = context["request"]
    language = get_language() or settings.LANGUAGE_CODE
    return script(
        structured_data.course_data(
            course,
            outline,
            url=request.build_absolute_uri(course.url or request.path),
            provider=settings.SITE_NAME,
            provider_url=request.build_absolute_uri(f"/{language}/"),
            language=language,
        )
    )


@register.simple_tag(takes_context=True)
def lesson_data(context: template.Context, lesson: LessonPage, course: CoursePage) -> SafeString:
    """The lesson for search engines."""
    request: HttpRequest = context["request"]
    return script(
        structured_data.lesson_data(
            lesson,
            course,
            url=request.build_absolute_uri(lesson.url or request.path),
            course_url=request.build_absolute_uri(course.url or "/"),
            language=get_language() or settings.LANGUAGE_CODE,
        )
    )
