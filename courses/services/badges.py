"""Badges and certificates: what somebody has earned in a course, in the transaction in which she earned it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from accounts.learners import Learner
from courses.completion import CourseProgress
from courses.models import Badge, CoursePage, ModulePage
from courses.outline import ModuleEntry
from courses.services.certificates import award_certificate
from courses.services.progress import progress_in


# Always called inside a larger write that holds the learner: no savepoint of its own.
@transaction.atomic(savepoint=False)
def award_all(*, learner: Learner, course: CoursePage) -> None:
    """Give the learner the badges and, if she has an account, the certificate that she has earned in the course and has not got yet.

    ``course`` is the page in the source language. May be repeated: the database holds one badge for each learner and module.
    """
    key = course.translation_key
    progress = progress_in({key: course.outline}, learner, with_place=False)[key]
    award_badges(learner=learner, course=course, progress=progress)
    if learner.user and progress.is_complete:
        award_certificate(user=learner.user, course=course)


@transaction.atomic(savepoint=False)
def award_badges(*, learner: Learner, course: CoursePage, progress: CourseProgress) -> None:
    """One badge for each finished module that has none."""
    finished = {module.key: module for module in progress.outline.modules if progress.module_status(module) == "done"}
    if not finished:
        return
    known = Badge.objects.filter(**learner.owner, module_key__in=finished).values_list("module_key", flat=True)
    earned = [finished[key] for key in finished.keys() - set(known)]
    if not earned:
        return
    words = words_of(course, [module.key for module in earned])
    Badge.objects.bulk_create(
        [
            Badge(**learner.owner, module_key=module.key, course_key=course.translation_key, facts=frozen_plate(module, words[module.key]))
            for module in earned
        ],
        ignore_conflicts=True,
    )


def frozen_plate(module: ModuleEntry, languages: dict[str, Any]) -> dict[str, Any]:
    """What a badge says; see ``Badge``."""
    return {"slug": module.slug, "motif": module.motif, "scheme": module.scheme, "languages": languages}


def words_of(course: CoursePage, module_keys: Iterable[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Title, course and outcomes of modules in every language in which both are published: two queries."""
    courses = CoursePage.objects.live().filter(translation_key=course.translation_key, alias_of=None)
    titles = dict(courses.values_list("locale__language_code", "title"))
    found: dict[uuid.UUID, dict[str, Any]] = {key: {} for key in module_keys}
    for page in ModulePage.objects.live().filter(translation_key__in=found, alias_of=None).select_related("locale"):
        code = page.locale.language_code
        if code in titles:
            outcomes = [str(block.value) for block in page.outcomes]
            found[page.translation_key][code] = {"title": page.title, "course": titles[code], "outcomes": outcomes}
    return found
