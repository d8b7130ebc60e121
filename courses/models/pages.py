"""Catalogue > course > module > lesson."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.blocks import StreamValue
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from common.blocks import prose_blocks
from common.enums import Audience, Licence, Motif, Scheme, Theme
from common.fields import ChoiceListField, StreamField
from common.models import BasePage
from courses.blocks import PortraitBlock, ReflectionBlock, TryThisBlock
from courses.companions import Beside, woven_in
from courses.coverage import course_coverage
from courses.outline import CourseOutline, course_outline
from courses.plates import covers
from courses.querysets import CoursePageQuerySet, LessonPageQuerySet
from courses.quiz_block import LISTS, QuizBlock
from courses.topics import TopicName, topics_of


def outcome_blocks() -> list[tuple[str, blocks.Block]]:
    """Learning outcomes: one verb phrase each, with an id that stays the same in every language."""
    outcome = blocks.CharBlock(
        label=_("Outcome"),
        default="",
        icon="tick",
        template="courses/blocks/outcome.html",
        description=_("What one can do afterwards, beginning with a verb"),
        preview_value="explain what a share is a share of",
    )
    return [("outcome", outcome)]


class PlateMixin(models.Model):
    """A generative plate instead of a photograph."""

    motif = models.CharField(_("motif of the plate"), max_length=20, choices=Motif.choices, default=Motif.BARS)
    scheme = models.CharField(_("colours of the plate"), max_length=20, choices=Scheme.choices, blank=True)

    plate_panel = MultiFieldPanel([FieldPanel("motif"), FieldPanel("scheme")], heading=_("Plate"))

    class Meta:
        abstract = True


class CataloguePage(BasePage):
    """All courses."""

    lead = models.TextField(_("lead"), blank=True)

    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1
    template = "courses/catalogue_page.html"
    content_panels = [*BasePage.content_panels, FieldPanel("lead")]
    search_fields = [*BasePage.search_fields, index.SearchField("lead")]

    class Meta:
        verbose_name = _("catalogue")

    @cached_property
    def courses(self) -> list[CoursePage]:
        """The published courses in the order of the tree, each with its ``module_count`` and topics: two queries."""
        modules = Page.objects.live().filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1).order_by()
        count = modules.values("depth").annotate(number=Count("pk")).values("number")
        courses = CoursePage.objects.child_of(self).live().annotate(module_count=Coalesce(Subquery(count), 0))
        found = list(courses.defer("outcomes").order_by("path"))
        topics = topics_of(found)
        for course in found:
            course.topic_names = topics.get(course.translation_key, [])
        return found


class CoursePage(PlateMixin, BasePage):  # noqa: DJ008  (Page has it)
    """A course of modules, and what its certificate says."""

    short_title = models.CharField(_("short title"), max_length=60, blank=True, help_text=_("For navigation."))
    lead = models.TextField(_("lead"))
    audience = models.CharField(_("audience"), max_length=20, choices=Audience.choices, default=Audience.HE_STAFF)
    topics = ParentalManyToManyField(
        "common.Topic",
        verbose_name=_("topics"),
        blank=True,
        related_name="+",
        limit_choices_to={"locale__language_code": settings.LANGUAGE_CODE},
        help_text=_("Chosen on the English page; its translations show the same topics by their own names."),
    )
    workload_hours = models.PositiveSmallIntegerField(
        _("workload in hours"), default=1, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )
    licence = models.CharField(_("licence"), max_length=30, choices=Licence.choices, default=Licence.CC_BY)
    outcomes = StreamField(outcome_blocks(), verbose_name=_("learning outcomes"), blank=True)
    has_certificate = models.BooleanField(_("ends with a certificate"), default=True)
    certificate_note = models.TextField(_("about the certificate"), blank=True)
    eqf_level = models.PositiveSmallIntegerField(
        _("EQF level"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(8)]
    )
    participation = models.CharField(_("form of participation"), max_length=120, blank=True)
    assessment = models.CharField(_("type of assessment"), max_length=200, blank=True)
    quality_assurance = models.TextField(_("quality assurance"), blank=True)

    objects = PageManager.from_queryset(CoursePageQuerySet)()

    parent_page_types = ["courses.CataloguePage"]
    subpage_types = ["courses.ModulePage"]
    template = "courses/course_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("short_title"),
        FieldPanel("lead"),
        FieldPanel("audience"),
        FieldPanel("topics", widget=CheckboxSelectMultiple),
        FieldPanel("workload_hours"),
        FieldPanel("licence"),
        PlateMixin.plate_panel,
        FieldPanel("outcomes"),
        MultiFieldPanel(
            [
                FieldPanel("has_certificate"),
                FieldPanel("certificate_note"),
                FieldPanel("eqf_level"),
                FieldPanel("participation"),
                FieldPanel("assessment"),
                FieldPanel("quality_assurance"),
            ],
            heading=_("Certificate"),
        ),
    ]
    search_fields = [
        *BasePage.search_fields,
        *(index.SearchField(name) for name in ("lead", "short_title", "outcomes")),
        index.FilterField("audience"),
    ]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def nav_title(self) -> str:
        return self.short_title or self.title

    @cached_property
    def address(self) -> str:
        """The page's address, made once; empty where it has none."""
        return self.url or ""

    @cached_property
    def outline(self) -> CourseOutline:
        """The published modules and lessons below: two queries whatever their number."""
        return course_outline(self)

    @cached_property
    def topic_names(self) -> list[TopicName]:
        """The topics in the page's language: one query, unless the catalogue has looked them up."""
        return topics_of([self]).get(self.translation_key, [])

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        context["outline"] = self.outline
        context["first_lesson"] = next(iter(self.outline.lessons), None)
        context["covers"] = covers(self.outline, self.slug)
        context["coverage"] = course_coverage(self)
        return context


class ModulePage(PlateMixin, BasePage):  # noqa: DJ008  (Page has it)
    """One step of a course: a few lessons with one purpose."""

    summary = models.TextField(_("summary"), help_text=_("What the learner does in this module."))
    hours = models.DecimalField(
        _("hours"), max_digits=4, decimal_places=1, default=1, help_text=_("Reading and trying it in one's own teaching.")
    )
    outcomes = StreamField(outcome_blocks(), verbose_name=_("learning outcomes"), blank=True)

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage"]
    template = "courses/module_page.html"
    content_panels = [
        *BasePage.content_panels,
        FieldPanel("summary"),
        FieldPanel("hours"),
        PlateMixin.plate_panel,
        FieldPanel("outcomes"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("summary"), index.SearchField("outcomes")]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    @cached_property
    def course(self) -> CoursePage:
        """The course above: one query."""
        course: CoursePage = CoursePage.objects.ancestor_of(self).get()
        return course

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        outline = self.course.outline
        context["outline"] = outline
        context["module"] = outline.module_of(self.translation_key)
        return context


def with_item_ids(body: StreamValue) -> StreamValue:
    """The body with an id at every list item of its quizzes.

    An item that was stored without one gets another id at every read, so that no answer could ever be matched to it.
    """
    quizzes = [raw["value"] for raw in body.raw_data if raw["type"] == "quiz"]
    questions = [question["value"] for quiz in quizzes for question in quiz.get("questions", [])]
    items = [item for value in questions for name in LISTS for item in value.get(name) or []]
    if all(isinstance(item, dict) and item.get("id") for item in items):
        return body
    for _block in body:
        pass  # Reading gives ids; only blocks that were read are written back with them.
    return body.stream_block.to_python(body.get_prep_value())


class LessonPage(BasePage):
    """What a learner reads, tries and answers in one sitting."""

    lead = models.TextField(_("lead"))
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=20, validators=[MinValueValidator(1), MaxValueValidator(600)])
    themes = ChoiceListField(_("themes"), vocabulary=Theme, help_text=_("Decide which portraits are suggested with this lesson."))
    body = StreamField(
        [
            *prose_blocks(),
            ("try_this", TryThisBlock()),
            ("reflection", ReflectionBlock()),
            ("portrait", PortraitBlock()),
            ("quiz", QuizBlock()),
        ],
        verbose_name=_("content"),
        blank=True,
    )
    # Written by save(): the course's completion must not parse five hundred bodies.
    graded_quiz_ids = models.JSONField(default=list, editable=False)

    objects = PageManager.from_queryset(LessonPageQuerySet)()

    override_translatable_fields = [*BasePage.override_translatable_fields, SynchronizedField("themes", overridable=False)]
    parent_page_types = ["courses.ModulePage"]
    subpage_types: list[str] = []
    template = "courses/lesson_page.html"
    content_panels = [*BasePage.content_panels, *(FieldPanel(name) for name in ("lead", "minutes", "themes", "body"))]
    search_fields = [*BasePage.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def save(self, *args: Any, **kwargs: Any) -> Any:
        self.body = with_item_ids(self.body)
        self.graded_quiz_ids = [
            item["id"] for item in self.body.raw_data if item["type"] == "quiz" and item.get("id") and item["value"].get("is_graded", True)
        ]
        return super().save(*args, **kwargs)

    @cached_property
    def course(self) -> CoursePage:
        """The course above: one query."""
        course: CoursePage = CoursePage.objects.ancestor_of(self).get()
        return course

    @cached_property
    def companions(self) -> dict[str, Beside]:
        """The portraits that stand in the lesson, by block id: a fixed number of queries, none without such blocks."""
        return woven_in([(block.id, block.value) for block in self.body if block.block_type == "portrait"], self.themes)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context(request, *args, **kwargs)
        outline = self.course.outline
        context["course"] = self.course
        context["outline"] = outline
        context["module"] = outline.module_of(self.translation_key)
        context["previous"], context["next"] = outline.neighbours(self.translation_key)
        return context
