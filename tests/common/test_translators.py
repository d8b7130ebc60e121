"""Translators work on words. They see no key of a quiz and change nothing else, whatever address of the editors' side they try."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, reverse
from wagtail.admin import urls as admin_urls
from wagtail.models import GroupPagePermission, Locale, Page, PageViewRestriction, Revision
from wagtail_localize.models import Translation, TranslationSource

from accounts.models import User
from accounts.services import make_demo_accounts
from tests.factories.courses import Tree, change_quiz, make_tree
from translation.services.roles import make_translation_groups

pytestmark = pytest.mark.django_db

# What only an editor of the English page may read: the fields of right answers, and a number that is one.
KEY = ("is_correct", "7421", "7422", "tolerance")


def set_number(value: dict[str, Any]) -> None:
    number = next(question for question in value["questions"] if question["type"] == "numeric")
    number["value"]["answer"] = "7422.5"


@pytest.fixture
def tree(db: None) -> Tree:
    """A course whose lesson is translated: its key has changed since, so two Swedish versions differ in nothing else."""
    tree = make_tree()
    source, _made = TranslationSource.update_or_create_from_instance(tree.lesson)
    record = Translation.objects.create(source=source, target_locale=Locale.objects.get(language_code="sv"))
    record.save_target(publish=True)
    change_quiz(tree.lesson, set_number)
    source.update_from_db()
    record.save_target(publish=True)
    make_translation_groups()
    make_demo_accounts()
    tree.lesson_sv.refresh_from_db()
    assert tree.lesson_sv.revisions.count() == 2
    return tree


@pytest.fixture
def record(tree: Tree) -> Translation:
    return Translation.objects.get()


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{name}@example.org"))
    return client


@pytest.fixture
def translator(tree: Tree) -> Client:
    return signed_in("translator-sv")


def give_submit(group: str) -> None:
    Group.objects.get(name=group).permissions.add(Permission.objects.get(codename="submit_translation"))


def disable(record: Translation) -> str:
    return reverse("wagtail_localize:stop_translation", args=[record.pk])


def to_alias(page: Page) -> str:
    return reverse("wagtail_localize:convert_to_alias", args=[page.pk])


def edit(page: Page) -> str:
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def compare(page: Page) -> str:
    return reverse("wagtailadmin_pages:revisions_compare", args=[page.pk, "earliest", "latest"])


def draft(page: Page) -> str:
    return reverse("wagtailadmin_pages:view_draft", args=[page.pk])


class TestWaysOut:
    def test_a_translator_cannot_stop_a_translation(self, translator: Client, record: Translation) -> None:
        assert translator.post(disable(record), {"next": "/cms/"}).status_code == 302
        record.refresh_from_db()
        assert record.enabled

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_a_translator_cannot_make_an_alias(self, translator: Client, tree: Tree, method: str) -> None:
        answer = getattr(translator, method)(to_alias(tree.lesson_sv))
        assert answer.headers["Location"] == reverse("wagtailadmin_home")
        tree.lesson_sv.refresh_from_db()
        assert tree.lesson_sv.alias_of_id is None
        assert Translation.objects.exists()

    def test_who_may_submit_translations_can_do_both(self, tree: Tree, record: Translation) -> None:
        give_submit("Editors")
        editor = signed_in("editor")
        editor.post(disable(record), {"next": "/cms/"})
        record.refresh_from_db()
        assert not record.enabled
        editor.post(to_alias(tree.lesson_sv))
        tree.lesson_sv.refresh_from_db()
        assert tree.lesson_sv.alias_of_id == tree.lesson.pk

    def test_an_administrator_can_stop_a_translation(self, record: Translation) -> None:
        signed_in("admin").post(disable(record), {"next": "/cms/"})
        record.refresh_from_db()
        assert not record.enabled


class TestEditor:
    def test_shows_a_translator_the_words(self, translator: Client, tree: Tree) -> None:
        answer = translator.get(edit(tree.lesson_sv), follow=True)
        assert answer.status_code == 200
        assert "SECRET-EXPLANATION" in answer.text
        assert not [word for word in KEY if word in answer.text]

    def test_of_a_stopped_translation_stays_shut(self, translator: Client, tree: Tree, record: Translation) -> None:
        Translation.objects.update(enabled=False)
        assert translator.get(edit(tree.lesson_sv)).status_code == 302
        translator.post(edit(tree.lesson_sv), {"localize-restart-translation": "on"})
        assert not Translation.objects.get().enabled

    def test_of_a_stopped_translation_opens_for_an_editor_of_the_source(self, tree: Tree) -> None:
        Translation.objects.update(enabled=False)
        answer = signed_in("editor").get(edit(tree.lesson_sv))
        assert answer.status_code == 200
        assert "is_correct" in answer.text

    def test_of_a_translation_whose_source_is_gone_takes_the_permission_to_submit(self, translator: Client, tree: Tree) -> None:
        Translation.objects.update(enabled=False)
        Page.objects.get(pk=tree.lesson.pk).delete()
        assert translator.get(edit(tree.lesson_sv)).status_code == 302
        give_submit("Translators sv")
        assert signed_in("translator-sv").get(edit(tree.lesson_sv)).status_code == 200

    def test_of_a_page_written_in_swedish_opens(self, translator: Client, tree: Tree) -> None:
        Page.objects.get(pk=tree.second.pk).delete()
        own = Page.objects.get(translation_key=tree.second.translation_key)
        assert translator.get(edit(own)).status_code == 200


class TestPreview:
    def test_shows_a_translator_what_readers_see(self, translator: Client, tree: Tree) -> None:
        answer = translator.get(draft(tree.lesson_sv))
        assert answer.status_code == 200
        assert "Quiz sv" in answer.text or "Quiz en" in answer.text
        assert "SECRET-EXPLANATION" not in answer.text

    def test_shows_an_editor_the_key(self, tree: Tree) -> None:
        assert "7422" in signed_in("editor").get(draft(tree.lesson_sv)).text


class TestComparison:
    def test_is_refused_to_a_translator(self, translator: Client, tree: Tree) -> None:
        answer = translator.get(compare(tree.lesson_sv))
        assert answer.headers["Location"] == reverse("wagtailadmin_home")

    def test_is_there_for_an_editor(self, tree: Tree) -> None:
        assert "7422" in signed_in("editor").get(compare(tree.lesson_sv)).text


def addresses(page: Page, translation: Translation) -> Iterator[str]:
    """Every address of the editors' side with an id or a name in it, filled in for this page."""
    swedish = Page.objects.get(translation_key=page.translation_key, locale__language_code="sv")
    revision = page.latest_revision or swedish.latest_revision
    segment = translation.source.stringsegment_set.first()
    ids: dict[str, Any] = {
        **dict.fromkeys(["page_id", "page_to_move_id", "parent_page_id", "pk", "pk_", "object_id", "instance_pk"], page.pk),
        "destination_id": swedish.get_parent().pk,
        "revision_id": revision.pk,
        "revision_id_a": "earliest",
        "revision_id_b": "latest",
        "translation_id": translation.pk,
        "translation_source_id": translation.source_id,
        "string_segment_id": segment.pk,
        "overridable_segment_id": 1,
        "content_type_app_name": "courses",
        "content_type_model_name": "lessonpage",
        "app_label": "courses",
        "app_name": "courses",
        "model_name": "lessonpage",
        "mode": "",
        "task_id": 1,
        "task_state_id": 1,
        "workflow_state_id": 1,
        "action_name": "approve",
    }

    def walk(patterns: list[Any], namespaces: tuple[str, ...]) -> Iterator[str]:
        for pattern in patterns:
            if isinstance(pattern, URLResolver):
                yield from walk(pattern.url_patterns, (*namespaces, pattern.namespace) if pattern.namespace else namespaces)
            elif isinstance(pattern, URLPattern) and pattern.name:
                wanted = set(pattern.pattern.regex.groupindex)
                if wanted and wanted <= set(ids):
                    try:
                        yield reverse(":".join((*namespaces, pattern.name)), kwargs={name: ids[name] for name in wanted})
                    except NoReverseMatch:
                        continue

    yield from walk(admin_urls.urlpatterns, ())
    for action in ("move", "publish", "unpublish", "delete"):
        yield f"/cms/bulk/wagtailcore/page/{action}/?id={page.pk}"
    yield f"/cms/api/main/pages/{page.pk}/?fields=*"
    yield f"/cms/api/main/pages/?fields=*&locale={page.locale.language_code}&type=courses.LessonPage"
    yield "/cms/reports/site-history/"


def state() -> list[Any]:
    """Everything of the pages that a translator has no business with."""
    return [
        list(Page.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values("pk", "content")),
        list(Translation.objects.order_by("pk").values()),
        PageViewRestriction.objects.count(),
        GroupPagePermission.objects.count(),
    ]


FORM = {
    "action": "publish",
    "action-publish": "action-publish",
    "move_page": "1",
    "move_pages": "1",
    "chooser": "1",
    "new_title": "Taken",
    "new_slug": "taken",
    "new_parent_page": "3",
    "publish_copies": "on",
    "position": "0",
    "cascade": "on",
    "include_descendants": "on",
    "restriction_type": "login",
    "title": "Taken",
    "slug": "taken",
    "lead": "Taken",
    "body-count": "0",
    "localize-convert-to-alias": "on",
    "localize-restart-translation": "on",
    "value": "Ord",
}


def walk(person: Client, page: Page, record: Translation, method: str) -> Iterator[tuple[str, bytes]]:
    """Asks for every address, one after the other."""
    person.raise_request_exception = False
    for address in addresses(page, record):
        answer = person.get(address) if method == "get" else person.post(address, FORM)
        yield address, b"".join(answer) if answer.streaming else answer.content


class TestEveryAddress:
    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize(
        ("name", "code"), [("translator-sv", "en"), ("translator-sv", "sv"), ("reviewer-sv", "en"), ("translator-el", "sv")]
    )
    def test_shows_no_key_and_changes_nothing(self, tree: Tree, record: Translation, name: str, code: str, method: str) -> None:
        page = tree.lesson if code == "en" else tree.lesson_sv
        before, walked = state(), 0
        for address, body in walk(signed_in(name), page, record, method):
            assert not [word for word in KEY if word.encode() in body], address
            assert state() == before, address
            walked += 1
        assert walked > 80

    def test_shows_a_reviewer_no_key_on_the_pages_that_she_publishes(self, tree: Tree, record: Translation) -> None:
        for address, body in walk(signed_in("reviewer-sv"), tree.lesson_sv, record, "get"):
            assert not [word for word in KEY if word.encode() in body], address

    def test_is_tried_by_a_search_that_would_find_the_key(self, tree: Tree, record: Translation) -> None:
        """An administrator finds it on the same walk."""
        admin, found = signed_in("admin"), set()
        admin.raise_request_exception = False
        for address in addresses(tree.lesson, record):
            answer = admin.get(address)
            if any(word.encode() in (b"".join(answer) if answer.streaming else answer.content) for word in KEY):
                found.add(address)
        assert {edit(tree.lesson), draft(tree.lesson)} <= found
