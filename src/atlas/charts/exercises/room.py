"""Where names fit: marks in rows, and beside them as many names as a phone's screen has room for."""

from textwrap import wrap

import pandas as pd

# What is drawn is not told how wide it will stand: names that fit on the narrowest screen fit on every wider one.
NARROW = 320
LETTER, MARK = 6.4, 12
LONGEST, LINES, ONE_LINE = 32, 2, 24
Axis = tuple[pd.Timestamp, pd.Timestamp]
Extent = tuple[pd.Timestamp, pd.Timestamp]


def in_lines(text: str) -> str:
    """The whole name as it stands beside its mark: in one line, or in two of about one length; blank where it needs more room than that."""
    for letters in range(min(len(text), LONGEST) // LINES, LONGEST + 1):
        lines = wrap(text, max(letters, ONE_LINE), break_long_words=False, break_on_hyphens=False)
        if len(lines) <= LINES and all(len(line) <= LONGEST for line in lines):
            return "\n".join(lines)
    return ""


def width(name: str, axis: Axis) -> pd.Timedelta:
    """How much of the axis a mark's name (of one or more lines) takes on the narrowest screen, beside the mark."""
    return (axis[1] - axis[0]) * ((max(map(len, name.split("\n"))) * LETTER + MARK) / NARROW)


def reaches(
    label: str, start: pd.Timestamp, end: pd.Timestamp, axis: Axis
) -> list[tuple[str, Extent]]:
    """The sides on which a name has room before the axis ends, the right one first, each with the days that mark and name then take."""
    name = in_lines(label)
    if not name:
        return []
    wide = width(name, axis)
    sides = [("right", (start, end + wide)), ("left", (start - wide, end))]
    return [
        (side, extent) for side, extent in sides if axis[0] <= extent[0] and extent[1] <= axis[1]
    ]
