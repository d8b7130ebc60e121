from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core import signing
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from accounts.learners import SALT, Learner
from accounts.models import Guest
from courses.models import Attempt, LessonProgress
from tests.courses.test_attempts import begin
from tests.courses.test_quiz_views import begin as begin_in_browser
from tests.factories.courses import make_tree, make_user

pytestmark = pytest.mark.django_db
COOKIE = settings.GUEST_COOKIE_NAME


def days_ago(days: int) -> datetime:
    return timezone.now() - timedelta(days=days)


def test_guests_are_deleted_when_nobody_can_reach_them_any_more() -> None:
    tree = make_tree()
    old, young, merged = (Guest.objects.create() for _ in range(3))
    for guest in (old, young):
        begin(tree, Learner(guest=guest))
    Guest.objects.filter(pk__in=[old.pk, merged.pk]).update(last_seen_at=days_ago(181))
    Guest.objects.filter(pk=merged.pk).update(merged_into=make_user())
    call_command("delete_old_guests", verbosity=0)
    assert set(Guest.objects.all()) == {young, merged}
    assert Attempt.objects.get().guest == young
    assert LessonProgress.objects.get().guest == young


def test_a_guest_made_long_ago_who_still_learns_is_kept() -> None:
    guest = Guest.objects.create(last_seen_at=days_ago(179))
    Guest.objects.update(created_at=days_ago(400))
    call_command("delete_old_guests", verbosity=0)
    assert Guest.objects.get() == guest


class TestCookie:
    @pytest.fixture
    def guest(self) -> Guest:
        return Guest.objects.create(last_seen_at=days_ago(2))

    @pytest.fixture
    def browser(self, guest: Guest) -> Client:
        client = Client()
        client.cookies[COOKIE] = signing.dumps(str(guest.pk), salt=SALT)
        return client

    def test_is_sent_again_when_something_is_saved(self, browser: Client, guest: Guest) -> None:
        answer = browser.post(f"/en/learn/lesson/{make_tree().key}/")
        guest.refresh_from_db()
        assert answer.cookies[COOKIE]["max-age"] == settings.GUEST_COOKIE_AGE
        assert signing.loads(answer.cookies[COOKIE].value, salt=SALT) == str(guest.pk)
        assert timezone.now() - guest.last_seen_at < timedelta(minutes=1)

    def test_is_sent_again_when_an_answer_is_saved(self, browser: Client, guest: Guest) -> None:
        tree = make_tree()
        begin_in_browser(browser, tree)
        Guest.objects.update(last_seen_at=days_ago(2))
        answer = browser.post(f"/en/learn/attempt/{Attempt.objects.get().pk}/", {"do": "autosave"})
        assert answer.cookies[COOKIE].value

    def test_is_sent_once_a_day(self, browser: Client) -> None:
        tree = make_tree()
        begin_in_browser(browser, tree)
        assert COOKIE not in browser.post(f"/en/learn/lesson/{tree.key}/").cookies

    def test_is_not_sent_for_reading(self, browser: Client, guest: Guest) -> None:
        assert COOKIE not in browser.get("/en/learn/").cookies
        assert Guest.objects.get().last_seen_at == guest.last_seen_at

    def test_is_not_sent_when_nothing_was_found_to_save(self, browser: Client, guest: Guest) -> None:
        assert COOKIE not in browser.post("/en/learn/lesson/6b0e1d0e-6f3c-4f7e-9a55-0c6c9b6f2d10/").cookies
        assert Guest.objects.get().last_seen_at == guest.last_seen_at


def test_guests_from_before_count_from_the_day_they_were_made() -> None:
    Guest.objects.create()
    Guest.objects.update(created_at=days_ago(30))
    migration: Any = import_module("accounts.migrations.0002_guest_last_seen_at")
    migration.start_from_creation(apps, None)
    guest = Guest.objects.get()
    assert guest.last_seen_at == guest.created_at
