"""What lies beneath the marks of the map: sea, land and borders, and the names of countries."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from atlas.charts import theme
from atlas.charts.map.globe import middles, outlines

# The countries that are named, in the order in which they take the room there is.
COUNTRIES = {
    "RUS": "Russia",
    "CHN": "China",
    "KAZ": "Kazakhstan",
    "IND": "India",
    "IRN": "Iran",
    "JPN": "Japan",
    "MNG": "Mongolia",
    "PAK": "Pakistan",
    "TUR": "Turkey",
    "UKR": "Ukraine",
    "SAU": "Saudi Arabia",
    "IDN": "Indonesia",
    "VNM": "Vietnam",
    "MMR": "Myanmar",
    "UZB": "Uzbekistan",
    "AFG": "Afghanistan",
    "ZAF": "South Africa",
    "AUS": "Australia",
    "EGY": "Egypt",
    "PRK": "North Korea",
}
# Pixels: the width of a letter, the height of a line.
LETTER, LINE = 7, 16
# Where else a name may stand in the large countries, kilometres from the middle.
LARGE = {"RUS", "CHN", "KAZ"}
MIDDLE = (0, 0)
BESIDE = (
    MIDDLE,
    (0, -350),
    (0, 350),
    (-500, 0),
    (500, 0),
    (-500, 350),
    (500, 350),
    (-900, 100),
    (900, 100),
    (0, 600),
    (-600, 600),
    (600, 600),
    (-300, -350),
)
# A name touches neither a mark nor another name on a map as wide and high (pixels) as a phone's.
PHONE = (340, 420)
# Where their marks are dense the large countries are named all the same: then clear of marks on a
# wide map alone, which takes this share of the room.
DENSE = 0.4


class Frame(NamedTuple):
    """A part of the page in kilometres from the globe's centre."""

    west: float
    east: float
    south: float
    north: float

    @property
    def width(self) -> float:
        """From west to east."""
        return self.east - self.west

    @property
    def height(self) -> float:
        """From south to north."""
        return self.north - self.south


class Name(NamedTuple):
    """A country's name and the middle of it on the page."""

    text: str
    x: float
    y: float

    @property
    def half(self) -> float:
        """Half of its width in pixels."""
        return len(self.text) * LETTER / 2


def shapes(rim: float) -> list[dict[str, Any]]:
    """Sea, land and borders, up to so many kilometres from the centre."""
    land, borders = outlines(rim)
    under = {"layer": "below", "xref": "x", "yref": "y"}
    no_line = {"width": 0}
    circle = {"x0": -rim, "x1": rim, "y0": -rim, "y1": rim}
    border = {"width": 0.75, "color": theme.GROUND["border"]}
    sea_look = {"fillcolor": theme.GROUND["sea"], "line": no_line}
    land_look = {"fillcolor": theme.GROUND["land"], "line": no_line}
    return [
        {**under, "type": "circle", **circle, **sea_look},
        {**under, "type": "path", "path": land, **land_look},
        {**under, "type": "path", "path": borders, "line": border},
    ]


def country_names(marks: pd.DataFrame, frame: Frame) -> theme.Trace:
    """Names of countries near their middles; the first thing drawn, so that no mark is covered.

    `marks` have x, y (kilometres) and `radius` (pixels). A country without room is not named.
    """
    scale = max(frame.width / PHONE[0], frame.height / PHONE[1])
    named: list[Name] = []
    for code, text in COUNTRIES.items():
        for name, share in _candidates(code, text):
            clear = _is_inside(name, frame, scale) and _is_apart(name, named, scale)
            if clear and _is_off_marks(name, marks, scale * share):
                named.append(name)
                break
    return {
        "type": "scatter",
        "mode": "text",
        "name": "Countries",
        "text": [name.text for name in named],
        "x": [round(name.x, 1) for name in named],
        "y": [round(name.y, 1) for name in named],
        "textfont": {"size": 12},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _candidates(code: str, text: str) -> Iterator[tuple[Name, float]]:
    """Where a country's name may stand, the best first, and how much room it then needs."""
    x, y = middles()[code]
    if code not in LARGE:
        yield Name(text, x, y), 1.0
        return
    for share in (1.0, DENSE):
        for right, up in BESIDE:
            yield Name(text, x + right, y + up), share


def _is_inside(name: Name, frame: Frame, scale: float) -> bool:
    half = name.half * scale
    is_between = frame.west + half < name.x < frame.east - half
    return is_between and frame.south < name.y < frame.north


def _is_apart(name: Name, others: list[Name], scale: float) -> bool:
    for other in others:
        is_beside = abs(name.x - other.x) > (name.half + other.half) * scale
        is_above = abs(name.y - other.y) > LINE * scale
        if not (is_beside or is_above):
            return False
    return True


def _is_off_marks(name: Name, marks: pd.DataFrame, scale: float) -> bool:
    across = (marks["x"] - name.x).abs() < (name.half + marks["radius"]) * scale
    along = (marks["y"] - name.y).abs() < (LINE / 2 + marks["radius"]) * scale
    return not (across & along).any()
