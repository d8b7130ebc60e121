"""Personal pages of learners, and the public check of certificates."""

from __future__ import annotations

from courses.views.badges import badge
from courses.views.certificates import certificate, verified, verify
from courses.views.journals import journal, journal_pdf, journal_text
from courses.views.learning import course, dashboard, lesson, reflection
from courses.views.quizzes import attempt, quiz

__all__ = [
    "attempt",
    "badge",
    "certificate",
    "course",
    "dashboard",
    "journal",
    "journal_pdf",
    "journal_text",
    "lesson",
    "quiz",
    "reflection",
    "verified",
    "verify",
]
