"""Public pages kept whole in the memory of each process, until anything that editors own changes.

One number, the generation, turns after every such change has been committed; it is part of every key, so nothing has to know which pages a
change shows on. A worker reads the number from the shared cache at most once a second: it may lag that long behind a publish that another
worker did. The number is read *before* a page is made: a page made while an editor publishes is kept under the number that has passed.

The day is part of every key as well: what a page shows for one day does not outlive it.

While the shared cache cannot be reached there is no number to trust, and pages are made anew.

Kept are answers to readers without a session that say ``Cache-Control: public`` (``BasePage.serve``), set no cookie and have status 200.
"""

from __future__ import annotations

import gzip
import hashlib
import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.cache import cache
from django.db import transaction
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Page, PageViewRestriction, Site, TranslatableMixin
from wagtail.signals import post_page_move

logger = logging.getLogger(__name__)

GENERATION_KEY = "page-generation"
SECONDS_BETWEEN_LOOKS = 1.0


class Generation:
    """The number as this process knows it; None while the shared cache cannot be reached."""

    def __init__(self) -> None:
        self.number: int | None = None
        self.looked_at = float("-inf")
        self.is_lost = False

    def current(self) -> int | None:
        """The number, at most a second old. After an outage a new one: a change made meanwhile may not have been heard of."""
        now = time.monotonic()
        if now - self.looked_at >= SECONDS_BETWEEN_LOOKS:
            self.looked_at = now
            try:
                if self.is_lost:
                    self.renew()
                else:
                    self.number = cache.get_or_set(GENERATION_KEY, time.time_ns, timeout=None)
            except Exception as error:  # noqa: BLE001  (backends raise errors of their own libraries)
                self.lose(error)
        return self.number

    def turn(self) -> None:
        """Everything kept so far is out of date. What an editor has saved is saved, whether or not the others can be told now."""
        try:
            self.renew()
        except Exception as error:  # noqa: BLE001  (backends raise errors of their own libraries)
            self.lose(error)

    def renew(self) -> None:
        """Write a new number; it comes from the clock and cannot come back after the cache was emptied. Raises what the cache raises,
        and ConnectionError where the cache says nothing but has not kept it."""
        number = time.time_ns()
        cache.set(GENERATION_KEY, number, timeout=None)
        if (cache.get(GENERATION_KEY) or 0) < number:
            raise ConnectionError("The shared cache keeps nothing.")
        self.number = number
        self.is_lost = False

    def lose(self, error: Exception) -> None:
        """Said once for an outage; every page is made anew until it is over."""
        if not self.is_lost:
            logger.error("The shared cache cannot be reached; public pages are made anew for every reader.", exc_info=error)
        self.number = None
        self.is_lost = True


generation = Generation()


@dataclass(frozen=True)
class KeptPage:
    """An answer as it was, with its compressed body."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    compressed: bytes
    etag: str

    @property
    def size(self) -> int:
        return len(self.body) + len(self.compressed)


class Shelf:
    """Kept pages, the least recently used thrown out when they are more than ``limit`` bytes."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.pages: OrderedDict[tuple[Any, ...], KeptPage] = OrderedDict()
        self.size = 0
        self.lock = threading.Lock()

    def get(self, key: tuple[Any, ...]) -> KeptPage | None:
        with self.lock:
            page = self.pages.get(key)
            if page:
                self.pages.move_to_end(key)
            return page

    def put(self, key: tuple[Any, ...], page: KeptPage) -> None:
        with self.lock:
            if old := self.pages.pop(key, None):
                self.size -= old.size
            self.pages[key] = page
            self.size += page.size
            while self.size > self.limit:
                _key, oldest = self.pages.popitem(last=False)
                self.size -= oldest.size


class PageCacheMiddleware:
    """Answers from the shelf before host, session and language are looked at; sends ETag and compressed bodies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.shelf = Shelf(settings.PAGE_CACHE_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.shelf.limit or request.method != "GET" or request.META.get("QUERY_STRING") or has_session(request):
            return self.get_response(request)
        number = generation.current()
        if number is None or not has_plain_host(request):
            return self.get_response(request)
        # Before the page is made, like the number: one that is made at midnight is kept for the day that has passed.
        key = (number, request.scheme, request.headers.get("host", ""), request.path, today())
        page = self.shelf.get(key)
        if page is None:
            response = self.get_response(request)
            if not may_be_kept(response):
                return response
            page = keep(response)
            self.shelf.put(key, page)
        return answer(page, request)


def today() -> date:
    """The day that pages are made for, in the site's time zone whatever that of a reader."""
    return timezone.localdate(timezone=timezone.get_default_timezone())


def has_session(request: HttpRequest) -> bool:
    """Whether somebody may be signed in, or has given a page's password."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES


def has_plain_host(request: HttpRequest) -> bool:
    """Whether the host is written as links write it. Django answers a host of ours with any port after it, in any case: each would be
    another page on the shelf, with its own words in its links. Whether the host is ours at all is known by the answer's status."""
    host = request.headers.get("host", "")
    domain, port = split_domain_port(host)
    return host == domain or (bool(port) and host == urlsplit(settings.WAGTAILADMIN_BASE_URL).netloc)


def may_be_kept(response: HttpResponse) -> bool:
    """Whether the answer is the same for everybody."""
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "public" in response.get("Cache-Control", "")
        and "cookie" not in response.get("Vary", "").lower()
    )


def keep(response: HttpResponse) -> KeptPage:
    """The answer as it is now, header by header. Its compressed body holds no secret that could be guessed by its length."""
    patch_vary_headers(response, ["Accept-Encoding"])
    body = response.content
    return KeptPage(
        headers=tuple((name, value) for name, value in response.items() if name.lower() != "content-length"),
        body=body,
        compressed=gzip.compress(body, 6, mtime=0),
        etag=f'W/"{hashlib.sha256(body).hexdigest()[:24]}"',
    )


def answer(page: KeptPage, request: HttpRequest) -> HttpResponse:
    """The page, compressed for who can read that, or 304 for who has it."""
    known = request.headers.get("if-none-match", "")
    if known and (page.etag in parse_etags(known) or known.strip() == "*"):
        response = HttpResponse(status=304)
    elif "gzip" in request.headers.get("accept-encoding", ""):
        response = HttpResponse(page.compressed)
        response["Content-Encoding"] = "gzip"
    else:
        response = HttpResponse(page.body)
    for name, value in page.headers:
        response[name] = value
    response["ETag"] = page.etag
    return response


def turn_after_commit(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Something that editors own was saved or deleted: pages, translatable snippets, pictures, documents, restrictions, sites."""
    if isinstance(instance, EDITORIAL) or sender._meta.app_label in {"wagtailredirects", "wagtailmedia"}:
        transaction.on_commit(generation.turn)


def turn_after_move(sender: type[Page], **kwargs: Any) -> None:
    """A move writes paths without saving pages."""
    transaction.on_commit(generation.turn)


EDITORIAL = (Page, TranslatableMixin, AbstractImage, AbstractDocument, PageViewRestriction, Site)


def connect() -> None:
    """Listen to what editors do."""
    post_save.connect(turn_after_commit, dispatch_uid="page_cache_save")
    post_delete.connect(turn_after_commit, dispatch_uid="page_cache_delete")
    post_page_move.connect(turn_after_move, dispatch_uid="page_cache_move")
