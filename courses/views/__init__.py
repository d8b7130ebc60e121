"""Personal pages of learners, and the public check of certificates."""

from __future__ import annotations

from courses.views.certificates import certificate, verified, verify
from courses.views.learning import course, dashboard, lesson, reflection
from courses.views.quizzes import attempt, quiz

__all__ = ["attempt", "certificate", "course", "dashboard", "lesson", "quiz", "reflection", "verified", "verify"]
