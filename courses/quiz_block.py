"""The quiz as an editor writes it."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.translators import PREVIEW_OF_WORDS
from courses.questions import QUESTION_TYPES, QuestionBlock
from courses.scoring import Answer, Grade, QuestionSpec, QuizSpec


def question_block(question_type: str) -> QuestionBlock:
    """The block that knows everything about a type. Raises KeyError for an unknown one."""
    return BLOCKS[question_type]


BLOCKS: dict[str, QuestionBlock] = {name: block() for name, block in QUESTION_TYPES.items()}


def grade_answer(question: QuestionSpec, answer: Answer) -> Grade:
    """What an answer is worth by the rule of the question's type. Pure: the key is in ``question``."""
    return question_block(question.type).grade(question.key, question.points, answer)


# The fields of all types that hold lists: their items are what answers point to.
LISTS = sorted({name for block in BLOCKS.values() for name, child in block.child_blocks.items() if isinstance(child, blocks.ListBlock)})


def solved(spec: QuizSpec) -> tuple[dict[str, Answer], dict[str, Grade]]:
    """Answers that earn every point, and their grades."""
    answers = {q.id: question_block(q.type).solution(q.key) for q in spec.questions}
    return answers, {q.id: grade_answer(q, answers[q.id]) for q in spec.questions}


def shape_of(spec: QuizSpec) -> dict[str, Any]:
    """What a form for this quiz asks, without what is right and what it is worth: ``{question id: [type, shape]}``."""
    return {q.id: [q.type, question_block(q.type).shape(q.key)] for q in spec.questions}


class QuizValue(blocks.StructValue):
    """A quiz with its words."""

    @property
    def spec(self) -> QuizSpec:
        """Ids and key, without words."""
        return QuizSpec(
            pass_mark=self["pass_mark"],
            questions=tuple(
                QuestionSpec(id=child.id, type=child.block_type, points=child.value["points"], key=child.block.key(child.value))
                for child in self["questions"]
            ),
        )

    @property
    def question_count(self) -> int:
        return len(self["questions"])


class QuizBlock(blocks.StructBlock):
    """A quiz. Its identity is (the page's translation key, this block's id), the same in every language."""

    # While words of a question wait for a translator, its old words may stand with it only as long as its key is the same.
    keeps_items_whole = True

    title = blocks.CharBlock(label=_("Title"), default="")
    intro = blocks.TextBlock(label=_("Introduction"), default="", required=False)
    is_graded = blocks.BooleanBlock(label=_("Counts for the certificate"), default=True, required=False)
    pass_mark = blocks.IntegerBlock(label=_("Pass mark in per cent"), min_value=0, max_value=100, default=70)
    attempts_allowed = blocks.IntegerBlock(
        label=_("Attempts allowed"), min_value=0, max_value=100, default=0, help_text=_("0: as many as one likes.")
    )
    shuffle_questions = blocks.BooleanBlock(label=_("Shuffle questions"), default=False, required=False)
    shuffle_options = blocks.BooleanBlock(label=_("Shuffle options"), default=True, required=False)
    questions = blocks.StreamBlock(list(BLOCKS.items()), label=_("Questions"), min_num=1, item_label=_("Question"))

    class Meta:
        icon = "help"
        label = _("Quiz")
        group = _("Learning")
        value_class = QuizValue
        template = "courses/blocks/quiz.html"
        description = _("Questions with one key and one score in every language")
        preview_value = {"title": "Check your reading", "intro": "Five questions; as many attempts as you like.", "questions": []}

    def get_searchable_content(self, value: blocks.StructValue) -> list[str]:
        """Title and introduction. An index with options and explanations in it would give answers away in excerpts."""
        return [text for text in (value["title"], value["intro"]) if text]

    def get_context(self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """In an editor's preview, the questions with their key; in a translator's, without it; on the site, nothing of them."""
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        if context.get("is_preview"):
            from courses.presenting import present_blank, present_solution

            context["questions"] = present_blank(value) if context["is_preview"] == PREVIEW_OF_WORDS else present_solution(value)
        return context

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and cleaned["is_graded"] and not cleaned.spec.max_points:
            raise blocks.StructBlockValidationError(
                block_errors={"questions": ValidationError(_("A graded quiz needs at least one question with points."))}
            )
        return cleaned
