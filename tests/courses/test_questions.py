from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from courses.questions import QUESTION_TYPES, AnswerError
from courses.questions.base import Setting
from courses.questions.numeric import readings
from courses.quiz_block import BLOCKS, QuizBlock, grade_answer
from courses.scoring import QuestionSpec
from tests.factories.courses import quiz_block

SETTING = Setting(seed="attempt", shuffles_options=True, answer=None)


def points_for(kind: str, key: dict[str, object], answer: object, points: str = "2") -> Decimal:
    return grade_answer(QuestionSpec("q", kind, Decimal(points), key), answer).points


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("3.5", ["3.5"]),
        ("3,5", ["3.5"]),
        (" 3,5 ", ["3.5"]),
        ("\u22123.5", ["-3.5"]),
        ("-3,5", ["-3.5"]),
        ("3.5 %", ["3.5"]),
        ("1 224", ["1224"]),
        ("1\u00a0224,5", ["1224.5"]),
        ("1,224", ["1.224", "1224"]),
        ("1.224.000", ["1224000"]),
        ("1,224.5", ["1224.5"]),
        ("٣٫٥", ["3.5"]),
        (".5", ["0.5"]),
        ("5.", ["5"]),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, expected: list[str]) -> None:
    assert [str(number.normalize()) if number % 1 else str(int(number)) for number in readings(text)] == expected


@pytest.mark.parametrize("text", ["1e999", "1E5", "🙂", "three", "", "1..2", "1,2,3", "--5", "0x10", "NaN", "Infinity", "9" * 41, "½"])
def test_what_is_no_number_is_not_read(text: str) -> None:
    assert readings(text) == ()


@given(st.text())
def test_no_text_breaks_the_reading_of_numbers(text: str) -> None:
    assert all(number.is_finite() for number in readings(text))


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_comma_and_point_give_the_same_score(number: Decimal) -> None:
    text = format(number, "f")
    key = {"low": "-100", "high": "100"}
    assert (
        points_for("numeric", key, text)
        == points_for("numeric", key, text.replace(".", ","))
        == points_for("numeric", key, text.replace("-", "\u2212"))
    )


def test_single_choice_gives_all_or_nothing() -> None:
    key = {"options": ["a", "b"], "correct": ["a"]}
    assert points_for("single_choice", key, "a") == 2
    assert points_for("single_choice", key, "b") == 0
    assert points_for("single_choice", key, "zzz") == 0


@pytest.mark.parametrize(
    ("scoring", "answer", "expected"),
    [
        ("exact", ["a", "b"], "2"),
        ("exact", ["a"], "0"),
        ("exact", ["a", "b", "c"], "0"),
        ("proportional", ["a"], "1"),
        ("proportional", ["a", "b", "c"], "1"),
        ("proportional", ["a", "c"], "0"),
        ("proportional", ["c"], "0"),
        ("proportional_if_none_wrong", ["a"], "1"),
        ("proportional_if_none_wrong", ["a", "b", "c"], "0"),
        ("proportional", ["a", "a", "stranger"], "1"),
    ],
)
def test_multiple_choice_scores_by_its_rule(scoring: str, answer: list[str], expected: str) -> None:
    key = {"options": ["a", "b", "c"], "correct": ["a", "b"], "scoring": scoring}
    assert points_for("multiple_choice", key, answer) == Decimal(expected)


def test_matching_gives_a_share_for_each_pair() -> None:
    key = {"pairs": ["a", "b", "c", "d"], "distractors": ["x"]}
    assert points_for("matching", key, {"a": "a", "b": "c", "c": "c", "d": "x"}) == 1
    assert points_for("matching", key, {"a": "a", "b": "b", "c": "c", "d": "d"}) == 2


def test_numeric_bounds_are_included() -> None:
    key = {"low": "22", "high": "23"}
    assert [points_for("numeric", key, text) for text in ("21,99", "22", "23", "23.01")] == [0, 2, 2, 0]


@pytest.mark.parametrize(
    ("mode", "value", "low", "high"),
    [
        ("absolute", {"answer": Decimal(22), "tolerance": Decimal("0.5")}, "21.5", "22.5"),
        ("relative", {"answer": Decimal(200), "tolerance": Decimal(10)}, "180", "220"),
        ("relative", {"answer": Decimal(-200), "tolerance": Decimal(10)}, "-220", "-180"),
        ("range", {"minimum": Decimal(5), "maximum": Decimal(6)}, "5", "6"),
    ],
)
def test_every_tolerance_becomes_a_range(mode: str, value: dict[str, Decimal], low: str, high: str) -> None:
    fields = {"mode": mode, "answer": None, "tolerance": None, "minimum": None, "maximum": None} | value
    key = BLOCKS["numeric"].key(fields)
    assert Decimal(key["low"]) == Decimal(low)
    assert Decimal(key["high"]) == Decimal(high)


@given(st.text(max_size=100), st.text(max_size=100))
def test_tokens_of_one_thing_on_two_sides_are_unrelated(item: str, seed: str) -> None:
    setting = Setting(seed=seed, shuffles_options=True, answer=None)
    assert setting.token("left", item) != setting.token("right", item)


@given(st.lists(st.uuids().map(str), unique=True, min_size=2, max_size=8), st.randoms())
def test_the_authors_order_of_options_does_not_reach_the_screen(options: list[str], random: object) -> None:
    shuffled = list(options)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert SETTING.ordered(options, "q") == SETTING.ordered(shuffled, "q")


def test_unknown_ids_are_dropped_when_reading() -> None:
    key = {"options": ["a", "b"], "correct": ["a"], "scoring": "exact"}
    assert BLOCKS["single_choice"].read(key, QueryDict("n=zzz"), "n", SETTING) is None
    assert BLOCKS["multiple_choice"].read(key, QueryDict("n=b&n=zzz&n=b"), "n", SETTING) == ["b"]
    assert BLOCKS["true_false"].read({"answer": "true"}, QueryDict("n=maybe"), "n", SETTING) is None
    matching = {"pairs": ["a"], "distractors": []}
    assert BLOCKS["matching"].read(matching, QueryDict(f"n-{SETTING.token('left', 'a')}=zzz"), "n", SETTING) is None


@pytest.mark.parametrize("text", ["1e999", "🙂", "x" * 1_000_000])
def test_an_unreadable_number_is_answered_with_a_message(text: str) -> None:
    data = QueryDict(mutable=True)
    data["n"] = text
    with pytest.raises(AnswerError) as caught:
        BLOCKS["numeric"].read({"low": "1", "high": "2"}, data, "n", SETTING)
    assert "number" in caught.value.message


def test_a_quiz_block_without_its_own_template_prints_no_key() -> None:
    value = QuizBlock().to_python(quiz_block()["value"])
    for child in value["questions"]:
        assert child.render().strip() == ""


def test_every_type_has_what_an_editor_needs() -> None:
    for name, block in BLOCKS.items():
        assert name == block.type == next(key for key, kind in QUESTION_TYPES.items() if kind is type(block))
        assert block.meta.icon
        assert block.label
        assert block.meta.description


def test_a_quiz_has_the_same_spec_in_every_language() -> None:
    english = QuizBlock().to_python(quiz_block("en")["value"])
    swedish = QuizBlock().to_python(quiz_block("sv")["value"])
    assert english.spec.hash == swedish.spec.hash
    assert " en" not in str(english.spec.to_json())
