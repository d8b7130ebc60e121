"""Captions as text: from a WebVTT file to what is said when.

A file is somebody's upload. It is read up to a limit, and everything that is no plain cue (settings, styles, regions, comments, markup) is
left out: what comes out is text and numbers. The format: https://www.w3.org/TR/webvtt1/
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from html import unescape
from typing import IO, TYPE_CHECKING

from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from wagtail.documents.models import AbstractDocument

MAX_BYTES = 1_000_000
MAX_CUES = 5_000
# Characters of one cue: a long sentence is two hundred.
MAX_CUE = 2_000
# Captions of ten hours.
MAX_SECONDS = 36_000
DAY = 24 * 60 * 60

TIME = r"(?:(\d{1,3}):)?([0-5]\d):([0-5]\d)\.(\d{3})"
TIMING = re.compile(rf"^{TIME}[ \t]+-->[ \t]+{TIME}(?:[ \t].*)?$")
TAG = re.compile(r"<[^<>]{0,200}>")
# Blocks that are no cues.
OTHER_BLOCKS = ("NOTE", "STYLE", "REGION")


@dataclass(frozen=True)
class Cue:
    """What is said from ``start`` to ``end``, in seconds."""

    start: float
    end: float
    text: str

    @property
    def clock(self) -> str:
        """The beginning as people write it: 1:02:03 or 2:03."""
        minutes, seconds = divmod(int(self.start), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def read_captions(file: IO[bytes]) -> tuple[Cue, ...]:
    """The cues of an open file. Raises ValidationError that says what is wrong with it."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise ValidationError(
            _("The caption file is larger than 1 MB. Captions of a whole film are about a tenth of that: is it the right file?")
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ValidationError(_("The caption file is not text in UTF-8. Save it again with that encoding.")) from error
    if "\0" in text:
        raise ValidationError(_("The caption file is not text in UTF-8. Save it again with that encoding."))
    return parse_captions(text)


def parse_captions(text: str) -> tuple[Cue, ...]:
    """The cues in their order. Raises ValidationError."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    if lines[0] != "WEBVTT" and not lines[0].startswith(("WEBVTT ", "WEBVTT\t")):
        raise ValidationError(_("The caption file is not WebVTT: its first line must be WEBVTT."))
    cues = []
    for number, block in blocks(lines):
        if block[0].startswith(OTHER_BLOCKS):
            continue
        cue = read_cue(number, block)
        if cue:
            cues.append(cue)
        if len(cues) > MAX_CUES:
            raise ValidationError(_("The caption file has more than %(limit)s captions.") % {"limit": MAX_CUES})
    if not cues:
        raise ValidationError(_("There is no caption in the file."))
    return tuple(sorted(cues, key=lambda cue: cue.start))


def blocks(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Runs of lines between empty ones after the header, each with the number of its first line."""
    found: list[tuple[int, list[str]]] = []
    is_inside = True
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            is_inside = False
        elif is_inside and found:
            found[-1][1].append(line)
        elif not is_inside:
            found.append((number, [line]))
            is_inside = True
    return found


def read_cue(number: int, block: list[str]) -> Cue | None:
    """One cue, which may have a name in its first line; None for one that says nothing. Raises ValidationError."""
    at = 0 if "-->" in block[0] else 1
    timing = TIMING.match(block[at].strip()) if at < len(block) and len(block[at]) < 200 else None
    if timing is None:
        raise ValidationError(
            _("Line %(number)s of the caption file is not in order: a caption begins with its times, such as 00:01.000 --> 00:04.000.")
            % {"number": number + min(at, len(block) - 1)}
        )
    start, end = seconds(timing.groups()[:4]), seconds(timing.groups()[4:])
    if end <= start or end > MAX_SECONDS:
        raise ValidationError(
            _("Line %(number)s of the caption file: a caption ends after it begins, and within ten hours.") % {"number": number + at}
        )
    words = " ".join(unescape(TAG.sub("", " ".join(block[at + 1 :]))).split())
    if len(words) > MAX_CUE:
        raise ValidationError(
            _("Line %(number)s of the caption file: the caption is longer than %(limit)s characters.")
            % {"number": number + at, "limit": MAX_CUE}
        )
    return Cue(start, end, words) if words else None


def seconds(parts: tuple[str | None, ...]) -> float:
    """Hours (which may be left out), minutes, seconds and thousandths as seconds."""
    hours, minutes, whole, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + whole + thousandths / 1000


def cues_of(document: AbstractDocument) -> tuple[Cue, ...]:
    """The cues of a document, parsed once for each version of its file; none where it cannot be read, so that the page can."""
    key = f"captions:{document.pk}:{hashlib.sha256(document.file.name.encode()).hexdigest()[:16]}:{document.file_hash}"
    known: tuple[Cue, ...] | None = cache.get(key)
    if known is None:
        try:
            with document.file.open("rb") as file:
                known = read_captions(file)
        except OSError:
            # The store is away for now: ask again next time.
            return ()
        except ValidationError:
            known = ()
        cache.set(key, known, DAY)
    return known
