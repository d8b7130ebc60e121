"""A renamed block keeps its translations, on pages, in revisions and in what localize has kept."""

from __future__ import annotations

import copy
from typing import Any, ClassVar

from django.apps import apps
from django.test import TestCase
from wagtail.blocks.migrations.operations import RenameStreamChildrenOperation, RenameStructChildrenOperation
from wagtail_localize.models import TranslationContext, TranslationSource

from courses.models import LessonPage
from tests.factories.translation import LANGUAGES, Course, edit, make_course
from translation.operations import MigrateTranslatedStreamData, marked, renamed_paths
from translation.services.syncing import after_publication
from translation.states import State


def migrate(*operations: tuple[Any, str]) -> None:
    operation = MigrateTranslatedStreamData("courses", "LessonPage", "body", list(operations))
    operation.migrate_stream_data_forward(apps, None)


class RenamingTest(TestCase):
    course: ClassVar[Course]

    @classmethod
    def setUpTestData(cls) -> None:
        cls.course = make_course()

    def rename_back(self) -> None:
        """As if the reflection's prompt had had another name before the migration that is under test."""
        for page in LessonPage.objects.all():
            body = copy.deepcopy(list(page.body.raw_data))
            for block in body:
                if block["type"] == "reflection":
                    block["value"]["question"] = block["value"].pop("prompt")
            LessonPage.objects.filter(pk=page.pk).update(body=body)
        for source in TranslationSource.objects.all():
            source.content_json = source.content_json.replace('{\\"prompt\\": \\"Think', '{\\"question\\": \\"Think')
            source.save()
        for context in TranslationContext.objects.filter(field_path="body.reflection.prompt"):
            context.path = context.path.replace(".prompt", ".question")
            context.path_id = TranslationContext._get_path_id(context.path)
            context.field_path = "body.reflection.question"
            context.save()

    def test_a_renamed_field_keeps_its_translations(self) -> None:
        self.rename_back()
        assert not TranslationContext.objects.filter(path__endswith=".prompt", field_path__startswith="body.reflection").exists()
        migrate((RenameStructChildrenOperation("question", "prompt"), "reflection"))
        after_publication(LessonPage.objects.get(pk=self.course.lesson.pk))
        for code in LANGUAGES:
            states = {segment.state for segment in self.course.segments(self.course.lesson, code)}
            assert states == {State.APPROVED}
            reflection = self.course.target(self.course.lesson, code).body[1]
            assert reflection.value["prompt"] == f"Think en ‹{code}›"

    def test_and_the_next_edit_finds_them(self) -> None:
        self.rename_back()
        migrate((RenameStructChildrenOperation("question", "prompt"), "reflection"))

        def change(page: Any) -> None:
            body = copy.deepcopy(list(page.body.raw_data))
            body[1]["value"]["prompt"] = "Think again"
            page.body = body

        with self.captureOnCommitCallbacks(execute=True):
            edit(self.course.lesson, change)
        stale = self.course.segment(self.course.lesson, "Think again")
        assert stale.previous is not None
        assert stale.previous.target == "Think en ‹sv›"

    def test_a_renamed_block_changes_what_localize_has_kept(self) -> None:
        migrate((RenameStreamChildrenOperation("rich_text", "prose"), ""))
        source = TranslationSource.objects.get(object_id=self.course.lesson.translation_key)
        assert '\\"type\\": \\"prose\\"' in source.content_json
        assert '\\"type\\": \\"rich_text\\"' not in source.content_json


def test_paths_are_followed_through_lists_and_structs() -> None:
    raw = [{"type": "a", "id": "1", "value": {"x": "text", "items": [{"type": "item", "id": "2", "value": "one"}]}}]
    changed = marked(raw)
    changed[0]["value"]["y"] = changed[0]["value"].pop("x")
    assert renamed_paths(raw, changed) == {"1.x": "1.y", "1.items.2": "1.items.2"}
