"""The front page: first steps by audience, and what fills itself with the day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from wagtail.blocks import StreamBlock
from wagtail.models import Locale, PageViewRestriction

from common import page_cache
from home.blocks import AudiencesBlock
from home.daily import of_the_day
from home.models import HomePage
from portraits.enums import Verification
from portraits.models import PortraitPage, Quotation
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, Tree, key_of

SECTIONS = ("portrait_of_the_day", "quotation_of_the_day", "news")
DAY = date(2026, 11, 22)


def show(home: HomePage, *sections: dict[str, Any]) -> None:
    """Put sections on a front page, and those that fill themselves."""
    titled = [{"type": name, "value": {"title": name}} for name in SECTIONS]
    body = [{**section, "id": str(key_of(f"section-{number}"))} for number, section in enumerate([*sections, *titled])]
    home.body = body
    home.save()


def main(client: Client, language: str = "en") -> str:
    """What stands between the header and the footer."""
    html = client.get(f"/{language}/").content.decode()
    return html.split('<main id="main">')[1].split("</main>")[0]


def section(html: str, title: str) -> str:
    """The section with a heading; empty where it is left out."""
    return next((part for part in html.split("<section") if f">{title}<" in part), "")


def portray(tree: Tree, *names: str) -> list[PortraitPage]:
    """Portraits in the tree's language, the same people in every tree."""
    gallery = PortraitIndexPageFactory(parent=tree.home, locale=tree.home.locale, translation_key=key_of("gallery"))
    return [
        PortraitPageFactory(parent=gallery, title=name, slug=name, translation_key=key_of(name), locale=tree.home.locale) for name in names
    ]


def quote(locale: Locale, portrait: PortraitPage | None, text: str, **fields: Any) -> Quotation:
    values = {
        "speaker": "Lise",
        "source": "Letter",
        "year": 1939,
        "state": Verification.VERIFIED,
        "translation_key": key_of(text),
        **fields,
    }
    return Quotation.objects.create(locale=locale, portrait=portrait, text=text, **values)


def step(title: str, page: Any = None, tool: str = "") -> dict[str, Any]:
    return {"title": title, "text": "", "page": page, "tool": tool}


def audiences(*items: tuple[str, list[dict[str, Any]]]) -> dict[str, Any]:
    people = [{"audience": audience, "text": "", "steps": steps} for audience, steps in items]
    return {"type": "audiences", "value": {"title": "Begin", "text": "", "items": people}}


class TestAudiences:
    def test_each_has_an_address_of_its_own_and_steps_in_the_readers_language(self, client: Client, tree: Tree, svenska: Tree) -> None:
        show(svenska.home, audiences(("students", [step("Learn", tree.course.pk), step("Play", tool="games")])))
        html = main(client, "sv")
        assert re.findall(r'<section class="route" id="([^"]+)"', html) == ["students"]
        assert 'href="#students"' in html
        steps = section(html, "Begin") + html.split('class="route__steps"')[1].split("</ol>")[0]
        assert re.findall(r'<a href="([^"]+)">(Learn|Play)</a>', steps) == [("/sv/courses/training/", "Learn"), ("/sv/games/", "Play")]

    def test_a_step_whose_page_readers_do_not_have_is_left_out_and_so_is_an_audience_without_steps(
        self, client: Client, tree: Tree, svenska: Tree
    ) -> None:
        svenska.about.unpublish()
        show(
            svenska.home,
            audiences(("students", [step("Rules", tree.about.pk), step("Play", tool="games")]), ("ngos", [step("R", tree.about.pk)])),
        )
        html = main(client, "sv")
        assert ">Play</a>" in html
        assert ">Rules</a>" not in html
        assert 'id="ngos"' not in html

    @pytest.mark.parametrize(
        "steps", [[step("Nowhere")], [step("Both", 1, "games")], [], [step(str(number), tool="games") for number in range(4)]], ids=len
    )
    def test_an_editor_is_told_what_is_missing_or_too_much(self, tree: Tree, steps: list[dict[str, Any]]) -> None:
        assert complaints([("students", [{**item, "page": tree.course.pk if item["page"] else None} for item in steps])])

    def test_an_audience_stands_once(self) -> None:
        good = [step("Play", tool="games")]
        assert complaints([("students", good), ("students", good)])
        assert not complaints([("students", good), ("ngos", good)])


def complaints(items: list[tuple[str, list[dict[str, Any]]]]) -> bool:
    stream = StreamBlock([("audiences", AudiencesBlock())])
    try:
        stream.clean(stream.to_python([{**audiences(*items), "id": "1"}]))
    except ValidationError:
        return True
    return False


class TestOfTheDay:
    @pytest.fixture
    def people(self, tree: Tree) -> list[PortraitPage]:
        return portray(tree, *(f"person-{number}" for number in range(6)))

    def days(self, locale: Locale, number: int = 90) -> list[str]:
        pages = PortraitPage.objects.filter(locale=locale)
        return [of_the_day(pages, DAY + timedelta(days=day)).slug for day in range(number)]

    def test_everybody_has_days_and_a_day_has_one(self, en: Locale, people: list[PortraitPage]) -> None:
        found = self.days(en)
        assert set(found) == {page.slug for page in people}
        assert found == self.days(en)

    def test_languages_agree_wherever_they_have_the_same(self, en: Locale, people: list[PortraitPage], svenska: Tree) -> None:
        there = {"person-1", "person-4"}
        portray(svenska, *there)
        pairs = list(zip(self.days(en), self.days(svenska.home.locale), strict=True))
        assert {swedish for _english, swedish in pairs} == there
        assert all(english == swedish for english, swedish in pairs if english in there)

    def test_somebody_new_only_takes_days_for_herself(self, en: Locale, people: list[PortraitPage]) -> None:
        before = self.days(en)
        PortraitPageFactory(parent=people[0].get_parent(), slug="new", locale=en, translation_key=key_of("new"))
        changed = {after for was, after in zip(before, self.days(en), strict=True) if was != after}
        assert changed == {"new"}

    def test_nothing_is_nothing(self, en: Locale) -> None:
        assert of_the_day(PortraitPage.objects.filter(locale=en), DAY) is None

    def test_it_takes_one_query(self, en: Locale, people: list[PortraitPage], django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            of_the_day(PortraitPage.objects.filter(locale=en), DAY)


class TestPortraitOfTheDay:
    def test_leads_to_the_portrait(self, client: Client, tree: Tree) -> None:
        portray(tree, "lise")
        show(tree.home)
        html = section(main(client), "portrait_of_the_day")
        assert ">lise</h2>" in html
        assert 'href="/en/portraits/lise/"' in html

    @pytest.mark.parametrize("kind", [PageViewRestriction.LOGIN, PageViewRestriction.PASSWORD])
    def test_is_never_one_that_not_everybody_may_read(self, client: Client, tree: Tree, kind: str) -> None:
        (page,) = portray(tree, "lise")
        PageViewRestriction.objects.create(page=page.get_parent(), restriction_type=kind, password="x")
        show(tree.home)
        assert "lise" not in main(client)

    def test_is_left_out_where_there_is_none(self, client: Client, tree: Tree, svenska: Tree) -> None:
        portray(tree, "lise")[0].unpublish()
        show(tree.home)
        assert "portrait_of_the_day" not in main(client)

    def test_does_not_outlive_its_day(self, client: Client, tree: Tree, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        settings.PAGE_CACHE_BYTES = 1_000_000
        page_cache.generation.__init__()  # type: ignore[misc]
        portray(tree, *(f"person-{number}" for number in range(6)))
        show(tree.home)
        browser = Client()
        shown = []
        for day in range(20):
            today = DAY + timedelta(days=day)
            for module in ("common.page_cache", "home.front_page"):
                monkeypatch.setattr(f"{module}.today", lambda today=today: today)
            shown.append(re.search(r"person-\d", section(main(browser), "portrait_of_the_day"))[0])
        assert len(set(shown)) > 1
        assert shown == [of_the_day(PortraitPage.objects.all(), DAY + timedelta(days=day)).slug for day in range(20)]
        page_cache.generation.__init__()  # type: ignore[misc]


class TestQuotationOfTheDay:
    def test_says_who_where_and_in_which_language_and_leads_to_her(self, client: Client, tree: Tree, svenska: Tree) -> None:
        (source,) = portray(tree, "lise")
        portray(svenska, "lise")
        quote(svenska.home.locale, source, "Ich liebe Physik.", language="de", translation="Jag älskar fysik.")
        show(svenska.home)
        html = section(main(client, "sv"), "quotation_of_the_day")
        assert '<blockquote lang="de" dir="auto"><p>Ich liebe Physik.</p>' in html
        assert "Jag älskar fysik." in html
        assert "Letter, 1939" in html
        assert 'href="/sv/portraits/lise/"' in html

    def test_without_a_portrait_in_the_language_it_leads_nowhere(self, client: Client, tree: Tree, svenska: Tree) -> None:
        (source,) = portray(tree, "lise")
        quote(svenska.home.locale, source, "Words.")
        show(svenska.home)
        html = section(main(client, "sv"), "quotation_of_the_day")
        assert "Words." in html
        assert "portraits/lise" not in html

    @pytest.mark.parametrize("state", [state for state in Verification if state != Verification.VERIFIED])
    def test_only_verified_words_are_shown(self, client: Client, tree: Tree, state: Verification) -> None:
        quote(tree.home.locale, None, "Hearsay.", state=state)
        show(tree.home)
        assert "Hearsay." not in main(client)
        assert "quotation_of_the_day" not in main(client)


class TestNews:
    def test_the_latest_stand_first_and_four_at_most(self, client: Client, tree: Tree) -> None:
        portray(tree, *(f"person-{number}" for number in range(6)))
        for page in PortraitPage.objects.all():
            page.save_revision().publish()
        show(tree.home)
        found = re.findall(r'<h3><a href="[^"]+">([^<]+)</a></h3>', section(main(client), "news"))
        assert found == ["person-5", "person-4", "person-3", "person-2"]

    def test_neither_drafts_nor_other_languages(self, client: Client, tree: Tree, svenska: Tree) -> None:
        for page in portray(svenska, "swedish"):
            page.save_revision().publish()
        portray(tree, "draft")[0].unpublish()
        show(tree.home)
        assert "swedish" not in main(client)
        assert "draft" not in main(client)

    def test_it_is_left_out_where_there_is_nothing(self, client: Client, tree: Tree) -> None:
        tree.catalogue.delete()
        show(tree.home)
        assert "news" not in main(client)


class TestContinuing:
    """One personal line; the page around it is the same for everybody."""

    PART = {"X-Fragment": "1"}

    def test_a_learner_is_led_to_the_next_lesson_in_her_language(self, client: Client, tree: Tree, svenska: Tree) -> None:
        client.post(reverse("courses:lesson", kwargs={"lesson_key": tree.lessons[0].translation_key}))
        html = client.get("/sv/continue/", headers=self.PART).content.decode()
        assert re.search(r'<a href="(/sv/courses/training/[^"]+)">', html)[1] in {lesson.url for lesson in svenska.lessons}

    def test_who_has_not_begun_keeps_the_link_and_gets_no_cookie(self, client: Client, tree: Tree, django_assert_num_queries: Any) -> None:
        client.get("/en/continue/", headers=self.PART)
        with django_assert_num_queries(0):
            response = client.get("/en/continue/", headers=self.PART)
        assert f'<a href="{reverse("courses:dashboard")}">' in response.content.decode()
        assert response["Cache-Control"] == "private, no-store"
        assert response["X-Fragment"] == "1"
        assert not response.cookies

    def test_somebody_elses_course_is_never_shown(self, client: Client, tree: Tree) -> None:
        Client().post(reverse("courses:lesson", kwargs={"lesson_key": tree.lessons[0].translation_key}))
        assert "/courses/training/" not in client.get("/en/continue/", headers=self.PART).content.decode()

    def test_without_javascript_a_link_leads_to_everything(self, client: Client, tree: Tree) -> None:
        assert f'<a href="{reverse("courses:dashboard")}">' in main(client)
        assert client.get("/en/continue/").headers["Location"] == reverse("courses:dashboard")

    def test_the_page_itself_is_for_everybody(self, client: Client, tree: Tree) -> None:
        client.post(reverse("courses:lesson", kwargs={"lesson_key": tree.lessons[0].translation_key}))
        html = client.get("/en/").content.decode()
        assert html == Client().get("/en/").content.decode()


@pytest.mark.parametrize("number", [2, 12])
def test_the_whole_front_page_takes_eleven_queries_however_much_there_is(
    client: Client, tree: Tree, django_assert_num_queries: Any, number: int
) -> None:
    people = portray(tree, *(f"person-{item}" for item in range(number)))
    for page in people:
        quote(tree.home.locale, page, f"Words of {page.title}.")
    show(tree.home, audiences(*((audience, [step("Meet", page.pk)]) for audience, page in zip(("students", "ngos"), people, strict=False))))
    main(client)
    with django_assert_num_queries(11):
        html = main(client)
    assert all(section(html, name) for name in SECTIONS)
