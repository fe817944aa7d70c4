"""The pictures of a document: every figure as vectors and as pixels.

The same figure gives the same bytes: Plotly draws its names of parts by lot, and here they are
numbered.
"""

import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

import plotly.graph_objects as go

from atlas.briefing.document import Document, Drawing, Room
from atlas.briefing.panels import natives
from atlas.export.browser import NotPrintedError
from atlas.export.drawn import vectors_and_pixels

SCALE = 1.5
# Pictures of so many figures are kept: two full briefings, some 20 MB.
MOST_KEPT = 40
BY_LOT = re.compile(r"\btrace[0-9a-f]{6}\b")
OWN_ID = re.compile(r'\bid="([^"]+)"')
NO_BROWSER = (
    "No browser was found on the machine that made this, so charts that have no form of their own "
    "here stand as their tables alone."
)

Made = tuple[bytes, bytes]
_kept: OrderedDict[str, Made] = OrderedDict()
_drawing = Lock()


@dataclass(frozen=True, eq=False)
class Picture:
    """A drawing as SVG and as PNG, with its width and height in pixels of its layout."""

    svg: bytes
    png: bytes
    width: int
    height: int


@dataclass(frozen=True, eq=False)
class Pictures:
    """The drawing and the picture of each section that has one, by its place.

    `problem` says why there is no picture, where there is none.
    """

    drawings: Mapping[int, Drawing] = field(default_factory=dict)
    by_place: Mapping[int, Picture] = field(default_factory=dict)
    problem: str = ""

    @classmethod
    def of(cls, document: Document, room: Room) -> "Pictures":
        """Draw every figure of a document for a room, but what slides draw by themselves."""
        drawings: dict[int, Drawing] = {}
        for place, section in enumerate(document.sections):
            if section.draw:
                drawings[place] = section.draw(room)
        by_place = {place: drawing.figure for place, drawing in drawings.items()}
        if room is Room.SLIDE:
            by_place = {place: own for place, own in by_place.items() if not natives(own)}
        if not by_place:
            return cls(drawings)
        figures = list(by_place.values())
        try:
            made = _made(figures)
        except NotPrintedError:
            return cls(drawings, problem=NO_BROWSER)
        return cls(drawings, _together(list(by_place), figures, made))


def _made(figures: Sequence[go.Figure]) -> list[Made]:
    """Each figure as SVG and PNG; what was drawn of late is not drawn again.

    A briefing is often made anew after a word of it has changed, or in another format.
    """
    keys = [str(figure.to_json()) for figure in figures]
    by_key = dict(zip(keys, figures, strict=True))
    # One at a time: two readers of the same briefing would have it drawn twice.
    with _drawing:
        missing = [key for key in by_key if key not in _kept]
        if missing:
            drawn = vectors_and_pixels([by_key[key] for key in missing], SCALE)
            _kept.update(zip(missing, drawn, strict=True))
        made = [_kept[key] for key in keys]
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _together(
    places: Sequence[int],
    figures: Sequence[go.Figure],
    made: Sequence[Made],
) -> dict[int, Picture]:
    pictures = {}
    for place, figure, (svg, png) in zip(places, figures, made, strict=True):
        layout = figure.layout
        pictures[place] = Picture(numbered(svg, f"f{place}-"), png, layout.width, layout.height)
    return pictures


def numbered(svg: bytes, prefix: str) -> bytes:
    """A picture whose parts are named by number after a prefix, so that two can stand in a page."""
    text = BY_LOT.sub("trace", svg.decode())
    names = list(dict.fromkeys(OWN_ID.findall(text)))
    numbers = {name: f"{prefix}{number}" for number, name in enumerate(names)}
    if not numbers:
        return text.encode()
    # The longest name first: one may begin another.
    longest_first = sorted(map(re.escape, names), key=len, reverse=True)
    pattern = re.compile(rf'(id="|#)({"|".join(longest_first)})(?=["&\')])')
    return pattern.sub(lambda match: f"{match[1]}{numbers[match[2]]}", text).encode()
