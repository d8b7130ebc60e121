"""Sending pages to languages: nothing for readers, all for translators, and nothing lost when it is cut short."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from django.test import Client
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Template, Translation, TranslationContext

from home.models import SiteWords
from tests.factories.translation import LANGUAGES, Course, make_source, send
from translation.models import Submission, Tally
from translation.services import submitting
from translation.services.submitting import run_submission, start_submission, submit
from translation.tasks import submit_pages

pytestmark = pytest.mark.django_db


@pytest.fixture
def course(db: None) -> Course:
    return make_source()


@pytest.fixture
def locales(course: Course) -> list[Locale]:
    return list(Locale.objects.filter(language_code__in=LANGUAGES))


class TestATree:
    def test_is_there_as_drafts_in_every_language(self, course: Course) -> None:
        send(course)
        pages = Page.objects.descendant_of(course.home, inclusive=True)
        for code in LANGUAGES:
            drafts = Page.objects.filter(locale__language_code=code)
            assert set(drafts.values_list("translation_key", flat=True)) == set(pages.values_list("translation_key", flat=True))
            assert not drafts.live().exists()
            assert not drafts.exclude(alias_of=None).exists()

    def test_is_whole(self, course: Course) -> None:
        send(course)
        assert Page.find_problems() == ([], [], [], [], [])
        assert course.target(course.module).get_children().count() == 2

    def test_has_the_addresses_of_its_source(self, course: Course) -> None:
        send(course)
        assert course.target(course.lesson, "el").slug == "first"
        assert course.target(course.lesson, "el").url == "/el/courses/teach/module/first/"

    def test_readers_see_nothing_of_it(self, course: Course, client: Client) -> None:
        send(course)
        assert client.get("/sv/courses/teach/module/first/").status_code == 404

    def test_every_string_is_counted_as_open(self, course: Course) -> None:
        send(course)
        tally = Tally.objects.get(translation=course.record(course.lesson))
        assert tally.words == tally.missing > 0

    def test_a_second_time_changes_nothing(self, course: Course) -> None:
        send(course)
        before = (Page.objects.count(), Translation.objects.count(), StringSegment.objects.count(), TranslationContext.objects.count())
        send(course)
        after = (Page.objects.count(), Translation.objects.count(), StringSegment.objects.count(), TranslationContext.objects.count())
        assert after == before

    def test_of_which_a_page_is_new_gets_that_page(self, course: Course) -> None:
        send(course)
        new = type(course.lesson)(title="Third", slug="third", lead="L", locale=course.lesson.locale, body=[])
        Page.objects.get(pk=course.module.pk).add_child(instance=new)
        send(course)
        assert course.target(new).title == "Third"

    def test_begins_with_the_pages_above(self, course: Course, locales: list[Locale]) -> None:
        run_submission(start_submission(Page.objects.get(pk=course.lesson.pk), locales))
        assert course.target(course.lesson).get_parent().translation_key == course.module.translation_key
        assert not Page.objects.filter(translation_key=course.second.translation_key, locale__in=locales).exists()


class TestQueries:
    def test_do_not_grow_with_the_strings_of_a_page(
        self, course: Course, locales: list[Locale], django_assert_max_num_queries: Any
    ) -> None:
        send(course)

        def lesson(slug: str, count: int) -> Any:
            body = [{"type": "rich_text", "id": f"{n:032}", "value": f"<p>Sentence {slug} {n}</p>"} for n in range(count)]
            page = type(course.lesson)(title=slug, slug=slug, lead=f"About {slug}", locale=course.lesson.locale, body=body)
            Page.objects.get(pk=course.module.pk).add_child(instance=page)
            return page

        long = lesson("long", 120)
        with django_assert_max_num_queries(65):
            submit(long, locales)
        assert StringSegment.objects.filter(source__object_id=long.translation_key).count() == 122
        assert Template.objects.exists()


class TestCutShort:
    def test_it_goes_on_where_it_stopped(self, course: Course, locales: list[Locale]) -> None:
        submission = start_submission(course.home, locales)
        real, seen = submitting.submit, []

        def crash_at_the_third(instance: Any, *args: Any, **kwargs: Any) -> Any:
            seen.append(instance.title)
            if len(seen) == 3:
                raise KeyboardInterrupt
            return real(instance, *args, **kwargs)

        with mock.patch.object(submitting, "submit", crash_at_the_third), pytest.raises(KeyboardInterrupt):
            run_submission(submission)
        progress = Submission.objects.with_progress().get()
        assert (progress.done, progress.total) == (2, 6)
        submit_pages.enqueue(str(submission.pk))
        progress = Submission.objects.with_progress().get()
        assert (progress.done, progress.failed) == (6, 0)
        assert Page.find_problems() == ([], [], [], [], [])

    def test_a_page_that_fails_does_not_stop_the_others(self, course: Course, locales: list[Locale], caplog: Any) -> None:
        submission = start_submission(course.home, locales)
        real = submitting.submit

        def fail_for_one(instance: Any, *args: Any, **kwargs: Any) -> Any:
            if instance.title == "First":
                raise ValueError("broken")
            return real(instance, *args, **kwargs)

        with mock.patch.object(submitting, "submit", fail_for_one):
            run_submission(submission)
        progress = Submission.objects.with_progress().get()
        assert (progress.done, progress.failed) == (5, 1)
        assert submission.steps.get(title="First").error
        run_submission(submission)
        progress = Submission.objects.with_progress().get()
        assert (progress.done, progress.failed) == (6, 0)

    def test_a_page_that_is_gone_is_passed_over(self, course: Course, locales: list[Locale]) -> None:
        submission = start_submission(course.home, locales)
        course.second.delete()
        run_submission(submission)
        assert Submission.objects.with_progress().get().done == 6


class TestOneWriterAtATime:
    """SQLite in a file: learners wait for the same lock."""

    @pytest.fixture
    def pauses(self, monkeypatch: pytest.MonkeyPatch) -> list[float]:
        found: list[float] = []
        monkeypatch.setattr(submitting.time, "sleep", found.append)
        return found

    @pytest.mark.parametrize(("vendor", "is_in_memory", "expected"), [("sqlite", False, 6), ("sqlite", True, 0), ("postgresql", False, 0)])
    def test_has_a_pause_after_every_page_so_that_others_get_in(
        self, course: Course, locales: list[Locale], pauses: list[float], vendor: str, is_in_memory: bool, expected: int
    ) -> None:
        database = SimpleNamespace(vendor=vendor, is_in_memory_db=lambda: is_in_memory)
        with mock.patch.object(submitting, "connection", database):
            run_submission(start_submission(course.home, locales))
        assert len(pauses) == expected

    def test_pauses_as_long_as_a_page_took_but_never_long(self, pauses: list[float]) -> None:
        with mock.patch.object(submitting, "connection", SimpleNamespace(vendor="sqlite", is_in_memory_db=lambda: False)):
            submitting._give_way(0.02)
            submitting._give_way(60.0)
        assert pauses == [0.02, submitting.PATIENCE]


class TestSnippets:
    def test_are_not_shown_in_a_language_before_they_are_translated(self, course: Course, locales: list[Locale]) -> None:
        words = SiteWords.objects.create(locale=course.home.locale, funding_title="Funded", disclaimer="Views")
        submit(words, locales)
        assert SiteWords.objects.count() == 1
        assert Translation.objects.count() == 2


def test_a_page_with_empty_fields_can_be_sent(course: Course, locales: list[Locale]) -> None:
    """Empty texts and an empty body once crashed localize's extraction."""
    send(course)
    page = type(course.lesson)(title="Empty", slug="empty", lead="L", locale=course.lesson.locale, body=[])
    Page.objects.get(pk=course.module.pk).add_child(instance=page)
    assert len(submit(page, locales)) == 2
