"""The front page, standing pages and the site's menus."""

from __future__ import annotations

from home.models.menus import Menu, MenuItem, SiteWords
from home.models.pages import HomePage, StandardPage

__all__ = ["HomePage", "Menu", "MenuItem", "SiteWords", "StandardPage"]
