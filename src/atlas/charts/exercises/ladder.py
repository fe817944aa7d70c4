"""From all exercises that are recorded to those that a rule counts: a ladder of bars."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import theme
from atlas.charts.axes import titled, whole_numbers
from atlas.charts.chart import Context
from atlas.charts.exercises import cell_texts
from atlas.charts.exercises.ladder_view import NONE, TABLE, CountOptions, ids_counted, left_out
from atlas.charts.exercises.ladder_words import counted_or_left_out, step_title
from atlas.charts.exercises.marks import pointing
from atlas.charts.exercises.published_view import chosen
from atlas.dataset.names import with_ids
from atlas.values.words import number, wrapped

ROW, AROUND, NAME_WIDTH = 40, 70, 26
COLOUR = theme.TABLES["exercises"]
RECORDED, BY_THIS_RULE = "All recorded here", "Counted by this rule"


class Bar(NamedTuple):
    """A bar from `base` on; `ids` are what it stands for, `text` its number."""

    title: str
    base: int
    ids: Sequence[str]
    text: str


def ladder(view: pd.DataFrame, context: Context[CountOptions]) -> go.Figure:
    """Draw `ladder_view.ladder`: all, what each step leaves out, what is left; theirs beneath."""
    ids = ids_counted(view)
    first = Bar(RECORDED, 0, view["id"].tolist(), number(len(view)))
    last = Bar(BY_THIS_RULE, 0, ids, number(len(ids)))
    steps = _steps(view, context)
    traces = [
        _bars([first], [0], COLOUR, context),
        _bars(steps, range(1, len(steps) + 1), theme.NEUTRAL, context),
        _bars([last], [len(steps) + 1], COLOUR, context),
    ]
    names = [bar.title for bar in (first, *steps, last)]
    longest = len(view)
    if context.options.count != NONE:
        theirs = chosen(context)
        longest = max(longest, theirs.most)
        traces.append(_theirs(len(names), context))
        names.append(f"Counted by {theirs.who}")
    return theme.figure(
        [trace for trace in traces if trace["x"]],
        ROW * len(names) + AROUND,
        barmode="overlay",
        bargap=0.3,
        showlegend=False,
        xaxis=_across(longest),
        yaxis=_down(names),
    )


def _steps(view: pd.DataFrame, context: Context[CountOptions]) -> list[Bar]:
    remaining, bars = len(view), []
    for step, ids in left_out(view).items():
        remaining -= len(ids)
        bars.append(Bar(step_title(step, context), remaining, ids, f"−{len(ids):,}"))
    return bars


def _bars(
    bars: Sequence[Bar], places: Sequence[int], colour: str, context: Context[CountOptions]
) -> theme.Trace:
    whole = context.dataset.only(context.dataset.built)
    ids = pd.Series([list(bar.ids) for bar in bars], dtype=object)
    hovers = cell_texts.hovers(whole, [bar.title for bar in bars], ids)
    return {
        "type": "bar",
        "orientation": "h",
        "base": [bar.base for bar in bars],
        "x": [len(bar.ids) for bar in bars],
        "y": list(places),
        "text": [bar.text for bar in bars],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": colour},
        **pointing(cell_texts.joined(ids), hovers),
    }


def _theirs(place: int, context: Context[CountOptions]) -> theme.Trace:
    """The published number: hollow, because nothing that is recorded here stands behind it."""
    theirs = chosen(context)
    edge = {"color": theme.EDGE, "width": 2}
    return {
        "type": "bar",
        "orientation": "h",
        "x": [theirs.most],
        "y": [place],
        "text": [theirs.amount],
        "textposition": "outside",
        "cliponaxis": False,
        "marker": {"color": theme.CLEAR, "line": edge},
        "hoverinfo": "skip",
    }


def _across(longest: int) -> dict[str, object]:
    return {
        "title": titled("Exercises"),
        "range": [0, longest * 1.16],
        "tickformat": ",d",
        "dtick": whole_numbers(longest),
        "fixedrange": True,
    }


def _down(names: Sequence[str]) -> dict[str, object]:
    return {
        "tickvals": list(range(len(names))),
        "ticktext": [wrapped(name, NAME_WIDTH) for name in names],
        "range": [len(names) - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
    }


def ladder_table(view: pd.DataFrame, context: Context[CountOptions]) -> pd.DataFrame:
    """Every exercise that is recorded, and whether it counts or which step leaves it out."""
    frame = context.dataset.built[TABLE].loc[view["id"]]
    columns = {
        "Record": frame["label"],
        "When": frame["when"],
        "By this rule": pd.Series(counted_or_left_out(view, context), index=frame.index),
        "Sources": frame["cited"],
        "Id": frame.index.to_series(),
    }
    ids_behind = {"Record": frame.index.to_series(), "Sources": frame["sources"]}
    return with_ids(pd.DataFrame(columns, index=frame.index), ids_behind)
