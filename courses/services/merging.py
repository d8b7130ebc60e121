"""A guest's learning becomes the account's: the further of the two is kept, nothing is deleted.

Where the account has no row of its own, the guest's moves over. Where both have one, the account's takes what is further from the guest's,
which stays where it is.
"""

from __future__ import annotations

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.learners import Learner
from accounts.merging import merges_guests
from accounts.models import Guest, User
from courses.models import Attempt, Badge, CoursePage, Enrolment, LessonProgress, Reflection
from courses.services.badges import award_all


@merges_guests
def merge_learning(guest: Guest, user: User) -> list[str]:
    """Move or combine everything; the sentences say what was kept."""
    course_keys = _merge_enrolments(guest, user)
    done = _merge_lessons(guest, user)
    _merge_reflections(guest, user)
    _merge_badges(guest, user)
    moved, set_aside = _merge_attempts(guest, user)
    for course in CoursePage.objects.source_of(course_keys):
        award_all(learner=Learner(user=user), course=course)
    sentences = []
    if done:
        sentences.append(
            ngettext(
                "%(count)s lesson that you finished in this browser now stands in your account.",
                "%(count)s lessons that you finished in this browser now stand in your account.",
                done,
            )
            % {"count": done}
        )
    if moved:
        sentences.append(
            ngettext(
                "%(count)s quiz attempt from this browser was added to your account.",
                "%(count)s quiz attempts from this browser were added to your account.",
                moved,
            )
            % {"count": moved}
        )
    if set_aside:
        sentences.append(_("You had begun the same quiz twice. The attempt with more answers goes on; the other one is kept as it was."))
    return sentences


def _merge_enrolments(guest: Guest, user: User) -> list[object]:
    mine = {row.course_key: row for row in Enrolment.objects.filter(user=user)}
    keys: list[object] = []
    for theirs in Enrolment.objects.filter(guest=guest):
        keys.append(theirs.course_key)
        own = mine.get(theirs.course_key)
        if own is None:
            Enrolment.objects.filter(pk=theirs.pk).update(user=user, guest=None)
            continue
        later = max(own, theirs, key=lambda row: row.last_seen_at)
        Enrolment.objects.filter(pk=own.pk).update(
            started_at=min(own.started_at, theirs.started_at), last_seen_at=later.last_seen_at, last_lesson_key=later.last_lesson_key
        )
    return keys


def _merge_lessons(guest: Guest, user: User) -> int:
    """How many lessons the account has done now that it had not before."""
    mine = {row.lesson_key: row for row in LessonProgress.objects.filter(user=user)}
    gained = 0
    for theirs in LessonProgress.objects.filter(guest=guest):
        own = mine.get(theirs.lesson_key)
        gained += bool(theirs.completed_at and not (own and own.completed_at))
        if own is None:
            LessonProgress.objects.filter(pk=theirs.pk).update(user=user, guest=None)
            continue
        done = [moment for moment in (own.completed_at, theirs.completed_at) if moment]
        LessonProgress.objects.filter(pk=own.pk).update(
            started_at=min(own.started_at, theirs.started_at), completed_at=min(done) if done else None
        )
    return gained


def _merge_reflections(guest: Guest, user: User) -> None:
    """Two texts under one question: both are kept, one after the other."""
    mine = {(row.lesson_key, row.block_id): row for row in Reflection.objects.filter(user=user)}
    for theirs in Reflection.objects.filter(guest=guest):
        own = mine.get((theirs.lesson_key, theirs.block_id))
        if own is None:
            Reflection.objects.filter(pk=theirs.pk).update(user=user, guest=None)
        elif theirs.text.strip() and theirs.text.strip() not in own.text:
            text = f"{own.text.rstrip()}\n\n{theirs.text.strip()}" if own.text.strip() else theirs.text
            Reflection.objects.filter(pk=own.pk).update(text=text, updated_at=max(own.updated_at, theirs.updated_at))


def _merge_badges(guest: Guest, user: User) -> None:
    """One badge for each module: where both have it, the account's, from the day on which it was first earned."""
    mine = {row.module_key: row for row in Badge.objects.filter(user=user)}
    for theirs in Badge.objects.filter(guest=guest):
        own = mine.get(theirs.module_key)
        if own is None:
            Badge.objects.filter(pk=theirs.pk).update(user=user, guest=None)
        elif theirs.awarded_at < own.awarded_at:
            Badge.objects.filter(pk=own.pk).update(awarded_at=theirs.awarded_at)


def _merge_attempts(guest: Guest, user: User) -> tuple[int, int]:
    """Give the guest's attempts to the account with the next numbers; of two open ones at a quiz the emptier is set aside."""
    numbers = {
        (page_key, quiz_id): highest
        for page_key, quiz_id, highest in Attempt.objects.filter(user=user)
        .order_by()
        .values_list("page_key", "quiz_id")
        .annotate(Max("number"))
    }
    mine_open = {
        (row.page_key, row.quiz_id): row for row in Attempt.objects.select_for_update().filter(user=user, state=Attempt.State.OPEN)
    }
    moved = set_aside = 0
    for theirs in Attempt.objects.select_for_update().filter(guest=guest).order_by("number"):
        quiz = (theirs.page_key, theirs.quiz_id)
        numbers[quiz] = numbers.get(quiz, 0) + 1
        if theirs.is_open and (own := mine_open.get(quiz)):
            set_aside += 1
            emptier = own if len(theirs.answers) > len(own.answers) else theirs
            Attempt.objects.filter(pk=emptier.pk).update(state=Attempt.State.SET_ASIDE)
        Attempt.objects.filter(pk=theirs.pk).update(user=user, guest=None, number=numbers[quiz])
        moved += 1
    return moved, set_aside
