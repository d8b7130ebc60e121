"""Two workers, and an editor beside a worker, at the same moment, on a database that really runs them at the same moment."""

from __future__ import annotations

import pytest
from django.db import connection
from wagtail.models import Locale, Page
from wagtail_localize.models import String, StringSegment, StringTranslation, Translation

from tests.courses.test_parallel import at_once
from tests.factories.translation import LANGUAGES, in_language, make_source, send
from translation.models import Review, Submission
from translation.segments import load_segments
from translation.services.editing import write_strings
from translation.services.reviews import ReviewError, send_for_review
from translation.services.submitting import run_submission, start_submission

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time: .ci/run runs this on PostgreSQL"),
]


def test_two_workers_on_one_submission_make_every_page_once() -> None:
    course = make_source()
    locales = list(Locale.objects.filter(language_code__in=LANGUAGES))
    submission = start_submission(course.home, locales)
    results = at_once(lambda: run_submission(Submission.objects.get(pk=submission.pk)), times=4)
    assert results == [None] * 4
    progress = Submission.objects.with_progress().get()
    assert (progress.done, progress.failed) == (6, 0)
    assert Page.objects.filter(locale__language_code="sv").count() == 6
    assert Translation.objects.count() == 12
    assert StringSegment.objects.count() == len(set(StringSegment.objects.values_list("source_id", "order")))
    assert Page.find_problems() == ([], [], [], [], [])


def test_the_same_words_sent_from_two_pages_at_once_are_one_string() -> None:
    course = make_source()
    locales = list(Locale.objects.filter(language_code__in=LANGUAGES))
    pages = [course.lesson, course.second]
    submissions = iter([start_submission(Page.objects.get(pk=page.pk), locales, with_children=False) for page in pages])
    assert at_once(lambda: run_submission(next(submissions)), times=2) == [None, None]
    assert String.objects.filter(data="Lead").count() == 1


def test_two_translators_saving_the_same_string_leave_one() -> None:
    course = make_source()
    send(course)
    record = course.record(course.lesson)
    place = load_segments(record)[0].place
    results = at_once(lambda: write_strings(record, {place: in_language("x", "sv")}))
    assert not [result for result in results if isinstance(result, Exception)]
    assert StringTranslation.objects.filter(context_id=place[0]).count() == 1


def test_sending_for_review_twice_at_once_opens_one_round() -> None:
    from accounts.models import User

    course = make_source()
    send(course)
    record = course.record(course.lesson)
    write_strings(record, {load_segments(record)[0].place: "x"})
    user = User.objects.create_user("t@example.org", "a long password", display_name="T")
    results = at_once(lambda: send_for_review(course.record(course.lesson), user=user))
    assert sum(isinstance(result, ReviewError) for result in results) == len(results) - 1
    assert Review.objects.count() == 1
