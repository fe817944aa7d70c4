"""The room that a chart's own letters need, so that Plotly need not measure it in the page."""

import re
from collections.abc import Iterable
from html import unescape
from math import ceil

# The margins are given, so that no tick need be measured: a browser lays the page out for each.
KEPT = {"automargin": False}
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


def beside(names: Iterable[str], size: float, around: int = AROUND) -> int:
    """The margin that the longest line of names needs beside a plot, in pixels.

    `names` are of that size of type, as Plotly takes them: lines parted by `<br>`; `around` is what
    stands on both sides of them.
    """
    widths = [extent(name, size) for name in names]
    return ceil(max(widths, default=0)) + around


def extent(name: str, size: float) -> float:
    """How wide the longest line of a name is in the page's font, in pixels, or a little more."""
    return max(_width(unescape(line), size) for line in MARKUP.split(name))


def _width(line: str, size: float) -> float:
    hundredths = sum(LETTER_WIDTHS.get(letter, WIDE) for letter in line)
    return hundredths * size / 100
