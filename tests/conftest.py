"""What every test has: a fresh language, an empty cache, no way out to the network; and the languages of the site as fixtures."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import TransactionTestCase
from django.utils import translation
from wagtail.models import Locale, Site

LOCAL = {"127.0.0.1", "::1", "localhost"}
DATABASE_FIXTURES = {"db", "transactional_db", "client", "admin_client"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--with-database", action="store_true", help="Only tests that use a database: the others say the same on every one.")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--with-database"):
        chosen = [item for item in items if uses_database(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
        items[:] = chosen


def uses_database(item: pytest.Item) -> bool:
    """Whether a test may touch the database: by its mark, a fixture, or its class."""
    owner = getattr(item, "cls", None)
    is_case = owner is not None and issubclass(owner, TransactionTestCase)
    return is_case or item.get_closest_marker("django_db") is not None or bool(DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())))


@pytest.fixture(autouse=True)
def _fresh_language_and_cache() -> Iterator[None]:
    """A request to /sv/ leaves Swedish active, rate limits and the addresses of sites stay in the cache: the next test starts without."""
    cache.clear()
    Site.clear_site_root_paths_cache()
    with translation.override(settings.LANGUAGE_CODE):
        yield
    translation.deactivate()


@pytest.fixture(autouse=True, scope="session")
def _no_network() -> Iterator[None]:
    """A connection to anything but this machine is an error."""
    connect = socket.socket.connect

    def local_only(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not is_local(address[0]):
            raise RuntimeError(f"A test wants to reach {address[0]}.")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", local_only)
        yield


def is_local(host: str) -> bool:
    """This machine, or where the database and the cache of the run are."""
    return host in LOCAL or host == settings.DATABASES["default"].get("HOST")


@pytest.fixture(autouse=True, scope="session")
def _media_is_removed() -> Iterator[None]:
    yield
    shutil.rmtree(settings.MEDIA_ROOT, ignore_errors=True)


@pytest.fixture
def en(db: None) -> Locale:
    """English, the source language (made by Wagtail's first migration)."""
    return Locale.objects.get_or_create(language_code="en")[0]


@pytest.fixture
def sv(en: Locale) -> Locale:
    return Locale.objects.get_or_create(language_code="sv")[0]


@pytest.fixture
def el(en: Locale) -> Locale:
    return Locale.objects.get_or_create(language_code="el")[0]


@pytest.fixture
def locales(en: Locale, sv: Locale, el: Locale) -> dict[str, Locale]:
    """All languages of the site by code."""
    return {"en": en, "sv": sv, "el": el}
