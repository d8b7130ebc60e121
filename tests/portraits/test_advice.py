"""What editors are told about a portrait, and what they may not publish."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from wagtail_factories import ImageFactory

from portraits.advice import advice
from portraits.models import PortraitPage
from tests.factories.pages import key_of

REFERENCES = {"type": "references", "id": str(key_of("r")), "value": {"items": [{"citation": "Nature 143", "url": ""}]}}
WHOLE = {"title": "Lise", "themes": ["exclusion"], "countries": ["AT"], "disciplines": ["physics"], "body": [REFERENCES]}


def timeline(keys: int) -> dict:
    moments = [{"year": str(1900 + number), "text": "T", "is_key": number < keys} for number in range(5)]
    return {"type": "timeline", "id": str(key_of("t")), "value": {"title": "In years", "items": moments}}


def test_a_whole_portrait_needs_no_advice():
    assert advice(PortraitPage(**WHOLE | {"body": [timeline(2), REFERENCES]})) == []


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"body": []}, "names no sources"),
        ({"themes": []}, "no lesson will suggest it"),
        ({"countries": []}, "readers who filter"),
        ({"body": [REFERENCES, timeline(3)]}, "3 years of the timeline are key years."),
    ],
)
def test_each_gap_has_its_sentence(change, words):
    (sentence,) = advice(PortraitPage(**WHOLE | change))
    assert words in sentence


@pytest.mark.django_db
@pytest.mark.parametrize("missing", ["photo_alt", "photo_credit", "photo_licence"])
def test_a_photograph_without_its_rights_is_refused(missing):
    fields = {"photo_alt": "A woman at a desk", "photo_credit": "An archive", "photo_licence": "cc0-1.0"} | {missing: ""}
    with pytest.raises(ValidationError, match="A photograph needs"):
        PortraitPage(**WHOLE, photo=ImageFactory(), **fields).clean()
