"""Exercises in time."""

from itertools import product
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context, domains
from atlas.charts.exercises import context_marks, lanes, sizes
from atlas.charts.exercises.lanes import LANE_HEIGHT, Heights
from atlas.charts.exercises.marks import Mark, as_drawn, names, pointed_at, spans
from atlas.charts.exercises.room import Extent
from atlas.charts.exercises.sizes import DIAMETER, THICKNESS
from atlas.charts.exercises.timeline_view import (
    ALL,
    Contingents,
    TimelineOptions,
    axis,
    lane_titles,
)
from atlas.records.corroboration import Standing
from atlas.records.hovers import hover
from atlas.values.words import counted

SENT = product(("personnel", "ships", "aircraft", "equipment"), ("china", "russia", "total"))
AMOUNTS = [f"{noun}_{side}" for noun, side in SENT]
# What is told of an exercise when its mark is pointed at.
FACTS = ("kind", "framework", "participants", "place", *AMOUNTS)
# Pixels: from a mark to the sign above it, and the room of the legend.
ABOVE, LEGEND = 8, 60


def timeline(marks: pd.DataFrame, context: Context[TimelineOptions]) -> go.Figure:
    """Draw `context_view.with_context`: a lane a series, a bar from first to last day.

    Where a bar would be too thin to see, a point stands on it. Hatched or hollow: a date that
    is less exact than days or only planned, or none, drawn at the year of mention. A sign above a
    mark: it rests on one origin, or on the state media of one country. What has no row is not
    drawn.
    """
    drawn = marks[marks["row"].ge(0)]
    titles = lane_titles(drawn["lane"], context.dataset)
    at = lanes.heights(drawn, titles)
    y = [at.rows[place] for place in zip(drawn["lane"], drawn["row"], strict=True)]
    placed = drawn.assign(y=y)
    is_exercise = placed["context"].eq("")
    exercises = placed[is_exercise]
    traces = _exercises(exercises, context)
    traces += context_marks.traces(placed[~is_exercise], context.dataset)
    traces.append(sizes.key())
    layout = _layout(at, axis(exercises, context.options))
    layout["annotations"] += lanes.headings(at, titles)
    return theme.figure(traces, **layout)


def _exercises(placed: pd.DataFrame, context: Context[TimelineOptions]) -> list[theme.Trace]:
    labels = domains(context.schema)
    hovers = hover(context.dataset, "exercises", pd.Index(placed["id"]), FACTS)
    is_certain = placed["dated"] & placed["exact"] & placed["planned"].eq(False)
    placed = placed.assign(group=placed["domain"], certain=is_certain)
    all_marks = as_drawn(placed, hovers)
    traces: list[theme.Trace] = []
    for domain, colour in theme.DOMAINS.items():
        part = [mark for mark in all_marks if mark.group == domain]
        if not part:
            continue
        common = {"name": labels[domain], "legendgroup": labels[domain]}
        traces.append(common | _bars([mark for mark in part if mark.is_dated], colour))
        points = [mark for mark in part if not _is_bar(mark)]
        traces.append(common | _points(points, colour) | names(points, context.dataset))
    for standing, (symbol, name) in theme.SIGNS.items():
        part = [mark for mark in all_marks if mark.standing == standing]
        if part:
            traces.append(_signs(part, symbol, name))
    return traces


def _is_bar(mark: Mark) -> bool:
    """Whether the mark is seen without a point on it."""
    return mark.is_dated and not mark.is_short


def _layout(at: Heights, drawn_on: Extent) -> dict[str, Any]:
    """The lanes above, time beneath them, the key to the sizes at the bottom."""
    tall = LANE_HEIGHT * at.whole
    plot = tall + sizes.YEARS + sizes.KEY
    years = {"type": "date", "hoverformat": "%Y", "range": list(drawn_on), "anchor": "y"}
    rows = {"tickvals": lanes.lines(at), "range": [at.whole, 0]}
    lines = {"showgrid": True, "zeroline": False, "showticklabels": False}
    place = {"domain": [1 - tall / plot, 1], "ticks": "", "fixedrange": True}
    return {
        "height": round(plot + LEGEND),
        "barmode": "overlay",
        "legend": {"itemsizing": "constant"},
        "xaxis": {**years, "showgrid": True},
        "yaxis": {**rows, **lines, **place},
        **sizes.key_axes(plot),
        "annotations": [sizes.key_title(plot)],
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
    """That of a bar, in lane heights. A short one has a point on it, which has the size."""
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
        "mode": "markers+text",
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
        "y": [mark.y - (_half_height(mark) + ABOVE) / LANE_HEIGHT for mark in part],
        "marker": {"color": theme.NEUTRAL, "symbol": symbol, "size": 8, "line": line},
        "hoverinfo": "skip",
    }


def _half_height(mark: Mark) -> float:
    """Pixels from the middle of a mark to its upper edge."""
    if _is_bar(mark):
        return THICKNESS[mark.contingents] * LANE_HEIGHT / 2
    return DIAMETER[mark.contingents] / 2


def takeaway(marks: pd.DataFrame, context: Context[TimelineOptions]) -> str:
    """What the timeline shows, in a sentence."""
    if marks.empty:
        return "Timeline of exercises: none in view."
    is_exercise = marks["context"].eq("")
    exercises = marks[is_exercise & marks["projected"].eq(False)]
    expected = int((is_exercise & marks["projected"].eq(True)).sum())
    if exercises.empty:
        return f"Timeline of exercises: {expected:,} in view, only expected and drawn hollow."
    undated = int((~exercises["dated"]).sum())
    stated = int(exercises["contingents"].ne(Contingents.NOT_STATED).sum())
    alone = int(exercises["standing"].ne(Standing.CORROBORATED).sum())
    above = int((~is_exercise).sum())
    main_clauses = [
        f"Timeline of {_number(exercises)}",
        _years(exercises[exercises["dated"]], context.options),
        _main_domain(exercises, domains(context.schema)),
    ]
    clauses = [", ".join(main_clauses), f"contingents are stated for {stated:,}"]
    if undated:
        clauses.append(f"{undated:,} mentioned without a date")
    if alone:
        clauses.append(f"{alone:,} rest on one origin or on the state media of one country")
    if expected:
        clauses.append(f"{expected:,} more only expected, drawn hollow and not counted")
    if above:
        clauses.append(f"treaties, wars and sanctions above them, not counted: {above:,}")
    return "; ".join(clauses) + "."


def _years(dated: pd.DataFrame, options: TimelineOptions) -> str:
    decade = "" if options.decade == ALL else f" (the {options.decade}s)"
    if dated.empty:
        return f"none of them dated{decade}"
    first = dated["start"].min().year
    last = (dated["end"].max() - pd.Timedelta(days=1)).year
    if first < last:
        return f"from {first} to {last}{decade}"
    return f"in {first}{decade}"


def _main_domain(exercises: pd.DataFrame, labels: dict[str, str]) -> str:
    counts = exercises["domain"].value_counts()
    label = labels[str(counts.index[0])].lower()
    if len(exercises) == 1:
        return label
    return f"most often {label} ({counts.iloc[0]:,})"


def _number(exercises: pd.DataFrame) -> str:
    """How many exercises in how many lanes, and how many of them there was room for."""
    in_lanes = counted(exercises["lane"].nunique(), "lanes")
    number = f"{counted(len(exercises), 'exercises')} in {in_lanes}"
    drawn = int(exercises["row"].ge(0).sum())
    if drawn == len(exercises):
        return number
    return f"{number} ({drawn:,} of {len(exercises):,} shown; a decade or a filter shows more)"
