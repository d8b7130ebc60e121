"""A small site in English and Swedish; Greek exists as a language without pages."""

from __future__ import annotations

import pytest

from tests.factories.pages import Tree, make_tree


@pytest.fixture
def tree(locales) -> Tree:
    return make_tree(locales["en"])


@pytest.fixture
def svenska(locales, tree) -> Tree:
    return make_tree(locales["sv"])
