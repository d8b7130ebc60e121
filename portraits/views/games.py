"""Three games with what the portraits tell. Forms of selects and buttons: played by keyboard, without JavaScript."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.learners import ensure_learner, get_learner
from common.languages import path_links
from common.personal import personal
from portraits.models import GameResult, PortraitPage, TermCard
from portraits.rounds import SIZES
from portraits.services import games


@personal
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The games, and this player's last rounds."""
    learner = get_learner(request)
    results = list(GameResult.objects.filter(**learner.owner)[:5]) if learner else []
    _card, due = games.due_cards(learner=learner, language=_language())
    return _page(request, "overview", {"games": GameResult.Game, "results": results, "due": due})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def play(request: HttpRequest, game: str) -> HttpResponse:
    """A new round, or the answers to one. What is missing is said at its place, and what was chosen stays."""
    if game not in SIZES:
        raise Http404
    if request.method != "POST":
        return _show(request, games.new_round(game, _language()), game)
    try:
        played = games.read_round(request.POST.get("round", ""), game, _language())
    except games.OverError:
        return _show(request, games.new_round(game, _language()), game, notice=_("That round is over. Here is a new one."))
    options = _options(played)
    typed = {line.key: request.POST.get(f"line-{number}", "") for number, line in enumerate(played.lines, start=1)}
    chosen = {key: options[value] for key, value in typed.items() if value in options}
    twice = len(set(chosen.values())) < len(chosen)
    if len(chosen) < len(typed) or twice:
        return _show(request, played, game, typed=typed, is_twice=twice, status=422)
    result = games.keep_result(learner=ensure_learner(request), played=played, chosen=chosen)
    return redirect("games:result", result_id=result.pk)


def _options(played: games.Round) -> dict[str, str]:
    """What may be chosen, by the number in the form: names by alphabet, or places."""
    if played.game == GameResult.Game.MATCH:
        return {str(number): line.key for number, line in enumerate(played.names, start=1)}
    return {str(number): str(number) for number in range(1, len(played.lines) + 1)}


def _show(
    request: HttpRequest,
    played: games.Round | None,
    game: str,
    *,
    typed: dict[str, str] | None = None,
    is_twice: bool = False,
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    typed = typed or {}
    known = _options(played) if played else {}
    values = [value for value in typed.values() if value]
    rows = [
        {
            "number": number,
            "work": line.work,
            "value": typed.get(line.key, ""),
            "is_missing": bool(typed) and typed.get(line.key, "") not in known,
            "is_double": values.count(typed.get(line.key, "")) > 1,
        }
        for number, line in enumerate(played.lines if played else (), start=1)
    ]
    is_match = game == GameResult.Game.MATCH
    choices = [(value, key) for value, key in known.items()]
    if played and is_match:
        choices = [(str(number), line.name) for number, line in enumerate(played.names, start=1)]
    context = {
        "game": GameResult.Game(game),
        "round": played,
        "rows": rows,
        "choices": choices,
        "is_match": is_match,
        "has_errors": bool(typed),
        "is_twice": is_twice,
        "notice": notice,
    }
    return _page(request, "play", context, status=status)


@personal
@require_safe
def result(request: HttpRequest, result_id: uuid.UUID) -> HttpResponse:
    """How a round went, with the way to each portrait. Anybody else's is not found."""
    learner = get_learner(request)
    if learner is None:
        raise Http404
    found = get_object_or_404(GameResult, pk=result_id, **learner.owner)
    keys = [line["key"] for line in found.lines]
    pages = PortraitPage.objects.live().filter(translation_key__in=keys, locale__language_code=_language(), alias_of=None)
    by_key = {str(page.translation_key): page for page in pages.defer_streamfields()}
    is_match = found.game == GameResult.Game.MATCH
    rows = [(by_key[line["key"]], by_key.get(line["chosen"]), line["chosen"]) for line in found.lines if line["key"] in by_key]
    places: dict[str, int] = {}
    if not is_match:
        rows.sort(key=lambda row: row[0].work_year)
        places = {str(page.translation_key): number for number, (page, _other, _chosen) in enumerate(rows, start=1)}
    lines = [
        {
            "page": page,
            "chosen": (other.title if other else "") if is_match else chosen,
            "is_right": other == page if is_match else places[str(page.translation_key)] == int(chosen),
        }
        for page, other, chosen in rows
    ]
    context = {"result": found, "lines": lines, "is_match": is_match}
    return _page(request, "result", context)


@personal
@require_safe
def cards(request: HttpRequest) -> HttpResponse:
    """The next term; ``?turned`` shows what it means and asks whether it was known."""
    card, due = games.due_cards(learner=get_learner(request), language=_language())
    asked = request.GET.get("card", "")
    is_turned = card is not None and asked == str(card.translation_key)
    portrait = None
    if card is not None and is_turned and card.portrait_id:
        sources = PortraitPage.objects.filter(pk=card.portrait_id).values("translation_key")
        pages = PortraitPage.objects.live().filter(translation_key__in=sources, locale__language_code=_language(), alias_of=None)
        portrait = pages.defer_streamfields().first()
    has_cards = card is not None or TermCard.objects.filter(locale__language_code=_language()).exists()
    context = {"card": card, "due": due, "is_turned": is_turned, "portrait": portrait, "has_cards": has_cards}
    return _page(request, "cards", context)


@personal
@require_POST
def answer(request: HttpRequest, card_key: uuid.UUID) -> HttpResponse:
    """Known or not; then the next one."""
    get_object_or_404(TermCard, translation_key=card_key, locale__language_code=_language())
    games.answer_card(learner=ensure_learner(request), card_key=card_key, known=request.POST.get("known") == "yes")
    return redirect("games:cards")


def _language() -> str:
    return get_language() or "en"


def _page(request: HttpRequest, template: str, context: Mapping[str, object], *, status: int = 200) -> HttpResponse:
    shared = {"is_personal": True, "language_links": path_links(request.path)}
    return render(request, f"portraits/games/{template}.html", {**shared, **context}, status=status)
