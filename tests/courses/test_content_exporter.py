"""What is exported can be imported, here or elsewhere, and is the same."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from wagtail.images import get_image_model
from wagtail.models import Locale, Page

from courses.content import PackageError, import_packages, read_course
from courses.content.exporter import export_course
from courses.models import CoursePage, ImportedContent, LessonPage, ModulePage
from tests.courses.content_sample import plant_both, sample, write, write_both


@pytest.fixture(scope="module")
def imported(django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The package in both languages, imported once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        plant_both()
        import_packages([read_course(write_both(tmp_path_factory.mktemp("first") / "p"))])
        yield
        transaction.set_rollback(True)


@pytest.fixture
def course(imported: None, db: None) -> CoursePage:
    found: CoursePage = CoursePage.objects.get(locale__language_code="en")
    return found


def picture_of_everything() -> list[Any]:
    """All pages of the course with their content, in both languages."""
    pages = Page.objects.type(CoursePage, ModulePage, LessonPage).order_by("path").specific()
    rows = []
    for page in pages:
        fields = [f.name for f in type(page)._meta.local_fields if f.name != "page_ptr"]
        values = {name: type(page)._meta.get_field(name).value_to_string(page) for name in fields}
        rows.append([page.path, page.locale.language_code, str(page.translation_key), page.slug, page.title, page.live, values])
    return rows


class TestRoundTrip:
    def test_importing_an_export_changes_nothing(self, course: CoursePage, tmp_path: Path) -> None:
        before = picture_of_everything()
        export_course(course, tmp_path / "out")
        report = import_packages([read_course(tmp_path / "out")])
        assert len(report.unchanged) == 4
        assert (report.translated, report.kept, report.unknown, report.missing) == ([], [], [], [])
        assert picture_of_everything() == before

    def test_the_course_can_be_raised_again_from_its_export(self, course: CoursePage, tmp_path: Path) -> None:
        before = picture_of_everything()
        export_course(course, tmp_path / "out")
        for page in Page.objects.type(CoursePage):
            Page.objects.get(pk=page.pk).delete()
        ImportedContent.objects.all().delete()
        report = import_packages([read_course(tmp_path / "out")])
        assert len(report.created) == 4
        assert len(report.translated) == 4
        assert picture_of_everything() == before

    def test_a_second_export_is_the_same(self, course: CoursePage, tmp_path: Path) -> None:
        first = export_course(course, tmp_path / "a")
        second = export_course(course, tmp_path / "b")
        assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
        assert len(first) == 4


class TestRefusals:
    def test_what_a_package_cannot_hold_is_named(self, course: CoursePage, tmp_path: Path) -> None:
        page = LessonPage.objects.get(slug="lesson-one", locale__language_code="en")
        raw = list(page.body.raw_data)
        raw[0] = {**raw[0], "value": '<p><a linktype="page" id="3">inside</a></p>'}
        page.body = raw
        page.save_revision().publish()
        with pytest.raises(PackageError, match=r"lesson-one/body/.*a package cannot hold this: a link is"):
            export_course(course, tmp_path / "out")
        assert not (tmp_path / "out").exists()

    def test_a_missing_picture_is_named(self, course: CoursePage, tmp_path: Path) -> None:
        get_image_model().objects.all().delete()
        with pytest.raises(PackageError, match="the picture is missing"):
            export_course(course, tmp_path / "out")

    def test_files_of_another_course_are_not_mixed_in(self, course: CoursePage, tmp_path: Path) -> None:
        write(tmp_path / "out", {"99-other.yaml": sample()["01-first-module.yaml"]})
        with pytest.raises(PackageError, match=r"99-other\.yaml: is in the folder already"):
            export_course(course, tmp_path / "out")


class TestCommand:
    def test_it_writes_the_files(self, course: CoursePage, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("export_course", "sample-course", str(tmp_path / "out"))
        assert "4 files written" in capsys.readouterr().out

    def test_an_unknown_course_is_refused(self, tmp_path: Path, en: Locale) -> None:
        with pytest.raises(CommandError, match="no published course 'nothing'"):
            call_command("export_course", "nothing", str(tmp_path / "out"))
