"""From a folder to a ``Package``: everything is read and checked, nothing is written."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from django.utils import translation

from courses.content.fields import read_fields
from courses.content.ids import as_uuid, derive, is_name
from courses.content.package import Package, PageContent, PageKind, PictureFile, placeholders
from courses.content.po import read_languages
from courses.content.problems import PackageError, Place, Problem
from courses.content.streams import check_keys
from courses.models import CoursePage, LessonPage, ModulePage

LESSON = PageKind(LessonPage, ("title", "lead", "minutes", "themes", "search_description", "body"))
MODULE = PageKind(
    ModulePage, ("title", "summary", "hours", "motif", "scheme", "search_description", "outcomes"), children="lessons", child=LESSON
)
COURSE = PageKind(
    CoursePage,
    (
        "title",
        "short_title",
        "lead",
        "search_description",
        "audience",
        "workload_hours",
        "licence",
        "motif",
        "scheme",
        "outcomes",
        "has_certificate",
        "certificate_note",
        "eqf_level",
        "participation",
        "assessment",
        "quality_assurance",
    ),
    child=MODULE,
)
MAX_BYTES = 5_000_000


class PackageReader:
    """Collects the problems and names of one package while its pages are read."""

    def __init__(self, folder: Path, name: str = "") -> None:
        self.folder = folder
        self.name = name or folder.name
        self.names: dict[str, str] = {}
        self.problems: list[Problem] = []
        self.slugs: dict[str, str] = {}

    def place(self, file: str) -> Place:
        return Place(file, (), self.problems)

    def load(self, file: str) -> dict[str, Any]:
        """A YAML file's mapping; an empty one if it cannot be read."""
        place = self.place(file)
        path = self.folder / file
        try:
            if path.stat().st_size > MAX_BYTES:
                place.report("is larger than 5 MB")
                return {}
            data = yaml.load(path.read_text(encoding="utf-8"), Loader=StrictLoader)  # noqa: S506  (a SafeLoader)
        except FileNotFoundError:
            place.report("does not exist")
            return {}
        except UnicodeDecodeError:
            place.report("is not UTF-8")
            return {}
        except (yaml.YAMLError, RecursionError) as error:
            place.report(f"is not valid YAML: {' '.join(str(error).split())[:300]}")
            return {}
        if not isinstance(data, dict):
            place.report("must be a mapping")
            return {}
        return data

    def page(self, kind: PageKind, data: Any, place: Place, *, parent: str = "", address: str | None = None, slug: str = "") -> PageContent:
        """A page and all below it. ``parent`` is the path above it in the package, ``address`` overrules the path on the site."""
        if not isinstance(data, dict):
            place.report("must be a mapping")
            data = {}
        optional = {"key", "slug", *kind.fields, *([kind.children] if kind.children else [])}
        check_keys(data, set(), optional, place)
        slug = self._slug(data.get("slug", slug), place)
        path = f"{parent}/{slug}" if parent else slug
        where = f"{self.name}/{path}"
        fields = read_fields(kind.model, kind.fields, data, place, self.names, (self.name, slug))
        for value in fields.values():
            self._check_pictures(value, place)
        page_address = path if address is None else address
        children = data.get(kind.children, []) if kind.children else []
        if not isinstance(children, list):
            place.at(kind.children).report("must be a list")
            children = []
        return PageContent(
            kind=kind,
            file=place.file,
            where="/".join(place.names),
            path=path,
            address=page_address,
            key=self._key(data.get("key"), where, place),
            slug=slug,
            fields=fields,
            children=tuple(self._child(kind, child, number, place, path, page_address) for number, child in enumerate(children, start=1)),
        )

    def _child(self, kind: PageKind, data: Any, number: int, place: Place, path: str, address: str) -> PageContent:
        slug = data.get("slug") if isinstance(data, dict) else None
        name = slug if isinstance(slug, str) else f"#{number}"
        assert kind.child is not None  # noqa: S101  (only kinds with children have a word for them)
        return self.page(kind.child, data, place.at(kind.children, name), parent=path, address=f"{address}/{name}".strip("/"))

    def _slug(self, slug: Any, place: Place) -> str:
        if not is_name(slug):
            place.report("needs a slug of lower-case letters, digits and hyphens")
            return "x"
        if slug in self.slugs:
            place.report(f"the slug {slug!r} is used twice in this package, also in {self.slugs[slug]}")
        self.slugs[slug] = place.file
        return str(slug)

    def _key(self, key: Any, path: str, place: Place) -> Any:
        if key is None:
            return derive(*path.split("/"))
        found = as_uuid(key) if isinstance(key, str) else None
        if found is None:
            place.at("key").report("must be a UUID")
        return found or derive(*path.split("/"))

    def _check_pictures(self, value: Any, place: Place) -> None:
        for found in placeholders(value):
            if isinstance(found, PictureFile) and not (self.folder / "media" / found.name).is_file():
                place.report(f"there is no picture media/{found.name}")

    def finish(self, pages: list[PageContent], mount: str | None) -> Package:
        """The package with its languages. Raises PackageError with all problems."""
        languages = read_languages(self.folder, self.problems)
        if self.problems:
            raise PackageError(self.problems)
        return Package(self.name, self.folder, mount, tuple(pages), self.names, languages)


def read_course(folder: Path, *, mount: str = "courses", name: str = "") -> Package:
    """The package of a course: ``course.yaml`` and one file for each module, in the order of their names."""
    with translation.override("en"):
        reader = PackageReader(folder, name)
        data = reader.load("course.yaml")
        if not data:
            raise PackageError(reader.problems)
        slug = str(data.get("slug", ""))
        address = f"{mount}/{slug}".strip("/")
        course = reader.page(COURSE, data, reader.place("course.yaml"), address=address)
        modules = []
        for path in sorted(folder.glob("*.yaml")):
            if path.name == "course.yaml":
                continue
            module = reader.load(path.name)
            if module:
                below = f"{address}/{module.get('slug', '')}"
                modules.append(reader.page(MODULE, module, reader.place(path.name), address=below))
        return reader.finish([replace(course, children=tuple(modules))], mount)


class StrictLoader(yaml.SafeLoader):
    """YAML without Python objects, without dates, and without keys that overwrite each other or names that multiply."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            event = self.peek_event()
            raise yaml.constructor.ConstructorError(None, None, "aliases are not allowed", event.start_mark)
        return super().compose_node(parent, index)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen = set()
        for key_node, _value in node.value:
            key = key_node.value
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} is there twice", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)


# A date would need quotes that nobody thinks of: "2024-02-11" is text.
StrictLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
