"""The marks of the context: a sign by class, and a thin bar where something lasted."""

import pandas as pd

from atlas.charts import theme
from atlas.charts.exercises import marks
from atlas.charts.exercises.context_view import ContextClass
from atlas.charts.exercises.marks import Mark
from atlas.charts.exercises.room import Side
from atlas.dataset.dataset import Dataset
from atlas.records.hovers import hover

NAME = "Context"
FACTS = ("kind", "parties", "status")
SYMBOLS: dict[str, str] = {
    ContextClass.AGREEMENT: "diamond",
    ContextClass.WAR: "square",
    ContextClass.SANCTION: "x",
}


def traces(placed: pd.DataFrame, dataset: Dataset) -> list[theme.Trace]:
    """The context of `context_view.context` at its heights `y`, by class.

    A sign is hollow where the date is no exact day, or projected.
    """
    if placed.empty:
        return []
    certain = placed["exact"] & placed["projected"].eq(False)
    placed = placed.assign(group=placed["context"], certain=certain, contingents="", standing="")
    hovers = _hovers(placed, dataset)
    all_marks = marks.as_drawn(placed, [hovers[identifier] for identifier in placed["id"]])
    traces: list[theme.Trace] = []
    for value, symbol in SYMBOLS.items():
        part = [mark for mark in all_marks if mark.group == value]
        if part:
            traces.append(_spans([mark for mark in part if not mark.is_short]))
            traces.append(_signs(part, symbol, dataset))
    return traces


def _hovers(placed: pd.DataFrame, dataset: Dataset) -> dict[str, str]:
    """What each mark says when pointed at, by id."""
    hovers: dict[str, str] = {}
    for table in placed["table"].unique():
        ids = pd.Index(placed.loc[placed["table"].eq(table), "id"])
        hovers.update(zip(ids, hover(dataset, table, ids, FACTS), strict=True))
    return hovers


def _spans(part: list[Mark]) -> theme.Trace:
    return {
        **marks.spans(part),
        **marks.pointed_at(part),
        "name": NAME,
        "showlegend": False,
        "width": [0.12] * len(part),
        "marker": {"color": theme.NEUTRAL, "opacity": 0.6, "line": {"width": 0}},
    }


def _signs(part: list[Mark], symbol: str, dataset: Dataset) -> theme.Trace:
    symbols = [symbol if mark.is_certain else f"{symbol}-open" for mark in part]
    line = {"width": 1.5, "color": theme.NEUTRAL}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": NAME,
        "showlegend": False,
        "x": [_sign_at(mark) for mark in part],
        "y": [mark.y for mark in part],
        "marker": {"color": theme.NEUTRAL, "symbol": symbols, "size": 9, "line": line},
        **marks.names(part, dataset),
        **marks.pointed_at(part),
    }


def _sign_at(mark: Mark) -> str:
    """The end of a mark at which its name begins; the middle where it has none."""
    ends: dict[str, str] = {Side.LEFT: mark.first, Side.RIGHT: mark.last}
    return ends.get(mark.side, mark.middle)
