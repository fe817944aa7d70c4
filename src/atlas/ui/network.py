"""What stands beneath the network: the evidence of a path, and how central each node is."""

import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.charts.network.centrality import NOTE, centrality
from atlas.charts.network.edges import ends, ties_of
from atlas.charts.network.routes import hops
from atlas.ui.files import table_files
from atlas.ui.tables import opened, table
from atlas.ui.text import plain


def path(shown: ChartView) -> None:
    """The path that the reader asked for, hop by hop with its evidence, or the sentence that there
    is none.
    """
    found, dataset = shown.view.path, shown.selection.dataset
    if not found.sentence:
        return
    st.header("Shortest path", anchor="path")
    if not found.nodes:
        st.info(plain(found.sentence))
        return
    rows = hops(dataset, found.nodes)
    title = (
        f"Shortest path from {dataset.label(found.nodes[0])} to {dataset.label(found.nodes[-1])}"
    )
    st.write(plain(found.sentence))
    st.caption(
        "The evidence of each hop: every tie between its two nodes, and every row of a source "
        "behind it. A tie may run against the path."
    )
    table(rows, f"Evidence of each hop of the path: {found.sentence}")
    table_files(
        "network-path",
        title,
        rows,
        ", ".join(rows["Source"].unique()),
        shown.selection,
        shown.chart.tables,
    )


def central(shown: ChartView) -> None:
    """Degree and betweenness of every node of the network in view, counted when it is opened."""
    dataset = shown.selection.dataset
    nodes = len(ends(ties_of(dataset)))
    if not nodes:
        return
    title = "Degree and betweenness of every node"
    with opened(f"Table: degree and betweenness of {nodes:,} nodes", "network-centrality") as seen:
        if seen:
            st.caption(NOTE)
            rows = centrality(dataset)
            table(rows, title)
            table_files(
                "network-centrality",
                title,
                rows,
                shown.sources,
                shown.selection,
                shown.chart.tables,
                centrality,
            )
