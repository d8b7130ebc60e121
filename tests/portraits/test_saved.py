"""Members' lists of saved pages: their own, with limits that are said, in the reader's language, and nobody else's to see."""

from __future__ import annotations

import re
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from accounts.models import User
from portraits.models import SavedItem, SavedList, StoryPage
from portraits.services import saving
from portraits.services.saving import RefusedError, make_list, move_item, rename_list, save_page
from tests.factories.accounts import make_user
from tests.factories.pages import StoryIndexPageFactory, StoryPageFactory, Tree, key_of, make_tree

SAVED = "/en/account/saved/"


@pytest.fixture
def tree(en) -> Tree:
    return make_tree(en, modules=1, lessons=1)


@pytest.fixture
def story(tree: Tree, en) -> StoryPage:
    index = StoryIndexPageFactory(parent=tree.home, locale=en, title="Stories", slug="stories", translation_key=key_of("stories"))
    return StoryPageFactory(parent=index, locale=en, title="A story", slug="story", translation_key=key_of("story"))


@pytest.fixture
def ada(db: None) -> User:
    return make_user("ada@example.org")


@pytest.fixture
def member(client: Client, ada: User) -> Client:
    client.force_login(ada)
    return client


def beside(page: Any, language: str = "en") -> str:
    return f"/{language}/account/saved/page/{page.translation_key}/"


class TestBesideAPage:
    def test_a_guest_is_shown_the_way_in_and_saves_nothing(self, client, story):
        html = client.get(beside(story)).content.decode()
        assert f"/en/account/login/?next=%2Fen%2Faccount%2Fsaved%2Fpage%2F{story.translation_key}%2F" in html
        answer = client.post(beside(story), {"do": "save"})
        assert answer.status_code == 302
        assert answer.url.startswith("/en/account/login/")
        assert not SavedItem.objects.exists()

    @pytest.mark.parametrize("clicks", [1, 2])
    def test_saving_is_the_same_however_often(self, member, ada, story, clicks):
        for _click in range(clicks):
            assert member.post(beside(story), {"do": "save", "list": ""}).status_code == 302
        item = SavedItem.objects.get()
        assert (item.page_key, item.saved_list.user, item.saved_list.name) == (story.translation_key, ada, "")
        html = member.get(beside(story)).content.decode()
        assert "Saved in “Reading list”" in html

    def test_removing_is_the_same_however_often(self, member, ada, story):
        item = save_page(user=ada, page_key=story.translation_key)
        for _click in range(2):
            assert member.post(beside(story), {"do": "remove", "item": item.pk}).status_code == 302
        assert not SavedItem.objects.exists()

    def test_one_page_can_stand_on_several_lists(self, member, ada, story):
        other = make_list(user=ada, name="Physics")
        member.post(beside(story), {"do": "save"})
        member.post(beside(story), {"do": "save", "list": other.pk})
        html = member.get(beside(story)).content.decode()
        assert "Saved in “Reading list”" in html
        assert "Saved in “Physics”" in html
        assert "<select" not in html

    def test_it_is_a_part_of_the_public_page_and_kept_by_nobody(self, member, story):
        answer = member.get(beside(story), headers={"X-Fragment": "1"})
        assert answer["Cache-Control"] == "private, no-store"
        assert answer["X-Fragment"] == "1"
        assert "<html" not in answer.content.decode()
        assert f'data-inline="{beside(story)}"' in member.get("/en/stories/story/").content.decode()

    def test_lessons_can_be_saved_and_other_pages_cannot(self, member, tree):
        assert member.get(beside(tree.lessons[0])).status_code == 200
        assert member.post(beside(tree.about), {"do": "save"}).status_code == 404

    def test_drafts_and_unknown_pages_are_not_there(self, member, story):
        story.unpublish()
        assert member.get(beside(story)).status_code == 404
        assert member.get(f"{SAVED}page/{uuid.uuid4()}/").status_code == 404

    def test_the_limit_is_said_where_it_is_met(self, member, ada, story, monkeypatch):
        monkeypatch.setattr(saving, "MAX_ITEMS", 1)
        save_page(user=ada, page_key=uuid.uuid4())
        answer = member.post(beside(story), {"do": "save"})
        assert answer.status_code == 422
        assert "You have saved 1 pages" in answer.content.decode()
        assert SavedItem.objects.count() == 1


class TestLists:
    def test_made_renamed_and_deleted(self, member, ada):
        member.post(SAVED, {"name": "  For   my\tthesis "})
        made = SavedList.objects.get(user=ada)
        assert made.name == "For my thesis"
        member.post(f"{SAVED}list/{made.pk}/", {"do": "rename", "name": "Thesis"})
        assert "Thesis" in member.get(SAVED).content.decode()
        member.post(f"{SAVED}list/{made.pk}/", {"do": "delete"})
        assert not SavedList.objects.exists()

    @pytest.mark.parametrize(
        ("name", "words"),
        [
            ("", "Give the list a name."),
            (" \u200b\n", "Give the list a name."),
            ("physics", "already have a list"),
            ("x" * 61, "longer than 60"),
        ],
    )
    def test_a_name_that_will_not_do_is_said_and_kept_in_the_field(self, member, ada, name, words):
        make_list(user=ada, name="Physics")
        answer = member.post(SAVED, {"name": name})
        html = answer.content.decode()
        assert answer.status_code == 422
        assert words in html
        assert re.search(r"<title>\s*Error:", html)
        assert f'value="{name}"' in html
        assert SavedList.objects.count() == 1

    def test_a_list_may_keep_its_name(self, ada):
        made = make_list(user=ada, name="Physics")
        assert rename_list(user=ada, list_id=made.pk, name="PHYSICS").name == "PHYSICS"

    def test_two_members_may_use_the_same_name(self, ada):
        make_list(user=ada, name="Physics")
        make_list(user=make_user("bea@example.org"), name="Physics")
        assert SavedList.objects.count() == 2

    def test_there_is_a_limit(self, ada, monkeypatch):
        monkeypatch.setattr(saving, "MAX_LISTS", 2)
        make_list(user=ada, name="One")
        make_list(user=ada, name="Two")
        with pytest.raises(RefusedError, match="You have 2 lists"):
            make_list(user=ada, name="Three")

    def test_moving_to_a_list_that_has_it_leaves_one(self, ada):
        key = uuid.uuid4()
        first, second = make_list(user=ada, name="One"), make_list(user=ada, name="Two")
        item = save_page(user=ada, page_key=key, list_id=first.pk)
        twin = save_page(user=ada, page_key=key, list_id=second.pk)
        assert move_item(user=ada, item_id=item.pk, list_id=second.pk) == twin
        assert list(SavedItem.objects.all()) == [twin]

    def test_moved_by_form(self, member, ada, story):
        other = make_list(user=ada, name="Physics")
        item = save_page(user=ada, page_key=story.translation_key)
        member.post(f"{SAVED}item/{item.pk}/", {"do": "move", "list": other.pk})
        item.refresh_from_db()
        assert item.saved_list == other

    def test_titles_are_in_the_readers_language_and_marked_where_there_is_none(self, member, ada, story, sv):
        save_page(user=ada, page_key=story.translation_key)
        assert '<a href="/en/stories/story/" lang="en">A story</a>' in member.get("/sv/account/saved/").content.decode()
        index = StoryIndexPageFactory(parent=make_tree(sv).home, locale=sv, slug="stories", translation_key=key_of("stories"))
        StoryPageFactory(parent=index, locale=sv, title="En berättelse", slug="story", translation_key=story.translation_key)
        assert '<a href="/sv/stories/story/">En berättelse</a>' in member.get("/sv/account/saved/").content.decode()

    def test_a_page_that_is_gone_is_said_to_be_gone_and_can_be_removed(self, member, ada, story):
        item = save_page(user=ada, page_key=story.translation_key)
        Page.objects.get(pk=story.pk).delete()
        assert "A page that is no longer published" in member.get(SAVED).content.decode()
        assert member.get(f"{SAVED}item/{item.pk}/").status_code == 200
        member.post(f"{SAVED}item/{item.pk}/", {"do": "remove"})
        assert not SavedItem.objects.exists()

    def test_the_number_of_queries_does_not_grow(self, member, ada, tree, story):
        def fill(number: int) -> None:
            made = make_list(user=ada, name=f"List {number}")
            for page in (story, tree.lessons[0]):
                save_page(user=ada, page_key=page.translation_key, list_id=made.pk)

        fill(1)
        member.get(SAVED)
        with CaptureQueriesContext(connection) as few:
            member.get(SAVED)
        for number in range(2, 20):
            fill(number)
        with CaptureQueriesContext(connection) as many:
            member.get(SAVED)
        assert len(many) == len(few)


class TestOtherPeople:
    @pytest.fixture
    def theirs(self, story: StoryPage) -> SavedItem:
        bea = make_user("bea@example.org")
        return save_page(user=bea, page_key=story.translation_key, list_id=make_list(user=bea, name="Bea’s secret").pk)

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("do", ["rename", "delete", "move", "remove"])
    def test_their_lists_and_items_are_not_there(self, member, theirs, method, do):
        for path in (f"{SAVED}list/{theirs.saved_list_id}/", f"{SAVED}item/{theirs.pk}/"):
            assert getattr(member, method)(path, {"do": do, "name": "Mine now", "list": theirs.saved_list_id}).status_code == 404
        theirs.refresh_from_db()
        assert theirs.saved_list.name == "Bea’s secret"

    def test_nothing_of_mine_goes_to_their_list(self, member, ada, story, theirs):
        item = save_page(user=ada, page_key=story.translation_key)
        assert member.post(beside(story), {"do": "save", "list": theirs.saved_list_id}).status_code == 404
        assert member.post(f"{SAVED}item/{item.pk}/", {"do": "move", "list": theirs.saved_list_id}).status_code == 404
        assert theirs.saved_list.items.count() == 1

    def test_their_item_cannot_be_removed_beside_the_page(self, member, story, theirs):
        member.post(beside(story), {"do": "remove", "item": theirs.pk})
        assert SavedItem.objects.filter(pk=theirs.pk).exists()

    def test_their_names_are_nowhere(self, member, story, theirs):
        assert "secret" not in member.get(SAVED).content.decode()
        assert "secret" not in member.get(beside(story)).content.decode()

    def test_guests_are_asked_to_sign_in(self, client, theirs):
        for path in (f"{SAVED}list/{theirs.saved_list_id}/", f"{SAVED}item/{theirs.pk}/"):
            assert client.get(path).url.startswith("/en/account/login/")

    @pytest.mark.parametrize("number", ["0", "99999999999999999999999", "-1", "x", "²", "1e3", "9" * 5000])
    def test_any_number_is_answered(self, member, story, number):
        assert member.post(beside(story), {"do": "remove", "item": number}).status_code == 302
        assert member.post(beside(story), {"do": "save", "list": number}).status_code in (302, 404)
