"""What the network's picture shows: its title, and the part of it that a slide has room for."""

from dataclasses import replace

from atlas.charts.chart import Context
from atlas.charts.network import words
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions
from atlas.charts.network.ways import RouteState, route_headline
from atlas.values.words import counted

# A node with its name takes about so much of the height of a slide (pixels).
NODE = 8


def headline(graph: Graph, context: Context[NetworkOptions]) -> str:
    """How two nodes are tied where a path is asked for; else how many neighbours the focus
    has, or who has the most.
    """
    if graph.path.state is not RouteState.NOT_ASKED:
        return route_headline(graph.path, context.dataset)
    most = words.leading(graph, context)
    nodes = counted(len(graph.nodes), "entries")
    return f"Ties of China and Russia in these sources: {most or nodes}"


def fitted(graph: Graph, context: Context[NetworkOptions], room: int) -> tuple[Graph, str]:
    """The nodes with most neighbours, as many as can be told apart, and those on a path."""
    most = max(1, room // NODE)
    if len(graph.nodes) <= most:
        return graph, ""
    largest = graph.nodes["degree"].rank(method="first", ascending=False) <= most
    nodes = graph.nodes[largest | graph.nodes["route"]]
    ids = set(nodes["id"])
    edges = graph.edges[graph.edges["source"].isin(ids) & graph.edges["target"].isin(ids)]
    drawn = f"Drawn: {len(nodes):,} of {len(graph.nodes):,} entries, those with most neighbours."
    return replace(graph, nodes=nodes, edges=edges), drawn
