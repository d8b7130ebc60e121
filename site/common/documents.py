"""Uploading documents."""

from __future__ import annotations

from typing import Any

from wagtail.documents.forms import BaseDocumentForm

from common.captions import read_captions


class DocumentForm(BaseDocumentForm):
    """A caption file has to be one: it is shown to readers as text."""

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.name.lower().endswith(".vtt") and "file" in self.changed_data:
            read_captions(file)
            file.seek(0)
        return file
