"""The journal as a plain text file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from courses.journal import Journal, JournalLesson

RULE = "-" * 60


def as_text(journal: Journal, made_at: datetime) -> str:
    """The whole journal in the active language. Lines end as every editor of text reads them, whatever they ended with before."""
    lines = [_("My journal"), _("Saved on %(date)s") % {"date": _day(made_at)}]
    for course in journal.courses:
        lines += ["", "", course.title, "=" * min(60, len(course.title))]
        for module in course.modules:
            lines += ["", _("Module %(number)s: %(title)s") % {"number": module.number, "title": module.title}]
            for lesson in module.lessons:
                lines += _lesson(lesson)
    if journal.elsewhere:
        lines += ["", "", _("From other lessons")]
        for lesson in journal.elsewhere:
            lines += _lesson(lesson)
    return "\r\n".join(line for text in lines for line in (text.splitlines() or [""])) + "\r\n"


def _lesson(lesson: JournalLesson) -> Iterator[str]:
    for entry in lesson.entries:
        yield from ("", RULE, lesson.title or _("A lesson that is no longer published"))
        if entry.prompt:
            yield entry.prompt
        yield from ("", entry.text.strip("\r\n"), "", _day(entry.written_at))


def _day(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "DATE_FORMAT")
