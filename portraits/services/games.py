"""Playing: a round is made and counted once, a card goes into its box."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.db import transaction
from django.utils import timezone
from django.utils.translation import ngettext

from accounts.learners import Learner
from accounts.merging import merges_guests
from accounts.models import Guest, User
from accounts.owners import hold
from common.reading import readable
from portraits.leitner import due_on, next_box
from portraits.models import CardBox, GameResult, PortraitPage, TermCard
from portraits.rounds import SIZES, Candidate, Score, choose, order, score_match, score_timeline

SALT = "portraits.games"
TIME_TO_PLAY = timedelta(days=1)


class OverError(Exception):
    """The round is too old, is not one of ours, or a portrait of it is gone."""


@dataclass(frozen=True)
class Round:
    """A round in one language: ``lines`` in the order of play, ``names`` by alphabet; ``token`` brings it back."""

    game: str
    seed: str
    token: str
    lines: tuple[Candidate, ...]

    @property
    def names(self) -> tuple[Candidate, ...]:
        return tuple(sorted(self.lines, key=lambda line: line.name))


def candidates(language: str) -> list[Candidate]:
    """The portraits of a language: one query."""
    pages = readable(PortraitPage.objects.filter(locale__language_code=language)).order_by("path")
    return [
        Candidate(str(key), name, work, year)
        for key, name, work, year in pages.values_list("translation_key", "title", "work", "work_year")
    ]


def new_round(game: str, language: str) -> Round | None:
    """A round, or None where there are too few portraits for one."""
    seed = secrets.token_urlsafe(16)
    known = candidates(language)
    keys = choose(known, game=game, seed=seed, secret=settings.SECRET_KEY)
    if len(keys) < SIZES[game]:
        return None
    token = signing.dumps({"game": game, "seed": seed, "keys": keys}, salt=SALT, compress=True)
    return _round(game, seed, token, keys, known)


def read_round(token: str, game: str, language: str) -> Round:
    """The round of a token, in any language. Raises OverError."""
    try:
        data = signing.loads(token, salt=SALT, max_age=TIME_TO_PLAY)
    except signing.BadSignature as error:
        raise OverError from error
    if data["game"] != game:
        raise OverError
    return _round(game, data["seed"], token, data["keys"], candidates(language))


def _round(game: str, seed: str, token: str, keys: list[str], known: list[Candidate]) -> Round:
    by_key = {candidate.key: candidate for candidate in known}
    if not by_key.keys() >= set(keys):
        raise OverError
    played = order(keys, seed=seed, secret=settings.SECRET_KEY, purpose=game)
    return Round(game, seed, token, tuple(by_key[key] for key in played))


@transaction.atomic
def keep_result(*, learner: Learner, played: Round, chosen: Mapping[str, str]) -> GameResult:
    """Count a round: ``chosen`` is, for each line's key, the key of a name or a place. Sent again it is the same result."""
    learner = hold(learner)
    existing = GameResult.objects.filter(**learner.owner, seed=played.seed).first()
    if existing is not None:
        return existing
    score = count(played, chosen)
    return GameResult.objects.create(
        **learner.owner,
        game=played.game,
        seed=played.seed,
        lines=[{"key": line.key, "chosen": chosen[line.key]} for line in played.lines],
        points=score.points,
        total=score.total,
    )


def count(played: Round, chosen: Mapping[str, str]) -> Score:
    """The points of a round."""
    lines = [line.key for line in played.lines]
    if played.game == GameResult.Game.MATCH:
        return score_match(lines, chosen)
    years = {line.key: line.year for line in played.lines}
    return score_timeline(lines, years, {key: int(place) for key, place in chosen.items()})


def due_cards(*, learner: Learner | None, language: str) -> tuple[TermCard | None, int]:
    """The card that is next, and how many are due today: those that came up again first, then new ones. Two queries."""
    cards = list(TermCard.objects.filter(locale__language_code=language).order_by("pk"))
    boxes = {row.card_key: row for row in CardBox.objects.filter(**learner.owner)} if learner else {}
    today = timezone.localdate()
    again = sorted(
        (card for card in cards if card.translation_key in boxes and boxes[card.translation_key].due_on <= today),
        key=lambda card: boxes[card.translation_key].due_on,
    )
    due = [*again, *(card for card in cards if card.translation_key not in boxes)]
    return (due[0] if due else None), len(due)


@transaction.atomic
def answer_card(*, learner: Learner, card_key: uuid.UUID, known: bool) -> CardBox:
    """Put a card into its next box. A card that is not due stays where it is: a second click must not move it twice."""
    learner = hold(learner)
    today = timezone.localdate()
    row = CardBox.objects.filter(**learner.owner, card_key=card_key).first()
    if row is not None and row.due_on > today:
        return row
    box = next_box(row.box if row else 0, known=known)
    row = row or CardBox(**learner.owner, card_key=card_key)
    row.box = box
    row.due_on = due_on(box, today)
    row.save()
    return row


@merges_guests
def merge_games(guest: Guest, user: User) -> list[str]:
    """Rounds move over; of a card the box that is further is kept."""
    seeds = set(GameResult.objects.filter(user=user).values_list("seed", flat=True))
    moved = GameResult.objects.filter(guest=guest).exclude(seed__in=seeds).update(user=user, guest=None)
    mine = {row.card_key: row for row in CardBox.objects.filter(user=user)}
    for theirs in CardBox.objects.filter(guest=guest):
        own = mine.get(theirs.card_key)
        if own is None:
            CardBox.objects.filter(pk=theirs.pk).update(user=user, guest=None)
        elif theirs.box > own.box:
            CardBox.objects.filter(pk=own.pk).update(box=theirs.box, due_on=theirs.due_on)
    if not moved:
        return []
    return [
        ngettext(
            "%(count)s game from this browser was added to your account.",
            "%(count)s games from this browser were added to your account.",
            moved,
        )
        % {"count": moved}
    ]
