"""What can go wrong with a machine translator, in words for the people who asked for a draft."""

from __future__ import annotations

# Named like Django's own, after what happened.
# ruff: noqa: N818
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LONGEST_REASON = 200


class MachineError(Exception):
    """A machine translator gave no answer that can be used. ``message`` is for people, in the language active when it is read; ``reason``
    is what the service itself said, in its own language, possibly nothing."""

    sentence: str | Promise = _("%(machine)s gave no draft.")

    def __init__(self, machine: str, reason: str = "") -> None:
        self.machine = machine
        self.reason = " ".join(reason.split())[:LONGEST_REASON]
        super().__init__(machine, self.reason)

    @property
    def message(self) -> str:
        text = str(self.sentence) % {"machine": self.machine}
        return f"{text} ({self.reason})" if self.reason else text

    def __str__(self) -> str:
        return self.message


class QuotaExceeded(MachineError):
    """Nothing more is translated in this period, or for this account."""

    sentence = _("The quota for %(machine)s is used up. Ask whoever looks after the account, or wait for the next period.")


class NotAuthorized(MachineError):
    """The key is missing, wrong or locked."""

    sentence = _("%(machine)s refused the key. Ask whoever runs this site to check it.")


class LanguageUnsupported(MachineError):
    """The service does not translate between these languages."""

    sentence = _("%(machine)s does not translate between these languages.")


class Unreachable(MachineError):
    """No answer: no connection, no answer in time, or the service is out of order."""

    sentence = _("%(machine)s does not answer at the moment. Try again later.")


class Busy(Unreachable):
    """Too many requests, also after waiting."""

    sentence = _("%(machine)s has too much to do at the moment. Try again later.")


class TooLong(MachineError):
    """A single text is longer than the service takes; the other texts are not affected."""

    sentence = _("At least one text is too long for %(machine)s.")


class BadAnswer(MachineError):
    """The service answered, but not with translations: another page, half an answer, or an address that leads elsewhere."""

    sentence = _("%(machine)s gave an answer that cannot be used. If it happens again, ask whoever runs this site to check its address.")
