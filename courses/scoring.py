"""From a quiz's key and a learner's answers to a score.

Pure: no request, no database, no text. A ``QuizSpec`` is ids and key without any wording, so the same answers give the same score in
every language and whatever the order on the screen. Totals come from the spec; unknown ids never count; no question gives less than
zero points. Rules per type are in ``courses.questions``. House rules: ``quizzes.md`` (scoring, identity and key).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

CENT = Decimal("0.01")
# What was answered to one question, as JSON: its shape belongs to the question's type. None: nothing yet.
Answer = Any


@dataclass(frozen=True)
class QuestionSpec:
    """One question's id, type, worth in points and key. ``key`` is JSON whose shape belongs to the type."""

    id: str
    type: str
    points: Decimal
    key: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        return {"id": self.id, "type": self.type, "points": _plain(self.points), "key": dict(self.key)}


@dataclass(frozen=True)
class QuizSpec:
    """A quiz without words. ``pass_mark`` in per cent; ``questions`` in the author's order."""

    pass_mark: int
    questions: tuple[QuestionSpec, ...]

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> QuizSpec:
        """The spec that ``to_json`` wrote."""
        return cls(
            pass_mark=data["pass_mark"],
            questions=tuple(QuestionSpec(q["id"], q["type"], Decimal(q["points"]), q["key"]) for q in data["questions"]),
        )

    @property
    def max_points(self) -> Decimal:
        return sum((question.points for question in self.questions), Decimal(0))

    def asks_the_same(self, other: QuizSpec) -> bool:
        """Whether the same answers to the same questions are right, whatever they are worth: words of one then fit the other."""
        return {q.id: (q.type, q.key) for q in self.questions} == {q.id: (q.type, q.key) for q in other.questions}

    def to_json(self) -> dict[str, Any]:
        """The spec with questions sorted by id: the order on the page is not part of it."""
        questions = sorted(self.questions, key=lambda question: question.id)
        return {"pass_mark": self.pass_mark, "questions": [question.to_json() for question in questions]}

    @property
    def hash(self) -> str:
        """The sha256 of ``to_json``: equal specs, and only those, have equal hashes."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Grade:
    """What one answer is worth. ``feedback`` holds the ids of what the learner chose and may be told about; ``right`` those among them that
    are part of the key."""

    points: Decimal
    max_points: Decimal
    feedback: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    @property
    def is_correct(self) -> bool:
        return self.points == self.max_points

    def to_json(self) -> dict[str, Any]:
        return {
            "points": _plain(self.points),
            "max_points": _plain(self.max_points),
            "feedback": list(self.feedback),
            "right": list(self.right),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Grade:
        return cls(
            points=Decimal(data["points"]),
            max_points=Decimal(data["max_points"]),
            feedback=tuple(data["feedback"]),
            right=tuple(data["right"]),
        )


@dataclass(frozen=True)
class Score:
    """A whole quiz. ``percent`` has two decimals; a quiz without points counts as 100 %."""

    grades: Mapping[str, Grade]
    points: Decimal
    max_points: Decimal
    percent: Decimal
    is_passed: bool


def total(spec: QuizSpec, grades: Mapping[str, Grade]) -> Score:
    """Add up the grades of the spec's questions; a question without a grade counts nothing."""
    points = sum((grades[q.id].points for q in spec.questions if q.id in grades), Decimal(0))
    maximum = spec.max_points
    percent = (100 * points / maximum if maximum else Decimal(100)).quantize(CENT, ROUND_HALF_UP)
    return Score(grades=grades, points=points, max_points=maximum, percent=percent, is_passed=percent >= spec.pass_mark)


def share(points: Decimal, part: int, whole: int) -> Decimal:
    """``part`` of ``whole`` of the points, to the cent, between zero and all of them."""
    if whole <= 0:
        return Decimal(0)
    return (points * max(0, min(part, whole)) / whole).quantize(CENT, ROUND_HALF_UP)


def _plain(number: Decimal) -> str:
    """A decimal as the same text however it was written: 2, 2.0 and 2.00 are one key."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"
