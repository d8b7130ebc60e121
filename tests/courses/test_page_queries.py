"""Public pages take the same few queries whatever the size of the tree."""

from __future__ import annotations

import pytest

from home.models import Menu, MenuItem
from tests.factories.pages import make_tree

PATHS = ["/en/", "/en/courses/", "/en/courses/training/", "/en/courses/training/module-1/", "/en/courses/training/module-1/lesson-1-1/"]
LIMIT = 12


@pytest.fixture(params=[(2, 5), (10, 50)], ids=["10 lessons", "500 lessons"])
def site(request, en):
    modules, lessons = request.param
    tree = make_tree(en, modules=modules, lessons=lessons)
    menu = Menu.objects.create(locale=en, place=Menu.Place.HEADER, title="Main")
    for page in (tree.catalogue, tree.about):
        MenuItem.objects.create(locale=en, menu=menu, label=page.title, page=page)
    return tree


def test_a_visitor_costs_at_most_twelve_queries_on_every_page(site, client, django_assert_max_num_queries):
    for path in PATHS:
        client.get(path)
        with django_assert_max_num_queries(LIMIT, info=path):
            assert client.get(path).status_code == 200
