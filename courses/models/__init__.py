"""Pages of courses, and what learners did with them."""

from __future__ import annotations

from courses.models.academy import AcademyPage
from courses.models.attempt import Attempt, QuizVersion, QuizWording
from courses.models.badge import Badge
from courses.models.certificate import Certificate
from courses.models.imported import ImportedContent
from courses.models.pages import CataloguePage, CoursePage, LessonPage, ModulePage
from courses.models.progress import Enrolment, LessonProgress, Reflection

__all__ = [
    "AcademyPage",
    "Attempt",
    "Badge",
    "CataloguePage",
    "Certificate",
    "CoursePage",
    "Enrolment",
    "ImportedContent",
    "LessonPage",
    "LessonProgress",
    "ModulePage",
    "QuizVersion",
    "QuizWording",
    "Reflection",
]
