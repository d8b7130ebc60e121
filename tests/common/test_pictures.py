"""Pictures: what browsers choose from, made before readers come and looked up at once for all figures of a text."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext
from PIL import Image as Pillow
from wagtail.images.models import Image, Rendition

from common.pictures import Shape, find_renditions, make_renditions, specs_of
from home.models import StandardPage
from tests.factories.pages import HomePageFactory, StandardPageFactory

FIGURE = {"caption": "A tree", "credit": "Somebody", "licence": "cc-by-4.0", "source_url": ""}


def picture(name: str = "tree.jpg", size: tuple[int, int] = (1600, 160), **kwargs: Any) -> Image:
    """A picture whose left half is red and whose right half is blue."""
    drawing = Pillow.new("RGB", size, "#c00000")
    drawing.paste("#0000c0", (size[0] // 2, 0, *size))
    file = BytesIO()
    drawing.save(file, "PNG" if name.endswith("png") else "JPEG")
    return Image.objects.create(title=name, file=ContentFile(file.getvalue(), name=name), **kwargs)


def figure(image: Image, alt: str = "A tree in a field") -> dict[str, Any]:
    return {"type": "figure", "value": {**FIGURE, "image": {"image": image.pk, "decorative": not alt, "alt_text": alt}}}


def page_with(*figures: dict[str, Any]) -> StandardPage:
    page = StandardPageFactory(parent=HomePageFactory(parent=None), body=[])
    StandardPage.objects.filter(pk=page.pk).update(body=list(figures))
    return StandardPage.objects.get(pk=page.pk)


def drawn(page: StandardPage) -> str:
    return "".join(child.render() for child in StandardPage.objects.get(pk=page.pk).body)


@pytest.mark.django_db
class TestFigure:
    def test_offers_three_formats_in_three_widths_the_smallest_file_first(self):
        html = drawn(page_with(figure(picture())))
        types = re.findall(r'<source [^>]*type="([^"]+)"', html)
        assert types == ["image/avif", "image/webp"]
        for srcset in re.findall(r'srcset="([^"]+)"', html):
            assert [part.split()[-1] for part in srcset.split(", ")] == ["480w", "960w", "1440w"]
        assert html.count('sizes="') == 3

    def test_keeps_its_place_before_it_is_loaded_and_loads_late(self):
        img = re.search(r"<img[^>]+>", drawn(page_with(figure(picture()))))[0]
        assert 'width="480"' in img
        assert 'height="48"' in img
        assert 'loading="lazy"' in img
        assert 'alt="A tree in a field"' in img

    def test_that_is_decoration_has_an_empty_alternative_text(self):
        assert ' alt=""' in drawn(page_with(figure(picture(), alt="")))

    def test_is_never_enlarged(self):
        html = drawn(page_with(figure(picture(size=(600, 60)))))
        assert "480w" in html
        assert "600w" in html
        assert "960w" not in html

    def test_of_a_small_picture_has_one_size(self):
        html = drawn(page_with(figure(picture(size=(300, 30)))))
        assert 'width="300"' in html
        assert "300w" not in html

    def test_falls_back_to_png_for_a_drawing_with_a_transparent_ground(self):
        img = re.search(r"<img[^>]+>", drawn(page_with(figure(picture("tree.png")))))[0]
        assert re.search(r'src="[^"]+\.png"', img)

    def test_whose_picture_was_deleted_is_only_its_caption(self):
        page = page_with(figure(picture()))
        Image.objects.all().delete()
        html = drawn(page)
        assert "<img" not in html
        assert "A tree" in html

    def test_whose_file_was_lost_does_not_stop_the_page(self):
        image = picture()
        page = page_with(figure(image))
        image.file.storage.delete(image.file.name)
        assert "not-found" in drawn(page)

    def test_twice_on_a_page_has_each_time_its_own_alternative_text(self):
        image = picture(size=(300, 30))
        page = page_with(figure(image, "Seen from afar"), figure(image, "The bark"))
        drawn(page)
        assert re.findall(r'alt="([^"]+)"', drawn(page)) == ["Seen from afar", "The bark"]


@pytest.mark.django_db
def test_a_text_with_many_figures_costs_as_many_queries_as_one_with_a_single_one():
    def cost(page: StandardPage) -> int:
        drawn(page)
        page = StandardPage.objects.get(pk=page.pk)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert [child.render() for child in page.body]
        return len(queries)

    pages = [page_with(*(figure(picture(size=(300, 30))) for _number in range(count))) for count in (1, 6)]
    assert [cost(page) for page in pages] == [2, 2]


@pytest.mark.django_db
def test_publishing_makes_the_pictures_so_that_a_reader_makes_none(client, django_capture_on_commit_callbacks):
    page = page_with(figure(picture()))
    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()
    assert Rendition.objects.count() == 9
    before = set(Rendition.objects.values_list("pk", flat=True))
    drawn(page)
    assert set(Rendition.objects.values_list("pk", flat=True)) == before


@pytest.mark.django_db
def test_publishing_a_page_without_pictures_asks_for_nothing(django_capture_on_commit_callbacks, monkeypatch):
    asked: list[int] = []
    monkeypatch.setattr("common.tasks.prepare_pictures", type("Task", (), {"enqueue": asked.append}))
    for page in (page_with(), page_with(figure(picture()))):
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
    assert asked == [page.pk]


@pytest.mark.django_db
def test_a_square_keeps_the_focal_point():
    image = picture(size=(1200, 300), focal_point_x=1100, focal_point_y=150, focal_point_width=100, focal_point_height=100)
    spec = next(spec for spec in specs_of(image, Shape.SQUARE) if "jpeg" in spec)
    with make_renditions(image, Shape.SQUARE)[spec].file.open("rb") as file:
        square = Pillow.open(file).convert("RGB")
    assert square.size == (300, 300)
    red, _green, blue = square.getpixel((10, 150))
    assert blue > red


@pytest.mark.django_db
def test_formats_are_what_they_say():
    image = picture(size=(300, 30))
    formats = set()
    for rendition in make_renditions(image, Shape.WHOLE).values():
        with rendition.file.open("rb") as file:
            formats.add(Pillow.open(file).format)
    assert formats == {"AVIF", "WEBP", "JPEG"}


@pytest.mark.django_db
def test_what_is_known_is_not_asked_for_again():
    image = picture(size=(300, 30))
    make_renditions(image, Shape.WHOLE)
    image = Image.objects.get(pk=image.pk)
    find_renditions([image, None])
    with CaptureQueriesContext(connection) as queries:
        find_renditions([image])
        make_renditions(image, Shape.WHOLE)
    assert not queries.captured_queries


@pytest.mark.django_db
def test_a_picture_that_is_seen_at_once_is_not_loaded_late():
    html = render_to_string(
        "common/includes/picture.html", {"image": picture(size=(300, 30)), "alt": "A tree", "shape": "square", "is_first": True}
    )
    assert 'fetchpriority="high"' in html
    assert "lazy" not in html
    assert html.count('width="30"') == html.count('height="30"') == 1
