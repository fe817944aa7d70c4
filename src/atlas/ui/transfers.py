"""What stands beneath the flows of transfers: what they do not draw, and why."""

import pandas as pd
import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.charts.transfers.directed import joint
from atlas.charts.transfers.left_out import left_out, not_carried_out
from atlas.records.listing import listing
from atlas.ui.files import table_files
from atlas.ui.tables import opened, table

JOINT = "joint programmes and transfers without a direction"
APART = "transfers that were not carried out"


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
