"""What is wrong with a package, all of it at once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Problem:
    """One thing to mend. ``where`` is the path in the file, by names rather than numbers."""

    file: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.where}: {self.message}" if self.where else f"{self.file}: {self.message}"


class PackageError(Exception):
    """A package that cannot be imported; nothing of it was written."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass
class Place:
    """Where the reader stands; problems met there and below go to one list."""

    file: str
    names: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def at(self, *names: str) -> Place:
        """A place further down that reports to the same list."""
        return Place(self.file, (*self.names, *names), self.problems)

    def report(self, message: str) -> None:
        self.problems.append(Problem(self.file, "/".join(self.names), message))
