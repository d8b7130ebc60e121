"""Question types. To add one, write its class in a module here and name it in ``QUESTION_TYPES``: nothing else needs to know."""

from __future__ import annotations

from courses.questions.base import AnswerError, PresentedQuestion, QuestionBlock
from courses.questions.choice import MultipleChoiceBlock, SingleChoiceBlock, TrueFalseBlock
from courses.questions.matching import MatchingBlock
from courses.questions.numeric import NumericBlock

QUESTION_TYPES: dict[str, type[QuestionBlock]] = {
    "single_choice": SingleChoiceBlock,
    "multiple_choice": MultipleChoiceBlock,
    "true_false": TrueFalseBlock,
    "numeric": NumericBlock,
    "matching": MatchingBlock,
}

__all__ = ["QUESTION_TYPES", "AnswerError", "PresentedQuestion", "QuestionBlock"]
