"""Runs inside Django: finds what is measured, counts its queries, and makes attempts that are ready to be submitted. Prints JSON."""

from __future__ import annotations

import json
import sys
import uuid
from pathlib import Path
from urllib.parse import urlencode

import django

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
django.setup()

from django.conf import settings  # noqa: E402
from django.core import signing  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from django.urls import reverse  # noqa: E402
from django.utils import translation  # noqa: E402

from accounts.learners import SALT  # noqa: E402
from accounts.models import Guest  # noqa: E402
from courses.models import Attempt, LessonPage  # noqa: E402
from courses.presenting import form_version, present_quiz  # noqa: E402
from courses.services.quizzes import live_quiz, record_wording  # noqa: E402

CSRF = "a" * 32  # a valid secret: the token in the form may be the secret itself


def main(attempts: int) -> None:
    translation.activate("en")
    lesson = next(page for page in LessonPage.objects.live().filter(locale__language_code="en").order_by("path") if quiz_ids(page))
    ready = make_attempts(lesson, quiz_ids(lesson)[0], attempts)
    client = Client(headers={"host": "127.0.0.1"})
    counted = {}
    sizes = {}
    paths = {
        "front page": "/en/?anew",
        "front page, kept": "/en/",
        "lesson": f"{lesson.url}?anew",
        "lesson, kept": lesson.url,
        "constant bytes": "/constant/",
    }
    for name, path in paths.items():
        client.get(path)
        with CaptureQueriesContext(connection) as queries:
            response = client.get(path)
        if response.status_code != 200:
            raise SystemExit(f"{path} answered {response.status_code}")
        counted[name], sizes[name] = len(queries), len(response.content)
    for item in (ready.pop(), ready.pop()):  # the first one warms up
        client.cookies.load({settings.CSRF_COOKIE_NAME: CSRF, settings.GUEST_COOKIE_NAME: item["guest"]})
        with CaptureQueriesContext(connection) as queries:
            response = client.post(item["path"], data=item["body"], content_type="application/x-www-form-urlencoded")
        if response.status_code != 302 or Attempt.objects.get(pk=item["attempt"]).is_open:
            raise SystemExit(f"The submission was answered with {response.status_code} and not graded.")
    counted["submission"], sizes["submission"] = len(queries), len(response.content)
    lines = [
        f"{item['path']}\t{settings.CSRF_COOKIE_NAME}={CSRF}; {settings.GUEST_COOKIE_NAME}={item['guest']}\t{item['body']}"
        for item in ready
    ]
    print(json.dumps({"paths": paths, "queries": counted, "bytes": sizes, "submissions": lines}))


def quiz_ids(page: LessonPage) -> list[uuid.UUID]:
    return [uuid.UUID(block.id) for block in page.body if block.block_type == "quiz"]


def make_attempts(lesson: LessonPage, quiz_id: uuid.UUID, number: int) -> list[dict[str, str]]:
    """That many guests with one open attempt each, and the form each of them would send."""
    quiz = live_quiz(lesson.translation_key, quiz_id)
    wording = record_wording(quiz, quiz.source)
    guests = Guest.objects.bulk_create(Guest() for _ in range(number))
    identity = {
        "page_key": quiz.page_key,
        "quiz_id": quiz_id,
        "version": wording.version,
        "wording": wording,
        "number": 1,
        "language": "en",
    }
    rows = Attempt.objects.bulk_create(Attempt(guest=guest, **identity) for guest in guests)
    return [
        {
            "attempt": str(row.pk),
            "path": reverse("courses:attempt", kwargs={"attempt_id": row.pk}),
            "guest": signing.dumps(str(row.guest_id), salt=SALT),
            "body": urlencode(
                [("csrfmiddlewaretoken", CSRF), ("do", "submit"), ("version", form_version(quiz.spec)), *form(quiz.source.value, row)]
            ),
        }
        for row in rows
    ]


def form(value, attempt: Attempt) -> list[tuple[str, str]]:  # noqa: ANN001
    """The first choice everywhere, and a number where one is asked for."""
    fields = []
    for question in present_quiz(value, attempt):
        fields.append(("asked", question.id))
        if question.controls:
            fields += [(control.name, next(c.value for c in control.choices if c.value)) for control in question.controls]
        elif question.choices:
            fields.append((question.name, question.choices[0].value))
        else:
            fields.append((question.name, "22"))
    return fields


if __name__ == "__main__":
    main(int(sys.argv[1]))
