"""Exercises in time."""

from itertools import product
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context, domains
from atlas.charts.exercises import context_marks, lanes, sizes
from atlas.charts.exercises.lanes import LANE_HEIGHT, Heights
from atlas.charts.exercises.marks import days, is_short, middle, names, pointing, spans
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

    Where a bar would be too thin to see, a point stands on it. Hatched or hollow: a date less
    exact than days, or none, drawn at the year of mention. A sign above a mark: it rests on one
    origin, or on the state media of one country. What has no row is not drawn.
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


def _exercises(exercises: pd.DataFrame, context: Context[TimelineOptions]) -> list[theme.Trace]:
    labels = domains(context.schema)
    hovers = hover(context.dataset, "exercises", pd.Index(exercises["id"]), FACTS)
    exercises = exercises.assign(hover=hovers.tolist())
    traces: list[theme.Trace] = []
    for domain, colour in theme.DOMAINS.items():
        part = exercises[exercises["domain"].eq(domain)]
        if part.empty:
            continue
        common = {"name": labels[domain], "legendgroup": labels[domain]}
        traces.append(common | _bars(part[part["dated"]], colour))
        points = part[is_short(part) | ~part["dated"]]
        traces.append(common | _points(points, colour) | names(points, context.dataset))
    for standing, (symbol, name) in theme.SIGNS.items():
        part = exercises[exercises["standing"].eq(standing)]
        if len(part):
            traces.append(_signs(part, symbol, name))
    return traces


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


def _bars(part: pd.DataFrame, colour: str) -> theme.Trace:
    hatch = part["exact"].map({True: "", False: theme.HATCH}).tolist()
    thickness = part["contingents"].map(THICKNESS)
    # A short bar has a point on it, which has the size.
    thickness = thickness.mask(is_short(part), THICKNESS[Contingents.NOT_STATED])
    marker = {
        "color": colour,
        "opacity": 0.75,
        "line": {"width": 1, "color": colour},
        "pattern": theme.pattern(hatch),
    }
    return {
        **spans(part),
        **pointing(part["id"], part["hover"]),
        "showlegend": False,
        "width": thickness.tolist(),
        "marker": marker,
    }


def _points(part: pd.DataFrame, colour: str) -> theme.Trace:
    is_certain = part["dated"] & part["exact"]
    marker = {
        "color": colour,
        "symbol": is_certain.map({True: "circle", False: "circle-open"}).tolist(),
        "size": part["contingents"].map(DIAMETER).tolist(),
        "opacity": 0.9,
        "line": {"width": 2, "color": colour},
    }
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": days(middle(part)),
        "y": part["y"].tolist(),
        "marker": marker,
        **pointing(part["id"], part["hover"]),
    }


def _signs(part: pd.DataFrame, symbol: str, name: str) -> theme.Trace:
    """The sign above each mark of the part; pointing at it is left to the mark."""
    is_bar = part["dated"] & ~is_short(part)
    diameter = part["contingents"].map(DIAMETER).astype(float)
    thickness = part["contingents"].map(THICKNESS) * LANE_HEIGHT
    half = diameter.mask(is_bar, thickness) / 2
    line = {"width": 1.5, "color": theme.NEUTRAL}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": days(middle(part)),
        "y": (part["y"] - (half + ABOVE) / LANE_HEIGHT).tolist(),
        "marker": {"color": theme.NEUTRAL, "symbol": symbol, "size": 8, "line": line},
        "hoverinfo": "skip",
    }


def takeaway(marks: pd.DataFrame, context: Context[TimelineOptions]) -> str:
    """What the timeline shows, in a sentence."""
    if marks.empty:
        return "Timeline of exercises: none in view."
    is_exercise = marks["context"].eq("")
    exercises = marks[is_exercise]
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
