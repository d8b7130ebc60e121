"""Wagtail's own kinds of screens: the glossary, and decisions about pages under review."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import BasePermissionPolicy

from common.viewsets import GuardedPageViewSet
from translation.forms import TermForm
from translation.models import Term
from translation.permissions import locales_for, may_submit, target_locales
from translation.views.decisions import DecisionView


class TermPolicy(BasePermissionPolicy):
    """Translators read the terms of their languages; reviewers keep those of theirs, and whoever submits translations all."""

    permission_cache_name = "_term_languages_cache"

    def get_all_permissions_for_user(self, user: Any) -> tuple[set[str], set[str]]:
        """The languages whose terms somebody may read, and may change; Wagtail keeps it for the request."""
        if not user.is_active:
            return set(), set()
        kept = {locale.language_code for locale in (target_locales() if may_submit(user) else locales_for(user, "publish"))}
        return {*kept, *(locale.language_code for locale in locales_for(user, "change"))}, kept

    def _languages(self, user: Any, action: str) -> set[str]:
        read, kept = self.get_cached_permissions_for_user(user)
        return set(read if action == "view" else kept)

    def user_has_permission(self, user: Any, action: str) -> bool:
        return bool(self._languages(user, action))

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Term) -> bool:
        return instance.language in self._languages(user, action)

    def instances_user_has_any_permission_for(self, user: Any, actions: Any) -> Any:
        return Term.objects.filter(language__in={code for action in actions for code in self._languages(user, action)})


class TermIndexView(generic.IndexView):
    """The terms of the languages that somebody works in."""

    def get_base_queryset(self) -> Any:
        return TermPolicy(Term).instances_user_has_any_permission_for(self.request.user, ["view"])


class InLanguages:
    """Views of one term: only of a language that the person keeps."""

    def get_object(self, *args: Any, **kwargs: Any) -> Any:
        term = super().get_object(*args, **kwargs)  # type: ignore[misc]
        if not TermPolicy(Term).user_has_permission_for_instance(self.request.user, "change", term):  # type: ignore[attr-defined]
            raise PermissionDenied
        return term


class TermEditView(InLanguages, generic.EditView):
    """A term."""


class TermDeleteView(InLanguages, generic.DeleteView):
    """Deleting a term."""


class TermViewSet(ModelViewSet):
    """The glossary of all languages."""

    model = Term
    icon = "clipboard-list"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 260
    add_to_admin_menu = True
    url_prefix = "translation/glossary"
    url_namespace = "translation_glossary"
    copy_view_enabled = False
    list_display = ["term", "translation", Column("language", label=_("Language"), accessor="get_language_display")]
    list_filter = ["language"]
    search_fields = ["term", "translation", "note"]
    list_per_page = 50
    index_view_class = TermIndexView
    edit_view_class = TermEditView
    delete_view_class = TermDeleteView

    def get_form_class(self, for_update: bool = False) -> type[TermForm]:
        return TermForm


class ReviewedPageViewSet(GuardedPageViewSet):
    """All views of all pages."""

    workflow_action_view_class = DecisionView
