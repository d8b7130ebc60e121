"""Personal addresses: never cached, never indexed."""

from __future__ import annotations

from django.urls import path

from courses import views

app_name = "courses"
urlpatterns = [
    path("", views.dashboard, name="dashboard"),
    path("course/<uuid:course_key>/", views.course, name="course"),
    path("lesson/<uuid:lesson_key>/", views.lesson, name="lesson"),
    path("quiz/<uuid:page_key>/<uuid:quiz_id>/", views.quiz, name="quiz"),
    path("attempt/<uuid:attempt_id>/", views.attempt, name="attempt"),
    path("reflection/<uuid:lesson_key>/<uuid:block_id>/", views.reflection, name="reflection"),
    path("journal/", views.journal, name="journal"),
    path("journal/text/", views.journal_text, name="journal_text"),
    path("journal/pdf/", views.journal_pdf, name="journal_pdf"),
    path("badge/<uuid:module_key>/", views.badge, name="badge"),
    path("certificate/<str:serial>/", views.certificate, name="certificate"),
    path("verify/", views.verify, name="verify"),
    path("verify/<str:serial>/", views.verified, name="verified"),
]
