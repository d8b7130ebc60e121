"""The six covers in the head of a course: its modules' plates, completed so that the block is always two rows of three."""

from __future__ import annotations

from courses.outline import CourseOutline

Cover = tuple[str, str, str]

# (motif, scheme) of the places that no module fills; neighbours differ.
SPARE = (
    ("bars", "mint"),
    ("waves", "lithium"),
    ("quarters", "violet"),
    ("network", "sodium"),
    ("contours", "copper"),
    ("tracks", "cobalt"),
)


def covers(outline: CourseOutline, seed: str) -> tuple[Cover, ...]:
    """(seed, motif, scheme) six times."""
    own = [(module.slug, module.motif, module.scheme) for module in outline.modules[: len(SPARE)]]
    spare = [(f"{seed}-{number}", motif, scheme) for number, (motif, scheme) in enumerate(SPARE, start=1)]
    return (*own, *spare[len(own) :])
