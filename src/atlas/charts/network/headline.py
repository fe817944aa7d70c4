"""What the network's picture shows: its title, and the part of it that a slide has room for."""

from dataclasses import replace

from atlas.charts.chart import Context
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions
from atlas.values.words import counted

# A node with its name takes about so much of the height of a slide (pixels).
NODE = 6


def headline(graph: Graph, context: Context[NetworkOptions]) -> str:
    """How many records are tied to one another."""
    nodes, lines = counted(len(graph.nodes), "records"), counted(len(graph.edges), "pairs")
    return f"Ties of China and Russia recorded in these sources: {nodes}, {lines} of them tied"


def fitted(graph: Graph, context: Context[NetworkOptions], room: int) -> tuple[Graph, str]:
    """The nodes with most neighbours, as many as can be told apart, and those on a path."""
    most = max(1, room // NODE)
    if len(graph.nodes) <= most:
        return graph, ""
    largest = graph.nodes["degree"].rank(method="first", ascending=False) <= most
    nodes = graph.nodes[largest | graph.nodes["route"]]
    ids = set(nodes["id"])
    edges = graph.edges[graph.edges["source"].isin(ids) & graph.edges["target"].isin(ids)]
    words = f"Drawn: {len(nodes):,} of {len(graph.nodes):,} records, those with most neighbours."
    return replace(graph, nodes=nodes, edges=edges), words
