from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.quiz_block import grade_answer, shape_of
from courses.scoring import Grade, QuestionSpec, QuizSpec, share, total

ids = st.sampled_from(["a", "b", "c", "d", "e"])
points = st.decimals(min_value=0, max_value=100, places=2)


@st.composite
def questions(draw: st.DrawFn) -> QuestionSpec:
    kind = draw(st.sampled_from(["single_choice", "multiple_choice", "true_false", "numeric", "matching"]))
    options = sorted(draw(st.sets(ids, min_size=2)))
    keys = {
        "single_choice": {"options": options, "correct": options[:1]},
        "multiple_choice": {
            "options": options,
            "correct": sorted(draw(st.sets(st.sampled_from(options), min_size=1))),
            "scoring": draw(st.sampled_from(["exact", "proportional", "proportional_if_none_wrong"])),
        },
        "true_false": {"answer": draw(st.sampled_from(["true", "false"]))},
        "numeric": {"low": "1.5", "high": "2.5"},
        "matching": {"pairs": options[:-1], "distractors": options[-1:]},
    }
    return QuestionSpec(draw(st.uuids().map(str)), kind, draw(points), keys[kind])


quizzes = st.lists(questions(), max_size=6, unique_by=lambda q: q.id).map(lambda qs: QuizSpec(70, tuple(qs)))
answers = st.one_of(
    st.none(),
    ids,
    st.text(max_size=50),
    st.lists(st.one_of(ids, st.text(max_size=5), st.integers()), max_size=6),
    st.dictionaries(ids, st.one_of(ids, st.text(max_size=5), st.none())),
    st.booleans(),
    st.integers(),
)


@given(questions(), answers)
def test_no_answer_whatever_gives_less_than_nothing_or_more_than_everything(question: QuestionSpec, answer: object) -> None:
    grade = grade_answer(question, answer)
    assert 0 <= grade.points <= grade.max_points == question.points
    assert set(grade.right) <= set(grade.feedback)


@given(questions(), answers)
def test_grading_twice_gives_the_same(question: QuestionSpec, answer: object) -> None:
    assert grade_answer(question, answer) == grade_answer(question, answer)


@given(questions(), answers)
def test_a_grade_survives_json(question: QuestionSpec, answer: object) -> None:
    grade = grade_answer(question, answer)
    again = Grade.from_json(grade.to_json())
    assert again == grade


@given(quizzes, st.randoms())
def test_the_order_of_questions_changes_neither_hash_nor_score(spec: QuizSpec, random: object) -> None:
    shuffled = list(spec.questions)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    other = QuizSpec(spec.pass_mark, tuple(shuffled))
    grades = {q.id: grade_answer(q, None) for q in spec.questions}
    assert other.hash == spec.hash
    assert total(other, grades) == total(spec, grades)


@given(quizzes)
def test_a_spec_survives_json(spec: QuizSpec) -> None:
    again = QuizSpec.from_json(spec.to_json())
    assert again.hash == spec.hash
    assert shape_of(again) == shape_of(spec)


@given(quizzes)
def test_grades_of_unknown_questions_never_count(spec: QuizSpec) -> None:
    stranger = {"not-a-question": Grade(Decimal(1000), Decimal(1000))}
    score = total(spec, stranger)
    assert score.points == 0
    assert score.max_points == spec.max_points


@pytest.mark.parametrize("text", ["2", "2.0", "2.00"])
def test_points_written_differently_are_the_same_key(text: str) -> None:
    def spec(value: str) -> QuizSpec:
        return QuizSpec(70, (QuestionSpec("q", "true_false", Decimal(value), {"answer": "true"}),))

    assert spec(text).hash == spec("2").hash


def test_the_pass_mark_itself_passes() -> None:
    spec = QuizSpec(70, tuple(QuestionSpec(str(i), "true_false", Decimal(1), {"answer": "true"}) for i in range(10)))
    assert total(spec, {str(i): Grade(Decimal(1), Decimal(1)) for i in range(7)}).is_passed
    assert not total(spec, {str(i): Grade(Decimal(1), Decimal(1)) for i in range(6)}).is_passed


def test_a_share_is_rounded_to_the_cent_and_never_negative() -> None:
    assert share(Decimal(1), 1, 3) == Decimal("0.33")
    assert share(Decimal(1), -2, 3) == 0
    assert share(Decimal(2), 5, 3) == 2
    assert share(Decimal(2), 1, 0) == 0
