"""Counts by year as stacked columns: all records by table, exercises by domain."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled, whole_numbers
from atlas.values.words import agreeing, years_in_words

FEW, FEWEST = 8, 5
# Plotly makes columns as wide as the gap between years that have any; a year is a year.
WIDTH = 0.85
# Of the height: the lower of two panels, and the space between them.
LOWER, BETWEEN = 0.34, 0.12


def by_year(
    counts: pd.DataFrame,
    column: str,
    labels: Mapping[str, str],
    colours: Mapping[str, str],
    *,
    height: int,
    noun: str = "Entries",
    apart: bool = False,
) -> go.Figure:
    """Stacked columns of `n` over `year`, a colour for each value of `column`.

    What is not `dated` is hatched. `labels` gives the order and the names of the values, `colours`
    their colours; `height` is in pixels, `noun` is what is counted. `apart`: what has no date
    stands in a panel of its own beneath, so that it swamps nothing.
    """
    in_panels = apart and counts["dated"].nunique() > 1
    panel = {"yaxis": "y2"} if in_panels else {}
    drawn: list[theme.Trace] = []
    for value, label in labels.items():
        part = counts[counts[column].eq(value)]
        dated = part[part["dated"]]
        undated = part[~part["dated"]]
        if len(dated):
            drawn.append(_columns(dated, label, label, colours[value], ""))
        if len(undated):
            name = f"{label}, mentioned without a date"
            drawn.append(_columns(undated, label, name, colours[value], theme.HATCH) | panel)
        if len(part):
            drawn.append(_key(label, colours[value]))
    if not counts["dated"].all():
        key = _key("Hatched: mentioned without a date", theme.NEUTRAL, theme.HATCH)
        drawn.append(key | panel)
    years = years_axis(counts["year"])
    if in_panels:
        return theme.figure(
            drawn, height, barmode="stack", legend={"y": 1.08}, **_panels(counts, years, noun)
        )
    return theme.figure(drawn, height, barmode="stack", xaxis=years, yaxis=_counted(counts, noun))


def _counted(counts: pd.DataFrame, noun: str, steps: int = 1) -> dict[str, Any]:
    """The axis of counts; `steps` makes its ticks that much rarer where there is little height."""
    totals = counts.groupby("year")["n"].sum()
    tallest = int(totals.max())
    return {
        "title": titled(noun),
        "rangemode": "tozero",
        "tickformat": ",d",
        "dtick": steps * whole_numbers(tallest),
    }


def _panels(counts: pd.DataFrame, years: dict[str, Any], noun: str) -> dict[str, Any]:
    """The layout of two panels over the same years, each with a scale and a title of its own.

    Above stands what has a date, beneath it what is only mentioned.
    """
    dated = counts[counts["dated"]]
    undated = counts[~counts["dated"]]
    above = _counted(dated, noun) | {"domain": [LOWER + BETWEEN, 1], "anchor": "x"}
    beneath = _counted(undated, noun, steps=2) | {"domain": [0, LOWER], "anchor": "x"}
    titles = [
        _title(f"With a date: {dated['n'].sum():,}", 1),
        _title(f"Without one, at the year of mention: {undated['n'].sum():,}", LOWER),
    ]
    return {
        "xaxis": {**years, "anchor": "y2"},
        "yaxis": above,
        "yaxis2": beneath,
        "annotations": titles,
    }


def _title(text: str, height: float) -> dict[str, Any]:
    """The title of a panel that ends at this share of the whole height."""
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "yanchor": "bottom",
        "showarrow": False,
        "font": {"size": 13},
        "y": height,
        "text": text,
    }


def _columns(part: pd.DataFrame, label: str, name: str, colour: str, hatch: str) -> theme.Trace:
    """Columns of the legend's entry `label`, which are called `name` when they are pointed at."""
    return {
        "type": "bar",
        "name": label,
        "legendgroup": label,
        "showlegend": False,
        "x": part["year"].tolist(),
        "y": part["n"].tolist(),
        "width": WIDTH,
        "marker": traces.marker(colour, hatch),
        "hovertemplate": f"<b>%{{x}}</b><br>{name}: %{{y}}<extra></extra>",
    }


def _key(name: str, colour: str, hatch: str = "") -> theme.Trace:
    """An entry of the legend, for which nothing is drawn.

    It stands for a colour, whatever part of it is hatched, or for hatching itself.
    """
    return {**traces.key(name, traces.marker(colour, hatch)), "legendgroup": name}


def years_axis(years: pd.Series) -> dict[str, Any]:
    """A tick for whole years only, of many years for as many as the width has room for.

    The axis is a little wider than the years; of few, so much that one alone is a column and no
    block.
    """
    first = int(years.min())
    last = int(years.max())
    room = max(0.75, (FEWEST - (last - first)) / 2)
    axis: dict[str, Any] = {"tickformat": "d", "range": [first - room, last + room]}
    if last - first < FEW:
        axis["tickvals"] = list(range(first, last + 1))
    return axis


def years_takeaway(counts: pd.DataFrame, noun: str) -> str:
    """What a chart of counts by year shows, in a sentence; `noun` is what is counted."""
    if counts.empty:
        return f"{noun} by year: none in view."
    totals = counts.groupby("year")["n"].sum()
    undated = counts.loc[~counts["dated"], "n"].sum()
    ending = ""
    if undated:
        of_them = "it has" if totals.sum() == 1 else f"{undated:,} of them {_have(undated)}"
        ending = f"; {of_them} no date and {_stand(undated)}"
    if len(totals) == 1:
        return f"{noun} by year: {totals.sum():,} in all, in {totals.index[0]} alone{ending}."
    years = years_in_words(totals.index.min(), totals.index.max())
    in_all = f"{totals.sum():,} in all{_most(counts)}"
    return f"{noun} by year, {years}: {in_all}{ending}."


def _most(counts: pd.DataFrame) -> str:
    """The year with most of what has a date; blank where several have as many."""
    dated = counts[counts["dated"]].groupby("year")["n"].sum()
    fullest = dated[dated.eq(dated.max())]
    if len(fullest) != 1:
        return ""
    return f", most in {fullest.index[0]} ({fullest.iloc[0]:,})"


def _have(undated: float) -> str:
    return agreeing(undated, "has", "have")


def _stand(undated: float) -> str:
    """Where entries without a date stand."""
    stand = agreeing(undated, "stands", "stand")
    return f"{stand} at the year of the source that mentions {agreeing(undated, 'it', 'them')}"
