"""The blocks' own rules, asked of a package: an editor's form and a file obey the same ones."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks

from courses.content.package import PageLink, PictureFile, filled
from courses.content.problems import Place


def check_stream(block: blocks.BaseStreamBlock, raw: list[dict[str, Any]], place: Place, names: Mapping[str, str]) -> None:
    """Report what ``clean()`` says about a stream's raw data, each complaint at its place."""
    value = block.to_python(filled(raw, {}))
    try:
        block.clean(value)
    except ValidationError as error:
        for path, message in complaints(block, raw, error, names):
            place.at(*path).report(message)


def complaints(block: blocks.Block, raw: Any, error: ValidationError, names: Mapping[str, str]) -> Iterator[tuple[tuple[str, ...], str]]:
    """An error tree as a list of path and message. What a link or a picture lacks before it has a number is passed over."""
    if isinstance(raw, PageLink | PictureFile) or (isinstance(raw, dict) and isinstance(raw.get("image"), PictureFile)):
        return
    # The errors of blocks with parts carry what their parts say, and apart from it what they say themselves.
    parts: dict[str, Any] = vars(error)
    below: Mapping[Any, ValidationError] = parts.get("block_errors", {})
    for key, child_error in below.items():
        if isinstance(block, blocks.StructBlock):
            child, part, name = block.child_blocks[key], raw.get(key), key
        else:
            item = raw[key]
            child = block.child_block if isinstance(block, blocks.ListBlock) else block.child_blocks[item["type"]]
            part, name = item["value"], names.get(item["id"], item["id"])
        for path, message in complaints(child, part, child_error, names):
            yield (name, *path), message
    own: list[ValidationError] = parts["non_block_errors"].as_data() if "non_block_errors" in parts else [error]
    for complaint in own:
        yield from (((), str(message)) for message in complaint.messages)
