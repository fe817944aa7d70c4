"""What stands beneath charts of transfers: what flows do not draw, what goes with the street."""

import pandas as pd
import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.charts.transfers.dependence_view import dependence
from atlas.charts.transfers.directed import joint
from atlas.charts.transfers.left_out import left_out, not_carried_out
from atlas.records.listing import listing
from atlas.ui.files import table_files
from atlas.ui.tables import opened, table

JOINT = "joint programmes and transfers without a direction"
APART = "transfers that were not carried out"
STREET = "two-way-street"
DEPENDENCE = "Who has what from whom"
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
    with opened(f"Table: {title} ({len(ids):,})", name) as is_open:
        if is_open:
            rows = listing(flows.dataset, "transfers", ids)
            heading = title.capitalize()
            table(rows, heading)
            tables = ("transfers",)
            table_files(name, heading, rows, flows.sources, flows.selection, tables)


def beneath_street(shown: ChartView) -> None:
    """Who has what from whom; nothing beneath another chart."""
    if shown.chart.name != STREET or shown.empty:
        return
    with opened("Table: who has what from whom, since when", "dependence") as is_open:
        if is_open:
            rows = dependence(shown.dataset)
            st.write(OF_DEPENDENCE)
            _with_files("dependence", DEPENDENCE, rows, shown)


def _with_files(name: str, title: str, rows: pd.DataFrame, shown: ChartView) -> None:
    table(rows, title)
    table_files(name, title, rows, shown.sources, shown.selection, ("transfers",))
