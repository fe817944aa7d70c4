"""Disputed figures as bars from their lowest to their highest value, on one scale of ratios."""

import math
import textwrap
from collections.abc import Sequence
from typing import Any, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme, traces
from atlas.charts.axes import titled
from atlas.charts.chart import Context, NoOptions
from atlas.records.card_words import DOLLARS, item_words
from atlas.records.fact_card import CardFact
from atlas.values.words import agreeing, counted, escaped, number, wrapped

# So many bars stand on one screen, each beneath two lines of words, in pixels.
MOST = 12
ROW, AROUND = 46, 84
# Of a row the share that the bar takes, and where the words end above its middle, clear of marks.
THICK, LIFT = 0.18, 0.17
NAME_WIDTH = 56
TICKS = (1, 2, 3, 5, 10, 20, 50, 100, 1_000, 10_000)
AXIS = "Times the lowest value"
SHOWN, RANGE = "The value that is shown", "From the lowest to the highest value"
NOTE = (
    "Each figure is drawn in multiples of its own lowest value, as their units differ. Nothing is "
    "averaged: the value shown is that of the strongest statement. Dates, countries and figures "
    "that begin at 0 have no such ratio: they stand in the table."
)


def disagreements(rows: pd.DataFrame, context: Context[NoOptions]) -> go.Figure:
    """Draw `disagreements_view.disagreements`: a bar for each of the first figures."""
    drawn = rows[rows["ratio"].notna()].head(MOST)
    if drawn.empty:
        return theme.empty("No figure is disputed; the table has the dates and countries that are")
    words = [_words(context, row) for row in drawn.itertuples()]
    hovers = [_hover(own, ratio) for own, ratio in zip(words, drawn["ratio"], strict=True)]
    pointing = {"customdata": drawn["id"].tolist(), **traces.pointed_at(hovers)}
    marks = [_ranges(drawn) | pointing, _shown(drawn) | pointing, _names(words)]
    down = {"visible": False, "range": [len(drawn) - 0.8, -0.95], "fixedrange": True}
    across = _across(float(drawn["ratio"].max()))
    return theme.figure(marks, ROW * len(drawn) + AROUND, xaxis=across, yaxis=down)


def fitted(rows: pd.DataFrame, context: Context[NoOptions], room: int) -> tuple[pd.DataFrame, str]:
    """The figures with the largest spread, as many as have their words in so many pixels."""
    figures = rows[rows["ratio"].notna()]
    most = max(1, room // ROW)
    if min(len(figures), MOST) <= most:
        return rows, part(rows, context)
    return figures.head(most), _largest(most, len(figures))


def part(rows: pd.DataFrame, context: Context[NoOptions]) -> str:
    """Which of the figures are drawn, in a sentence; blank where all are."""
    n_figures = int(rows["ratio"].notna().sum())
    return _largest(MOST, n_figures) if n_figures > MOST else ""


def _largest(drawn: int, figures: int) -> str:
    return f"Drawn: the {drawn:,} of {figures:,} figures with the largest spread."


def _ranges(drawn: pd.DataFrame) -> theme.Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": RANGE,
        "base": [1] * len(drawn),
        "x": (drawn["ratio"] - 1).tolist(),
        "y": list(range(len(drawn))),
        "width": THICK,
        "marker": traces.marker(theme.NEUTRAL, ""),
    }


def _shown(drawn: pd.DataFrame) -> theme.Trace:
    multiples = pd.to_numeric(drawn["shown"]) / pd.to_numeric(drawn["lowest"])
    edge = {"width": 1.5, "color": theme.EDGE}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": SHOWN,
        "x": multiples.tolist(),
        "y": list(range(len(drawn))),
        "cliponaxis": False,
        "marker": {"color": theme.ACCENT, "symbol": "diamond", "size": 9, "line": edge},
    }


def _across(most: float) -> theme.Trace:
    """A scale of multiples, on which each doubling has the same length."""
    ticks = [tick for tick in TICKS if tick <= most * 1.1]
    return {
        "type": "log",
        "range": [-0.01, math.log10(most) + 0.03],
        "tickvals": ticks,
        "ticktext": [f"{tick:,}×" for tick in ticks],
        "tickangle": 0,
        "title": titled(AXIS),
        "zeroline": False,
        "fixedrange": True,
    }


def _names(words: Sequence["_Words"]) -> theme.Trace:
    """Above each bar its record, and beneath that what is disputed."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [1] * len(words),
        "y": [place - LIFT for place in range(len(words))],
        "text": [f"<b>{_cut(own.record)}</b><br>{_cut(own.span)}" for own in words],
        "textposition": "top right",
        "textfont": {"size": 12, "shadow": "auto"},
        "cliponaxis": False,
        "hoverinfo": "skip",
        "showlegend": False,
    }


class _Words(NamedTuple):
    """What a bar is called: the record, its field with lowest and highest value, the one shown."""

    record: str
    span: str
    shown: str


def _words(context: Context[NoOptions], row: Any) -> _Words:
    field = context.schema.tables[row.table].field(row.field)
    fact = CardFact(row.id, field, (), unit=row.unit)
    highest = item_words(context.dataset, fact, row.highest)
    # The unit stands once, after the highest value; that of money stands before each.
    is_money = field.unit == DOLLARS
    lowest = item_words(context.dataset, fact, row.lowest) if is_money else _bare(row.lowest)
    span = f"{field.title}: {lowest} to {highest}"
    shown = item_words(context.dataset, fact, row.shown)
    return _Words(context.dataset.label(row.id), span, shown)


def _bare(value: str) -> str:
    return number(float(value))


def _cut(text: str) -> str:
    """The text in one line; the whole of it stands in the hover and the table."""
    return escaped(textwrap.shorten(text, NAME_WIDTH, placeholder=" …"))


def _hover(words: _Words, ratio: float) -> str:
    lines = [
        f"<b>{wrapped(words.record)}</b>",
        wrapped(words.span),
        f"Highest to lowest: {number(ratio)} times",
        wrapped(f"Shown: {words.shown}"),
    ]
    return "<br>".join(lines)


def headline(rows: pd.DataFrame, context: Context[NoOptions]) -> str:
    """On how many values of how many records sources disagree."""
    if rows.empty:
        return ""
    values = counted(len(rows), "values")
    entries = counted(rows["id"].nunique(), "entries")
    are = agreeing(len(rows), "is", "are")
    return f"{values} of {entries} on China and Russia {are} disputed in these sources"


def takeaway(rows: pd.DataFrame, context: Context[NoOptions]) -> str:
    """On how much sources disagree, and where their values lie farthest apart, in a sentence."""
    if rows.empty:
        return "Where sources disagree: none in view."
    entries = counted(rows["id"].nunique(), "entries")
    sentence = f"Sources disagree on {counted(len(rows), 'values')} of {entries}"
    figures = rows[rows["ratio"].notna()]
    if figures.empty:
        return f"{sentence}, none of them a figure."
    first = figures.iloc[0]
    apart = int(figures["ratio"].eq(first["ratio"]).sum()) - 1
    as_far = f", and {counted(apart, 'others')} as far" if apart else ""
    words = _words(context, first)
    return (
        f"{sentence}; {counted(len(figures), 'figures')}, farthest apart on {words.record}, "
        f"{words.span} ({number(first['ratio'])} times){as_far}."
    )
