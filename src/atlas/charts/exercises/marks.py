"""What marks of exercises and of their context share: days, names, and pointing at them."""

from collections.abc import Iterable

import pandas as pd

from atlas.charts import theme
from atlas.charts.exercises.room import Side, in_lines
from atlas.dataset.dataset import Dataset
from atlas.values.words import escaped

NAME_SIZE = 11
# What is shorter than this is too thin a bar to be seen on all years.
SHORT = pd.Timedelta(days=62)


def is_short(marks: pd.DataFrame) -> "pd.Series[bool]":
    """Whether each mark is too short to be seen as a bar."""
    return marks["end"] - marks["start"] <= SHORT


def days(moments: "pd.Series[pd.Timestamp]") -> list[str]:
    """Days as Plotly reads them."""
    return moments.dt.strftime("%Y-%m-%d").tolist()


def middle(marks: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The moment in the middle of each mark."""
    return marks["start"] + (marks["end"] - marks["start"]) / 2


def spans(marks: pd.DataFrame) -> theme.Trace:
    """Bars that lie from the first to the last day of marks with a height `y`."""
    milliseconds = (marks["end"] - marks["start"]).dt.total_seconds() * 1000
    return {
        "type": "bar",
        "orientation": "h",
        "base": days(marks["start"]),
        "x": milliseconds.tolist(),
        "y": marks["y"].tolist(),
    }


def names(marks: pd.DataFrame, dataset: Dataset) -> theme.Trace:
    """The names beside the marks, where these have a side for it."""
    texts = []
    for identifier, side in zip(marks["id"], marks["side"], strict=True):
        name = in_lines(dataset.label(identifier)) if side else ""
        texts.append(escaped(name).replace("\n", "<br>"))
    is_left = marks["side"].eq(Side.LEFT)
    positions = is_left.map({True: "middle left", False: "middle right"})
    return {
        "text": texts,
        "textposition": positions.tolist(),
        "textfont": {"size": NAME_SIZE},
    }


def pointing(ids: Iterable[str], hovers: Iterable[str]) -> theme.Trace:
    """Which records each mark is, and what it says when pointed at."""
    return {
        "customdata": list(ids),
        "hovertext": list(hovers),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
