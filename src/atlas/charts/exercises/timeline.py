"""Exercises in time."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context, domains
from atlas.charts.exercises import lanes
from atlas.charts.exercises.lanes import DIAMETER, LANE_HEIGHT, SHORT, middle, texts
from atlas.charts.exercises.room import Axis
from atlas.charts.exercises.timeline_view import ALL, CLASSES, TimelineOptions, axis
from atlas.charts.theme import SIGNS
from atlas.records.corroboration import CORROBORATED

THICKNESS = dict(zip(CLASSES, (0.16, 0.3, 0.45, 0.6, 0.75), strict=True))
ABOVE, LEGEND = 8, 60


def timeline(marks: pd.DataFrame, context: Context[TimelineOptions]) -> go.Figure:
    """Draw `context.with_context`: a lane a series, a bar from first to last day, a mark where that would be too thin to see.

    Hatched or hollow: a date less exact than days, or none, drawn at the year of mention.
    A sign above a mark: it rests on one origin, or on the state media of one country. What has no row is not drawn.
    """
    labels = domains(context.schema)
    drawn = marks[marks["row"].ge(0)]
    found = lanes.places(drawn)
    placed = drawn.assign(
        y=[found.rows[key] for key in zip(drawn["lane"], drawn["row"], strict=True)]
    )
    own, above = placed[placed["context"].eq("")], placed[placed["context"].ne("")]
    traces: list[theme.Trace] = []
    for domain, colour in theme.DOMAINS.items():
        part = own[own["domain"].eq(domain)]
        if len(part):
            traces.append(_bars(part[part["dated"]], labels[domain], colour))
            traces.append(_points(part[_short(part) | ~part["dated"]], labels[domain], colour))
    traces += [
        _signs(own[own["standing"].eq(value)], *sign)
        for value, sign in SIGNS.items()
        if own["standing"].eq(value).any()
    ]
    return theme.figure(
        [*traces, *lanes.context(above), lanes.key()], **_layout(found, axis(own, context.options))
    )


def _layout(found: lanes.Places, drawn_on: Axis) -> dict[str, Any]:
    """The lanes above, time beneath them, the key to the sizes at the bottom."""
    tall = lanes.LANE_HEIGHT * found.height
    plot = tall + lanes.ABOVE_KEY + lanes.KEY
    strip = lanes.key_axes(plot)
    rows = {
        "tickvals": lanes.lines(found),
        "range": [found.height, 0],
        "showgrid": True,
        "zeroline": False,
        "showticklabels": False,
    }
    return {
        "height": round(plot + LEGEND),
        "barmode": "overlay",
        "legend": {"itemsizing": "constant"},
        "xaxis": {
            "type": "date",
            "hoverformat": "%Y",
            "range": list(drawn_on),
            "anchor": "y",
            "showgrid": True,
        },
        "yaxis": {**rows, "domain": [1 - tall / plot, 1], "ticks": "", "fixedrange": True},
        **strip,
        "annotations": [*strip["annotations"], *lanes.headings(found)],
    }


def _short(part: pd.DataFrame) -> "pd.Series[bool]":
    return part["end"] - part["start"] <= SHORT


def _bars(part: pd.DataFrame, name: str, colour: str) -> theme.Trace:
    hatch = part["exact"].map({True: "", False: theme.HATCH}).tolist()
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "legendgroup": name,
        "showlegend": False,
        "base": part["start"].dt.strftime("%Y-%m-%d").tolist(),
        "x": ((part["end"] - part["start"]).dt.total_seconds() * 1000).tolist(),
        "y": part["y"].tolist(),
        "width": part["contingents"]
        .map(THICKNESS)
        .mask(_short(part), THICKNESS[CLASSES[0]])
        .tolist(),
        "marker": {
            "color": colour,
            "opacity": 0.75,
            "line": {"width": 1, "color": colour},
            "pattern": theme.pattern(hatch),
        },
        **_said(part),
    }


def _points(part: pd.DataFrame, name: str, colour: str) -> theme.Trace:
    symbols = (part["dated"] & part["exact"]).map({True: "circle", False: "circle-open"}).tolist()
    sizes = part["contingents"].map(DIAMETER).tolist()
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "legendgroup": name,
        "x": middle(part),
        "y": part["y"].tolist(),
        "marker": {
            "color": colour,
            "symbol": symbols,
            "size": sizes,
            "opacity": 0.9,
            "line": {"width": 2, "color": colour},
        },
        **texts(part),
        **_said(part),
    }


def _signs(part: pd.DataFrame, symbol: str, name: str) -> theme.Trace:
    """The sign above each mark of the part; colour says nothing in it, and pointing at it is left to the mark."""
    bars = part["dated"] & ~_short(part)
    half = (
        part["contingents"]
        .map(DIAMETER)
        .astype(float)
        .mask(bars, part["contingents"].map(THICKNESS) * LANE_HEIGHT)
        / 2
    )
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": middle(part),
        "y": (part["y"] - (half + ABOVE) / LANE_HEIGHT).tolist(),
        "marker": {
            "color": theme.NEUTRAL,
            "symbol": symbol,
            "size": 8,
            "line": {"width": 1.5, "color": theme.NEUTRAL},
        },
        "hoverinfo": "skip",
    }


def _said(part: pd.DataFrame) -> theme.Trace:
    """Which record each mark is, and what it says when pointed at."""
    return {
        "customdata": part["id"].tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def takeaway(marks: pd.DataFrame, context: Context[TimelineOptions]) -> str:
    """What the timeline shows, in a sentence."""
    labels = domains(context.schema)
    options = context.options
    if marks.empty:
        return "Timeline of exercises: none in view."
    above = int(marks["context"].ne("").sum())
    marks = marks[marks["context"].eq("")]
    dated = marks[marks["dated"]]
    years = _years(dated) + ("" if options.decade == ALL else f" (the {options.decade}s)")
    common = marks["domain"].value_counts()
    most = (
        f"most often {labels[str(common.index[0])].lower()} ({common.iloc[0]:,})"
        if len(marks) > 1
        else labels[str(common.index[0])].lower()
    )
    large = marks[marks["contingents"].ne(CLASSES[0])]
    stated = f"contingents are stated for {len(large):,}"
    mentioned = (
        f"; {len(marks) - len(dated):,} mentioned without a date" if len(marks) > len(dated) else ""
    )
    alone = int(marks["standing"].ne(CORROBORATED).sum())
    resting = (
        f"; {alone:,} rest on one origin or on the state media of one country" if alone else ""
    )
    beside = f"; treaties, wars and sanctions above them, not counted: {above:,}" if above else ""
    return f"Timeline of {_counted(marks)}, {years}, {most}; {stated}{mentioned}{resting}{beside}."


def _years(dated: pd.DataFrame) -> str:
    if dated.empty:
        return "none of them dated"
    first, last = dated["start"].min().year, (dated["end"].max() - pd.Timedelta(days=1)).year
    return f"from {first} to {last}" if first < last else f"in {first}"


def _counted(marks: pd.DataFrame) -> str:
    """How many exercises in how many lanes, and how many of them there was room for."""
    drawn = int(marks["row"].ge(0).sum())
    part = (
        f" ({drawn:,} of {len(marks):,} shown; a decade or a filter shows more)"
        if drawn < len(marks)
        else ""
    )
    nouns = (
        ("exercise" if len(marks) == 1 else "exercises"),
        ("lane" if (n := marks["lane"].nunique()) == 1 else "lanes"),
    )
    return f"{len(marks):,} {nouns[0]} in {n:,} {nouns[1]}{part}"
