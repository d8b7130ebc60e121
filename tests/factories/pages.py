"""Pages of a small site: built in the tree directly, in one language or in several."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import Any

import factory
import wagtail_factories
from wagtail.models import Locale, Page, Site

from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from home.models import HomePage, StandardPage
from portraits.models import PortraitIndexPage, PortraitPage, StoryIndexPage, StoryPage
from toolkit.models import ToolkitPage


class HomePageFactory(wagtail_factories.PageFactory):
    title = "Westem Up"
    slug = "home"
    hero_title = "The work comes first."
    hero_text = "Training for lecturers."

    class Meta:
        model = HomePage


class StandardPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Standing page {n}")
    lead = "What this page is about."

    class Meta:
        model = StandardPage


class CataloguePageFactory(wagtail_factories.PageFactory):
    title = "Courses"
    slug = "courses"
    lead = "Free, at your own pace."

    class Meta:
        model = CataloguePage


class CoursePageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Course {n}")
    short_title = "Training"
    lead = "A training course for lecturers."
    workload_hours = 25
    certificate_note = "Issued at once."

    class Meta:
        model = CoursePage


class ModulePageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Module {n}")
    summary = "Read the figures yourself."
    hours = 4

    class Meta:
        model = ModulePage


class LessonPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Lesson {n}")
    lead = "A finding opens the lesson."
    minutes = 25

    class Meta:
        model = LessonPage


class PortraitIndexPageFactory(wagtail_factories.PageFactory):
    title = "Portraits"
    slug = "portraits"

    class Meta:
        model = PortraitIndexPage


class PortraitPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Portrait {n}")
    occupation = "Physicist"
    work = "She measured what light does."

    class Meta:
        model = PortraitPage


class StoryIndexPageFactory(wagtail_factories.PageFactory):
    title = "Stories"
    slug = "stories"

    class Meta:
        model = StoryIndexPage


class StoryPageFactory(wagtail_factories.PageFactory):
    title = factory.Sequence(lambda n: f"Story {n}")
    lead = "Something happened in a laboratory."

    class Meta:
        model = StoryPage


class ToolkitPageFactory(wagtail_factories.PageFactory):
    title = "Toolkit"
    slug = "toolkit"

    class Meta:
        model = ToolkitPage


def key_of(name: str) -> uuid.UUID:
    """A translation key or block id for a name: the same in every language."""
    return uuid.uuid5(uuid.NAMESPACE_URL, name)


def lesson_body(name: str) -> list[dict[str, Any]]:
    """Text, a note, something to try, a reflection, a quiz with one question and references."""

    def child(block_type: str, value: Any) -> dict[str, Any]:
        return {"type": block_type, "id": str(key_of(f"{name}/{block_type}")), "value": value}

    def item(number: int, value: Any) -> dict[str, Any]:
        return {"type": "item", "id": str(key_of(f"{name}/item/{number}")), "value": value}

    question = {
        "prompt": "<p>Whose share was smaller?</p>",
        "points": "1",
        "hint": "SECRET-HINT",
        "explanation": "<p>SECRET-EXPLANATION</p>",
        "options": [
            item(1, {"text": "SECRET-OPTION women’s", "is_correct": True, "feedback": "SECRET-FEEDBACK"}),
            item(2, {"text": "SECRET-OPTION men’s", "is_correct": False, "feedback": ""}),
        ],
    }
    return [
        child("rich_text", "<h2>What a room learns</h2><p>A voice that is heard becomes a name that is known.</p>"),
        child("noted", {"text": "<p>Women were 60% of the students.</p>", "note": "Eddy and others (2014)."}),
        child("callout", {"kind": "caution", "title": "Read the denominator", "text": "<p>A share is a share of something.</p>"}),
        child("try_this", {"title": "One minute of writing", "text": "<p>Ask, wait, listen.</p>", "minutes": 5}),
        child("reflection", {"prompt": "Whose name do you remember?"}),
        child("references", {"items": [item(3, {"citation": "Eddy, S. L. (2014). Gender gaps.", "url": "https://example.org/eddy"})]}),
        child(
            "quiz",
            {
                "title": "Check your reading",
                "intro": "One question.",
                "is_graded": True,
                "pass_mark": 70,
                "attempts_allowed": 0,
                "shuffle_questions": False,
                "shuffle_options": True,
                "questions": [{"type": "single_choice", "id": str(key_of(f"{name}/question")), "value": question}],
            },
        ),
    ]


@dataclass
class Tree:
    """One language's pages."""

    home: HomePage
    catalogue: CataloguePage
    course: CoursePage
    about: StandardPage
    modules: list[ModulePage] = field(default_factory=list)
    lessons: list[LessonPage] = field(default_factory=list)


def make_tree(locale: Locale, *, modules: int = 2, lessons: int = 2, title: str = "") -> Tree:
    """Front page, catalogue, one course and a standing page; ``lessons`` in each module. Trees of several languages are translations of
    each other; the first one made becomes the site's."""
    Page.objects.filter(depth=2).exclude(content_type__model="homepage").delete()  # Wagtail's welcome page
    root = Page.get_first_root_node()
    code = locale.language_code
    suffix = title or f" ({code})"

    def common(name: str) -> dict[str, Any]:
        return {"locale": locale, "translation_key": key_of(name)}

    home = HomePageFactory(parent=root, title=f"Westem Up{suffix}", **common("home") | {"slug": "home" if code == "en" else f"home-{code}"})
    if not Site.objects.exists():
        Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)
    Site.clear_site_root_paths_cache()
    catalogue = CataloguePageFactory(parent=home, title=f"Courses{suffix}", **common("courses"))
    course = CoursePageFactory(
        parent=catalogue,
        title=f"Teach{suffix}",
        slug="training",
        outcomes=[{"type": "outcome", "id": str(key_of("o1")), "value": "explain the figures"}],
        **common("training"),
    )
    about = StandardPageFactory(
        parent=home,
        title=f"About{suffix}",
        slug="about",
        body=[{"type": "rich_text", "id": str(key_of("about/text")), "value": "<p>Who we are.</p>"}],
        **common("about"),
    )
    tree = Tree(home, catalogue, course, about)
    for m in range(1, modules + 1):
        module = ModulePageFactory(parent=course, title=f"Module {m}{suffix}", slug=f"module-{m}", **common(f"module-{m}"))
        tree.modules.append(module)
        for number in range(1, lessons + 1):
            name = f"lesson-{m}-{number}"
            tree.lessons.append(
                LessonPageFactory(parent=module, title=f"Lesson {m}.{number}{suffix}", slug=name, body=lesson_body(name), **common(name))
            )
    return tree
