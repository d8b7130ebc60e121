"""Searching in the reader's language: what is found, what never is, and what hostile queries do."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale, Page, PageViewRestriction

from common.topics import Topic
from home.search import MAX_QUERY, PER_PAGE, find, read_query
from home.suggestions import closest
from tests.factories import courses as course_factories
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, StandardPageFactory, Tree, key_of, make_tree

GREEK = "Οι γυναίκες στις θετικές επιστήμες"


def look(client: Client, query: str, language: str = "en", **more: str) -> str:
    """The page with the results, without white space at the end of links and paragraphs."""
    response = client.get(f"/{language}/search/", {"q": query, **more})
    assert response.status_code == 200
    return re.sub(r"\s+</(a|p)>", r"</\1>", response.content.decode())


def found(html: str) -> list[str]:
    """The titles of the results, without marks."""
    return [unescape(re.sub(r"<.*?>", "", title)) for title in re.findall(r"<h2><a href.*?>(.*?)\s*</a></h2>", html)]


def titles(query: str, language: str = "en") -> list[str]:
    """The titles that a search finds, without its page."""
    findings = find(read_query(query), language)
    return ["".join(piece.text for piece in result.title) for result in findings.results]


def write(tree: Tree, title: str, text: str = "", **fields) -> Page:
    """One more standing page in the tree's language."""
    body = [{"type": "rich_text", "id": str(key_of(title)), "value": f"<p>{text}</p>"}]
    return StandardPageFactory(parent=tree.home, title=title, body=body, locale=tree.home.locale, **fields)


class TestFinding:
    @pytest.mark.parametrize("query", ["ΓΥΝΑΙΚΕΣ", "ΓΥΝΑΊΚΕΣ", "γυναικες", "γυναίκες", "γυναικεσ", "επιστημες θετικες"])
    def test_greek_is_found_without_accents_in_capitals_and_with_either_sigma(self, locales, tree: Tree, query: str) -> None:
        greek = make_tree(locales["el"], modules=0)
        write(greek, GREEK)
        assert titles(query, "el") == [GREEK]

    @pytest.mark.parametrize(
        ("text", "query"),
        [
            ("Las niñas", "ninas"),
            ("Las niñas", "NIÑAS"),
            ("Åka på ö", "aka"),
            ("Åka på ö", "AKA PA O"),
            ("åäö", "aao"),
            ("aao", "ÅÄÖ"),
            ("Maria Skłodowska-Curie", "sklodowska curie"),
            ("Die Straße", "STRASSE"),
            ("Curie’s notebooks", "curie's"),
            ("H₂O at 25,5 %", "h2o 25.5"),
        ],
    )
    @pytest.mark.parametrize("where", ["title", "text"])
    def test_letters_are_found_as_people_type_them(self, tree: Tree, text: str, query: str, where: str) -> None:
        page = write(tree, text) if where == "title" else write(tree, "Page", text)
        assert titles(query) == [page.title]

    def test_every_word_has_to_be_on_the_page(self, tree: Tree) -> None:
        write(tree, "One", "copper sodium")
        write(tree, "Two", "copper lithium")
        assert sorted(titles("copper")) == ["One", "Two"]
        assert titles("lithium copper") == ["Two"]
        assert titles("lithium sodium") == []

    def test_a_title_counts_for_more_than_a_text(self, tree: Tree) -> None:
        write(tree, "Text", "A mention of Cobalt. " + "and more words " * 20)
        write(tree, "A longer page about cóbalt and its colours", "and more words " * 60)
        write(tree, "Another text", "What cobalt is. " + "and more words " * 20)
        assert titles("cobalt")[0].startswith("A longer page")

    def test_words_that_are_everywhere_are_found_in_the_order_of_the_tree_titles_first(self, tree: Tree, monkeypatch) -> None:
        monkeypatch.setattr("home.search.MAX_EFFORT", 0)
        lessons = [lesson.title for lesson in tree.lessons]
        write(tree, "About the denominator")
        assert titles("denominator") == ["About the denominator", *lessons]

    def test_lessons_are_found_by_their_text_and_their_callouts(self, tree: Tree) -> None:
        assert len(titles("denominator share of something")) == len(tree.lessons)

    def test_a_change_is_found_once_it_is_published(self, tree: Tree) -> None:
        page = write(tree, "Old words")
        page.title = "New words"
        revision = page.save_revision()
        assert titles("old") == ["Old words"]
        revision.publish()
        assert (titles("old"), titles("new")) == ([], ["New words"])


class TestNotFinding:
    def test_other_languages(self, client: Client, tree: Tree, svenska: Tree) -> None:
        write(tree, "Potassium")
        assert found(look(client, "potassium", "sv")) == []
        assert found(look(client, "potassium", "en")) == ["Potassium"]

    def test_drafts_and_what_was_taken_down(self, tree: Tree) -> None:
        write(tree, "Potassium", live=False)
        write(tree, "Potassium too").unpublish()
        assert titles("potassium") == []

    def test_what_was_deleted(self, tree: Tree) -> None:
        write(tree, "Potassium").delete()
        assert titles("potassium") == []

    @pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
    def test_pages_that_not_everybody_may_read_and_those_below(self, tree: Tree, kind: str) -> None:
        assert len(titles("denominator")) == len(tree.lessons)
        PageViewRestriction.objects.create(page=tree.course, restriction_type=kind, password="x")
        assert titles("denominator") == []

    def test_aliases(self, tree: Tree, svenska: Tree) -> None:
        page = write(tree, "Potassium")
        page.copy_for_translation(svenska.home.locale, alias=True)
        assert Page.objects.filter(title="Potassium").count() == 2
        assert titles("potassium", "sv") == []
        assert titles("potassium") == ["Potassium"]

    def test_words_of_the_key_and_of_what_is_shown_after_an_answer(self, client: Client, tree: Tree) -> None:
        for word in ("SECRET", "SECRET-OPTION", "SECRET-FEEDBACK", "SECRET-EXPLANATION", "SECRET-HINT", "smaller"):
            html = look(client, word)
            assert found(html) == [], word
        assert "SECRET" not in look(client, "denominator")

    def test_words_of_any_type_of_question(self, client: Client, en: Locale) -> None:
        course_factories.make_tree()
        secrets = (
            *course_factories.SECRETS,
            "s-right",
            "m-one",
            "m-wrong",
            "7421.5",
            "7421,5",
            "7421",
            "distractor",
            "left 1",
            "right 2",
            "Prompt",
        )
        for language in ("en", "sv"):
            assert len(found(look(client, "Quiz Intro", language))) == 1
            for word in secrets:
                assert found(look(client, word, language)) == [], word


class TestHostileQuery:
    @pytest.mark.parametrize(
        "query",
        [
            "'",
            '"',
            '"unclosed',
            '""',
            "voice's",
            "AND",
            "OR",
            "NOT",
            "AND OR NOT NEAR",
            "voice AND",
            "NOT voice",
            "*",
            "voic*",
            "(",
            ")",
            "((voice)",
            "title:voice",
            "{title} : voice",
            "^voice",
            "voice -known",
            "voice & | ! known",
            "voice <-> known",
            "voice:*A",
            "a\0b",
            "\0",
            "%s %d %(x)s %",
            "\\",
            "\\'",
            "; DROP TABLE wagtailcore_page; --",
            "<script>alert(1)</script>",
            "{{ 7 }}{% now %}",
            "🚀",
            "👩🏽‍🔬 voice",
            "the a of and",
            "och att det",
            "\u202e\u200b\ufeff",
            "\ud800",
            "𞤀𞤁",
            "㌖" * 300,
            "ﷺ" * 300,
            "x" * 10_000,
            "x " * 5_000,
            " ".join(str(number) for number in range(3_000)),
            "\u0301" * 10_000,
        ],
        ids=lambda query: ascii(query[:24]),
    )
    @pytest.mark.parametrize("language", ["en", "el"])
    def test_is_answered(self, client: Client, tree: Tree, query: str, language: str) -> None:
        html = look(client, query.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), language)
        assert "<script>alert" not in html
        assert len(html) < 60_000

    @pytest.mark.parametrize("number", ["0", "-1", "999999999999", "9" * 5_000, "x", "", "1.5", "²", "\0"])
    def test_any_number_of_a_page_is_answered(self, client: Client, tree: Tree, number: str) -> None:
        assert len(found(look(client, "denominator", page=number))) == len(tree.lessons)

    def test_bytes_that_are_no_text_are_answered(self, client: Client, tree: Tree) -> None:
        assert client.get("/en/search/?q=%ff%fe%00").status_code == 200

    def test_is_read_up_to_a_length(self) -> None:
        assert read_query(" word" * 1_000).text == ("word " * (MAX_QUERY // 5)).strip()
        assert read_query("word " * 1_000).terms == ("word",)

    def test_nothing_is_written(self, client: Client, tree: Tree) -> None:
        assert client.post("/en/search/", {"q": "voice"}).status_code == 405


class TestResult:
    def test_says_what_it_is_and_where_it_stands(self, client: Client, tree: Tree) -> None:
        html = look(client, "Lesson 1.1")
        first = html[html.index('<ol class="found"') :].split("</li>")[0]
        assert 'href="/en/courses/training/module-1/lesson-1-1/"' in first
        assert '<span class="tag">Lesson</span>' in first
        assert re.findall(r"<span>(.*?)</span>", first) == ["Courses (en)", "Teach (en)", "Module 1 (en)"]

    def test_shows_the_words_marked_where_they_stand(self, client: Client, tree: Tree) -> None:
        write(tree, "Page", "before " * 60 + "the Niñas &amp; Åsa " + "after " * 60)
        html = look(client, "ninas asa")
        assert "the <mark>Niñas</mark> &amp; <mark>Åsa</mark> after" in html
        assert "… before" in html
        assert "after …" in html

    def test_shows_the_lead_where_only_the_title_has_the_words(self, client: Client, tree: Tree) -> None:
        write(tree, "Potassium", "Text.")
        html = look(client, "potassium")
        assert "<mark>Potassium</mark></a></h2>" in html
        assert "<p>What this page is about.</p>" in html

    def test_shows_markup_in_words_as_words(self, client: Client, tree: Tree) -> None:
        write(tree, "<b>Potassium</b>", "&lt;script&gt;alert(2)&lt;/script&gt; potassium")
        html = look(client, "potassium")
        assert "&lt;b&gt;<mark>Potassium</mark>&lt;/b&gt;" in html
        assert "&lt;script&gt;alert(2)&lt;/script&gt; <mark>potassium</mark>" in html
        assert "<script>alert" not in html


class TestPage:
    def test_has_a_form_that_works_without_scripts_and_keeps_what_was_typed(self, client: Client, tree: Tree) -> None:
        html = look(client, 'a "b" <i>')
        form = re.search(r"<form.*?</form>", html, re.DOTALL)[0]
        assert 'action="/en/search/"' in form
        assert "method" not in form
        assert 'name="q"' in form
        assert 'value="a &quot;b&quot; &lt;i&gt;"' in form

    def test_counts_in_words(self, client: Client, tree: Tree) -> None:
        write(tree, "Potassium")
        assert "<b>1</b> result for “potassium”" in look(client, "potassium")
        write(tree, "Potassium too")
        assert "<b>2</b> results for “potassium”" in look(client, "potassium")

    def test_shows_twenty_and_leads_to_the_rest(self, client: Client, tree: Tree) -> None:
        for number in range(PER_PAGE * 2 + 3):
            write(tree, f"Potassium {number}")
        pages = [look(client, "Potassium", page=str(number)) for number in (1, 2, 3)]
        assert [len(found(html)) for html in pages] == [20, 20, 3]
        assert len({title for html in pages for title in found(html)}) == PER_PAGE * 2 + 3
        assert '<a href="?q=Potassium&amp;page=3" aria-label="Page 3">3</a>' in pages[0]
        assert re.findall(r'aria-label="Page (\d)" aria-current="page"', pages[1]) == ["2"]
        assert '<ol class="found" start="41">' in pages[2]

    def test_helps_where_nothing_was_found(self, client: Client, tree: Tree) -> None:
        html = look(client, "unobtainium")
        assert "Nothing was found for “unobtainium”." in html
        assert "Try fewer words" in html
        assert "signs alone are not looked for" in look(client, "🚀")

    def test_offers_the_same_search_in_languages_that_find_something(self, client: Client, locales, tree: Tree, svenska: Tree) -> None:
        make_tree(locales["el"], modules=0)
        for title in ("Ångström", "Ångström 2"):
            write(svenska, title)
        html = look(client, "angstrom")
        assert found(html) == []
        offers = re.search(r'<ul class="offers">.*?</ul>', html, re.DOTALL)[0]
        assert '<a href="/sv/search/?q=angstrom" hreflang="sv">' in offers
        assert '2 results in <span lang="sv">Svenska</span>' in offers
        assert 'hreflang="el"' not in offers
        assert len(found(look(client, "angstrom", "sv"))) == 2

    def test_answers_a_language_that_has_no_pages(self, client: Client, tree: Tree) -> None:
        html = look(client, "denominator", "el")
        assert '<html lang="el"' in html
        assert found(html) == []
        assert 'href="/en/search/?q=denominator"' in html

    def test_the_switcher_leads_to_the_same_search(self, client: Client, tree: Tree, svenska: Tree) -> None:
        assert '<a href="/sv/search/?q=%C3%A5+%26+b" lang="sv" hreflang="sv" aria-label="Svenska">' in look(client, "å & b")

    def test_is_not_for_search_engines(self, client: Client, tree: Tree) -> None:
        for html in (look(client, "voice"), client.get("/en/search/").content.decode()):
            assert '<meta name="robots" content="noindex">' in html
            assert 'rel="canonical"' not in html

    def test_is_linked_from_every_page(self, client: Client, tree: Tree) -> None:
        assert '<a class="search-link" href="/en/search/">' in client.get("/en/about/").content.decode()
        assert '<a class="search-link" href="/en/search/" aria-current="page">' in client.get("/en/search/").content.decode()

    def test_without_a_query_shows_the_field_alone(self, client: Client, tree: Tree) -> None:
        for path in ("/en/search/", "/en/search/?q=", "/en/search/?q=+"):
            html = client.get(path).content.decode()
            assert "<h1>Search</h1>" in html
            assert 'class="count"' not in html

    def test_sets_no_cookie_and_is_kept_by_nobody_once_it_says_what_somebody_looked_for(self, client: Client, tree: Tree) -> None:
        empty, asked = client.get("/en/search/"), client.get("/en/search/?q=voice")
        assert (empty["Cache-Control"], asked["Cache-Control"]) == ("public, max-age=0, must-revalidate", "private, no-cache")
        for response in (empty, asked):
            assert not response.cookies
            assert "Cookie" not in response.get("Vary", "")

    def test_has_one_address_in_each_language(self) -> None:
        assert reverse("search") == "/en/search/"


class TestKinds:
    """Results by kind, with counts."""

    @pytest.fixture
    def everything(self, tree: Tree) -> Tree:
        gallery = PortraitIndexPageFactory(parent=tree.home, title="Gallery", locale=tree.home.locale)
        for name in ("Potassium Ada", "Potassium Lise"):
            PortraitPageFactory(parent=gallery, title=name, locale=tree.home.locale)
        write(tree, "Potassium")
        return tree

    def chips(self, html: str) -> list[tuple[str, str]]:
        nav = re.search(r'<nav class="search-kinds".*?</nav>', html, re.DOTALL)
        return re.findall(r'<a class="tag" href="[^"]*"[^>]*>([^<]+) <span class="hint">\((\d+)\)', nav[0]) if nav else []

    def test_are_counted(self, client: Client, everything: Tree) -> None:
        assert self.chips(look(client, "potassium")) == [("Everything", "3"), ("Portraits", "2"), ("Other pages", "1")]

    def test_one_can_be_chosen_and_the_counts_stay(self, client: Client, everything: Tree) -> None:
        html = look(client, "potassium", kind="portraits")
        assert sorted(found(html)) == ["Potassium Ada", "Potassium Lise"]
        assert self.chips(html) == [("Everything", "3"), ("Portraits", "2"), ("Other pages", "1")]
        assert 'href="?q=potassium&amp;kind=portraits" aria-current="true"' in html
        assert found(look(client, "potassium", kind="pages")) == ["Potassium"]

    def test_one_that_has_nothing_leads_back_to_the_others(self, client: Client, everything: Tree) -> None:
        html = look(client, "potassium", kind="lessons")
        assert found(html) == []
        assert ("Lessons", "0") in self.chips(html)
        assert ("Everything", "3") in self.chips(html)

    def test_nothing_is_offered_where_there_is_one(self, client: Client, tree: Tree) -> None:
        write(tree, "Potassium")
        assert self.chips(look(client, "potassium")) == []

    @pytest.mark.parametrize("kind", ["nonsense", "'", "lessons\0", "x" * 500])
    def test_what_is_none_is_ignored(self, client: Client, everything: Tree, kind: str) -> None:
        assert len(found(look(client, "potassium", kind=kind))) == 3


class TestPartOfAWord:
    def test_the_last_word_may_be_the_beginning_of_one_in_a_title(self, tree: Tree) -> None:
        write(tree, "Katalin Karikó")
        assert titles("karik") == titles("KATALIN kari") == ["Katalin Karikó"]
        assert titles("kata karikó") == []

    def test_whole_words_go_first(self, tree: Tree) -> None:
        write(tree, "Potassiums")
        write(tree, "Page", "About potassium.")
        assert titles("potassium") == ["Page"]

    def test_is_said(self, client: Client, tree: Tree) -> None:
        write(tree, "Katalin Karikó")
        html = look(client, "karik")
        assert "<b>1</b> title fits the beginning “karik”" in html
        assert "fits the beginning" not in look(client, "kariko")

    def test_never_finds_what_nobody_may_read(self, tree: Tree, svenska: Tree) -> None:
        write(tree, "Potassium draft", live=False)
        write(svenska, "Potassium")
        assert titles("potass") == []


class TestMisspelling:
    @pytest.mark.parametrize(
        ("typed", "meant"),
        [("meitnr", "Meitner"), ("Lisa Maitner", "Lise Meitner"), ("skladowska", "Skłodowska-Curie"), ("karikoo", "Karikó")],
    )
    def test_offers_the_words_of_a_title(self, typed: str, meant: str) -> None:
        assert closest(read_query(typed).terms, ["Lise Meitner", "Maria Skłodowska-Curie", "Katalin Karikó", "Ada Lovelace"])[0] == meant

    @pytest.mark.parametrize("typed", ["unobtainium", "zzzz", "xy", ""])
    def test_offers_nothing_where_nothing_is_close(self, typed: str) -> None:
        assert closest(read_query(typed).terms, ["Lise Meitner", "Katalin Karikó"]) == []

    def test_a_correction_finds_something(self, client: Client, tree: Tree) -> None:
        write(tree, "Lise Meitner")
        html = look(client, "meitnr")
        assert re.findall(r'<a class="tag" href="\?q=([^"]+)">', html) == ["Meitner"]
        assert titles("Meitner") == ["Lise Meitner"]

    def test_is_not_offered_where_something_was_found_or_in_another_language(self, client: Client, tree: Tree, svenska: Tree) -> None:
        write(tree, "Lise Meitner")
        assert "Did you mean" not in look(client, "meitner")
        assert "Did you mean" not in look(client, "meitnr", "sv")

    def test_never_names_a_page_that_nobody_may_read(self, client: Client, tree: Tree) -> None:
        write(tree, "Lise Meitner", live=False)
        assert "Meitner" not in look(client, "meitnr")


class TestSuggestions:
    def ask(self, client: Client, typed: str, language: str = "en") -> list[dict[str, str]]:
        response = client.get(f"/{language}/search/suggestions/", {"q": typed})
        assert response.status_code == 200
        return response.json()["suggestions"]

    @pytest.mark.parametrize("typed", ["ka", "Kari", "KARIKO", "katalin kari", "karikó"])
    def test_are_titles_that_begin_so(self, client: Client, tree: Tree, typed: str) -> None:
        write(tree, "Katalin Karikó", slug="kariko")
        assert self.ask(client, typed) == [{"title": "Katalin Karikó", "kind": "Text page", "url": "/en/kariko/"}]

    @pytest.mark.parametrize("typed", ["", "k", "zz", "'", "*", "z\0q", "🚀", "x" * 5_000, "katalin x"])
    def test_may_be_none(self, client: Client, tree: Tree, typed: str) -> None:
        write(tree, "Katalin Karikó")
        assert self.ask(client, typed) == []

    def test_are_in_the_readers_language_published_and_at_most_eight(self, client: Client, tree: Tree, svenska: Tree) -> None:
        for number in range(10):
            write(tree, f"Potassium {number}")
        write(tree, "Potash", live=False)
        write(svenska, "Potatis")
        assert len(self.ask(client, "pot")) == 8
        assert [item["title"] for item in self.ask(client, "pot", "sv")] == ["Potatis"]

    def test_nobody_keeps_them(self, client: Client, tree: Tree) -> None:
        response = client.get("/en/search/suggestions/?q=pot")
        assert response["Cache-Control"] == "private, no-store"
        assert not response.cookies
        assert client.post("/en/search/suggestions/").status_code == 405

    def test_take_three_queries(self, client: Client, tree: Tree, django_assert_num_queries) -> None:
        write(tree, "Potassium")
        self.ask(client, "pot")
        with django_assert_num_queries(3):
            self.ask(client, "pot")


def test_an_empty_answer_leads_somewhere(client: Client, tree: Tree) -> None:
    Topic.objects.create(name="Bias", slug="bias", locale=tree.home.locale)
    assert '<a class="tag" href="/en/search/?topic=bias">Bias</a>' in look(client, "unobtainium")
    assert "?topic=bias" not in look(client, "denominator")


def test_an_empty_answer_takes_ten_queries_at_most(client: Client, tree: Tree, django_assert_max_num_queries) -> None:
    client.get("/en/search/?q=unobtainium")
    with django_assert_max_num_queries(10):
        client.get("/en/search/?q=unobtainium")


@pytest.mark.parametrize(("modules", "lessons"), [(1, 8), (10, 50)], ids=["10 pages", "500 pages"])
def test_a_search_takes_nine_queries_however_much_there_is(
    client: Client, locales, django_assert_num_queries, modules: int, lessons: int
) -> None:
    for code in ("en", "sv"):
        make_tree(locales[code], modules=modules, lessons=lessons if code == "en" else 2)
    path = "/en/search/?q=denominator"
    client.get(path)
    with django_assert_num_queries(9):
        assert len(found(client.get(path).content.decode())) == min(PER_PAGE, modules * lessons)
