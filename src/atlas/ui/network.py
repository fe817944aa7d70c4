"""What stands beneath the network: the evidence of a path, and how central each node is."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.charts.chart_view import ChartView
from atlas.charts.network.centrality import NOTE, centrality
from atlas.charts.network.part import is_part
from atlas.charts.network.routes import hops
from atlas.charts.network.ties import carried_out, ends, ties_of
from atlas.charts.network.ways import route_sentence
from atlas.ui.files import table_files
from atlas.ui.tables import opened, table
from atlas.ui.text import plain

HOPS_NOTE = (
    "The evidence of each hop: every tie between its two nodes, and every row of a source behind "
    "it; what was not carried out has a status that says so. A tie may run against the path."
)


def in_view(shown: ChartView, place: DeltaGenerator) -> None:
    """How many records are in view, at their place in the head: of a part, those drawn of it."""
    count = shown.coverage.short()
    where = " in the picture" if is_part(shown.dataset, shown.options) else ""
    place.markdown(plain(f"{count}{where}"), width="content")


def path(shown: ChartView) -> None:
    """Why there is no path between the nodes that the reader chose, or the evidence of its hops."""
    asked, dataset = shown.view.path, shown.dataset
    if not asked.ways:
        reason = route_sentence(asked, dataset)
        if reason:
            st.info(plain(reason))
        return
    title = (
        f"Evidence of the paths from {dataset.label(asked.start)} to {dataset.label(asked.goal)}"
    )
    with opened(title, "network-path") as is_open:
        if not is_open:
            return
        rows = hops(dataset, asked.ways)
        st.caption(HOPS_NOTE)
        table(rows, title)
        sources = ", ".join(rows["Source"].unique())
        table_files("network-path", title, rows, sources, shown.selection, shown.chart.tables)


def central(shown: ChartView) -> None:
    """Degree and betweenness of every node of the network in view, counted when it is opened."""
    nodes = len(ends(carried_out(ties_of(shown.dataset))))
    if not nodes:
        return
    title = "Degree and betweenness of every node"
    heading = f"Table: degree and betweenness of {nodes:,} nodes"
    with opened(heading, "network-centrality") as is_open:
        if not is_open:
            return
        st.caption(NOTE)
        rows = centrality(shown.dataset)
        table(rows, title)
        table_files(
            "network-centrality",
            title,
            rows,
            ", ".join(shown.speaking["short"]),
            shown.selection,
            shown.chart.tables,
            centrality,
        )
