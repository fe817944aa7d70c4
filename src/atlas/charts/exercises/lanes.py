"""Where the lanes of the timeline stand, and their names in the column at the left."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from atlas.charts import theme
from atlas.charts.exercises.contingents import Contingents
from atlas.charts.exercises.room import Extent, in_lines
from atlas.charts.exercises.sizes import DIAMETER
from atlas.charts.exercises.timeline_marks import TimelineMark
from atlas.charts.exercises.timeline_view import LANE_TITLES, Lane
from atlas.values.words import escaped

# Pixels: a row, a line of a name, and what stands above and beneath its lines.
ROW, LINE, AROUND = 18, 14, 4
# Pixels above the first row and beneath the last, where the largest mark with its sign goes on.
HEAD, FOOT = 14, 5
HEADING = 24
# Pixels: from a mark to the middle of the sign above it, the sign, and what parts it from the rest.
ABOVE, SIGN, APART = 6, 7, 1
# Marks of two lanes are beneath one another that are no farther apart than this share of the time.
BENEATH = 0.02
NAME_SIZE = 12
SERIES, SINGLE, UNDATED = 0, 1, 2
HEADINGS = {SINGLE: "Single exercises", UNDATED: "Date not given"}
SERIES_ENDING = " (series)"


def _radius(mark: TimelineMark) -> float:
    """Half the height of a mark in pixels; that of a bar is less."""
    return DIAMETER[mark.contingents or Contingents.NOT_STATED] / 2


@dataclass(frozen=True)
class Heights:
    """How far from the top everything stands, in pixels.

    `rows` has the middle of each row by lane and row, `names` that of each name at the left, in
    order, as a height and its text; `whole` is where the last lane ends.
    """

    rows: dict[tuple[str, int], float]
    names: list[tuple[float, str]]
    whole: float


def heights(marks: Sequence[TimelineMark], titles: Mapping[str, str]) -> Heights:
    """Series by their first day, then single exercises, what has no date last.

    A lane stands lower where else a sign of its marks would lie on a mark of the lane above it.
    `marks` are the exercises of `context_view.with_context` that have a row, `titles` lane → name.
    """
    marks_by_lane = _by_lane(marks)
    lanes = _in_order(marks_by_lane, titles)
    starts = [mark.start for mark in marks]
    near = (max(starts) - min(starts)) * BENEATH if starts else timedelta()
    rows: dict[tuple[str, int], float] = {}
    names: list[tuple[float, str]] = []
    above: list[TimelineMark] = []
    top, before, last_row = float(HEAD), SERIES, 0.0
    for lane, n_rows, part in lanes:
        # A lane that they share is named for what stands in it.
        if part != before and len(lanes) > 1 and lane not in LANE_TITLES:
            names.append((top + HEADING / 2, f"<b>{HEADINGS[part]}</b>"))
            top += HEADING
        before = part
        name = in_lines(titles[lane].removesuffix(SERIES_ENDING))
        height = max(ROW * n_rows, LINE * len(name) + AROUND)
        own = marks_by_lane[lane]
        first_row = top + height * 0.5 / n_rows
        top += max(0, _needed(above, own, near) - (first_row - last_row))
        for row in range(n_rows):
            rows[lane, row] = top + height * (row + 0.5) / n_rows
        names.append((top + height / 2, "<br>".join(map(escaped, name))))
        above, last_row = own, rows[lane, n_rows - 1]
        top += height
    return Heights(rows, names, top + FOOT)


def _by_lane(marks: Iterable[TimelineMark]) -> dict[str, list[TimelineMark]]:
    marks_by_lane: dict[str, list[TimelineMark]] = {}
    for mark in marks:
        marks_by_lane.setdefault(mark.lane, []).append(mark)
    return marks_by_lane


def _needed(above: list[TimelineMark], own: list[TimelineMark], near: timedelta) -> float:
    """Pixels from the last row above to the first one beneath, that no sign lies on a mark."""
    last_row = max((mark.row for mark in above), default=0)
    over = [mark for mark in above if mark.row == last_row]
    signed = [mark for mark in own if mark.row == 0 and mark.standing in theme.SIGNS]
    needed = 0.0
    for mark in signed:
        reach = _radius(mark) + ABOVE + SIGN / 2 + APART
        radii = [_radius(other) for other in over if abs(other.start - mark.start) <= near]
        if radii:
            needed = max(needed, reach + max(radii))
    return needed


def _in_order(
    marks_by_lane: Mapping[str, list[TimelineMark]], titles: Mapping[str, str]
) -> list[tuple[str, int, int]]:
    """The lanes with the number of their rows and the part that each stands in."""
    lanes = []
    for lane, own in marks_by_lane.items():
        since = min(_since(mark) for mark in own)
        n_rows = max(mark.row for mark in own) + 1
        lanes.append((_part(lane, own), since, titles[lane], lane, n_rows))
    return [(lane, n_rows, part) for part, _, _, lane, n_rows in sorted(lanes)]


def _since(mark: TimelineMark) -> datetime:
    return mark.since or mark.start


def _part(lane: str, marks: list[TimelineMark]) -> int:
    """The part of the timeline in which a lane of these marks stands."""
    if not any(mark.dated for mark in marks):
        return UNDATED
    if lane == Lane.OTHER or all(mark.id == lane for mark in marks):
        return SINGLE
    return SERIES


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
