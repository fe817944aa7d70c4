"""Exercises in time: above how many a year, beneath each one in its lane, on one axis."""

from collections.abc import Sequence
from itertools import product
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.chart import Context
from atlas.charts.exercises import columns, context_marks, lanes, sizes
from atlas.charts.exercises.context_marks import Strip
from atlas.charts.exercises.contingents import Contingents
from atlas.charts.exercises.lanes import Heights
from atlas.charts.exercises.marks import SAID_BY, UNCERTAIN, Mark, as_drawn, pointed_at, spans
from atlas.charts.exercises.room import Extent
from atlas.charts.exercises.sizes import DIAMETER, THICKNESS
from atlas.charts.exercises.timeline_marks import NO_ROW, TimelineMark, as_marks
from atlas.charts.exercises.timeline_view import (
    By,
    TimelineOptions,
    axis,
    groups,
    lane_titles,
)
from atlas.charts.lettering import KEPT, beside
from atlas.records.hovers import hover

SENT = product(("personnel", "ships", "aircraft", "equipment"), ("china", "russia", "total"))
AMOUNTS = [f"{noun}_{side}" for noun, side in SENT]
# What is told of an exercise when its mark is pointed at.
FACTS = ("kind", "framework", "participants", "observers", "place", *AMOUNTS)
COLOURS = {By.DOMAIN.value: theme.DOMAINS, By.KIND.value: theme.EXERCISE_KINDS}
# Pixels: the columns, what parts the panels, and the legend.
COLUMNS, BETWEEN, YEARS, LEGEND = 90, 8, 24, 48
# Up to so many years each has a tick, up to so many every second one.
EACH, EVERY_SECOND = 7, 14
# Of one line of the legend, and of half the last number of the years (pixels).
MARGIN = {"t": 38, "r": 8, "b": 8}
PANEL = {"xaxis": "x2", "yaxis": "y2"}
STRIP = {"xaxis": "x2", "yaxis": "y3"}


def timeline(marks: pd.DataFrame, context: Context[TimelineOptions]) -> go.Figure:
    """Draw `context_view.with_context`: columns a year, beneath them a lane a series.

    A bar runs from first to last day; where it would be too thin to see, a point stands on it.
    Hatched or hollow: a date that is less exact than days or only planned, or none, drawn at the
    year of mention. A sign above a mark: it rests on one origin, or on the state media of one
    country. What has no row is not drawn, nor what only keeps a place.
    """
    rows = as_marks(marks)
    exercises = [mark for mark in rows if mark.is_exercise and mark.row != NO_ROW]
    above = [mark for mark in rows if not mark.is_exercise]
    at = lanes.heights(exercises, lane_titles(exercises, context.dataset))
    strip = context_marks.strip(above, context.dataset)
    drawn_on = axis(rows)
    exercises = [mark for mark in exercises if not mark.is_place]
    above = [mark for mark in above if not mark.is_place]
    colours = COLOURS[context.options.coloured]
    drawn = [lanes.lines(at, drawn_on)]
    drawn += columns.columns(context, colours, PANEL)
    drawn += _exercises(exercises, at, context)
    drawn += [trace | STRIP for trace in context_marks.traces(above, strip, context.dataset)]
    drawn += sizes.keys()
    layout = _layout(at, strip, drawn_on, context)
    foot = sizes.YEARS + sizes.KEY
    layout["shapes"] = context_marks.lines(above, strip, plot(at, strip), foot)
    return theme.figure(drawn, **layout)


def _exercises(
    exercises: Sequence[TimelineMark], at: Heights, context: Context[TimelineOptions]
) -> list[theme.Trace]:
    coloured = context.options.coloured
    labels = groups(context.schema, coloured)
    ids = pd.Index([mark.id for mark in exercises])
    hovers = hover(context.dataset, "exercises", ids, FACTS).tolist()
    all_marks = []
    for mark, text in zip(exercises, hovers, strict=True):
        group = getattr(mark, coloured)
        is_certain = mark.dated and mark.exact and not mark.planned
        y = at.rows[mark.lane, mark.row]
        all_marks.append(as_drawn(mark, group, y, text, is_certain=is_certain))
    drawn: list[theme.Trace] = []
    for group, colour in COLOURS[coloured].items():
        part = [mark for mark in all_marks if mark.group == group]
        if not part:
            continue
        common = {"name": labels[group], "legendgroup": labels[group], "showlegend": False}
        drawn.append(common | _bars([mark for mark in part if mark.is_dated], colour))
        drawn.append(common | _points([mark for mark in part if not mark.is_bar], colour))
    if not all(mark.is_certain for mark in all_marks):
        drawn.append(traces.key(UNCERTAIN, traces.marker(theme.NEUTRAL, theme.HATCH)))
    for standing, (symbol, _) in theme.SIGNS.items():
        part = [mark for mark in all_marks if mark.standing == standing]
        if part:
            drawn.append(_signs(part, symbol, SAID_BY[standing]))
    return drawn


def plot(at: Heights, strip: Strip) -> float:
    """The height of all panels with the years and the key, in pixels."""
    return strip.whole + BETWEEN + COLUMNS + YEARS + at.whole + sizes.YEARS + sizes.KEY


def _layout(
    at: Heights, strip: Strip, drawn_on: Extent, context: Context[TimelineOptions]
) -> dict[str, Any]:
    """Context, columns and lanes on one axis of time, the key to the sizes at the bottom."""
    whole = plot(at, strip)
    top = strip.whole + BETWEEN
    time = _time(drawn_on)
    rows = {**KEPT, "ticks": "", "fixedrange": True, "showgrid": False, "zeroline": False}
    context_names = {
        "tickvals": [height for height, _ in strip.names],
        "ticktext": [text for _, text in strip.names],
        "tickfont": {"size": lanes.NAME_SIZE},
    }
    names = [text for _, text in at.names + strip.names] + [sizes.TITLE_IN_LINES]
    lanes_at = _share(whole, top + COLUMNS + YEARS, at.whole)
    columns_at = _share(whole, top, COLUMNS)
    return {
        "height": round(whole + LEGEND),
        # Plotly draws everything anew where a name or the legend needs more than this.
        "margin": MARGIN | {"l": beside(names, lanes.NAME_SIZE)},
        "barmode": "stack",
        "legend": {"itemsizing": "constant", "x": theme.LEGEND_LEFT},
        "xaxis": {**time, "anchor": "y"},
        "xaxis2": {**time, "anchor": "y2", "matches": "x"},
        "yaxis": {**rows, **lanes.names(at), "range": [at.whole, 0], "domain": lanes_at},
        "yaxis2": {**KEPT, **columns.heights(context), "domain": columns_at, "anchor": "x2"},
        "yaxis3": {
            **rows,
            **context_names,
            "range": [max(strip.whole, 1), 0],
            "domain": _share(whole, 0, strip.whole),
            "anchor": "x2",
        },
        **sizes.key_axes(whole),
        "annotations": [columns.title(), sizes.key_title(whole)],
    }


def _share(plot: float, top: float, height: float) -> list[float]:
    """Where a panel stands that begins so many pixels beneath the top, as Plotly has it."""
    return [1 - (top + height) / plot, 1 - top / plot]


def _time(drawn_on: Extent) -> dict[str, Any]:
    """The axis of time; the name of a year stands in its middle, beneath its column."""
    years = drawn_on.end.year - drawn_on.start.year
    step = 5
    if years <= EVERY_SECOND:
        step = 1 if years <= EACH else 2
    return {
        **KEPT,
        "type": "date",
        "range": list(drawn_on),
        "tick0": "2000-01-01",
        "dtick": f"M{12 * step}",
        "tickformat": "%Y",
        "ticklabelmode": "period",
        # Else the first year would stand over the zero of the columns.
        "ticklabelstandoff": 4,
        "showgrid": True,
    }


def _bars(part: list[Mark], colour: str) -> theme.Trace:
    marker = {
        "color": colour,
        "opacity": 0.75,
        "line": {"width": 1, "color": colour},
        "pattern": theme.pattern(["" if mark.is_certain else theme.HATCH for mark in part]),
    }
    return {
        **spans(part),
        **pointed_at(part),
        "showlegend": False,
        "width": [_thickness(mark) for mark in part],
        "marker": marker,
    }


def _thickness(mark: Mark) -> float:
    """That of a bar, in pixels. A short one has a point on it, which has the size."""
    return THICKNESS[Contingents.NOT_STATED if mark.is_short else mark.contingents]


def _points(part: list[Mark], colour: str) -> theme.Trace:
    marker = {
        "color": colour,
        "symbol": ["circle" if mark.is_certain else "circle-open" for mark in part],
        "size": [DIAMETER[mark.contingents] for mark in part],
        "opacity": 0.9,
        "line": {"width": 2, "color": colour},
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [mark.middle for mark in part],
        "y": [mark.y for mark in part],
        "marker": marker,
        **pointed_at(part),
    }


def _signs(part: list[Mark], symbol: str, name: str) -> theme.Trace:
    """The sign above each mark of the part; pointing at it is left to the mark."""
    line = {"width": 1.5, "color": theme.NEUTRAL}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": [mark.middle for mark in part],
        "y": [mark.y - (_half_height(mark) + lanes.ABOVE) for mark in part],
        "marker": {"color": theme.NEUTRAL, "symbol": symbol, "size": lanes.SIGN, "line": line},
        "hoverinfo": "skip",
    }


def _half_height(mark: Mark) -> float:
    """Pixels from the middle of a mark to its upper edge."""
    if mark.is_bar:
        return THICKNESS[mark.contingents] / 2
    return DIAMETER[mark.contingents] / 2
