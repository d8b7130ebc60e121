"""Pictures of a package in the image library: the same file is one image, however often it is imported."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.images import get_image_model

MAX_PIXELS = 25_000_000


def picture_number(path: Path) -> int:
    """The number of the image made from this file."""
    model = get_image_model()
    data = path.read_bytes()
    found = model.objects.filter(file_hash=hashlib.sha1(data, usedforsecurity=False).hexdigest()).order_by("pk").first()
    if found is None:
        with path.open("rb") as file:
            found = model(title=path.stem.replace("-", " ").capitalize(), file=ImageFile(file, name=path.name))
            found.save()
        found.get_file_hash()
    return int(found.pk)


def picture_complaint(path: Path) -> str:
    """Why a file cannot be a picture here; empty if it can."""
    if path.suffix.lower().removeprefix(".") not in settings.WAGTAILIMAGES_EXTENSIONS:
        return f"{path.name} is not of a kind that can be shown"
    try:
        picture = forms.ImageField().clean(SimpleUploadedFile(path.name, path.read_bytes())).image
    except ValidationError:
        return f"{path.name} is not a picture"
    return f"{path.name} is too large" if picture.width * picture.height > MAX_PIXELS else ""
