"""File every page anew, as saving it would: after rows were lost, or a page type learned new filters."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand

from common.facets import FacetedPage, file_page


class Command(BaseCommand):
    help = "File every page that can be filtered under what it says now. Running it again changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        for model in apps.get_models():
            if issubclass(model, FacetedPage):
                pages = model.objects.defer_streamfields()
                for page in pages.iterator():
                    file_page(page)
                self.stdout.write(f"{pages.count()} {model._meta.verbose_name_plural} filed.")
