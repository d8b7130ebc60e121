"""A small content package for tests, as plain dictionaries: one module, two lessons, every type of question."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import polib
import yaml
from PIL import Image
from wagtail.models import Locale, Page, Site
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from courses.content import read_course
from courses.content.package import PictureFile, filled, placeholders
from courses.content.po import context
from courses.models import CataloguePage
from home.models import HomePage

Files = dict[str, dict[str, Any]]

COURSE = {
    "slug": "sample-course",
    "title": "A course",
    "lead": "What it is about.",
    "workload_hours": 3,
    "motif": "bars",
    "outcomes": [{"id": "o1", "value": "explain a figure"}, {"id": "o2", "value": "find its source"}],
}


def option(name: str, *, right: bool = False) -> dict[str, Any]:
    return {"id": name, "value": {"text": f"Option {name}", "is_correct": right, "feedback": f"About {name}"}}


QUESTIONS: list[dict[str, Any]] = [
    {
        "type": "single_choice",
        "id": "one",
        "value": {"prompt": "<p>Which one?</p>", "points": 1, "hint": "", "options": [option("a", right=True), option("b")]},
    },
    {
        "type": "multiple_choice",
        "id": "some",
        "value": {
            "prompt": "<p>Which ones?</p>",
            "points": 2,
            "scoring": "exact",
            "options": [option("a", right=True), option("b", right=True), option("c")],
        },
    },
    {
        "type": "true_false",
        "id": "holds",
        "value": {"prompt": "<p>It holds.</p>", "points": 1, "answer": True, "feedback_true": "Yes, it does"},
    },
    {
        "type": "numeric",
        "id": "number",
        "value": {"prompt": "<p>How many?</p>", "points": 1, "mode": "absolute", "answer": "22", "tolerance": "0.5", "unit": "%"},
    },
    {
        "type": "matching",
        "id": "pairs",
        "value": {
            "prompt": "<p>What belongs together?</p>",
            "points": 2,
            "pairs": [
                {"id": "p1", "value": {"left": "Left one", "right": "Right one"}},
                {"id": "p2", "value": {"left": "Left two", "right": "Right two"}},
            ],
            "distractors": [{"id": "d1", "value": "Right none"}],
        },
    },
]

MODULE: dict[str, Any] = {
    "slug": "first-module",
    "title": "The first module",
    "summary": "You read a figure.",
    "hours": "1.5",
    "outcomes": [{"id": "o1", "value": "read a figure"}],
    "lessons": [
        {
            "slug": "lesson-one",
            "title": "Lesson one",
            "lead": "A finding & its source.",
            "minutes": 20,
            "body": [
                {
                    "type": "rich_text",
                    "id": "opening",
                    "value": '<h2>A heading</h2> <p>See <a href="https://example.org/a">the <b>study</b></a>.</p>',
                },
                {
                    "type": "spectrum",
                    "id": "chart",
                    "value": {
                        "title": "Shares",
                        "rows": [{"id": "r1", "value": {"label": "Professors", "percent": "26.0"}}],
                        "source": "A report",
                    },
                },
                {
                    "type": "references",
                    "id": "references",
                    "value": {
                        "items": [{"id": "eddy", "value": {"citation": "Eddy, S. (2014). Gender gaps.", "url": "https://example.org/e"}}]
                    },
                },
                {
                    "type": "quiz",
                    "id": "quiz",
                    "value": {
                        "title": "Check your reading",
                        "intro": "Five questions.",
                        "is_graded": True,
                        "pass_mark": 70,
                        "questions": QUESTIONS,
                    },
                },
            ],
        },
        {
            "slug": "lesson-two",
            "title": "Lesson two",
            "lead": "Another finding.",
            "minutes": 10,
            "body": [
                {
                    "type": "figure",
                    "id": "dots",
                    "value": {
                        "image": {"file": "dots.png", "alt_text": "Two dots"},
                        "caption": "Dots in a row",
                        "credit": "Westem Up",
                        "licence": "cc-by-4.0",
                    },
                }
            ],
        },
    ],
}


def sample() -> Files:
    """The package's YAML files, free to be changed."""
    return copy.deepcopy({"course.yaml": COURSE, "01-first-module.yaml": MODULE})


def lesson(files: Files, number: int = 0) -> dict[str, Any]:
    found: dict[str, Any] = files["01-first-module.yaml"]["lessons"][number]
    return found


def question(files: Files, name: str) -> dict[str, Any]:
    """The value of a question of the first lesson's quiz."""
    found: dict[str, Any] = next(q for q in lesson(files)["body"][3]["value"]["questions"] if q["id"] == name)["value"]
    return found


def write(folder: Path, files: Files) -> Path:
    """Put the package on disk."""
    folder.mkdir(exist_ok=True)
    for name, data in files.items():
        (folder / name).write_text(yaml.dump(data, Dumper=NoAliases, allow_unicode=True, sort_keys=False), encoding="utf-8")
    (folder / "media").mkdir(exist_ok=True)
    Image.new("RGB", (40, 20), "#43238f").save(folder / "media" / "dots.png")
    return folder


class NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def write_po(folder: Path, language: str, entries: list[tuple[str, str, str]], *, fuzzy: tuple[str, ...] = ()) -> None:
    """A PO file of (context, text, translation); the contexts in ``fuzzy`` are marked so."""
    po = polib.POFile()
    po.metadata = {"Content-Type": "text/plain; charset=UTF-8", "Language": language}
    for msgctxt, msgid, msgstr in entries:
        po.append(polib.POEntry(msgctxt=msgctxt, msgid=msgid, msgstr=msgstr, flags=["fuzzy"] if msgctxt in fuzzy else []))
    (folder / "locale").mkdir(exist_ok=True)
    po.save(str(folder / "locale" / f"{language}.po"))


def plant_site(locale: Locale) -> CataloguePage:
    """A front page with a catalogue, and nothing else."""
    root = Page.get_first_root_node()
    front = root.add_child(instance=HomePage(title="Westem Up", slug="front", hero_title="The work", locale=locale))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "127.0.0.1", "root_page": front})
    catalogue: CataloguePage = front.add_child(instance=CataloguePage(title="Courses", slug="courses", locale=locale))
    return catalogue


def plant_both() -> None:
    """A catalogue in both languages."""
    english, swedish_locale = (Locale.objects.get_or_create(language_code=code)[0] for code in ("en", "sv"))
    catalogue = plant_site(english)
    for page in (catalogue.get_parent().specific, catalogue):
        page.copy_for_translation(swedish_locale).save_revision().publish()


def write_both(folder: Path) -> Path:
    """The package with its Swedish."""
    write(folder, sample())
    write_po(folder, "sv", swedish(folder))
    return folder


def swedish(folder: Path) -> list[tuple[str, str, str]]:
    """An entry for each text of the package: the text itself after "sv "."""
    package = read_course(folder)
    entries = []
    for content in package.walk():
        fields = {name: filled(value, {}) for name, value in content.fields.items() if not holds_picture(value)}
        page = content.kind.model(slug=content.slug, **fields)
        for segment in extract_segments(page):
            if isinstance(segment, StringSegmentValue):
                text = segment.string.data
                entries.append((context(content.path, segment.path, package.names), text, f"sv {text}"))
    two = "first-module/lesson-two:body.dots"
    entries += [(f"{two}.image.alt_text", "Two dots", "sv Two dots"), (f"{two}.caption", "Dots in a row", "sv Dots in a row")]
    return list(dict.fromkeys(entries))


def holds_picture(value: Any) -> bool:
    return any(isinstance(part, PictureFile) for part in placeholders(value))
