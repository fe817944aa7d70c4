"""The shared filters as widgets of the sidebar, bound to the address, and what they say now."""

import math
from collections.abc import Collection, Sequence
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


def sidebar(tables: Sequence[str]) -> None:
    """Draw the filters; call it on every run of every page, or a link loses them.

    Those that act on none of these tables, which are the page's, are drawn where nobody sees them:
    the address keeps them for the next page.
    """
    schema = dataset().schema
    # Widgets clear what they cannot read out of the address, so it is read before them.
    values = choices(schema)
    query, put_right = within(asked(), values, span())
    link, ignored = from_query(query, schema, span())
    take_over(values, query, put_right, [YEARS])
    with st.sidebar:
        _widgets(tables, _chosen(link))
    years = [str(year) for year in span()]
    notes(ignored, put_right, {**values, YEARS: years})


def _chosen(link: Filters) -> set[str]:
    """The keys of the filters that are set, be it by a link whose widgets are still to come."""
    to_come = [key for key in link.active if key not in st.session_state]
    return {*current().active, *to_come}


def _widgets(tables: Sequence[str], chosen: Collection[str]) -> None:
    """The first filters in sight, the others that act on these tables folded beneath them.

    One that is out of sight is in the page while it is `chosen`, or in the address still: a browser
    puts each widget of a page together anew at each step.
    """
    needed = {*chosen, *asked()}
    in_sight = st.container()
    elsewhere = st.container(key="elsewhere")
    for declared in FILTERS.values():
        if declared.first and declared.is_asked(current()):
            if tables or declared.hides is None:
                _widget(declared, in_sight)
            elif declared.key in needed:
                _widget(declared, elsewhere)
    acting = acting_on(tables)
    further = [declared for declared in FILTERS.values() if not declared.first]
    is_open = False
    if tables:
        number = sum(declared.key in acting and declared.key in chosen for declared in further)
        title = f"More filters ({number} active)" if number else "More filters"
        folded = st.expander(title, key="more-filters", icon=":material/tune:", on_change="rerun")
        is_open = bool(folded.open)
    for declared in further:
        if declared.key in acting and (is_open or declared.key in needed):
            _widget(declared, folded)
        elif declared.key in needed:
            _widget(declared, elsewhere)
        else:
            # What a button has put back to its default is asked of the address again.
            st.session_state.pop(declared.key, None)


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
