"""The shared filters as widgets of the sidebar, bound to the address, and what they say now."""

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from atlas.charts.chart_view import span
from atlas.datapackage.schema import Schema
from atlas.dataset.filter_contract import Choices, Control, Filter
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters, choices, from_query
from atlas.dataset.store import dataset
from atlas.ui.text import plain
from atlas.values.dates import in_years

NOT_UNDERSTOOD = "Part of this link was not understood"


def sidebar() -> None:
    """Draw the filters; call it on every run of every page, or a link loses them."""
    schema = dataset().schema
    note = _link_note(schema)
    with st.sidebar:
        for declared in FILTERS.values():
            if declared.only_with is None or declared.is_asked(current()):
                _widget(declared, declared.choices(schema))
    if note:
        st.warning(plain(note), title=NOT_UNDERSTOOD)


def _widget(declared: Filter, labels: Choices) -> None:
    """The widget of one filter, bound to the address."""
    title, values = declared.title, list(labels)
    bound: dict[str, Any] = {"key": declared.key, "bind": "query-params", "help": declared.help}
    if declared.control is Control.SPAN:
        low, high = span()
        st.slider(title, low, high, (low, high), **bound)
        return
    bound["format_func"] = labels.__getitem__
    if declared.control is Control.RADIO:
        st.radio(title, values, **bound)
    elif declared.control is Control.PILLS:
        st.pills(title, values, selection_mode="multi", **bound)
    else:
        st.segmented_control(title, values, default=declared.default, required=True, **bound)


def _link_note(schema: Schema) -> str:
    """What of the address no filter understands."""
    _, ignored = from_query(asked(), schema, span())
    for key, labels in choices(schema).items():
        take_over(key, labels, many=FILTERS[key].several)
    return f"Left out, so its default holds: {', '.join(ignored)}." if ignored else ""


def asked() -> dict[str, list[str]]:
    """The settings of the address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def take_over(key: str, labels: Mapping[str, str], *, many: bool = False) -> None:
    """Give a widget the values that the address spells as in the data.

    Those spelled as on screen it reads itself.
    """
    if key in st.session_state:
        return
    texts = st.query_params.get_all(key)
    values = [text for text in texts if labels.get(text, text) != text]
    if values:
        st.session_state[key] = values if many else values[-1]


def current() -> Filters:
    """The filters as the sidebar has them; the defaults where a page runs without it."""
    chosen: dict[str, Any] = {}
    for key in FILTERS:
        value = st.session_state.get(key)
        if value:
            chosen[key] = tuple(value) if isinstance(value, list) else value
    if chosen.get("years") == span():
        del chosen["years"]
    return Filters(**chosen)


def brushed(key: str) -> None:
    """Make the years that a reader dragged across in a chart of that key the filter.

    A callback of the chart.
    """
    boxes = st.session_state[key]["selection"]["box"]
    if not boxes:
        return
    low, high = span()
    first, last = sorted(map(in_years, boxes[-1]["x"]))
    years = [min(max(year, low), high) for year in _years_between(first, last)]
    st.session_state["years_before"] = list(st.session_state.get("years", (low, high)))
    st.session_state["years"] = years
    st.session_state["years_brushed"] = years


def _years_between(first: float, last: float) -> list[int]:
    """The first and last whole year between two places on an axis.

    The nearest where there is none.
    """
    if math.floor(last) < math.ceil(first):
        return [round(first), round(last)]
    return [math.ceil(first), math.floor(last)]


def before_brush() -> list[int] | None:
    """The years that were the filter before a reader dragged across a chart.

    None where it has changed since.
    """
    now = list(st.session_state.get("years", span()))
    before: list[int] | None = st.session_state.get("years_before")
    if now != st.session_state.get("years_brushed") or now == before:
        return None
    return before


def undo_brush() -> None:
    """Put the filter of years back to what it was before; a callback of a button."""
    st.session_state["years"] = st.session_state.pop("years_before")


def undo(keys: list[str]) -> None:
    """Set these filters to what narrows nothing; a callback of a button."""
    for key in keys:
        declared = FILTERS[key]
        widest = span() if declared.control is Control.SPAN else declared.whole
        st.session_state[key] = list(widest) if declared.several else widest
