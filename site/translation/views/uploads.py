"""Files in: checked and shown before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.core import signing
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail_localize.models import Translation

from translation.files import Document, FileError, read_bundle
from translation.forms import UploadForm
from translation.models import Term
from translation.segments import load_many, load_segments
from translation.services.editing import write_strings
from translation.services.exporting import reference
from translation.services.importing import Plan, Verdict, plan
from translation.targets import known_target
from translation.views.access import access_to
from translation.views.files import FilesView
from translation.views.numbers import number_in

SALT = "translation.files"
# Between the check and the confirmation; a form field of a request has its limit as well (DATA_UPLOAD_MAX_MEMORY_SIZE).
CONFIRM_WITHIN = 2 * 60 * 60
MAX_CONFIRMATION = 2_000_000


@dataclass
class Checked:
    """One file of an upload: its plan, or why it cannot be taken."""

    name: str
    plan: Plan | None = None
    error: str = ""
    url: str = ""
    counts: list[tuple[str, Any, int]] = field(default_factory=list)


VERDICTS = {
    Verdict.NEW: gettext_lazy("New"),
    Verdict.CHANGED: gettext_lazy("Changed"),
    Verdict.UNCHANGED: gettext_lazy("Unchanged"),
    Verdict.EMPTY: gettext_lazy("Not translated in the file"),
    Verdict.UNFINISHED: gettext_lazy("Marked as unfinished"),
    Verdict.CONFLICT: gettext_lazy("Changed here since the file was made"),
    Verdict.SOURCE_CHANGED: gettext_lazy("Source has changed since the file was made"),
    Verdict.UNKNOWN: gettext_lazy("Not in this page"),
    Verdict.FAULTY: gettext_lazy("With errors"),
}
# Listed one by one, because somebody has to look.
TOLD = (Verdict.CONFLICT, Verdict.SOURCE_CHANGED, Verdict.UNKNOWN, Verdict.FAULTY, Verdict.UNFINISHED)


class UploadView(FilesView):
    """A file comes in: the report of what would happen. Nothing is written."""

    template_name = "translation/upload.html"
    page_title = gettext_lazy("Upload a file")

    @cached_property
    def translation(self) -> Translation | None:
        """The translation that the file is for; None where the file says it."""
        number = number_in(self.request.GET.get("translation", ""))
        records = Translation.objects.select_related("source__locale", "target_locale")
        return get_object_or_404(records, pk=number, enabled=True, target_locale__in=self.locales) if number is not None else None

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(upload=UploadForm(), translation=self.translation))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(upload=form, translation=self.translation), status=400)
        upload = form.cleaned_data["file"]
        try:
            read = read_bundle(upload.read(), upload.name)
        except FileError as error:
            form.add_error("file", error.message)
            return self.render_to_response(self.get_context_data(upload=form, translation=self.translation), status=400)
        checked = check_files(read, request.user, self.locales, self.translation)
        confirmation = signing.dumps(_packed(checked), key=f"{SALT}.{request.user.pk}", salt=SALT, compress=True)
        context = self.get_context_data(checked=checked, written=sum(len(item.plan.texts) for item in checked if item.plan))
        if len(confirmation) > MAX_CONFIRMATION:
            form.add_error("file", _("This file holds more new texts than can be taken over at once. Upload its pages one by one."))
            return self.render_to_response(self.get_context_data(upload=form, translation=self.translation), status=400)
        return self.render_to_response({**context, "confirmation": confirmation, "verdicts": TOLD})


def check_files(read: Iterable[tuple[str, Document | FileError]], user: Any, locales: list[Any], only: Translation | None) -> list[Checked]:
    """What each file would do."""
    files = list(read)
    ids = [found.id for _name, found in files if isinstance(found, Document) and found.id]
    allowed = {locale.pk for locale in locales}
    rows = Translation.objects.filter(uuid__in=ids, enabled=True).select_related("source__locale", "target_locale")
    records = {str(item.uuid): item for item in rows if item.target_locale_id in allowed}
    targets = [item for item in {*records.values(), only} if item is not None]
    segments = load_many(targets) if targets else {}
    terms = list(Term.objects.filter(language__in={item.target_locale.language_code for item in targets}))
    checked = []
    for name, found in files:
        if isinstance(found, FileError):
            checked.append(Checked(name, error=found.message))
            continue
        record = records.get(found.id) if found.id else only
        error = _objection(found, record, only, user)
        if error or record is None:
            checked.append(Checked(name, error=error))
            continue
        language = record.target_locale.language_code
        result = plan(record, segments[record.pk], found, [term for term in terms if term.language == language])
        counts = [(verdict.value, label, len(result.of(verdict))) for verdict, label in VERDICTS.items() if result.of(verdict)]
        checked.append(Checked(name, result, url=reverse("translation:workbench", args=[record.pk]), counts=counts))
    return checked


def _objection(found: Document, record: Translation | None, only: Translation | None, user: Any) -> str:
    """Why a document cannot be taken; empty if it can."""
    if record is None:
        return (
            _("The file does not say which page it belongs to. Upload it from the workbench of that page.")
            if not found.id
            else _("The file belongs to a page that is not here, or not yours to translate.")
        )
    if only is not None and record.pk != only.pk:
        return _("The file belongs to another page or language: “%(title)s”.") % {"title": record.source.object_repr}
    language = record.target_locale.language_code
    if found.target_language and found.target_language.split("-")[0] != language.split("-")[0]:
        return _("The file is in another language: %(language)s.") % {"language": found.target_language}
    return access_to(record, user, known_target(record)).reason


def _packed(checked: list[Checked]) -> list[Any]:
    """What is to be written, as small as it can be."""
    return [
        [item.plan.translation.pk, [[*place, text, seen] for place, (text, seen) in item.plan.texts.items()]]
        for item in checked
        if item.plan and item.plan.texts
    ]


@dataclass
class Written:
    """What was written of one translation."""

    title: str
    url: str
    count: int = 0
    conflicts: int = 0
    reason: str = ""


class ConfirmView(FilesView):
    """The confirmation: what was shown is written, except what has changed since."""

    template_name = "translation/uploaded.html"
    page_title = gettext_lazy("Upload a file")
    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            packed = signing.loads(request.POST.get("confirmation", ""), key=f"{SALT}.{request.user.pk}", salt=SALT, max_age=CONFIRM_WITHIN)
        except signing.BadSignature:
            return self.render_to_response(self.get_context_data(expired=True), status=400)
        records = Translation.objects.filter(pk__in=[pk for pk, _texts in packed], enabled=True, target_locale__in=self.locales)
        found = {item.pk: item for item in records.select_related("source__locale", "target_locale")}
        written = [write_file(found[pk], texts, request.user) for pk, texts in packed if pk in found]
        return self.render_to_response(self.get_context_data(written=written, count=sum(item.count for item in written)))


@transaction.atomic
def write_file(record: Translation, texts: list[list[Any]], user: Any) -> Written:
    """Write the texts of one translation that still replace what they were compared with."""
    Translation.objects.select_for_update().get(pk=record.pk)
    result = Written(record.source.object_repr, reverse("translation:workbench", args=[record.pk]))
    result.reason = access_to(record, user, known_target(record)).reason
    if result.reason:
        return result
    now = {segment.place: segment.text for segment in load_segments(record)}
    wanted = {}
    for context_id, string_id, text, seen in texts:
        place = (context_id, string_id)
        if place not in now or (reference(now[place]) != seen and now[place] != text):
            result.conflicts += 1
        else:
            wanted[place] = text
    write_strings(record, wanted, user=user, tool=_("File"))
    result.count = len(wanted)
    return result
