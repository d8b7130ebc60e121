"""Lists of choices."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from common.enums import Theme
from common.fields import ChoiceListField
from common.names import countries, country_name

FIELD = ChoiceListField("themes", vocabulary=Theme)


def test_values_stand_once_and_in_the_order_of_the_vocabulary():
    assert FIELD.clean(["curiosity", "belonging", "curiosity"], None) == ["belonging", "curiosity"]


@pytest.mark.parametrize("value", [["luck"], "belonging", {"belonging": 1}])
def test_what_is_not_in_the_vocabulary_is_refused(value):
    with pytest.raises(ValidationError):
        FIELD.clean(value, None)


def test_the_vocabulary_is_no_part_of_the_schema():
    _name, _path, args, kwargs = FIELD.deconstruct()
    assert not args
    assert set(kwargs) == {"default", "blank", "verbose_name"}


def test_a_form_offers_the_vocabulary():
    assert [value for value, _label in FIELD.formfield().choices] == Theme.values


def test_countries_have_names_in_every_language():
    assert country_name("SE", "el") == "Σουηδία"
    assert country_name("SE", "sv") == "Sverige"
    assert country_name("??") == "??"
    codes = [code for code, _name in countries()]
    assert "SE" in codes
    assert "EU" not in codes
