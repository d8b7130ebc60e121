"""schema.org data in the head of course and lesson pages."""

from __future__ import annotations

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from common.structured_data import script
from courses import structured_data
from courses.models import CoursePage, LessonPage
from courses.outline import CourseOutline

register = template.Library()


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
