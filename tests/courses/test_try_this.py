"""Something to try: a student does not teach."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common.enums import Audience
from courses.models import CoursePage, LessonPage
from tests.factories.pages import make_tree

LESSON = "/en/courses/training/module-1/lesson-1-1/"


@pytest.mark.parametrize(("audience", "words"), [(Audience.HE_STAFF, "Try this in your teaching"), (Audience.STUDENTS, "Try this")])
def test_is_said_to_those_whom_the_course_is_for(client: Client, en, audience, words):
    make_tree(en)
    CoursePage.objects.update(audience=audience)
    assert f"<span>{words}</span>" in client.get(LESSON).content.decode()


def test_costs_no_query(client: Client, en):
    lesson = make_tree(en).lessons[0]

    def cost() -> int:
        client.get(LESSON)
        with CaptureQueriesContext(connection) as queries:
            client.get(LESSON)
        return len(queries)

    with_it = cost()
    LessonPage.objects.filter(pk=lesson.pk).update(body=[raw for raw in lesson.body.raw_data if raw["type"] != "try_this"])
    assert cost() == with_it
