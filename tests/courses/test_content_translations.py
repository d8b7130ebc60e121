"""Languages of a package: real translation records, published page by page, and translators' work is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from wagtail.models import Page, Revision
from wagtail_localize.models import StringTranslation, Translation

from courses.content import import_packages, read_course
from courses.content.importer import ImportReport
from courses.content.po import read_po, write_po
from courses.content.problems import Place
from courses.models import LessonPage
from tests.courses.content_sample import lesson, plant_both, question, sample, swedish, write, write_both
from tests.courses.content_sample import write_po as write_entries

ONE = "first-module/lesson-one"


@pytest.fixture(scope="module")
def first(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImportReport]:
    """A package with everything in Swedish, imported once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        plant_both()
        yield load(write_both(tmp_path_factory.mktemp("first") / "p"))
        transaction.set_rollback(True)


@pytest.fixture
def folder(tmp_path: Path, first: ImportReport, db: None) -> Path:
    """The same package again, free to be changed."""
    return write_both(tmp_path / "p")


pytestmark = pytest.mark.django_db


def load(folder: Path, **options: Any) -> ImportReport:
    return import_packages([read_course(folder)], **options)


def swedish_lesson(slug: str = "lesson-one") -> LessonPage:
    page: LessonPage = LessonPage.objects.get(slug=slug, locale__language_code="sv")
    return page


class TestPublishing:
    def test_every_page_is_published_in_the_language(self, first: ImportReport) -> None:
        assert len(first.translated) == 4
        assert (first.missing, first.unknown) == ([], [])
        assert LessonPage.objects.filter(locale__language_code="sv").live().count() == 2
        assert swedish_lesson().title == "sv Lesson one"
        assert Page.find_problems() == ([], [], [], [], [])

    def test_translation_records_are_real(self, folder: Path) -> None:
        assert Translation.objects.filter(target_locale__language_code="sv", enabled=True).count() == 4
        record = Translation.objects.get(source__object_id=swedish_lesson().translation_key)
        total, done = record.get_progress()
        assert total == done > 0

    def test_the_key_is_the_same_and_the_words_are_not(self, folder: Path) -> None:
        english = LessonPage.objects.get(slug="lesson-one", locale__language_code="en")
        quizzes = [next(child.value for child in page.body if child.block_type == "quiz") for page in (english, swedish_lesson())]
        assert quizzes[0].spec == quizzes[1].spec
        assert quizzes[0].spec.hash == quizzes[1].spec.hash
        assert quizzes[1]["questions"][0].value["options"][0]["text"] == "sv Option a"

    def test_links_markup_and_citations_come_through(self, folder: Path) -> None:
        body = swedish_lesson().body
        assert body[0].value.source == '<h2>sv A heading</h2><p>sv See <a href="https://example.org/a">the <b>study</b></a>.</p>'
        assert body[2].value["items"][0]["citation"] == "Eddy, S. (2014). Gender gaps."
        assert swedish_lesson().lead == "sv A finding & its source."

    def test_a_citation_never_reaches_translators(self, folder: Path) -> None:
        assert not StringTranslation.objects.filter(translation_of__data__contains="Gender gaps").exists()

    def test_an_alternative_text_is_translated(self, folder: Path) -> None:
        assert swedish_lesson("lesson-two").body[0].value["image"].contextual_alt_text == "sv Two dots"


class TestAgain:
    def test_nothing_changes_without_a_change(self, folder: Path) -> None:
        before = (Revision.objects.count(), Page.objects.count(), StringTranslation.objects.count())
        report = load(folder)
        assert not report.translated
        assert (Revision.objects.count(), Page.objects.count(), StringTranslation.objects.count()) == before

    def test_a_reworded_translation_is_published(self, folder: Path) -> None:
        entries = [(c, t, "Bättre" if c == f"{ONE}:title" else s) for c, t, s in swedish(folder)]
        write_entries(folder, "sv", entries)
        assert load(folder).translated == [f"sv {ONE}"]
        assert swedish_lesson().title == "Bättre"
        assert swedish_lesson().draft_title == "Bättre"

    def test_a_new_key_reaches_the_language_without_new_words(self, folder: Path) -> None:
        files = sample()
        question(files, "number")["answer"] = "23"
        write(folder, files)
        assert load(folder).translated == [f"sv {ONE}"]
        quiz = swedish_lesson().body[3].value
        assert quiz["questions"][3].value["answer"] == 23

    def test_order_is_mirrored(self, folder: Path) -> None:
        files = sample()
        files["01-first-module.yaml"]["lessons"].reverse()
        write(folder, files)
        load(folder)
        assert [p.slug for p in LessonPage.objects.filter(locale__language_code="sv").order_by("path")] == ["lesson-two", "lesson-one"]

    def test_a_changed_text_without_translation_leaves_the_page_as_it_was(self, folder: Path) -> None:
        files = sample()
        lesson(files)["lead"] = "A new sentence."
        write(folder, files)
        report = load(folder)
        assert report.missing == [f"sv {ONE}:lead"]
        assert report.unknown == [f"sv {ONE}:lead"]
        assert swedish_lesson().lead == "sv A finding & its source."
        assert swedish_lesson().live


class TestWhatIsNotTaken:
    def test_entries_for_nothing_are_reported(self, folder: Path) -> None:
        write_entries(folder, "sv", [*swedish(folder), ("first-module/gone:title", "Gone", "Borta")])
        assert load(folder).unknown == ["sv first-module/gone:title"]

    def test_a_translators_work_is_kept(self, folder: Path) -> None:
        text = StringTranslation.objects.get(data="sv Lesson one")
        text.data = "Översättarens ord"
        text.save()
        assert f"sv {ONE}" in load(folder).kept
        text.refresh_from_db()
        assert text.data == "Översättarens ord"

    def test_overwrite_takes_the_files_words(self, folder: Path) -> None:
        StringTranslation.objects.filter(data="sv Lesson one").update(data="Översättarens ord")
        load(folder, overwrite=True)
        assert swedish_lesson().title == "sv Lesson one"

    def test_a_page_taken_out_of_translation_is_kept(self, folder: Path) -> None:
        Translation.objects.filter(source__object_id=swedish_lesson().translation_key).update(enabled=False)
        entries = [(c, t, "Bättre" if c == f"{ONE}:title" else s) for c, t, s in swedish(folder)]
        write_entries(folder, "sv", entries)
        assert load(folder).kept == [f"sv {ONE}"]


class TestFiles:
    def test_what_is_written_is_read(self, tmp_path: Path) -> None:
        path = tmp_path / "sv.po"
        entries = [("a:title", 'Say "hello"\nto all', "Säg ”hej”"), ("b:title", "Same", "Samma"), ("c:title", "Same", "Likadan")]
        write_po(path, "sv", entries)
        place = Place("sv.po")
        assert read_po(path, place) == {(c, t): s for c, t, s in entries}
        assert not place.problems

    def test_what_is_gone_is_kept_as_obsolete(self, tmp_path: Path) -> None:
        path = tmp_path / "sv.po"
        write_po(path, "sv", [("a:title", "Old", "Gammal")])
        write_po(path, "sv", [("a:title", "New", "Ny")])
        assert '#~ msgstr "Gammal"' in path.read_text(encoding="utf-8")
        assert read_po(path, Place("sv.po")) == {("a:title", "New"): "Ny"}
