"""The shared filters as widgets of the sidebar, bound to the address, and what they say now."""

import math
from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.charts.chart_view import span
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_contract import Control, Filter
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters, choices, from_query
from atlas.dataset.memo import once_a_build
from atlas.dataset.ranges import YEARS, within
from atlas.dataset.store import dataset
from atlas.ui.address import asked, notes, take_over

# The key of the filters that are folded.
FOLD = "more-filters"


def sidebar(tables: Sequence[str]) -> None:
    """Draw the filters; call it on every run of every page, or a link loses them.

    Those that are set and act on none of these tables, which are the page's, show nothing: the
    address keeps them for the next page.
    """
    schema = dataset().schema
    # Widgets clear what they cannot read out of the address, so it is read before them.
    values = choices(schema)
    query, put_right = within(asked(), values, span())
    _, ignored = from_query(query, schema, span())
    take_over(values, query, put_right, [YEARS])
    with st.sidebar:
        _widgets(tables)
    years = [str(year) for year in span()]
    notes(ignored, put_right, {**values, YEARS: years})


def _widgets(tables: Sequence[str]) -> None:
    """The first filters in sight, the others folded beneath them.

    What acts on none of these tables is hidden in its place: a widget that is put into another one
    is forgotten by the address. What is out of sight is in the page while it is set, or in the
    address still: a browser puts each widget of a page together anew at each step.
    """
    first = [declared for declared in FILTERS.values() if declared.first]
    further = [declared for declared in FILTERS.values() if not declared.first]
    shown_first = [declared.key for declared in first if tables or declared.hides is None]
    acting = {*acting_on(tables), *shown_first}
    needed = {*current().active, *asked()}
    of_others = [key for key in FILTERS if key in needed and key not in acting]
    _hide(of_others if tables else [*of_others, FOLD])
    in_sight = st.container()
    for declared in first:
        if declared.is_asked(current()) and declared.key in acting | needed:
            _widget(declared, in_sight)
    # By another title it would be another fold, which is closed.
    folded = st.expander("More filters", key=FOLD, icon=":material/tune:", on_change="rerun")
    for declared in further:
        if declared.key in needed or (folded.open and declared.key in acting):
            _widget(declared, folded)
        else:
            # What a button has put back to its default is asked of the address again.
            st.session_state.pop(declared.key, None)
    number = sum(own.key in acting and own.key in current().active for own in further)
    if number:
        st.caption("One of them is set." if number == 1 else f"{number} of them are set.")


def _hide(keys: Sequence[str]) -> None:
    """Let what has these keys show nothing."""
    selectors = ", ".join(f".st-key-{key}" for key in keys)
    if keys:
        st.html(f"<style>{selectors} {{ display: none; }}</style>")


def acting_on(tables: Sequence[str]) -> list[str]:
    """The keys of the filters that can change what is shown of these tables."""
    return _acting(dataset(), tuple(tables), tuple(FILTERS))


@once_a_build
def _acting(built: Dataset, tables: tuple[str, ...], keys: tuple[str, ...]) -> list[str]:
    frames = {name: built[name] for name in tables}
    acting = []
    for key in keys:
        declared = FILTERS[key]
        if declared.hides is None or any(declared.acts_on(*table) for table in frames.items()):
            acting.append(key)
    return acting


def _widget(declared: Filter, place: DeltaGenerator) -> None:
    """The widget of one filter, bound to the address."""
    labels = declared.choices(dataset().schema)
    title, values = declared.title, list(labels)
    bound: dict[str, Any] = {"key": declared.key, "bind": "query-params", "help": declared.help}
    if declared.control is Control.SPAN:
        low, high = span()
        place.slider(title, low, high, (low, high), **bound)
        return
    bound["format_func"] = labels.__getitem__
    if declared.control is Control.RADIO:
        place.radio(title, values, **bound)
    elif declared.control is Control.LIST:
        place.multiselect(title, values, placeholder="All", **bound)
    elif declared.control is Control.PILLS:
        place.pills(title, values, selection_mode="multi", **bound)
    else:
        place.segmented_control(title, values, default=declared.default, required=True, **bound)


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
    first, last = sorted(map(_in_years, boxes[-1]["x"]))
    years = [min(max(year, low), high) for year in _years_between(first, last)]
    st.session_state["years_before"] = list(st.session_state.get("years", (low, high)))
    st.session_state["years"] = years
    st.session_state["years_brushed"] = years
    st.session_state["times_brushed"] = times_brushed() + 1


def times_brushed() -> int:
    """How many times a reader has dragged across a chart of years."""
    times: int = st.session_state.get("times_brushed", 0)
    return times


def _in_years(place: float | str) -> float:
    """A place on an axis of years as a number: the middle of a year is the year itself.

    On an axis of days a place is a text, such as `2018-07-02 12:00`.
    """
    if not isinstance(place, str):
        return place
    moment = pd.Timestamp(place)
    return float(moment.year + (moment.dayofyear - 1) / 365 - 0.5)


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


def reset(key: str) -> None:
    """Set a filter to its default; a callback of a button."""
    declared = FILTERS[key]
    default = span() if declared.control is Control.SPAN else declared.default
    st.session_state[key] = list(default) if declared.several else default


def choose(key: str, value: str) -> None:
    """Set an option of a chart; a callback of a button."""
    st.session_state[key] = value


def undo(keys: list[str]) -> None:
    """Set these filters to what narrows nothing; a callback of a button."""
    for key in keys:
        declared = FILTERS[key]
        widest = span() if declared.control is Control.SPAN else declared.whole
        st.session_state[key] = list(widest) if declared.several else widest
