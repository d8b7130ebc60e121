"""The private journal: all that she wrote, for nobody else."""

from __future__ import annotations

import importlib
import re
import uuid
import zlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from wagtail.admin.viewsets import viewsets
from wagtail.snippets.models import get_snippet_models

from accounts.learners import Learner
from accounts.merging import adopt_guests
from accounts.models import Guest, User
from common.topics import Topic
from courses import pdf
from courses.journal import journal_of
from courses.models import Enrolment, LessonPage, Reflection
from tests.courses.test_quiz_views import address
from tests.factories.courses import Tree, make_tree, make_user, name_id

SECRET = "What only I may read"


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def write(client: Client, tree: Tree, text: str = SECRET, language: str = "en") -> Any:
    return client.post(address("reflection", language, lesson_key=tree.key, block_id=name_id("reflection")), {"text": text})


def read(client: Client, language: str = "en", name: str = "journal") -> str:
    content: str = client.get(address(name, language)).content.decode()
    return content


def test_an_empty_journal_says_what_will_stand_there_and_makes_no_guest(client: Client, tree: Tree) -> None:
    assert "Nothing is written here yet" in read(client)
    assert not Guest.objects.exists()


def test_a_guests_words_stand_under_course_module_and_lesson(client: Client, tree: Tree) -> None:
    write(client, tree)
    main = read(client).split("<main")[1]
    found = [main.index(word) for word in ("Teach", "Module 1", "First", "Think en", SECRET)]
    assert found == sorted(found)
    assert address("reflection", lesson_key=tree.key, block_id=name_id("reflection")) in main


def test_questions_are_in_the_readers_language_and_her_words_keep_theirs(client: Client, tree: Tree) -> None:
    write(client, tree)
    text = read(client, "sv")
    assert "Think sv" in text
    assert "First sv" in text
    assert f'<div class="journal__text" lang="en">{SECRET}</div>' in text
    greek = read(client, "el")
    assert re.search(r'<h4 class="journal__prompt" lang="en">Think en</h4>', greek)


def test_what_was_emptied_is_not_in_the_journal(client: Client, tree: Tree) -> None:
    write(client, tree)
    write(client, tree, " \n ")
    assert "Nothing is written here yet" in read(client)


def test_words_under_a_withdrawn_lesson_are_still_there(client: Client, tree: Tree) -> None:
    write(client, tree)
    for page in LessonPage.objects.filter(translation_key=tree.key):
        page.unpublish()
    text = read(client)
    assert SECRET in text
    assert "A lesson that is no longer published" in text
    assert SECRET in read(client, name="journal_text")


def test_words_under_a_question_that_was_taken_away_cannot_be_edited(client: Client, tree: Tree) -> None:
    write(client, tree)
    tree.lesson.body = []
    tree.lesson.save_revision().publish()
    text = read(client)
    assert SECRET in text
    assert address("reflection", lesson_key=tree.key, block_id=name_id("reflection")) not in text


def test_words_outside_of_the_courses_that_she_takes_stand_at_the_end(tree: Tree) -> None:
    learner = Learner(user=make_user())
    Reflection.objects.create(user=learner.user, lesson_key=tree.key, block_id=name_id("reflection"), text=SECRET, language="en")
    journal = journal_of(learner, "en")
    assert journal.courses == ()
    assert [(lesson.title, lesson.entries[0].prompt) for lesson in journal.elsewhere] == [("First", "Think en")]


@pytest.mark.parametrize("role", ["somebody", "editor", "administrator", "guest", "nobody", "forged"])
def test_nobody_else_reads_it(client: Client, tree: Tree, role: str) -> None:
    owner = make_user()
    client.force_login(owner)
    write(client, tree)
    other = reader(role)
    for name in ("journal", "journal_text", "reflection"):
        arguments = {"lesson_key": tree.key, "block_id": name_id("reflection")} if name == "reflection" else {}
        assert SECRET not in other.get(address(name, **arguments)).content.decode()
    assert SECRET in read(client)


def reader(role: str) -> Client:
    """Somebody else with every right that the role can have."""
    other = Client()
    if role in ("guest", "nobody"):
        if role == "guest":
            other.post(
                address("reflection", lesson_key=LessonPage.objects.first().translation_key, block_id=name_id("reflection")), {"text": "x"}
            )
        return other
    if role == "forged":
        other.cookies["guest"] = str(uuid.uuid4())
        return other
    user = make_user(f"{role}@example.org")
    if role == "editor":
        user.user_permissions.set(Permission.objects.all())
    User.objects.filter(pk=user.pk).update(is_staff=role != "somebody", is_superuser=role == "administrator")
    other.force_login(user)
    return other


def test_the_cookie_of_another_guest_opens_only_her_own(client: Client, tree: Tree) -> None:
    write(client, tree)
    other = Client()
    write(other, tree, "Hers")
    assert SECRET not in read(other)
    assert "Hers" not in read(client)


def test_no_room_of_the_editors_holds_reflections(tree: Tree) -> None:
    """What is registered nowhere has no list, no form and no search."""
    assert not apps.is_installed("django.contrib.admin")
    rooms = {getattr(viewset, "model", None) for viewset in viewsets.viewsets}
    assert Topic in rooms
    assert Reflection not in rooms | set(get_snippet_models())


def test_the_words_go_with_the_account_and_come_with_the_guest(client: Client, tree: Tree) -> None:
    write(client, tree)
    user = make_user()
    adopt_guests(guest_id=Guest.objects.get().pk, user=user)
    assert SECRET not in read(client)
    client.force_login(user)
    assert SECRET in read(client)
    user.delete()
    assert not Reflection.objects.filter(text=SECRET).exists()


def test_journal_and_files_are_kept_by_nobody(client: Client, tree: Tree) -> None:
    write(client, tree)
    for name in ("journal", "journal_text", "journal_pdf"):
        response = client.get(address(name))
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Robots-Tag"] == "noindex"
        assert client.post(address(name)).status_code == 405


def test_thirty_entries_take_as_many_queries_as_three(client: Client, tree: Tree, django_assert_num_queries: Any) -> None:
    client.force_login(make_user())
    write(client, tree)
    counts = []
    for number in (3, 30):
        fill(tree, number)
        read(client)
        with django_assert_num_queries(JOURNAL_QUERIES) as counted:
            assert read(client).count("journal__text") == number
        counts.append(len(counted))
    assert counts[0] == counts[1]


# Session, account, menus and funding block; then reflections, enrolments, badges, lessons, and courses with their modules and lessons.
JOURNAL_QUERIES = 11


def fill(tree: Tree, number: int) -> None:
    """So many lessons with a reflection each."""
    for n in range(Reflection.objects.count(), number):
        body = [{"type": "reflection", "id": name_id(f"r{n}"), "value": {"prompt": f"Think {n}"}}]
        lesson = tree.module.add_child(instance=LessonPage(title=f"L{n}", slug=f"l{n}", lead="Lead", locale=tree.lesson.locale, body=body))
        Reflection.objects.create(
            user=User.objects.get(), lesson_key=lesson.translation_key, block_id=name_id(f"r{n}"), text=f"Text {n}", language="en"
        )


def test_the_text_file_keeps_every_character_and_ends_lines_as_all_editors_read_them(client: Client, tree: Tree) -> None:
    write(client, tree, "Ögon\r\nänglar\nΓυναίκες\r🙂 <b>&amp;\n\n=1+1")
    response = client.get(address("journal_text", "sv"))
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert response["Content-Disposition"].startswith("attachment;")
    text = response.content.decode()
    assert "Ögon\r\nänglar\r\nΓυναίκες\r\n🙂 <b>&amp;\r\n\r\n=1+1\r\n" in text
    assert "Think sv" in text
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """WeasyPrint raises OSError at its import where Pango is missing."""

    def without(name: str) -> Any:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pdf, "import_module", without)
    pdf._weasyprint.cache_clear()
    yield
    pdf._weasyprint.cache_clear()


@pytest.mark.usefixtures("no_pango")
def test_without_pango_the_page_says_so_and_the_rest_works(client: Client, tree: Tree) -> None:
    write(client, tree)
    text = read(client)
    assert "This server cannot make PDF files" in text
    assert address("journal_pdf") not in text
    response = client.get(address("journal_pdf"))
    assert response.status_code == 503
    assert SECRET in response.content.decode()
    assert SECRET in read(client, name="journal_text")


@pytest.fixture
def pango() -> None:
    try:
        importlib.import_module("weasyprint")
    except OSError:
        pytest.skip("Pango is missing here: .ci/run installs it")


@pytest.mark.usefixtures("pango")
def test_the_pdf_is_tagged_and_says_its_language(client: Client, tree: Tree) -> None:
    write(client, tree, "Ögon <script>\nΓυναίκες")
    response = client.get(address("journal_pdf", "sv"))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    inside = unpacked(response.content)
    assert b"pdfuaid" in inside
    assert b"/StructTreeRoot" in inside
    assert b"/Lang (sv)" in inside
    assert b"/FontName" in inside
    assert b"Literata" in inside


def unpacked(document: bytes) -> bytes:
    """The file with its streams unpacked."""
    streams = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", document, re.DOTALL)
    return document + b"".join(zlib.decompressobj().decompress(stream) for stream in streams if stream[:1] == b"x")


def test_one_learner_has_one_pdf_made_at_a_time(client: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    write(client, tree)
    meanwhile: list[int] = []

    def make(html: str) -> bytes:
        if not meanwhile:
            meanwhile.append(client.get(address("journal_pdf")).status_code)
        return b"%PDF-"

    monkeypatch.setattr("courses.views.journals.make_pdf", make)
    assert client.get(address("journal_pdf")).status_code == 200
    assert meanwhile == [429]
    assert client.get(address("journal_pdf")).status_code == 200


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/secret",
        "https://example.org/a.png",
        "file:///etc/passwd",
        "/etc/passwd",
        "data:text/css,body{}",
        f"{pdf.STATIC}css/missing.css",
        f"{pdf.STATIC}%2e%2e/%2e%2e/manage.py",
        f"{pdf.STATIC}../../manage.py",
        "https://static.invalid.example.org/css/site.css",
    ],
)
def test_pdf_files_are_made_of_static_files_and_nothing_else(url: str) -> None:
    with pytest.raises(Exception, match=r"static file|located outside"):
        pdf.static_file(url)
    assert pdf.static_file(f"{pdf.STATIC}css/journal-print.css").name == "journal-print.css"


def test_the_way_to_the_journal_is_where_she_learns_and_where_she_writes(client: Client, tree: Tree) -> None:
    for page in (address("dashboard"), address("reflection", lesson_key=tree.key, block_id=name_id("reflection"))):
        assert f'href="{reverse("courses:journal")}"' in client.get(page).content.decode()


def test_writing_needs_no_script_and_leads_back_to_what_was_written(client: Client, tree: Tree) -> None:
    lesson = client.get(tree.lesson.url).content.decode()
    target = address("reflection", lesson_key=tree.key, block_id=name_id("reflection"))
    assert f'href="{target}"' in lesson
    text = client.post(target, {"text": SECRET}, follow=True).content.decode()
    assert SECRET in text
    assert "Only you can read it" in text
    assert Enrolment.objects.count() == 1
