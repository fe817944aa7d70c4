"""Two drawings as one picture: side by side in one figure, each with the name of its side."""

import re
from typing import Any, NamedTuple

import plotly.graph_objects as go

from atlas.charts.compare.scales import AXIS, Part, axes
from atlas.values.words import escaped

# Pixels: what a picture has of width for its drawings, the room above them for the names of the
# sides, the least room between them, and a letter of a tick's type as a part of its size.
WIDTH, HEAD, GAP, LETTER, TICK = 1130, 30, 36, 0.55, 12
# What words right above a drawing take, and titles of axes beneath it.
WORDS, FOOT = 22, 20
REFERENCE = re.compile(r"[xy]\d*")


def together(figures: tuple[go.Figure, go.Figure], names: tuple[str, str]) -> go.Figure:
    """Both figures in one, the first at the left; equal axes stay equally long.

    `names` stand above them. Each entry of the legends stands there once.
    """
    left, right = (figure.to_dict() for figure in figures)
    tallest = max(float(described["layout"]["height"]) for described in (left, right))
    pixels = max(GAP, _ticks_width(right["layout"]))
    gap = pixels / WIDTH
    width = (1 - gap) / 2
    has_words = _has_head(left) or _has_head(right)
    room = _Room(HEAD + WORDS * has_words, FOOT)
    layout = {key: value for key, value in left["layout"].items() if not AXIS.fullmatch(key)}
    layout["height"] = tallest + room.above + room.beneath
    # The names of the sides stand where a legend may have been lifted to.
    legend = {**layout.get("legend", {}), "y": 1}
    layout |= {"shapes": [], "annotations": [], "legend": legend}
    data: list[Part] = []
    known: set[str] = set()
    for described, start, name in zip((left, right), (0.0, 1 - width), names, strict=True):
        own_height = described["layout"]["height"]
        place = _Place(start, width, own_height, layout["height"], room.above, len(axes(layout)))
        data += [_trace(trace, place, known) for trace in described["data"]]
        known |= {str(trace["name"]) for trace in described["data"] if trace.get("name")}
        _lay_out(layout, described["layout"], place)
        layout["annotations"].append(_name(name, start))
    return go.Figure(data=data, layout=layout, _validate=False)


class _Room(NamedTuple):
    """What the picture has above and beneath the drawings (pixels)."""

    above: int
    beneath: int


class _Place(NamedTuple):
    """Where in the picture a drawing stands.

    `start` and `width` are parts of the picture's width, the others pixels: the drawing's height
    and the picture's, and what is above the drawing. `before` is how many axes there are already.
    """

    start: float
    width: float
    height: float
    whole: float
    above: float
    before: int

    def across(self, share: float) -> float:
        """A place across the drawing, from 0 to 1, as one across the picture."""
        return self.start + self.width * share

    def up(self, share: float) -> float:
        """A place up the drawing, from 0 to 1, as one up the picture."""
        return 1 - (self.above + (1 - share) * self.height) / self.whole

    def axis(self, reference: str) -> str:
        """The name of an axis of the drawing, as `x2`, among those of the picture."""
        own = int(reference[1:] or 1) + self.before
        return f"{reference[0]}{own if own > 1 else ''}"

    def referred(self, reference: str) -> str:
        """What a mark or a line is placed by: an axis, its domain, or the paper."""
        axis, blank, domain = reference.partition(" ")
        return self.axis(axis) + blank + domain if REFERENCE.fullmatch(axis) else reference


def _has_head(described: Part) -> bool:
    """Whether words stand right above the drawing."""
    notes = described["layout"].get("annotations") or ()
    return any(note.get("y") == 1 and note.get("yanchor") == "bottom" for note in notes)


def _trace(trace: Part, place: _Place, known: set[str]) -> Part:
    axis_names = {
        f"{letter}axis": place.axis(trace.get(f"{letter}axis", letter)) for letter in "xy"
    }
    named = {"showlegend": False} if str(trace.get("name")) in known else {}
    return {**trace, **axis_names, **named}


def _lay_out(layout: Part, own: Part, place: _Place) -> None:
    """Add axes, notes and lines of one drawing to the picture's layout."""
    for name in axes(own):
        axis = dict(own[name])
        moved = place.across if name.startswith("x") else place.up
        axis["domain"] = [moved(share) for share in axis.get("domain", (0, 1))]
        for key in ("anchor", "matches", "overlaying", "scaleanchor"):
            if REFERENCE.fullmatch(str(axis.get(key, ""))):
                axis[key] = place.axis(axis[key])
        axis.setdefault("anchor", place.axis("y" if name.startswith("x") else "x"))
        short = place.axis(name.replace("axis", ""))
        layout[f"{short[0]}axis{short[1:]}"] = axis
    for key in ("annotations", "shapes"):
        layout[key] += [_placed(part, place) for part in own.get(key) or ()]


def _placed(part: Part, place: _Place) -> Part:
    """A note or a line where it stands in the picture."""
    moved = dict(part)
    for letter, move in (("x", place.across), ("y", place.up)):
        reference = str(part.get(f"{letter}ref", letter))
        moved[f"{letter}ref"] = place.referred(reference)
        if reference == "paper":
            own = [key for key in (letter, f"{letter}0", f"{letter}1") if key in part]
            moved |= {key: move(part[key]) for key in own}
    return moved


def _name(name: str, start: float) -> dict[str, Any]:
    """The name of a side, above its drawing."""
    top = {"yref": "paper", "y": 1, "yanchor": "top", "showarrow": False}
    left = {"xref": "paper", "x": start, "xanchor": "left", "font": {"size": 15}}
    return {"text": f"<b>{escaped(name)}</b>", **top, **left}


def _ticks_width(layout: Part) -> float:
    """About how much room the ticks at the left of a drawing need, in pixels."""
    widths = [0.0]
    for name in axes(layout):
        axis = layout[name]
        if name.startswith("y") and axis.get("visible") is not False:
            texts = axis.get("ticktext") or axis.get("categoryarray") or ["0,000"]
            lines = [line for text in texts for line in re.sub("</?b>", "", text).split("<br>")]
            title = 24 if axis.get("title") else 0
            widths.append(max(map(len, lines), default=0) * LETTER * TICK + 14 + title)
    return max(widths)
