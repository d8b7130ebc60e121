"""What follows when a portrait is published."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.signals import page_published

from portraits.models import PortraitPage
from portraits.services.nominations import announce_portrait


@receiver(page_published, sender=PortraitPage, dispatch_uid="portraits.announce")
def tell_nominators(instance: PortraitPage, **kwargs: Any) -> None:
    announce_portrait(portrait=instance)
