"""What a course page tells its readers about languages."""

from __future__ import annotations

import re
from typing import ClassVar

from django.test import Client, TestCase
from wagtail.models import Page

from courses.coverage import course_coverage
from courses.models import CoursePage, LessonPage
from tests.factories.translation import Course, edit, edit_body, make_course
from translation.services.editing import write_strings


class CoverageTest(TestCase):
    course: ClassVar[Course]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.course = make_course()

    def percent(self, language: str = "en") -> dict[str, int]:
        page = CoursePage.objects.get(slug="teach", locale__language_code=language)
        return {item.code: item.percent for item in course_coverage(page)}

    def test_is_complete_once_every_word_is_approved(self) -> None:
        assert self.percent() == {"en": 100, "sv": 100, "el": 100}

    def test_is_the_same_in_every_language(self) -> None:
        with self.captureOnCommitCallbacks(execute=True):
            edit(self.course.lesson, lambda _page: None, lead="A lead of six new words")
        assert self.percent() == self.percent("sv") == self.percent("el")
        assert self.percent()["sv"] < 100

    def test_counts_what_is_not_approved_as_open(self) -> None:
        place = self.course.segment(self.course.lesson, "Text en").place
        write_strings(self.course.record(self.course.lesson, "el"), {place: "Κάτι άλλο"})
        assert self.percent()["el"] < 100
        assert self.percent()["sv"] == 100

    def test_leaves_out_a_language_without_the_course(self) -> None:
        self.course.target(self.course.module.get_parent(), "el").unpublish()
        assert "el" not in self.percent()

    def test_counts_a_lesson_that_was_never_sent(self) -> None:
        new = LessonPage(title="New", slug="new", lead="L", locale=self.course.lesson.locale, body=[])
        Page.objects.get(pk=self.course.module.pk).add_child(instance=new)
        assert self.percent()["sv"] < 100

    def test_takes_two_queries(self) -> None:
        page = CoursePage.objects.get(slug="teach", locale__language_code="sv")
        assert page.language_links
        with self.assertNumQueries(2):
            course_coverage(page)

    def test_is_on_the_page(self) -> None:
        def empty(body: list[dict]) -> None:
            body[0]["value"] = "<p>Many words that nobody has translated into any language yet</p>"

        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, empty)
        html = Client().get("/sv/courses/teach/").content.decode()
        assert re.search(r'<span lang="en">English</span> 100\s%, <span lang="sv">Svenska</span> \d\d\s%', html)


class SourceChangedTest(TestCase):
    course: ClassVar[Course]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.course = make_course()

    def test_a_translated_page_says_that_its_source_has_changed(self) -> None:
        address = self.course.target(self.course.lesson).url
        assert 'class="notice"' not in Client().get(address).content.decode()
        with self.captureOnCommitCallbacks(execute=True):
            edit(self.course.lesson, lambda _page: None, lead="The opposite of before", edit_kind="substantive")
        html = Client().get(address).content.decode()
        notice = html[html.index('class="notice"') :]
        assert f'<a href="{self.course.lesson.url}" hreflang="en" lang="en">English</a>' in notice
        assert 'class="notice"' not in Client().get(self.course.lesson.url).content.decode()
