"""One of several, some of several, true or false."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.questions.base import Choice, QuestionBlock, Setting, field_error, list_items
from courses.scoring import Answer, Grade, share


class OptionBlock(blocks.StructBlock):
    """Something to choose."""

    text = blocks.TextBlock(label=_("Option"), default="")
    is_correct = blocks.BooleanBlock(label=_("Right"), required=False)
    feedback = blocks.TextBlock(
        label=_("Feedback"),
        default="",
        required=False,
        help_text=_("Shown to who chose it. On a wrong option, help without giving the key away."),
    )

    class Meta:
        icon = "radio-empty"
        label = _("Option")


class ChoiceQuestionBlock(QuestionBlock):
    """What single and multiple choice share. Key: ``{"options": [ids], "correct": [ids]}``, both sorted."""

    options = blocks.ListBlock(OptionBlock(), label=_("Options"), min_num=2)

    def key(self, value: blocks.StructValue) -> dict[str, Any]:
        options = list_items(value["options"])
        return {
            "options": sorted(item_id for item_id, _option in options),
            "correct": sorted(item_id for item_id, option in options if option["is_correct"]),
        }

    def shape(self, key: Mapping[str, Any]) -> Any:
        return key["options"]

    def present(self, value: blocks.StructValue, question_id: str, name: str, setting: Setting) -> dict[str, Any]:
        options = dict(list_items(value["options"]))
        chosen = set(setting.answer if isinstance(setting.answer, list) else [setting.answer])
        return {
            "choices": tuple(
                present_choice(item_id, options[item_id]["text"], options[item_id]["feedback"], chosen, setting)
                for item_id in setting.ordered(options, question_id)
            )
        }


def present_choice(item_id: str, text: str, feedback: str, chosen: set[Any], setting: Setting) -> Choice:
    """An option; its feedback and whether it was right only where it was chosen and graded."""
    is_chosen = item_id in chosen
    if not is_chosen or setting.grade is None:
        return Choice(item_id, text, is_chosen)
    return Choice(item_id, text, True, "right" if item_id in setting.grade.right else "wrong", feedback)


class SingleChoiceBlock(ChoiceQuestionBlock):
    """One option is right: all points or none. Answer: an option's id."""

    type = "single_choice"

    class Meta:
        icon = "radio-full"
        label = _("Single choice")
        description = _("One of several options is right")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and sum(option["is_correct"] for option in cleaned["options"]) != 1:
            raise field_error("options", _("Mark exactly one option as right."))
        return cleaned

    def read(self, key: Mapping[str, Any], data: QueryDict, name: str, setting: Setting) -> Answer:
        chosen = data.get(name)
        return chosen if chosen in key["options"] else None

    def solution(self, key: Mapping[str, Any]) -> Answer:
        return next(iter(key["correct"]), None)

    def grade(self, key: Mapping[str, Any], points: Decimal, answer: Answer) -> Grade:
        is_known = isinstance(answer, str) and answer in key["options"]
        right = (answer,) if is_known and answer in key["correct"] else ()
        return Grade(points if right else Decimal(0), points, (answer,) if is_known else (), right)


class MultipleChoiceBlock(ChoiceQuestionBlock):
    """Several options may be right. Answer: a list of option ids.

    Scoring: *exact* gives all points for exactly the right set; *proportional* one share for each right option chosen, less one for each
    wrong one; *proportional if none wrong* the shares, but nothing as soon as a wrong option is chosen.
    """

    type = "multiple_choice"

    scoring = blocks.ChoiceBlock(
        label=_("Scoring"),
        choices=[
            ("exact", _("All or nothing")),
            ("proportional", _("A share for each right option, less one for each wrong")),
            ("proportional_if_none_wrong", _("A share for each right option, nothing if one is wrong")),
        ],
        default="proportional",
    )

    class Meta:
        icon = "tasks"
        label = _("Multiple choice")
        description = _("Several options may be right")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and not any(option["is_correct"] for option in cleaned["options"]):
            raise field_error("options", _("Mark at least one option as right."))
        return cleaned

    def key(self, value: blocks.StructValue) -> dict[str, Any]:
        return {**super().key(value), "scoring": value["scoring"]}

    def read(self, key: Mapping[str, Any], data: QueryDict, name: str, setting: Setting) -> Answer:
        return sorted(set(data.getlist(name)) & set(key["options"])) or None

    def solution(self, key: Mapping[str, Any]) -> Answer:
        return list(key["correct"])

    def grade(self, key: Mapping[str, Any], points: Decimal, answer: Answer) -> Grade:
        chosen = {item for item in answer if isinstance(item, str)} & set(key["options"]) if isinstance(answer, list) else set()
        correct = set(key["correct"])
        hits, misses = len(chosen & correct), len(chosen - correct)
        if key["scoring"] == "exact":
            earned = points if chosen == correct else Decimal(0)
        elif key["scoring"] == "proportional_if_none_wrong" and misses:
            earned = Decimal(0)
        else:
            earned = share(points, hits - misses, len(correct))
        return Grade(earned, points, tuple(sorted(chosen)), tuple(sorted(chosen & correct)))


class TrueFalseBlock(QuestionBlock):
    """A statement that holds or does not. Key: ``{"answer": bool}``. Answer: ``"true"`` or ``"false"``."""

    type = "true_false"

    # A choice, not a checkbox: an unticked box would look like "false" before anybody has decided.
    answer = blocks.ChoiceBlock(label=_("The statement is"), choices=[("true", _("True")), ("false", _("False"))])
    feedback_true = blocks.TextBlock(label=_("Feedback to “true”"), default="", required=False)
    feedback_false = blocks.TextBlock(label=_("Feedback to “false”"), default="", required=False)

    class Meta:
        icon = "tick-inverse"
        label = _("True or false")
        description = _("A statement to judge")

    def key(self, value: blocks.StructValue) -> dict[str, Any]:
        return {"answer": value["answer"]}

    def shape(self, key: Mapping[str, Any]) -> Any:
        return []

    def read(self, key: Mapping[str, Any], data: QueryDict, name: str, setting: Setting) -> Answer:
        chosen = data.get(name)
        return chosen if chosen in ("true", "false") else None

    def solution(self, key: Mapping[str, Any]) -> Answer:
        return key["answer"]

    def grade(self, key: Mapping[str, Any], points: Decimal, answer: Answer) -> Grade:
        if answer not in ("true", "false"):
            return Grade(Decimal(0), points)
        is_right = answer == key["answer"]
        return Grade(points if is_right else Decimal(0), points, (answer,), (answer,) if is_right else ())

    def present(self, value: blocks.StructValue, question_id: str, name: str, setting: Setting) -> dict[str, Any]:
        words = {"true": gettext("True"), "false": gettext("False")}
        return {
            "choices": tuple(
                present_choice(item, word, value[f"feedback_{item}"], {setting.answer}, setting) for item, word in words.items()
            )
        }
