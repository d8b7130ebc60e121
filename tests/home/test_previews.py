"""Every block that an editor can choose shows itself before it is chosen: as the site looks, and in her language."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.blocks import Block
from wagtail.models import get_page_models
from wagtail.users.models import UserProfile

from common.fields import StreamField


def stream_blocks() -> dict[str, Block]:
    """The blocks of all pages' texts by name; one that several page types have is there once."""
    found = {}
    for model in get_page_models():
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                for name, block in field.stream_block.child_blocks.items():
                    found[f"{type(block).__name__}-{name}"] = block
    return found


BLOCKS = stream_blocks()


@pytest.mark.parametrize("name", BLOCKS)
def test_a_block_says_what_it_is(name: str) -> None:
    meta = BLOCKS[name].meta
    assert meta.icon != "placeholder"
    assert str(meta.label)
    assert str(meta.description or "")


@pytest.mark.django_db
@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
def test_every_block_shows_itself_in_the_editors_language(admin_client: Any, admin_user: Any, language: str) -> None:
    UserProfile.objects.update_or_create(user=admin_user, defaults={"preferred_language": language})
    blank = set()
    for name, block in BLOCKS.items():
        assert block.is_previewable, name
        response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
        html = response.content.decode()
        assert response.status_code == 200, name
        assert f'<html lang="{language}"' in html, name
        assert "css/site.css" in html, name
        assert "style=" not in html, name
        if not strip_tags(html.partition("<main")[2].partition(">")[2]).strip():
            blank.add(name)
    # It stands for a person of the gallery; there is none here.
    assert blank <= {"PortraitBlock-portrait"}
