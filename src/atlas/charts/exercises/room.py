"""Where names fit: as many beside the marks as a phone's screen has room for."""

from enum import StrEnum
from functools import lru_cache
from textwrap import wrap
from typing import NamedTuple

import pandas as pd

# A drawing does not know how wide it will be: what fits on the narrowest screen fits on all.
# Widths of the plot on it, of a letter and of a mark are in pixels.
NARROW = 200
LETTER, MARK = 6.8, 12
# Letters: the longest line, and what stands in one line however short a second would be.
LONGEST, ONE_LINE = 24, 12
MOST_LINES = 3


class Side(StrEnum):
    """The side of its mark on which a name stands."""

    NONE = ""
    LEFT = "left"
    RIGHT = "right"


class Extent(NamedTuple):
    """A stretch of time: the whole axis, a mark, or a mark together with its name."""

    start: pd.Timestamp
    end: pd.Timestamp

    def overlaps(self, other: "Extent") -> bool:
        """Whether the two have more than an end in common."""
        return self.start < other.end and other.start < self.end


@lru_cache(maxsize=10_000)
def in_lines(text: str) -> str:
    """The whole name as it stands beside its mark, with line breaks where it takes several lines.

    They are of about one length. Blank where the name needs more room than that.
    """
    shortest = min(len(text), LONGEST) // MOST_LINES
    for letters in range(shortest, LONGEST + 1):
        lines = wrap(text, max(letters, ONE_LINE), break_long_words=False, break_on_hyphens=False)
        if len(lines) <= MOST_LINES and all(len(line) <= LONGEST for line in lines):
            return "\n".join(lines)
    return ""


def width(name: str, axis: Extent) -> pd.Timedelta:
    """How much of the axis a name of one or more lines takes beside its mark, at its narrowest."""
    letters = max(len(line) for line in name.split("\n"))
    share = (letters * LETTER + MARK) / NARROW
    return (axis.end - axis.start) * share


def sides_with_room(label: str, mark: Extent, axis: Extent) -> list[tuple[Side, Extent]]:
    """The sides on which a name ends before the axis does, the right one first.

    Each comes with the days that mark and name then take together.
    """
    name = in_lines(label)
    if not name:
        return []
    wide = width(name, axis)
    sides = [
        (Side.RIGHT, Extent(mark.start, mark.end + wide)),
        (Side.LEFT, Extent(mark.start - wide, mark.end)),
    ]
    return [
        (side, extent)
        for side, extent in sides
        if axis.start <= extent.start and extent.end <= axis.end
    ]
