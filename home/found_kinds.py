"""What kinds of pages a search tells apart."""

from __future__ import annotations

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _


class FoundKind(models.TextChoices):
    """A kind of page as a reader thinks of it; whatever is none of the others is a page."""

    COURSES = "courses", _("Courses and modules")
    LESSONS = "lessons", _("Lessons")
    PORTRAITS = "portraits", _("Portraits")
    STORIES = "stories", _("Stories")
    PAGES = "pages", _("Other pages")


MODELS = {
    FoundKind.COURSES: ("courses.CoursePage", "courses.ModulePage"),
    FoundKind.LESSONS: ("courses.LessonPage",),
    FoundKind.PORTRAITS: ("portraits.PortraitPage",),
    FoundKind.STORIES: ("portraits.StoryPage",),
}


def kind_of(content_type_id: int) -> FoundKind:
    """The kind of pages of a type. Django keeps types in memory."""
    return BY_MODEL.get(ContentType.objects.get_for_id(content_type_id).natural_key(), FoundKind.PAGES)


def is_of(kind: FoundKind) -> models.Q:
    """The condition for pages of a kind."""
    names = MODELS.get(kind) or [name for names in MODELS.values() for name in names]
    types = ContentType.objects.get_for_models(*(apps.get_model(name) for name in names)).values()
    is_one = models.Q(content_type__in=[item.pk for item in types])
    return is_one if kind in MODELS else ~is_one


BY_MODEL = {tuple(name.lower().split(".")): kind for kind, names in MODELS.items() for name in names}
