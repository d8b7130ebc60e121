from __future__ import annotations

import pytest
from django.test import Client

from accounts.learners import Learner
from courses.models import Certificate
from courses.services.certificates import award_certificate
from courses.services.progress import complete_lesson
from courses.views.certificates import tidy_serial
from tests.courses.test_attempts import begin, submit
from tests.courses.test_quiz_views import address
from tests.factories.courses import RIGHT, Tree, make_tree, make_user


@pytest.fixture
def tree(db: None) -> Tree:
    return make_tree()


@pytest.fixture
def learner(tree: Tree) -> Learner:
    return Learner(user=make_user())


@pytest.fixture
def certificate(tree: Tree, learner: Learner) -> Certificate:
    for lesson in (tree.lesson, tree.second):
        complete_lesson(learner=learner, lesson=lesson)
    submit(begin(tree, learner), learner, RIGHT)
    return Certificate.objects.get()


def test_the_last_thing_missing_brings_the_certificate(tree: Tree, learner: Learner) -> None:
    submit(begin(tree, learner), learner, RIGHT)
    complete_lesson(learner=learner, lesson=tree.lesson)
    assert not Certificate.objects.exists()
    complete_lesson(learner=learner, lesson=tree.second)
    assert Certificate.objects.get().facts["learner"] == "Ingrid Exempel"


def test_a_failed_quiz_brings_none_and_the_best_attempt_counts(tree: Tree, learner: Learner) -> None:
    for lesson in (tree.lesson, tree.second):
        complete_lesson(learner=learner, lesson=lesson)
    submit(begin(tree, learner), learner, {}, accepts_gaps=True)
    assert not Certificate.objects.exists()
    submit(begin(tree, learner), learner, RIGHT)
    assert Certificate.objects.count() == 1
    submit(begin(tree, learner), learner, {}, accepts_gaps=True)
    assert Certificate.objects.count() == 1


def test_it_is_issued_once(tree: Tree, learner: Learner, certificate: Certificate) -> None:
    assert learner.user
    assert award_certificate(user=learner.user, course=tree.course) == certificate


def test_a_course_without_certificate_gives_none(tree: Tree, learner: Learner) -> None:
    tree.course.has_certificate = False
    tree.course.save_revision().publish()
    for lesson in (tree.lesson, tree.second):
        complete_lesson(learner=learner, lesson=lesson)
    submit(begin(tree, learner), learner, RIGHT)
    assert not Certificate.objects.exists()


def test_its_facts_are_frozen(tree: Tree, learner: Learner, certificate: Certificate) -> None:
    tree.course.title = "Renamed"
    tree.course.save_revision().publish()
    assert learner.user
    learner.user.display_name = "Somebody Else"
    learner.user.save()
    certificate.refresh_from_db()
    assert certificate.facts["languages"]["en"]["title"] == "Teach"
    assert certificate.facts["learner"] == "Ingrid Exempel"


ELEMENTS = [
    "Learner",
    "Title",
    "Country of issuer",
    "Awarding body",
    "Date of award",
    "Learning outcomes",
    "Notional workload",
    "EQF level",
    "Type of assessment",
    "Form of participation",
    "Quality assurance",
]


def test_the_page_carries_the_eleven_elements_and_says_what_it_is_not(client: Client, learner: Learner, certificate: Certificate) -> None:
    client.force_login(learner.user)
    text = client.get(address("certificate", serial=certificate.serial)).content.decode()
    for element in ELEMENTS:
        assert f"<dt>{element}</dt>" in text
    assert "unsupervised, identity not verified" in text
    assert "no ECTS awarded" in text
    assert 'class="qr"' in text
    assert " style=" not in text


def test_only_its_owner_opens_it(client: Client, learner: Learner, certificate: Certificate) -> None:
    target = address("certificate", serial=certificate.serial)
    assert client.get(target).status_code == 404
    client.force_login(make_user("eve@example.org"))
    assert client.get(target).status_code == 404


@pytest.mark.parametrize("language", ["en", "sv", "el"])
def test_anybody_with_the_number_can_check_it(client: Client, certificate: Certificate, language: str) -> None:
    response = client.get(address("verified", language, serial=certificate.serial))
    text = response.content.decode()
    assert response.status_code == 200
    assert "Ingrid Exempel" in text
    assert ("Teach sv" if language == "sv" else "Teach") in text
    assert "ingrid@example.org" not in text
    assert not response.cookies


def test_the_number_may_be_typed_as_people_type(client: Client, certificate: Certificate) -> None:
    typed = certificate.serial.lower().replace("-", " ").replace("0", "o")
    response = client.get(address("verify"), {"number": typed})
    assert response["Location"] == address("verified", serial=certificate.serial)


@pytest.mark.parametrize("typed", ["WU-1", "x" * 5000, "🙂", "WU-0000-0000-0000-0000", "'; drop table"])
def test_an_unknown_number_is_answered_in_words(client: Client, certificate: Certificate, typed: str) -> None:
    response = client.get(address("verify"), {"number": typed})
    assert response.status_code == 404
    assert "There is no certificate with this number" in response.content.decode()


def test_serials_are_tidied() -> None:
    assert tidy_serial("wu 0123 4567 89ab cdef") == "WU-0123-4567-89AB-CDEF"
    assert tidy_serial("WU-OIL3-4567-89AB-CDEF") == "WU-0113-4567-89AB-CDEF"
    assert tidy_serial("U" * 16) == ""
