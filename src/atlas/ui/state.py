"""The shared filters as widgets of the sidebar, bound to the address, and what they say now."""

import math
from collections.abc import Mapping
from typing import Any

import streamlit as st

from atlas.charts.chart_view import span
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import KEYS, MANY, TITLES, Filters, choices, from_query
from atlas.dataset.store import dataset
from atlas.ui.text import plain

NOT_UNDERSTOOD = "Part of this link was not understood"
HELP = {
    "evidence": "The two articles only: every figure is rebuilt from the rows of the two articles.",
    "kind": "None chosen: all. Every figure is rebuilt from the rows of the sources of these kinds alone.",
    "scope": "Contests between teams, and drills of police, national guard and counter-terrorism forces (main domain internal security).",
    "independent": "How many sources of different origin speak of a record; copies of one text or one database count once.",
    "years": "A record is shown when any part of its time lies in these years.",
    "domain": "None chosen: all. A record with several domains is shown when any of them is chosen.",
    "status": "None chosen: all. It narrows transfers, agreements and context; exercises have no status.",
    "projected": "What a source only expects or offers, and nothing else says.",
    "mentioned": "Records without a date stand at the year of the first source that mentions them.",
}


def sidebar() -> None:
    """Draw the filters; call it on every run of every page, or a link loses them."""
    data = dataset()
    known = choices(data.schema)
    low, high = span()
    note = _link_note(data)
    with st.sidebar:
        bases = known["evidence"]
        st.radio(
            TITLES["evidence"],
            list(bases),
            format_func=bases.__getitem__,
            key="evidence",
            bind="query-params",
            help=HELP["evidence"],
        )
        if st.session_state["evidence"] == "own":
            _pills("kind", known["kind"])
        st.slider(
            TITLES["years"],
            low,
            high,
            (low, high),
            key="years",
            bind="query-params",
            help=HELP["years"],
        )
        _pills("domain", known["domain"])
        _pills("status", known["status"])
        _pills("scope", known["scope"])
        for key in ("independent", "projected", "mentioned"):
            st.segmented_control(
                TITLES[key],
                list(known[key]),
                format_func=known[key].__getitem__,
                key=key,
                default=getattr(Filters(), key),
                required=True,
                bind="query-params",
                help=HELP[key],
            )
    if note:
        st.warning(plain(note), title=NOT_UNDERSTOOD)


def _pills(key: str, labels: dict[str, str]) -> None:
    st.pills(
        TITLES[key],
        list(labels),
        format_func=labels.__getitem__,
        selection_mode="multi",
        key=key,
        bind="query-params",
        help=HELP[key],
    )


def _link_note(data: Dataset) -> str:
    """What of the address no filter understands."""
    _, ignored = from_query(asked(), data.schema, span())
    for key, known in choices(data.schema).items():
        take_over(key, known, many=key in MANY)
    return f"Left out, so its default holds: {', '.join(ignored)}." if ignored else ""


def asked() -> dict[str, list[str]]:
    """The settings of the address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def take_over(key: str, known: Mapping[str, str], *, many: bool = False) -> None:
    """Give a widget the values that the address spells as in the data; those spelled as on screen it reads itself."""
    values = [
        value for value in st.query_params.get_all(key) if value in known and known[value] != value
    ]
    if values and key not in st.session_state:
        st.session_state[key] = values if many else values[-1]


def current() -> Filters:
    """The filters as the sidebar has them; the defaults where a page runs without it."""
    chosen: dict[str, Any] = {
        key: st.session_state[key] for key in KEYS if st.session_state.get(key)
    }
    if "years" in chosen and tuple(chosen["years"]) == span():
        del chosen["years"]
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in chosen.items()
    }
    return Filters(**values)


def active(filters: Filters) -> list[str]:
    """The filters that differ from their default."""
    return [key for key in KEYS if getattr(filters, key) != getattr(Filters(), key)]


def brushed(key: str) -> None:
    """Make the years that a reader dragged across in a chart of that key the filter; a callback of the chart."""
    boxes = st.session_state[key]["selection"]["box"]
    if not boxes:
        return
    low, high = span()
    first, last = sorted(boxes[-1]["x"])
    years = (
        [round(first), round(last)]
        if math.floor(last) < math.ceil(first)
        else [math.ceil(first), math.floor(last)]
    )
    st.session_state["years_before"] = list(st.session_state.get("years", (low, high)))
    st.session_state["years"] = st.session_state["years_brushed"] = [
        min(max(year, low), high) for year in years
    ]


def before_brush() -> list[int] | None:
    """The years that were the filter before a reader dragged across a chart; None where the filter has changed since."""
    now = list(st.session_state.get("years", span()))
    before: list[int] | None = st.session_state.get("years_before")
    return before if now == st.session_state.get("years_brushed") and now != before else None


def undo_brush() -> None:
    """Put the filter of years back to what it was before; a callback of a button."""
    st.session_state["years"] = st.session_state.pop("years_before")


def undo(keys: list[str]) -> None:
    """Put these filters back to their defaults; a callback of a button."""
    for key in keys:
        default = span() if key == "years" else getattr(Filters(), key)
        st.session_state[key] = list(default) if key in MANY else default
