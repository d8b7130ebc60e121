from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommonConfig(AppConfig):
    name = "common"
    verbose_name = _("Common")

    def ready(self) -> None:
        from common import checks  # noqa: F401
        from common.facets import connect as connect_facets
        from common.indexing import connect as connect_indexing
        from common.page_cache import connect as connect_page_cache
        from common.tasks import connect as connect_tasks

        connect_facets()
        connect_indexing()
        connect_page_cache()
        connect_tasks()
