"""Dates: a page of the source goes live and is taken back, and its translations follow by the rules."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import TestCase
from django.utils import timezone
from wagtail.models import Page, Revision

from common.gates import NotReleasedError
from common.page_cache import generation
from common.schedule import settle_schedule
from courses.models import LessonPage
from tests.factories.translation import Course, make_course
from translation.services.submitting import run_submission, start_submission

PAST = timezone.now() - timedelta(minutes=5)
FUTURE = timezone.now() + timedelta(days=300)


def schedule(page: Page) -> Revision:
    """Publish with a date to come."""
    page.go_live_at = FUTURE
    revision = page.save_revision()
    revision.publish()
    return revision


def let_time_pass(revision: Revision) -> None:
    """The date of a scheduled revision has come."""
    revision.refresh_from_db()
    revision.content["go_live_at"] = PAST.isoformat()
    revision.approved_go_live_at = PAST
    revision.save(update_fields=["content", "approved_go_live_at"])


class ScheduleTest(TestCase):
    course: Course

    @classmethod
    def setUpTestData(cls) -> None:
        cls.course = make_course()

    def lesson(self, code: str = "en") -> Any:
        return LessonPage.objects.get(translation_key=self.course.lesson.translation_key, locale__language_code=code)

    def settle(self) -> tuple[int, int]:
        with self.captureOnCommitCallbacks(execute=True):
            return settle_schedule()


class TestGoingLive(ScheduleTest):
    def scheduled(self, title: str = "A new title") -> Revision:
        lesson = self.lesson()
        lesson.title = title
        with self.captureOnCommitCallbacks(execute=True):
            return schedule(lesson)

    def test_waits_for_its_date(self) -> None:
        self.scheduled()
        assert self.settle() == (0, 0)
        assert self.lesson().title != "A new title"

    def test_happens_once_when_the_date_has_come(self) -> None:
        let_time_pass(self.scheduled())
        assert self.settle() == (1, 0)
        assert self.lesson().title == "A new title"
        assert self.settle() == (0, 0)

    def test_brings_the_new_words_to_the_translators_and_nothing_to_their_readers(self) -> None:
        before = self.lesson("sv").title
        let_time_pass(self.scheduled())
        assert not [item for item in self.course.segments(self.lesson()) if item.source == "A new title"]
        self.settle()
        assert self.course.segment(self.lesson(), "A new title").approved is None
        assert self.lesson("sv").title == before
        assert self.lesson("sv").live

    def test_turns_the_page_cache(self) -> None:
        let_time_pass(self.scheduled())
        before = generation.current()
        self.settle()
        assert generation.current() != before

    def test_of_a_page_that_is_refused_does_not_stop_the_others(self) -> None:
        swedish = self.lesson("sv")
        swedish.title = "Ingen har läst det här"
        alone = swedish.save_revision()
        Revision.objects.filter(pk=alone.pk).update(approved_go_live_at=PAST - timedelta(days=1))
        let_time_pass(self.scheduled())
        with self.assertLogs("common.schedule", "ERROR") as logs:
            assert self.settle() == (1, 1)
        assert "NotReleasedError" in logs.output[0]
        assert self.lesson("sv").title != "Ingen har läst det här"
        assert self.lesson().title == "A new title"


class TestEnding(ScheduleTest):
    def test_takes_the_translations_with_it(self) -> None:
        lesson = self.lesson()
        LessonPage.objects.filter(pk=lesson.pk).update(expire_at=PAST)
        assert self.settle() == (1, 0)
        assert self.lesson().expired
        assert [self.lesson(code).live for code in ("en", "sv", "el")] == [False, False, False]

    def test_turns_the_page_cache(self) -> None:
        LessonPage.objects.filter(pk=self.course.lesson.pk).update(expire_at=PAST)
        before = generation.current()
        self.settle()
        assert generation.current() != before

    def test_is_undone_by_publishing_again_with_the_translations_as_they_were_approved(self) -> None:
        LessonPage.objects.filter(pk=self.course.lesson.pk).update(expire_at=PAST)
        self.settle()
        lesson = self.lesson()
        lesson.expire_at = None
        with self.captureOnCommitCallbacks(execute=True):
            lesson.save_revision().publish()
        assert self.lesson("sv").live


class TestTranslation(ScheduleTest):
    def test_has_no_dates_of_its_own(self) -> None:
        page = LessonPage(title="Later", slug="later", lead="Later", locale=self.lesson().locale)
        page.go_live_at, page.expire_at = PAST, FUTURE
        self.course.module.add_child(instance=page)
        run_submission(start_submission(page, [self.lesson("sv").locale]))
        swedish = Page.objects.get(translation_key=page.translation_key, locale=self.lesson("sv").locale)
        assert (swedish.go_live_at, swedish.expire_at) == (None, None)

    def test_cannot_be_scheduled_past_its_review(self) -> None:
        with pytest.raises(NotReleasedError):
            schedule(self.lesson("sv"))
        assert not Revision.objects.filter(approved_go_live_at__isnull=False).exists()


class TestCommand(ScheduleTest):
    def test_says_what_it_has_done(self) -> None:
        LessonPage.objects.filter(pk=self.course.lesson.pk).update(expire_at=PAST)
        out = StringIO()
        call_command("publish_scheduled", "--dryrun", stdout=out)
        assert out.getvalue() == f"unpublish wagtailcore.Page {self.course.lesson.pk}\n"
        assert self.lesson().live
        call_command("publish_scheduled", stdout=out)
        assert "1 done." in out.getvalue()
        assert not self.lesson().live

    def test_ends_with_an_error_when_something_could_not_be_done(self) -> None:
        revision = self.lesson("sv").save_revision()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=PAST)
        with self.assertLogs("common.schedule", "ERROR"), pytest.raises(CommandError, match="1 could not be done"):
            call_command("publish_scheduled", stdout=StringIO())
