"""The drafts of all languages of a page: made together, and each as whole as one that Wagtail makes by itself."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Locale, Page, PageLogEntry, ReferenceIndex
from wagtail.search.index import insert_or_update_object
from wagtail.search.models import IndexEntry
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import User
from common.indexing import indexing_together
from courses.models import LessonPage
from home.search import TEXT_COLUMN
from tests.factories.translation import LANGUAGES, Course, in_language, make_source, send
from translation.segments import load_segments
from translation.services.drafting import ParentMissingError, make_drafts
from translation.services.editing import write_strings
from translation.services.submitting import run_submission, start_submission, submit

pytestmark = pytest.mark.django_db

# What one draft costs by itself: where it is put, its two rows and what Wagtail asks when it saves them.
QUERIES_PER_LANGUAGE = 7
FIVE = ("sv", "el", "de", "fi", "fr")


@pytest.fixture
def course(db: None) -> Course:
    return make_source()


def locales(*codes: str) -> list[Locale]:
    return [Locale.objects.get_or_create(language_code=code)[0] for code in codes]


def send_to(course: Course, *codes: str) -> None:
    """The whole tree, into languages that the site may not have yet."""
    locales(*codes)
    send(course, *codes)


def drafts(page: Page) -> list[LessonPage]:
    return list(LessonPage.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).order_by("locale__language_code"))


def lesson(course: Course, slug: str, **fields: Any) -> Any:
    """One more lesson, the last one of the module, not sent yet."""
    page = LessonPage(title=slug.title(), slug=slug, locale=course.home.locale, **({"lead": "Lead", "body": []} | fields))
    return Page.objects.get(pk=course.module.pk).add_child(instance=page)


def entries(pages: list[Any]) -> dict[str, tuple[str, ...]]:
    """What stands in the search index, by the id of the page."""
    kind = ContentType.objects.get_for_model(LessonPage)
    columns = [field.attname for field in IndexEntry._meta.concrete_fields if field.attname not in {"id", "title_norm"}]
    rows = IndexEntry.objects.filter(content_type=kind, object_id__in=[str(page.pk) for page in pages])
    return {row.object_id: tuple(str(getattr(row, column)) for column in columns) for row in rows}


def queries(page: Any, *codes: str) -> int:
    with CaptureQueriesContext(connection) as found:
        submit(page, locales(*codes))
    return len(found)


class TestQueries:
    def test_grow_little_with_the_languages(self, course: Course) -> None:
        send_to(course, *FIVE)
        queries(lesson(course, "warm"), *FIVE)
        one = queries(lesson(course, "third"), "sv")
        five = queries(lesson(course, "fourth"), *FIVE)
        assert five - one <= 4 * QUERIES_PER_LANGUAGE

    def test_do_not_grow_with_the_tree(self, course: Course) -> None:
        send(course)
        queries(lesson(course, "warm"), *LANGUAGES)
        before = queries(lesson(course, "third"), *LANGUAGES)
        for number in range(12):
            submit(lesson(course, f"one-{number}"), locales(*LANGUAGES))
        assert queries(lesson(course, "last"), *LANGUAGES) == before

    def test_are_few_for_a_whole_submission(self, course: Course, django_assert_max_num_queries: Any) -> None:
        send(course)
        page = lesson(course, "third")
        submission = start_submission(Page.objects.get(pk=page.pk), locales(*LANGUAGES), with_children=False)
        submission.steps.exclude(page_key=page.translation_key).delete()
        with django_assert_max_num_queries(70):
            run_submission(submission)
        assert len(drafts(page)) == 2


class TestTheSearchIndex:
    def test_has_each_draft_once_as_if_it_were_saved_by_itself(self, course: Course) -> None:
        send(course)
        pages = drafts(course.lesson)
        together = entries(pages)
        assert len(together) == len(LANGUAGES)
        for page in pages:
            insert_or_update_object(LessonPage.objects.get(pk=page.pk))
        assert entries(pages) == together

    def test_has_the_words_that_are_translated_already(self, course: Course) -> None:
        send(course)
        record = course.record(course.lesson)
        write_strings(record, {item.place: in_language(item.source, "zebra") for item in load_segments(record)})
        course.target(course.lesson).delete()
        send(course)
        [swedish] = [page for page in drafts(course.lesson) if page.locale.language_code == "sv"]
        assert "zebra" in str(IndexEntry.objects.values_list(TEXT_COLUMN, flat=True).get(object_id=str(swedish.pk)))

    def test_follows_an_editor_at_once(self, course: Course) -> None:
        page = lesson(course, "third", lead="Alpaca")
        assert "alpaca" in str(entries([page]))
        page.lead = "Zebra"
        page.save_revision().publish()
        assert "zebra" in str(entries([page]))
        assert "alpaca" not in str(entries([page]))

    def test_forgets_a_deleted_page(self, course: Course) -> None:
        page = lesson(course, "third")
        pk = page.pk
        page.delete()
        assert not IndexEntry.objects.filter(object_id=str(pk), content_type=ContentType.objects.get_for_model(LessonPage)).exists()

    def test_takes_pages_at_the_end_as_they_are_then(self, course: Course) -> None:
        with indexing_together():
            page = lesson(course, "third", lead="Alpaca")
            with indexing_together():
                page.lead = "Zebra"
                page.save()
            assert not entries([page])
        assert "zebra" in str(entries([page]))
        assert "alpaca" not in str(entries([page]))

    def test_goes_on_by_itself_after_an_error(self, course: Course) -> None:
        with pytest.raises(ValueError, match="broken"), indexing_together():
            raise ValueError("broken")
        assert entries([lesson(course, "third")])


class TestADraft:
    def test_is_logged_once_with_who_made_it(self, course: Course) -> None:
        user = User.objects.create_user("editor@example.org", "a long password", display_name="E")
        for page in (course.home, course.module.get_parent().get_parent(), course.module.get_parent(), course.module, course.lesson):
            submit(page.specific, locales(*LANGUAGES), user=user)
        for draft in drafts(course.lesson):
            entry = PageLogEntry.objects.get(page=draft.pk, action="wagtail.create")
            assert (entry.user, entry.label, entry.content_changed) == (user, "First", True)
            assert entry.content_type.model_class() is LessonPage

    def test_brings_no_references_of_its_own(self, course: Course) -> None:
        send(course)
        pks = [str(page.pk) for page in drafts(course.lesson)]
        assert not ReferenceIndex.objects.filter(object_id__in=pks).exists()

    def test_goes_round_an_address_that_is_taken(self, course: Course) -> None:
        send(course)
        page = lesson(course, "third")
        other = LessonPage(title="Own", slug="third", lead="L", body=[], locale=Locale.objects.get(language_code="sv"))
        course.target(course.module).add_child(instance=other)
        submit(page, locales(*LANGUAGES))
        assert [draft.slug for draft in drafts(page)] == ["third", "third-1"]
        assert Page.find_problems() == ([], [], [], [], [])

    def test_stands_where_its_source_stands(self, course: Course) -> None:
        send(course, "sv")
        page = lesson(course, "third")
        page.move(Page.objects.get(pk=course.module.pk), pos="first-child")
        submit(LessonPage.objects.get(pk=page.pk), locales(*LANGUAGES[:1]))
        titles = [child.title for child in course.target(course.module).get_children()]
        assert titles == ["Third", "First", "Second"]
        assert Page.find_problems() == ([], [], [], [], [])

    def test_knows_its_place_when_it_is_saved_again(self, course: Course) -> None:
        send_to(course, "sv", "el")
        new = lesson(course, "in-the-middle")
        new.move(Page.objects.get(pk=course.lesson.pk), pos="right")
        new = LessonPage.objects.get(pk=new.pk)
        places = {}
        for code in ("sv", "el"):
            source, _created = TranslationSource.update_or_create_from_instance(new)
            record = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code=code))
            places[record] = Page.objects.get(translation_key=course.module.translation_key, locale__language_code=code)
        made = make_drafts(new, places)
        assert {page.pk: page.path for page in made} == dict(Page.objects.filter(pk__in=[p.pk for p in made]).values_list("pk", "path"))
        for page in made:
            page.save()
        assert Page.find_problems() == ([], [], [], [], [])

    def test_waits_for_the_page_above(self, course: Course) -> None:
        with pytest.raises(ParentMissingError):
            submit(course.lesson.specific, locales(*LANGUAGES))
        assert drafts(course.lesson) == []


def test_front_pages_of_several_languages_are_children_of_the_root(course: Course) -> None:
    before = Page.get_first_root_node().numchild
    send_to(course, *FIVE)
    root = Page.get_first_root_node()
    assert root.numchild == root.get_children().count() == before + 5
    assert Page.find_problems() == ([], [], [], [], [])
