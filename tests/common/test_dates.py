"""Dates of which only a part is certain."""

from __future__ import annotations

import pytest

from common.dates import partial_date


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("1878-11-07", "en", "7 November 1878"),
        ("1878-11-07", "sv", "7 november 1878"),
        ("1878-11-07", "el", "7 Νοεμβρίου 1878"),
        ("1711-10", "en", "October 1711"),
        ("1711-10", "sv", "oktober 1711"),
        ("1984", "el", "1984"),
        ("", "en", ""),
    ],
)
def test_a_date_is_written_as_far_as_it_is_known(text, language, written):
    assert partial_date(text, language) == written


def test_what_is_no_date_is_refused():
    with pytest.raises(ValueError, match="invalid literal"):
        partial_date("around 1800")
