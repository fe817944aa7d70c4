"""Where names fit: marks in rows, and beside them as many names as a phone's screen has room for."""

import pandas as pd

# What is drawn is not told how wide it will stand: names that fit on the narrowest screen fit on every wider one.
NARROW = 320
LETTER, MARK = 6.4, 12
LONGEST = 26
Axis = tuple[pd.Timestamp, pd.Timestamp]
Extent = tuple[pd.Timestamp, pd.Timestamp]


def brief(text: str) -> str:
    """A name short enough to stand beside its mark."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip(" ,(–-") + "…"


def width(text: str, axis: Axis) -> pd.Timedelta:
    """How much of the axis a mark's name takes on the narrowest screen, beside the mark."""
    return (axis[1] - axis[0]) * ((len(text) * LETTER + MARK) / NARROW)


def reaches(label: str, start: pd.Timestamp, end: pd.Timestamp, axis: Axis) -> list[tuple[str, Extent]]:
    """The sides on which a name has room before the axis ends, the right one first, each with the days that mark and name then take."""
    wide = width(brief(label), axis)
    sides = [("right", (start, end + wide)), ("left", (start - wide, end))]
    return [(side, extent) for side, extent in sides if axis[0] <= extent[0] and extent[1] <= axis[1]]
