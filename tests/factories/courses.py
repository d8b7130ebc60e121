"""A small course in English and Swedish with every question type, built without the demonstration content."""

from __future__ import annotations

import copy
import uuid
from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from wagtail.models import Locale, Page, Site

from accounts.models import User
from courses.models import CataloguePage, CoursePage, LessonPage, ModulePage
from home.models import HomePage

NAMESPACE = uuid.UUID("6b0e1d0e-6f3c-4f7e-9a55-0c6c9b6f2d10")

# Words that only the key may say: no response may hold them before submission.
SECRETS = ("SECRET-EXPLANATION", "SECRET-FEEDBACK")


def name_id(name: str) -> str:
    """A stable block id for a readable name."""
    return str(uuid.uuid5(NAMESPACE, name))


QUIZ_ID = uuid.UUID(name_id("quiz"))
SINGLE, MULTIPLE, TRUTH, NUMBER, MATCH = (name_id(name) for name in ("single", "multiple", "truth", "number", "match"))


def item(name: str, value: Any) -> dict[str, Any]:
    """A list item as StreamField stores it."""
    return {"type": "item", "id": name_id(name), "value": value}


def option(name: str, *, is_correct: bool = False, language: str = "en") -> dict[str, Any]:
    return item(name, {"text": f"{name} {language}", "is_correct": is_correct, "feedback": f"SECRET-FEEDBACK {name} {language}"})


def question(name: str, kind: str, language: str, **value: Any) -> dict[str, Any]:
    base = {
        "prompt": f"<p>Prompt {name} {language}</p>",
        "points": "1",
        "hint": "",
        "explanation": f"<p>SECRET-EXPLANATION {name} {language}</p>",
    }
    return {"type": kind, "id": name_id(name), "value": base | value}


def quiz_block(language: str = "en", **settings: Any) -> dict[str, Any]:
    """A quiz of five questions worth 1 + 2 + 1 + 1 + 3 = 8 points, one of each type."""
    questions = [
        question(
            "single",
            "single_choice",
            language,
            options=[option("s-right", is_correct=True, language=language), option("s-wrong", language=language)],
        ),
        question(
            "multiple",
            "multiple_choice",
            language,
            points="2",
            scoring="proportional",
            options=[
                option("m-one", is_correct=True, language=language),
                option("m-two", is_correct=True, language=language),
                option("m-wrong", language=language),
            ],
        ),
        question("truth", "true_false", language, answer="true", feedback_true="SECRET-FEEDBACK t", feedback_false="SECRET-FEEDBACK f"),
        question("number", "numeric", language, mode="absolute", answer="7421.5", tolerance="0.5", unit="%"),
        question(
            "match",
            "matching",
            language,
            points="3",
            pairs=[item(f"p{n}", {"left": f"left {n} {language}", "right": f"right {n} {language}"}) for n in (1, 2, 3)],
            distractors=[item("d1", f"distractor {language}")],
        ),
    ]
    value = {
        "title": f"Quiz {language}",
        "intro": f"Intro {language}",
        "is_graded": True,
        "pass_mark": 70,
        "attempts_allowed": 0,
        "shuffle_questions": False,
        "shuffle_options": True,
        "questions": questions,
    }
    return {"type": "quiz", "id": str(QUIZ_ID), "value": value | settings}


def lesson_body(language: str = "en", **settings: Any) -> list[dict[str, Any]]:
    return [
        {"type": "rich_text", "id": name_id("text"), "value": f"<p>Text {language}</p>"},
        {"type": "reflection", "id": name_id("reflection"), "value": {"prompt": f"Think {language}"}},
        quiz_block(language, **settings),
    ]


RIGHT: dict[str, Any] = {
    SINGLE: name_id("s-right"),
    MULTIPLE: sorted([name_id("m-one"), name_id("m-two")]),
    TRUTH: "true",
    NUMBER: "7421,5",
    MATCH: {name_id(f"p{n}"): name_id(f"p{n}") for n in (1, 2, 3)},
}


@dataclass
class Tree:
    """The pages in English and Swedish: ``lesson`` has the quiz, ``second`` has none."""

    home: HomePage
    course: CoursePage
    module: ModulePage
    lesson: LessonPage
    second: LessonPage
    lesson_sv: LessonPage

    @property
    def key(self) -> uuid.UUID:
        key: uuid.UUID = self.lesson.translation_key
        return key


def make_tree(**quiz: Any) -> Tree:
    """One course, one module, two lessons, published in English and Swedish."""
    english = Locale.objects.get(language_code="en")
    swedish, _made = Locale.objects.get_or_create(language_code="sv")
    Locale.objects.get_or_create(language_code="el")
    root = Page.get_first_root_node()
    home = root.add_child(instance=HomePage(title="Westem Up", slug="front", hero_title="The work", locale=english))
    Site.objects.update_or_create(is_default_site=True, defaults={"root_page": home, "hostname": "testserver", "port": 80})
    made = make_branch(home, english, quiz)
    home_sv = root.add_child(
        instance=HomePage(title="Westem Up sv", slug="front-sv", hero_title="Arbetet", locale=swedish, translation_key=home.translation_key)
    )
    translated = make_branch(home_sv, swedish, quiz, sources=made)
    return Tree(home, made["teach"], made["module"], made["first"], made["second"], translated["first"])


def make_branch(home: HomePage, locale: Locale, quiz: dict[str, Any], sources: dict[str, Any] | None = None) -> dict[str, Any]:
    """Catalogue, course, module and lessons below a front page; with ``sources``, as their translations."""
    code = locale.language_code
    suffix = "" if sources is None else f" {code}"
    body = lesson_body(code, **copy.deepcopy(quiz))
    made: dict[str, Any] = {}

    def add(parent: Any, page: Any) -> Any:
        if sources is not None:
            page.translation_key = sources[page.slug].translation_key
        made[page.slug] = parent.add_child(instance=page)
        return made[page.slug]

    catalogue = add(home, CataloguePage(title=f"Courses{suffix}", slug="courses", locale=locale))
    outcomes = [("outcome", f"explain the data{suffix}")]
    course = add(
        catalogue, CoursePage(title=f"Teach{suffix}", slug="teach", lead="Lead", workload_hours=8, locale=locale, outcomes=outcomes)
    )
    module = add(course, ModulePage(title=f"Module{suffix}", slug="module", summary="Summary", locale=locale))
    add(module, LessonPage(title=f"First{suffix}", slug="first", lead="Lead", locale=locale, body=body))
    add(module, LessonPage(title=f"Second{suffix}", slug="second", lead="Lead", locale=locale, body=[]))
    return made


def change_quiz(page: LessonPage, change: Any) -> None:
    """Edit the raw quiz of a page with ``change(value)`` and publish it."""
    body = copy.deepcopy(list(page.body.raw_data))
    raw = next(block for block in body if block["type"] == "quiz")
    change(raw["value"])
    page.body = body
    page.save_revision().publish()
    page.refresh_from_db()


def make_user(email: str = "ingrid@example.org", name: str = "Ingrid Exempel") -> User:
    """An account with a verified address; its password is ``a long password``."""
    user = User.objects.create_user(email, "a long password", display_name=name)
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user
