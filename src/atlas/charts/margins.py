"""The room around a plot on a page, given to Plotly before it draws.

Plotly finds by itself how much room names, years and legend need, but draws the whole figure to
see it, and once more with what it has seen: twice to five times the work. Where less is given than
is needed, on a phone or in another font, it still does.
"""

from math import ceil
from typing import Any

import plotly.graph_objects as go

from atlas.charts.lettering import beside, extent

# Pixels: what every side has; what stands around a text beside an axis; a title there; years
# beneath, and a title beneath them.
LEAST = {"l": 8, "r": 8, "t": 16, "b": 8}
AROUND, TITLE = 8, 29
BENEATH, TITLE_BENEATH = 26, 19
# Of a legend: its first row, a further one of single names and of groups, a further line of a
# name, and what stands around a name; of a figure: its usual width, the plot's share of its height.
FIRST_ROW, ROW, GROUPS, LINE = 38, 20, 29, 17
AROUND_NAME, PAGE, PLOTTED = 45, 1004, 0.9
TYPE = 13
# A legend of one name is not shown.
FEWEST = 2
# By how much a column of several parts may be higher than its highest part.
STACKED = {"stack": 3, "relative": 3}


def margins(figure: go.Figure) -> dict[str, float]:
    """The room of each side in pixels: what the figure gives, else what its names need."""
    given: dict[str, float] = figure.layout.margin.to_plotly_json()
    rooms = LEAST | given
    # What a chart gives itself is not measured: a page draws its charts at each choice.
    if "l" not in given:
        rooms["l"] = max(LEAST["l"], _left(figure))
    if "b" not in given:
        rooms["b"] = max(LEAST["b"], _beneath(figure))
    if "t" not in given:
        rooms["t"] = max(LEAST["t"], _above(figure, PAGE - rooms["l"] - rooms["r"]))
    return rooms


def _left(figure: go.Figure) -> int:
    rooms = [_beside(figure, name) for name in _axes(figure, "yaxis")]
    return max(rooms, default=0)


def _axes(figure: go.Figure, kind: str) -> list[str]:
    """The names of the figure's axes of this kind that are drawn."""
    declared = [name for name in figure.layout if name.startswith(kind)]
    return [name for name in declared if _is_drawn(figure.layout[name])]


def _is_drawn(axis: Any) -> bool:
    return bool(axis.to_plotly_json()) and axis.visible is not False


def _beside(figure: go.Figure, name: str) -> int:
    axis = figure.layout[name]
    title = TITLE if axis.title.text else 0
    if axis.showticklabels is False:
        return title
    texts = axis.ticktext or axis.categoryarray or _values(figure, name.replace("axis", ""))
    return beside(texts, axis.tickfont.size or TYPE, AROUND) + title


def _values(figure: go.Figure, axis: str) -> list[str]:
    """What stands at an axis (`y2`) that names no texts: the marks' own, or the largest number."""
    own = [trace for trace in figure.data if "y" in trace and (trace.yaxis or "y") == axis]
    values = [value for trace in own for value in trace.y]
    texts = [value for value in values if isinstance(value, str)]
    if texts:
        return texts
    highest = max((abs(value) for value in values if value is not None), default=0)
    return [f"{highest * STACKED.get(figure.layout.barmode, 1):,.0f}"]


def _beneath(figure: go.Figure) -> int:
    axes = [figure.layout[name] for name in _axes(figure, "xaxis")]
    labelled = [axis for axis in axes if axis.showticklabels is not False and axis.side != "top"]
    rooms = [BENEATH + (TITLE_BENEATH if axis.title.text else 0) for axis in labelled]
    return max(rooms, default=0)


def _above(figure: go.Figure, plot: float) -> int:
    """The room of the legend over a plot so wide, and of the names of columns between the two."""
    legend = figure.layout.legend
    entries = [trace for trace in figure.data if "showlegend" in trace and trace.name]
    shown = [entry for entry in entries if entry.showlegend is not False]
    names = list(dict.fromkeys(entry.name for entry in shown))
    if figure.layout.showlegend is False or len(names) < FEWEST:
        return 0
    widths = [AROUND_NAME + (legend.entrywidth or extent(name, TYPE)) for name in names]
    if any(entry.legendgroup for entry in shown):
        # Names of a group stay together, each group where the last has ended.
        further = GROUPS * (ceil(sum(widths) / plot) - 1)
    elif sum(widths) > plot:
        # Names stand in columns as wide as the longest of them.
        further = ROW * (ceil(len(names) / (plot // max(widths))) - 1)
    else:
        further = 0
    lines = max(name.count("<br>") for name in names)
    lifted = (legend.y or 1) - 1
    over_columns: int = ceil(lifted * PLOTTED * (figure.layout.height or 0))
    return FIRST_ROW + int(further) + LINE * int(lines) + over_columns
