from __future__ import annotations

import gzip
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from wagtail.models import PageViewRestriction

from common import page_cache
from common.page_cache import KeptPage, Shelf
from courses.models import Attempt, LessonPage
from tests.courses.test_quiz_views import begin
from tests.factories.courses import Tree, make_tree, make_user


@pytest.fixture(autouse=True)
def _page_cache(settings: Any) -> Iterator[None]:
    settings.PAGE_CACHE_BYTES = 1_000_000
    page_cache.generation.__init__()  # type: ignore[misc]
    yield
    page_cache.generation.__init__()  # type: ignore[misc]


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


@pytest.fixture
def reader(tree: Tree) -> Client:
    """A browser that has read the lesson once."""
    client = Client()
    client.get(tree.lesson.url)
    return client


def test_a_page_read_before_takes_no_query(reader: Client, tree: Tree, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        response = reader.get(tree.lesson.url)
    assert "Text en" in response.content.decode()
    assert "Content-Security-Policy" in response
    assert not response.cookies


def test_a_kept_page_is_what_was_made(tree: Tree) -> None:
    client = Client()
    first, second = client.get(tree.lesson.url), client.get(tree.lesson.url)
    assert first.content == second.content
    assert dict(first.items()) == dict(second.items())


def test_who_has_the_page_is_told_so(reader: Client, tree: Tree) -> None:
    etag = reader.get(tree.lesson.url)["ETag"]
    again = reader.get(tree.lesson.url, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_bodies_are_sent_compressed_to_who_reads_that(reader: Client, tree: Tree) -> None:
    response = reader.get(tree.lesson.url, headers={"Accept-Encoding": "gzip, br"})
    assert response["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in response["Vary"]
    assert "Text en" in gzip.decompress(response.content).decode()


def test_publishing_shows_at_once(reader: Client, tree: Tree, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        tree.lesson.title = "Renamed"
        tree.lesson.save_revision().publish()
    assert "Renamed" in reader.get(tree.lesson.url).content.decode()


def test_unpublishing_and_moving_show_at_once(reader: Client, tree: Tree, django_capture_on_commit_callbacks: Any) -> None:
    address = tree.lesson.url
    with django_capture_on_commit_callbacks(execute=True):
        tree.lesson.unpublish()
    assert reader.get(address).status_code == 404


def test_what_learners_write_keeps_the_pages(reader: Client, tree: Tree, django_capture_on_commit_callbacks: Any) -> None:
    number = page_cache.generation.current()
    with django_capture_on_commit_callbacks(execute=True):
        begin(Client(), tree)
    assert Attempt.objects.exists()
    assert page_cache.generation.number == number


def test_a_reader_with_a_session_is_answered_anew(reader: Client, tree: Tree) -> None:
    reader.force_login(make_user())
    response = reader.get(tree.lesson.url)
    assert response["Cache-Control"] == "private, no-cache"
    assert "ETag" not in response


def test_personal_pages_and_misses_are_never_kept(tree: Tree, django_assert_max_num_queries: Any) -> None:
    client = Client()
    for address in ("/en/learn/", "/en/nowhere/", "/el/"):
        client.get(address)
        assert "ETag" not in client.get(address)


def test_a_restricted_page_is_not_kept_for_others(tree: Tree, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(page=tree.lesson, restriction_type=PageViewRestriction.LOGIN)
    member, stranger = Client(), Client()
    member.force_login(make_user())
    assert member.get(tree.lesson.url).status_code == 200
    assert stranger.get(tree.lesson.url).status_code == 302


def test_hosts_and_queries_do_not_share(reader: Client, tree: Tree) -> None:
    assert "ETag" not in reader.get(tree.lesson.url, {"utm_source": "mail"})
    other = reader.get(tree.lesson.url, headers={"Host": "other.example.org"})
    assert "other.example.org" in other.content.decode()
    assert "other.example.org" not in reader.get(tree.lesson.url).content.decode()


@pytest.mark.parametrize("host", ["testserver:1234", "TESTSERVER", "testserver.", "testserver:80"])
def test_a_host_written_otherwise_is_answered_and_not_kept(tree: Tree, host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    kept: list[Any] = []
    monkeypatch.setattr(Shelf, "put", lambda _shelf, key, _page: kept.append(key))
    client = Client()
    assert client.get(tree.lesson.url, headers={"Host": host}).status_code == 200
    assert not kept
    client.get(tree.lesson.url, headers={"Host": "testserver"})
    assert [key[2] for key in kept] == ["testserver"]


def test_the_port_of_the_sites_own_address_is_its_host(tree: Tree, settings: Any) -> None:
    settings.WAGTAILADMIN_BASE_URL = "https://learn.example.org:8443"
    assert "ETag" in Client().get(tree.lesson.url, headers={"Host": "learn.example.org:8443"})
    assert "ETag" not in Client().get(tree.lesson.url, headers={"Host": "learn.example.org:8444"})


class BrokenCache:
    """A shared cache that cannot be reached, or one that answers and keeps nothing."""

    def __init__(self, *, is_silent: bool = False) -> None:
        self.is_silent = is_silent

    def ask(self, *args: Any, **kwargs: Any) -> None:
        if not self.is_silent:
            raise ConnectionRefusedError

    get = set = get_or_set = ask


def pass_a_second() -> None:
    page_cache.generation.looked_at = float("-inf")


class TestOutage:
    def test_pages_are_made_anew_and_it_is_said_once(
        self, reader: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(page_cache, "cache", BrokenCache())
        for _time in range(3):
            pass_a_second()
            response = reader.get(tree.lesson.url)
            assert response.status_code == 200
            assert "ETag" not in response
        assert caplog.text.count("cannot be reached") == 1

    @pytest.mark.parametrize("is_silent", [True, False])
    def test_a_publish_goes_through_and_shows_when_it_is_over(
        self, reader: Client, tree: Tree, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any, is_silent: bool
    ) -> None:
        with monkeypatch.context() as patch:
            patch.setattr(page_cache, "cache", BrokenCache(is_silent=is_silent))
            with django_capture_on_commit_callbacks(execute=True):
                tree.lesson.title = "Renamed"
                tree.lesson.save_revision().publish()
        pass_a_second()
        assert "Renamed" in reader.get(tree.lesson.url).content.decode()
        assert "ETag" in reader.get(tree.lesson.url)

    def test_the_whole_site_can_be_read_without_the_server(self, tree: Tree, settings: Any) -> None:
        """Wagtail asks the cache as well: nothing listens at this address."""
        settings.CACHES = {"default": {"BACKEND": "common.caches.ReadingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}
        for address in (tree.home.url, tree.lesson.url, "/sv/"):
            pass_a_second()
            assert Client().get(address).status_code == 200

    def test_tries_that_cannot_be_counted_are_refused(self, settings: Any) -> None:
        settings.CACHES = {"default": {"BACKEND": "common.caches.ReadingRedisCache", "LOCATION": "redis://127.0.0.1:1/0"}}
        for count in (cache.add, cache.incr):
            with pytest.raises(Exception, match=r"redis|refused"):
                count("tries", 1)


def test_the_shelf_throws_out_what_was_least_used() -> None:
    shelf = Shelf(limit=25)
    page = KeptPage(headers=(), body=b"12345", compressed=b"12345", etag="")
    shelf.put(("a",), page)
    shelf.put(("b",), page)
    shelf.get(("a",))
    shelf.put(("c",), page)
    assert shelf.get(("b",)) is None
    assert shelf.get(("a",)) == shelf.get(("c",)) == page
    assert shelf.size == 20


def test_a_page_too_large_for_the_shelf_is_simply_not_kept() -> None:
    shelf = Shelf(limit=5)
    shelf.put(("a",), KeptPage(headers=(), body=b"123456", compressed=b"", etag=""))
    assert shelf.size == 0


def test_a_page_made_while_an_editor_publishes_is_not_shown_afterwards(
    tree: Tree, django_capture_on_commit_callbacks: Any, monkeypatch: Any
) -> None:
    """The number is read before the page is made."""
    client = Client()
    made = LessonPage.get_context

    def publish_meanwhile(self: LessonPage, *args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(LessonPage, "get_context", made)
        context = made(self, *args, **kwargs)
        with django_capture_on_commit_callbacks(execute=True):
            page = LessonPage.objects.get(pk=tree.lesson.pk)
            page.title = "Renamed meanwhile"
            page.save_revision().publish()
        return context

    monkeypatch.setattr(LessonPage, "get_context", publish_meanwhile)
    client.get(tree.lesson.url)
    assert "Renamed meanwhile" in client.get(tree.lesson.url).content.decode()
