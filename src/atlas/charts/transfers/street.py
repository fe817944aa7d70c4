"""The two-way street: transfers between Russia and China by year."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.chart import Context, NoOptions
from atlas.charts.year_columns import WIDTH, years_axis

LOOKS = {"dated": "", "mentioned": theme.HATCH, "projected": "."}


def street(rows: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `flows_view.street`: Russia → China above the line, China → Russia below; hatched without a date, dotted if projected."""
    traces = []
    for sign, direction in zip((1, -1), theme.DIRECTIONS, strict=True):
        for certainty in LOOKS:
            part = rows[rows["direction"].eq(direction) & rows["certainty"].eq(certainty)]
            if len(part):
                traces.append(_side(part, direction, certainty, sign))
    tallest = int(rows.groupby(["direction", "year"]).size().max())
    step = theme.whole_numbers(tallest)
    ticks = [
        sign * tick for tick in range(0, tallest + 1, step) for sign in ((1, -1) if tick else (1,))
    ]
    counts = {
        "tickvals": ticks,
        "ticktext": [str(abs(tick)) for tick in ticks],
        "title": {"text": "Transfers"},
        "zeroline": False,
    }
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
        traces,
        360,
        barmode="relative",
        xaxis=years_axis(rows["year"]),
        yaxis=counts,
        shapes=[middle],
    )


def _side(part: pd.DataFrame, direction: str, certainty: str, sign: int) -> theme.Trace:
    colour = theme.DIRECTIONS[direction]
    told = {"dated": "", "mentioned": ", no date", "projected": ", projected"}
    return {
        "type": "bar",
        "name": direction + told[certainty],
        "x": part["year"].tolist(),
        "y": [sign] * len(part),
        "width": WIDTH,
        "marker": {
            "color": colour,
            "line": {"width": 1.5, "color": colour},
            "pattern": theme.pattern(LOOKS[certainty]),
        },
        "customdata": part["id"].tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def takeaway(rows: pd.DataFrame, context: Context[NoOptions]) -> str:
    """What the two-way street shows, in a sentence."""
    if rows.empty:
        return "Transfers between Russia and China by year: none in view."
    counts = rows["direction"].value_counts()
    each = "; ".join(
        f"{direction} {int(counts.get(direction, 0)):,}" for direction in theme.DIRECTIONS
    )
    projected = int(rows["certainty"].eq("projected").sum())
    told = f"; {projected:,} of them projected" if projected else ""
    return f"Transfers between Russia and China by year, {rows['year'].min()} to {rows['year'].max()}: {each}{told}."
