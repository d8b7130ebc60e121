"""Sending pages to languages, and the glossary, and localize's own ways, which are closed."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any, ClassVar
from unittest import mock

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from common.topics import Topic
from home.models import SiteWords
from tests.factories.accounts import make_user
from tests.factories.courses import SECRETS
from tests.translation.test_workbench import WorkbenchTest
from translation.forms import BundleForm, SubmitForm
from translation.models import Submission, SubmissionStep, Term
from translation.segments import load_segments
from translation.services.reviews import open_review
from translation.services.submitting import submit
from translation.states import SubmissionState


class SubmitterTest(WorkbenchTest):
    code: ClassVar[str] = "submit_translation"

    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cls.people["sender"] = make_user("sender@example.org", display_name="sender")
        cls.people["sender"].user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", cls.code]))
        cls.top = Page.objects.get(slug="teach", locale__language_code="en")

    top: ClassVar[Page]

    def start(self, name: str = "sender", *codes: str, page: Page | None = None) -> Any:
        locales = Locale.objects.filter(language_code__in=codes or ("sv", "el"))
        data = {"locales": [locale.pk for locale in locales], "with_children": "on"}
        address = reverse("translation:submit", args=[(page or self.top).pk])
        with self.captureOnCommitCallbacks(execute=True):
            return self.signed_in(name).post(address, data)


class TestSubmitting(SubmitterTest):
    def test_asks_first_and_says_how_many(self) -> None:
        answer = self.signed_in("sender").get(reverse("translation:submit", args=[self.top.pk]))
        assert answer.status_code == 200
        assert "4 pages" in answer.text
        assert "Ελληνικά" in answer.text
        assert not Submission.objects.filter(by=self.people["sender"]).exists()

    def test_sends_the_page_and_all_below(self) -> None:
        Translation.objects.filter(target_locale__language_code="el").delete()
        answer = self.start()
        submission = Submission.objects.get(by=self.people["sender"])
        assert answer.headers["Location"] == reverse("translation:submission", args=[submission.pk])
        assert submission.root_id == self.top.pk
        assert not submission.steps.filter(done_at=None).exists()
        assert Translation.objects.filter(target_locale__language_code="el", source__object_id=self.course.lesson.translation_key).exists()

    def test_a_language_is_needed(self) -> None:
        answer = self.signed_in("sender").post(reverse("translation:submit", args=[self.top.pk]), {})
        assert answer.status_code == 400
        assert "Choose a language." in answer.text

    def test_a_translation_is_no_source(self) -> None:
        assert self.start(page=self.course.target(self.top)).status_code == 404
        assert not Submission.objects.filter(by=self.people["sender"]).exists()

    def test_takes_the_permission(self) -> None:
        for name in ("translator", "reviewer", "learner"):
            assert self.start(name).headers.get("Location", "").find("submission") == -1
        assert not Submission.objects.filter(by__in=[self.people[name] for name in ("translator", "reviewer", "learner")]).exists()

    def test_a_snippet_is_sent_at_once(self) -> None:
        words = SiteWords.objects.create(funding_title="Funded", disclaimer="Views", locale=Locale.get_default())
        address = reverse("translation:submit_snippet", args=["home", "sitewords", words.pk])
        data = {"locales": [Locale.objects.get(language_code="sv").pk]}
        assert self.signed_in("translator").post(address, data).headers["Location"] == "/cms/"
        self.signed_in("sender").post(address, data)
        assert Translation.objects.filter(source__object_id=words.translation_key).count() == 1

    def test_only_what_can_be_translated_is_sent(self) -> None:
        for label, model in (("accounts", "user"), ("home", "nothing"), ("courses", "lessonpage")):
            answer = self.signed_in("sender").get(reverse("translation:submit_snippet", args=[label, model, "1"]))
            assert answer.status_code == 404


class TestProgress(SubmitterTest):
    def submission(self) -> Submission:
        with mock.patch("translation.views.submissions.submit_pages"):
            self.start()
        return Submission.objects.get(by=self.people["sender"])

    def test_is_shown_and_refreshed(self) -> None:
        submission = self.submission()
        address = reverse("translation:submission", args=[submission.pk])
        html = self.signed_in("sender").get(address).text
        assert "<progress" in html
        assert "data-running" in html
        fragment = self.signed_in("sender").get(f"{address}?fragment").text
        assert "<html" not in fragment
        assert "data-progress" in fragment

    def test_goes_on_after_a_stop(self) -> None:
        submission = self.submission()
        first = submission.steps.all()[0]
        SubmissionStep.objects.filter(submission=submission).exclude(pk=first.pk).update(error="ValueError")
        SubmissionStep.objects.filter(pk=first.pk).update(error="parent")
        address = reverse("translation:submission", args=[submission.pk])
        html = self.signed_in("sender").get(address).text
        assert "Go on" in html
        assert "ValueError" in html
        with self.captureOnCommitCallbacks(execute=True):
            self.signed_in("sender").post(address)
        assert not submission.steps.filter(done_at=None).exists()
        assert "Done" in self.signed_in("sender").get(address).text

    def test_says_that_it_goes_on_before_a_worker_has_begun(self) -> None:
        submission = self.submission()
        submission.steps.update(error="ValueError")
        address = reverse("translation:submission", args=[submission.pk])
        for _time in range(2):
            with mock.patch("translation.views.submissions.submit_pages") as task, self.captureOnCommitCallbacks(execute=True):
                html = self.signed_in("sender").post(address, follow=True).text
        # Pressed twice it goes on once.
        assert not task.enqueue.called
        assert "data-running" in html
        assert "ValueError" not in html
        assert "Go on" not in html

    def test_goes_on_when_nothing_has_happened_for_a_while(self) -> None:
        submission = self.submission()
        Submission.objects.filter(pk=submission.pk).update(created_at=timezone.now() - timedelta(hours=1))
        address = reverse("translation:submission", args=[submission.pk])
        assert "Nothing has happened for a while" in self.signed_in("sender").get(address).text
        with mock.patch("translation.views.submissions.submit_pages") as task, self.captureOnCommitCallbacks(execute=True):
            answer = self.signed_in("sender").post(address, follow=True)
        task.enqueue.assert_called_once_with(str(submission.pk))
        assert "Going on with the pages that are left." in answer.text
        assert "data-running" in answer.text
        assert "Nothing has happened" not in answer.text

    def test_renews_itself_without_scripts_until_it_is_done(self) -> None:
        submission = self.submission()
        address = reverse("translation:submission", args=[submission.pk])
        renewal = '<noscript><meta http-equiv="refresh" content="5"></noscript>'
        assert renewal in self.signed_in("sender").get(address).text.partition("</head>")[0]
        submission.steps.update(error="ValueError")
        assert "refresh" not in self.signed_in("sender").get(address).text
        submission.steps.update(error="", done_at=timezone.now())
        assert "refresh" not in self.signed_in("sender").get(address).text

    def test_is_for_those_who_submit(self) -> None:
        address = reverse("translation:submission", args=[self.submission().pk])
        assert self.signed_in("translator").get(address).headers["Location"] == "/cms/"
        with mock.patch("translation.views.submissions.submit_pages") as task:
            self.signed_in("translator").post(address)
        assert not task.enqueue.called


class TestList(SubmitterTest):
    LIST = "/cms/translation/submissions/"

    def add(self, title: str, *codes: str, **step: Any) -> Submission:
        submission = Submission.objects.create(title=title, by=self.people["sender"], languages=list(codes or ("sv",)))
        SubmissionStep.objects.create(submission=submission, page_key=uuid.uuid4(), title=title, order=0, **step)
        return submission

    def listed(self, query: str = "") -> list[str]:
        return [submission.title for submission in self.signed_in("sender").get(self.LIST + query).context["object_list"]]

    def test_has_the_newest_first(self) -> None:
        for title in ("Older", "Newer", "Newest"):
            self.add(title)
        assert self.listed()[:3] == ["Newest", "Newer", "Older"]

    def test_says_how_far_each_is_and_leads_there(self) -> None:
        Submission.objects.all().delete()
        done = self.add("Done", "el", "sv", done_at=timezone.now())
        self.add("Failed", error="ValueError")
        self.add("Running")
        stopped = self.add("Stopped")
        Submission.objects.filter(pk=stopped.pk).update(created_at=timezone.now() - timedelta(hours=1))
        html = self.signed_in("sender").get(self.LIST).text
        for state in SubmissionState:
            assert html.count(f"</svg>{state.label}</li>") == 1, state
        assert "Svenska, Ελληνικά" in html
        assert reverse("translation:submission", args=[done.pk]) in html

    def test_is_found_from_the_translations_and_the_coverage(self) -> None:
        for address in (reverse("translation:list"), reverse("translation:coverage")):
            assert self.LIST in self.signed_in("sender").get(address).text
            assert self.LIST not in self.signed_in("translator").get(address).text

    def test_is_for_those_who_submit(self) -> None:
        for name in ("translator", "reviewer", "learner"):
            assert self.signed_in(name).get(self.LIST).status_code == 302

    def test_asks_no_question_per_row(self) -> None:
        client = self.signed_in("sender")
        client.get(self.LIST)
        with self.assertNumQueries(SUBMISSIONS):
            client.get(self.LIST)
        for number in range(20):
            self.add(f"Another {number}")
        with self.assertNumQueries(SUBMISSIONS):
            client.get(self.LIST)


SUBMISSIONS = 14


class TestOrderOfLanguages(SubmitterTest):
    def test_is_the_sites_in_every_form(self) -> None:
        turned = [("en", "English"), ("el", "Ελληνικά"), ("sv", "Svenska")]
        for languages in (turned, [turned[0], turned[2], turned[1]]):
            wanted = [code for code, _name in languages if code != "en"]
            with self.settings(LANGUAGES=languages):
                form = SubmitForm(1)
                assert [locale.language_code for locale in form.fields["locales"].queryset] == wanted
                bundle = BundleForm(list(Locale.objects.order_by("language_code")))
                assert [locale.language_code for locale in bundle.fields["language"].queryset] == [code for code, _name in languages]
                boxes = self.signed_in("administrator").get(reverse("translation:list")).context["filters"].form["language"].field.queryset
                assert [locale.language_code for locale in boxes] == wanted


class TestButtons(SubmitterTest):
    def explorer(self, name: str) -> str:
        return self.signed_in(name).get(reverse("wagtailadmin_explore", args=[self.top.pk])).text

    def test_stand_where_localizes_stood(self) -> None:
        html = self.explorer("administrator")
        assert reverse("translation:submit", args=[self.top.pk]) in html
        for gone in ("Translate this page", "Sync translated pages"):
            assert gone not in html

    def test_are_not_offered_to_translators(self) -> None:
        html = self.signed_in("translator").get(reverse("wagtailadmin_explore", args=[self.course.target(self.top).pk])).text
        assert "Send to translators" not in html


class TestClosedWays(WorkbenchTest):
    def test_the_editor_of_a_translation_is_the_workbench(self) -> None:
        page = self.course.target(self.course.lesson)
        for name in ("translator", "administrator"):
            answer = self.signed_in(name).get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
            assert answer.headers["Location"] == self.address()

    def test_the_editor_of_the_source_stays(self) -> None:
        answer = self.signed_in("administrator").get(reverse("wagtailadmin_pages:edit", args=[self.course.lesson.pk]))
        assert answer.status_code == 200

    def test_no_string_is_written_past_the_workbench(self) -> None:
        segment = self.segment()
        before = list(StringTranslation.objects.order_by("pk").values())
        for name in ("translator", "administrator"):
            address = reverse("wagtail_localize:edit_string_translation", args=[self.record.pk, segment.id])
            client = self.signed_in(name)
            client.put(address, "value=Taken", content_type="application/x-www-form-urlencoded")
            client.post(address, {"value": "Taken"})
            client.delete(address)
            for way in ("machine_translate", "upload_pofile"):
                client.post(reverse(f"wagtail_localize:{way}", args=[self.record.pk]), {})
        assert list(StringTranslation.objects.order_by("pk").values()) == before

    @pytest.mark.filterwarnings("error")
    def test_old_addresses_lead_to_the_new_screens(self) -> None:
        client = self.signed_in("translator")
        ways = {
            reverse("wagtail_localize:translations_report"): reverse("translation:list"),
            reverse("wagtail_localize:download_pofile", args=[self.record.pk]): self.address("download", "po"),
            reverse("wagtail_localize:upload_pofile", args=[self.record.pk]): self.address(),
            reverse("wagtail_localize:preview_translation", args=[self.record.pk]): self.address("preview", "target"),
            reverse("wagtail_localize:submit_page_translation", args=[self.course.lesson.pk]): reverse(
                "translation:submit", args=[self.course.lesson.pk]
            ),
            reverse("wagtail_localize:update_translations", args=[self.record.source_id]): reverse("translation:list"),
        }
        for old, new in ways.items():
            assert client.get(old).headers["Location"] == new

    def test_a_translator_finds_the_key_at_none_of_our_addresses(self) -> None:
        client = self.signed_in("translator")
        segment = self.segment()
        for address in (
            self.address(),
            self.address("suggestions", segment.id),
            self.address("overrides"),
            self.address("download", "xliff-1"),
            self.address("download", "xliff-2"),
            reverse("translation:list"),
            reverse("translation:coverage"),
            reverse("translation:files"),
        ):
            html = client.get(address).text
            assert not [word for word in ("is_correct", "7421", "tolerance") if word in html], address
        assert not [word for word in SECRETS if word in client.get(self.address("preview", "source")).text]

    def test_a_snippet_that_is_none_is_not_found(self) -> None:
        for pk in ("abc", "9" * 30, "9" * 5000):
            for address in (f"/cms/translation/submit/home/menu/{pk}/", f"/cms/localize/submit/snippet/home/menu/{pk}/"):
                assert self.signed_in("administrator").get(address, follow=True).status_code == 404


class TestGlossary(WorkbenchTest):
    LIST = "/cms/translation/glossary/"

    def add(self, name: str, language: str = "sv") -> Any:
        data = {"language": language, "term": "belonging", "translation": "tillhörighet", "forbidden": "", "note": ""}
        return self.signed_in(name).post(f"{self.LIST}new/", data)

    def test_reviewers_keep_that_of_their_language(self) -> None:
        self.add("reviewer")
        term = Term.objects.get()
        self.add("reviewer", "el")
        assert Term.objects.count() == 1
        self.signed_in("reviewer").post(
            f"{self.LIST}edit/{term.pk}/", {"language": "sv", "term": "belonging", "translation": "samhörighet"}
        )
        assert Term.objects.get().translation == "samhörighet"

    def test_translators_read_it(self) -> None:
        self.add("reviewer")
        html = self.signed_in("translator").get(self.LIST).text
        assert "tillhörighet" in html
        assert "tillhörighet" not in self.signed_in("greek").get(self.LIST).text
        self.add("translator", "sv")
        assert Term.objects.count() == 1

    def test_nobody_changes_a_term_of_another_language(self) -> None:
        term = Term.objects.create(language="el", term="belonging", translation="συμμετοχή")
        for way in ("edit", "delete"):
            for name in ("reviewer", "translator", "greek", "learner"):
                self.signed_in(name).post(f"{self.LIST}{way}/{term.pk}/", {"language": "sv", "term": "x", "translation": "y"})
        term.refresh_from_db()
        assert term.translation == "συμμετοχή"

    def test_is_closed_to_others(self) -> None:
        assert self.signed_in("learner").get(self.LIST).status_code in {302, 403}
        assert Client().get(self.LIST).status_code == 302

    def test_asks_no_question_per_row(self) -> None:
        client = self.signed_in("translator")
        client.get(self.LIST)
        with self.assertNumQueries(GLOSSARY):
            client.get(self.LIST)
        Term.objects.bulk_create(Term(language="sv", term=f"t{n}", translation=f"o{n}") for n in range(30))
        with self.assertNumQueries(GLOSSARY + 1):
            client.get(self.LIST)


GLOSSARY = 14


class TestSnippets(SubmitterTest):
    """Menus and site words have no page, no lock and no preview; everything else is the same."""

    def send(self) -> Translation:
        words = SiteWords.objects.create(funding_title="Funded", disclaimer="Views", locale=Locale.get_default())
        submit(words, [Locale.objects.get(language_code="sv")])
        return Translation.objects.get(source__object_id=words.translation_key)

    def test_are_translated_reviewed_and_given_to_readers(self) -> None:
        record = self.send()
        client = self.signed_in("translator")
        assert "Funding sentence" in client.get(self.address(record=record)).text
        form: dict[str, str] = {}
        for segment in load_segments(record):
            form |= self.form(segment, f"{segment.source} sv")
        assert client.post(self.address(record=record), {"step": "send", **form}).status_code == 302
        answer = self.signed_in("reviewer").post(self.address(record=record), {"step": "approve", **self.approval(record)}, follow=True)
        assert answer.status_code == 200
        assert SiteWords.objects.get(locale__language_code="sv").disclaimer == "Views sv"

    def test_what_its_own_form_would_refuse_is_told(self) -> None:
        swedish = Locale.objects.get(language_code="sv")
        Topic.objects.create(name="Fysik", slug="physics", locale=swedish)
        topic = Topic.objects.create(name="Physics", slug="physics", locale=Locale.get_default())
        (record,) = submit(topic, [swedish])
        form = self.form(load_segments(record)[0], "Fysik!")
        self.signed_in("translator").post(self.address(record=record), {"step": "send", **form})
        answer = self.signed_in("reviewer").post(self.address(record=record), {"step": "approve", **self.approval(record)})
        assert answer.status_code == 400
        assert "already exists" in answer.text
        assert open_review(record) is not None

    def test_have_no_preview(self) -> None:
        record = self.send()
        html = self.signed_in("translator").get(self.address(record=record)).text
        assert "wb-preview" not in html
        assert "no page of its own" in self.signed_in("translator").get(self.address("preview", "target", record=record)).text

    def test_stay_with_those_of_their_language(self) -> None:
        assert self.signed_in("greek").get(self.address(record=self.send())).status_code == 302
