"""What Wagtail's own account page asks of a person."""

from __future__ import annotations

from wagtail.admin.views.account import NameEmailSettingsPanel

from accounts.forms.staff import OwnNameForm

# The panel is not replaceable by a setting; its stock form requires a first and a last name, which our accounts do not have.
NameEmailSettingsPanel.form_class = OwnNameForm
