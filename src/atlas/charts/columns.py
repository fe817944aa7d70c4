"""Counts by year as stacked columns: all records by table, exercises by domain, transfers both ways."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme

FEW = 8
LOOKS = {"dated": "", "mentioned": theme.HATCH, "projected": "."}


def by_year(
    counts: pd.DataFrame, column: str, labels: Mapping[str, str], colours: Mapping[str, str], *, height: int, noun: str = "Records"
) -> go.Figure:
    """Stacked columns of `n` over `year`, one colour per value of `column`; hatched where `dated` is False.

    `labels` gives the order and the names, `noun` what is counted.
    """
    traces: list[theme.Trace] = []
    for value, label in labels.items():
        parts = [(dated, counts[counts[column].eq(value) & counts["dated"].eq(dated)]) for dated in (True, False)]
        filled = [(dated, part) for dated, part in parts if len(part)]
        traces += [_columns(part, label, colours[value], dated) | {"showlegend": number == 0} for number, (dated, part) in enumerate(filled)]
    if not counts["dated"].all():
        traces.append(_hatched_key())
    tallest = int(counts.groupby("year")["n"].sum().max())
    records = {"title": {"text": noun}, "rangemode": "tozero", "tickformat": ",d", "dtick": theme.whole_numbers(tallest)}
    return theme.figure(traces, height, barmode="stack", xaxis=years_axis(counts["year"]), yaxis=records)


def _columns(part: pd.DataFrame, label: str, colour: str, dated: bool) -> theme.Trace:
    name = label if dated else f"{label}, mentioned without a date"
    return {
        "type": "bar",
        "name": label,
        "legendgroup": label,
        "x": part["year"].tolist(),
        "y": part["n"].tolist(),
        "marker": {"color": colour, "line": {"width": 1, "color": colour}, "pattern": theme.pattern("" if dated else theme.HATCH)},
        "hovertemplate": f"<b>%{{x}}</b><br>{name}: %{{y}}<extra></extra>",
    }


def _hatched_key() -> theme.Trace:
    """The legend's word for hatching."""
    look = {"color": theme.NEUTRAL, "line": {"width": 1, "color": theme.NEUTRAL}, "pattern": theme.pattern(theme.HATCH)}
    return {"type": "bar", "name": "Hatched: mentioned without a date", "x": [None], "y": [None], "marker": look, "hoverinfo": "skip"}


def years_axis(years: pd.Series) -> dict[str, Any]:
    """A tick for whole years only, of many years for as many as the width has room for; the axis a little wider than the years."""
    first, last = int(years.min()), int(years.max())
    ticks = {"dtick": 1, "tick0": first} if last - first < FEW else {}
    return {"tickformat": "d", "range": [first - 0.75, last + 0.75], **ticks}


def street(rows: pd.DataFrame) -> go.Figure:
    """Draw `views.transfers.street`: Russia → China above the line, China → Russia below; hatched without a date, dotted if projected."""
    traces = []
    for sign, direction in zip((1, -1), theme.DIRECTIONS, strict=True):
        for certainty in LOOKS:
            part = rows[rows["direction"].eq(direction) & rows["certainty"].eq(certainty)]
            if len(part):
                traces.append(_side(part, direction, certainty, sign))
    tallest = int(rows.groupby(["direction", "year"]).size().max())
    step = theme.whole_numbers(tallest)
    ticks = [sign * tick for tick in range(0, tallest + 1, step) for sign in ((1, -1) if tick else (1,))]
    counts = {"tickvals": ticks, "ticktext": [str(abs(tick)) for tick in ticks], "title": {"text": "Transfers"}, "zeroline": False}
    middle = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": {"width": 1, "color": theme.NEUTRAL}}
    return theme.figure(traces, 360, barmode="relative", xaxis=years_axis(rows["year"]), yaxis=counts, shapes=[middle])


def _side(part: pd.DataFrame, direction: str, certainty: str, sign: int) -> theme.Trace:
    colour = theme.DIRECTIONS[direction]
    told = {"dated": "", "mentioned": ", no date", "projected": ", projected"}
    return {
        "type": "bar",
        "name": direction + told[certainty],
        "x": part["year"].tolist(),
        "y": [sign] * len(part),
        "marker": {"color": colour, "line": {"width": 1.5, "color": colour}, "pattern": theme.pattern(LOOKS[certainty])},
        "customdata": part["id"].tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def years_takeaway(counts: pd.DataFrame, noun: str) -> str:
    """What a chart of counts by year shows, in a sentence."""
    if counts.empty:
        return f"{noun} by year: none in view."
    by = counts.groupby("year")["n"].sum()
    undated = int(counts.loc[~counts["dated"], "n"].sum())
    mentioned = f"; {undated} of them have no date and stand at the year of the source that mentions them" if undated else ""
    return f"{noun} by year, {by.index.min()} to {by.index.max()}: {by.sum()} in all, most in {by.idxmax()} ({by.max()}){mentioned}."


def street_takeaway(rows: pd.DataFrame) -> str:
    """What the two-way street shows, in a sentence."""
    if rows.empty:
        return "Transfers between Russia and China by year: none in view."
    counts = rows["direction"].value_counts()
    each = "; ".join(f"{direction} {int(counts.get(direction, 0))}" for direction in theme.DIRECTIONS)
    projected = int(rows["certainty"].eq("projected").sum())
    told = f"; {projected} of them projected" if projected else ""
    return f"Transfers between Russia and China by year, {rows['year'].min()} to {rows['year'].max()}: {each}{told}."
