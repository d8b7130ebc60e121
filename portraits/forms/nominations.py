"""A reader names a woman who should have a portrait."""

from __future__ import annotations

import time
from typing import Any

from django import forms
from django.core import signing
from django.utils.translation import gettext_lazy as _

from accounts.fields import EmailField, NameField
from common.names import countries
from common.text import fold
from portraits.models import Nomination

SALT = "portraits.nominate"
# Nobody reads the form and fills it in within three seconds.
LEAST_SECONDS = 3


def signed_now() -> str:
    """The time at which a form was shown, so that nobody can set it back."""
    return signing.dumps(int(time.time()), salt=SALT)


class NominationForm(forms.ModelForm[Nomination]):
    """Who, for what work, where one can read about it, and whom to tell.

    ``homepage`` is a field that people do not see; ``shown_at`` says when the form was shown. What a machine sends is thanked for and
    dropped.
    """

    name = NameField(label=_("Her name"), help_text=_("As she writes it. Any letters are welcome."))
    is_living = forms.TypedChoiceField(
        label=_("Is she living?"),
        choices=[("", _("Choose")), ("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda value: value == "yes",
        help_text=_("We ask a living person before we write about her."),
        error_messages={"required": _("Say whether she is living.")},
    )
    person_email = EmailField(required=False)
    nominator_name = NameField(label=_("Your name"), required=False, help_text=_("Only the editors see it. You may leave it empty."))
    nominator_email = EmailField(help_text=_("We write to you when something happens with your proposal, and for nothing else."))
    homepage = forms.CharField(
        label=_("Leave this empty"), required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )
    shown_at = forms.CharField(required=False, widget=forms.HiddenInput, initial=signed_now)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    traps = ("homepage",)

    class Meta:
        model = Nomination
        fields = ("name", "work", "sources", "country", "is_living", "person_email", "nominator_name", "nominator_email")
        labels = {"work": _("What she works on, or worked on"), "sources": _("Where can we read about her?")}
        help_texts = {
            "work": _("A few sentences: the problem, and what she did about it."),
            "sources": _("Addresses of pages, or articles and books. We write from sources only."),
        }
        widgets = {"work": forms.Textarea(attrs={"rows": 5}), "sources": forms.Textarea(attrs={"rows": 3})}
        error_messages = {
            "work": {"required": _("Say in a few sentences what she works on.")},
            "sources": {"required": _("Name at least one place where one can read about her.")},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = sorted(((code, str(name)) for code, name in countries()), key=lambda pair: fold(pair[1]))
        self.fields["country"] = forms.ChoiceField(label=_("Country"), required=False, choices=[("", _("I do not know")), *named])
        self.fields["person_email"].label = _("Her e-mail address, if you know it")
        self.fields["person_email"].help_text = _("Only of a living person, and only to ask her.")
        self.fields["person_email"].widget.attrs["autocomplete"] = "off"
        self.fields["nominator_email"].label = _("Your e-mail address")

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_living") is False:
            cleaned["person_email"] = ""
        if cleaned.get("person_email") and cleaned.get("person_email") == cleaned.get("nominator_email"):
            self.add_error("person_email", _("This is your own address. Leave the field empty if you do not know hers."))
        return cleaned

    @property
    def is_from_a_machine(self) -> bool:
        """Whether the hidden field is filled in, or the form came back faster than anybody types."""
        if self.data.get("homepage"):
            return True
        try:
            shown_at = signing.loads(self.data.get("shown_at", ""), salt=SALT)
        except signing.BadSignature:
            return True
        return time.time() - shown_at < LEAST_SECONDS
