"""What every question type has: words, points, and the five things a type must be able to do."""

from __future__ import annotations

import hashlib
import hmac
import random
from abc import abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from common.blocks.base import INLINE_FEATURES
from courses.scoring import Answer, Grade

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class AnswerError(Exception):
    """An answer that cannot be read; ``message`` tells the learner what would be, in her language."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Choice:
    """Something to choose, as the learner sees it. ``state``: empty before submission, then ``right`` or ``wrong`` if it was chosen."""

    value: str
    text: str
    is_chosen: bool = False
    state: str = ""
    feedback: str = ""


@dataclass(frozen=True)
class Control:
    """One labelled field of a question."""

    name: str
    label: str
    choices: tuple[Choice, ...] = ()
    value: str = ""
    state: str = ""


@dataclass(frozen=True)
class PresentedQuestion:
    """A question as a template gets it: words and controls, and nothing of the key but what the grade has already told.

    ``name`` is the fields' common prefix, ``number`` counts from 1, ``type`` names the template, ``seen`` is the fingerprint
    of the answer that is shown.
    """

    id: str
    name: str
    number: int
    type: str
    prompt: Any
    hint: str
    points: Decimal
    unit: str = ""
    choices: tuple[Choice, ...] = ()
    controls: tuple[Control, ...] = ()
    value: str = ""
    seen: str = ""
    error: str = ""
    grade: Grade | None = None
    explanation: Any = None

    @property
    def template(self) -> str:
        return f"courses/questions/{self.type}.html"

    @property
    def state(self) -> str:
        """Empty before submission, then ``right``, ``part`` or ``wrong``."""
        if self.grade is None:
            return ""
        if self.grade.is_correct:
            return "right"
        return "part" if self.grade.points > 0 else "wrong"


@dataclass(frozen=True)
class Setting:
    """How a question is set before one learner: the same at every look at the same attempt, in every language."""

    seed: str
    shuffles_options: bool
    answer: Answer
    grade: Grade | None = None
    typed: Mapping[str, str] = field(default_factory=dict)

    def ordered(self, ids: Iterable[str], question_id: str) -> list[str]:
        """The ids shuffled by the seed alone: the author's order, which may hold the key, does not matter."""
        if not self.shuffles_options:
            return list(ids)
        result = sorted(ids)
        random.Random(f"{self.seed}|{question_id}").shuffle(result)  # noqa: S311  (a display order, not a secret)
        return result

    def token(self, side: str, item: str) -> str:
        """A name for ``item`` that says nothing about it: equal ids on two sides have unrelated tokens."""
        text = f"{self.seed}|{side}|{item}"
        return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:16]


class QuestionBlock(blocks.StructBlock):
    """A question. A type is one subclass with its block, ``key``, ``read``, ``grade`` and ``present``, and one template in
    ``courses/questions/<type>.html``."""

    type: ClassVar[str]

    # A legend holds phrases only, so no lists.
    prompt = blocks.RichTextBlock(label=_("Question"), features=["bold", "italic", "superscript", "subscript"], default="")
    points = blocks.DecimalBlock(
        label=_("Points"), min_value=Decimal("0.01"), max_value=100, max_digits=5, decimal_places=2, default=Decimal(1)
    )
    hint = blocks.TextBlock(label=_("Hint"), default="", required=False)
    explanation = blocks.RichTextBlock(
        label=_("Explanation"),
        features=INLINE_FEATURES,
        default="",
        required=False,
        help_text=_("Shown after submission. Name the source."),
    )

    class Meta:
        icon = "help"
        group = _("Questions")
        # Printing a question through its block would print its key: the quiz presents questions through their type's template.
        template = "courses/blocks/withheld.html"

    @abstractmethod
    def key(self, value: blocks.StructValue) -> dict[str, Any]:
        """The key as JSON, ids only."""

    @abstractmethod
    def shape(self, key: Mapping[str, Any]) -> Any:
        """What a learner can answer to, without what is right: if it changes, an open form is out of date."""

    @abstractmethod
    def read(self, key: Mapping[str, Any], data: QueryDict, name: str, setting: Setting) -> Answer:
        """The answer in posted data, with unknown ids dropped; None if there is none. Raises AnswerError."""

    @abstractmethod
    def grade(self, key: Mapping[str, Any], points: Decimal, answer: Answer) -> Grade:
        """What the answer is worth; pure."""

    @abstractmethod
    def solution(self, key: Mapping[str, Any]) -> Answer:
        """An answer that earns all points, for editors' previews."""

    @abstractmethod
    def present(self, value: blocks.StructValue, question_id: str, name: str, setting: Setting) -> dict[str, Any]:
        """The type's own fields of a ``PresentedQuestion``."""


def list_items(value: blocks.list_block.ListValue) -> list[tuple[str, Any]]:
    """The items of a list with their ids."""
    return [(item.id, item.value) for item in value.bound_blocks]


def field_error(name: str, message: StrOrPromise) -> blocks.StructBlockValidationError:
    """A complaint that Wagtail shows at the field ``name``."""
    return blocks.StructBlockValidationError(block_errors={name: ValidationError(message)})
