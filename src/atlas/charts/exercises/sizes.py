"""How large marks of exercises are by their contingents, and the key to it."""

from typing import Any

from atlas.charts import theme
from atlas.charts.exercises.contingents import Contingents

# Points and bars, in pixels.
DIAMETER: dict[str, int] = dict(zip(Contingents, (7, 11, 15, 19, 24), strict=True))
THICKNESS: dict[str, int] = dict(zip(Contingents, (5, 8, 12, 16, 20), strict=True))
TITLE = "Size: contingents of both, persons"
TITLE_IN_LINES = "Size: contingents<br>of both, persons"
NAMES = 12
# The height of the key, and of the years that stand between it and the lanes (pixels).
KEY, YEARS = 54, 28
IN_TWO_LINES = {
    Contingents.NOT_STATED: "not<br>stated",
    Contingents.UNDER_1000: "under<br>1,000",
    Contingents.FROM_1000: "1,000–<br>2,999",
    Contingents.FROM_3000: "3,000–<br>9,999",
    Contingents.FROM_10000: "10,000<br>and more",
}
# Where the words begin, in which the middle of the marks is at 1.
WORDS_AT = 0.4


def keys() -> list[theme.Trace]:
    """What the sizes of the marks mean: the marks, and beneath them their words in one line."""
    sizes = [DIAMETER[contingents] for contingents in IN_TWO_LINES]
    own = {
        "type": "scatter",
        "name": TITLE,
        "hoverinfo": "skip",
        "x": list(range(len(sizes))),
        "xaxis": "x3",
        "yaxis": "y4",
        "cliponaxis": False,
        "showlegend": False,
    }
    marker = {"color": theme.NEUTRAL, "size": sizes, "opacity": 0.9}
    texts = {
        "text": list(IN_TWO_LINES.values()),
        "textposition": "bottom center",
        "textfont": {"size": NAMES},
    }
    return [
        {**own, "mode": "markers", "y": [1] * len(sizes), "marker": marker},
        {**own, "mode": "text", "y": [WORDS_AT] * len(sizes), **texts},
    ]


def key_axes(height: float) -> dict[str, Any]:
    """The axes of the key, beneath the timeline; `height` is that of the whole plot in pixels."""
    hidden = {"visible": False, "fixedrange": True}
    last = len(Contingents) - 0.5
    return {
        "xaxis3": {**hidden, "range": [-0.5, last], "anchor": "y4"},
        "yaxis4": {**hidden, "range": [-0.9, 1.55], "domain": [0, KEY / height], "anchor": "x3"},
    }


def key_title(height: float) -> dict[str, Any]:
    """The title of the key, among the names at the left; `height` is that of the whole plot."""
    beside = {"xref": "paper", "x": 0, "xanchor": "right", "align": "right"}
    middle = {"yref": "paper", "y": KEY / 2 / height, "yanchor": "middle"}
    look = {"showarrow": False, "font": {"size": NAMES}}
    return {"text": TITLE_IN_LINES, **beside, **middle, **look}
