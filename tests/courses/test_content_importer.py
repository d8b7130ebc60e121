"""Importing twice changes nothing, importing a change changes that page alone, and people's work is kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Revision

from courses.content import import_packages, read_course
from courses.content.importer import ImportReport
from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from tests.courses.content_sample import Files, lesson, plant_site, question, sample, write


@pytest.fixture(scope="module")
def first(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ImportReport]:
    """The package, imported once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        plant_site(Locale.objects.get_or_create(language_code="en")[0])
        yield load(write(tmp_path_factory.mktemp("first") / "p", sample()))
        transaction.set_rollback(True)


@pytest.fixture
def folder(tmp_path: Path, first: ImportReport, db: None) -> Path:
    """The same package again, free to be changed."""
    return write(tmp_path / "p", sample())


pytestmark = pytest.mark.usefixtures("folder")


def load(folder: Path, files: Files | None = None, **options: Any) -> ImportReport:
    if files is not None:
        write(folder, files)
    return import_packages([read_course(folder)], **options)


def edit(page: Page, **changes: Any) -> None:
    """What an editor does in the CMS."""
    draft = page.specific.get_latest_revision_as_object()
    for name, value in changes.items():
        setattr(draft, name, value)
    draft.save_revision().publish()


class TestFirstImport:
    def test_pages_are_published_below_the_catalogue(self, first: ImportReport) -> None:
        assert len(first.created) == 4
        assert CoursePage.objects.child_of(CataloguePage.objects.get()).live().get().title == "A course"
        assert [p.slug for p in LessonPage.objects.live().order_by("path")] == ["lesson-one", "lesson-two"]
        assert Page.find_problems() == ([], [], [], [], [])

    def test_a_lesson_knows_its_graded_quiz(self, folder: Path) -> None:
        page = LessonPage.objects.get(slug="lesson-one")
        quiz = next(child for child in page.body if child.block_type == "quiz")
        assert page.graded_quiz_ids == [quiz.id]
        assert quiz.value.spec.max_points == 7

    def test_the_page_can_be_saved_by_an_editor_without_complaint(self, folder: Path) -> None:
        for page in LessonPage.objects.all():
            page.body.stream_block.clean(page.body)
            page.full_clean()

    def test_a_picture_is_stored_once(self, folder: Path) -> None:
        files = sample()
        lesson(files, 1)["lead"] = "Changed."
        load(folder, files)
        figure = LessonPage.objects.get(slug="lesson-two").body[0].value
        assert get_image_model().objects.count() == 1
        assert figure["image"].contextual_alt_text == "Two dots"


class TestSecondImport:
    def test_nothing_changes_without_a_change(self, folder: Path) -> None:
        before = Revision.objects.count()
        report = load(folder)
        assert len(report.unchanged) == 4
        assert (report.created, report.updated, report.kept) == ([], [], [])
        assert Revision.objects.count() == before

    def test_only_the_changed_page_is_published_again(self, folder: Path) -> None:
        before = Revision.objects.count()
        files = sample()
        question(files, "number")["answer"] = "23"
        report = load(folder, files)
        assert report.updated == ["first-module/lesson-one"]
        assert Revision.objects.count() == before + 1

    def test_a_page_is_found_by_its_key_when_its_slug_changes(self, folder: Path) -> None:
        page = LessonPage.objects.get(slug="lesson-one")
        files = sample()
        lesson(files)["key"] = str(page.translation_key)
        lesson(files)["slug"] = "lesson-first"
        load(folder, files)
        assert LessonPage.objects.get(slug="lesson-first").pk == page.pk

    def test_order_follows_the_files(self, folder: Path) -> None:
        files = sample()
        files["01-first-module.yaml"]["lessons"].reverse()
        files["01-first-module.yaml"]["lessons"].insert(
            1, {"slug": "lesson-new", "title": "New", "lead": "In between.", "minutes": 5, "body": []}
        )
        load(folder, files)
        assert [p.slug for p in LessonPage.objects.order_by("path")] == ["lesson-two", "lesson-new", "lesson-one"]
        assert Page.find_problems() == ([], [], [], [], [])

    def test_a_lesson_may_move_to_another_module_with_its_key(self, folder: Path) -> None:
        files = sample()
        moved = files["01-first-module.yaml"]["lessons"].pop(0)
        moved["key"] = str(LessonPage.objects.get(slug="lesson-one").translation_key)
        files["02-second.yaml"] = {"slug": "second", "title": "Second", "summary": "More.", "lessons": [moved]}
        report = load(folder, files)
        assert LessonPage.objects.get(slug="lesson-one").get_parent().slug == "second"
        assert "second/lesson-one" in report.moved


class TestPeoplesWork:
    def test_a_page_that_an_editor_changed_is_kept(self, folder: Path) -> None:
        edit(LessonPage.objects.get(slug="lesson-two"), lead="An editor's words.")
        files = sample()
        lesson(files, 1)["lead"] = "The file's words."
        assert load(folder, files).kept == ["first-module/lesson-two"]
        assert LessonPage.objects.get(slug="lesson-two").lead == "An editor's words."

    def test_a_draft_is_kept_too(self, folder: Path) -> None:
        page = LessonPage.objects.get(slug="lesson-two")
        page.lead = "Not yet published."
        page.save_revision()
        assert load(folder).kept == ["first-module/lesson-two"]
        assert LessonPage.objects.get(slug="lesson-two").get_latest_revision_as_object().lead == "Not yet published."

    def test_an_unpublished_page_stays_so(self, folder: Path) -> None:
        LessonPage.objects.get(slug="lesson-two").unpublish()
        assert load(folder).kept == ["first-module/lesson-two"]
        assert not LessonPage.objects.get(slug="lesson-two").live

    def test_a_deleted_page_stays_deleted(self, folder: Path) -> None:
        LessonPage.objects.get(slug="lesson-two").delete()
        assert load(folder).kept == ["first-module/lesson-two (deleted)"]
        assert load(folder, overwrite=True).created == ["first-module/lesson-two"]

    def test_saving_without_a_change_is_no_change(self, folder: Path) -> None:
        edit(LessonPage.objects.get(slug="lesson-two"))
        assert not load(folder).kept

    def test_overwrite_takes_the_files_version(self, folder: Path) -> None:
        edit(LessonPage.objects.get(slug="lesson-two"), lead="An editor's words.")
        report = load(folder, overwrite=True)
        assert report.updated == ["first-module/lesson-two"]
        assert LessonPage.objects.get(slug="lesson-two").lead == "Another finding."

    def test_pages_that_are_not_in_the_package_are_not_touched(self, folder: Path) -> None:
        module = ModulePage.objects.get()
        extra = module.add_child(instance=LessonPage(title="Extra", slug="extra", lead="By hand.", minutes=5))
        load(folder)
        extra.refresh_from_db()
        assert extra.live
        assert LessonPage.objects.count() == 3
