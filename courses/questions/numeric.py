"""A number, with a tolerance."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.text import collapse
from courses.questions.base import AnswerError, QuestionBlock, Setting, field_error
from courses.scoring import Answer, Grade

MAX_LENGTH = 40
PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)")
GROUPED = re.compile(r"[+-]?\d{1,3}([.,])\d{3}(\1\d{3})*(?!\1)([.,]\d+)?")


def readings(text: str) -> tuple[Decimal, ...]:
    """The numbers that ``text`` may mean, wherever it was typed; empty if it is no number.

    Digits of any script, spaces between groups, U+2212 for minus, a point or a comma for decimals. ``1,224`` may be one thousand or one
    and a bit: both are readings. Exponents are not read. A per cent sign at the end is passed over.
    """
    if len(text) > MAX_LENGTH:
        return ()
    latin = "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in collapse(text))
    latin = (
        latin.replace("\u2212", "-")
        .replace("\u066b", ".")
        .replace("\u066c", ",")
        .replace("\u060c", ",")
        .replace("\u2019", "")
        .replace(" ", "")
    )
    latin = latin.removesuffix("%")
    found = []
    if PLAIN.fullmatch(latin):
        found.append(Decimal(latin.replace(",", ".")))
    if match := GROUPED.fullmatch(latin):
        found.append(Decimal(latin.replace(match[1], "").replace(",", ".")))
    return tuple(dict.fromkeys(found))


class NumericBlock(QuestionBlock):
    """A number is asked for. Answer: the text as it was typed.

    Key: ``{"low": str, "high": str}``, both ends included. *Absolute* tolerance is in the answer's unit, *relative* in per cent of the
    answer. An answer with two readings is right if one of them is.
    """

    type = "numeric"

    mode = blocks.ChoiceBlock(
        label=_("Accept"),
        choices=[
            ("absolute", _("The answer, give or take a number")),
            ("relative", _("The answer, give or take a percentage")),
            ("range", _("Any number in a range")),
        ],
        default="absolute",
    )
    answer = blocks.DecimalBlock(label=_("Answer"), required=False, max_digits=20, decimal_places=6)
    tolerance = blocks.DecimalBlock(label=_("Tolerance"), required=False, min_value=0, max_digits=20, decimal_places=6, default=Decimal(0))
    minimum = blocks.DecimalBlock(label=_("From"), required=False, max_digits=20, decimal_places=6)
    maximum = blocks.DecimalBlock(label=_("To"), required=False, max_digits=20, decimal_places=6)
    unit = blocks.CharBlock(label=_("Unit"), default="", required=False, max_length=20)

    class Meta:
        icon = "decimal"
        label = _("Number")
        description = _("A number, with a tolerance")

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        cleaned = super().clean(value)
        if self.is_deferred_validation:
            return cleaned
        if cleaned["mode"] != "range":
            if cleaned["answer"] is None:
                raise field_error("answer", _("Give the right number."))
            return cleaned
        for name in ("minimum", "maximum"):
            if cleaned[name] is None:
                raise field_error(name, _("Give both ends of the range."))
        if cleaned["minimum"] > cleaned["maximum"]:
            raise field_error("maximum", _("The range ends before it begins."))
        return cleaned

    def key(self, value: blocks.StructValue) -> dict[str, Any]:
        if value["mode"] == "range":
            low, high = value["minimum"], value["maximum"]
        else:
            answer, tolerance = value["answer"] or Decimal(0), value["tolerance"] or Decimal(0)
            margin = abs(answer) * tolerance / 100 if value["mode"] == "relative" else tolerance
            low, high = answer - margin, answer + margin
        return {"low": str(Decimal(low or 0).normalize()), "high": str(Decimal(high or 0).normalize())}

    def shape(self, key: Mapping[str, Any]) -> Any:
        return []

    def read(self, key: Mapping[str, Any], data: QueryDict, name: str, setting: Setting) -> Answer:
        text = data.get(name, "").strip()
        if not text:
            return None
        if len(text) > MAX_LENGTH:
            raise AnswerError(gettext("This is too long for a number. Write digits, such as 3.5."))
        if not readings(text):
            raise AnswerError(gettext("This cannot be read as a number. Write digits, such as 3.5."))
        return text

    def solution(self, key: Mapping[str, Any]) -> Answer:
        """The middle of what is accepted."""
        return format((Decimal(key["low"]) + Decimal(key["high"])) / 2, "f")

    def grade(self, key: Mapping[str, Any], points: Decimal, answer: Answer) -> Grade:
        numbers = readings(answer) if isinstance(answer, str) else ()
        is_right = any(Decimal(key["low"]) <= number <= Decimal(key["high"]) for number in numbers)
        return Grade(points if is_right else Decimal(0), points)

    def present(self, value: blocks.StructValue, question_id: str, name: str, setting: Setting) -> dict[str, Any]:
        return {"unit": value["unit"], "value": setting.typed.get(name, setting.answer or "")}
