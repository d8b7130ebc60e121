"""The site's own content package: front page, catalogue, standing pages, menus and the funding block."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from django.conf import settings
from django.utils import translation
from wagtail.models import Page, Site
from wagtail_localize.models import Translation

from courses.content.package import Package, PageKind
from courses.content.reader import PackageReader
from courses.content.streams import check_keys
from courses.models import AcademyPage, CataloguePage
from home.models import HomePage, StandardPage
from translation.permissions import target_locales
from translation.services.submitting import run_submission, start_submission

CONTENT = Path(__file__).parent / "content"
HOME = PageKind(HomePage, ("title", "hero_title", "hero_text", "search_description", "body"))
CATALOGUE = PageKind(CataloguePage, ("title", "lead", "search_description"))
ACADEMY = PageKind(
    AcademyPage,
    (
        "title",
        "lead",
        "course",
        "people_title",
        "body",
        "journal_title",
        "journal_text",
        "live_title",
        "live_text",
        "search_description",
    ),
)
STANDARD = PageKind(StandardPage, ("title", "lead", "search_description", "body"))


def read_site(folder: Path, *, pages_file: str = "pages.yaml") -> Package:
    """The front page and what stands below it: ``home``, ``courses``, ``pages`` and perhaps ``academy`` in one file."""
    with translation.override("en"):
        reader = PackageReader(folder, "site")
        data = reader.load(pages_file)
        place = reader.place(pages_file)
        check_keys(data, {"home", "courses", "pages"}, {"academy"}, place)
        front = reader.page(HOME, data.get("home"), place.at("home"), address="", slug="front-page")
        pages = [reader.page(CATALOGUE, data.get("courses"), place.at("courses"), address="courses", slug="courses")]
        if "academy" in data:
            pages.append(reader.page(ACADEMY, data["academy"], place.at("academy"), address="academy", slug="academy"))
        for page in data.get("pages") or []:
            slug = page.get("slug", "") if isinstance(page, dict) else ""
            pages.append(reader.page(STANDARD, page, place.at("pages", str(slug)), address=str(slug)))
        package = reader.finish([replace(front, children=tuple(pages))], None)
        return replace(package, besides=("menus/", "words:"))


def lay_site(package: Package) -> None:
    """Make the package's front page the root of the one site, and remove the page that Wagtail puts there."""
    front = Page.objects.get(translation_key=package.pages[0].key, locale__language_code=settings.LANGUAGE_CODE)
    site = Site.objects.filter(is_default_site=True).first() or Site(hostname="127.0.0.1", port=8000, is_default_site=True)
    if (site.hostname, site.port) == ("localhost", 80):
        site.hostname, site.port = "127.0.0.1", 8000
    if site.root_page_id != front.pk or not site.site_name:
        site.root_page = front
        site.site_name = settings.SITE_NAME
        site.save()
    for page in Page.objects.filter(depth=2, numchild=0).exclude(pk=front.pk):
        # Exactly Page: only Wagtail's own welcome page is one, no page type of ours.
        if page.specific_class is Page and page.slug == "home":
            page.delete()


def send_to_translators() -> None:
    """Send what the files do not translate, so that translators find it waiting; nothing if everything is with them."""
    front = Page.objects.get(depth=2, locale__language_code=settings.LANGUAGE_CODE)
    pages = Page.objects.descendant_of(front, inclusive=True)
    locales = target_locales()
    if Translation.objects.filter(source__object_id__in=pages.values("translation_key")).count() < pages.count() * len(locales):
        run_submission(start_submission(front, locales))
