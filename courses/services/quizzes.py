"""A quiz as it is published now: the key from the source page, the words from the reader's."""

from __future__ import annotations

import hashlib
import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.conf import settings

from courses.models import LessonPage, QuizVersion, QuizWording
from courses.quiz_block import QuizBlock, QuizValue
from courses.scoring import QuizSpec

QUIZ_BLOCK = QuizBlock()


class QuizWithdrawnError(Exception):
    """The quiz, or the lesson that held it, is no longer published."""


@dataclass(frozen=True)
class QuizWords:
    """A quiz in one language. ``raw`` is the block's JSON, key included: it never leaves the server."""

    value: QuizValue
    raw: dict[str, Any]
    language: str


@dataclass(frozen=True)
class LiveQuiz:
    """A published quiz. ``page`` is the lesson in the source language; ``spec`` is what counts."""

    page: LessonPage
    quiz_id: uuid.UUID
    source: QuizWords
    spec: QuizSpec

    @property
    def page_key(self) -> uuid.UUID:
        key: uuid.UUID = self.page.translation_key
        return key

    @property
    def attempts_allowed(self) -> int:
        """How often one may submit; 0 for as often as one likes."""
        return int(self.source.value["attempts_allowed"] or 0)


def quiz_words(page: LessonPage, quiz_id: uuid.UUID) -> QuizWords | None:
    """The quiz with this id in the page's body."""
    for position, raw in enumerate(page.body.raw_data):
        if raw["type"] == "quiz" and raw.get("id") == str(quiz_id):
            return QuizWords(value=page.body[position].value, raw=raw["value"], language=page.locale.language_code)
    return None


def live_quiz(page_key: uuid.UUID, quiz_id: uuid.UUID) -> LiveQuiz:
    """The quiz as published in the source language: one query. Raises QuizWithdrawnError."""
    page = LessonPage.objects.source(page_key).select_related("locale").first()
    source = quiz_words(page, quiz_id) if page else None
    if page is None or source is None:
        raise QuizWithdrawnError
    return LiveQuiz(page=page, quiz_id=quiz_id, source=source, spec=source.value.spec)


def words_in(quiz: LiveQuiz, language: str) -> QuizWords:
    """The quiz's words in a language: one query at most. While a translation lags behind a changed quiz, the source's words: a form that
    asked for other ids than the key has could not be scored, and old words may ask for what is wrong by a new key."""
    if language == settings.LANGUAGE_CODE:
        return quiz.source
    page = LessonPage.objects.in_language(quiz.page_key, language).select_related("locale").first()
    words = quiz_words(page, quiz.quiz_id) if page else None
    if words is None or not words.value.spec.asks_the_same(quiz.spec):
        return quiz.source
    return words


def record_wording(quiz: LiveQuiz, words: QuizWords) -> QuizWording:
    """The immutable version and wording of what is shown now: one query once both exist."""
    text = json.dumps(words.raw, sort_keys=True, ensure_ascii=False)
    digest = hashlib.sha256(text.encode()).hexdigest()
    identity = {"page_key": quiz.page_key, "quiz_id": quiz.quiz_id, "spec_hash": quiz.spec.hash}
    known = (
        QuizWording.objects.filter(
            language=words.language, digest=digest, **{f"version__{field}": value for field, value in identity.items()}
        )
        .select_related("version")
        .first()
    )
    if known:
        return known
    version, _made = QuizVersion.objects.get_or_create(**identity, defaults={"spec": quiz.spec.to_json()})
    wording, _made = QuizWording.objects.get_or_create(
        version=version, language=words.language, digest=digest, defaults={"content": words.raw}
    )
    return wording


def recorded_words(wording: QuizWording) -> QuizWords:
    """The words a learner saw, as they were."""
    return QuizWords(value=QUIZ_BLOCK.to_python(wording.content), raw=wording.content, language=wording.language)
