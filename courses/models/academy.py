"""The door to one course: the academy for students."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, PageChooserPanel
from wagtail.search import index

from common.blocks import prose_blocks
from common.fields import StreamField
from common.models import BasePage
from courses.blocks import PortraitBlock
from courses.companions import Beside, woven_in
from courses.models.pages import CoursePage


class AcademyPage(BasePage):
    """A course with a face of its own: its modules as steps, people to meet, and what the journal is."""

    lead = models.TextField(_("lead"))
    course = models.ForeignKey(
        "courses.CoursePage",
        verbose_name=_("course"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("The English page; readers get it in their language."),
    )
    people_title = models.CharField(_("title above the portraits"), max_length=120, blank=True)
    body = StreamField([("portrait", PortraitBlock()), *prose_blocks()], verbose_name=_("portraits and text"), blank=True)
    journal_title = models.CharField(_("title"), max_length=120, blank=True)
    journal_text = models.TextField(_("text"), blank=True, help_text=_("What learners write, and who can read it."))
    live_title = models.CharField(_("title"), max_length=120, blank=True)
    live_text = models.TextField(_("text"), blank=True, help_text=_("Empty as long as no live session is planned."))

    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1
    template = "courses/academy_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("lead"),
        PageChooserPanel("course"),
        MultiFieldPanel([FieldPanel("people_title"), FieldPanel("body")], heading=_("People to meet")),
        MultiFieldPanel([FieldPanel("journal_title"), FieldPanel("journal_text")], heading=_("Journal")),
        MultiFieldPanel([FieldPanel("live_title"), FieldPanel("live_text")], heading=_("Live sessions")),
    ]
    search_fields = [*BasePage.search_fields, *(index.SearchField(name) for name in ("lead", "journal_text", "live_text", "body"))]

    class Meta:
        verbose_name = _("academy")

    @cached_property
    def courses(self) -> list[CoursePage]:
        """The course in every language in which it is published, the reader's first: one query."""
        if self.course_id is None:
            return []
        key = CoursePage.objects.filter(pk=self.course_id).values("translation_key")
        found = CoursePage.objects.live().filter(translation_key__in=key, alias_of=None).select_related("locale")
        return sorted(found, key=lambda course: (course.locale_id != self.locale_id, course.locale_id))

    @cached_property
    def companions(self) -> dict[str, Beside]:
        """The portraits on the page, by block id."""
        return woven_in([(block.id, block.value) for block in self.body if block.block_type == "portrait"], ())

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        course = next((course for course in self.courses if course.locale_id == self.locale_id), None)
        context["course"] = course
        context["elsewhere"] = [] if course else self.courses
        context["outline"] = course.outline if course else None
        context["first_lesson"] = next(iter(course.outline.lessons), None) if course else None
        return context
