"""What content is about: a vocabulary that editors keep, with a name in every language."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField


@register_snippet
class Topic(TranslatableMixin):
    """One topic in one language. The slug is the same in all of them: it stands in addresses."""

    name = models.CharField(_("name"), max_length=60)
    slug = models.SlugField(_("slug"), max_length=60, help_text=_("Stands in addresses, the same in every language."))

    override_translatable_fields = [SynchronizedField("slug", overridable=False)]
    panels = [FieldPanel("name"), FieldPanel("slug")]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint(fields=["locale", "slug"], name="common_topic_has_one_slug")]

    def __str__(self) -> str:
        return self.name
