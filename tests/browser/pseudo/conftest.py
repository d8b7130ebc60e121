"""The demonstration in two languages more."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import served
from tests.browser.pseudo.catalogs import write_catalogs
from tests.browser.served import ServedSite


@pytest.fixture(scope="package")
def pseudo_site(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedSite]:
    """A site whose pages, menus and interface are in the pseudo-language and in the one from right to left; for tests that only look."""
    prepared = tmp_path_factory.mktemp("pseudo") / "template"
    shutil.copytree(template, prepared)
    write_catalogs(prepared / "locale")
    of_the_plain_site = served.environment
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            served, "environment", lambda folder: {**of_the_plain_site(folder), "DJANGO_SETTINGS_MODULE": "tests.browser.pseudo.settings"}
        )
        served.run(prepared, "tests/browser/pseudo/prepare.py")
        with served.serve(prepared, prepared.with_name("site")) as site:
            yield site
