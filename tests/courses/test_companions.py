"""Portraits in lessons: the courses ask, whoever keeps portraits answers."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from wagtail.models import Locale, Page

from common import companions
from common.companions import Companion, Wish, find_companions, register_companions
from common.enums import Theme
from courses.companions import REASONS, suggestion
from courses.content import PackageError, import_packages, read_course
from courses.content.exporter import export_course
from courses.models import CoursePage, LessonPage
from home.models import HomePage
from portraits.models import PortraitIndexPage, PortraitPage
from tests.courses.content_sample import Files, lesson, plant_both, plant_site, sample, swedish, write, write_po
from tests.courses.test_quiz_views import address, begin, post
from tests.factories.courses import SECRETS, Tree, make_tree, name_id

MEITNER = uuid.UUID(name_id("meitner"))
NOETHER = uuid.UUID(name_id("noether"))


class Gallery:
    """A provider with two portraits, both about persistence; ``asked`` holds what it was asked."""

    def __init__(self) -> None:
        self.names = {MEITNER: "Lise Meitner", NOETHER: "Emmy Noether"}
        self.languages = {"en", "sv"}
        self.asked: list[list[Wish]] = []

    def __call__(self, wishes: Sequence[Wish], language: str) -> list[Companion | None]:
        self.asked.append(list(wishes))
        if language not in self.languages:
            return [None] * len(wishes)
        left = [key for key in self.names if key not in {wish.key for wish in wishes}]
        return [self._answer(wish, left, language) for wish in wishes]

    def _answer(self, wish: Wish, left: list[uuid.UUID], language: str) -> Companion | None:
        shared = tuple(theme for theme in wish.themes if theme == Theme.PERSISTENCE)
        key = wish.key if wish.key in self.names else left.pop(0) if shared and left else None
        if key is None:
            return None
        return Companion(key, self.names[key], f"/{language}/portraits/{key}/", "Her work", "physicist", shared, "seed", "orbits", "violet")


@pytest.fixture
def gallery(monkeypatch: pytest.MonkeyPatch) -> Gallery:
    provider = Gallery()
    monkeypatch.setattr(companions, "_PROVIDERS", [provider])
    return provider


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companions, "_PROVIDERS", [])


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def weave(page: LessonPage, *values: dict[str, Any], themes: Sequence[str] = ()) -> LessonPage:
    """Publish the lesson with these portrait blocks."""
    empty = {"page": None, "theme": "", "reason": ""}
    body = [item for item in copy.deepcopy(list(page.body.raw_data)) if item["type"] != "portrait"]
    body += [{"type": "portrait", "id": name_id(f"portrait-{n}"), "value": empty | value} for n, value in enumerate(values)]
    page.body = body
    page.themes = list(themes)
    page.save_revision().publish()
    return LessonPage.objects.get(pk=page.pk)


def make_portrait(home: HomePage) -> PortraitPage:
    """Lise Meitner's, below a gallery."""
    index = home.add_child(instance=PortraitIndexPage(title="Portraits", slug="portraits", locale=home.locale))
    page = PortraitPage(
        title="Lise Meitner", slug="p", work="Her work", occupation="physicist", translation_key=MEITNER, locale=home.locale
    )
    made: PortraitPage = index.add_child(instance=page)
    return made


def text_of(page: Page) -> str:
    """The page as a guest gets it now."""
    cache.clear()
    return Client().get(page.url).content.decode()


def test_a_second_provider_is_refused(gallery: Gallery) -> None:
    assert register_companions(gallery) is gallery
    with pytest.raises(ImproperlyConfigured):
        register_companions(Gallery())


def test_every_theme_has_its_reason() -> None:
    assert set(REASONS) == set(Theme)


@pytest.mark.usefixtures("nobody")
def test_without_a_provider_a_lesson_has_no_empty_box(tree: Tree) -> None:
    text = text_of(weave(tree.lesson, {"theme": "persistence", "reason": "Never seen"}))
    assert find_companions([Wish(themes=("persistence",))], "en") == [None]
    assert "companion" not in text
    assert "Never seen" not in text


def test_the_chosen_portrait_stands_with_the_editors_reason(tree: Tree, gallery: Gallery) -> None:
    text = text_of(weave(tree.lesson, {"page": make_portrait(tree.home).pk, "reason": "She went on & on."}))
    assert "Lise Meitner" in text
    assert "She went on &amp; on." in text
    assert gallery.asked[0][0].key == MEITNER


def test_where_the_chosen_one_is_missing_the_reason_is_the_theme(tree: Tree, gallery: Gallery) -> None:
    del gallery.names[MEITNER]
    value = {"page": make_portrait(tree.home).pk, "theme": "persistence", "reason": "Only true of the other one"}
    text = text_of(weave(tree.lesson, value))
    assert "Emmy Noether" in text
    assert "Only true of the other one" not in text
    assert "Because this lesson is about persistence." in text


def test_a_block_without_choice_follows_the_themes_of_the_lesson(tree: Tree, gallery: Gallery) -> None:
    weave(tree.lesson, {}, themes=["recognition"])
    assert "companion" not in text_of(tree.lesson)
    weave(tree.lesson, {}, themes=["recognition", "persistence"])
    assert "Lise Meitner" in text_of(tree.lesson)


def test_the_swedish_lesson_asks_for_swedish_portraits(tree: Tree, gallery: Gallery) -> None:
    weave(tree.lesson_sv, {"page": make_portrait(tree.home).pk})
    assert f"/sv/portraits/{MEITNER}/" in text_of(tree.lesson_sv)
    gallery.languages = {"en"}
    assert "Lise Meitner" not in text_of(tree.lesson_sv)


def test_many_portraits_in_a_lesson_cost_as_many_queries_as_one(tree: Tree, gallery: Gallery, django_assert_num_queries: Any) -> None:
    page = make_portrait(tree.home)
    one = weave(tree.lesson, {"page": page.pk})
    with django_assert_num_queries(1):
        assert len(one.companions) == 1
    many = weave(tree.lesson, *({"page": page.pk} for _ in range(6)), {"theme": "persistence"})
    with django_assert_num_queries(1):
        assert len(many.companions) == 7
    assert len(gallery.asked) == 2


def test_a_suggestion_is_about_the_lessons_themes_and_nobody_who_stands_in_it(tree: Tree, gallery: Gallery) -> None:
    assert suggestion(weave(tree.lesson), "seed") is None
    found = suggestion(weave(tree.lesson, {"theme": "persistence"}, themes=["persistence"]), "seed")
    assert found is not None
    assert (found.companion.name, found.reason) == ("Emmy Noether", "Because this lesson is about persistence.")


def test_a_result_suggests_a_portrait_without_a_word_of_the_key(
    client: Client, tree: Tree, gallery: Gallery, django_assert_max_num_queries: Any
) -> None:
    weave(tree.lesson, themes=["persistence"])
    attempt = begin(client, tree)
    post(client, attempt, {}, do="confirm")
    with django_assert_max_num_queries(13):  # and two of the provider: fifteen in all
        text = client.get(address("attempt", attempt_id=attempt.pk)).content.decode()
    assert "Lise Meitner" in text
    assert "Because this lesson is about persistence." in text
    assert not any(secret in text for secret in SECRETS)
    assert f"/sv/portraits/{MEITNER}/" in client.get(address("attempt", "sv", attempt_id=attempt.pk)).content.decode()
    gallery.languages = {"sv"}
    assert "companion" not in client.get(address("attempt", attempt_id=attempt.pk)).content.decode()


def test_a_saved_reflection_suggests_a_portrait_once(client: Client, tree: Tree, gallery: Gallery) -> None:
    weave(tree.lesson, themes=["persistence"])
    target = address("reflection", lesson_key=tree.key, block_id=name_id("reflection"))
    assert "Lise Meitner" in client.post(target, {"text": "Mine"}, follow=True).content.decode()
    assert "Lise Meitner" not in client.get(target).content.decode()
    assert "Lise Meitner" not in client.post(target, {"text": " "}, follow=True).content.decode()


def with_a_portrait() -> Files:
    """The sample package with themes and a portrait in its first lesson."""
    files = sample()
    first = lesson(files)
    first["themes"] = ["persistence", "belonging"]
    first["body"].append(
        {"type": "portrait", "id": "meitner", "value": {"path": "portraits/p", "theme": "persistence", "reason": "She went on."}}
    )
    return files


def test_packages_carry_themes_and_portraits_there_and_back(tmp_path: Path, locales: dict[str, Locale]) -> None:
    plant_both()
    portrait = make_portrait(HomePage.objects.get(locale=locales["en"]))
    folder = write(tmp_path / "p", with_a_portrait())
    write_po(folder, "sv", swedish(folder))
    import_packages([read_course(folder)])
    for page in LessonPage.objects.filter(slug="lesson-one").select_related("locale"):
        value = next(block.value for block in page.body if block.block_type == "portrait")
        prefix = "sv " if page.locale.language_code == "sv" else ""
        assert page.themes == ["belonging", "persistence"]
        assert (value["page"].pk, value["theme"], value["reason"]) == (portrait.pk, "persistence", f"{prefix}She went on.")
    export_course(CoursePage.objects.get(locale=locales["en"]), tmp_path / "out")
    assert "path: portraits/p" in (tmp_path / "out" / "01-first-module.yaml").read_text()
    report = import_packages([read_course(tmp_path / "out")])
    assert (report.created, report.updated, report.kept, report.translated) == ([], [], [], [])


def test_a_package_with_an_unknown_theme_or_portrait_is_refused(tmp_path: Path, locales: dict[str, Locale]) -> None:
    plant_site(locales["en"])
    files = with_a_portrait()
    with pytest.raises(PackageError, match="there is no page at 'portraits/p'"):
        import_packages([read_course(write(tmp_path / "a", files))])
    lesson(files)["themes"] = ["perseverance"]
    with pytest.raises(PackageError, match="'perseverance' is not one of"):
        read_course(write(tmp_path / "b", files))
