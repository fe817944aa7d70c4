"""Figures of several panels as charts of an office program, one beside the other."""

from collections.abc import Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from atlas.briefing.native import Form, Native, are_columns, chart_of, has_values, native, plain

Trace = Mapping[str, Any]
FIRST = {None, "x"}


def natives(figure: go.Figure) -> tuple[Native, ...]:
    """The charts of a figure, from its highest panel down.

    None where an office program has the form of the whole not, nor that of each panel.
    """
    whole = native(figure)
    if whole:
        return (whole,)
    described = figure.to_plotly_json()
    traces = [trace for trace in described["data"] if has_values(trace)]
    layout = described["layout"]
    axes = _from_the_top({trace.get("yaxis") or "y" for trace in traces}, layout)
    if len(axes) < 2 or any(trace.get("xaxis") not in FIRST for trace in traces):
        return ()
    charts = [_panel(axis, traces, layout) for axis in axes]
    found = [chart for chart in charts if chart is not None]
    return tuple(found) if len(found) == len(axes) else ()


def _from_the_top(axes: set[str], layout: Mapping[str, Any]) -> list[str]:
    return sorted(axes, key=lambda axis: -_top(axis, layout))


def _key(axis: str) -> str:
    """The place of an axis in the layout: `y2` is `yaxis2`."""
    return f"yaxis{axis[1:]}"


def _top(axis: str, layout: Mapping[str, Any]) -> float:
    """Where a panel ends, from 0 to 1 of the figure."""
    return float(layout[_key(axis)].get("domain", (0, 1))[1])


def _panel(axis: str, traces: Sequence[Trace], layout: Mapping[str, Any]) -> Native | None:
    own = [trace for trace in traces if (trace.get("yaxis") or "y") == axis]
    as_first = {**layout, "yaxis": layout[_key(axis)]}
    title = _title(_top(axis, layout), layout)
    # A legend is all that says what a colour of theirs is.
    if not all(trace.get("name") for trace in own):
        return None
    if are_columns(own):
        return chart_of(Form.COLUMNS, own, as_first, "x", "y", title)
    if all(map(_is_drawn_by_points, own)):
        return chart_of(Form.LINES, own, as_first, "x", "y", title)
    return None


def _is_drawn_by_points(trace: Trace) -> bool:
    """Whether it is a line or a row of points, without words at them."""
    return trace["type"] == "scatter" and "text" not in str(trace.get("mode", "text"))


def _title(top: float, layout: Mapping[str, Any]) -> str:
    """The words that stand on a panel, at its left."""
    for note in layout.get("annotations", ()):
        is_above = note.get("yanchor") == "bottom" and note.get("yref") == "paper"
        if is_above and note.get("x", 1) < 0.5 and abs(note.get("y", -1) - top) < 0.001:
            return plain(note["text"])
    return ""
