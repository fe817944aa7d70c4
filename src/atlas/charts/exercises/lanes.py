"""Where the lanes of the timeline stand, and their names in the column at the left."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.charts import theme
from atlas.charts.exercises.room import Extent, in_lines
from atlas.charts.exercises.timeline_view import LANE_TITLES, Lane
from atlas.values.words import escaped

# Pixels: a row, a line of a name, and what stands above and beneath its lines.
ROW, LINE, AROUND = 18, 14, 4
HEADING = 24
NAME_SIZE = 12
SERIES, SINGLE, UNDATED = 0, 1, 2
HEADINGS = {SINGLE: "Single exercises", UNDATED: "Date not given"}
SERIES_ENDING = " (series)"


@dataclass(frozen=True)
class Heights:
    """How far from the top everything stands, in pixels.

    `rows` has the middle of each row by lane and row, `names` that of each name at the left, in
    order, as a height and its text; `whole` is where the last lane ends.
    """

    rows: dict[tuple[str, int], float]
    names: list[tuple[float, str]]
    whole: float


def heights(marks: pd.DataFrame, titles: Mapping[str, str]) -> Heights:
    """Series by their first day, then single exercises, what has no date last.

    `marks` are the exercises of `context_view.with_context` that have a row, `titles` lane → name.
    """
    lanes = _in_order(marks, titles)
    counts = marks.groupby("lane")["row"].max() + 1
    rows: dict[tuple[str, int], float] = {}
    names: list[tuple[float, str]] = []
    top, before = 0.0, SERIES
    for lane, part in lanes[["lane", "part"]].itertuples(index=False, name=None):
        # A lane that they share is named for what stands in it.
        if part != before and len(lanes) > 1 and lane not in LANE_TITLES:
            names.append((top + HEADING / 2, f"<b>{HEADINGS[part]}</b>"))
            top += HEADING
        before = part
        name = in_lines(titles[lane].removesuffix(SERIES_ENDING))
        height = max(ROW * counts[lane], LINE * len(name) + AROUND)
        for row in range(counts[lane]):
            rows[lane, row] = top + height * (row + 0.5) / counts[lane]
        names.append((top + height / 2, "<br>".join(map(escaped, name))))
        top += height
    return Heights(rows, names, top)


def _in_order(marks: pd.DataFrame, titles: Mapping[str, str]) -> pd.DataFrame:
    """The lanes with the part that each stands in."""
    by_lane = marks.groupby("lane")
    is_own = marks["lane"].eq(marks["id"]) | marks["lane"].eq(Lane.OTHER)
    lanes = by_lane["start"].min().reset_index()
    lanes["part"] = is_own.groupby(marks["lane"]).all().to_numpy().astype(int) * SINGLE
    has_date = by_lane["dated"].any().to_numpy()
    lanes["part"] = lanes["part"].where(has_date, UNDATED)
    lanes["title"] = lanes["lane"].map(titles)
    return lanes.sort_values(["part", "start", "title"])


def lines(at: Heights, drawn_on: Extent) -> theme.Trace:
    """A thin line along each row, which leads from the name to the marks."""
    first, last = (day.strftime("%Y-%m-%d") for day in drawn_on)
    x: list[str | None] = []
    y: list[float | None] = []
    for height in at.rows.values():
        x += [first, last, None]
        y += [height, height, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": x,
        "y": y,
        "line": {"width": 1, "color": theme.NEUTRAL},
        "opacity": 0.25,
        "hoverinfo": "skip",
        "showlegend": False,
    }


def names(at: Heights) -> dict[str, Any]:
    """The names as ticks of the axis of the lanes."""
    return {
        "tickvals": [height for height, _ in at.names],
        "ticktext": [text for _, text in at.names],
        "tickfont": {"size": NAME_SIZE},
    }
