"""Forms of the workbench."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.models import Locale, Page

from translation.files import MAX_BUNDLE_BYTES, Format
from translation.models import Comment, Term
from translation.permissions import in_site_order, locales_for, may_submit, target_locales


class CommentForm(forms.ModelForm):
    """Something to say about a string."""

    class Meta:
        model = Comment
        fields = ["text"]
        error_messages = {"text": {"required": _("Write a comment first."), "max_length": _("A comment has at most 2,000 characters.")}}


def native_name(locale: Locale) -> str:
    """What a language calls itself."""
    return str(dict(settings.LANGUAGES).get(locale.language_code, locale.language_code))


class LocaleChoice(forms.ModelMultipleChoiceField):
    """Languages by their native names."""

    def label_from_instance(self, locale: Locale) -> str:
        return native_name(locale)


class SingleLocaleChoice(forms.ModelChoiceField):
    """One language by its native name."""

    def label_from_instance(self, locale: Locale) -> str:
        return native_name(locale)


class SubmitForm(forms.Form):
    """Which languages a page is sent to, and whether the pages below go with it."""

    locales = LocaleChoice(
        Locale.objects.none(),
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose a language.")},
    )
    with_children = forms.BooleanField(required=False, initial=True)

    def __init__(self, count: int, *args: Any, **kwargs: Any) -> None:
        """``count`` pages go, the chosen one among them."""
        super().__init__(*args, **kwargs)
        self.fields["locales"].queryset = in_site_order(target_locales())  # type: ignore[attr-defined]
        if count > 1:
            text = ngettext("With the %(count)d page below it", "With the %(count)d pages below it", count - 1)
            self.fields["with_children"].label = text % {"count": count - 1}
        else:
            del self.fields["with_children"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        cleaned.setdefault("with_children", False)
        return cleaned


class BundleForm(forms.Form):
    """Which part of the site is downloaded, in which language and format."""

    page = forms.ModelChoiceField(Page.objects.none(), label=_("Course or section"), empty_label=None)
    language = SingleLocaleChoice(Locale.objects.none(), label=_("Language"), empty_label=None)
    format = forms.ChoiceField(label=_("Format"))

    def __init__(self, locales: Sequence[Locale], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        pages = Page.objects.filter(locale__language_code=settings.LANGUAGE_CODE, alias_of=None, depth__gte=2, depth__lte=4)
        fields["page"].queryset = pages.order_by("path")
        fields["language"].queryset = in_site_order(locales)
        fields["format"].choices = [(item.value, item.label) for item in Format]


class UploadForm(forms.Form):
    """A file that a translator has worked on."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PO, XLIFF, or a ZIP of them. You see what would change before anything is written."),
        widget=forms.FileInput(attrs={"accept": ".po,.xlf,.xliff,.zip"}),
        error_messages={"required": _("Choose a file."), "empty": _("The file is empty.")},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MAX_BUNDLE_BYTES:
            raise forms.ValidationError(_("The file is too large."))
        return file


class TermForm(WagtailAdminModelForm):
    """A term, in a language whose glossary the person keeps."""

    class Meta:
        model = Term
        fields = ["language", "term", "translation", "forbidden", "note"]

    def __init__(self, *args: Any, for_user: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        locales = target_locales() if may_submit(for_user) else locales_for(for_user, "publish")
        field: Any = self.fields["language"]
        field.choices = [(locale.language_code, native_name(locale)) for locale in locales]
