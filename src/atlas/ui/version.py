"""The word to a reader whose link was made with another version of the data."""

import streamlit as st

from atlas.charts.chart_view import VERSION
from atlas.dataset import store
from atlas.records import versions
from atlas.ui.tables import opened, table
from atlas.ui.text import plain
from atlas.values.words import counted


def moved_on() -> None:
    """Say that the link names another version than that of the data, and list what has changed
    since.

    Draw it once on every page.
    """
    asked, data = st.query_params.get(VERSION, ""), store.dataset()
    if asked in {"", data.version}:
        return
    entries = store.entries()
    title = "Another version of the data"
    if versions.known(entries, asked):
        title = "The data have moved on"
    sentence = versions.sentence(data, entries, asked, store.own_version())
    st.info(plain(sentence), title=title, icon=":material/history:")
    rows = versions.since(data, entries, asked)
    if rows.empty:
        return
    with opened(f"Table: the {counted(len(rows), 'changes')} since then", "changes") as is_open:
        if is_open:
            table(rows, "What has changed in the data since this link was made")
