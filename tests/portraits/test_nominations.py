"""Nominating: the form, the person's answer, and the editors' steps."""

from __future__ import annotations

import time

import pytest
from django.core import mail, signing
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.services import make_demo_accounts
from portraits.duplicates import same_person
from portraits.forms.nominations import SALT
from portraits.models import Nomination, PortraitPage
from portraits.models.nominations import TIME_TO_ANSWER
from portraits.services import nominations as services
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, make_tree

State = Nomination.State


def answers(**changes: str) -> dict[str, str]:
    shown_at = signing.dumps(int(time.time()) - 60, salt=SALT)
    fields = {
        "name": "Agnes Exempla",
        "work": "She maps how roots find water.",
        "sources": "https://example.org/agnes",
        "country": "SE",
        "is_living": "yes",
        "person_email": "agnes@example.org",
        "nominator_name": "",
        "nominator_email": "Reader@Example.org",
        "homepage": "",
        "shown_at": shown_at,
    }
    return fields | changes


@pytest.fixture
def gallery(en):
    return PortraitIndexPageFactory(parent=make_tree(en).home, locale=en)


def nominate(**changes) -> Nomination:
    fields = {
        "name": "Agnes Exempla",
        "work": "She maps how roots find water.",
        "sources": "https://example.org/agnes",
        "is_living": True,
        "person_email": "agnes@example.org",
        "nominator_email": "reader@example.org",
    }
    return services.receive_nomination(fields=fields | changes, language="sv")


class TestNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Maria Skłodowska-Curie", "maria sklodowska curie"),
            ("Curie, Marie", "Marie Curie"),
            ("Katalin Karikó", "Katalin Kariko"),
            ("Katherine Johnson", "Kathrine Johnson"),
            ("May-Britt Moser", "May Britt Andersen Moser"),
        ],
    )
    def test_are_one_persons(self, one, other):
        assert same_person(one, other)
        assert same_person(other, one)

    @pytest.mark.parametrize(
        ("one", "other"), [("Ada Lovelace", "Ada Yonath"), ("Maria Spiropulu", "Maria Goeppert Mayer"), ("Ada", "Ada Lovelace"), ("", "")]
    )
    def test_are_two_persons(self, one, other):
        assert not same_person(one, other)
        assert not same_person(other, one)


class TestTheForm:
    def send(self, client, **changes):
        return client.post("/en/portraits/nominate/", answers(**changes))

    def test_keeps_a_proposal_and_thanks_by_mail(self, client, gallery, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            response = self.send(client)
        assert response.url == "/en/portraits/nominate/thanks/"
        nomination = Nomination.objects.get()
        assert (nomination.name, nomination.nominator_email, nomination.state) == ("Agnes Exempla", "reader@example.org", State.RECEIVED)
        assert [message.to for message in mail.outbox] == [["reader@example.org"]]

    def test_sent_twice_is_one_proposal_and_one_mail(self, client, gallery, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            self.send(client)
            self.send(client)
        assert Nomination.objects.count() == 1
        assert len(mail.outbox) == 1

    def test_says_what_is_missing_and_keeps_what_was_typed(self, client, gallery):
        response = self.send(client, sources="", is_living="")
        html = response.content.decode()
        assert response.status_code == 422
        assert "Name at least one place where one can read about her." in html
        assert "Say whether she is living." in html
        assert "She maps how roots find water." in html

    def test_shows_the_portrait_that_exists_and_takes_the_proposal_all_the_same(self, client, gallery):
        PortraitPageFactory(parent=gallery, title="Katalin Karikó", slug="katalin-kariko", locale=gallery.locale)
        response = self.send(client, name="Katalin Kariko")
        html = response.content.decode()
        assert '<a href="/en/portraits/katalin-kariko/" lang="en">Katalin Karikó</a>' in html
        assert not Nomination.objects.exists()
        seen = response.context["form"]["seen"].value()
        assert self.send(client, name="Katalin Kariko", seen=seen).status_code == 302
        assert Nomination.objects.count() == 1

    def test_says_nothing_of_drafts(self, client, gallery):
        PortraitPageFactory(parent=gallery, title="Agnes Exempla", slug="agnes", live=False, locale=gallery.locale)
        assert self.send(client).status_code == 302

    @pytest.mark.parametrize("changes", [{"homepage": "https://spam.example"}, {"shown_at": ""}, {"shown_at": "made-up"}])
    def test_drops_what_machines_send(self, client, gallery, changes):
        assert self.send(client, **changes).status_code == 302
        assert not Nomination.objects.exists()

    def test_drops_what_comes_back_at_once(self, client, gallery):
        assert self.send(client, shown_at=signing.dumps(int(time.time()), salt=SALT)).status_code == 302
        assert not Nomination.objects.exists()

    def test_the_address_of_the_dead_is_not_kept(self, client, gallery):
        self.send(client, is_living="no")
        assert Nomination.objects.get().person_email == ""

    def test_too_many_from_one_network_are_told_to_wait(self, client, gallery, settings):
        settings.ACCOUNT_RATE_LIMITS = {**settings.ACCOUNT_RATE_LIMITS, "nominate": "1/h/ip"}
        self.send(client)
        response = self.send(client, name="Beata Exempla")
        assert response.status_code == 429
        assert "Beata Exempla" in response.content.decode()

    @pytest.mark.parametrize("code", ["en", "sv", "el"])
    def test_is_nobodys_to_keep(self, client, gallery, code):
        response = client.get(f"/{code}/portraits/nominate/")
        assert response.status_code == 200
        assert response["Cache-Control"] == "private, no-store"


class TestTheAnswer:
    def asked(self) -> Nomination:
        return services.ask_for_consent(nomination=nominate())

    def test_the_person_gets_a_link_that_only_she_has(self, gallery, django_capture_on_commit_callbacks):
        with django_capture_on_commit_callbacks(execute=True):
            nomination = self.asked()
        message = next(message for message in mail.outbox if message.to == ["agnes@example.org"])
        assert f"/sv/portraits/nominate/answer/{nomination.consent_token}/" in message.body
        assert not any(nomination.consent_token in message.body for message in mail.outbox if message.to != ["agnes@example.org"])

    def test_opening_the_link_decides_nothing(self, client, gallery):
        nomination = self.asked()
        response = client.get(f"/en/portraits/nominate/answer/{nomination.consent_token}/")
        nomination.refresh_from_db()
        assert response["Referrer-Policy"] == "no-referrer"
        assert nomination.state == State.ASKED

    @pytest.mark.parametrize(("answer", "state", "address"), [("yes", State.CONSENTED, "agnes@example.org"), ("no", State.DECLINED, "")])
    def test_counts_once(self, client, gallery, answer, state, address):
        nomination = self.asked()
        url = f"/en/portraits/nominate/answer/{nomination.consent_token}/"
        client.post(url, {"answer": answer})
        client.post(url, {"answer": "no" if answer == "yes" else "yes"})
        nomination.refresh_from_db()
        assert (nomination.state, nomination.person_email) == (state, address)

    def test_comes_too_late_after_sixty_days(self, client, gallery):
        nomination = self.asked()
        Nomination.objects.update(asked_at=timezone.now() - TIME_TO_ANSWER - TIME_TO_ANSWER)
        response = client.post(f"/en/portraits/nominate/answer/{nomination.consent_token}/", {"answer": "yes"})
        nomination.refresh_from_db()
        assert nomination.state == State.ASKED
        assert "This invitation has been answered or has expired." in response.content.decode()

    def test_nobody_without_the_link_finds_the_page(self, client, gallery):
        self.asked()
        assert client.get("/en/portraits/nominate/answer/guess/").status_code == 404

    def test_nobody_answers_who_was_not_asked(self, gallery):
        with pytest.raises(services.NotPossibleError):
            services.answer_invitation(nomination=nominate(), agrees=True)


class TestPromises:
    """What the mails and pages say is held."""

    def test_nobody_is_written_to_twice(self, gallery):
        nomination = services.ask_for_consent(nomination=nominate())
        Nomination.objects.update(asked_at=timezone.now() - TIME_TO_ANSWER - TIME_TO_ANSWER)
        with pytest.raises(services.NotPossibleError):
            services.ask_for_consent(nomination=nomination)
        with pytest.raises(services.NotPossibleError):
            services.ask_for_consent(nomination=nominate(nominator_email="another@example.org"))

    @pytest.mark.parametrize("is_living", [True, False])
    def test_who_has_declined_gets_no_portrait(self, gallery, is_living):
        asked = services.ask_for_consent(nomination=nominate())
        services.answer_invitation(nomination=asked, agrees=False)
        again = nominate(nominator_email="another@example.org", is_living=is_living)
        with pytest.raises(services.NotPossibleError):
            services.ask_for_consent(nomination=again)
        with pytest.raises(services.NotPossibleError):
            services.draft_portrait(nomination=again, editor=None)

    def test_who_changes_her_mind_is_heard_while_it_is_written(self, gallery):
        nomination = nominate(is_living=False)
        services.draft_portrait(nomination=nomination, editor=None)
        assert services.refuse_nomination(nomination=nomination, note="She does not want it.").state == State.REFUSED

    def test_an_address_without_an_answer_goes_when_the_invitation_lapses(self, gallery):
        services.ask_for_consent(nomination=nominate())
        services.forget_nominators()
        assert Nomination.objects.get().person_email
        Nomination.objects.update(asked_at=timezone.now() - TIME_TO_ANSWER - TIME_TO_ANSWER)
        services.forget_nominators()
        assert not Nomination.objects.get().person_email

    @pytest.mark.parametrize("path", ["a%00b", "x" * 65])
    def test_what_is_no_token_is_not_found(self, client, gallery, path):
        assert client.get(f"/en/portraits/nominate/answer/{path}/").status_code == 404


class TestTheSteps:
    @pytest.fixture
    def editor(self, gallery):
        make_demo_accounts()
        return User.objects.get(email="editor@example.org")

    def test_nothing_is_written_about_the_living_without_consent(self, editor):
        with pytest.raises(services.NotPossibleError):
            services.draft_portrait(nomination=nominate(), editor=editor)
        assert not PortraitPage.objects.exists()

    def test_a_draft_is_made_once_and_is_not_public(self, client, editor):
        nomination = nominate(is_living=False, person_email="")
        page = services.draft_portrait(nomination=nomination, editor=editor)
        assert services.draft_portrait(nomination=nomination, editor=editor) == page
        assert (page.title, page.slug, page.live) == ("Agnes Exempla", "agnes-exempla", False)
        assert client.get("/en/portraits/agnes-exempla/").status_code == 404

    def test_a_taken_address_gets_a_number(self, gallery, editor):
        PortraitPageFactory(parent=gallery, title="Another", slug="agnes-exempla", locale=gallery.locale)
        assert services.draft_portrait(nomination=nominate(is_living=False), editor=editor).slug == "agnes-exempla-2"

    def test_the_nominator_hears_when_it_is_published_once(self, editor, django_capture_on_commit_callbacks):
        nomination = nominate(is_living=False)
        page = services.draft_portrait(nomination=nomination, editor=editor)
        page.occupation = "Ecologist"
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
            page.save_revision().publish()
        nomination.refresh_from_db()
        assert nomination.state == State.PUBLISHED
        assert len([message for message in mail.outbox if page.full_url in message.body]) == 1

    def test_a_refusal_gives_its_reason_and_forgets_the_address(self, gallery, django_capture_on_commit_callbacks):
        nomination = nominate()
        with django_capture_on_commit_callbacks(execute=True):
            nomination = services.refuse_nomination(nomination=nomination, note="There is too little to read.")
        assert (nomination.state, nomination.person_email) == (State.REFUSED, "")
        assert "There is too little to read." in mail.outbox[-1].body

    def test_a_year_later_nobody_knows_who_nominated(self, gallery):
        services.refuse_nomination(nomination=nominate(), note="")
        assert services.forget_nominators() == 0
        Nomination.objects.update(changed_at=timezone.now() - services.TIME_TO_FORGET - services.TIME_TO_FORGET)
        assert services.forget_nominators() == 1
        assert Nomination.objects.get().nominator_email == ""

    def test_editors_lead_a_nomination_on(self, client, editor):
        nomination = nominate()
        client.force_login(editor)
        listing = client.get(reverse("nominations:index")).content.decode()
        assert reverse("nominations:inspect", args=[nomination.pk]) in listing
        assert "Ask her for consent" in client.get(reverse("nominations:inspect", args=[nomination.pk])).content.decode()
        client.post(reverse("nominations:step", args=[nomination.pk]), {"step": "ask"})
        client.post(reverse("nominations:step", args=[nomination.pk]), {"step": "draft"})
        nomination.refresh_from_db()
        assert (nomination.state, nomination.portrait) == (State.ASKED, None)

    @pytest.mark.parametrize("name", ["translator-sv", "reviewer-sv", "coordinator", "learner"])
    def test_others_see_nothing_and_change_nothing(self, client, editor, name):
        nomination = nominate()
        client.force_login(User.objects.get(email=f"{name}@example.org"))
        for url in (reverse("nominations:index"), reverse("nominations:inspect", args=[nomination.pk])):
            assert "agnes@example.org" not in client.get(url, follow=True).content.decode()
        client.post(reverse("nominations:step", args=[nomination.pk]), {"step": "refuse"})
        nomination.refresh_from_db()
        assert nomination.state == State.RECEIVED
