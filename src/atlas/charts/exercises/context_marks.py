"""The marks of the context: a sign by class, and a thin bar where something lasted."""

import pandas as pd

from atlas.charts import theme
from atlas.charts.exercises import marks
from atlas.charts.exercises.context_view import ContextClass
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
    placed = placed.assign(hover=placed["id"].map(_hovers(placed, dataset)))
    drawn: list[theme.Trace] = []
    for value, symbol in SYMBOLS.items():
        part = placed[placed["context"].eq(value)]
        if len(part):
            drawn.append(_spans(part[~marks.is_short(part)]))
            drawn.append(_signs(part, symbol, dataset))
    return drawn


def _hovers(placed: pd.DataFrame, dataset: Dataset) -> dict[str, str]:
    """What each mark says when pointed at, by id."""
    hovers: dict[str, str] = {}
    for table in placed["table"].unique():
        ids = pd.Index(placed.loc[placed["table"].eq(table), "id"])
        hovers.update(zip(ids, hover(dataset, table, ids, FACTS), strict=True))
    return hovers


def _spans(part: pd.DataFrame) -> theme.Trace:
    return {
        **marks.spans(part),
        **marks.pointing(part["id"], part["hover"]),
        "name": NAME,
        "showlegend": False,
        "width": [0.12] * len(part),
        "marker": {"color": theme.NEUTRAL, "opacity": 0.6, "line": {"width": 0}},
    }


def _signs(part: pd.DataFrame, symbol: str, dataset: Dataset) -> theme.Trace:
    is_certain = part["exact"] & part["projected"].eq(False)
    symbols = is_certain.map({True: symbol, False: f"{symbol}-open"}).tolist()
    line = {"width": 1.5, "color": theme.NEUTRAL}
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": NAME,
        "showlegend": False,
        "x": marks.days(_sign_at(part)),
        "y": part["y"].tolist(),
        "marker": {"color": theme.NEUTRAL, "symbol": symbols, "size": 9, "line": line},
        **marks.names(part, dataset),
        **marks.pointing(part["id"], part["hover"]),
    }


def _sign_at(part: pd.DataFrame) -> "pd.Series[pd.Timestamp]":
    """The end of each mark at which its name begins; the middle where it has none."""
    last_day = part["end"] - pd.Timedelta(days=1)
    at = marks.middle(part)
    at = at.mask(part["side"].eq(Side.LEFT), part["start"])
    return at.mask(part["side"].eq(Side.RIGHT), last_day)
