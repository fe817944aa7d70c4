"""The pieces of the evidence page: the choice of a record, and the list of all statements."""

from collections.abc import Mapping
from typing import Literal

import pandas as pd
import streamlit as st

from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Query
from atlas.dataset.memo import once_a_build
from atlas.records.statements import COLUMNS_BY_KEY, WORDS, narrowed, statements
from atlas.ui import blocks
from atlas.ui.files import table_files
from atlas.ui.head import SITE
from atlas.ui.small_tables import HEADINGS
from atlas.ui.tables import table
from atlas.ui.text import plain
from atlas.values.words import counted

PAGE_ROWS = 50
# Of the address: which page of the list.
PAGE = "page"
# Of the session: the entry that was shown last.
SHOWN = "record_shown"
CHOICE_WIDTH = 300
ABOUT = (
    "Every statement behind the charts: which source makes it, in which paragraph, how it is "
    "known, and who speaks. Shown: whether charts and lists have this value, where sources give "
    "several. Choose an entry to read its facts, ties and sources."
)
OFFERED = 5_000


def head() -> None:
    """The title of the page without a record."""
    st.set_page_config(page_title=f"Evidence · {SITE}")
    st.title("Evidence", help=ABOUT)


@once_a_build
def _named(data: Dataset) -> dict[str, str]:
    """Every record by name and table, in order of names."""
    kinds = data.schema.labels("table")
    tables = data.records["table"].items()
    named = {str(key): f"{data.label(str(key))} ({kinds[table]})" for key, table in tables}
    return dict(sorted(named.items(), key=lambda item: item[1].casefold()))


def _choices(data: Dataset) -> tuple[dict[str, str], list[str]]:
    """Every record by name, and those that the list offers: of a large register the first ones.

    The search finds all.
    """
    named = _named(data)
    own = (
        [st.session_state.get("record", ""), st.query_params.get("record", "")]
        if len(named) > OFFERED
        else []
    )
    return named, list(
        dict.fromkeys(["", *list(named)[:OFFERED], *(key for key in own if key in named)])
    )


def head_key() -> str:
    """The key of the page's head, whose place is as high as what will stand in it: of a record or
    of the list.
    """
    named = _named(blocks.selection().dataset)
    _follow_address(named)
    return "entry-head" if st.session_state["record"] else "list-head"


def _follow_address(named: Mapping[str, str]) -> None:
    """Choose the record of the address, where it has come to name another one."""
    asked = st.query_params.get("record", "")
    # An entry may have been taken out of the data while its page is open.
    if st.session_state.get("record", "") not in {"", *named}:
        st.session_state["record"] = ""
    if asked != st.session_state.get("record_seen") or "record" not in st.session_state:
        st.session_state["record"] = asked if asked in named else ""
        if asked and "record_seen" in st.session_state:
            # A link from this page to itself brings its record, but the browser's address stays
            # behind unless it is set here.
            st.query_params["record"] = asked
        st.session_state["record_seen"] = asked


def choose_record() -> str:
    """The record of the address, or the one that the reader picks.

    The address follows, so that a link and Back lead to it.
    """
    data = blocks.selection().dataset
    asked = st.query_params.get("record", "")
    named, options = _choices(data)
    chosen: str = st.selectbox(
        "Entry",
        options,
        format_func=lambda key: named.get(key, "Choose an entry"),
        key="record",
        label_visibility="collapsed",
        width=CHOICE_WIDTH,
    )
    if chosen:
        st.session_state[SHOWN] = chosen
    if chosen != asked and not (asked and asked not in named and not chosen):
        st.query_params["record"] = chosen
        st.session_state["record_seen"] = chosen
    return chosen


def _say_if_absent(data: Dataset) -> None:
    """Say above the list that the entry of the address is not among the data."""
    asked = st.query_params.get("record", "")
    if asked and asked not in _named(data):
        st.warning(plain(_absent(asked)), title="Entry not found")


def _absent(asked: str) -> str:
    """Why an entry that is asked for is not shown, and how to go on."""
    if asked == st.session_state.get(SHOWN):
        return f"The entry “{asked}” is no longer in the data; search, or choose one from the list."
    return f"There is no entry “{asked}” in these data; search, or choose one from the list."


def all_statements() -> Query:
    """Every statement in view, page by page, to be narrowed by words, table, basis and source.

    Returns what a link to this page of the list needs.
    """
    _say_if_absent(blocks.selection().dataset)
    blocks.coverage(blocks.ALL_TABLES)
    rows, asked = _narrowed(blocks.selection().dataset)
    first = paged(len(rows), PAGE_ROWS, PAGE, bind="query-params")
    part = rows.iloc[first : first + PAGE_ROWS]
    number = counted(len(rows), "statements")
    st.caption(f"{number}{which(first, len(part), len(rows))}")
    with st.container(key="statements"):
        if len(part):
            table(part, f"{len(part):,} of {number} by entry, field and paragraph")
        else:
            _nothing()
    speaking = ", ".join(rows["Source"].dropna().unique())
    table_files(
        "statements",
        "Statements of the sources",
        rows,
        speaking,
        blocks.selection(),
        blocks.ALL_TABLES,
        statements,
    )
    return [*asked, (PAGE, str(first // PAGE_ROWS + 1))]


def _nothing() -> None:
    """Say why no statement is shown: filters hide every entry, or none has what is asked for."""
    left = blocks.selection().coverage(blocks.ALL_TABLES)
    if left.shown:
        st.info("No statement in view has all that is asked for above.", title="Nothing in view")
    else:
        blocks.nothing_left(left.sentence(), blocks.ALL_TABLES, "statements")


def _narrowed(data: Dataset) -> tuple[pd.DataFrame, Query]:
    """The statements that the reader asks for, and the settings that ask for them."""
    every = statements(data)
    query: dict[str, list[str]] = {}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(
            "Words in the statements",
            key=WORDS,
            bind="query-params",
            placeholder="Words in any column",
        )
        query[WORDS] = [text or ""]
        for key, name in COLUMNS_BY_KEY.items():
            values = sorted(every[name].dropna().unique())
            heading = HEADINGS.get(name, name)
            query[key] = st.multiselect(heading, values, key=key, bind="query-params")
    asked = [(key, value) for key, values in query.items() for value in values]
    return narrowed(data, query), asked


def paged(count: int, size: int, key: str, bind: Literal["query-params"] | None = None) -> int:
    """The place of the first row of the page that the reader turned to; 0 where one page is all.

    With `bind`, the number of the page stands in the address.
    """
    pages = -(-count // size)
    if pages < 2:
        return 0
    # A list that has grown shorter has no such page any more.
    if st.session_state.get(key, 1) > pages:
        st.session_state[key] = 1
    return (st.pagination(pages, key=key, bind=bind) - 1) * size


def which(first: int, shown: int, count: int) -> str:
    """Which of the rows are shown; nothing where all are."""
    return "" if shown == count else f", {first + 1:,} to {first + shown:,} shown"
