"""Where the lanes of the timeline stand, the lane of the context, and the key to the sizes of its marks."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from atlas.charts import theme
from atlas.charts.exercises.context_view import AGREEMENT, LANE, SANCTION, WAR
from atlas.charts.exercises.timeline_view import CLASSES, MENTIONED, MIXED, OTHER
from atlas.values.words import escaped

LANE_HEIGHT = 34
HEAD, GAP = 0.5, 0.25
ROWS = {LANE: 0.85, OTHER: 0.85}
DIAMETER = dict(zip(CLASSES, (8, 12, 17, 22, 28), strict=True))
SYMBOLS = {AGREEMENT: "diamond", WAR: "square", SANCTION: "x"}
CONTEXT_NAME = "Context: ◆ agreement ■ war, crisis ✕ sanction"
SHORT = pd.Timedelta(days=62)
KEY, ABOVE_KEY = 76, 44
KEY_NAMES = dict(
    zip(
        CLASSES,
        (
            "not<br>stated",
            "under<br>1,000",
            "1,000 to<br>2,999",
            "3,000 to<br>9,999",
            "10,000<br>and more",
        ),
        strict=True,
    )
)
KEY_TITLE = "Size: contingents of both, persons"
NAME_SIZE = 11


@dataclass(frozen=True)
class Places:
    """How high each row of each lane stands, and each lane's name, in lane heights from the top; and the whole height."""

    rows: dict[tuple[str, int], float]
    names: dict[str, float]
    height: float


def places(marks: pd.DataFrame) -> Places:
    """The context first, then the lanes by their first day, what has no date last; each beneath its name."""
    order = marks.groupby("lane")["start"].min().sort_values(kind="stable").index.tolist()
    lanes = sorted(order, key=lambda lane: (lane != LANE, lane == MENTIONED))
    counts = (marks.groupby("lane")["row"].max() + 1).to_dict()
    rows: dict[tuple[str, int], float] = {}
    names: dict[str, float] = {}
    top = 0.0
    for lane in lanes:
        step = ROWS.get(lane, 1.0)
        names[lane] = top + HEAD / 2
        rows |= {(lane, row): top + HEAD + step * (row + 0.5) for row in range(counts[lane])}
        top += HEAD + step * counts[lane] + (GAP if lane == LANE else 0)
    return Places(rows, names, top)


def lines(found: Places) -> list[float]:
    """The heights of the rows in which no name would be struck through."""
    return [height for (lane, _), height in found.rows.items() if lane not in (LANE, *MIXED)]


def headings(found: Places) -> list[dict[str, Any]]:
    """The lanes' names, each above its lane at the left."""
    at = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yanchor": "middle",
        "showarrow": False,
        "align": "left",
    }
    return [
        {
            **at,
            "y": height,
            "text": CONTEXT_NAME if lane == LANE else escaped(lane),
            "font": {"size": 12.5},
        }
        for lane, height in found.names.items()
    ]


def context(placed: pd.DataFrame) -> list[theme.Trace]:
    """The context's marks by class: from first to last day a thin bar, and a sign at it; hollow where the date is no exact day."""
    traces: list[theme.Trace] = []
    for value, symbol in SYMBOLS.items():
        part = placed[placed["context"].eq(value)]
        if len(part):
            traces += [_spans(part[part["end"] - part["start"] > SHORT]), _signs(part, symbol)]
    return traces


def _spans(part: pd.DataFrame) -> theme.Trace:
    return {
        "type": "bar",
        "orientation": "h",
        "name": LANE,
        "showlegend": False,
        "base": part["start"].dt.strftime("%Y-%m-%d").tolist(),
        "x": ((part["end"] - part["start"]).dt.total_seconds() * 1000).tolist(),
        "y": part["y"].tolist(),
        "width": [0.12] * len(part),
        "marker": {"color": theme.NEUTRAL, "opacity": 0.6, "line": {"width": 0}},
        "customdata": part["id"].tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _signs(part: pd.DataFrame, symbol: str) -> theme.Trace:
    symbols = [
        symbol if exact and not projected else f"{symbol}-open"
        for exact, projected in zip(part["exact"], part["projected"], strict=True)
    ]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": LANE,
        "showlegend": False,
        "x": _beside_name(part),
        "y": part["y"].tolist(),
        "marker": {
            "color": theme.NEUTRAL,
            "symbol": symbols,
            "size": 9,
            "line": {"width": 1.5, "color": theme.NEUTRAL},
        },
        "customdata": part["id"].tolist(),
        "hovertext": part["hover"].tolist(),
        "hovertemplate": "%{hovertext}<extra></extra>",
        **texts(part),
    }


def _beside_name(part: pd.DataFrame) -> list[str]:
    """The end of each mark at which its name begins; the middle where it has none."""
    middle = part["start"] + (part["end"] - part["start"]) / 2
    last = part["end"] - pd.Timedelta(days=1)
    days = middle.mask(part["side"].eq("left"), part["start"]).mask(part["side"].eq("right"), last)
    return days.dt.strftime("%Y-%m-%d").tolist()


def middle(part: pd.DataFrame) -> list[str]:
    """The day in the middle of each mark."""
    return (part["start"] + (part["end"] - part["start"]) / 2).dt.strftime("%Y-%m-%d").tolist()


def texts(part: pd.DataFrame) -> theme.Trace:
    """The names beside the marks, where they have room."""
    sides = part["side"].map({"left": "middle left"}).fillna("middle right").tolist()
    return {
        "text": [escaped(name).replace("\n", "<br>") for name in part["name"]],
        "textposition": sides,
        "textfont": {"size": NAME_SIZE},
    }


def key() -> theme.Trace:
    """What the sizes of the marks mean, in a strip of its own."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": KEY_TITLE,
        "showlegend": False,
        "xaxis": "x2",
        "yaxis": "y2",
        "x": list(range(len(CLASSES))),
        "y": [1] * len(CLASSES),
        "text": [KEY_NAMES[size] for size in CLASSES],
        "textposition": "bottom center",
        "textfont": {"size": NAME_SIZE},
        "cliponaxis": False,
        "marker": {
            "color": theme.NEUTRAL,
            "size": [DIAMETER[size] for size in CLASSES],
            "opacity": 0.9,
        },
        "hoverinfo": "skip",
    }


def key_axes(height: float) -> dict[str, Any]:
    """The axes of that strip, beneath the timeline, and what it is called; `height` is that of the whole plot."""
    share = KEY / height
    title = {
        "text": KEY_TITLE,
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": share,
        "yanchor": "bottom",
        "showarrow": False,
    }
    return {
        "xaxis2": {
            "visible": False,
            "range": [-0.5, len(CLASSES) - 0.5],
            "anchor": "y2",
            "fixedrange": True,
        },
        "yaxis2": {
            "visible": False,
            "range": [-0.9, 1.55],
            "domain": [0, share],
            "anchor": "x2",
            "fixedrange": True,
        },
        "annotations": [{**title, "font": {"size": 12.5}}],
    }
