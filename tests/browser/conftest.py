"""Chromium and sites to look at. Without Chromium these tests are skipped; in continuous integration that is an error."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.served import ServedSite, make_template, serve
from tests.browser.watching import Watched

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
Open = Callable[..., Watched]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    missing = pytest.mark.skip(reason=f"no {CHROMIUM} (Debian and Ubuntu: apt install chromium)")
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            if not CHROMIUM.exists() and not os.environ.get("CI"):
                item.add_marker(missing)


# Package, not session: Playwright keeps an event loop in this thread, and other tests ask the database, which Django forbids beside one.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        with sync_playwright() as playwright:
            chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            yield chromium
            chromium.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The loaded demonstration, made once for all processes of the run."""
    base = tmp_path_factory.getbasetemp()
    return make_template(base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base)


@pytest.fixture(scope="module")
def shared_site(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """A site for tests that only look, or that work as guests of their own."""
    with serve(template, tmp_path_factory.mktemp("shared") / "site") as site:
        yield site


@pytest.fixture
def own_site(template: Path, tmp_path: Path) -> Iterator[ServedSite]:
    """A site that the test may change."""
    with serve(template, tmp_path / "site") as site:
        yield site


@pytest.fixture
def open_browser(browser: Browser) -> Iterator[Open]:
    """Opens windows: ``open_browser(site, width=390, dark=True, scripts=False)``; at the end each must have been without trouble."""
    windows: list[Watched] = []

    def opened(site: ServedSite, **how: Any) -> Watched:
        window = Watched(browser, site, **how)
        windows.append(window)
        return window

    yield opened
    for window in windows:
        window.context.close()
    for window in windows:
        window.check()
