"""Where names fit: the column at the left of the timeline, and stretches of its axis."""

import re
from collections.abc import Iterable
from html import unescape
from math import ceil
from textwrap import wrap
from typing import NamedTuple

import pandas as pd

# Letters in a line of a name: as many as leave a phone room for the marks.
LETTERS, MOST_LINES = 24, 3

# What parts lines and makes them bold, and the pixels that stand around a name.
MARKUP = re.compile("<[^>]*>")
AROUND = 9
# The widths of letters in the page's font, in hundredths of its size; `WIDE` is that of all others.
WIDE = 65
LETTER_WIDTHS = {
    " ": 20,
    **dict.fromkeys(".,:;'’·|ijlI", 26),
    **dict.fromkeys("!()[]{}-f", 31),
    **dict.fromkeys("/rt", 35),
    **dict.fromkeys("csvxyz", 47),
    **dict.fromkeys("aegk0123456789–FJLVXY", 51),
    **dict.fromkeys("bdhnopquAEST", 55),
    **dict.fromkeys("BCKPRZ", 59),
    **dict.fromkeys("wmMW%—…", 83),
}


class Extent(NamedTuple):
    """A stretch of time: the whole axis, or a mark."""

    start: pd.Timestamp
    end: pd.Timestamp


def in_lines(title: str) -> list[str]:
    """A name in a few short lines; of what is longer than that the beginning."""
    lines = wrap(title, LETTERS) or [title]
    if len(lines) <= MOST_LINES:
        return lines
    shown = lines[:MOST_LINES]
    return [*shown[:-1], f"{shown[-1][: LETTERS - 1]}…"]


def beside(names: Iterable[str], size: float) -> int:
    """The margin that the longest line of names needs beside a plot, in pixels.

    `names` are of that size of type, as Plotly takes them: lines parted by `<br>`.
    """
    lines = [line for name in names for line in MARKUP.split(name)]
    widths = [_width(unescape(line), size) for line in lines]
    return ceil(max(widths, default=0)) + AROUND


def _width(line: str, size: float) -> float:
    """How wide a line is in the page's font, in pixels, or a little more."""
    hundredths = sum(LETTER_WIDTHS.get(letter, WIDE) for letter in line)
    return hundredths * size / 100
