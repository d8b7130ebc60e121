"""What is not translated yet waits; readers never meet a half-translated page."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail.models import Page

from courses.content import ImportReport, PackageError, import_packages, read_course
from courses.models import CoursePage, LessonPage
from tests.courses.content_sample import plant_both, swedish, write_both
from tests.courses.content_sample import write_po as write_entries

ONE = "first-module/lesson-one"


@pytest.fixture
def folder(tmp_path: Path, db: None) -> Path:
    """A package with everything in Swedish, and a catalogue without it."""
    plant_both()
    return write_both(tmp_path / "p")


def load(folder: Path) -> ImportReport:
    return import_packages([read_course(folder)])


def swedish_lesson(slug: str = "lesson-one") -> LessonPage:
    page: LessonPage = LessonPage.objects.get(slug=slug, locale__language_code="sv")
    return page


class TestWaiting:
    def test_fuzzy_and_empty_entries_are_missing(self, folder: Path) -> None:
        entries = [(c, t, "" if c == f"{ONE}:lead" else s) for c, t, s in swedish(folder)]
        write_entries(folder, "sv", entries, fuzzy=(f"{ONE}:title",))
        report = load(folder)
        assert report.missing == [f"sv {ONE}:title", f"sv {ONE}:lead"]
        assert not swedish_lesson().live
        assert swedish_lesson("lesson-two").live

    def test_a_draft_is_published_when_its_last_text_comes(self, folder: Path) -> None:
        write_entries(folder, "sv", swedish(folder), fuzzy=(f"{ONE}:title",))
        load(folder)
        write_entries(folder, "sv", swedish(folder))
        assert load(folder).translated == [f"sv {ONE}"]
        assert swedish_lesson().live

    def test_pages_wait_for_the_page_above(self, folder: Path) -> None:
        write_entries(folder, "sv", swedish(folder), fuzzy=("first-module:title",))
        assert load(folder).waiting == [f"sv {ONE}", "sv first-module/lesson-two"]
        assert not LessonPage.objects.filter(locale__language_code="sv").exists()
        write_entries(folder, "sv", swedish(folder))
        assert len(load(folder).translated) == 3
        assert Page.find_problems() == ([], [], [], [], [])

    def test_a_language_that_the_site_does_not_have_is_refused(self, folder: Path) -> None:
        write_entries(folder, "tlh", [("sample-course:title", "A course", "paq")])
        with pytest.raises(PackageError, match=r"locale/tlh\.po: is not a language"):
            load(folder)
        assert not CoursePage.objects.exists()
