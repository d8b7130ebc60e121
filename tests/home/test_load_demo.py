"""The demonstration is loaded whole, in all languages, and loading it again changes nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import Client
from wagtail.images import get_image_model
from wagtail.models import Locale, Page, Revision, Site
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from courses.content import import_packages
from courses.content.po import read_po
from courses.content.problems import Place
from courses.content.state import state_of
from courses.models import CoursePage, LessonPage, ModulePage
from home.demo import CONTENT, read_site
from home.menus import import_menus, read_menus
from home.models import HomePage, Menu, MenuItem, SiteWords
from portraits.models import PortraitPage, Quotation, StoryPage, TermCard
from translation.models import Tally
from translation.permissions import target_locales
from translation.views.listing import in_state, language_name, open_tallies, title_of


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demonstration, loaded once for this file and rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def loaded(demo: None, db: None) -> None:
    """The demonstration in a test of its own: what a test changes is gone after it."""


FRONT_PAGES = {("en", "front-page"), ("sv", "front-page-sv"), ("el", "front-page-el")}
UNDER_WAY = {"el": ("letters-of-recommendation", "words-that-invite")}
# What has no Greek yet and is no lesson of the first course.
NOT_IN_GREEK = ("/courses/leadership-academy/", "/stories/")
GREEK_PORTRAITS = {
    *("panayiota-poirazi", "maria-spiropulu", "lise-meitner", "maria-sklodowska-curie"),
    *("anne-lhuillier", "katherine-johnson", "ada-lovelace", "katalin-kariko"),
}

pytestmark = pytest.mark.usefixtures("loaded")


def english_pages() -> list[Page]:
    return list(Page.objects.filter(depth__gt=1, locale__language_code="en").live().specific())


def pages_with(code: str) -> list[Page]:
    """The English pages that the files translate into a language."""
    return [page for page in english_pages() if code != "el" or is_in_greek(page)]


def is_in_greek(page: Page) -> bool:
    """Whether the files translate an English page into Greek."""
    if page.slug in UNDER_WAY["el"] or any(part in page.url_path for part in NOT_IN_GREEK):
        return False
    return not isinstance(page, PortraitPage) or page.slug in GREEK_PORTRAITS


def digits(text: str) -> list[str]:
    """The digits of a text, whatever a language puts between them; those of its tags do not count."""
    return sorted(re.findall(r"\d", re.sub(r"<[^>]+>", "", text)))


def counts() -> dict[str, int]:
    models = (Page, Revision, Menu, MenuItem, SiteWords, Locale, Site, StringTranslation, Translation, TranslationSource, get_user_model())
    return {model.__name__: model.objects.count() for model in (*models, get_image_model())}


class TestLoading:
    def test_again_changes_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        before = counts()
        call_command("load_demo")
        assert counts() == before
        said = capsys.readouterr().out
        assert "0 pages created, 0 updated" in said
        assert "0 translations published" in said

    def test_it_refuses_where_real_people_are(self, settings: Any) -> None:
        settings.IS_DEMONSTRATION = False
        with pytest.raises(CommandError, match="not a demonstration"):
            call_command("load_demo")

    def test_there_is_one_site_and_no_welcome_page(self) -> None:
        site = Site.objects.get()
        assert site.is_default_site
        assert isinstance(site.root_page.specific, HomePage)
        assert not any(type(page.specific) is Page for page in Page.objects.filter(depth=2))

    def test_addresses_are_relative(self) -> None:
        lesson = LessonPage.objects.filter(locale__language_code="sv").order_by("path")[0]
        assert lesson.url == "/sv/courses/lecturer-training/why-the-gap-persists/where-women-leave/"

    def test_front_pages_stand_beside_each_other_under_their_own_names(self) -> None:
        fronts = Page.objects.filter(depth=2)
        assert {(front.locale.language_code, front.slug) for front in fronts} == FRONT_PAGES
        assert {front.url for front in fronts} == {"/en/", "/sv/", "/el/"}

    def test_a_front_page_that_is_published_anew_keeps_its_name(self) -> None:
        package = read_site(CONTENT / "site")
        words = {**package.languages["el"], ("front-page:hero_title", "The work comes first."): "Το έργο πρώτα."}
        report = import_packages([replace(package, languages={**package.languages, "el": words})])
        assert report.translated == ["el front-page"]
        assert HomePage.objects.get(locale__language_code="el").hero_title == "Το έργο πρώτα."
        assert set(Page.objects.filter(depth=2).values_list("locale__language_code", "slug")) == FRONT_PAGES

    def test_the_tree_is_whole(self) -> None:
        assert Page.find_problems() == ([], [], [], [], [])

    def test_modules_and_lessons_are_in_their_order(self) -> None:
        for code in ("en", "sv", "el"):
            course = CoursePage.objects.get(locale__language_code=code, slug="lecturer-training")
            assert [m.slug for m in ModulePage.objects.child_of(course).order_by("path")] == ["why-the-gap-persists", "bias-and-language"]
            assert len(course.outline.lessons) == 6 - len(UNDER_WAY.get(code, ()))

    def test_the_workload_is_the_sum_of_the_modules(self) -> None:
        course = CoursePage.objects.get(locale__language_code="en", slug="lecturer-training")
        assert course.workload_hours == sum(module.hours for module in course.outline.modules)

    def test_a_figure_has_its_words_in_both_languages(self) -> None:
        texts = set()
        for lesson in LessonPage.objects.filter(slug="words-that-invite"):
            figure = next(child.value for child in lesson.body if child.block_type == "figure")
            assert figure["credit"] == "Westem Up"
            assert figure["licence"] == "cc-by-4.0"
            texts.add(figure["image"].contextual_alt_text)
        assert len(texts) == 2

    def test_every_block_obeys_its_own_rules(self) -> None:
        for page in Page.objects.filter(depth__gt=1).specific():
            page.full_clean()
            for name in ("body", "outcomes"):
                if hasattr(page, name):
                    getattr(page, name).stream_block.clean(getattr(page, name))


@pytest.mark.parametrize("code", ["sv", "el"])
class TestTranslations:
    def test_every_page_is_there_and_live(self, code: str) -> None:
        for page in pages_with(code):
            translated = Page.objects.get(translation_key=page.translation_key, locale__language_code=code)
            assert translated.live, page
            assert translated.alias_of is None
            assert translated.slug == page.slug or page.depth == 2

    def test_every_page_has_a_real_translation_record_with_all_its_strings(self, code: str) -> None:
        for page in pages_with(code):
            record = Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=code)
            total, done = record.get_progress()
            assert (total, page) == (done, page)
            assert total > 0

    def test_quizzes_have_the_same_key(self, code: str) -> None:
        lessons = [page for page in pages_with(code) if isinstance(page, LessonPage)]
        for page in lessons:
            translated = LessonPage.objects.get(translation_key=page.translation_key, locale__language_code=code)
            quizzes = {child.id: child.value.spec for child in page.body if child.block_type == "quiz"}
            assert quizzes
            assert quizzes == {child.id: child.value.spec for child in translated.body if child.block_type == "quiz"}
            assert translated.graded_quiz_ids == page.graded_quiz_ids

    def test_no_english_sentence_is_left(self, code: str) -> None:
        for page in pages_with(code):
            source = TranslationSource.objects.get_for_instance(page)
            translated = type(page).objects.get(translation_key=page.translation_key, locale__language_code=code)
            fields = [field.name for field in type(page)._meta.local_fields if field.name not in ("page_ptr", "graded_quiz_ids")]
            words = str({**state_of(translated, fields), "title": translated.title, "description": translated.search_description})
            for segment in StringSegment.objects.filter(source=source).select_related("string", "context"):
                text = segment.string.data
                # A quotation stays in the language in which it was said.
                if len(text) > 40 and not segment.context.field_path.endswith((".voice.text", ".quote.text")):
                    assert text not in words, f"{translated.url}: {text}"

    def test_no_citation_is_among_the_strings(self, code: str) -> None:
        citations = [
            item["citation"]
            for page in LessonPage.objects.filter(locale__language_code="en")
            for child in page.body
            if child.block_type == "references"
            for item in child.value["items"]
        ]
        assert len(citations) > 10
        assert not StringTranslation.objects.filter(translation_of__data__in=citations, locale__language_code=code).exists()

    def test_the_files_give_every_figure_unchanged(self, code: str) -> None:
        compared = 0
        for folder in ("site", "lecturer-training", "portraits", *(("leadership-academy", "stories") if code == "sv" else ())):
            for (place, text), translation in read_po(CONTENT / folder / "locale" / f"{code}.po", Place(folder, (), [])).items():
                # Swedish writes centuries in figures that English writes in words.
                assert Counter(digits(text)) <= Counter(digits(translation)), place
                compared += bool(digits(text))
        assert compared > 100


class TestGreek:
    """Greek is the demonstration of a translation under way."""

    def test_lessons_without_greek_are_offered_in_the_languages_that_they_have(self, client: Client) -> None:
        lessons = [page for page in english_pages() if page.slug in UNDER_WAY["el"]]
        assert len(lessons) == 2
        for lesson in lessons:
            draft = Page.objects.get(translation_key=lesson.translation_key, locale__language_code="el")
            assert not draft.live
            tally = Tally.objects.get(translation__source__object_id=lesson.translation_key, translation__target_locale=draft.locale)
            assert tally.missing == tally.words
            response = client.get(lesson.url.replace("/en/", "/el/"))
            assert response.status_code == 404
            assert f'href="{lesson.url}" lang="en"' in response.content.decode()

    def test_a_learner_sees_them_in_the_course_with_their_language(self, client: Client) -> None:
        course = CoursePage.objects.get(locale__language_code="el", slug="lecturer-training")
        assert len(course.outline.lessons) == 4
        html = client.get(f"/el/learn/course/{course.translation_key}/").content.decode()
        for lesson in LessonPage.objects.filter(locale__language_code="en", slug__in=UNDER_WAY["el"]):
            assert f'<a href="{lesson.url}" lang="en">{lesson.title}</a>' in html

    def test_the_marks_are_greek(self) -> None:
        for folder in ("site", "lecturer-training"):
            for (place, _text), translation in read_po(CONTENT / folder / "locale" / "el.po", Place(folder, (), [])).items():
                words = re.sub(r"<[^>]+>", "", translation)
                if place != "front-page:body.voice.text":
                    assert not re.search(r'[?“”"]|\d\s%|\d\.\d%', words), f"{place}: {words}"


class TestPortraits:
    def test_sixteen_are_there_eight_of_them_in_greek(self) -> None:
        live = PortraitPage.objects.live()
        assert {code: live.filter(locale__language_code=code).count() for code in ("en", "sv", "el")} == {"en": 16, "sv": 16, "el": 8}
        assert set(live.filter(locale__language_code="el").values_list("slug", flat=True)) == GREEK_PORTRAITS

    def test_each_has_its_length_two_key_years_and_sources(self) -> None:
        for portrait in PortraitPage.objects.live().exclude(locale__language_code="el"):
            kinds = {child.block_type: child.value for child in portrait.body}
            assert kinds["references"]["items"], portrait
            assert sum(moment["is_key"] for moment in kinds["timeline"]["items"]) == 2, portrait
            words = sum(
                len(words_of(child).split()) for child in portrait.body if child.block_type in ("rich_text", "timeline", "interview")
            )
            assert 350 <= words <= 600, f"{portrait}: {words}"

    def test_a_quotation_is_in_every_language_and_verified_only_with_its_source(self) -> None:
        for quotation in Quotation.objects.all():
            quotation.full_clean()
            assert quotation.portrait
            assert quotation.translation or quotation.language == quotation.locale.language_code
        by_language = {code: Quotation.objects.in_language(code).verified().count() for code in ("en", "sv", "el")}
        assert by_language["en"] == by_language["sv"] == by_language["el"] >= 4

    def test_cards_and_stories_are_there(self) -> None:
        cards = {code: TermCard.objects.filter(locale__language_code=code).count() for code in ("en", "sv", "el")}
        assert set(cards.values()) == {17}
        stories = StoryPage.objects.live()
        assert stories.filter(locale__language_code="en").count() == stories.filter(locale__language_code="sv").count() == 12


def words_of(child: Any) -> str:
    """The words of a block without its tags."""
    value = child.value
    if child.block_type == "rich_text":
        text = value.source
    elif child.block_type == "timeline":
        text = " ".join(f"{moment['year']} {moment['text']}" for moment in value["items"])
    else:
        text = " ".join(f"{item['question']} {item['answer'].source}" for item in value["items"])
    return re.sub(r"<[^>]+>", " ", text)


class TestMenus:
    @pytest.mark.parametrize(
        ("code", "funding"), [("sv", "Finansieras av Europeiska unionen"), ("el", "Με τη χρηματοδότηση της Ευρωπαϊκής Ένωσης")]
    )
    def test_menus_and_the_funding_block_are_translated(self, code: str, funding: str) -> None:
        for model in (Menu, MenuItem, SiteWords):
            english = set(model.objects.filter(locale__language_code="en").values_list("translation_key", flat=True))
            assert english == set(model.objects.filter(locale__language_code=code).values_list("translation_key", flat=True))
        records = Translation.objects.filter(source__specific_content_type__model="menu", target_locale__language_code=code)
        assert records.count() == 4
        assert SiteWords.objects.get(locale__language_code=code).funding_title == funding

    def test_an_editors_menu_is_kept(self) -> None:
        menu = Menu.objects.get(locale__language_code="en", title="Learn")
        menu.title = "Study"
        menu.save()
        report = import_menus(read_menus(CONTENT / "site"), read_site(CONTENT / "site"))
        assert report.kept == ["menus/footer-learn"]
        menu.refresh_from_db()
        assert menu.title == "Study"

    def test_overwrite_takes_the_files_menu(self) -> None:
        Menu.objects.filter(locale__language_code="en", title="Learn").update(title="Study")
        import_menus(read_menus(CONTENT / "site"), read_site(CONTENT / "site"), overwrite=True)
        assert Menu.objects.filter(locale__language_code="en", title="Learn").exists()


# Wagtail leaves the temporary file of a new rendition to the garbage collector.
@pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning")
class TestPages:
    @pytest.mark.parametrize("code", ["en", "sv", "el"])
    def test_every_page_answers(self, client: Client, code: str) -> None:
        for page in Page.objects.filter(depth__gt=1, locale__language_code=code).live():
            response = client.get(page.url)
            assert response.status_code == 200, page.url


def test_nothing_waits_for_publication_that_is_translated(loaded: None) -> None:
    waiting = in_state(open_tallies(target_locales()), "unpublished")
    assert [(title_of(tally), language_name(tally)) for tally in waiting] == []
