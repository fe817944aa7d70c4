"""A record in its time."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.values.pair import TO_CHINA
from atlas.values.words import escaped, wrapped

SHORT = pd.Timedelta(days=40)
ROW, LINE = 11, 15


def timeline(times: pd.DataFrame) -> go.Figure:
    """Draw `records.dossier.times`: the record itself on top and in colour, a bar or a mark for each, its name beside it.

    Hatched, or a hollow mark: the date is known less exactly than by the day.
    """
    traces = [_bars(part, own) for own, part in times.groupby("own", sort=False) if len(part)]
    traces += [
        _points(part, own)
        for own, part in times[times["end"] - times["start"] <= SHORT].groupby("own", sort=False)
    ]
    names = [wrapped(label, 34) for label in times["label"]]
    rows = {
        "tickvals": list(range(len(times))),
        "ticktext": names,
        "range": [len(times) - 0.4, -0.6],
        "zeroline": False,
    }
    first, last = times["start"].min().year, times["end"].max().year
    years = {"type": "date", "range": [f"{first - 1}-07-01", f"{last + 1}-07-01"]}
    tallest = max(name.count("<br>") + 1 for name in names)
    return theme.figure(
        traces,
        60 + (ROW + LINE * tallest) * len(times),
        barmode="overlay",
        showlegend=False,
        xaxis=years,
        yaxis=rows,
    )


def _bars(part: pd.DataFrame, own: object) -> theme.Trace:
    colour, hatch = _colour(own), part["exact"].map({True: "", False: theme.HATCH}).tolist()
    return {
        "type": "bar",
        "orientation": "h",
        "base": part["start"].dt.strftime("%Y-%m-%d").tolist(),
        "x": ((part["end"] - part["start"]).dt.total_seconds() * 1000).tolist(),
        "y": part.index.tolist(),
        "width": 0.5,
        "marker": {
            "color": colour,
            "line": {"width": 1, "color": colour},
            "pattern": theme.pattern(hatch),
        },
        **_said(part),
    }


def _points(part: pd.DataFrame, own: object) -> theme.Trace:
    symbols = [
        ("diamond" if own else "circle") + ("" if exact else "-open") for exact in part["exact"]
    ]
    colour = _colour(own)
    return {
        "type": "scatter",
        "mode": "markers",
        "x": (part["start"] + (part["end"] - part["start"]) / 2)
        .dt.strftime("%Y-%m-%d %H:%M")
        .tolist(),
        "y": part.index.tolist(),
        "marker": {
            "color": colour,
            "size": 11,
            "symbol": symbols,
            "line": {"width": 2, "color": colour},
        },
        **_said(part),
    }


def _colour(own: object) -> str:
    return theme.DIRECTIONS[TO_CHINA.id] if own else theme.NEUTRAL


def _said(part: pd.DataFrame) -> theme.Trace:
    texts = [
        f"<b>{escaped(label)}</b><br>{escaped(when)}"
        for label, when in zip(part["label"], part["when"], strict=True)
    ]
    return {
        "customdata": part["id"].tolist(),
        "hovertext": texts,
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def takeaway(times: pd.DataFrame) -> str:
    """What the small timeline shows, in a sentence."""
    own = times[times["own"]]
    told = (
        f"{own['label'].iloc[0]}: {own['when'].iloc[0]}"
        if len(own)
        else "The record itself has no date"
    )
    return f"{told}; with {len(times) - len(own):,} dated records tied to it, {times['start'].min().year} to {times['end'].max().year}."
