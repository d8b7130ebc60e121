"""A package that does not fit is refused with a reason, and nothing of it is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Locale

from courses.content import ImportReport, PackageError, import_packages, read_course
from courses.models import CataloguePage, CoursePage
from tests.courses.content_sample import Files, lesson, plant_site, sample, write


@pytest.fixture
def catalogue(en: Locale) -> CataloguePage:
    return plant_site(en)


@pytest.fixture
def folder(tmp_path: Path, catalogue: CataloguePage) -> Path:
    return write(tmp_path / "p", sample())


def load(folder: Path, files: Files | None = None) -> ImportReport:
    if files is not None:
        write(folder, files)
    return import_packages([read_course(folder)])


class TestRefusals:
    def test_nothing_is_written_when_anything_is_wrong(self, folder: Path) -> None:
        files = sample()
        lesson(files, 1)["minutes"] = 0
        with pytest.raises(PackageError):
            load(folder, files)
        assert not CoursePage.objects.exists()

    def test_another_page_with_the_same_address_is_not_taken_over(self, folder: Path, catalogue: CataloguePage) -> None:
        catalogue.add_child(instance=CoursePage(title="Other", slug="sample-course", lead="Not ours."))
        with pytest.raises(PackageError, match="another page already has the address 'courses/sample-course'"):
            load(folder)
        assert CoursePage.objects.get().title == "Other"

    def test_a_key_of_another_type_is_refused(self, folder: Path, catalogue: CataloguePage) -> None:
        files = sample()
        files["course.yaml"]["key"] = str(catalogue.translation_key)
        with pytest.raises(PackageError, match="its key belongs to a page of another type"):
            load(folder, files)

    def test_one_key_for_two_pages_is_refused(self, folder: Path) -> None:
        files = sample()
        for number in (0, 1):
            lesson(files, number)["key"] = "0d0f6a53-2f3b-4f0e-9b7e-0b9a3c1d7e42"
        with pytest.raises(PackageError, match="has the same key as first-module/lesson-one"):
            load(folder, files)

    def test_a_place_that_does_not_exist_is_refused(self, folder: Path) -> None:
        with pytest.raises(PackageError, match="there is no page at 'nowhere'"):
            import_packages([read_course(folder, mount="nowhere")])

    def test_a_place_of_the_wrong_type_is_refused(self, folder: Path) -> None:
        with pytest.raises(PackageError, match="a course cannot stand under a front page"):
            import_packages([read_course(folder, mount="")])

    def test_a_file_that_is_no_picture_is_refused(self, folder: Path) -> None:
        (folder / "media" / "dots.png").write_bytes(b"GIF89a, not really")
        with pytest.raises(PackageError, match=r"dots\.png is not a picture"):
            load(folder)
        assert not CoursePage.objects.exists()


class TestCommand:
    def test_it_imports_and_says_what_it_did(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("import_course", str(folder))
        assert "4 pages created" in capsys.readouterr().out

    def test_check_writes_nothing(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        call_command("import_course", str(folder), "--check")
        assert "in order" in capsys.readouterr().out
        assert not CoursePage.objects.exists()

    def test_problems_are_shown(self, folder: Path) -> None:
        (folder / "01-first-module.yaml").write_text("slug: [", encoding="utf-8")
        with pytest.raises(CommandError, match="Nothing was imported"):
            call_command("import_course", str(folder))
