"""A portrait: the work first, words only with their source, and where to go from here."""

from __future__ import annotations

import json
import re

import pytest

from portraits.models import PortraitPage, Quotation
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, StandardPageFactory, key_of, make_tree


def child(kind: str, value) -> dict:
    return {"type": kind, "id": str(key_of(kind)), "value": value}


def body(related=()) -> list[dict]:
    return [
        child("rich_text", "<h2>A drop that breaks</h2><p>A nucleus is hit.</p>"),
        child("timeline", {"title": "In years", "items": [{"year": "1939", "text": "She explains fission.", "is_key": True}]}),
        child(
            "interview",
            {
                "title": "Questions",
                "answered_by": "Answered by the editors from the sources below",
                "items": [{"question": "Why?", "answer": "<p>So.</p>"}],
            },
        ),
        child("careers", {"title": "Work today", "items": [{"title": "Medical physicist", "text": "Plans treatments."}]}),
        child("related", {"title": "Go on", "items": [{"page": page.pk, "reason": reason} for page, reason in related]}),
        child("references", {"items": [{"citation": "Nature 143", "url": "https://example.org/nature"}]}),
    ]


@pytest.fixture
def gallery(en):
    return PortraitIndexPageFactory(parent=make_tree(en).home, locale=en, translation_key=key_of("gallery"))


@pytest.fixture
def ada(gallery):
    return PortraitPageFactory(parent=gallery, title="Ada Lovelace", slug="ada-lovelace", locale=gallery.locale)


@pytest.fixture
def lise(gallery, ada):
    return PortraitPageFactory(
        parent=gallery,
        title="Lise Meitner",
        slug="lise-meitner",
        locale=gallery.locale,
        lead="An experiment that nobody could explain.",
        birth_date="1878-11-07",
        birth_place="Vienna",
        death_date="1968-10",
        disciplines=["physics"],
        countries=["AT", "SE"],
        career_stage="professor",
        dates_note="Registers give another day.",
        body=body([(ada, "Both explained what others built.")]),
    )


def say(portrait, state="verified", **more) -> Quotation:
    values = {
        "text": "Ich liebe Physik",
        "language": "de",
        "translation": "I love physics",
        "source": "A letter",
        "year": 1915,
        "locale": portrait.locale,
    }
    return Quotation.objects.create(
        portrait=portrait, speaker=portrait.title, state=state, url="https://example.org/letter", **values | more
    )


def get(client, address="/en/portraits/lise-meitner/") -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def voices(html: str) -> list[str]:
    return re.findall(r'<figure class="voice.*?</figure>', html, re.DOTALL)


@pytest.mark.usefixtures("lise")
class TestReading:
    def test_facts_are_told_as_far_as_they_are_known(self, client):
        html = get(client)
        for fact in ("7 November 1878, Vienna", "October 1968", "Physics", "Austria, Sweden", "Professor", "Registers give another day."):
            assert fact in html

    def test_every_part_of_the_text_is_shown_once(self, client):
        html = get(client)
        for words in ("A drop that breaks", "She explains fission.", "Answered by the editors", "Medical physicist", "Nature 143"):
            assert html.count(words) == 1

    def test_the_living_have_no_day_of_death(self, client, lise):
        PortraitPage.objects.filter(pk=lise.pk).update(death_date="", death_place="")
        assert "<dt>Died</dt>" not in get(client)

    def test_the_band_is_never_of_the_plates_ground(self, client, lise):
        lise.scheme = "sodium"
        lise.save()
        assert "band--sun" not in re.search(r'<header class="portrait[^"]*"', get(client))[0]

    def test_neighbours_are_those_of_the_gallery(self, client, gallery):
        PortraitPageFactory(parent=gallery, title="Maria Spiropulu", slug="maria", locale=gallery.locale)
        PortraitPageFactory(parent=gallery, title="Laura Bassi", slug="laura", locale=gallery.locale, live=False)
        html = get(client)
        assert re.search(r'href="/en/portraits/ada-lovelace/"><small>Previous portrait</small>', html)
        assert re.search(r'href="/en/portraits/maria/"><small>Next portrait</small>', html)
        assert "Next portrait" in get(client, "/en/portraits/ada-lovelace/")
        assert "Previous portrait" not in get(client, "/en/portraits/ada-lovelace/")

    def test_search_engines_are_told_who_she_is(self, client):
        data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', get(client))[1])
        person = data["mainEntity"]
        assert (person["@type"], person["name"], person["birthDate"], person["deathDate"]) == (
            "Person",
            "Lise Meitner",
            "1878-11-07",
            "1968-10",
        )
        assert person["sameAs"] == ["https://example.org/nature"]
        assert "deathPlace" not in person

    def test_a_guest_asks_little_of_the_database(self, client, lise, django_assert_max_num_queries):
        say(lise)
        get(client)
        with django_assert_max_num_queries(12):
            get(client)


class TestWords:
    def test_verified_words_stand_in_their_own_language_with_source_and_translation(self, client, lise):
        say(lise)
        (voice,) = voices(get(client))
        assert '<blockquote lang="de" dir="auto"><p>Ich liebe Physik</p></blockquote>' in voice
        assert "I love physics" in voice
        assert '<a href="https://example.org/letter" rel="external">A letter, 1915</a>' in voice
        assert "Original language: German." in voice

    def test_words_in_the_readers_language_have_no_translation(self, client, lise):
        say(lise, text="I love physics", language="en", translation="")
        assert "Original language" not in get(client)

    def test_a_year_that_the_source_holds_is_not_said_twice(self, client, lise):
        say(lise, source="A letter, May 1915")
        assert ">A letter, May 1915</a>" in get(client)

    @pytest.mark.parametrize(("state", "label"), [("attributed", "Attributed"), ("disputed", "Disputed")])
    def test_words_without_a_sure_source_are_no_quotation(self, client, lise, state, label):
        say(lise, state, note="No letter holds them.")
        html = get(client)
        assert voices(html) == []
        assert "<blockquote" not in html
        for words in ("Words that are attributed to her", label, "No letter holds them."):
            assert words in html

    def test_words_come_in_the_readers_language_only(self, client, lise, sv):
        say(lise, locale=sv)
        assert voices(get(client)) == []


class TestGoingOn:
    def test_a_recommendation_says_why(self, client, lise):
        html = get(client)
        assert '<h3><a href="/en/portraits/ada-lovelace/">Ada Lovelace</a></h3>' in html
        assert "Both explained what others built." in html

    def test_other_pages_are_recommended_too(self, client, lise, gallery):
        about = StandardPageFactory(parent=gallery.get_parent(), title="How plates are drawn", slug="plates", locale=gallery.locale)
        lise.body = body([(about, "The drawing follows the name.")])
        lise.save()
        assert '<h3><a href="/en/plates/">How plates are drawn</a></h3>' in get(client)

    def test_what_is_not_published_is_left_out(self, client, lise, ada):
        ada.unpublish()
        html = get(client)
        assert "Ada Lovelace" not in html
        assert 'id="related"' not in html

    def test_a_translation_leads_to_translations(self, client, lise, ada, sv):
        svenska = PortraitIndexPageFactory(parent=make_tree(sv).home, locale=sv, title="Porträtt", translation_key=key_of("gallery"))
        common = {"parent": svenska, "locale": sv}
        PortraitPageFactory(
            title="Lise Meitner",
            slug="lise-meitner",
            translation_key=lise.translation_key,
            body=body([(ada, "Båda förklarade.")]),
            **common,
        )
        assert 'id="related"' not in get(client, "/sv/portraits/lise-meitner/")
        PortraitPageFactory(title="Ada Lovelace", slug="ada-lovelace", translation_key=ada.translation_key, **common)
        assert '<h3><a href="/sv/portraits/ada-lovelace/">' in get(client, "/sv/portraits/lise-meitner/")


class TestPassingOn:
    def test_the_address_is_there_without_scripts_and_without_strangers(self, client, lise):
        html = get(client)
        assert 'value="http://testserver/en/portraits/lise-meitner/" readonly' in html
        assert 'href="mailto:?subject=Lise%20Meitner&amp;body=http%3A%2F%2Ftestserver%2Fen%2Fportraits%2Flise-meitner%2F"' in html
        assert re.findall(r'(?:src|action)="https?://', html) == []

    def test_a_poster_says_who_she_is_and_where_to_read_on(self, client, lise):
        html = get(client, f"/en/portraits/{lise.translation_key}/poster/")
        for words in ("Lise Meitner", lise.work, "http://testserver/en/portraits/lise-meitner/", 'class="qr"', "CC BY 4.0"):
            assert words in html

    def test_the_picture_of_a_link_has_the_size_it_says(self, client, lise):
        html = get(client)
        address = re.search(r'<meta property="og:image" content="http://testserver([^"]+)">', html)[1]
        response = client.get(address)
        assert response["Content-Type"] == "image/png"
        assert response.content[:8] == b"\x89PNG\r\n\x1a\n"
        size = (int.from_bytes(response.content[16:20], "big"), int.from_bytes(response.content[20:24], "big"))
        assert size == (1200, 630)

    @pytest.mark.parametrize("what", ["poster/", "card.png"])
    def test_nobody_sees_what_is_not_published(self, client, lise, what):
        lise.unpublish()
        assert client.get(f"/en/portraits/{lise.translation_key}/{what}").status_code == 404
        assert client.get(f"/sv/portraits/{lise.translation_key}/{what}").status_code == 404
