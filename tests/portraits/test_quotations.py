"""Quotations: the same words and the same certainty in every language."""

from __future__ import annotations

import uuid

import pytest
from django.core.exceptions import ValidationError

from portraits.models import Quotation
from portraits.models.pages import is_partial_date


def test_doubt_reaches_every_language_at_once(en, sv):
    key = uuid.uuid4()
    shared = {"text": "It is fun", "language": "en", "speaker": "A", "source": "A talk", "year": 2014, "translation_key": key}
    source = Quotation.objects.create(**shared, state="verified", locale=en)
    other = Quotation.objects.create(**shared, state="verified", translation="Det är roligt", locale=sv)
    source.state = "disputed"
    source.save()
    other.refresh_from_db()
    assert (other.state, other.translation) == ("disputed", "Det är roligt")


def test_verified_words_need_a_source_and_a_year():
    with pytest.raises(ValidationError):
        Quotation(text="It is fun", speaker="A", state="verified", source="A talk").clean()


@pytest.mark.parametrize("value", ["1901-02-29", "1900-04-31", "0000-01", "١٩٠٠", "1900-1", "yesterday"])
def test_a_day_that_no_calendar_has_is_refused(value):
    with pytest.raises(ValidationError):
        is_partial_date(value)


@pytest.mark.parametrize("value", ["1878-11-07", "1711-10", "1984", "2000-02-29"])
def test_as_much_of_a_date_as_is_certain_is_taken(value):
    is_partial_date(value)
