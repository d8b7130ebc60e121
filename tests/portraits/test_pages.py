"""The gallery and a portrait."""

from __future__ import annotations

from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, make_tree


def test_the_gallery_lists_published_portraits(client, en):
    tree = make_tree(en)
    gallery = PortraitIndexPageFactory(parent=tree.home, locale=en)
    PortraitPageFactory(parent=gallery, title="Lise Meitner", slug="lise-meitner", locale=en)
    PortraitPageFactory(parent=gallery, title="A draft", slug="draft", live=False, locale=en)
    html = client.get("/en/portraits/").content.decode()
    assert '<a href="/en/portraits/lise-meitner/">Lise Meitner</a>' in html
    assert "A draft" not in html


def test_an_empty_gallery_says_so(client, en):
    tree = make_tree(en)
    PortraitIndexPageFactory(parent=tree.home, locale=en)
    assert "The first portraits are being written." in client.get("/en/portraits/").content.decode()


def test_a_portrait_opens_with_the_work(client, en):
    tree = make_tree(en)
    gallery = PortraitIndexPageFactory(parent=tree.home, locale=en)
    PortraitPageFactory(parent=gallery, title="Lise Meitner", slug="lise-meitner", locale=en)
    html = client.get("/en/portraits/lise-meitner/").content.decode()
    assert "<h1>Lise Meitner</h1>" in html
    assert html.index("She measured what light does.") < html.index('<dl class="facts">')
