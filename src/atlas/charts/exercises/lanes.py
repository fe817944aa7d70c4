"""Where the lanes of the timeline stand, and their names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.charts.exercises.timeline_view import MIXED, Lane
from atlas.values.words import escaped

LANE_HEIGHT = 34
# In lane heights: the room of a lane's name, what parts the context from the exercises, and rows
# that are lower than others because small marks alone stand in them.
HEAD, GAP = 0.5, 0.25
LOW_ROWS: dict[str, float] = {Lane.CONTEXT: 0.85, Lane.OTHER: 0.85}
HEADING_SIZE = 12.5


@dataclass(frozen=True)
class Heights:
    """How far from the top everything stands, in lane heights.

    `rows` has the middle of each row by lane and row, `headings` that of each lane's name;
    `whole` is where the last lane ends.
    """

    rows: dict[tuple[str, int], float]
    headings: dict[str, float]
    whole: float


def heights(marks: pd.DataFrame, titles: Mapping[str, str]) -> Heights:
    """The context first, then the lanes by their first day, what has no date last.

    `marks` are those of `context_view.with_context` that have a row, `titles` lane → name.
    """
    counts = marks.groupby("lane")["row"].max() + 1
    rows: dict[tuple[str, int], float] = {}
    headings: dict[str, float] = {}
    top = 0.0
    for lane in _in_order(marks, titles):
        step = LOW_ROWS.get(lane, 1.0)
        headings[lane] = top + HEAD / 2
        for row in range(counts[lane]):
            rows[lane, row] = top + HEAD + step * (row + 0.5)
        top += HEAD + step * counts[lane]
        if lane == Lane.CONTEXT:
            top += GAP
    return Heights(rows, headings, top)


def _in_order(marks: pd.DataFrame, titles: Mapping[str, str]) -> list[str]:
    lanes = marks.groupby("lane")["start"].min().reset_index()
    lanes["place"] = lanes["lane"].map({Lane.CONTEXT: 0, Lane.MENTIONED: 2}).fillna(1)
    lanes["title"] = lanes["lane"].map(titles)
    order: list[str] = lanes.sort_values(["place", "start", "title"])["lane"].tolist()
    return order


def lines(at: Heights) -> list[float]:
    """The heights of the rows in which a line strikes through no name."""
    named = (Lane.CONTEXT, *MIXED)
    return [height for (lane, _), height in at.rows.items() if lane not in named]


def headings(at: Heights, titles: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lanes' names, each above its lane at the left."""
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yanchor": "middle"}
    look = {"showarrow": False, "align": "left"}
    notes = []
    for lane, height in at.headings.items():
        text = {"y": height, "text": escaped(titles[lane]), "font": {"size": HEADING_SIZE}}
        notes.append({**place, **look, **text})
    return notes
