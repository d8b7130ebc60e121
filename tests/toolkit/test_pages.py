"""Where the toolkit begins."""

from __future__ import annotations

from tests.factories.pages import ToolkitPageFactory, make_tree


def test_the_first_page_is_a_page_of_the_site(client, en):
    tree = make_tree(en)
    ToolkitPageFactory(parent=tree.home, lead="For institutions.", locale=en)
    html = client.get("/en/toolkit/").content.decode()
    assert "<h1>Toolkit</h1>" in html
    assert "For institutions." in html
