"""Games: rounds whose key stays on the server, cards that come back in time, results that are private."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.learners import Learner
from accounts.models import Guest, User
from portraits.leitner import BOXES, due_on, next_box
from portraits.models import CardBox, GameResult, TermCard
from portraits.rounds import Candidate, choose, order, score_match, score_timeline
from portraits.services import games
from tests.factories.pages import PortraitIndexPageFactory, PortraitPageFactory, make_tree

KEYS = st.lists(st.text("abcdef", min_size=1, max_size=6), min_size=2, max_size=8, unique=True)


class TestRounds:
    @given(KEYS, st.text(max_size=8))
    def test_the_order_is_one_of_the_keys_whatever_order_they_come_in(self, keys, seed):
        found = order(keys, seed=seed, secret="s", purpose="match")
        assert sorted(found) == sorted(keys)
        assert found == order(keys[::-1], seed=seed, secret="s", purpose="match")

    def test_the_order_needs_the_secret(self):
        keys = [str(number) for number in range(12)]
        assert order(keys, seed="x", secret="one", purpose="match") != order(keys, seed="x", secret="two", purpose="match")

    def test_a_timeline_has_no_year_twice(self):
        known = [Candidate(str(number), f"P{number}", "work", 1900 + number // 3) for number in range(30)]
        years = {candidate.key: candidate.year for candidate in known}
        for seed in "abcdefgh":
            chosen = [years[key] for key in choose(known, game="timeline", seed=seed, secret="s")]
            assert len(chosen) == len(set(chosen)) == 6

    @given(KEYS)
    def test_all_right_is_all_points(self, keys):
        score = score_match(keys, {key: key for key in keys})
        assert score.points == score.total == len(keys)

    @given(KEYS, st.randoms())
    def test_a_timeline_counts_pairs(self, keys, random):
        years = {key: 1900 + number for number, key in enumerate(keys)}
        right = {key: number for number, key in enumerate(keys, start=1)}
        shuffled = list(range(1, len(keys) + 1))
        random.shuffle(shuffled)
        places = dict(zip(keys, shuffled, strict=True))
        pairs = len(keys) * (len(keys) - 1) // 2
        assert score_timeline(keys, years, right).points == pairs
        assert score_timeline(keys, years, {key: -place for key, place in right.items()}).points == 0
        mirrored = {key: -place for key, place in places.items()}
        assert score_timeline(keys, years, places).points + score_timeline(keys, years, mirrored).points == pairs


class TestBoxes:
    def test_a_card_that_is_known_comes_back_later_and_later(self):
        box, days = 0, []
        for _time in range(7):
            box = next_box(box, known=True)
            days.append((due_on(box, date(2026, 1, 1)) - date(2026, 1, 1)).days)
        assert days == [1, 2, 4, 8, 16, 16, 16]
        assert box == BOXES

    @pytest.mark.parametrize("box", range(BOXES + 1))
    def test_a_card_that_is_not_known_comes_back_tomorrow(self, box):
        assert next_box(box, known=False) == 1


@pytest.fixture
def gallery(en):
    index = PortraitIndexPageFactory(parent=make_tree(en).home, locale=en)
    for number in range(7):
        PortraitPageFactory(parent=index, title=f"Person {number}", work=f"Work {number}", work_year=1900 + number, locale=en)
    return index


def read(html: str) -> tuple[str, list[str], dict[str, str]]:
    """The token, the lines in their order, and the number of each option."""
    token = re.search(r'name="round" value="([^"]+)"', html)[1]
    lines = re.findall(r'<label for="line-\d">([^<]+)</label>', html)
    options = {label: value for value, label in re.findall(r'<option value="(\d+)">([^<]+)</option>', html)}
    return token, lines, options


class TestPlaying:
    def right_answers(self, html: str) -> dict[str, str]:
        token, lines, options = read(html)
        chosen = {f"line-{number}": options[line.replace("Work", "Person")] for number, line in enumerate(lines, start=1)}
        return {"round": token, **chosen}

    def test_a_round_is_matched_counted_and_shown_with_the_portraits(self, client, gallery):
        html = client.get("/en/games/match/").content.decode()
        response = client.post("/en/games/match/", self.right_answers(html), follow=True)
        result = GameResult.objects.get()
        assert (result.points, result.total) == (5, 5)
        assert "5 of 5 points" in response.content.decode()
        assert response["Cache-Control"] == "private, no-store"

    def test_a_timeline_counts_the_pairs(self, client, gallery):
        token, lines, _options = read(client.get("/en/games/timeline/").content.decode())
        backwards = sorted(lines, reverse=True)
        answers = {f"line-{number}": str(backwards.index(line) + 1) for number, line in enumerate(lines, start=1)}
        client.post("/en/games/timeline/", {"round": token, **answers})
        assert (GameResult.objects.get().points, GameResult.objects.get().total) == (0, 15)

    def test_a_round_sent_twice_counts_once(self, client, gallery):
        answers = self.right_answers(client.get("/en/games/match/").content.decode())
        first = client.post("/en/games/match/", answers)
        second = client.post("/en/games/match/", answers | {"line-1": answers["line-2"], "line-2": answers["line-1"]})
        assert first.url == second.url
        assert GameResult.objects.get().points == 5

    def test_the_page_holds_nothing_that_tells_who_did_what(self, client, gallery):
        html = client.get("/en/games/match/").content.decode()
        token, _lines, options = read(html)
        data = games.signing.loads(token, salt=games.SALT)
        assert data["keys"] == sorted(data["keys"])
        assert list(options.values()) == ["1", "2", "3", "4", "5"]
        assert sorted(options) == list(options)
        assert not [key for key in data["keys"] if key in html.replace(token, "")]

    def test_what_is_missing_is_said_and_the_rest_stays(self, client, gallery):
        answers = self.right_answers(client.get("/en/games/match/").content.decode())
        del answers["line-3"]
        response = client.post("/en/games/match/", answers)
        html = response.content.decode()
        assert response.status_code == 422
        assert html.count("Choose one.") == 1
        assert html.count(" selected") == 4
        assert not GameResult.objects.exists()

    def test_a_name_chosen_twice_is_refused(self, client, gallery):
        answers = self.right_answers(client.get("/en/games/match/").content.decode())
        response = client.post("/en/games/match/", answers | {"line-1": answers["line-2"]})
        assert response.status_code == 422
        assert response.content.decode().count("Chosen twice.") == 2

    @pytest.mark.parametrize("token", ["", "made-up"])
    def test_a_token_that_is_not_ours_gets_a_new_round(self, client, gallery, token):
        response = client.post("/en/games/match/", {"round": token})
        assert "That round is over. Here is a new one." in response.content.decode()

    def test_a_round_of_one_game_is_none_of_the_other(self, client, gallery):
        token, _lines, _options = read(client.get("/en/games/match/").content.decode())
        assert "That round is over." in client.post("/en/games/timeline/", {"round": token}).content.decode()

    def test_too_few_portraits_are_said(self, client, en):
        PortraitIndexPageFactory(parent=make_tree(en).home, locale=en)
        assert "There are not enough portraits in this language yet." in client.get("/en/games/match/").content.decode()

    def test_nobody_sees_another_players_result(self, client, gallery):
        other = User.objects.create(email="other@example.org")
        admin = User.objects.create(email="admin@example.org", is_superuser=True, is_staff=True)
        result = GameResult.objects.create(user=other, game="match", seed="x", lines=[], points=0, total=5)
        url = f"/en/games/result/{result.pk}/"
        assert client.get(url).status_code == 404
        client.force_login(admin)
        assert client.get(url).status_code == 404
        client.force_login(other)
        assert client.get(url).status_code == 200

    def test_there_are_three_games_and_no_more(self, client, gallery):
        assert client.get("/en/games/").status_code == 200
        assert client.get("/en/games/poker/").status_code == 404


class TestCards:
    @pytest.fixture
    def cards(self, en):
        make_tree(en)
        return [TermCard.objects.create(term=f"Term {number}", meaning=f"Meaning {number}", locale=en) for number in range(3)]

    def test_the_meaning_is_shown_when_the_card_is_turned(self, client, cards):
        front = client.get("/en/games/cards/").content.decode()
        assert "Term 0" in front
        assert "Meaning 0" not in front
        assert "Meaning 0" in client.get(f"/en/games/cards/?card={cards[0].translation_key}").content.decode()

    def test_an_answer_leads_to_the_next_card(self, client, cards):
        client.post(f"/en/games/cards/{cards[0].translation_key}/", {"known": "yes"})
        assert "Term 1" in client.get("/en/games/cards/").content.decode()
        row = CardBox.objects.get()
        assert (row.box, row.due_on) == (1, timezone.localdate() + timedelta(days=1))

    def test_a_second_click_moves_no_card_twice(self, client, cards):
        for _time in range(2):
            client.post(f"/en/games/cards/{cards[0].translation_key}/", {"known": "yes"})
        assert CardBox.objects.get().box == 1

    def test_cards_that_are_due_come_before_new_ones(self, client, cards):
        user = User.objects.create(email="player@example.org")
        yesterday = timezone.localdate() - timedelta(days=1)
        CardBox.objects.create(user=user, card_key=cards[2].translation_key, box=3, due_on=yesterday)
        card, due = games.due_cards(learner=Learner(user=user), language="en")
        assert (card, due) == (cards[2], 3)
        games.answer_card(learner=Learner(user=user), card_key=cards[2].translation_key, known=False)
        assert CardBox.objects.get().box == 1

    def test_when_all_are_done_the_page_says_so(self, client, cards):
        for card in cards:
            client.post(f"/en/games/cards/{card.translation_key}/", {"known": "no"})
        assert "That is all for today." in client.get("/en/games/cards/").content.decode()

    def test_a_card_that_does_not_exist_is_not_found(self, client, en):
        make_tree(en)
        assert client.post(f"/en/games/cards/{games.uuid.uuid4()}/", {"known": "yes"}).status_code == 404


def test_what_a_guest_played_becomes_the_accounts(en):
    user, guest = User.objects.create(email="player@example.org"), Guest.objects.create()
    today = timezone.localdate()
    keys = [games.uuid.uuid4() for _number in range(2)]
    CardBox.objects.create(user=user, card_key=keys[0], box=1, due_on=today)
    CardBox.objects.create(guest=guest, card_key=keys[0], box=3, due_on=today + timedelta(days=4))
    CardBox.objects.create(guest=guest, card_key=keys[1], box=2, due_on=today)
    for seed in ("both", "theirs"):
        GameResult.objects.create(guest=guest, game="match", seed=seed, lines=[], points=1, total=5)
    GameResult.objects.create(user=user, game="match", seed="both", lines=[], points=2, total=5)
    assert games.merge_games(guest, user) == ["1 game from this browser was added to your account."]
    assert sorted(CardBox.objects.filter(user=user).values_list("box", flat=True)) == [2, 3]
    assert GameResult.objects.filter(user=user).count() == 2
    assert GameResult.objects.get(user=user, seed="both").points == 2
