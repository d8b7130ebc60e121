"""What is open in the languages of whoever looks."""

from __future__ import annotations

from typing import Any

import django_filters  # type: ignore[import-untyped]
from django.conf import settings
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse, reverse_lazy
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import BaseListingView
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale, Page
from wagtail_localize.models import TranslationSource

from common.enums import EditKind
from translation.models import Review, Tally
from translation.permissions import in_site_order, locales_for, may_submit, target_locales
from translation.services.syncing import after_publication
from translation.views.coverage import course_pages

OPEN = Q(stale__gt=0) | Q(missing__gt=0) | Q(machine__gt=0)
BEHIND = Q(published_source_at=None) | Q(published_source_at__lt=F("translation__source__last_updated_at"))
# A page with its reviewer, or back from her, does not wait for somebody to publish it.
IN_REVIEW = {Review.Outcome.OPEN, Review.Outcome.RETURNED}
STATES = {
    "open": gettext_lazy("To do"),
    "stale": gettext_lazy("Source changed"),
    "missing": gettext_lazy("Untranslated strings"),
    "drafts": gettext_lazy("Machine drafts"),
    "review": gettext_lazy("Under review"),
    "returned": gettext_lazy("Returned"),
    "unpublished": gettext_lazy("Translated, not published"),
    "unsynchronised": gettext_lazy("Not synchronised"),
}


def working_locales(user: Any) -> list[Locale]:
    """The languages in which somebody translates or reviews; all of them for those who submit."""
    both = target_locales() if may_submit(user) else [*locales_for(user, "change"), *locales_for(user, "publish")]
    return list({locale.pk: locale for locale in both}.values())


def may_synchronise(user: Any) -> bool:
    """Whether somebody may bring translations in step by hand, which gives readers what waits for it."""
    return may_submit(user) or bool(locales_for(user, "publish"))


def open_tallies(locales: list[Locale]) -> QuerySet[Tally]:
    """The tallies of these languages with what a list says of them, most urgent first; no query per row."""
    last_review = Review.objects.filter(translation_id=OuterRef("translation_id")).order_by("-sent_at")
    source_page = Page.objects.filter(
        translation_key=OuterRef("translation__source__object_id"), locale_id=OuterRef("translation__source__locale_id")
    )
    target_page = Page.objects.filter(
        translation_key=OuterRef("translation__source__object_id"), locale_id=OuterRef("translation__target_locale_id"), alias_of=None
    )
    rows = Tally.objects.in_use().filter(translation__target_locale__in=locales)
    rows = rows.select_related("translation__source__specific_content_type", "translation__target_locale")
    rows = rows.annotate(
        outcome=Subquery(last_review.values("outcome")[:1]),
        target_title=Subquery(target_page.values("draft_title")[:1]),
        is_live=Exists(target_page.filter(live=True)),
        is_unsynchronised=Exists(source_page.filter(live=True, last_published_at__gt=OuterRef("translation__source__last_updated_at"))),
        path=Subquery(source_page.values("path")[:1]),
    )
    urgency = Case(
        When(stale__gt=0, then=Value(0)),
        When(outcome=Review.Outcome.RETURNED, then=Value(1)),
        When(missing__gt=0, then=Value(2)),
        When(machine__gt=0, then=Value(3)),
        When(unreviewed__gt=0, then=Value(4)),
        When(BEHIND, then=Value(5)),
        default=Value(6),
        output_field=IntegerField(),
    )
    ordered: QuerySet[Tally] = rows.annotate(urgency=urgency).order_by("urgency", "path", "translation__target_locale__language_code", "pk")
    return ordered


def in_state(rows: QuerySet[Tally], state: str) -> QuerySet[Tally]:
    """Only what is in one of ``STATES``."""
    conditions = {
        "open": OPEN,
        "stale": Q(stale__gt=0),
        "missing": Q(missing__gt=0),
        "drafts": Q(machine__gt=0),
        "review": Q(outcome=Review.Outcome.OPEN),
        "returned": Q(outcome=Review.Outcome.RETURNED),
        "unpublished": BEHIND & ~OPEN & (Q(outcome=None) | ~Q(outcome__in=IN_REVIEW)),
        "unsynchronised": Q(is_unsynchronised=True),
    }
    return rows.filter(conditions[state])


def _locales(request: HttpRequest | None) -> QuerySet[Locale]:
    return in_site_order(working_locales(request.user) if request else [])


def _courses(_request: HttpRequest | None) -> QuerySet[Page]:
    return course_pages()


class LanguageFilter(django_filters.ModelChoiceFilter):
    """Languages by their native names."""

    @property
    def field(self) -> Any:
        field = super().field
        field.label_from_instance = lambda locale: dict(settings.LANGUAGES).get(locale.language_code, locale.language_code)
        return field


class TallyFilterSet(WagtailFilterSet):
    """By language, course and state."""

    language = LanguageFilter(field_name="translation__target_locale", queryset=_locales, label=gettext_lazy("Language"))
    course = django_filters.ModelChoiceFilter(queryset=_courses, method="filter_course", label=gettext_lazy("Course or section"))
    state = django_filters.ChoiceFilter(choices=list(STATES.items()), method="filter_state", label=gettext_lazy("State"))

    class Meta:
        model = Tally
        fields: list[str] = []

    def filter_course(self, queryset: Any, name: str, value: Page) -> Any:
        keys = Page.objects.descendant_of(value, inclusive=True).order_by().values("translation_key")
        return queryset.filter(translation__source__object_id__in=keys)

    def filter_state(self, queryset: Any, name: str, value: str) -> Any:
        return in_state(queryset, value)


class StateColumn(Column):
    """What there is to do, in words."""

    cell_template_name = "translation/list/state_cell.html"

    def get_cell_context_data(self, instance: Tally, parent_context: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        is_translated, outcome = not instance.left, getattr(instance, "outcome", None)
        return {
            **context,
            "tally": instance,
            "waits_for_readers": is_translated and instance.is_behind and outcome not in IN_REVIEW,
            "is_done": is_translated and not instance.unreviewed and not instance.is_behind,
            "may_synchronise": may_synchronise(parent_context["request"].user),
        }


class ProgressColumn(Column):
    """Approved words of all."""

    cell_template_name = "translation/list/progress_cell.html"


def title_of(tally: Tally) -> str:
    return str(getattr(tally, "target_title", None) or tally.translation.source.object_repr)


def language_name(tally: Tally) -> str:
    code = tally.translation.target_locale.language_code
    return str(dict(settings.LANGUAGES).get(code, code))


class TranslationListView(BaseListingView):
    """The list "Translations"."""

    model = Tally
    page_title = gettext_lazy("Translations")
    header_icon = "wagtail-localize-language"
    template_name = "translation/list.html"
    results_template_name = "translation/list_results.html"
    paginate_by = 50
    filterset_class = TallyFilterSet
    index_url_name = "translation:list"
    index_results_url_name = "translation:list_results"
    columns = [
        TitleColumn(
            "title",
            label=gettext_lazy("Title"),
            accessor=title_of,
            get_url=lambda tally: reverse("translation:workbench", args=[tally.translation_id]),
        ),
        Column("language", label=gettext_lazy("Language"), accessor=language_name),
        Column(
            "type",
            classname="wb-column-extra",
            label=gettext_lazy("Type"),
            accessor=lambda tally: tally.translation.source.specific_content_type.name,
        ),
        StateColumn("state", label=gettext_lazy("State"), accessor="pk"),
        ProgressColumn("progress", classname="wb-column-extra", label=gettext_lazy("Approved"), accessor="percent"),
    ]

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if not self.locales:
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def locales(self) -> list[Locale]:
        return working_locales(self.request.user)

    def get_base_queryset(self) -> Any:
        return open_tallies(self.locales)

    def order_queryset(self, queryset: Any) -> Any:
        """As it comes: most urgent first."""
        return queryset

    @cached_property
    def header_buttons(self) -> list[Any]:
        buttons = [
            HeaderButton(_("Coverage"), reverse("translation:coverage"), icon_name="table"),
            HeaderButton(_("Files"), reverse("translation:files"), icon_name="download"),
        ]
        if may_submit(self.request.user):
            buttons.append(HeaderButton(_("Submissions"), reverse("translation:submissions"), icon_name="history"))
        return buttons

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        return [{"url": reverse_lazy("wagtailadmin_home"), "label": _("Home")}, {"url": "", "label": self.page_title}]


class SynchroniseView(View):
    """POST to bring a source in step with its page when the task that does it has failed."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not may_synchronise(request.user):
            raise PermissionDenied
        source = get_object_or_404(TranslationSource, pk=kwargs["source_id"])
        try:
            instance = source.get_source_instance()
        except ObjectDoesNotExist as error:
            raise Http404 from error
        if isinstance(instance, Page) and not instance.live:
            messages.error(request, _("The page is not published: there is nothing to synchronise."))
        else:
            after_publication(instance, getattr(instance, "edit_kind", EditKind.WORDING))
            messages.success(request, _("Synchronised: the translations know the newest source."))
        return HttpResponseRedirect(reverse("translation:list"))
