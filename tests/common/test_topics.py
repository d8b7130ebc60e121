"""Topics: one vocabulary with names in every language, shown with courses and searched by."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from wagtail.models import Locale

from common.topics import Topic
from courses.models import CataloguePage, CoursePage
from home.demo import CONTENT
from home.topics import import_topics
from tests.factories.pages import CoursePageFactory, Tree, key_of, make_tree


@pytest.fixture
def trees(locales: dict[str, Locale]) -> dict[str, Tree]:
    return {code: make_tree(locales[code], modules=1, lessons=1) for code in ("en", "sv")}


def make_topic(locales: dict[str, Locale], slug: str, **names: str) -> Topic:
    """The topic in the source language, with its translations."""
    for code, name in names.items():
        Topic.objects.create(slug=slug, name=name, locale=locales[code], translation_key=key_of(slug))
    return Topic.objects.get(slug=slug, locale=locales["en"])


@pytest.fixture
def bias(locales: dict[str, Locale], trees: dict[str, Tree]) -> Topic:
    """A topic with a Swedish name that the course is about."""
    topic = make_topic(locales, "bias", en="Bias & co", sv="Snedvridning")
    course = trees["en"].course
    course.topics.set([topic])
    course.save_revision().publish()
    return topic


def chips(html: str) -> list[tuple[str, str]]:
    """Address and name of the topics that a page shows."""
    return [
        link
        for chips in re.findall(r'<ul class="topics".*?</ul>', html, re.DOTALL)
        for link in re.findall(r'<a class="tag" href="(.*?)"[^>]*>(.*?)</a>', chips)
    ]


class TestTopic:
    def test_says_its_name(self) -> None:
        assert str(Topic(name="Bias", slug="bias")) == "Bias"

    def test_has_a_slug_of_its_own_in_each_language(self, locales: dict[str, Locale]) -> None:
        make_topic(locales, "bias", en="Bias", sv="Bias")
        with pytest.raises(IntegrityError), transaction.atomic():
            Topic.objects.create(slug="bias", name="Another", locale=locales["en"])


class TestCourse:
    @pytest.mark.parametrize("path", ["/{}/courses/", "/{}/courses/training/"])
    @pytest.mark.parametrize(("language", "name"), [("en", "Bias &amp; co"), ("sv", "Snedvridning")])
    def test_shows_its_topics_in_the_readers_language(self, client: Client, bias: Topic, path: str, language: str, name: str) -> None:
        html = client.get(path.format(language)).content.decode()
        assert chips(html) == [(f"/{language}/search/?topic=bias", name)]

    def test_marks_a_name_in_another_language(self, client: Client, bias: Topic, locales: dict[str, Locale]) -> None:
        Topic.objects.get(locale=locales["sv"]).delete()
        html = client.get("/sv/courses/training/").content.decode()
        assert '<a class="tag" href="/sv/search/?topic=bias" lang="en">Bias &amp; co</a>' in html

    def test_shows_none_in_any_language_once_the_last_is_taken_away(self, client: Client, bias: Topic, trees: dict[str, Tree]) -> None:
        course = CoursePage.objects.get(pk=trees["en"].course.pk)
        course.topics.clear()
        course.save_revision().publish()
        for language in ("en", "sv"):
            assert "topics" not in client.get(f"/{language}/courses/training/").content.decode()

    def test_keeps_its_topics_in_its_revisions(self, bias: Topic, trees: dict[str, Tree]) -> None:
        course = CoursePage.objects.get(pk=trees["en"].course.pk).get_latest_revision_as_object()
        course.title = "Another title"
        course.save_revision().publish()
        assert [topic.slug for topic in CoursePage.objects.get(pk=course.pk).topics.all()] == ["bias"]

    def test_a_catalogue_takes_one_query_for_the_topics_of_all_courses(
        self, bias: Topic, trees: dict[str, Tree], django_assert_num_queries
    ) -> None:
        for number in range(5):
            course = CoursePageFactory(parent=trees["en"].catalogue, title=f"More {number}", locale=trees["en"].home.locale)
            course.topics.set([bias])
            course.save()
        catalogue = CataloguePage.objects.get(pk=trees["en"].catalogue.pk)
        with django_assert_num_queries(2):
            assert [[topic.slug for topic in course.topic_names] for course in catalogue.courses] == [["bias"]] * 6


class TestSearch:
    def found(self, client: Client, query: str, language: str = "en") -> list[str]:
        html = client.get(f"/{language}/search/?{query}").content.decode()
        return re.findall(r"<h2><a href=\"(.*?)\">", html)

    @pytest.mark.parametrize("language", ["en", "sv"])
    def test_finds_the_courses_on_a_topic(self, client: Client, bias: Topic, language: str) -> None:
        assert self.found(client, "topic=bias", language) == [f"/{language}/courses/training/"]

    def test_finds_words_in_the_courses_on_a_topic_only(self, client: Client, bias: Topic, trees: dict[str, Tree]) -> None:
        CoursePageFactory(parent=trees["en"].catalogue, title="Training of another kind", locale=trees["en"].home.locale)
        assert "/en/courses/training-of-another-kind/" in self.found(client, "q=training")
        assert self.found(client, "q=training&topic=bias") == ["/en/courses/training/"]
        assert self.found(client, "q=unobtainium&topic=bias") == []

    def test_names_the_topic_and_keeps_it_in_the_form_and_the_switcher(self, client: Client, bias: Topic) -> None:
        html = client.get("/sv/search/?topic=bias").content.decode()
        assert '<span class="tag">Snedvridning</span>' in html
        assert '<input type="hidden" name="topic" value="bias">' in html
        assert 'href="/en/search/?topic=bias" lang="en"' in html
        assert '<a href="/sv/search/">' in html

    @pytest.mark.parametrize("slug", ["nothing", "'", '"><script>', "\0", "x" * 10_000, "🚀", "%"])
    def test_answers_a_topic_that_there_is_not(self, client: Client, bias: Topic, slug: str) -> None:
        response = client.get("/en/search/", {"topic": slug})
        assert response.status_code == 200
        assert "<script>" not in response.content.decode()

    def test_offers_the_topic_in_other_languages(self, client: Client, bias: Topic) -> None:
        html = client.get("/el/search/?topic=bias").content.decode()
        assert '<a href="/sv/search/?topic=bias" hreflang="sv">' in html


class TestDemonstration:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        path = tmp_path / "topics.yaml"
        names = "{en: Bias, sv: Snedvridning, el: Προκατάληψη}"
        path.write_text(f"bias:\n  names: {names}\n  courses: [courses/training, courses/nothing]\n", encoding="utf-8")
        return path

    def test_is_added_with_its_courses_without_a_new_version_of_them(self, trees: dict[str, Tree], file: Path) -> None:
        trees["en"].course.save_revision().publish()
        import_topics(file)
        course = CoursePage.objects.get(pk=trees["en"].course.pk)
        assert course.revisions.count() == 1
        for version in (course, course.get_latest_revision_as_object()):
            assert [topic.name for topic in version.topics.all()] == ["Bias"]

    def test_has_one_key_and_its_names(self, trees: dict[str, Tree], file: Path) -> None:
        import_topics(file)
        names = dict(Topic.objects.values_list("locale__language_code", "name"))
        assert names == {"en": "Bias", "sv": "Snedvridning", "el": "Προκατάληψη"}
        assert Topic.objects.values("translation_key").distinct().count() == 1

    def test_is_left_alone_afterwards(self, trees: dict[str, Tree], file: Path) -> None:
        import_topics(file)
        course = CoursePage.objects.get(pk=trees["en"].course.pk)
        course.topics.clear()
        course.save_revision().publish()
        Topic.objects.filter(slug="bias", locale__language_code="sv").update(name="Skevhet")
        import_topics(file)
        assert CoursePage.objects.get(pk=course.pk).topics.count() == 0
        assert Topic.objects.get(slug="bias", locale__language_code="sv").name == "Skevhet"

    def test_has_a_name_in_every_language_of_the_site(self, trees: dict[str, Tree], locales: dict[str, Locale]) -> None:
        import_topics(CONTENT / "site" / "topics.yaml")
        slugs = set(Topic.objects.values_list("slug", flat=True))
        assert len(slugs) > 1
        for locale in locales.values():
            assert set(Topic.objects.filter(locale=locale).values_list("slug", flat=True)) == slugs
