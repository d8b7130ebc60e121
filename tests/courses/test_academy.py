"""The academy's page: the door to one course, in every language."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import Locale, Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from common import companions
from common.companions import Companion, Wish
from courses.content import import_packages, read_course
from courses.models import AcademyPage, CoursePage
from home.demo import read_site
from home.models import HomePage
from tests.courses.content_sample import sample, write
from tests.courses.test_quiz_views import address
from tests.factories.courses import Tree, make_tree, make_user, name_id


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


def open_academy(tree: Tree, code: str = "en", **fields: Any) -> AcademyPage:
    """The page below a front page, leading to the English course."""
    locale = Locale.objects.get(language_code=code)
    home = HomePage.objects.filter(translation_key=tree.home.translation_key, locale=locale).first()
    if home is None:
        home = Page.get_first_root_node().add_child(
            instance=HomePage(title="F", slug=f"front-{code}", hero_title="H", locale=locale, translation_key=tree.home.translation_key)
        )
    known = AcademyPage.objects.first()
    page = AcademyPage(title=f"Academy {code}", slug="academy", lead="Lead", course=tree.course, locale=locale, **fields)
    if known:
        page.translation_key = known.translation_key
    made: AcademyPage = home.add_child(instance=page)
    return made


def text_of(page: Page) -> str:
    cache.clear()
    content: str = Client().get(page.url).content.decode()
    return content


def test_it_stands_below_the_front_page_once() -> None:
    assert AcademyPage.allowed_parent_page_models() == [HomePage]
    assert AcademyPage.allowed_subpage_models() == []
    assert AcademyPage.max_count_per_parent == 1


def test_it_leads_to_the_course_in_the_readers_language(tree: Tree) -> None:
    english, swedish = open_academy(tree), open_academy(tree, "sv")
    for page, code, suffix in ((english, "en", ""), (swedish, "sv", " sv")):
        main = text_of(page).split("<main")[1]
        assert f'href="/{code}/courses/teach/module/first/"' in main
        assert f"Module{suffix}</a>" in main
        assert address("course", code, course_key=tree.course.translation_key) in main


def test_without_the_course_in_a_language_it_says_where_it_is(tree: Tree) -> None:
    open_academy(tree)
    main = text_of(open_academy(tree, "el")).split("<main")[1]
    assert '<a href="/en/courses/teach/" hreflang="en" lang="en">Teach</a>' in main
    assert '<a href="/sv/courses/teach/" hreflang="sv" lang="sv">Teach sv</a>' in main
    assert "Module" not in main


def test_it_renders_without_a_course(tree: Tree) -> None:
    page = open_academy(tree)
    CoursePage.objects.get(pk=tree.course.pk).delete()
    page.refresh_from_db()
    assert page.course_id is None
    assert "Academy en" in text_of(page)


def test_live_sessions_are_not_spoken_of_until_there_are_some(tree: Tree) -> None:
    page = open_academy(tree, journal_title="Journal", journal_text="Yours", live_title="Live sessions")
    assert "Live sessions" not in text_of(page)
    page.live_text = "On 4 May at 17.00."
    page.save_revision().publish()
    assert "On 4 May at 17.00." in text_of(page)


def test_portraits_are_woven_in_with_few_queries(tree: Tree, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any) -> None:
    def provider(wishes: list[Wish], language: str) -> list[Companion | None]:
        key = tree.home.translation_key
        return [Companion(key, f"Name {n}", "/x/", "Work", "", wish.themes, "s", "orbits", "") for n, wish in enumerate(wishes)]

    monkeypatch.setattr(companions, "_PROVIDERS", [provider])
    value = {"page": None, "theme": "persistence", "reason": "For slow days."}
    page = open_academy(tree, body=[{"type": "portrait", "id": name_id(f"p{n}"), "value": copy.deepcopy(value)} for n in range(2)])
    text_of(page)
    cache.clear()
    with django_assert_max_num_queries(12):  # with cold caches; and two of the provider
        text = Client().get(page.url).content.decode()
    assert text.count("For slow days.") == 2
    assert "Name 1" in text


def test_an_editor_can_edit_it(client: Client, tree: Tree) -> None:
    page = open_academy(tree)
    user = make_user()
    user.is_staff = user.is_superuser = True
    user.save()
    client.force_login(user)
    data = nested_form_data(
        {
            "title": "Academy anew",
            "slug": "academy",
            "lead": "Lead",
            "course": tree.course.pk,
            "people_title": "",
            "journal_title": "",
            "journal_text": "",
            "live_title": "",
            "live_text": "",
            "edit_kind": "wording",
            "body": streamfield([("portrait", {"page": "", "theme": "persistence", "reason": "For slow days."})]),
            "action-publish": "1",
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    client.post(f"/cms/pages/{page.pk}/edit/", data)
    page.refresh_from_db()
    assert (page.title, page.course_id) == ("Academy anew", tree.course.pk)
    assert page.body[0].value["theme"] == "persistence"


SITE = """
home: {title: Front, hero_title: The work}
courses: {title: Courses}
academy: {title: The academy, lead: A course, course: courses/sample-course}
pages: []
"""


def test_a_course_that_comes_later_in_the_same_import_is_linked_at_the_end(tmp_path: Path, locales: dict[str, Locale]) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "pages.yaml").write_text(SITE)
    packages = [read_site(tmp_path / "site"), read_course(write(tmp_path / "p", sample()))]
    import_packages(packages)
    assert AcademyPage.objects.get().course == CoursePage.objects.get()
    assert import_packages(packages).updated == []
