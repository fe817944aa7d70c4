"""What marks of exercises and of their context share: days, and pointing at them."""

from collections.abc import Iterable
from typing import NamedTuple

import pandas as pd

from atlas.charts import theme
from atlas.records.corroboration import Standing

# What is shorter than this is too thin a bar to be seen on all years.
SHORT = pd.Timedelta(days=62)
# Words of the legend: a phone has them in three lines, and the note beneath the chart says more.
UNCERTAIN = "Date not exact"
SAID_BY = {Standing.ONE_ORIGIN: "One source", Standing.STATE_MEDIA: "State media"}


class Mark(NamedTuple):
    """A mark of the timeline as it is drawn.

    `group` is what it has its colour or sign from, `y` its height in lanes from the top. Days are
    texts as Plotly reads them: the `first`, the `last`, the `middle`, and the `end`, which is the
    midnight after the last. `contingents` and `standing` are blank for what has none.
    """

    id: str
    group: str
    y: float
    first: str
    middle: str
    last: str
    milliseconds: float
    is_short: bool
    is_dated: bool
    is_certain: bool
    contingents: str
    standing: str
    hover: str

    @property
    def is_bar(self) -> bool:
        """Whether it is seen without a point on it."""
        return self.is_dated and not self.is_short


def as_drawn(placed: pd.DataFrame, hovers: Iterable[str]) -> list[Mark]:
    """Each row of marks at their heights as a `Mark`.

    Columns: id, group, y, start, end, dated, certain, contingents, standing. `hovers` say
    what each tells when it is pointed at.
    """
    length = placed["end"] - placed["start"]
    columns = [
        placed["id"],
        placed["group"],
        placed["y"],
        _days(placed["start"]),
        _days(placed["start"] + length / 2),
        _days(placed["end"] - pd.Timedelta(days=1)),
        length.dt.total_seconds() * 1000,
        length <= SHORT,
        placed["dated"],
        placed["certain"],
        placed["contingents"],
        placed["standing"],
    ]
    lists = [column.tolist() for column in columns]
    return [Mark(*values) for values in zip(*lists, hovers, strict=True)]


def _days(moments: "pd.Series[pd.Timestamp]") -> "pd.Series[str]":
    return moments.dt.strftime("%Y-%m-%d")


def spans(marks: list[Mark]) -> theme.Trace:
    """Bars from the first to the last day of each mark."""
    return {
        "type": "bar",
        "orientation": "h",
        "base": [mark.first for mark in marks],
        "x": [mark.milliseconds for mark in marks],
        "y": [mark.y for mark in marks],
    }


def pointed_at(marks: list[Mark]) -> theme.Trace:
    """Which record each mark is, and what it says when pointed at."""
    return pointing([mark.id for mark in marks], [mark.hover for mark in marks])


def pointing(ids: Iterable[str], hovers: Iterable[str]) -> theme.Trace:
    """Which records the marks of a trace are, and what they say when pointed at."""
    return {
        "customdata": list(ids),
        "hovertext": list(hovers),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
