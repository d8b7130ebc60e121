"""What search engines and other catalogues are told about courses and lessons: schema.org as plain dicts.

Pure functions of a page and absolute addresses. Course: https://schema.org/Course; lesson: https://schema.org/LearningResource.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from common.structured_data import CONTEXT, licence_data

if TYPE_CHECKING:
    from courses.models import CoursePage, LessonPage
    from courses.outline import CourseOutline


def course_data(course: CoursePage, outline: CourseOutline, *, url: str, provider: str, provider_url: str, language: str) -> dict[str, Any]:
    """A free online course that one takes at one's own pace."""
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "Course",
        "@id": url,
        "url": url,
        "name": course.title,
        "description": course.search_description or course.lead,
        "inLanguage": language,
        "isAccessibleForFree": True,
        "provider": {"@type": "Organization", "name": provider, "url": provider_url},
        "teaches": [str(block.value) for block in course.outcomes],
        "hasPart": [{"@type": "LearningResource", "name": module.title} for module in outline.modules],
        "offers": {"@type": "Offer", "category": "Free"},
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "online",
            "courseWorkload": f"PT{course.workload_hours}H",
            "inLanguage": language,
        },
    }
    return data | licence_data(course.licence)


def lesson_data(lesson: LessonPage, course: CoursePage, *, url: str, course_url: str, language: str) -> dict[str, Any]:
    """One lesson as a part of its course."""
    data: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "LearningResource",
        "@id": url,
        "url": url,
        "name": lesson.title,
        "description": lesson.search_description or lesson.lead,
        "inLanguage": language,
        "isAccessibleForFree": True,
        "learningResourceType": "lesson",
        "timeRequired": f"PT{lesson.minutes}M",
        "isPartOf": {"@type": "Course", "@id": course_url, "name": course.title},
    }
    return data | licence_data(course.licence)
