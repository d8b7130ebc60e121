"""A package is read whole, and every problem in it is named with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from courses.content import PackageError, read_course
from courses.content.ids import derive
from courses.content.rich_text import canonical, complaints
from tests.courses.content_sample import Files, lesson, question, sample, write, write_po

pytestmark = pytest.mark.django_db


def problems(folder: Path) -> list[str]:
    with pytest.raises(PackageError) as caught:
        read_course(folder)
    return [str(problem) for problem in caught.value.problems]


class TestReading:
    def test_pages_come_in_the_order_of_the_files(self, tmp_path: Path) -> None:
        package = read_course(write(tmp_path / "p", sample()))
        assert [page.path for page in package.walk()] == [
            "sample-course",
            "first-module",
            "first-module/lesson-one",
            "first-module/lesson-two",
        ]
        assert [page.address for page in package.walk()][2] == "courses/sample-course/first-module/lesson-one"

    def test_ids_follow_from_the_names_alone(self, tmp_path: Path) -> None:
        first = read_course(write(tmp_path / "p", sample()))
        (tmp_path / "other").mkdir()
        second = read_course(write(tmp_path / "other" / "p", sample()))
        assert [page.key for page in first.walk()] == [page.key for page in second.walk()]
        body = list(first.walk())[2].fields["body"]
        assert body[0]["id"] == str(derive("p", "lesson-one", "body", "opening"))
        assert body == list(second.walk())[2].fields["body"]

    def test_an_id_that_is_a_uuid_stays(self, tmp_path: Path) -> None:
        files = sample()
        key, block = "0d0f6a53-2f3b-4f0e-9b7e-0b9a3c1d7e42", "1d0f6a53-2f3b-4f0e-9b7e-0b9a3c1d7e42"
        lesson(files)["key"] = key
        lesson(files)["body"][0]["id"] = block
        page = list(read_course(write(tmp_path / "p", files)).walk())[2]
        assert str(page.key) == key
        assert page.fields["body"][0]["id"] == block

    def test_every_list_item_has_type_id_and_value_and_numbers_stay_as_written(self, tmp_path: Path) -> None:
        body = list(read_course(write(tmp_path / "p", sample())).walk())[2].fields["body"]
        row = body[1]["value"]["rows"][0]
        assert row["type"] == "item"
        assert row["value"]["percent"] == "26.0"

    def test_a_truth_becomes_the_word_that_the_block_keeps(self, tmp_path: Path) -> None:
        body = list(read_course(write(tmp_path / "p", sample())).walk())[2].fields["body"]
        assert body[3]["value"]["questions"][2]["value"]["answer"] == "true"

    def test_outcomes_are_stream_children(self, tmp_path: Path) -> None:
        outcomes = next(iter(read_course(write(tmp_path / "p", sample())).walk())).fields["outcomes"]
        assert [item["type"] for item in outcomes] == ["outcome", "outcome"]


def change_body(number: int, **changes: Any) -> Callable[[Files], None]:
    return lambda files: lesson(files)["body"][number].update(changes)


def change_question(name: str, **changes: Any) -> Callable[[Files], None]:
    return lambda files: question(files, name).update(changes)


def change_lesson(**changes: Any) -> Callable[[Files], None]:
    return lambda files: lesson(files).update(changes)


MISTAKES: list[tuple[str, Callable[[Files], Any], str]] = [
    (
        "two right",
        change_question("one", options=[{"id": n, "value": {"text": n, "is_correct": True}} for n in "ab"]),
        "questions/one/options: Mark exactly one",
    ),
    (
        "none right",
        change_question("some", options=[{"id": n, "value": {"text": n}} for n in "ab"]),
        "questions/some/options: Mark at least one",
    ),
    ("no answer", change_question("number", answer=None), "questions/number/answer: Give the right number"),
    ("rounded key", change_question("number", answer=22.5), "questions/number/answer: must be a number, in quotes"),
    ("no number", change_question("number", answer="many"), "questions/number/answer: 'many' is not a number"),
    ("endless number", change_question("number", answer="Infinity"), "is not a number"),
    ("huge number", change_question("number", answer="1e999"), "is too large"),
    ("bad answer", change_question("holds", answer="perhaps"), "questions/holds/answer: "),
    ("bad choice", change_question("some", scoring="generous"), "questions/some/scoring: "),
    ("negative points", change_question("one", points=-1), "questions/one/points: "),
    ("unknown key", change_question("one", sorrow=3), "questions/one: unknown key 'sorrow'"),
    ("unknown block", change_body(0, type="marquee"), "body/opening: unknown block type 'marquee'"),
    (
        "same rights",
        change_question("pairs", distractors=[{"id": "d", "value": "Right one"}]),
        "questions/pairs/pairs: Two answers are the same",
    ),
    ("missing id", lambda f: lesson(f)["body"][0].pop("id"), "body/#1: needs an id"),
    ("bad id", change_body(0, id="No Spaces"), "body/#1: bad id 'No Spaces'"),
    ("double id", change_body(1, id="opening"), "body/opening: this id is used twice"),
    ("script", change_body(0, value="<p>a</p><script>alert(1)</script>"), "body/opening: <script> is not allowed here"),
    ("unsafe link", change_body(0, value='<p><a href="javascript:x">a</a></p>'), "body/opening: a link is"),
    ("event", change_body(0, value='<p onclick="x">a</p>'), "body/opening: <p> must not have attributes"),
    ("naked text", change_body(0, value="naked"), "body/opening: text must stand in a paragraph"),
    ("number as text", change_lesson(title=2024), "lessons/lesson-one/title: must be text"),
    ("minutes", change_lesson(minutes="20"), "lessons/lesson-one/minutes: must be a whole number"),
    ("no lead", lambda f: lesson(f).pop("lead"), "lessons/lesson-one/lead: is missing"),
    ("too long", change_lesson(title="x" * 300), "lessons/lesson-one/title: "),
    ("no slug", lambda f: lesson(f).pop("slug"), "needs a slug"),
    ("double slug", lambda f: lesson(f, 1).update(slug="lesson-one"), "is used twice in this package"),
    ("bad key", change_lesson(key="1234"), "lessons/lesson-one/key: must be a UUID"),
    ("body no list", change_lesson(body="text"), "lessons/lesson-one/body: must be a list"),
    ("child no mapping", change_lesson(body=["text"]), "body/#1: must have an id and a value"),
    ("unknown motif", lambda f: f["course.yaml"].update(motif="unicorns"), "course.yaml: motif: "),
    ("no picture", lambda f: lesson(f, 1)["body"][0]["value"]["image"].update(file="gone.png"), "there is no picture media/gone.png"),
    ("way out", lambda f: lesson(f, 1)["body"][0]["value"]["image"].update(file="../dots.png"), "must be the plain name of a file"),
]


class TestMistakes:
    @pytest.mark.parametrize(("change", "message"), [case[1:] for case in MISTAKES], ids=[case[0] for case in MISTAKES])
    def test_each_is_named_with_its_place(self, tmp_path: Path, change: Callable[[Files], Any], message: str) -> None:
        files = sample()
        change(files)
        found = problems(write(tmp_path / "p", files))
        assert any(message in problem for problem in found), found

    def test_all_are_reported_at_once(self, tmp_path: Path) -> None:
        files = sample()
        change_question("one", options=[])(files)
        lesson(files, 1)["minutes"] = "ten"
        files["course.yaml"]["colour"] = "red"
        found = problems(write(tmp_path / "p", files))
        assert "course.yaml: unknown key 'colour'" in found
        assert "01-first-module.yaml: lessons/lesson-two/minutes: must be a whole number" in found
        assert any(p.startswith("01-first-module.yaml: lessons/lesson-one/body/quiz/questions/one/options: ") for p in found)

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("!!python/object/apply:os.system ['true']", "is not valid YAML"),
            ("slug: a\nslug: b\n", "the key 'slug' is there twice"),
            ("slug: &a [x]\ntitle: *a\n", "aliases are not allowed"),
            ("slug: [", "is not valid YAML"),
            ("- a\n- b\n", "must be a mapping"),
            ("", "must be a mapping"),
            ("[" * 5000, "is not valid YAML"),
        ],
    )
    def test_hostile_yaml_gets_a_clear_answer(self, tmp_path: Path, text: str, message: str) -> None:
        write(tmp_path / "p", sample())
        (tmp_path / "p" / "course.yaml").write_text(text, encoding="utf-8")
        assert any(message in problem for problem in problems(tmp_path / "p"))

    def test_another_encoding_gets_a_clear_answer(self, tmp_path: Path) -> None:
        write(tmp_path / "p", sample())
        (tmp_path / "p" / "course.yaml").write_bytes("title: Övning".encode("latin-1"))
        assert problems(tmp_path / "p") == ["course.yaml: is not UTF-8"]

    def test_a_folder_without_course_is_refused(self, tmp_path: Path) -> None:
        assert problems(tmp_path) == ["course.yaml: does not exist"]

    def test_a_translation_that_breaks_the_html_is_refused(self, tmp_path: Path) -> None:
        write(tmp_path / "p", sample())
        write_po(tmp_path / "p", "sv", [("x:title", "A", "<script>B</script>"), ("x:lead", '<a id="a1">A</a>', '<a id="a2">B</a>')])
        found = problems(tmp_path / "p")
        assert len(found) == 2
        assert found[0].startswith("locale/sv.po: x:title: <script> tag is not allowed")

    def test_a_file_that_is_no_po_is_refused(self, tmp_path: Path) -> None:
        write(tmp_path / "p", sample())
        (tmp_path / "p" / "locale").mkdir()
        (tmp_path / "p" / "locale" / "sv.po").write_text("not a PO file", encoding="utf-8")
        assert problems(tmp_path / "p")[0].startswith("locale/sv.po: is not a PO file")


class TestRichText:
    FEATURES = ["bold", "italic", "ol", "ul", "link"]

    @pytest.mark.parametrize(
        "html", ["<p>a <b>b</b> <i>c</i></p>", "<ul><li>a</li><li>b</li></ul>", '<p><a href="https://a.eu">a</a></p>', ""]
    )
    def test_the_little_that_is_allowed(self, html: str) -> None:
        assert complaints(html, self.FEATURES) == []

    @pytest.mark.parametrize(
        "html",
        [
            "<h2>a</h2>",
            "<p>a<br></p>",
            "<p>a<br/></p>",
            "<ul><li>a<ul><li>b</li></ul></li></ul>",
            "<p>a",
            "a</p>",
            "<p><li>a</li></p>",
            "<!-- a -->",
            "<b>a</b>",
        ],
    )
    def test_everything_else_is_not(self, html: str) -> None:
        assert complaints(html, self.FEATURES)

    def test_headings_depend_on_the_block(self) -> None:
        assert complaints("<h2>a</h2>", ["h2"]) == []

    def test_what_an_editor_saves_equals_what_a_file_says(self) -> None:
        saved = '<p data-block-key="ab12c">a <b>b</b></p><ul><li data-block-key="x">c</li></ul>'
        assert canonical("<p>a\n <b>b</b></p>\n<ul>\n<li> c </li>\n</ul>\n") == canonical(saved)
