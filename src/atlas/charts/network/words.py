"""What the network shows, in a sentence."""

from atlas.charts.chart import Context
from atlas.charts.network.network_view import Graph
from atlas.charts.network.node_countries import Home
from atlas.charts.network.options import Colour, Layout, NetworkOptions, Nodes
from atlas.charts.network.sides import NOTE
from atlas.charts.network.ways import route_sentence
from atlas.dataset.dataset import Dataset
from atlas.values.words import agreeing, counted, listed

# So many nodes that share the first place are named; of more it is said how many they are.
MOST_NAMED = 3


def takeaway(graph: Graph, context: Context[NetworkOptions]) -> str:
    """What the network shows, in a sentence; the path where there is one."""
    dataset = context.dataset
    if graph.nodes.empty:
        return f"Network: no ties in view.{left_out(graph)}"
    if graph.path.ways:
        return route_sentence(graph.path, dataset)
    n_drawn = len(graph.nodes)
    part = ""
    if graph.n_nodes > n_drawn:
        part = f" (those with the most ties of {graph.n_nodes:,})"
    homeless = ""
    if context.options.colour == Colour.COUNTRY:
        count = int(graph.nodes["country"].eq(Home.NOT_STATED).sum())
        homeless = f"; of {count:,} these sources state no country" if count else ""
    best = leading(graph, context)
    most = f"; {best}" if best else ""
    drawn = f"{counted(n_drawn, 'nodes')}{part} and {counted(len(graph.edges), 'lines')}"
    return f"Network of {drawn} between them{most}{homeless}.{left_out(graph)}"


def leading(graph: Graph, context: Context[NetworkOptions]) -> str:
    """How many neighbours the focus has; without one, who has the most. Blank for none."""
    nodes = graph.nodes
    focus = nodes[nodes["id"].eq(context.options.focus)]
    if focus.empty:
        return most_neighbours(graph, context.dataset)
    neighbours = counted(int(focus["degree"].iloc[0]), "neighbours")
    return f"{neighbours} of {context.dataset.label(context.options.focus)}"


def most_neighbours(graph: Graph, dataset: Dataset) -> str:
    """Which organisation, or where there is none which node, has the most neighbours; blank for
    none.
    """
    firms = graph.nodes[graph.nodes["kind"].eq("organisations") & graph.nodes["degree"].gt(0)]
    among, noun = (graph.nodes, "node") if firms.empty else (firms, "organisation")
    most = int(among["degree"].max())
    if not most:
        return ""
    names = sorted(map(dataset.label, among.loc[among["degree"].eq(most), "id"]))
    neighbours = counted(most, "neighbours")
    if len(names) == 1:
        return f"the best-connected {noun} is {names[0]}, with {neighbours}"
    if len(names) <= MOST_NAMED:
        return f"the best-connected {noun}s are {listed(names)}, with {neighbours} each"
    return f"{len(names):,} {noun}s have the most neighbours, {most:,} each"


def left_out(graph: Graph) -> str:
    """How many nodes of the view are not in the picture; blank where all of them are."""
    if not graph.n_left_out:
        return ""
    verb = agreeing(graph.n_left_out, "is", "are")
    nodes = counted(graph.n_left_out, "further nodes")
    return f" {nodes}, the countries and what they alone tie, {verb} excluded."


def note_on(context: Context[NetworkOptions]) -> str:
    """How sides are read, where the picture has them."""
    options = context.options
    has_sides = options.nodes == Nodes.CORE and options.layout == Layout.FORCE
    has_path = bool(options.path_from and options.path_to)
    return NOTE if has_sides and not has_path else ""
