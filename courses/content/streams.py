"""Stream fields: from a file's lists to Wagtail's raw data, by the definitions of the blocks themselves."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from wagtail import blocks
from wagtail.images.blocks import ImageBlock

from courses.content import rich_text
from courses.content.ids import derive, is_name
from courses.content.package import PageLink, PictureFile
from courses.content.problems import Place


class StreamReader:
    """Reads the stream fields of one package; ``names`` collects which id came from which name."""

    def __init__(self, names: dict[str, str]) -> None:
        self.names = names

    def stream(self, block: blocks.BaseStreamBlock, data: Any, place: Place, path: tuple[str, ...]) -> list[dict[str, Any]]:
        """Children with their type. Where only one type is possible the file need not name it."""
        only = next(iter(block.child_blocks)) if len(block.child_blocks) == 1 else None
        children = []
        for item, below, item_id in self._items(data, place, path, {"value"} if only else {"type", "value"}, {"type"} if only else set()):
            kind = item.get("type", only)
            child = block.child_blocks.get(kind) if isinstance(kind, str) else None
            if child is None:
                below.report(f"unknown block type {kind!r}; known are {', '.join(sorted(block.child_blocks))}")
                continue
            children.append({"type": kind, "id": item_id, "value": self.value(child, item.get("value"), below, (*path, str(item["id"])))})
        return children

    def _list(self, block: blocks.ListBlock, data: Any, place: Place, path: tuple[str, ...]) -> list[dict[str, Any]]:
        return [
            {"type": "item", "id": item_id, "value": self.value(block.child_block, item.get("value"), below, (*path, str(item["id"])))}
            for item, below, item_id in self._items(data, place, path, {"value"}, set())
        ]

    def _items(
        self, data: Any, place: Place, path: tuple[str, ...], required: set[str], optional: set[str]
    ) -> list[tuple[Mapping[str, Any], Place, str]]:
        """The entries of a list that have an id of their own, each with its place and the id it gets."""
        if not isinstance(data, list):
            place.report("must be a list")
            return []
        found: list[tuple[Mapping[str, Any], Place, str]] = []
        seen = set()
        for number, item in enumerate(data, start=1):
            if not isinstance(item, dict):
                place.at(f"#{number}").report("must have an id and a value")
                continue
            name = item.get("id")
            if name is None:
                place.at(f"#{number}").report("needs an id")
                continue
            if not is_name(name):
                place.at(f"#{number}").report(f"bad id {name!r}: lower-case letters, digits and hyphens only")
                continue
            below = place.at(name)
            if name in seen:
                below.report("this id is used twice")
                continue
            seen.add(name)
            check_keys(item, {"id", *required}, optional, below)
            item_id = str(derive(*path, name))
            self.names[item_id] = name
            found.append((item, below, item_id))
        return found

    def value(self, block: blocks.Block, data: Any, place: Place, path: tuple[str, ...]) -> Any:
        """The raw value of any block."""
        if isinstance(block, ImageBlock):
            return picture(data, place)
        if isinstance(block, blocks.StructBlock):
            return self._struct(block, data, place, path)
        if isinstance(block, blocks.ListBlock):
            return self._list(block, data, place, path)
        if isinstance(block, blocks.BaseStreamBlock):
            return self.stream(block, data, place, path)
        return leaf(block, data, place)

    def _struct(self, block: blocks.StructBlock, data: Any, place: Place, path: tuple[str, ...]) -> dict[str, Any]:
        if not isinstance(data, dict):
            place.report("must be a mapping")
            return {}
        words = {file_word(name, child): name for name, child in block.child_blocks.items()}
        check_keys(data, set(), set(words), place)
        return {
            name: self.value(block.child_blocks[name], data[word], place.at(word), (*path, name))
            if word in data
            else default(block.child_blocks[name])
            for word, name in words.items()
        }


def file_word(name: str, block: blocks.Block) -> str:
    """What a struct's part is called in files: a page is given by its path."""
    return "path" if name == "page" and isinstance(block, blocks.PageChooserBlock) else name


def default(block: blocks.Block) -> Any:
    """The raw value of a part that a file leaves out. A list is empty: Wagtail's own default would hold an item with a random id."""
    if isinstance(block, blocks.ListBlock | blocks.BaseStreamBlock):
        return []
    if isinstance(block, blocks.StructBlock):
        return {name: default(child) for name, child in block.child_blocks.items()}
    value = block.get_prep_value(block.get_default())
    return plain_number(value) if isinstance(value, Decimal) else value


def check_keys(data: Mapping[Any, Any], required: set[str], optional: set[str], place: Place) -> None:
    """Report what is missing and what nobody knows."""
    for key in sorted(required - set(data)):
        place.report(f"{key!r} is missing")
    for key in data:
        if key not in required and key not in optional:
            place.report(f"unknown key {key!r}")


def plain_number(number: Decimal) -> str:
    """2, 2.0 and 2.00 as the same text."""
    text = format(number, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def picture(data: Any, place: Place) -> dict[str, Any]:
    """A picture of the media folder with its alternative text."""
    if not isinstance(data, dict):
        place.report("must be a mapping with file and alt_text")
        return {"image": None, "alt_text": "", "decorative": False}
    check_keys(data, {"file"}, {"alt_text", "decorative"}, place)
    name = text(data.get("file"), place.at("file"))
    if "/" in name or "\\" in name or name.startswith("."):
        place.at("file").report("must be the plain name of a file in the media folder")
    return {
        "image": PictureFile(name),
        "alt_text": text(data.get("alt_text", ""), place.at("alt_text")),
        "decorative": data.get("decorative", False) is True,
    }


def text(data: Any, place: Place) -> str:
    """Plain text without white space at its ends."""
    if isinstance(data, str):
        return data.strip()
    place.report("must be text (put numbers, dates, yes and no into quotes)")
    return ""


def leaf(block: blocks.Block, data: Any, place: Place) -> Any:
    """The raw value of a block without parts."""
    match block:
        case blocks.RichTextBlock():
            html = text(data, place)
            for complaint in rich_text.complaints(html, block.features or []):
                place.report(complaint)
            return rich_text.canonical(html)
        case blocks.PageChooserBlock():
            return PageLink(text(data, place).strip("/")) if data else None
        case blocks.BooleanBlock():
            if not isinstance(data, bool):
                place.report("must be true or false")
            return bool(data)
        case blocks.IntegerBlock():
            return integer(data, place, may_be_empty=not block.required)
        case blocks.DecimalBlock():
            return decimal(data, place, may_be_empty=not block.required)
        case blocks.ChoiceBlock():
            # Unquoted true and false are no text in YAML.
            return str(data).lower() if isinstance(data, bool) else text(data, place)
        case blocks.CharBlock() | blocks.TextBlock() | blocks.URLBlock():
            return text(data, place)
    place.report(f"a package cannot hold a {type(block).__name__}")
    return None


def integer(data: Any, place: Place, *, may_be_empty: bool = False) -> int | None:
    if data is None and may_be_empty:
        return None
    if isinstance(data, bool) or not isinstance(data, int):
        place.report("must be a whole number")
        return None
    return data


def decimal(data: Any, place: Place, *, may_be_empty: bool = False) -> str | None:
    """A number as text; a decimal fraction must be quoted, or YAML would round it."""
    if data is None and may_be_empty:
        return None
    if isinstance(data, bool) or not isinstance(data, int | str):
        place.report("must be a number, in quotes if it has decimals")
        return None
    try:
        number = Decimal(str(data).strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        place.report(f"{data!r} is not a number")
        return None
    if abs(number) >= Decimal(10) ** 20:
        place.report("is too large")
        return None
    # As it was written: 18.0 says more than 18.
    return format(number, "f")
