"""The page beside the strings, and what may be replaced per language."""

from __future__ import annotations

from itertools import product

from django.contrib.auth.models import Permission
from django.test import Client
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, CollectionViewRestriction, GroupCollectionPermission, Page, PageViewRestriction
from wagtail_localize.models import OverridableSegment, SegmentOverride

from tests.factories.courses import SECRETS, name_id
from tests.factories.translation import edit_body
from tests.translation.test_workbench import KEY, WorkbenchTest
from translation.services.publishing import publish
from translation.views.choices import choosable


class TestPreview(WorkbenchTest):
    def preview(self, side: str = "target", name: str = "translator", query: str = "") -> str:
        answer = self.signed_in(name).get(self.address("preview", side) + query)
        assert answer.status_code == 200
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert "frame-ancestors 'self'" in answer.headers["Content-Security-Policy"]
        return answer.text

    def test_shows_what_nobody_has_approved_yet(self) -> None:
        segment = self.write("Text en", "Bara ett utkast")
        html = self.preview()
        assert f'<span data-string="{segment.id}" id="string-{segment.id}">Bara ett utkast</span>' in html
        assert 'lang="sv"' in html
        assert "Bara ett utkast" not in Client().get(self.course.target(self.course.lesson).url).text

    def test_shows_the_source_beside_it(self) -> None:
        segment = self.segment()
        html = self.preview("source")
        assert f'data-string="{segment.id}"' in html
        assert ">Text en</span>" in html
        assert 'lang="en"' in html

    def test_shows_the_questions_of_a_quiz_and_nothing_of_its_key(self) -> None:
        for side in ("target", "source"):
            html = self.preview(side)
            prompt, option = self.segment("Prompt single"), self.segment("s-right en")
            assert f'data-string="{prompt.id}"' in html
            assert f'data-string="{option.id}"' in html
            assert not [word for word in ("SECRET", "is_correct", "7421") if word in html]

    def test_outlines_one_string(self) -> None:
        segment = self.segment()
        assert "outline:3px" in self.preview(query=f"?string={segment.id}")
        for nonsense in ("nonsense", "9" * 5000):
            assert "outline:3px" not in self.preview(query=f"?string={nonsense}")

    def test_where_nothing_is_translated_the_source_stands_in(self) -> None:
        self.open_string()
        assert ">Text en</span>" in self.preview()

    def test_saves_nothing(self) -> None:
        self.write("Text en", "Bara ett utkast")
        before = list(Page.objects.order_by("pk").values())
        self.preview()
        self.preview("source")
        assert list(Page.objects.order_by("pk").values()) == before

    def test_says_nothing_of_the_key(self) -> None:
        for side, name in product(("target", "source"), ("translator", "reviewer", "administrator")):
            html = self.preview(side, name)
            assert not [word for word in (*SECRETS, *KEY) if word in html]

    def test_leaves_no_mark_behind(self) -> None:
        assert not any("\ue000" <= letter <= "\uf8ff" for letter in self.preview())

    def test_there_are_two_sides(self) -> None:
        answer = self.signed_in("translator").get(self.address("preview", "inside"))
        assert answer.status_code in {302, 404}

    def test_is_not_kept_by_caches(self) -> None:
        answer = self.signed_in("translator").get(self.address("preview", "target"))
        assert "private" in answer.headers["Cache-Control"]
        assert "ETag" not in answer.headers


class TestOverrides(WorkbenchTest):
    LINK = "https://example.org/en"

    def link(self) -> OverridableSegment:
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, lambda body: body.append(self.quotation()))
        return OverridableSegment.objects.get(source=self.record.source, data_json=f'"{self.LINK}"')

    def quotation(self) -> dict[str, object]:
        value = {"text": "Words", "speaker": "Somebody", "source": "2020", "url": self.LINK, "language": "en"}
        return {"type": "quote", "id": name_id("quotation"), "value": value}

    def post(self, name: str = "reviewer", **data: str) -> int:
        return self.signed_in(name).post(self.address("overrides"), data).status_code

    def test_an_address_is_replaced_for_one_language(self) -> None:
        segment = self.link()
        assert self.LINK in self.signed_in("translator").get(self.address("overrides")).text
        self.post(**{f"override-{segment.pk}-value": "https://example.org/sv", "replace": str(segment.pk)})
        override = SegmentOverride.objects.get()
        assert (override.data, override.locale.language_code) == ("https://example.org/sv", "sv")

    def test_and_put_back(self) -> None:
        segment = self.link()
        self.post(**{f"override-{segment.pk}-value": "https://example.org/sv", "replace": str(segment.pk)})
        self.post(reset=str(segment.pk))
        assert not SegmentOverride.objects.exists()

    def test_a_translator_reads_them_and_changes_nothing(self) -> None:
        segment = self.link()
        self.post(**{f"override-{segment.pk}-value": "https://example.org/sv", "replace": str(segment.pk)})
        html = self.signed_in("translator").get(self.address("overrides")).text
        assert "A reviewer changes links, pictures and files." in html
        assert "https://example.org/sv" in html
        assert 'name="replace"' not in html
        for data in ({f"override-{segment.pk}-value": "https://example.com/x", "replace": str(segment.pk)}, {"reset": str(segment.pk)}):
            assert self.post("translator", **data) in {302, 403}
        assert SegmentOverride.objects.get().data == "https://example.org/sv"

    def test_a_picture_is_one_that_the_person_may_choose_and_readers_may_see(self) -> None:
        root = Collection.get_first_root_node()
        mine, foreign, private = (root.add_child(name=name) for name in ("mine", "foreign", "private"))
        below = private.add_child(name="below")
        CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
        choose = Permission.objects.get(content_type__app_label="wagtailimages", codename="choose_image")
        group = self.people["reviewer"].groups.get()
        GroupCollectionPermission.objects.filter(group=group).delete()
        for collection in (mine, private):
            GroupCollectionPermission.objects.create(group=group, collection=collection, permission=choose)
        pictures = {
            item: get_image_model().objects.create(title="p", file=get_test_image_file(), collection=item)
            for item in (mine, foreign, private, below)
        }
        with self.captureOnCommitCallbacks(execute=True):
            edit_body(self.course.lesson, lambda body: body.append(self.figure(pictures[mine].pk)))
        segment = OverridableSegment.objects.get(source=self.record.source, data_json=str(pictures[mine].pk))
        name = f"override-{segment.pk}-value"
        for collection in (foreign, private, below):
            assert self.post(**{name: str(pictures[collection].pk), "replace": str(segment.pk)}) == 400
        assert not SegmentOverride.objects.exists()
        assert self.post(**{name: str(pictures[mine].pk), "replace": str(segment.pk)}) == 302
        assert SegmentOverride.objects.get().data == pictures[mine].pk

    def figure(self, image: int) -> dict[str, object]:
        picture = {"image": image, "alt_text": "A bench", "decorative": False}
        value = {"image": picture, "caption": "A bench", "credit": "X", "licence": "CC BY 4.0", "source_url": "https://example.org/"}
        return {"type": "figure", "id": name_id("figure"), "value": value}

    def test_a_page_is_published_and_open_to_all(self) -> None:
        lesson, module = self.course.lesson, self.course.module
        reviewer = self.people["reviewer"]
        assert {lesson.pk, module.pk} <= set(choosable(Page, reviewer).values_list("pk", flat=True))
        PageViewRestriction.objects.create(page=module, restriction_type="login")
        assert lesson.pk not in choosable(Page, reviewer).values_list("pk", flat=True)
        assert self.course.target(lesson).pk in choosable(Page, reviewer).values_list("pk", flat=True)
        self.course.target(lesson).unpublish()
        assert self.course.target(lesson).pk not in choosable(Page, reviewer).values_list("pk", flat=True)

    def test_a_number_that_is_none_is_not_found(self) -> None:
        for number in ("9" * 5000, "9" * 30, "x", ""):
            assert self.post(replace=number) in {302, 404}

    def test_no_script_becomes_an_address(self) -> None:
        segment = self.link()
        for address in ("javascript:alert(1)", "nonsense", "data:text/html,x", "ftp://example.org/x"):
            assert self.post(**{f"override-{segment.pk}-value": address, "replace": str(segment.pk)}) == 400
        assert not SegmentOverride.objects.exists()

    def test_the_slug_is_the_same_in_all_languages(self) -> None:
        slug = OverridableSegment.objects.get(source=self.record.source, context__path="slug")
        assert self.post(**{f"override-{slug.pk}-value": "annan", "replace": str(slug.pk)}) in {302, 404}
        assert not SegmentOverride.objects.exists()

    def test_nothing_of_another_page_or_on_a_locked_one(self) -> None:
        segment = self.link()
        other = self.address("overrides", record=self.course.record(self.course.second))
        self.signed_in("reviewer").post(other, {f"override-{segment.pk}-value": "https://example.org/x", "replace": str(segment.pk)})
        Page.objects.filter(pk=self.course.target(self.course.lesson).pk).update(locked=True)
        self.post(**{f"override-{segment.pk}-value": "https://example.org/x", "replace": str(segment.pk)})
        assert not SegmentOverride.objects.exists()

    def test_readers_get_it_with_the_next_publication(self) -> None:
        segment = self.link()
        self.post(**{f"override-{segment.pk}-value": "https://example.org/sv", "replace": str(segment.pk)})
        for item in self.course.segments(self.course.lesson):
            if not item.text:
                self.write(item.source, f"{item.source} ‹sv›")
        from translation.services.editing import approve_strings

        approve_strings(self.record)
        publish(self.record)
        assert "https://example.org/sv" in Client().get(self.course.target(self.course.lesson).url).text
