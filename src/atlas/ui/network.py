"""What stands beneath the network: the evidence of a path, and how central each node is."""

import streamlit as st

from atlas.charts.chart_view import ChartView
from atlas.charts.network.centrality import NOTE, centrality
from atlas.charts.network.options import Apart
from atlas.charts.network.routes import hops, route_sentence
from atlas.charts.network.ties import carried_out, ends, ties_of
from atlas.ui.files import table_files
from atlas.ui.tables import opened, table
from atlas.ui.text import plain

HOPS_NOTE = (
    "The evidence of each hop: every tie between its two nodes, and every row of a source behind "
    "it. A tie may run against the path."
)


def path(shown: ChartView) -> None:
    """The path that the reader asked for, hop by hop with its evidence, or why there is none."""
    asked, dataset = shown.view.path, shown.dataset
    sentence = route_sentence(asked, dataset)
    if not sentence:
        return
    st.header("Shortest path", anchor="path")
    if not asked.nodes:
        st.info(plain(sentence))
        return
    every = shown.options.apart == Apart.ON_PATHS
    rows = hops(dataset, asked.nodes, every=every)
    ends_in_words = f"from {dataset.label(asked.start)} to {dataset.label(asked.goal)}"
    st.write(plain(sentence))
    st.caption(HOPS_NOTE)
    table(rows, f"Evidence of each hop of the path: {sentence}")
    table_files(
        "network-path",
        f"Shortest path {ends_in_words}",
        rows,
        ", ".join(rows["Source"].unique()),
        shown.selection,
        shown.chart.tables,
    )


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
