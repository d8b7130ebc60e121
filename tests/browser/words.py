"""The demonstration's quizzes as readers see them, in both languages, and how to answer them."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polib
import yaml
from django.utils import translation
from django.utils.translation import gettext
from playwright.sync_api import Locator

PACKAGE = Path(__file__).resolve().parents[2] / "home" / "content" / "lecturer-training"
MODULE, LESSON = "why-the-gap-persists", "where-women-leave"
LESSON_PATH = f"courses/lecturer-training/{MODULE}/{LESSON}/"


def say(text: str, language: str) -> str:
    """A word of the interface in a language; as long as the catalog has none, in English."""
    with translation.override(language):
        return gettext(text)


def plain(rich: str) -> str:
    """Rich text as one line of words."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", rich)).split())


@cache
def modules() -> list[dict[str, Any]]:
    return [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.glob("[0-9]*.yaml")) if ".sv." not in path.name]


@cache
def translated(language: str) -> dict[str, str]:
    """Translations by context."""
    return {entry.msgctxt: entry.msgstr for entry in polib.pofile((PACKAGE / "locale" / f"{language}.po").read_text(encoding="utf-8"))}


@dataclass(frozen=True)
class Asked:
    """One question of a quiz in one language."""

    place: str
    type: str
    value: dict[str, Any]
    language: str

    def word(self, part: str, english: str) -> str:
        """The text of a part, for instance ``options.x.text``."""
        return plain(english if self.language == "en" else translated(self.language)[f"{self.place}.{part}"])

    @property
    def prompt(self) -> str:
        return self.word("prompt", self.value["prompt"])

    def options(self, *, right: bool) -> list[str]:
        """The texts of the right, or of the wrong, options."""
        return [
            self.word(f"options.{option['id']}.text", option["value"]["text"])
            for option in self.value["options"]
            if option["value"]["is_correct"] is right
        ]

    def answer(self, quiz: Locator) -> None:
        """Answers rightly, by mouse and keyboard, in the quiz's own words."""
        group = self.group(quiz)
        match self.type:
            case "single_choice":
                group.get_by_role("radio", name=self.options(right=True)[0], exact=True).check()
            case "multiple_choice":
                for text in self.options(right=True):
                    group.get_by_role("checkbox", name=text, exact=True).check()
            case "true_false":
                group.get_by_role("radio", name=say("True" if self.value["answer"] else "False", self.language), exact=True).check()
            case "numeric":
                number = str(self.value["answer"] or self.value["minimum"])
                group.get_by_role("textbox").fill(number if self.language == "en" else number.replace(".", ","))
            case "matching":
                for pair in self.value["pairs"]:
                    left = self.word(f"pairs.{pair['id']}.left", pair["value"]["left"])
                    right = self.word(f"pairs.{pair['id']}.right", pair["value"]["right"])
                    group.get_by_role("combobox", name=left, exact=True).select_option(label=right)

    def group(self, quiz: Locator) -> Locator:
        return quiz.get_by_role("group").filter(has_text=self.prompt[:60])


def quiz_of(language: str, module: str = MODULE, lesson: str = LESSON) -> list[Asked]:
    """The questions of a lesson's quiz in the author's order."""
    found = next(item for part in modules() if part["slug"] == module for item in part["lessons"] if item["slug"] == lesson)
    quiz = next(block for block in found["body"] if block["type"] == "quiz")
    return [
        Asked(f"{module}/{lesson}:body.{quiz['id']}.questions.{question['id']}", question["type"], question["value"], language)
        for question in quiz["value"]["questions"]
    ]


def key_material() -> set[str]:
    """Every explanation and every feedback of the course in all languages, as words: nobody may read them before submission."""
    secret = set()
    for part in modules():
        for lesson in part["lessons"]:
            for block in lesson["body"]:
                if block["type"] == "quiz":
                    secret |= secrets_of(block["value"])
    for language in ("sv", "el"):
        secret |= {
            plain(text)
            for context, text in translated(language).items()
            if re.search(r"\.(explanation|feedback|feedback_true|feedback_false)$", context)
        }
    return {text for text in secret if len(text) > 20}


def secrets_of(node: Any) -> set[str]:
    if isinstance(node, list):
        return set().union(*(secrets_of(item) for item in node))
    if not isinstance(node, dict):
        return set()
    found = {plain(value) for name, value in node.items() if name.startswith(("explanation", "feedback")) and isinstance(value, str)}
    return found.union(*(secrets_of(value) for value in node.values()))
