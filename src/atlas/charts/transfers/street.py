"""The two-way street: transfers between Russia and China by year."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.chart import Context, NoOptions
from atlas.charts.transfers.directed import DIRECTION_LABELS, Certainty
from atlas.charts.year_columns import WIDTH, years_axis
from atlas.records.hovers import hover
from atlas.values.pair import TO_CHINA, TO_RUSSIA

HEIGHT = 360
# One direction runs up from the line in the middle, the other down.
SIGNS = {TO_CHINA.id: 1, TO_RUSSIA.id: -1}
# Hatching, and how the legend's word for it ends.
LOOKS = {
    Certainty.DATED: ("", ""),
    Certainty.MENTIONED: (theme.HATCH, ", no date"),
    Certainty.APART: (".", ", not carried out"),
}
FIELDS = ("system", "kind", "status", "supplier_org", "recipient_org")


def street(rows: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `street_view.street`: Russia → China above the line, China → Russia below.

    Hatched without a date, dotted if it was not carried out.
    """
    hovers = hover(context.dataset, "transfers", pd.Index(rows["id"]), FIELDS)
    rows = rows.assign(hover=hovers.to_numpy())
    columns = []
    for direction in SIGNS:
        for certainty in LOOKS:
            part = rows[rows["direction"].eq(direction) & rows["certainty"].eq(certainty)]
            if len(part):
                columns.append(_columns(part, direction, certainty))
    middle = {
        "type": "line",
        "xref": "x domain",
        "x0": 0,
        "x1": 1,
        "y0": 0,
        "y1": 0,
        "line": {"width": 1, "color": theme.NEUTRAL},
    }
    return theme.figure(
        columns,
        HEIGHT,
        barmode="relative",
        xaxis=years_axis(rows["year"]),
        yaxis=_counts(rows),
        shapes=[middle],
    )


def _counts(rows: pd.DataFrame) -> dict[str, Any]:
    """An axis that counts upwards on both sides of its middle."""
    tallest = int(rows.groupby(["direction", "year"]).size().max())
    ticks = [0]
    for tick in range(0, tallest + 1, theme.whole_numbers(tallest))[1:]:
        ticks += [tick, -tick]
    return {
        "tickvals": ticks,
        "ticktext": [str(abs(tick)) for tick in ticks],
        "title": {"text": "Transfers"},
        "zeroline": False,
    }


def _columns(part: pd.DataFrame, direction: str, certainty: Certainty) -> theme.Trace:
    """The transfers of one direction and certainty, each a piece of its year's column."""
    colour = theme.DIRECTIONS[direction]
    hatch, ending = LOOKS[certainty]
    return {
        "type": "bar",
        "name": DIRECTION_LABELS[direction] + ending,
        "x": part["year"].tolist(),
        "y": [SIGNS[direction]] * len(part),
        "width": WIDTH,
        "marker": traces.marker(colour, hatch, width=1.5),
        "customdata": part["id"].tolist(),
        **traces.pointed_at(part["hover"]),
    }


def takeaway(rows: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the two-way street shows, in a sentence."""
    if rows.empty:
        return "Transfers between Russia and China by year: none in view."
    is_apart = rows["certainty"].eq(Certainty.APART)
    counts, apart = (part["direction"].value_counts() for part in (rows[~is_apart], rows[is_apart]))
    each = []
    for direction, label in DIRECTION_LABELS.items():
        beside = f" (and {apart[direction]:,} not carried out)" if direction in apart else ""
        each.append(f"{label} {counts.get(direction, 0):,}{beside}")
    years = f"{rows['year'].min()} to {rows['year'].max()}"
    return f"Transfers between Russia and China by year, {years}: {'; '.join(each)}."
