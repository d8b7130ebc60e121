"""Catalogue, course, module and lesson as a visitor sees them."""

from __future__ import annotations

import json
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from courses.models import CoursePage, LessonPage
from courses.plates import SPARE, covers
from tests.factories.pages import Tree, key_of, make_tree

LESSON = "/{}/courses/training/module-1/lesson-1-2/"


@pytest.fixture
def tree(en) -> Tree:
    return make_tree(en)


@pytest.fixture
def svenska(tree, sv) -> Tree:
    return make_tree(sv)


def structured(html: str) -> dict:
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


class TestCatalogue:
    def test_counts_published_modules(self, client, tree):
        tree.modules[1].unpublish()
        html = client.get("/en/courses/").content.decode()
        assert "1 module<" in html
        assert "about 25 hours" in html

    def test_says_when_it_is_empty(self, client, tree):
        tree.course.unpublish()
        assert "No course is open yet." in client.get("/en/courses/").content.decode()


class TestCourse:
    def test_lists_modules_and_begins_with_the_first_lesson(self, client, tree):
        html = client.get("/en/courses/training/").content.decode()
        assert '<a class="btn" href="/en/courses/training/module-1/lesson-1-1/">' in html
        assert "1. Module 1 (en)" in html
        assert "2 lessons" in html

    def test_progress_comes_from_its_own_address(self, client, tree):
        html = client.get("/en/courses/training/").content.decode()
        url = reverse("courses:course", kwargs={"course_key": tree.course.translation_key})
        assert f'data-inline="{url}"' in html
        assert f'<a href="{url}">' in html

    def test_has_six_covers_whatever_the_number_of_modules(self, tree):
        course = CoursePage.objects.get(pk=tree.course.pk)
        found = covers(course.outline, course.slug)
        assert len(found) == len(SPARE)
        assert found[0][0] == "module-1"

    def test_tells_search_engines_what_it_is(self, client, tree):
        data = structured(client.get("/en/courses/training/").content.decode())
        assert data["@type"] == "Course"
        assert data["url"] == "http://testserver/en/courses/training/"
        assert data["inLanguage"] == "en"
        assert data["isAccessibleForFree"] is True
        assert data["license"] == "https://creativecommons.org/licenses/by/4.0/"
        assert data["hasCourseInstance"]["courseWorkload"] == "PT25H"
        assert "educationalLevel" not in data

    def test_no_title_can_break_out_of_the_structured_data(self, client, tree):
        tree.course.title = "</script><script>alert(1)</script> & <!-- “friends”"
        tree.course.save()
        html = client.get("/en/courses/training/").content.decode()
        assert "<script>alert" not in html
        assert structured(html)["name"] == tree.course.title

    def test_a_course_without_lessons_is_still_a_page(self, client, tree):
        for module in tree.modules:
            module.delete()
        assert client.get("/en/courses/training/").status_code == 200


class TestModule:
    def test_lists_its_lessons(self, client, tree):
        html = client.get("/en/courses/training/module-2/").content.decode()
        assert "Module 2 of 2" in html
        assert 'href="/en/courses/training/module-2/lesson-2-1/"' in html
        assert 'href="/en/courses/training/module-1/lesson-1-1/"' not in html


class TestLesson:
    def test_stands_between_its_neighbours(self, client, tree):
        html = client.get(LESSON.format("en")).content.decode()
        bar = html.split('<nav class="lesson-bar"')[1]
        assert 'href="/en/courses/training/module-1/lesson-1-1/"' in bar
        assert 'href="/en/courses/training/module-2/lesson-2-1/"' in bar

    def test_is_marked_in_the_outline_of_its_module(self, client, tree):
        html = client.get(LESSON.format("en")).content.decode()
        assert re.search(r'lesson-1-2/" aria-current="page"', html.split('<nav class="outline"')[1])

    def test_tells_search_engines_what_it_is(self, client, tree, svenska):
        data = structured(client.get(LESSON.format("sv")).content.decode())
        assert data["@type"] == "LearningResource"
        assert data["inLanguage"] == "sv"
        assert data["timeRequired"] == "PT25M"
        assert data["isPartOf"]["@id"] == "http://testserver/sv/courses/training/"

    @pytest.mark.parametrize("language", ["en", "sv"])
    def test_prints_nothing_of_the_questions(self, client, tree, svenska, language):
        html = client.get(LESSON.format(language)).content.decode()
        assert "SECRET" not in html
        assert "Whose share was smaller" not in html
        assert "Check your reading" in html

    @pytest.mark.parametrize("language", ["en", "sv"])
    def test_personal_parts_are_slots_with_links(self, client, tree, svenska, language):
        html = client.get(LESSON.format(language)).content.decode()
        key = tree.lessons[1].translation_key
        with override(language):
            urls = [
                reverse("courses:lesson", kwargs={"lesson_key": key}),
                reverse("courses:quiz", kwargs={"page_key": key, "quiz_id": key_of("lesson-1-2/quiz")}),
                reverse("courses:reflection", kwargs={"lesson_key": key, "block_id": key_of("lesson-1-2/reflection")}),
            ]
        for url in urls:
            assert f'data-inline="{url}"' in html
            assert f'href="{url}"' in html

    def test_of_an_unpublished_module_is_still_readable(self, client, tree):
        tree.modules[0].unpublish()
        LessonPage.objects.filter(pk=tree.lessons[1].pk).update(live=True)
        assert client.get(LESSON.format("en")).status_code == 200


class TestBlockPreview:
    """The editor's preview of a block looks as the site does and tells nothing of a key."""

    @pytest.mark.parametrize("name", ["noted", "callout", "quote", "table", "spectrum", "references", "try_this", "reflection"])
    def test_loads_the_sites_stylesheet(self, admin_client, tree, name):
        block = LessonPage._meta.get_field("body").stream_block.child_blocks[name]
        assert block.is_previewable
        response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        assert response.status_code == 200
        assert "css/site.css" in response.content.decode()
