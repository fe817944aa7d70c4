"""What stands beneath charts of transfers: what flows do not draw, what goes with the street."""

import pandas as pd
import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.charts.transfers.barter_view import barter_table, chains
from atlas.charts.transfers.dependence_view import dependence
from atlas.charts.transfers.directed import joint
from atlas.charts.transfers.left_out import left_out, not_carried_out
from atlas.dataset.dataset import Dataset
from atlas.records.listing import listing
from atlas.ui.files import table_files
from atlas.ui.tables import leading, opened, table
from atlas.ui.text import plain

JOINT = "joint programmes and transfers without a direction"
APART = "transfers that were not carried out"
STREET = "two-way-street"
DEPENDENCE, BARTER = "Who has what from whom", "What was given for what"
OF_DEPENDENCE = (
    "Recorded in these sources, by what was exchanged and its category. Under way is what its "
    "newest statement of status calls agreed or under way: nobody may have said since that it is "
    "over, so the last statement is named."
)


def beneath_flows(flows: ChartView) -> None:
    """How many transfers the flows do not draw and why, and these as tables."""
    data, options = flows.dataset, flows.options
    sentence = left_out(data, options, flows.rows)
    if sentence:
        st.caption(sentence)
    _rows(flows, "not-carried-out", APART, not_carried_out(data, options))
    _rows(flows, "joint-programmes", JOINT, joint(data))


def _rows(flows: ChartView, name: str, title: str, ids: pd.Index) -> None:
    """Transfers as a table that opens, with its files; nothing for none."""
    if ids.empty:
        return
    with opened(f"Table: {len(ids):,} {title}", name) as is_open:
        if is_open:
            rows = listing(flows.dataset, "transfers", ids)
            heading = title.capitalize()
            table(rows, heading)
            tables = ("transfers",)
            table_files(name, heading, rows, flows.sources, flows.selection, tables)


def beneath_street(shown: ChartView) -> None:
    """What was given for what, and who has what from whom; nothing beneath another chart."""
    if shown.chart.name != STREET or shown.empty:
        return
    _barter(shown)
    rows = dependence(shown.dataset)
    with opened("Table: who has what from whom, since when", "dependence") as is_open:
        if is_open:
            st.write(OF_DEPENDENCE)
            _with_files("dependence", DEPENDENCE, rows, shown)


def _barter(shown: ChartView) -> None:
    """Each chain of transfers that are given for one another, as a line, and the table of them."""
    rows = barter_table(shown.dataset)
    if rows.empty:
        return
    st.header(BARTER, anchor="barter")
    words = rows["Direction"] + ", " + rows["What became of it"]
    words_by_name = dict(zip(rows["Given"], words, strict=True))
    for chain in chains(shown.dataset):
        st.markdown(" ⇄ ".join(_link(shown.dataset, key, words_by_name) for key in chain))
    with opened("Table: what was given for what", "barter") as is_open:
        if is_open:
            _with_files("barter", BARTER, rows, shown)


def _link(dataset: Dataset, identifier: str, words_by_name: dict[str, str]) -> str:
    """A transfer of a chain: its name, who gives it to whom, what became of it."""
    label = dataset.label(identifier)
    return f"[{plain(label)}]({leading(identifier)}) ({plain(words_by_name[label])})"


def _with_files(name: str, title: str, rows: pd.DataFrame, shown: ChartView) -> None:
    table(rows, title)
    table_files(name, title, rows, shown.sources, shown.selection, ("transfers",))
