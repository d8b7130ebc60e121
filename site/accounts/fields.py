"""Form fields for what people type about themselves."""

from __future__ import annotations

import unicodedata
from typing import Any

from allauth.account import fields as allauth_fields
from django import forms
from django.utils.translation import gettext_lazy as _

from common.text import collapse

NAME_LENGTH = 150
EMAIL_LENGTH = 254
# They turn the direction of everything after them: a name on a certificate must not reorder the sentence round it.
DIRECTION_CONTROLS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


class NameField(forms.CharField):
    """A name in any writing, composed (NFC) and without stray spaces; its length is counted after that."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Name"))
        kwargs.setdefault("help_text", _("As it should stand on a certificate. Any letters are welcome."))
        kwargs.setdefault("widget", forms.TextInput(attrs={"autocomplete": "name"}))
        kwargs.setdefault(
            "error_messages",
            {
                "required": _("Enter your name."),
                "max_length": _("The name has %(show_value)s characters; there is room for %(limit_value)s."),
            },
        )
        super().__init__(max_length=NAME_LENGTH, **kwargs)
        # A browser would cut a long name in silence; the answer says it.
        self.widget.attrs.pop("maxlength", None)

    def to_python(self, value: Any) -> str:
        name = collapse(str(super().to_python(value) or "").translate(DIRECTION_CONTROLS))
        is_visible = any(unicodedata.category(character)[0] in "LNPS" for character in name)
        return name if is_visible else ""


class EmailField(allauth_fields.EmailField):
    """An e-mail address in lower case that fits the column: allauth would cut a longer one, and the code would go to nobody."""

    def __init__(self, *, autocomplete: str = "email", **kwargs: Any) -> None:
        attrs = {"type": "email", "autocomplete": autocomplete, "autocapitalize": "none", "spellcheck": "false"}
        super().__init__(
            label=_("E-mail"),
            max_length=EMAIL_LENGTH,
            widget=forms.TextInput(attrs=attrs),
            error_messages={
                "required": _("Enter your e-mail address."),
                "invalid": _("Enter an e-mail address with an @, such as name@example.org."),
                "max_length": _("The address is too long."),
            },
            **kwargs,
        )
        self.widget.attrs.pop("maxlength", None)


class NewPasswordField(allauth_fields.SetPasswordField):
    """A password to be, typed once: the browser keeps it, and a reset is one code away."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        super().__init__(
            help_text=_("At least 10 characters. A few words in a row are easy to remember."),
            error_messages={"required": _("Enter a password.")},
            **kwargs,
        )


class CurrentPasswordField(allauth_fields.PasswordField):
    """The password that somebody has."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Password"))
        super().__init__(autocomplete="current-password", error_messages={"required": _("Enter your password.")}, **kwargs)


class CodeField(forms.CharField):
    """A code from an e-mail: digits of any script, with or without hyphens and spaces."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Code"))
        kwargs.setdefault("help_text", _("Eight digits. With or without the hyphen."))
        kwargs.setdefault("error_messages", {"required": _("Enter the code from the e-mail.")})
        attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "class": "input--code"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> str:
        typed = str(super().to_python(value) or "")
        return "".join(str(unicodedata.digit(character, character)) for character in typed)
