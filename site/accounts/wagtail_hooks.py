"""What Wagtail asks of a person: her name on its account page, her language everywhere."""

from __future__ import annotations

from wagtail.admin.views.account import LocaleSettingsPanel, NameEmailSettingsPanel
from wagtail.users.models import UserProfile

from accounts.forms.staff import OwnLocaleForm, OwnNameForm
from accounts.staff_language import preferred_language

# The panels are not replaceable by a setting. The stock form of one requires a first and a last name, which our accounts do not have; that
# of the other offers the server's language, which nobody gets.
NameEmailSettingsPanel.form_class = OwnNameForm
LocaleSettingsPanel.form_class = OwnLocaleForm

# Nor is the profile: it would write to everybody in the language of whoever happens to press the button.
UserProfile.get_preferred_language = preferred_language
