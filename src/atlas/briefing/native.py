"""Which figures an office program can draw by itself, and what it needs for that.

Bars, stacked bars and lines on one pair of axes can, and panels of columns in one unit as a stack;
what has other panels, places or marks of its own cannot, and is a picture.
"""

import html
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import plotly.graph_objects as go

from atlas.briefing.document import readable
from atlas.charts import theme

TAG = re.compile("<[^>]*>")
LONGEST_NAME, MOST_CATEGORIES, MOST_SERIES = 60, 60, 12
# A line that goes on level until it steps.
STEPS = "hv"


class Form(StrEnum):
    """How the values of a native chart are drawn."""

    COLUMNS = "columns"
    BARS = "bars"
    LINES = "lines"


@dataclass(frozen=True)
class Series:
    """A series: its name, its colour (`#rrggbb`), and a value or nothing for each category.

    `is_hatched` says what is uncertain, `is_ground` what only carries the bars on it, `is_loose`
    that no line joins its points; `dash` is the line's, as Plotly names it.
    """

    name: str
    colour: str
    values: tuple[float | None, ...]
    is_hatched: bool = False
    is_ground: bool = False
    is_loose: bool = False
    dash: str = ""


@dataclass(frozen=True)
class Native:
    """A chart of an office program: `axis` names its values, `title` it among others."""

    form: Form
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    axis: str
    is_stacked: bool
    title: str = ""


def native(figure: go.Figure) -> Native | None:
    """The chart of a figure; None where its form is none that office programs have."""
    described = figure.to_plotly_json()
    traces = [trace for trace in described["data"] if has_values(trace)]
    layout = described["layout"]
    if _are_panels(traces, layout):
        return chart_of(Form.COLUMNS, traces, {**layout, "barmode": "stack"}, "x", "y")
    if not traces or not all(map(_on_first_axes, traces)):
        return None
    if all(_is_line(trace) for trace in traces):
        return chart_of(Form.LINES, traces, layout, "x", "y")
    if not all(trace["type"] == "bar" for trace in traces):
        return None
    lying = {trace.get("orientation") == "h" for trace in traces}
    if len(lying) > 1:
        return None
    if lying == {True}:
        return chart_of(Form.BARS, traces, layout, "y", "x")
    return chart_of(Form.COLUMNS, traces, layout, "x", "y")


def has_values(trace: Mapping[str, Any]) -> bool:
    """Whether a trace draws anything: some stand for an entry of the legend alone."""
    values = [*_listed(trace.get("x")), *_listed(trace.get("y"))]
    return any(value is not None for value in values)


def _on_first_axes(trace: Mapping[str, Any]) -> bool:
    return trace.get("xaxis") in {None, "x"} and trace.get("yaxis") in {None, "y"}


def _are_panels(traces: Sequence[Mapping[str, Any]], layout: Mapping[str, Any]) -> bool:
    """Whether these are panels of columns over one axis, a name and a colour each, in one unit:
    office programs stack them.
    """
    axes = [trace.get("yaxis") or "y" for trace in traces]
    names = [trace.get("name") for trace in traces]
    is_apart = len(traces) > 1 and len(set(axes)) == len(set(names)) == len(traces)
    if not is_apart or not all(names):
        return False
    beneath = {trace.get("xaxis") or "x" for trace in traces}
    titles = [layout.get(f"yaxis{axis[1:]}", {}).get("title") or {} for axis in axes]
    units = {title.get("text") or "" for title in titles}
    return are_columns(traces) and beneath == {"x"} and len(units) == 1


def are_columns(traces: Sequence[Mapping[str, Any]]) -> bool:
    """Whether all of these are bars that stand."""
    return all(trace["type"] == "bar" and not trace.get("orientation") for trace in traces)


def _is_line(trace: Mapping[str, Any]) -> bool:
    return trace["type"] == "scatter" and "lines" in str(trace.get("mode", ""))


def _listed(values: Any) -> list[Any]:
    if values is None or isinstance(values, str):
        return []
    return [None if value != value else value for value in values]  # noqa: PLR0124 (not a number)


def chart_of(
    form: Form,
    traces: Sequence[Mapping[str, Any]],
    layout: Mapping[str, Any],
    along: str,
    of: str,
    name: str = "",
) -> Native | None:
    """The chart whose categories stand along one axis, with values of the other."""
    axis = layout.get(f"{along}axis", {})
    categories = _categories(traces, along, axis, form)
    if not categories or len(categories) > MOST_CATEGORIES or len(traces) > MOST_SERIES:
        return None
    grounds = [_by_category(trace, along, "base") for trace in traces]
    series = [_series(trace, categories, along, of) for trace in traces]
    carrying = {key: base for ground in grounds for key, base in ground.items() if base}
    if carrying:
        if not _is_waterfall(traces, along):
            return None
        values = tuple(carrying.get(category) for category in categories)
        series.insert(0, Series("", theme.NEUTRAL, values, is_ground=True))
    if any(all(value is None for value in own.values) for own in series):
        return None
    mode = layout.get("barmode")
    is_stacked = mode in {"stack", "relative"} or bool(carrying) or mode == "overlay"
    labels = _labels(categories, axis)
    title = layout.get(f"{of}axis", {}).get("title") or {}
    return Native(form, labels, tuple(series), plain(title.get("text") or ""), is_stacked, name)


def _is_waterfall(traces: Sequence[Mapping[str, Any]], along: str) -> bool:
    """Whether no two bars share a category, so that one series can carry them all."""
    places = [place for trace in traces for place in _listed(trace.get(along))]
    return len(places) == len(set(places))


def _categories(
    traces: Sequence[Mapping[str, Any]], along: str, axis: Mapping[str, Any], form: Form
) -> list[Any]:
    """The places along the axis in order; whole years leave no gap."""
    places = [place for trace in traces for place in _listed(trace.get(along))]
    distinct = list(dict.fromkeys(place for place in places if place is not None))
    if distinct and all(_is_whole(place) for place in distinct):
        ordered = sorted(distinct)
        is_years = form is not Form.BARS and ordered[-1] - ordered[0] < MOST_CATEGORIES
        if is_years:
            return list(range(int(ordered[0]), int(ordered[-1]) + 1))
        return ordered
    listed = [str(name) for name in _listed(axis.get("categoryarray"))]
    if listed:
        return [place for place in listed if place in set(map(str, distinct))]
    return distinct if all(isinstance(place, str) for place in distinct) else []


def _is_whole(place: Any) -> bool:
    is_number = hasattr(place, "__float__") and not isinstance(place, str)
    return is_number and float(place).is_integer()


def _by_category(trace: Mapping[str, Any], along: str, of: str) -> dict[Any, float]:
    values = trace.get(of)
    places = _listed(trace.get(along))
    if values is None:
        return {}
    if not hasattr(values, "__len__"):
        values = [values] * len(places)
    pairs = zip(places, _listed(values), strict=False)
    return {place: float(value) for place, value in pairs if value is not None}


def _series(trace: Mapping[str, Any], categories: Sequence[Any], along: str, of: str) -> Series:
    by_category = _by_category(trace, along, of)
    values = tuple(by_category.get(category) for category in categories)
    if (trace.get("line") or {}).get("shape") == STEPS:
        values = _kept(values)
    marker = trace.get("marker") or {}
    colour = (trace.get("line") or {}).get("color") or marker.get("color")
    shape = (marker.get("pattern") or {}).get("shape")
    is_hatched = isinstance(shape, str) and bool(shape)
    is_loose = trace.get("mode") == "markers"
    dash = (trace.get("line") or {}).get("dash", "")
    name = plain(trace.get("name") or "")
    return Series(name, _hex(colour), values, is_hatched, is_loose=is_loose, dash=dash)


def _kept(values: Sequence[float | None]) -> tuple[float | None, ...]:
    """What stays as it is until it changes: a place without a value has that of the one before."""
    kept: list[float | None] = []
    for value in values:
        kept.append(kept[-1] if value is None and kept else value)
    return tuple(kept)


def _hex(colour: Any) -> str:
    """A colour as six digits; grey for what is none."""
    is_hex = isinstance(colour, str) and re.fullmatch("#[0-9a-fA-F]{6}", colour)
    return str(colour) if is_hex else theme.NEUTRAL


def _labels(categories: Sequence[Any], axis: Mapping[str, Any]) -> tuple[str, ...]:
    places = _listed(axis.get("tickvals"))
    texts = _listed(axis.get("ticktext"))
    ticks = dict(zip(places, texts, strict=False)) if len(places) == len(categories) else {}
    return tuple(plain(str(ticks.get(place, place))) for place in categories)


def plain(text: str) -> str:
    """A text of a figure without what Plotly reads in it; texts of the data are escaped there."""
    broken = text.replace("<br>", " ")
    return readable(html.unescape(TAG.sub("", broken)), LONGEST_NAME)
