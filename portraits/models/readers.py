"""What readers keep for themselves. Rows point to pages by translation key: moving or deleting a page deletes nothing here."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import LearnerOwned


class Recognition(LearnerOwned):
    """A reader recognises herself in a portrait: nobody else's to know."""

    portrait_key = models.UUIDField(db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(LearnerOwned.Meta):
        constraints = [
            *LearnerOwned.Meta.constraints,
            models.UniqueConstraint(fields=["user", "portrait_key"], condition=Q(user__isnull=False), name="recognition_once_per_user"),
            models.UniqueConstraint(fields=["guest", "portrait_key"], condition=Q(guest__isnull=False), name="recognition_once_per_guest"),
        ]

    def __str__(self) -> str:
        return f"{self.portrait_key}"


class SavedList(models.Model):
    """A member's own list of pages; the one without a name is there for everybody."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="saved_list_has_its_own_name")]

    def __str__(self) -> str:
        return f"{self.pk}"


class SavedItem(models.Model):
    """A page on a list, in whatever language it is read."""

    saved_list = models.ForeignKey(SavedList, on_delete=models.CASCADE, related_name="items")
    page_key = models.UUIDField(db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-created_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["saved_list", "page_key"], name="saved_item_once_per_list")]

    def __str__(self) -> str:
        return f"{self.page_key}"
