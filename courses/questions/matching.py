"""Pairs that belong together."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.text import collapse
from courses.questions.base import Choice, Control, QuestionBlock, Setting, field_error, list_items
from courses.scoring import Answer, Grade, share


class PairBlock(blocks.StructBlock):
    """Two things that belong together; one id for both, which the learner never sees."""

    left = blocks.TextBlock(label=_("This"), default="")
    right = blocks.TextBlock(label=_("belongs to this"), default="")

    class Meta:
        icon = "link"
        label = _("Pair")


class MatchingBlock(QuestionBlock):
    """Find the other half of each. Answer: ``{pair id: id of what was chosen}``; each pair found is worth one share of the points.

    Key: ``{"pairs": [ids], "distractors": [ids]}``. The two halves carry different tokens in the form, so that nothing in the page says
    which belong together; the right-hand side is ordered by token.
    """

    type = "matching"

    pairs = blocks.ListBlock(PairBlock(), label=_("Pairs"), min_num=2, max_num=12)
    distractors = blocks.ListBlock(blocks.TextBlock(label=_("Text"), default=""), label=_("Distractors"), min_num=0, default=[])

    class Meta:
        icon = "resubmit"
        label = _("Matching")
        description = _("Pairs that belong together")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        rights = [collapse(pair["right"]) for pair in cleaned["pairs"]] + [collapse(text) for text in cleaned["distractors"]]
        if not self.is_deferred_validation and len(set(rights)) != len(rights):
            raise field_error("pairs", _("Two answers are the same: each must be different, or nobody can tell them apart."))
        return cleaned

    def key(self, value: blocks.StructValue) -> dict[str, Any]:
        return {
            "pairs": sorted(item_id for item_id, _pair in list_items(value["pairs"])),
            "distractors": sorted(item_id for item_id, _text in list_items(value["distractors"])),
        }

    def shape(self, key: Mapping[str, Any]) -> Any:
        return [key["pairs"], key["distractors"]]

    def read(self, key: Mapping[str, Any], data: QueryDict, name: str, setting: Setting) -> Answer:
        rights = {setting.token("right", item): item for item in [*key["pairs"], *key["distractors"]]}
        chosen = {pair: rights.get(data.get(f"{name}-{setting.token('left', pair)}", "")) for pair in key["pairs"]}
        return {pair: right for pair, right in chosen.items() if right} or None

    def solution(self, key: Mapping[str, Any]) -> Answer:
        return {pair: pair for pair in key["pairs"]}

    def grade(self, key: Mapping[str, Any], points: Decimal, answer: Answer) -> Grade:
        found = answer if isinstance(answer, dict) else {}
        known = {*key["pairs"], *key["distractors"]}
        chosen = tuple(sorted(pair for pair in key["pairs"] if found.get(pair) in known))
        right = tuple(pair for pair in chosen if found[pair] == pair)
        return Grade(share(points, len(right), len(key["pairs"])), points, chosen, right)

    def present(self, value: blocks.StructValue, question_id: str, name: str, setting: Setting) -> dict[str, Any]:
        pairs = list_items(value["pairs"])
        texts = {item_id: pair["right"] for item_id, pair in pairs} | dict(list_items(value["distractors"]))
        rights = sorted((setting.token("right", item), item) for item in texts)
        answer = setting.answer if isinstance(setting.answer, dict) else {}

        def state(pair_id: str) -> str:
            if setting.grade is None or pair_id not in setting.grade.feedback:
                return ""
            return "right" if pair_id in setting.grade.right else "wrong"

        controls = sorted(
            (
                Control(
                    name=f"{name}-{setting.token('left', pair_id)}",
                    label=pair["left"],
                    choices=tuple(Choice(token, texts[item], answer.get(pair_id) == item) for token, item in rights),
                    state=state(pair_id),
                )
                for pair_id, pair in pairs
            ),
            key=lambda control: control.name,
        )
        return {"controls": tuple(controls)}
