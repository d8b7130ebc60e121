"""Nothing of the key in any answer before submission: no explanation, no feedback, in no language, in no form of any page."""

from __future__ import annotations

import html
import http.client
import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

import pytest

from tests.browser.served import ServedSite
from tests.browser.words import LESSON_PATH, key_material, plain

LINK = re.compile(r"""(?:href|data-inline|action)="([^"#]*)""")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
PARTS = ({}, {"X-Fragment": "1"})


class Reader:
    """A browser without scripts that keeps its cookies and remembers every answer."""

    def __init__(self, site: ServedSite) -> None:
        self.host = urlsplit(site.url).netloc
        self.cookies: SimpleCookie = SimpleCookie()
        self.seen: dict[str, str] = {}

    def ask(self, path: str, data: list[tuple[str, str]] | None = None, headers: dict[str, str] | None = None) -> str:
        """The answer's text, redirects followed."""
        connection = http.client.HTTPConnection(self.host, timeout=60)
        cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())
        sent = {"Cookie": cookie, "Origin": f"http://{self.host}", **(headers or {})}
        body = None if data is None else urlencode(data)
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request("GET" if body is None else "POST", path, body, sent)
        response = connection.getresponse()
        for value in response.headers.get_all("Set-Cookie", []):
            self.cookies.load(value)
        text = response.read().decode("utf-8", "replace")
        connection.close()
        if response.status in (301, 302):
            return self.ask(response.headers["Location"].removeprefix(f"http://{self.host}"), None, headers)
        self.seen[f"{path} {sorted(headers or {})} {len(self.seen)}"] = text
        return text

    def post(self, path: str, text: str, **fields: str) -> str:
        token = TOKEN.search(text)
        assert token, f"no form for {path}"
        return self.ask(path, [("csrfmiddlewaretoken", token.group(1)), *fields.items()])

    def links(self, text: str) -> Iterator[str]:
        """Addresses of this site in a page; pages only."""
        for found in LINK.findall(text):
            path = html.unescape(found).removeprefix(f"http://{self.host}")
            if path.startswith("/") and not path.startswith(("//", "/static/", "/media/", "/cms/")) and "logout" not in path:
                yield path


def without_markup(text: str) -> str:
    """Words as a reader could find them: in the page, in attributes, and in JSON with its escapes."""
    decoded = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found.group(1), 16)), text)
    return " ".join(plain(part) + " " + " ".join(html.unescape(part).split()) for part in {text, decoded})


def told(reader: Reader, secrets: set[str]) -> list[tuple[str, str]]:
    """Where something of the key stands."""
    return [(where, secret[:70]) for where, text in reader.seen.items() for secret in secrets if secret in without_markup(text)]


@pytest.fixture(scope="module")
def secrets() -> set[str]:
    found = key_material()
    assert len(found) > 100
    return found


def test_no_page_that_a_guest_can_reach_tells(own_site: ServedSite, secrets: set[str]) -> None:
    """Follows every link from both front pages and the sitemap, each as a page and as a part of a page."""
    reader = Reader(own_site)
    waiting = ["/en/", "/sv/", "/sitemap.xml", "/robots.txt"]
    waiting += [urlsplit(address).path for address in re.findall(r"<loc>([^<]+)", reader.ask("/sitemap.xml"))]
    known: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in known:
            continue
        known.add(path)
        for part in PARTS:
            waiting += reader.links(reader.ask(path, headers=part))
    assert any("/quiz/" in path for path in known)
    assert len(known) > 40
    assert told(reader, secrets) == []


@pytest.mark.parametrize("language", ["en", "sv"])
def test_open_attempts_tell_nothing_and_results_do(own_site: ServedSite, secrets: set[str], language: str) -> None:
    """Every quiz is started, saved, submitted with nothing answered (so not submitted), read in the other language: all silent."""
    reader = Reader(own_site)
    lessons = {urlsplit(address).path for address in re.findall(r"<loc>([^<]+)", reader.ask("/sitemap.xml"))}
    quizzes = {path for lesson in lessons for path in reader.links(reader.ask(lesson)) if f"/{language}/learn/quiz/" in path}
    assert len(quizzes) >= 6
    attempts = {}
    for path in sorted(quizzes):
        form = reader.post(path, reader.ask(path))
        attempt = next(link for link in reader.links(form) if "/learn/attempt/" in link)
        attempts[attempt] = form
        reader.post(attempt, form, do="save")
        reader.post(attempt, form, do="submit")
        reader.ask(attempt, headers={"X-Fragment": "1"})
        reader.ask(path)
        for other in ("en", "sv", "el"):
            reader.ask(re.sub(r"^/\w+/", f"/{other}/", attempt))
    for path in (f"/{language}/learn/", f"/{language}/{LESSON_PATH}"):
        reader.ask(path)
    assert told(reader, secrets) == []

    attempt, form = next(iter(attempts.items()))
    reader.seen.clear()
    reader.post(attempt, form, do="confirm", version=re.search(r'name="version" value="(\w+)"', form).group(1))
    # An empty attempt fails: not even now does it give explanations away, as long as another attempt is allowed.
    assert told(reader, secrets) == []


def test_the_scan_would_find_something(own_site: ServedSite, secrets: set[str]) -> None:
    """A result with a right answer holds its explanation: the words are looked for in the form in which pages print them."""
    from tests.browser.words import quiz_of

    reader = Reader(own_site)
    lesson = reader.ask(f"/en/{LESSON_PATH}")
    path = next(link for link in reader.links(lesson) if "/learn/quiz/" in link)
    form = reader.post(path, reader.ask(path))
    attempt = next(link for link in reader.links(form) if "/learn/attempt/" in link)
    question = quiz_of("en")[0]
    right = re.escape(html.escape(question.options(right=True)[0], quote=False))
    found = re.search(rf'<input type="radio" name="(q-[\w-]+)" value="([\w-]+)">\s*<span>{right}</span>', form)
    assert found
    asked = [("asked", value) for value in re.findall(r'name="asked" value="([\w-]+)"', form)]
    token = TOKEN.search(form)
    version = re.search(r'name="version" value="(\w+)"', form)
    assert token
    assert version
    data = [
        ("csrfmiddlewaretoken", token.group(1)),
        *asked,
        ("version", version.group(1)),
        found.groups(),
        ("do", "confirm"),
    ]
    reader.seen.clear()
    reader.ask(attempt, data)
    assert told(reader, secrets)
