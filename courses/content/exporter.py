"""From published pages to a package that the importer accepts: importing what was exported changes nothing.

Ids and keys are written as they are in the database. What a package cannot carry is an error with its place, never left out in silence.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings
from django.utils import translation
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images import get_image_model
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail_localize.models import StringSegment, TranslationSource

from courses.content import rich_text
from courses.content.package import PageKind
from courses.content.po import context, write_po
from courses.content.problems import PackageError, Place, Problem
from courses.content.reader import COURSE, LESSON, MODULE
from courses.content.state import state_of
from courses.content.streams import file_word
from courses.content.tree import front_page
from courses.models import CoursePage, LessonPage, ModulePage


class PlainDumper(yaml.SafeDumper):
    """YAML without anchors and aliases, which the reader refuses."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def export_course(course: CoursePage, folder: Path) -> list[Path]:
    """Write the published course in its source language, its translations and its pictures below ``folder``, and name the files.

    Raises PackageError before anything is written.
    """
    with translation.override("en"):
        export = _Export(course)
        files: dict[str, dict[str, Any]] = {"course.yaml": export.page(COURSE, course, "course.yaml")}
        for number, module in enumerate(ModulePage.objects.child_of(course).live().order_by("path"), start=1):
            name = f"{number:02}-{module.slug}.yaml"
            data = export.page(MODULE, module, name)
            lessons = LessonPage.objects.child_of(module).live().order_by("path")
            data["lessons"] = [export.page(LESSON, lesson, name, lesson.slug) for lesson in lessons]
            files[name] = data
        for path in folder.glob("*.yaml"):
            if path.name not in files:
                export.problems.append(Problem(path.name, "", "is in the folder already and does not belong to this course"))
        if export.problems:
            raise PackageError(export.problems)
        return export.write(folder, files)


class _Export:
    """One course on its way into files."""

    def __init__(self, course: CoursePage) -> None:
        self.course = course
        self.front = front_page(course.locale)
        self.problems: list[Problem] = []
        self.pictures: dict[int, str] = {}
        self.pages: list[tuple[str, Page]] = []

    def page(self, kind: PageKind, page: Page, file: str, *names: str) -> dict[str, Any]:
        """A page as its file has it."""
        self.pages.append(("/".join([page.get_parent().slug, page.slug]) if kind is LESSON else page.slug, page))
        place = Place(file, names, self.problems)
        data: dict[str, Any] = {"slug": page.slug, "key": str(page.translation_key)}
        for name, value in state_of(page, kind.fields).items():
            field = page._meta.get_field(name)
            is_stream = isinstance(field, StreamField)
            data[name] = self.block(field.stream_block, value, place.at(name)) if is_stream else value
        return data

    def block(self, block: blocks.Block, value: Any, place: Place) -> Any:
        """The canonical raw value of a block as its file has it."""
        match block:
            case ImageBlock():
                file = self.picture(value["image"], place)
                return {"file": file, "alt_text": value["alt_text"], "decorative": value["decorative"]}
            case blocks.StructBlock():
                return {
                    file_word(name, child): self.block(child, value[name], place.at(name)) for name, child in block.child_blocks.items()
                }
            case blocks.ListBlock():
                return [{"id": item["id"], "value": self.block(block.child_block, item["value"], place.at(item["id"]))} for item in value]
            case blocks.BaseStreamBlock():
                return [
                    {
                        "type": item["type"],
                        "id": item["id"],
                        "value": self.block(block.child_blocks[item["type"]], item["value"], place.at(item["id"])),
                    }
                    for item in value
                ]
            case blocks.RichTextBlock():
                for complaint in rich_text.complaints(value, block.features or []):
                    place.report(f"a package cannot hold this: {complaint}")
                return value
            case blocks.PageChooserBlock():
                return self.address(value, place)
            case blocks.ChooserBlock():
                place.report(f"a package cannot hold a {block.meta.label or type(block).__name__}")
        return value

    def address(self, number: int | None, place: Place) -> str | None:
        """The path below the front page of a linked page."""
        if number is None:
            return None
        page = Page.objects.filter(pk=number).first()
        if page is None or self.front is None or not page.is_descendant_of(self.front):
            place.report("the linked page is not below the front page")
            return None
        return str(page.url_path).removeprefix(self.front.url_path).strip("/")

    def picture(self, number: int | None, place: Place) -> str:
        """The file name of a picture; two pictures with one name get different ones."""
        image = get_image_model().objects.filter(pk=number).first()
        if image is None:
            place.report("the picture is missing")
            return ""
        if number not in self.pictures:
            name = Path(image.file.name).name
            self.pictures[image.pk] = f"{image.pk}-{name}" if name in self.pictures.values() else name
        return self.pictures[image.pk]

    def write(self, folder: Path, files: dict[str, dict[str, Any]]) -> list[Path]:
        """Put everything on disk."""
        folder.mkdir(parents=True, exist_ok=True)
        written = []
        for name, data in files.items():
            path = folder / name
            text = yaml.dump(data, Dumper=PlainDumper, allow_unicode=True, sort_keys=False, width=140)
            path.write_text(text, encoding="utf-8")
            written.append(path)
        for number, name in self.pictures.items():
            path = folder / "media" / name
            path.parent.mkdir(exist_ok=True)
            with get_image_model().objects.get(pk=number).file.open("rb") as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)
            written.append(path)
        for code, _name in settings.LANGUAGES:
            entries = self.entries(code)
            if any(text for _context, _source, text in entries):
                path = folder / "locale" / f"{code}.po"
                write_po(path, code, entries)
                written.append(path)
        return written

    def entries(self, code: str) -> list[tuple[str, str, str]]:
        """Every text of the course with its translation, or without one."""
        found = []
        for path, page in self.pages:
            source = TranslationSource.objects.get_for_instance_or_none(page)
            if source is None or code == page.locale.language_code:
                continue
            locale = page.get_translations().filter(locale__language_code=code).values_list("locale", flat=True).first()
            if locale is None:
                continue
            segments = StringSegment.objects.filter(source=source).annotate_translation(locale).select_related("string", "context")
            found += [(context(path, s.context.path, {}), s.string.data, s.translation or "") for s in segments.order_by("order")]
        return found
