"""The shared filters as widgets of the sidebar, bound to the address, and what they say now."""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from atlas.charts.chart_view import span
from atlas.dataset.filter_contract import Choices, Control, Filter
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters, choices, from_query, understood
from atlas.dataset.ranges import YEARS, Texts, within
from atlas.dataset.store import dataset
from atlas.ui.text import plain
from atlas.values.words import few

NOT_UNDERSTOOD = "Part of this link was not understood"
PUT_RIGHT = "Part of this link was put right"
# Keys of the session: years of an address that were put right, and what the next run takes over.
YEARS_ASKED, AGAIN = "years_asked", "again"


class Note(NamedTuple):
    """Settings of a link that were not understood, and what was put right, in words."""

    ignored: list[str]
    put_right: list[str]


def sidebar(tables: Sequence[str]) -> None:
    """Draw the filters; call it on every run of every page, or a link loses them.

    Those that act on none of these tables, which are the page's, are drawn where nobody sees them:
    the address keeps them for the next page.
    """
    schema = dataset().schema
    # Widgets clear what they cannot read out of the address, so it is read once, before them.
    link = asked()
    query, put_right = within(link, choices(schema), span())
    _, ignored = from_query(query, schema, span())
    for key, labels in choices(schema).items():
        take_over(key, labels, query, many=FILTERS[key].several)
    link_years, right_years = link.get(YEARS, []), list(query.get(YEARS, ()))
    note = _note_of_years(link_years, right_years, Note(ignored, put_right))
    with st.sidebar:
        _widgets(tables)
    _give_years(link_years, right_years, note)
    notes(*note)


def notes(ignored: Sequence[str], put_right: Sequence[str]) -> None:
    """Say which settings of the address were not understood, and which were put right."""
    if ignored:
        sentence = f"Ignored, so its default holds: {few(ignored)}."
        st.warning(plain(sentence), title=NOT_UNDERSTOOD)
    if put_right:
        st.info(plain(f"{'; '.join(put_right)}."), title=PUT_RIGHT)


def _widgets(tables: Sequence[str]) -> None:
    """The first filters in sight, the others that act on these tables folded beneath them."""
    schema, acting = dataset().schema, acting_on(tables)
    elsewhere = st.container(key="elsewhere")
    in_sight = st.container()
    for declared in FILTERS.values():
        if declared.first and declared.is_asked(current()):
            with in_sight if tables or declared.hides is None else elsewhere:
                _widget(declared, declared.choices(schema))
    further = [declared for declared in FILTERS.values() if not declared.first]
    folded = elsewhere
    if tables:
        title = _folded_title(further, acting)
        folded = st.expander(title, key="more-filters", icon=":material/tune:")
    for declared in further:
        with folded if declared.key in acting else elsewhere:
            _widget(declared, declared.choices(schema))


def _folded_title(further: Sequence[Filter], acting: Sequence[str]) -> str:
    """What stands on the folded filters: how many of them are set."""
    chosen = current().active
    number = sum(declared.key in acting and declared.key in chosen for declared in further)
    return f"More filters ({number} active)" if number else "More filters"


def acting_on(tables: Sequence[str]) -> list[str]:
    """The keys of the filters that can change what is shown of these tables."""
    built = dataset()
    frames = {name: built[name] for name in tables}
    return [
        key
        for key, declared in FILTERS.items()
        if declared.hides is None or any(declared.acts_on(*table) for table in frames.items())
    ]


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
    elif declared.control is Control.LIST:
        st.multiselect(title, values, placeholder="All", **bound)
    elif declared.control is Control.PILLS:
        st.pills(title, values, selection_mode="multi", **bound)
    else:
        st.segmented_control(title, values, default=declared.default, required=True, **bound)


def asked() -> dict[str, list[str]]:
    """The settings of the address."""
    return {key: st.query_params.get_all(key) for key in st.query_params}


def take_over(key: str, labels: Mapping[str, str], query: Texts, *, many: bool = False) -> None:
    """Give a widget the values of an address that it would not read itself.

    It reads those that are spelled as on screen. Those spelled as in the data, or as on screen
    once, it is given.
    """
    if key in st.session_state:
        return
    texts = query.get(key, ())
    foreign = [text for text in texts if text not in labels.values()]
    meanings = [understood(text, labels) for text in foreign]
    values = [value for value in meanings if value is not None]
    if values:
        st.session_state[key] = values if many else values[-1]


def _give_years(link_years: list[str], right_years: list[str], note: Note) -> None:
    """Give the slider the years of the address where they were put right.

    At its first run the slider takes the address as it stands, whatever it is given, so that the
    page is run once more. The next run takes the note over, because the first has cleared what it
    could not read out of the address.
    """
    if right_years == link_years or st.session_state.get(YEARS_ASKED) == link_years:
        return
    st.session_state[YEARS_ASKED] = link_years
    years = [int(year) for year in right_years]
    if list(st.session_state[YEARS]) != years:
        st.session_state[AGAIN] = (years, note)
        st.rerun()


def _note_of_years(link_years: list[str], right_years: list[str], note: Note) -> Note:
    """The note on the link at this run: what was put right is said once, until the next choice."""
    if AGAIN in st.session_state:
        st.session_state[YEARS], first = st.session_state.pop(AGAIN)
        return Note(*(list(dict.fromkeys(old + new)) for old, new in zip(first, note, strict=True)))
    if right_years == link_years or st.session_state.get(YEARS_ASKED) != link_years:
        return note
    # Streamlit corrects the address where the slider is given its value anew.
    st.session_state[YEARS] = st.session_state[YEARS]
    return note._replace(put_right=[text for text in note.put_right if not text.startswith(YEARS)])


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
