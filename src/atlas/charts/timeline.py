"""Exercises in time."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.views.exercises import CLASSES, MENTIONED
from atlas.views.listing import wrapped
from atlas.views.standing import CORROBORATED, ONE_ORIGIN, STATE_MEDIA

SHORT = pd.Timedelta(days=62)
THICKNESS = dict(zip(CLASSES, (0.16, 0.3, 0.45, 0.6, 0.75), strict=True))
DIAMETER = dict(zip(CLASSES, (8, 12, 17, 22, 28), strict=True))
LANE_HEIGHT = 42
SIGNS = {ONE_ORIGIN: ("asterisk-open", "Above: one origin alone"), STATE_MEDIA: ("triangle-down", "Above: state media of one country alone")}
ABOVE = 8


def timeline(marks: pd.DataFrame, labels: dict[str, str]) -> go.Figure:
    """Draw `views.exercises.timeline`: a lane a series, a bar from first to last day, a mark where that would be too thin to see.

    `labels` are the domains' names. Hatched: a date less exact than days. Hollow: no date, drawn at the year of mention.
    A sign above a mark: it rests on one origin, or on the state media of one country.
    """
    rows, ticks = _rows(marks)
    placed = marks.assign(y=[rows[key] for key in zip(marks["lane"], marks["row"], strict=True)])
    traces: list[theme.Trace] = []
    for domain, colour in theme.DOMAINS.items():
        part = placed[placed["domain"].eq(domain)]
        if len(part):
            traces.append(_bars(part[part["dated"]], labels[domain], colour))
            traces.append(_points(part[_short(part) | ~part["dated"]], labels[domain], colour))
    traces += [_signs(placed[placed["standing"].eq(value)], *sign) for value, sign in SIGNS.items() if placed["standing"].eq(value).any()]
    names = [wrapped(lane, 22) for lane in ticks]
    lanes = {"tickvals": list(ticks.values()), "ticktext": names, "range": [len(rows) - 0.4, -0.6], "showgrid": True, "zeroline": False}
    time = {"type": "date", "hoverformat": "%Y", "range": _range(marks)}
    height = 130 + LANE_HEIGHT * len(rows)
    return theme.figure(traces, height, barmode="overlay", legend={"itemsizing": "constant"}, xaxis=time, yaxis=lanes)


def _rows(marks: pd.DataFrame) -> tuple[dict[tuple[str, int], int], dict[str, float]]:
    """Height of each row of each lane, lanes by their first day and what has no date last; and where each lane's name stands."""
    order = marks.groupby("lane")["start"].min().sort_values(kind="stable").index.tolist()
    lanes = sorted(order, key=lambda lane: lane == MENTIONED)
    counts = (marks.groupby("lane")["row"].max() + 1).to_dict()
    keys = [(lane, row) for lane in lanes for row in range(counts[lane])]
    heights = {key: height for height, key in enumerate(keys)}
    return heights, {lane: heights[lane, 0] + (counts[lane] - 1) / 2 for lane in lanes}


def _range(marks: pd.DataFrame) -> list[pd.Timestamp]:
    """Whole years around all marks."""
    first, last = marks["start"].min().year, marks["end"].max().year
    return [pd.Timestamp(first - 1, 7, 1), pd.Timestamp(last + 1, 7, 1)]


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
        "width": part["contingents"].map(THICKNESS).mask(_short(part), THICKNESS[CLASSES[0]]).tolist(),
        "marker": {"color": colour, "opacity": 0.75, "line": {"width": 1, "color": colour}, "pattern": theme.pattern(hatch)},
        **_said(part),
    }


def _points(part: pd.DataFrame, name: str, colour: str) -> theme.Trace:
    symbols = part["dated"].map({True: "circle", False: "circle-open"}).tolist()
    sizes = part["contingents"].map(DIAMETER).tolist()
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "legendgroup": name,
        "x": _middle(part),
        "y": part["y"].tolist(),
        "marker": {"color": colour, "symbol": symbols, "size": sizes, "opacity": 0.9, "line": {"width": 2, "color": colour}},
        **_said(part),
    }


def _signs(part: pd.DataFrame, symbol: str, name: str) -> theme.Trace:
    """The sign above each mark of the part; colour says nothing in it, and pointing at it is left to the mark."""
    bars = part["dated"] & ~_short(part)
    half = part["contingents"].map(DIAMETER).astype(float).mask(bars, part["contingents"].map(THICKNESS) * LANE_HEIGHT) / 2
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": _middle(part),
        "y": (part["y"] - (half + ABOVE) / LANE_HEIGHT).tolist(),
        "marker": {"color": theme.NEUTRAL, "symbol": symbol, "size": 8, "line": {"width": 1.5, "color": theme.NEUTRAL}},
        "hoverinfo": "skip",
    }


def _middle(part: pd.DataFrame) -> list[str]:
    return (part["start"] + (part["end"] - part["start"]) / 2).dt.strftime("%Y-%m-%d").tolist()


def _said(part: pd.DataFrame) -> theme.Trace:
    """Which record each mark is, and what it says when pointed at."""
    return {"customdata": part["id"].tolist(), "hovertext": part["hover"].tolist(), "hovertemplate": "%{hovertext}<extra></extra>"}


def takeaway(marks: pd.DataFrame, labels: dict[str, str]) -> str:
    """What the timeline shows, in a sentence."""
    if marks.empty:
        return "Timeline of exercises: none in view."
    dated = marks[marks["dated"]]
    years = f"from {dated['start'].min().year} to {(dated['end'].max() - pd.Timedelta(days=1)).year}" if len(dated) else "none of them dated"
    common = marks["domain"].value_counts()
    most = f"most often {labels[str(common.index[0])].lower()} ({common.iloc[0]})"
    large = marks[marks["contingents"].ne(CLASSES[0])]
    stated = f"contingents are stated for {len(large)}"
    mentioned = f"; {len(marks) - len(dated)} mentioned without a date" if len(marks) > len(dated) else ""
    alone = int(marks["standing"].ne(CORROBORATED).sum())
    resting = f"; {alone} rest on one origin or on the state media of one country" if alone else ""
    return f"Timeline of {len(marks)} exercises in {marks['lane'].nunique()} lanes, {years}, {most}; {stated}{mentioned}{resting}."
