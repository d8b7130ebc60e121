from __future__ import annotations

import logging
import uuid
from typing import Any

import pytest
from django.conf import settings
from django.core import signing
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from accounts import merging
from accounts.learners import SALT, Learner, ensure_learner, get_learner
from accounts.merging import adopt_guests, merge_guest, merges_guests
from accounts.middleware import GuestMiddleware
from accounts.models import Guest, User
from tests.factories.accounts import latest_code, make_user, sign_in, sign_up

pytestmark = pytest.mark.django_db
COOKIE = settings.GUEST_COOKIE_NAME


class Merges:
    """A registered merge that remembers its calls and can be made to fail."""

    def __init__(self) -> None:
        self.calls: list[tuple[Guest, User]] = []
        self.is_broken = False

    def __call__(self, guest: Guest, user: User) -> list[str]:
        # Something written before the failure: the transaction has to take it back.
        User.objects.filter(pk=user.pk).update(display_name="Changed by the merge")
        if self.is_broken:
            raise RuntimeError("The merge is broken.")
        self.calls.append((guest, user))
        return ["2 lessons were kept."]


@pytest.fixture
def merges(monkeypatch: pytest.MonkeyPatch) -> Merges:
    monkeypatch.setattr(merging, "_merges", [])
    fake = Merges()
    merges_guests(fake)
    return fake


def cookie_of(guest: Guest) -> str:
    return signing.dumps(str(guest.pk), salt=SALT)


def request_with(cookie: str | None = None, user: Any = None) -> HttpRequest:
    request = RequestFactory().get("/en/learn/")
    request.user = user or type("Nobody", (), {"is_authenticated": False})()
    if cookie is not None:
        request.COOKIES[COOKIE] = cookie
    return request


def answered(request: HttpRequest, learn: Any = get_learner) -> HttpResponse:
    """The answer of a view that asks who is learning, as it leaves the middleware."""

    def view(request: HttpRequest) -> HttpResponse:
        learn(request)
        return HttpResponse()

    return GuestMiddleware(view)(request)


class TestCookie:
    def test_leads_to_its_guest(self) -> None:
        guest = Guest.objects.create()

        assert get_learner(request_with(cookie_of(guest))) == Learner(guest=guest)

    def test_is_sent_to_a_new_guest_and_not_readable_by_scripts(self) -> None:
        cookie = answered(request_with(), ensure_learner).cookies[COOKIE]

        assert Guest.objects.filter(pk=signing.loads(cookie.value, salt=SALT)).exists()
        assert (cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, "Lax", "/")

    def test_is_not_made_for_somebody_who_only_reads(self) -> None:
        assert COOKIE not in answered(request_with()).cookies
        assert not Guest.objects.exists()

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "x",
            "a:b:c",
            str(uuid.uuid4()),
            signing.dumps("no uuid", salt=SALT),
            signing.dumps({"a": 1}, salt=SALT),
            signing.dumps(7, salt=SALT),
            "é" * 5000,
        ],
        # Named: signatures hold the time, and two processes of one run must collect the same tests.
        ids=["empty", "letter", "three parts", "unsigned", "no uuid", "an object", "a number", "long"],
    )
    def test_that_was_tampered_with_is_nobody_and_is_taken_back(self, value: str) -> None:
        request = request_with(value)

        answer = answered(request)

        assert get_learner(request) is None
        assert answer.cookies[COOKIE]["max-age"] == 0

    def test_signed_for_something_else_is_nobody(self) -> None:
        assert get_learner(request_with(signing.dumps(str(Guest.objects.create().pk), salt="other"))) is None

    def test_that_is_too_old_is_nobody_and_is_taken_back(self, settings: Any) -> None:
        cookie = cookie_of(Guest.objects.create())
        settings.GUEST_COOKIE_AGE = -1

        assert answered(request_with(cookie)).cookies[COOKIE]["max-age"] == 0

    def test_of_a_merged_guest_is_nobody_and_is_taken_back(self) -> None:
        guest = Guest.objects.create(merged_into=make_user())
        request = request_with(cookie_of(guest))

        assert answered(request).cookies[COOKIE]["max-age"] == 0
        assert get_learner(request) is None

    def test_that_is_bad_gives_way_to_a_new_guest(self) -> None:
        answer = answered(request_with("tampered"), ensure_learner)

        assert answer.cookies[COOKIE].value
        assert Guest.objects.count() == 1

    def test_is_not_looked_at_for_an_account(self) -> None:
        user = make_user()

        assert get_learner(request_with("tampered", user)) == Learner(user=user)

    def test_of_a_secure_site_is_deleted_as_a_secure_one(self, settings: Any) -> None:
        settings.GUEST_COOKIE_NAME = "__Host-guest"
        request = request_with()
        request.COOKIES["__Host-guest"] = "tampered"

        assert answered(request).cookies["__Host-guest"]["secure"]


class TestSignIn:
    def test_merges_once_and_takes_the_cookie_back(self, client: Client, merges: Merges) -> None:
        user, guest = make_user(), Guest.objects.create()
        client.cookies[COOKIE] = cookie_of(guest)

        answer = sign_in(client)

        guest.refresh_from_db()
        assert merges.calls == [(guest, user)]
        assert guest.merged_into == user
        assert guest.merged_at is not None
        assert answer.cookies[COOKIE]["max-age"] == 0

    def test_says_what_was_kept(self, client: Client, merges: Merges) -> None:
        make_user()
        client.cookies[COOKIE] = cookie_of(Guest.objects.create())
        sign_in(client)

        assert "2 lessons were kept." in client.get("/en/account/email/").text

    def test_after_sign_up_merges_when_the_code_was_entered(self, client: Client, merges: Merges) -> None:
        guest = Guest.objects.create()
        client.cookies[COOKIE] = cookie_of(guest)
        sign_up(client)
        assert not merges.calls

        client.post("/en/account/confirm-email/", {"code": latest_code()})

        assert merges.calls == [(guest, User.objects.get())]
        assert client.cookies[COOKIE].value == ""

    def test_with_a_tampered_cookie_takes_it_back(self, client: Client, merges: Merges) -> None:
        make_user()
        client.cookies[COOKIE] = "tampered"

        assert sign_in(client).cookies[COOKIE]["max-age"] == 0
        assert not merges.calls

    def test_without_a_guest_sends_no_cookie(self, client: Client, merges: Merges) -> None:
        make_user()

        assert COOKIE not in sign_in(client).cookies

    def test_of_the_next_person_at_the_computer_finds_nothing_to_merge(self, client: Client, merges: Merges) -> None:
        make_user()
        make_user("next@example.org")
        cookie = cookie_of(Guest.objects.create())
        client.cookies[COOKIE] = cookie
        sign_in(client)
        client.post("/en/account/logout/")

        # Even if the browser had kept it.
        client.cookies[COOKIE] = cookie
        sign_in(client, login="next@example.org")

        assert len(merges.calls) == 1

    def test_in_a_second_browser_with_the_same_guest_merges_nothing_twice(self, merges: Merges) -> None:
        make_user()
        cookie = cookie_of(Guest.objects.create())
        for browser in (Client(), Client()):
            browser.cookies[COOKIE] = cookie
            sign_in(browser)
            assert "_auth_user_id" in browser.session

        assert len(merges.calls) == 1

    def test_in_two_browsers_with_a_guest_each_merges_both(self, merges: Merges) -> None:
        make_user()
        guests = [Guest.objects.create(), Guest.objects.create()]
        for guest in guests:
            browser = Client()
            browser.cookies[COOKIE] = cookie_of(guest)
            sign_in(browser)

        assert [guest for guest, _user in merges.calls] == guests


class TestSignOut:
    def test_does_not_bring_the_guest_back(self, client: Client, merges: Merges) -> None:
        make_user()
        guest = Guest.objects.create()
        client.cookies[COOKIE] = cookie_of(guest)
        sign_in(client)

        answer = client.post("/en/account/logout/")

        assert COOKIE not in answer.cookies
        assert client.cookies[COOKIE].value == ""
        assert get_learner(request_with(cookie_of(guest))) is None


class TestFailingMerge:
    def test_stops_nobody_from_signing_in_and_says_so(self, client: Client, merges: Merges, caplog: pytest.LogCaptureFixture) -> None:
        make_user()
        merges.is_broken = True
        client.cookies[COOKIE] = cookie_of(Guest.objects.create())

        with caplog.at_level(logging.ERROR):
            sign_in(client)

        assert "_auth_user_id" in client.session
        assert "could not be added to your account now. It is kept;" in client.get("/en/account/email/").text
        assert "could not be merged" in caplog.text
        assert "example.org" not in caplog.text

    def test_takes_back_what_it_had_written(self, merges: Merges) -> None:
        user, guest = make_user(), Guest.objects.create()
        merges.is_broken = True

        adopt_guests(guest_id=guest.pk, user=user)

        user.refresh_from_db()
        guest.refresh_from_db()
        assert user.display_name == "Łucja Przykład"
        assert guest.merged_at is None

    def test_keeps_the_guest_for_the_account_and_from_everybody_else(self, merges: Merges) -> None:
        user, other, guest = make_user(), make_user("next@example.org"), Guest.objects.create()
        merges.is_broken = True
        adopt_guests(guest_id=guest.pk, user=user)
        merges.is_broken = False

        adopt_guests(guest_id=guest.pk, user=other)

        assert not merges.calls
        assert merge_guest(guest_id=guest.pk, user=other) == []
        assert get_learner(request_with(cookie_of(guest))) is None

    def test_is_tried_again_at_the_next_sign_in_without_the_cookie(self, merges: Merges) -> None:
        user, guest = make_user(), Guest.objects.create()
        merges.is_broken = True
        adopt_guests(guest_id=guest.pk, user=user)
        merges.is_broken = False
        elsewhere = Client()

        sign_in(elsewhere)

        assert merges.calls == [(guest, user)]

    def test_of_one_guest_does_not_hold_up_another(self, merges: Merges, monkeypatch: pytest.MonkeyPatch) -> None:
        user = make_user()
        broken, whole = Guest.objects.create(merged_into=user), Guest.objects.create()

        def merge(guest: Guest, user: User) -> list[str]:
            if guest == broken:
                raise RuntimeError
            return ["kept"]

        monkeypatch.setattr(merging, "_merges", [merge])

        adoption = adopt_guests(guest_id=whole.pk, user=user)

        assert (adoption.sentences, adoption.is_complete) == (("kept",), False)


def test_merge_of_an_unknown_guest_does_nothing(merges: Merges) -> None:
    assert merge_guest(guest_id=uuid.uuid4(), user=make_user()) == []
    assert not merges.calls


def test_guests_row_is_locked_before_it_is_read(merges: Merges) -> None:
    user, guest = make_user(), Guest.objects.create()
    with CaptureQueriesContext(connection) as queries:
        merge_guest(guest_id=guest.pk, user=user)

    reads = [query["sql"] for query in queries if query["sql"].startswith("SELECT")]
    assert ["accounts_guest" in sql for sql in reads] == [True, False]
    assert all("FOR UPDATE" in sql for sql in reads) == connection.features.has_select_for_update
