"""What people said, and how certain that is."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField

from common.names import languages
from portraits.enums import Verification
from portraits.querysets import QuotationQuerySet

# The languages that people of our portraits speak; more can be added freely.
SPOKEN = ("de", "el", "en", "es", "fa", "fr", "hu", "it", "nb", "pl", "ru", "sv", "uk")


def spoken_languages() -> list[tuple[str, object]]:
    return languages(*SPOKEN)


# The same in every language.
SHARED = ("text", "language", "speaker", "portrait_id", "year", "url", "state")


@register_snippet
class Quotation(index.Indexed, TranslatableMixin):
    """Somebody's own words in the language in which they are handed down, with what they mean in the reader's.

    ``portrait`` is the page in the source language; the words, their language, year, address and state are the same in every language.
    """

    text = models.TextField(_("words"), help_text=_("Without quotation marks, in the language of the source."))
    language = models.CharField(_("language of the words"), max_length=10, default="en", choices=spoken_languages)
    translation = models.TextField(_("translation"), blank=True, help_text=_("Empty where the words are in the reader’s own language."))
    speaker = models.CharField(_("who said it"), max_length=80)
    portrait = models.ForeignKey(
        "portraits.PortraitPage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("portrait")
    )
    source = models.CharField(_("source"), max_length=200, blank=True, help_text=_("Work or occasion."))
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    url = models.URLField(_("address"), blank=True)
    state = models.CharField(_("state"), max_length=12, choices=Verification.choices, default=Verification.ATTRIBUTED)
    note = models.TextField(_("note"), blank=True, help_text=_("How it was checked, or what speaks against it."))

    objects = QuotationQuerySet.as_manager()

    override_translatable_fields = [SynchronizedField(name.removesuffix("_id"), overridable=False) for name in SHARED]
    panels = [
        FieldPanel("text"),
        FieldPanel("language"),
        FieldPanel("translation"),
        FieldPanel("speaker"),
        FieldPanel("portrait"),
        MultiFieldPanel([FieldPanel(name) for name in ("state", "source", "year", "url", "note")], heading=_("Verification")),
    ]
    search_fields = [index.AutocompleteField("text"), index.AutocompleteField("speaker"), index.FilterField("locale_id")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("quotation")
        verbose_name_plural = _("quotations")
        ordering = ["speaker", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state=Verification.VERIFIED) | (~models.Q(source="") & models.Q(year__isnull=False)),
                name="portraits_verified_has_source",
            )
        ]

    def __str__(self) -> str:
        return f"{self.speaker}: {self.text[:60]}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """What is the same in every language follows the source at once: words must not stay verified in one of them."""
        super().save(*args, **kwargs)
        if self.locale.language_code == settings.LANGUAGE_CODE:
            for other in type(self).objects.filter(translation_key=self.translation_key).exclude(pk=self.pk):
                if any(getattr(other, name) != getattr(self, name) for name in SHARED):
                    for name in SHARED:
                        setattr(other, name, getattr(self, name))
                    other.save()

    @property
    def is_verified(self) -> bool:
        return self.state == Verification.VERIFIED

    def clean(self) -> None:
        super().clean()
        if self.is_verified and not (self.source and self.year):
            raise ValidationError({"state": _("Verified words need a source and a year.")})
