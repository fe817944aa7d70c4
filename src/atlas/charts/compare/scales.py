"""Two drawings of one chart on one scale: what is equal in both is as long in both.

Axes that measure run over all that either drawing shows; axes that name (a lane for each series)
stay each drawing's own: what gives their rows equal places is the chart's (`Chart.alike`).
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import plotly.graph_objects as go

from atlas.charts.styled import StyledFigure

Part = dict[str, Any]
# Of half a page's width: the room of a legend, an entry and a letter of it, a row (pixels); a chart
# of its own has so many rows.
LEGEND, PER_ENTRY, PER_LETTER, PER_ROW, USUAL_ROWS = 330, 45, 6.3, 22, 2
# Years have room for so many ticks; so many whole ones are each named.
MOST_TICKS, MOST_NAMED = 6, 10
AXIS = re.compile(r"[xy]axis\d*")
NUMBERED = re.compile(r"-?[0-9.,]+×?")
# Between two panels side by side, as a part of the width; above the tallest column, of its height.
BETWEEN, ROOM = 0.06, 0.05
# What a trace has of each of its marks.
PLACES = ("x", "y", "base", "width", "text", "customdata", "hovertext", "hovertemplate")


def on_equal_scales(first: go.Figure, second: go.Figure) -> tuple[go.Figure, go.Figure]:
    """Both drawings, new, with equal axes and the same entries in their legends."""
    left = _described(first)
    right = _described(second)
    for name in axes(left["layout"]):
        if name in right["layout"]:
            _equal(name, left, right)
    _panels_alike(left["layout"], right["layout"])
    _side_by_side_alike(left["layout"], right["layout"])
    keys = _keys(left), _keys(right)
    left["data"] += [key for name, key in keys[1].items() if name not in keys[0]]
    right["data"] += [key for name, key in keys[0].items() if name not in keys[1]]
    order = _in_one_order(list(keys[0]), list(keys[1]))
    further = _further_rows(order)
    for described in (left, right):
        described["data"] = _ranked(described["data"], order)
        if described["layout"].get("showlegend") is not False:
            described["layout"]["height"] += PER_ROW * further
    return _figure(left), _figure(right)


def _described(figure: go.Figure) -> Part:
    described: Part = figure.to_dict()
    layout = described["layout"]
    # Before its range is changed an axis remembers what it was.
    for name in axes(layout):
        layout[name] = dict(layout[name])
    return {"data": list(described["data"]), "layout": layout}


def _figure(described: Part) -> go.Figure:
    return StyledFigure(data=described["data"], layout=described["layout"], _validate=False)


def axes(layout: Part) -> list[str]:
    """The names of the axes of a layout: `xaxis`, `yaxis2` …"""
    return [name for name in layout if AXIS.fullmatch(name)]


def _equal(name: str, left: Part, right: Part) -> None:
    """Make one axis of both drawings run over the same."""
    pair = left["layout"][name], right["layout"][name]
    if any("categoryarray" in axis for axis in pair):
        _same_categories(left["layout"], right["layout"], name)
        return
    if not all(_measures(axis) for axis in pair):
        return
    ranges = [_range(name, axis, whole) for axis, whole in zip(pair, (left, right), strict=True)]
    known = [own for own in ranges if own is not None]
    if not known:
        return
    for axis in pair:
        axis["range"] = _over(known)
        axis.pop("rangemode", None)
        if axis.get("type") == "date":
            axis.pop("dtick", None)
            axis["nticks"] = MOST_TICKS
    _same_ticks(*pair)


def _measures(axis: Part) -> bool:
    """Whether the places along an axis are numbers or days: a list of names is no scale."""
    return all(NUMBERED.fullmatch(text) for text in axis.get("ticktext", ()))


def _over(ranges: list[list[Any]]) -> list[Any]:
    """The range from the least to the most of all; it runs in the direction of the first."""
    is_reversed = ranges[0][0] > ranges[0][1]
    low = min(min(own) for own in ranges)
    high = max(max(own) for own in ranges)
    return [high, low] if is_reversed else [low, high]


def _range(name: str, axis: Part, whole: Part) -> list[Any] | None:
    """The range of an axis, or what Plotly would make it of the marks; None without any."""
    if "range" in axis:
        return list(axis["range"])
    letter = name[0]
    short = name.replace("axis", "")
    own = [trace for trace in whole["data"] if trace.get(f"{letter}axis", letter) == short]
    reach = _reach(own, letter, whole["layout"].get("barmode", ""))
    if not reach:
        return None
    low = min(0.0, *reach)
    high = max(0.0, *reach)
    return [low, high + ROOM * (high - low)]


def _reach(traces: Iterable[Part], letter: str, barmode: str) -> list[float]:
    """How far marks reach along an axis; bars that are stacked reach as far as their sum."""
    ends: list[float] = []
    stacks: defaultdict[tuple[Any, bool], float] = defaultdict(float)
    across = "y" if letter == "x" else "x"
    for trace in traces:
        is_stacked = trace["type"] == "bar" and barmode in {"stack", "relative"}
        places = trace.get(across) or ()
        for place, value in zip(places, trace.get(letter) or (), strict=False):
            if value is None:
                continue
            if is_stacked:
                stacks[place, value < 0] += value
            else:
                ends.append(float(value))
    return [*ends, *stacks.values()]


def _same_ticks(*pair: Part) -> None:
    """Ticks of the axis that reaches farther; whole years of both where each is named."""
    if all("ticktext" in axis for axis in pair):
        widest = max(pair, key=_reach_of_ticks)
        for axis in pair:
            axis.update(tickvals=widest["tickvals"], ticktext=widest["ticktext"])
    elif all("tickvals" in axis for axis in pair):
        values = sorted({value for axis in pair for value in axis["tickvals"]})
        for axis in pair:
            axis["tickvals"] = values if len(values) <= MOST_NAMED else None
    elif any("tickvals" in axis for axis in pair):
        for axis in pair:
            axis.pop("tickvals", None)
            axis.pop("ticktext", None)
    steps = [axis["dtick"] for axis in pair if isinstance(axis.get("dtick"), int | float)]
    if len(steps) == len(pair):
        for axis in pair:
            axis["dtick"] = max(steps)


def _reach_of_ticks(axis: Part) -> float:
    return float(max(map(abs, axis["tickvals"]), default=0))


def _same_categories(left: Part, right: Part, name: str) -> None:
    """The rows of both, in the order of the first, in drawings of one height."""
    rows = list(dict.fromkeys([*left[name]["categoryarray"], *right[name]["categoryarray"]]))
    for layout in (left, right):
        axis = layout[name]
        per_row = layout["height"] / len(axis["categoryarray"])
        is_reversed = axis["range"][0] > axis["range"][1]
        ends = [-0.5, len(rows) - 0.5]
        axis.update(categoryarray=rows, range=ends[::-1] if is_reversed else ends)
        layout["height"] = round(per_row * len(rows))
    tallest = max(left["height"], right["height"])
    left["height"] = right["height"] = tallest


def _panels_alike(left: Part, right: Part) -> None:
    """A panel that one drawing has more is on the scale of its other panels, if they have one."""
    for own, beside in ((left, right), (right, left)):
        panels = [name for name in axes(own) if name.startswith("yaxis") and _measures(own[name])]
        shared = [own[name].get("range") for name in panels if name in beside]
        if shared and all(own_range == shared[0] for own_range in shared):
            for name in panels:
                own[name]["range"] = shared[0]


def _side_by_side_alike(left: Part, right: Part) -> None:
    """Panels side by side are as wide in both drawings, and a unit is as wide in each panel."""
    names = [name for name in axes(left) if name in right and name.startswith("xaxis")]
    beside = [name for name in names if "domain" in left[name] and "domain" in right[name]]
    if len(beside) < 2 or all(left[name]["domain"] == right[name]["domain"] for name in beside):
        return
    lengths = [abs(left[name]["range"][1] - left[name]["range"][0]) for name in beside]
    room = 1 - BETWEEN * (len(beside) - 1)
    start = 0.0
    for name, length in zip(beside, lengths, strict=True):
        width = room * length / sum(lengths)
        left[name]["domain"] = right[name]["domain"] = [start, start + width]
        start += width + BETWEEN


def _further_rows(names: list[str]) -> int:
    """How many rows more a legend of these entries has than on a page's whole width."""
    rows, taken = 1, 0.0
    for name in names:
        width = PER_ENTRY + PER_LETTER * len(name)
        if taken and taken + width > LEGEND:
            rows, taken = rows + 1, 0.0
        taken += width
    return max(0, rows - USUAL_ROWS)


def _keys(described: Part) -> dict[str, Part]:
    """The entries of a legend by name, as traces that draw nothing."""
    keys: dict[str, Part] = {}
    for trace in described["data"]:
        if trace.get("name") and trace.get("showlegend") is not False:
            keys.setdefault(str(trace["name"]), _blank(trace))
    return keys


def _in_one_order(first: list[str], second: list[str]) -> list[str]:
    """The names of both: what only the second has stands after the one before it there."""
    order = list(first)
    before = -1
    for name in second:
        if name not in order:
            order.insert(before + 1, name)
        before = order.index(name)
    return order


def _ranked(traces: list[Part], order: list[str]) -> list[Part]:
    """The traces with their place in the legend, which would else be that in the drawing."""
    places = {name: place for place, name in enumerate(order)}
    return [
        {**trace, "legendrank": places[trace["name"]]} if trace.get("name") in places else trace
        for trace in traces
    ]


def _blank(trace: Part) -> Part:
    """A trace without its marks, of which the legend has an entry all the same."""
    kept = {key: value for key, value in trace.items() if key not in PLACES}
    marker = dict(trace.get("marker", {}))
    for key, look in marker.items():
        # Of marks with a look each, the entry has that of the first.
        if isinstance(look, list | tuple) and look:
            marker[key] = look[0]
    return {**kept, "marker": marker, "x": [None], "y": [None], "hoverinfo": "skip"}
