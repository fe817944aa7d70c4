"""The lanes of the courses: each as high as the lines of its name."""

import textwrap
from collections.abc import Mapping

# Letters in a line of a name: as many as leave a phone room for the bars.
LINES, LETTERS = 3, 28
# Pixels: a line of a name, and what stands above and beneath its lines.
LINE, BESIDE = 16, 6


def in_lines(label: str) -> list[str]:
    """A label in three lines at most; the whole one is said when a lane is pointed at."""
    lines = textwrap.wrap(label, LETTERS)
    if len(lines) > LINES:
        return [*lines[: LINES - 1], lines[LINES - 1][: LETTERS - 1] + "…"]
    return lines


def lane_height(lines: list[str]) -> int:
    """That of a lane: as much as its name takes."""
    return LINE * len(lines) + BESIDE


def middles_of(names: Mapping[str, list[str]]) -> tuple[dict[str, float], int]:
    """The middle of each lane from the top, and where the last one ends, in pixels."""
    middles = {}
    top = 0
    for identifier, lines in names.items():
        height = lane_height(lines)
        middles[identifier] = top + height / 2
        top += height
    return middles, top
