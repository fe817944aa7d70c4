"""Counts by year as stacked columns: all records by table, exercises by domain."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme

FEW, FEWEST = 8, 5
# Plotly makes columns as wide as the gap between years that have any; a year is a year.
WIDTH = 0.85
LOWER, BETWEEN = 0.34, 0.12


def by_year(
    counts: pd.DataFrame,
    column: str,
    labels: Mapping[str, str],
    colours: Mapping[str, str],
    *,
    height: int,
    noun: str = "Records",
    apart: bool = False,
) -> go.Figure:
    """Stacked columns of `n` over `year`, one colour per value of `column`; hatched where `dated` is False.

    `labels` gives the order and the names, `noun` what is counted. `apart`: what has no date stands in a panel of its own
    beneath, so that it swamps nothing.
    """
    traces: list[theme.Trace] = []
    for value, label in labels.items():
        parts = [
            (dated, counts[counts[column].eq(value) & counts["dated"].eq(dated)])
            for dated in (True, False)
        ]
        filled = [(dated, part) for dated, part in parts if len(part)]
        traces += [_columns(part, label, colours[value], dated) for dated, part in filled]
        traces += [_key(label, colours[value])] if filled else []
    if not counts["dated"].all():
        traces.append(_key("Hatched: mentioned without a date", theme.NEUTRAL, theme.HATCH))
    years = years_axis(counts["year"])
    if apart and counts["dated"].nunique() > 1:
        return _in_panels(traces, counts, height, years, noun)
    return theme.figure(traces, height, barmode="stack", xaxis=years, yaxis=_counted(counts, noun))


def _counted(counts: pd.DataFrame, noun: str, steps: int = 1) -> dict[str, Any]:
    """The axis of counts; `steps` makes its ticks that much rarer where there is little height."""
    tallest = int(counts.groupby("year")["n"].sum().max())
    return {
        "title": {"text": noun},
        "rangemode": "tozero",
        "tickformat": ",d",
        "dtick": steps * theme.whole_numbers(tallest),
    }


def _in_panels(
    traces: list[theme.Trace], counts: pd.DataFrame, height: int, years: dict[str, Any], noun: str
) -> go.Figure:
    """What has a date above, what is only mentioned beneath it: the same years, each on a scale of its own, which its title says."""
    placed = [
        trace | ({"yaxis": "y2"} if trace["marker"]["pattern"]["shape"] else {}) for trace in traces
    ]
    parts = [counts[counts["dated"].eq(dated)] for dated in (True, False)]
    told = [
        f"With a date: {int(parts[0]['n'].sum()):,}",
        f"Without one, at the year of mention: {int(parts[1]['n'].sum()):,}",
    ]
    at = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13},
    }
    return theme.figure(
        placed,
        height,
        barmode="stack",
        legend={"y": 1.08},
        xaxis={**years, "anchor": "y2"},
        yaxis={**_counted(parts[0], noun), "domain": [LOWER + BETWEEN, 1], "anchor": "x"},
        yaxis2={**_counted(parts[1], noun, 2), "domain": [0, LOWER], "anchor": "x"},
        annotations=[
            {**at, "y": high, "text": text} for high, text in zip((1, LOWER), told, strict=True)
        ],
    )


def _columns(part: pd.DataFrame, label: str, colour: str, dated: bool) -> theme.Trace:
    name = label if dated else f"{label}, mentioned without a date"
    return {
        "type": "bar",
        "name": label,
        "legendgroup": label,
        "showlegend": False,
        "x": part["year"].tolist(),
        "y": part["n"].tolist(),
        "width": WIDTH,
        "marker": {
            "color": colour,
            "line": {"width": 1, "color": colour},
            "pattern": theme.pattern("" if dated else theme.HATCH),
        },
        "hovertemplate": f"<b>%{{x}}</b><br>{name}: %{{y}}<extra></extra>",
    }


def _key(name: str, colour: str, shape: str = "") -> theme.Trace:
    """An entry of the legend, for which nothing is drawn: a colour, whatever part of it is hatched, or hatching itself."""
    look = {"color": colour, "line": {"width": 1, "color": colour}, "pattern": theme.pattern(shape)}
    return {
        "type": "bar",
        "name": name,
        "legendgroup": name,
        "x": [None],
        "y": [None],
        "marker": look,
        "hoverinfo": "skip",
    }


def years_axis(years: pd.Series) -> dict[str, Any]:
    """A tick for whole years only, of many years for as many as the width has room for.

    The axis is a little wider than the years; of few, so much that one alone is a column and no block.
    """
    first, last = int(years.min()), int(years.max())
    ticks = {"tickvals": list(range(first, last + 1))} if last - first < FEW else {}
    room = max(0.75, (FEWEST - (last - first)) / 2)
    return {"tickformat": "d", "range": [first - room, last + room], **ticks}


def years_takeaway(counts: pd.DataFrame, noun: str) -> str:
    """What a chart of counts by year shows, in a sentence."""
    if counts.empty:
        return f"{noun} by year: none in view."
    by = counts.groupby("year")["n"].sum()
    undated = int(counts.loc[~counts["dated"], "n"].sum())
    mentioned = (
        f"; {undated:,} of them have no date and stand at the year of the source that mentions them"
        if undated
        else ""
    )
    if len(by) == 1:
        return f"{noun} by year: {by.sum():,} in all, in {by.index[0]} alone{mentioned}."
    return f"{noun} by year, {by.index.min()} to {by.index.max()}: {by.sum():,} in all, most in {by.idxmax()} ({by.max():,}){mentioned}."
