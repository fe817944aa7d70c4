"""The head of a page: its title and actions, how much is in view, the filters that are set."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.charts.chart_view import selected, span
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import choices
from atlas.records.outcome import apart
from atlas.ui.state import acting_on, current, reset
from atlas.ui.text import plain

# What the first page and every tab of the browser are called.
SITE = "China–Russia military cooperation"


def head(title: str, about: str, tables: Sequence[str]) -> DeltaGenerator:
    """Title, what the page is `about` as its help, how many records of its `tables` are in view.

    Returns the place for the actions of the page.
    """
    actions = title_row(title, about, is_first=False, of_chart=True)
    count = line_of_count(tables)
    count.markdown(plain(in_view(tables)), width="content")
    return actions


def line_of_count(tables: Sequence[str]) -> DeltaGenerator:
    """The line of how much is in view and of the filters that are set.

    Returns the place for how much: of a picture of a part the page knows it when it is drawn.
    """
    with line():
        count = st.container(width="content")
        chips(tables)
    return count


def title_row(
    title: str, about: str = "", *, is_first: bool = True, of_chart: bool = False
) -> DeltaGenerator:
    """Title and, as its help, what the page is about; returns the place for its actions.

    All pages but the first one name the tab of the browser too. On a phone the actions `of_chart`
    take two lines, which are kept free until they are there.
    """
    if not is_first:
        st.set_page_config(page_title=f"{title} · {SITE}")
    key = "chart-head" if of_chart else "head"
    with st.container(key=key, horizontal=True, vertical_alignment="center"):
        st.title(title, help=about or None)
        return place_of_actions()


def place_of_actions() -> DeltaGenerator:
    """Where the buttons of a page stand: what takes it away, cites it and links to it."""
    return st.container(
        key="actions", horizontal=True, vertical_alignment="center", gap="small", width="content"
    )


def in_view(tables: Sequence[str]) -> str:
    """How many records of these tables the filters leave, in words.

    Of one table it says how many of them are in view and in no sum.
    """
    selection = selected(current())
    count = selection.coverage(tables).short()
    if len(tables) > 1:
        return count
    return f"{count}{apart(selection.dataset, tables[0])}"


def line_of_chips(tables: Sequence[str]) -> None:
    """The filters that are set, in a line of their own; no line where none is."""
    if current().active:
        with line():
            chips(tables)


def line() -> DeltaGenerator:
    """The line in which filters that are set stand beside one another, as small buttons."""
    return st.container(key="in-view", horizontal=True, vertical_alignment="center", gap="small")


def chips(tables: Sequence[str]) -> None:
    """Each filter that is set and acts on these tables, as a button that takes it back."""
    filters, acting = current(), acting_on(tables)
    labels = choices(selected(filters).dataset.schema)
    for key in filters.active:
        declared = FILTERS[key]
        words = declared.chip(filters, labels.get(key, {}), span())
        if words and key in acting:
            st.button(
                plain(words[0].upper() + words[1:]),
                key=f"chip-{key}",
                on_click=reset,
                args=(key,),
                icon=":material/close:",
                icon_position="right",
                help=f"Remove this filter ({declared.title})",
            )
