"""What wagtail-localize does not keep: approvals, where a sentence came from, what is left, reviews, submissions, glossary."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupApprovalTask, Page, Revision, TaskState
from wagtail_localize.models import String, StringTranslation, Translation, TranslationContext

from common.languages import language_choices
from translation.querysets import SubmissionQuerySet, TallyQuerySet


class Approval(models.Model):
    """The wording of a translated string that somebody has approved.

    The string is approved while it says the same. Once it says something else, this is what readers go on reading.
    """

    translation = models.OneToOneField(StringTranslation, on_delete=models.CASCADE, related_name="approval")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return self.text[:60]


class Rewording(models.Model):
    """A string of the source that took the place of another: the way back to the translation of the previous wording."""

    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    previous = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["context", "string"], name="translation_one_previous_wording")]

    def __str__(self) -> str:
        return f"{self.previous_id} > {self.string_id}"


class Tally(models.Model):
    """What is done and left of one page or snippet in one language, in words of the source.

    Counted anew by ``services.tallies.recount`` after every change; ``words`` is the sum of the five others.
    """

    translation = models.OneToOneField(Translation, on_delete=models.CASCADE, related_name="tally")
    words = models.PositiveIntegerField(default=0)
    approved = models.PositiveIntegerField(default=0)
    unreviewed = models.PositiveIntegerField(default=0)
    machine = models.PositiveIntegerField(default=0)
    stale = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    # The state of the source that readers of the translation have: localize's ``TranslationSource.last_updated_at`` when it was published.
    published_source_at = models.DateTimeField(null=True, editable=False)
    # The page went offline with its source, and comes back with it.
    is_taken_down = models.BooleanField(default=False, editable=False)

    objects = TallyQuerySet.as_manager()

    class Meta:
        verbose_name = _("translation")
        verbose_name_plural = _("translations")

    def __str__(self) -> str:
        return f"{self.approved}/{self.words}"

    @property
    def left(self) -> int:
        """Words that a translator still has to see to."""
        return self.words - self.approved - self.unreviewed

    @property
    def percent(self) -> int:
        """Approved words in per cent, rounded down: 100 means all."""
        return 100 * self.approved // self.words if self.words else 100

    @property
    def is_behind(self) -> bool:
        """Whether the source has been synchronised since readers of the translation last got something new."""
        published = self.published_source_at
        return published is None or published < self.translation.source.last_updated_at


class Submission(models.Model):
    """Pages sent to languages: a list of steps that a worker goes through, and takes up again after a crash."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    root = models.ForeignKey(Page, on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.CharField(_("title"), max_length=255)
    languages = models.JSONField(default=list)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    # When somebody last asked to go on with what was left.
    resumed_at = models.DateTimeField(null=True, editable=False)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self) -> str:
        return self.title


class SubmissionStep(models.Model):
    """One page of a submission. Done when ``done_at`` is set; ``error`` says why it could not be done."""

    submission = models.ForeignKey(Submission, on_delete=models.CASCADE, related_name="steps")
    page_key = models.UUIDField()
    title = models.CharField(max_length=255)
    order = models.PositiveIntegerField()
    done_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)

    class Meta:
        ordering = ["order"]
        constraints = [models.UniqueConstraint(fields=["submission", "page_key"], name="translation_page_once_per_submission")]

    def __str__(self) -> str:
        return self.title


class Term(models.Model):
    """A term of the glossary in one language."""

    language = models.CharField(_("language"), max_length=10, choices=language_choices)
    term = models.CharField(_("term in the source"), max_length=100)
    translation = models.CharField(_("translation"), max_length=100)
    forbidden = models.TextField(_("not to be used"), blank=True, help_text=_("One form per line."))
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("glossary")
        ordering = ["language", "term"]
        constraints = [models.UniqueConstraint(fields=["language", "term"], name="translation_term_once_per_language")]

    def __str__(self) -> str:
        return f"{self.term} – {self.translation}"

    @cached_property
    def forbidden_forms(self) -> list[str]:
        return [line.strip() for line in self.forbidden.splitlines() if line.strip()]


class Comment(models.Model):
    """What translators and reviewers say to each other about one string."""

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="comments")
    context = models.ForeignKey(TranslationContext, on_delete=models.CASCADE, related_name="+")
    string = models.ForeignKey(String, on_delete=models.CASCADE, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    text = models.TextField(_("comment"), max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)
    resolved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]


class Review(models.Model):
    """One round: a translator sends what she has, a reviewer approves or returns it. At most one round is open."""

    class Outcome(models.TextChoices):
        OPEN = "open", _("sent for review")
        APPROVED = "approved", _("approved")
        RETURNED = "returned", _("returned")
        WITHDRAWN = "withdrawn", _("taken back")

    translation = models.ForeignKey(Translation, on_delete=models.CASCADE, related_name="reviews")
    outcome = models.CharField(max_length=10, choices=Outcome.choices, default=Outcome.OPEN)
    # What is under review: the wording by the id of its StringTranslation, so that approval is of exactly this.
    texts = models.JSONField(default=dict)
    # A page's draft that holds them: publishing this one, by whatever way, is approval.
    revision = models.ForeignKey(Revision, on_delete=models.SET_NULL, null=True, related_name="+")
    # The ids of those who have translated it: they cannot approve it.
    authors = models.JSONField(default=list)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    sent_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        ordering = ["-sent_at"]
        constraints = [
            models.UniqueConstraint(fields=["translation"], condition=models.Q(outcome="open"), name="translation_one_open_review")
        ]

    def __str__(self) -> str:
        return self.get_outcome_display()


class TranslationReviewTask(GroupApprovalTask):
    """Approval of a translation by somebody who has not translated what is under review."""

    class Meta:
        verbose_name = _("review of a translation")
        verbose_name_plural = _("reviews of translations")

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        from translation.services.reviews import translated_any

        actions: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if actions and translated_any(obj, user):
            return [action for action in actions if action[0] != "approve"]
        return actions

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> Any:
        """Approval on Wagtail's own screens is that of the workbench. Raises what ``approve_review`` raises."""
        from translation.services.reviews import approve_review, open_review, translation_of

        page = task_state.workflow_state.content_object
        translation = translation_of(page) if action_name == "approve" and isinstance(page, Page) else None
        if translation is None or open_review(translation) is None:
            return super().on_action(task_state, user, action_name, **kwargs)
        return approve_review(translation, user=user, note=kwargs.get("comment", ""))

    @classmethod
    def get_description(cls) -> Any:
        return _("Members of the chosen groups approve translations that they have not made themselves")
