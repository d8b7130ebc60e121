"""Renamed blocks: for migrations that change the names in a StreamField.

Wagtail's ``MigrateStreamData`` rewrites pages and their revisions, but neither what wagtail-localize has kept of a source nor the content
paths at which its translations hang: a renamed field of a struct would lose them all. This operation is used in its place and does both.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from wagtail.blocks.migrations import utils
from wagtail.blocks.migrations.migrate_operation import MigrateStreamData

# Marks a leaf while operations run, to see where it comes out.
MARK = "\0"


class MigrateTranslatedStreamData(MigrateStreamData):
    """``MigrateStreamData``, for pages and snippets that are translated. The arguments are the same."""

    def migrate_stream_data_forward(self, apps: Any, schema_editor: Any) -> None:
        super().migrate_stream_data_forward(apps, schema_editor)
        model = apps.get_model(self.app_name, self.model_name)
        sources = apps.get_model("wagtail_localize", "TranslationSource")
        content_types = apps.get_model("contenttypes", "ContentType")
        content_type = content_types.objects.filter(app_label=self.app_name, model=self.model_name.lower()).first()
        if content_type is None:
            return
        for source in sources.objects.filter(specific_content_type=content_type).iterator(chunk_size=self.chunk_size):
            content = json.loads(source.content_json)
            if not content.get(self.field_name):
                continue
            before = json.loads(content[self.field_name])
            content[self.field_name] = json.dumps(self._changed(model, deepcopy(before)))
            source.content_json = json.dumps(content)
            source.save(update_fields=["content_json"])
            self._rename_contexts(apps, model, source, before)

    def _changed(self, model: Any, raw: Any) -> Any:
        for operation, path in self.operations_and_block_paths:
            raw = utils.apply_changes_to_raw_data(
                raw_data=raw, block_path_str=path, operation=operation, streamfield=getattr(model, self.field_name)
            )
        return raw

    def _rename_contexts(self, apps: Any, model: Any, source: Any, raw: Sequence[Any]) -> None:
        contexts = apps.get_model("wagtail_localize", "TranslationContext")
        from wagtail_localize.models import TranslationContext

        moved = renamed_paths(raw, self._changed(model, marked(raw)))
        for context in contexts.objects.filter(object_id=source.object_id, path__startswith=f"{self.field_name}."):
            rest = context.path.removeprefix(f"{self.field_name}.")
            # The address of a link is a further part, in quotes, of the path of its rich text.
            stem, quote, link = rest.partition(".'")
            if stem not in moved or moved[stem] == stem:
                continue
            context.path = f"{self.field_name}.{moved[stem]}{quote}{link}"
            context.path_id = TranslationContext._get_path_id(context.path)
            # localize works it out anew.
            context.field_path = ""
            context.save(update_fields=["path", "path_id", "field_path"])


def marked(raw: Any) -> Any:
    """The same data with the content path of each leaf as its value."""
    return _marked(deepcopy(list(raw)), ())


def _marked(node: Any, path: tuple[str, ...]) -> Any:
    if isinstance(node, list) and all(isinstance(item, dict) and "id" in item for item in node):
        for item in node:
            item["value"] = _marked(item["value"], (*path, item["id"]))
        return node
    if isinstance(node, dict):
        return {name: _marked(value, (*path, name)) for name, value in node.items()}
    return MARK + ".".join(path)


def renamed_paths(raw: Any, changed: Any) -> dict[str, str]:
    """Where each leaf of ``raw`` is in ``changed``, by localize's content paths; ``changed`` was made from ``marked(raw)``."""
    return dict(_leaves(changed, ()))


def _leaves(node: Any, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if isinstance(node, list):
        for item in node:
            if isinstance(item, dict) and "id" in item:
                yield from _leaves(item.get("value"), (*path, item["id"]))
    elif isinstance(node, dict):
        for name, value in node.items():
            yield from _leaves(value, (*path, name))
    elif isinstance(node, str) and node.startswith(MARK):
        yield node.removeprefix(MARK), ".".join(path)
