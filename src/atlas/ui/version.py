"""The word to a reader whose link was made with another version of the data."""

import streamlit as st

from atlas.charts.chart_view import VERSION
from atlas.datapackage.tables import version
from atlas.dataset import store
from atlas.paths import data_folders
from atlas.records import versions
from atlas.ui.tables import opened, table
from atlas.ui.text import plain


def moved_on() -> None:
    """Where the link names another version than that of the data: say so, and list what has changed since; draw it once on every page."""
    asked, data = st.query_params.get(VERSION, ""), store.dataset()
    if asked in {"", data.version}:
        return
    entries = store.entries()
    told = versions.sentence(data, entries, asked, version(data_folders()[0]))
    st.info(
        plain(told),
        title="The data have moved on"
        if versions.known(entries, asked)
        else "Another version of the data",
        icon=":material/history:",
    )
    rows = versions.since(data, entries, asked)
    if len(rows):
        with opened(
            f"Table: the {len(rows):,} {'change' if len(rows) == 1 else 'changes'} since then",
            "changes",
        ) as seen:
            if seen:
                table(rows, "What has changed in the data since this link was made")
