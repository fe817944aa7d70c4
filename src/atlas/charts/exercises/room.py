"""Where names fit: the column at the left of the timeline, and stretches of its axis."""

from datetime import datetime
from textwrap import wrap
from typing import NamedTuple

# Letters in a line of a name: as many as leave a phone room for the marks.
LETTERS, MOST_LINES = 24, 3


class Extent(NamedTuple):
    """A stretch of time: the whole axis, or a mark."""

    start: datetime
    end: datetime


def in_lines(title: str) -> list[str]:
    """A name in a few short lines; of what is longer than that the beginning."""
    lines = wrap(title, LETTERS) or [title]
    if len(lines) <= MOST_LINES:
        return lines
    shown = lines[:MOST_LINES]
    return [*shown[:-1], f"{shown[-1][: LETTERS - 1]}…"]
