"""Courses as files: content packages of YAML, PO files and pictures, read, written and compared.

A package is read whole (``reader``), and every problem in it is reported at once before anything is written (``importer``). Languages come
through wagtail-localize (``translations``). ``exporter`` writes a package that the reader accepts. See docs/content-packages.md.
"""

from __future__ import annotations

from courses.content.importer import ImportReport, import_packages
from courses.content.package import Package, PageContent, PageKind
from courses.content.problems import PackageError, Problem
from courses.content.reader import COURSE, LESSON, MODULE, read_course

__all__ = [
    "COURSE",
    "LESSON",
    "MODULE",
    "ImportReport",
    "Package",
    "PackageError",
    "PageContent",
    "PageKind",
    "Problem",
    "import_packages",
    "read_course",
]
