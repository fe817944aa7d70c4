"""A figure with the style of the house written into it, in place of a template."""

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

Node = dict[str, Any]
# What shows a line and ticks at an axis: where nothing is said of it, their colour shows them.
SWITCHES = {"showline": False, "ticks": ""}
# Types of axes that have no line at zero.
WITHOUT_ZERO = ("date", "category")
CARTESIAN = ("scatter", "bar")


class StyledFigure(go.Figure):  # type: ignore[misc]
    """A figure that is described with its template, or with a `style` in place of it.

    Streamlit has Plotly draw a copy of each figure after its first drawing. With a template Plotly
    draws all of it anew, as it compares templates by identity; without one it finds nothing to do.
    """

    style: go.layout.Template | None = None

    def to_dict(self) -> Node:
        """The figure as it is drawn."""
        described: Node = super().to_dict()
        if self.style is None:
            return described
        return _written(described, self.style.to_plotly_json())


def _written(described: Node, style: Node) -> Node:
    """A figure with what a style says of its traces, its layout and its axes."""
    layout = {name: value for name, value in described["layout"].items() if name != "template"}
    traces = [_trace(style["data"], trace) for trace in described["data"]]
    general = {name: value for name, value in style["layout"].items() if name[1:] != "axis"}
    of_bars = _of_bars(traces)
    for name in {*filter(_is_axis, layout), *_axes(traces)}:
        general[name] = style["layout"][name[:5]]
        layout[name] = _switched(layout.get(name, {}), has_grid=name not in of_bars)
    # By this number the data of a copy are the same without a look at them.
    layout["datarevision"] = 1
    return {**described, "data": traces, "layout": _beneath(general, layout)}


def _trace(styles: Node, trace: Node) -> Node:
    (style,) = styles.get(trace.get("type", "scatter"), [{}])
    return _beneath(style, trace)


def _is_axis(name: str) -> bool:
    return name[:5] in {"xaxis", "yaxis"}


def _axes(traces: list[Node]) -> Iterator[str]:
    """The names in a layout of the axes that traces are drawn on, where these have any."""
    for trace in traces:
        if trace.get("type", "scatter") in CARTESIAN:
            yield from (_axis(trace, side) for side in ("x", "y"))


def _of_bars(traces: list[Node]) -> set[str]:
    """The axes along which bars stand: Plotly gives them no grid."""
    bars = [trace for trace in traces if trace.get("type") == "bar"]
    return {_axis(bar, "y" if bar.get("orientation") == "h" else "x") for bar in bars}


def _axis(trace: Node, side: str) -> str:
    """The name in a layout of an axis that is `x2` in a trace: `xaxis2`."""
    return f"{side}axis{trace.get(f'{side}axis', side)[1:]}"


def _switched(axis: Node, *, has_grid: bool) -> Node:
    """An axis that says of each of its lines whether it is shown."""
    switched = {**SWITCHES, "showgrid": has_grid, **axis}
    has_zero = switched["showgrid"] and axis.get("type") not in WITHOUT_ZERO
    return {"zeroline": has_zero, **switched}


def _beneath(style: Node, own: Node) -> Node:
    """What stands in `own`, and of a style what does not."""
    merged = {**style, **own}
    for name in style.keys() & own.keys():
        if isinstance(style[name], dict) and isinstance(own[name], dict):
            merged[name] = _beneath(style[name], own[name])
    return merged
