"""Runs inside Django: one edit of the source as an editor makes it, and then what the worker does after it.

edits.py <name>    does it and prints what the test wants to know, as JSON
"""

from __future__ import annotations

import copy
import json
import sys
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
django.setup()

from django.apps import apps  # noqa: E402
from wagtail.blocks.migrations.operations import RenameStructChildrenOperation  # noqa: E402
from wagtail.models import Page  # noqa: E402
from wagtail_localize.models import TranslationContext, TranslationSource  # noqa: E402

from common.enums import EditKind  # noqa: E402
from courses.models import LessonPage, ModulePage  # noqa: E402
from translation.operations import MigrateTranslatedStreamData  # noqa: E402

LESSON = "where-women-leave"
EDITS: dict[str, Callable[[], Any]] = {}


def edit(function: Callable[[], Any]) -> Callable[[], Any]:
    EDITS[function.__name__] = function
    return function


def source(slug: str = LESSON) -> LessonPage:
    return LessonPage.objects.get(slug=slug, locale__language_code="en")


def publish(change: Callable[[list[dict[str, Any]]], None], kind: str = EditKind.WORDING) -> None:
    page = source()
    body = copy.deepcopy(list(page.body.raw_data))
    change(body)
    page.body = body
    page.edit_kind = kind
    page.save_revision().publish()


def block(body: list[dict[str, Any]], kind: str) -> dict[str, Any]:
    return next(item for item in body if item["type"] == kind)


def question(body: list[dict[str, Any]]) -> dict[str, Any]:
    """The first question, a single choice."""
    return next(item["value"] for item in block(body, "quiz")["value"]["questions"] if item["type"] == "single_choice")


@edit
def word() -> str:
    def change(body: list[dict[str, Any]]) -> None:
        note = block(body, "noted")["value"]
        note["text"] = note["text"].replace("Women are the majority where studies begin", "Where studies begin, most students are women")

    publish(change)
    return "most students are women"


@edit
def typo() -> str:
    def change(body: list[dict[str, Any]]) -> None:
        text = block(body, "noted")["value"]
        text["note"] = text["note"].replace("European Commission.", "European  Commission.")
        text["note"] = text["note"].replace("All fields", "All the fields")

    publish(change, EditKind.TYPO)
    return "All the fields"


@edit
def key() -> dict[str, Any]:
    """What was right is wrong, and another option is right: printed are the ids of both."""
    found: dict[str, Any] = {}

    def change(body: list[dict[str, Any]]) -> None:
        options = question(body)["options"]
        was = next(option for option in options if option["value"]["is_correct"])
        now = next(option for option in options if not option["value"]["is_correct"])
        was["value"]["is_correct"], now["value"]["is_correct"] = False, True
        found.update(was=was["id"], now=now["id"])

    publish(change)
    return found


@edit
def points() -> str:
    publish(lambda body: question(body).update(points="4"))
    return "4"


@edit
def order() -> list[str]:
    def change(body: list[dict[str, Any]]) -> None:
        first = next(index for index, item in enumerate(body) if item["type"] == "table")
        body.insert(first - 2, body.pop(first))

    publish(change)
    return [item["id"] for item in source().body.raw_data]


@edit
def insert() -> str:
    new = {"type": "rich_text", "id": str(uuid.uuid4()), "value": "<p>A paragraph that nobody has translated yet.</p>"}
    publish(lambda body: body.insert(1, new))
    return "nobody has translated"


@edit
def delete() -> str:
    publish(lambda body: body.remove(block(body, "table")))
    return "table"


@edit
def move() -> str:
    """The second lesson of the first module goes to the second module."""
    page = Page.objects.get(pk=source("early-stories").pk)
    target = Page.objects.get(pk=ModulePage.objects.get(slug="bias-and-language", locale__language_code="en").pk)
    page.move(target, pos="last-child")
    return "bias-and-language/early-stories"


@edit
def unpublish() -> str:
    source("figures-that-mislead").unpublish()
    return "figures-that-mislead"


@edit
def rename() -> str:
    """Back to an old name of a block's field first, without any service, and then the migration that renames it."""
    for page in LessonPage.objects.all():
        body = copy.deepcopy(list(page.body.raw_data))
        for item in body:
            if item["type"] == "noted":
                item["value"]["remark"] = item["value"].pop("note", "")
        LessonPage.objects.filter(pk=page.pk).update(body=body)
    for kept in TranslationSource.objects.filter(specific_content_type__model="lessonpage"):
        content = json.loads(kept.content_json)
        body = json.loads(content["body"])
        for item in body:
            if item["type"] == "noted":
                item["value"]["remark"] = item["value"].pop("note", "")
        content["body"] = json.dumps(body)
        kept.content_json = json.dumps(content)
        kept.save()
    for context in TranslationContext.objects.filter(field_path="body.noted.note"):
        context.path = context.path.removesuffix(".note") + ".remark"
        context.path_id = TranslationContext._get_path_id(context.path)
        context.field_path = "body.noted.remark"
        context.save()
    operation = MigrateTranslatedStreamData("courses", "LessonPage", "body", [(RenameStructChildrenOperation("remark", "note"), "noted")])
    operation.migrate_stream_data_forward(apps, None)
    # And an editor goes on: what she changes now finds its previous wording.
    publish(lambda body: block(body, "noted")["value"].update(note="She Figures, European Commission."))
    return "She Figures, European Commission."


if __name__ == "__main__":
    sys.stdout.write(json.dumps(EDITS[sys.argv[1]]()))
