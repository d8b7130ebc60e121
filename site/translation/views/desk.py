"""Everything that lies on a translator's desk: one translation with its strings, each with what helps to translate it."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.utils.translation import get_language_info
from wagtail.models import Page
from wagtail_localize.models import StringSegment, Translation

from translation import quality, wording
from translation.models import Comment, Tally, Term
from translation.places import Crumb, Places, Spot
from translation.quality.terms import find_term
from translation.segments import Segment, load_segments
from translation.states import State
from translation.targets import known_target
from translation.views.access import Access, access_to
from translation.views.chips import Chip, chips, tags_of
from translation.views.typed import fingerprint, to_text


@dataclass
class Row:
    """One string as the workbench shows it. ``typed`` is what could not be saved, ``conflict`` what somebody else has written meanwhile."""

    segment: Segment
    spot: Spot
    attrs: Mapping[str, Any] = field(default_factory=dict)
    comments: Sequence[Comment] = ()
    terms: Sequence[Term] = ()
    findings: Sequence[quality.Finding] = ()
    author: str = ""
    typed: str | None = None
    conflict: str | None = None

    @property
    def id(self) -> int:
        return self.segment.id

    @property
    def state(self) -> State:
        return State(self.segment.state)

    @property
    def text(self) -> str:
        """What the field holds."""
        return self.typed if self.typed is not None else to_text(self.segment.text)

    @property
    def seen(self) -> str:
        return fingerprint(self.segment.text)

    @property
    def lines(self) -> int:
        """How high the field begins."""
        return min(12, max(1, len(self.segment.source) // 60 + 1, self.text.count("\n") + 1))

    @property
    def source_chips(self) -> list[Chip]:
        return chips(self.segment.source, self.attrs)

    @property
    def tags(self) -> list[str]:
        """The tags that belong into the translation."""
        return tags_of(self.segment.source)

    @property
    def source_changes(self) -> SafeString | None:
        """How the source came from the wording that was translated last."""
        previous = self.segment.previous
        return wording.as_html(wording.diff(previous.source, self.segment.source)) if previous and self.state != State.APPROVED else None

    @property
    def previous_text(self) -> str:
        """The translation of the previous wording."""
        return to_text(self.segment.previous.target) if self.segment.previous else ""

    @property
    def approved_text(self) -> str:
        """What readers have, where it is not what stands here."""
        approved = self.segment.approved
        return to_text(approved) if approved and approved != self.segment.text else ""

    @property
    def errors(self) -> list[quality.Finding]:
        return [finding for finding in self.findings if finding.is_error]

    @property
    def open_comments(self) -> list[Comment]:
        return [comment for comment in self.comments if comment.resolved_at is None]


@dataclass
class Group:
    """The strings of one block, question or child, or of the page itself."""

    key: str
    heading: tuple[Crumb, ...]
    rows: list[Row] = field(default_factory=list)

    @property
    def left(self) -> int:
        return sum(row.state.is_open for row in self.rows)


class Desk:
    """One translation, seen by one person. Reads are a fixed number of queries, and each only when it is asked for."""

    def __init__(self, translation: Translation, user: Any) -> None:
        self.translation = translation
        self.user = user

    @cached_property
    def target(self) -> Any:
        return known_target(self.translation)

    @cached_property
    def access(self) -> Access:
        return access_to(self.translation, self.user, self.target)

    @property
    def is_page(self) -> bool:
        return isinstance(self.target, Page)

    @property
    def title(self) -> str:
        return str(getattr(self.target, "draft_title", "") or self.target or self.translation.source.object_repr)

    @property
    def source_language(self) -> str:
        return settings.LANGUAGE_CODE

    @property
    def language(self) -> str:
        return str(self.translation.target_locale.language_code)

    @property
    def language_name(self) -> str:
        return dict(settings.LANGUAGES).get(self.language, self.language)

    @property
    def direction(self) -> str:
        return "rtl" if get_language_info(self.language)["bidi"] else "ltr"

    @cached_property
    def tally(self) -> Tally | None:
        return Tally.objects.filter(translation=self.translation).first()

    @cached_property
    def segments(self) -> list[Segment]:
        return load_segments(self.translation)

    @cached_property
    def places(self) -> Places:
        return Places(self.translation.source.as_instance())

    @cached_property
    def terms(self) -> list[Term]:
        return list(Term.objects.filter(language=self.language))

    @cached_property
    def rules(self) -> dict[int, quality.TermRule]:
        return {term.pk: quality.TermRule(term.term, term.translation, tuple(term.forbidden_forms)) for term in self.terms}

    def terms_in(self, segment: Segment) -> list[Term]:
        """The terms of the glossary that the source uses."""
        return [term for term in self.terms if find_term(term.term, segment.source, self.source_language)]

    def check(self, segment: Segment, text: str, terms: Sequence[Term] | None = None) -> list[quality.Finding]:
        """What is wrong or doubtful in a translation; nothing where there is none."""
        if not text:
            return []
        used = self.terms_in(segment) if terms is None else terms
        return quality.check(
            segment.source,
            text,
            language=self.language,
            max_length=self.places.find(segment.path).max_length,
            terms=[self.rules[term.pk] for term in used],
            source_language=self.source_language,
        )

    @cached_property
    def rows(self) -> list[Row]:
        """All strings in the order of the page."""
        return self.rows_of(self.segments)

    def rows_of(self, segments: Iterable[Segment]) -> list[Row]:
        """These strings with all that helps; three queries beside those of the strings themselves."""
        distinct = {segment.place: segment for segment in reversed(list(segments))}
        # A sentence that stands in one text twice has one translation.
        shown = sorted(distinct.values(), key=lambda segment: segment.order)
        attrs = dict(StringSegment.objects.filter(source=self.translation.source).exclude(attrs="{}").values_list("pk", "attrs"))
        comments: dict[tuple[int, int], list[Comment]] = defaultdict(list)
        for comment in self.translation.comments.select_related("author"):
            comments[comment.context_id, comment.string_id].append(comment)
        people = get_user_model()._default_manager.in_bulk({segment.translated_by for segment in shown if segment.translated_by})
        return [
            Row(
                segment=segment,
                spot=self.places.find(segment.path),
                attrs=json.loads(attrs.get(segment.id) or "null") or {},
                comments=comments[segment.place],
                terms=terms,
                findings=self.check(segment, segment.text, terms),
                author=str(people.get(segment.translated_by, "")),
            )
            for segment in shown
            for terms in [self.terms_in(segment)]
        ]

    @property
    def left(self) -> int:
        """How many strings a translator has still to see to."""
        return len({segment.place for segment in self.segments if State(segment.state).is_open})

    @cached_property
    def groups(self) -> list[Group]:
        """The strings by block or question."""
        groups: dict[str, Group] = {}
        for row in self.rows:
            groups.setdefault(row.spot.group, Group(row.spot.group, row.spot.heading)).rows.append(row)
        return list(groups.values())

    @property
    def faulty(self) -> list[Row]:
        """The rows whose errors keep the translation from being sent or approved: what a person has written."""
        return [row for row in self.rows if row.state == State.UNREVIEWED and (row.errors or row.segment.error)]
