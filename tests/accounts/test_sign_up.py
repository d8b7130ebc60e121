from __future__ import annotations

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.messages import get_messages
from django.core import mail
from django.test import Client
from django.utils.translation import gettext, override

from accounts.models import User
from tests.factories.accounts import EMAIL, another_code, latest_code, sign_in, sign_up

pytestmark = pytest.mark.django_db
CODE_PAGE = "/{}/account/confirm-email/"


@pytest.mark.parametrize("language", ["en", "sv"])
class TestJourney:
    def test_ends_signed_in_with_a_verified_address(self, client: Client, language: str) -> None:
        answer = sign_up(client, language)
        assert answer.headers["Location"] == CODE_PAGE.format(language)
        assert "_auth_user_id" not in client.session

        answer = client.post(CODE_PAGE.format(language), {"code": latest_code()})

        user = User.objects.get()
        assert answer.headers["Location"] == f"/{language}/learn/"
        assert client.session["_auth_user_id"] == str(user.pk)
        assert (user.email, user.display_name, user.language) == (EMAIL, "Łucja Przykład", language)
        assert EmailAddress.objects.get(user=user).verified

    def test_mail_is_plain_text_in_the_language_of_the_page(self, client: Client, language: str) -> None:
        sign_up(client, language)

        (message,) = mail.outbox
        with override(language):
            assert message.subject == gettext("Your code for %(site_name)s") % {"site_name": settings.SITE_NAME}
            assert gettext("Enter it on the page where you signed up. It is valid for 15 minutes.") in message.body
        assert message.to == [EMAIL]
        assert not getattr(message, "alternatives", None)

    def test_code_page_says_where_the_mail_went(self, client: Client, language: str) -> None:
        answer = client.get(sign_up(client, language).headers["Location"])

        assert EMAIL in answer.text
        assert f'lang="{language}"' in answer.text


class TestCode:
    def test_is_neither_in_an_address_nor_on_the_page_nor_in_the_subject(self, client: Client) -> None:
        answer = sign_up(client)
        code = latest_code()

        assert code not in answer.headers["Location"]
        assert code not in client.get(answer.headers["Location"]).text
        assert code not in mail.outbox[0].subject

    @pytest.mark.parametrize("spelling", ["{}", " {} ", "no hyphen", "full width"])
    def test_counts_in_any_spelling(self, client: Client, spelling: str) -> None:
        sign_up(client)
        code = latest_code()
        wide = code.translate(str.maketrans("0123456789", "０１２３４５６７８９"))
        typed = {"no hyphen": code.replace("-", ""), "full width": wide}.get(spelling, spelling.format(code))

        client.post(CODE_PAGE.format("en"), {"code": typed})

        assert "_auth_user_id" in client.session

    def test_wrong_one_is_said_and_kept_in_the_field(self, client: Client) -> None:
        sign_up(client)
        wrong = another_code()

        answer = client.post(CODE_PAGE.format("en"), {"code": wrong})

        assert answer.status_code == 200
        assert "This is not the code from the latest e-mail." in answer.text
        assert f'value="{wrong}"' in answer.text
        assert "<title>Error:" in answer.text

    def test_after_five_wrong_ones_the_right_one_is_void(self, client: Client) -> None:
        sign_up(client)
        code = latest_code()
        for _try in range(5):
            answer = client.post(CODE_PAGE.format("en"), {"code": another_code()})

        assert answer.headers["Location"] == "/en/account/login/"
        assert [str(message) for message in get_messages(answer.wsgi_request)] == [
            "Too many wrong tries. Wait five minutes, then try again."
        ]
        client.post(CODE_PAGE.format("en"), {"code": code})
        assert "_auth_user_id" not in client.session

    def test_cannot_be_used_a_second_time(self, client: Client) -> None:
        sign_up(client)
        code = latest_code()
        client.post(CODE_PAGE.format("en"), {"code": code})
        client.post("/en/account/logout/")

        answer = client.post(CODE_PAGE.format("en"), {"code": code})

        assert answer.headers["Location"] == "/en/account/login/"
        assert "_auth_user_id" not in client.session

    def test_is_of_no_use_in_another_browser(self, client: Client) -> None:
        sign_up(client)
        other = Client()

        assert other.post(CODE_PAGE.format("en"), {"code": latest_code()}).headers["Location"] == "/en/account/login/"
        assert "_auth_user_id" not in other.session

    def test_new_one_replaces_the_old(self, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
        sign_up(client)
        old = latest_code()
        monkeypatch.setattr("allauth.account.app_settings._app_settings.__class__.RATE_LIMITS", {}, raising=True)

        answer = client.post(CODE_PAGE.format("en"), {"action": "resend"}, follow=True)

        assert "A new code is on its way." in answer.text
        client.post(CODE_PAGE.format("en"), {"code": old})
        assert "_auth_user_id" not in client.session
        client.post(CODE_PAGE.format("en"), {"code": latest_code()})
        assert "_auth_user_id" in client.session


class TestMistakes:
    def test_are_said_in_words_and_what_was_typed_stays_but_not_the_password(self, client: Client) -> None:
        answer = sign_up(client, email="lucja.example.org", password1="short", is_old_enough=None)

        assert "There are 3 things to correct" in answer.text
        assert "Enter an e-mail address with an @, such as name@example.org." in answer.text
        assert "Tick the box if you are 16 or older and have read the privacy page." in answer.text
        assert 'value="Łucja Przykład"' in answer.text
        assert 'value="lucja.example.org"' in answer.text
        assert "short" not in answer.text.replace("too short", "")
        assert not User.objects.exists()

    def test_are_tied_to_their_fields(self, client: Client) -> None:
        page = sign_up(client, password1="").text

        assert '<a href="#id_password1">' in page
        assert '<span class="error" id="id_password1_error">' in page
        assert 'aria-describedby="id_password1_helptext id_password1_error"' in page
        assert 'aria-invalid="true"' in page
        assert '<div class="error-summary" role="group" aria-labelledby="errors" tabindex="-1" autofocus>' in page

    @pytest.mark.parametrize("password", ["1234567890123", "password1234", "lucja@example.org", "Łucja Przykład"])
    def test_weak_passwords_are_refused(self, client: Client, password: str) -> None:
        sign_up(client, password1=password)

        assert not User.objects.exists()

    def test_address_that_does_not_fit_is_refused_instead_of_cut(self, client: Client) -> None:
        domain = ".".join(["d" * 60] * 4)

        answer = sign_up(client, email=f"{'a' * 60}@{domain}.org")

        assert "The address is too long." in answer.text
        assert not User.objects.exists()

    @pytest.mark.parametrize("name", ["", "   ", "\u200b\u200d", "\x00"])
    def test_name_of_nothing_visible_is_refused(self, client: Client, name: str) -> None:
        assert "Enter your name." in sign_up(client, display_name=name).text
        assert not User.objects.exists()

    def test_name_with_151_characters_is_refused_and_kept(self, client: Client) -> None:
        name = "ö" * 151

        answer = sign_up(client, display_name=name)

        assert "The name has 151 characters; there is room for 150." in answer.text
        assert name in answer.text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Łucja Przykład", "Łucja Przykład"),
        ("Ελένη", "Ελένη"),
        ("李", "李"),
        ("Ada 👩🏽‍🔬", "Ada 👩🏽‍🔬"),
        ("  Åsa \t\n Öberg ", "Åsa Öberg"),
        ("Zoe\u0308", "Zoë"),
        ("o\u0308" * 150, "ö" * 150),
        ("Eve \u202elive\u202c", "Eve live"),
        ("O'Neil <b>", "O'Neil <b>"),
    ],
)
def test_names_in_any_writing_are_kept(client: Client, typed: str, kept: str) -> None:
    sign_up(client, display_name=typed)

    assert User.objects.get().display_name == kept


def test_machine_that_fills_the_trap_gets_no_account(client: Client) -> None:
    assert sign_up(client, homepage="https://example.org").status_code == 302
    assert not User.objects.exists()
    assert not mail.outbox


def test_address_is_kept_in_lower_case(client: Client) -> None:
    sign_up(client, email="LUCJA@Example.ORG")

    assert User.objects.get().email == EMAIL


def test_sign_in_before_the_code_was_entered_sends_a_new_one(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    sign_up(client)
    other = Client()
    monkeypatch.setattr("allauth.account.app_settings._app_settings.__class__.RATE_LIMITS", {}, raising=True)

    answer = sign_in(other)

    assert answer.headers["Location"] == CODE_PAGE.format("en")
    other.post(CODE_PAGE.format("en"), {"code": latest_code()})
    assert "_auth_user_id" in other.session


def test_starting_again_leads_to_an_empty_form(client: Client) -> None:
    sign_up(client)
    assert client.get("/en/account/signup/").headers["Location"] == CODE_PAGE.format("en")

    answer = client.post("/en/account/logout/", {"next": "/en/account/signup/"}, follow=True)

    assert "Create an account" in answer.text
