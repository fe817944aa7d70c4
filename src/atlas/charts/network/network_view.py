"""The network: who makes, supplies, agrees and owns what, merged pair by pair with all its evidence."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.network.edges import (
    EDGES,
    MOST,
    TIES,
    busiest,
    ends,
    every_tie,
    joining,
    merged,
    table_of,
    ties_of,
)
from atlas.charts.network.layers import columns
from atlas.charts.network.layout import positions
from atlas.charts.network.node_countries import home_name, homes
from atlas.charts.network.routes import NO_ROUTE, Route, route
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.records.corroboration import resting, standing

KINDS = {
    "countries": "Country",
    "organisations": "Organisation",
    "systems": "System",
    "agreements": "Agreement",
    "places": "Place",
    "context": "Context",
    "exercises": "Exercise",
    "transfers": "Transfer",
}
# The columns of the layout by type, from left to right: types between which many ties run stand side by side.
COLUMNS = (
    "organisations",
    "systems",
    "countries",
    "agreements",
    "transfers",
    "exercises",
    "context",
    "places",
)
NODES = ["id", "label", "kind", "country", "home", "standing", "x", "y", "degree", "route", "hover"]
DEPTHS = {"1": "1 step", "2": "2 steps", "3": "3 steps"}
LAYOUTS = {"force": "Force", "type": "By type"}
COLOURS = {"type": "Type", "country": "Country"}
REGISTERED = ("", "named by the records it is tied to", "")
WHOLE, NOBODY = "The whole network", "Not chosen"


@dataclass(frozen=True)
class NetworkOptions:
    """The node in the middle (none: the whole network), how many steps around it are shown, how nodes stand and what their colour
    says, and the two ends of a path, which stand in a row of their own."""

    focus: str = field(default="", metadata={"title": "Focus on", "choices": {}, "whole": ""})
    depth: str = field(default="1", metadata={"title": "Depth", "choices": DEPTHS})
    layout: str = field(default="force", metadata={"title": "Layout", "choices": LAYOUTS})
    colour: str = field(default="type", metadata={"title": "Colour", "choices": COLOURS})
    path_from: str = field(
        default="",
        metadata={"title": "Shortest path from", "choices": {}, "whole": "", "row": "path"},
    )
    path_to: str = field(
        default="",
        metadata={"title": "Shortest path to", "choices": {}, "whole": "", "row": "path"},
    )


@dataclass(frozen=True)
class Graph:
    """What the network draws. `nodes`: the columns of `NODES`; `country` is a code and `home` its name, both blank where colours do
    not ask for them, `standing` is blank where the register alone has the node. `edges`: those of `EDGES`. `total`: how many nodes
    there are, drawn or not; `ties`: how many ties."""

    nodes: pd.DataFrame
    edges: pd.DataFrame
    total: int = 0
    ties: int = 0
    options: NetworkOptions = NetworkOptions()
    path: Route = NO_ROUTE

    def __len__(self) -> int:
        return len(self.nodes)


def ties_in(graph: Graph) -> int:
    """How many ties the graph is drawn from."""
    return graph.ties


def network(dataset: Dataset, options: NetworkOptions) -> Graph:
    """The graph of what is in view, around `options.focus` where the view has that node; coordinates are always the same."""
    path = route(dataset, options.path_from, options.path_to)
    ties = _in_focus(ties_of(dataset), options, path)
    if ties.empty:
        return Graph(
            pd.DataFrame(columns=NODES), pd.DataFrame(columns=EDGES), options=options, path=path
        )
    total = len(ends(ties))
    edges = merged(_drawn(ties, options, path) if total > MOST else ties, path.nodes)
    nodes = _nodes(dataset, edges, options, path)
    named = dict(zip(nodes["id"], nodes["label"], strict=True))
    texts = zip(edges["source"], edges["target"], edges["hover"], strict=True)
    edges["hover"] = [
        f"{named[source]} – {named[target]}\n{text}" for source, target, text in texts
    ]
    return Graph(nodes, edges, total, len(ties), options, path)


def _nodes(
    dataset: Dataset, edges: pd.DataFrame, options: NetworkOptions, path: Route
) -> pd.DataFrame:
    degree = pd.concat([edges["source"], edges["target"]]).value_counts()
    ids = sorted(degree.index)
    nodes = pd.DataFrame(
        {"id": ids, "label": pd.Series([dataset.label(node) for node in ids], dtype="str")}
    )
    kinds = table_of(dataset)
    nodes["kind"] = pd.Series([kinds[node] for node in ids], dtype="str")
    by_country = options.colour == "country"
    home = homes(dataset) if by_country else {}
    nodes["country"] = pd.Series([home.get(node, "") for node in ids], dtype="str")
    nodes["home"] = pd.Series(
        [home_name(dataset, home[node]) if by_country else "" for node in ids], dtype="str"
    )
    told = _told(dataset, nodes)
    nodes["standing"] = pd.Series(
        [told[node][0] if node in told else "" for node in ids], dtype="str"
    )
    nodes["degree"] = nodes["id"].map(degree).astype(int)
    pairs = list(zip(edges["source"], edges["target"], strict=True))
    nodes[["x", "y"]] = (
        columns(ids, nodes["kind"].tolist(), pairs, COLUMNS)
        if options.layout == "type"
        else positions(ids, pairs)
    )
    nodes["route"] = nodes["id"].isin(path.nodes)
    nodes["hover"] = [
        _text(node, told.get(node["id"], REGISTERED)) for node in nodes.to_dict("records")
    ]
    return nodes[NODES]


def _told(dataset: Dataset, nodes: pd.DataFrame) -> dict[str, tuple[str, str, str]]:
    """Standing, sources with their paragraphs, and on whom it rests, of each node that has rows; only tables that have nodes are asked."""
    told: dict[str, tuple[str, str, str]] = {}
    for table in sorted({*nodes["kind"]} & {*dataset.frames}):
        frame = dataset[table]
        frame = frame.loc[frame.index.isin(nodes["id"]), ["sources", "cited"]]
        said = (
            standing(dataset, frame).tolist(),
            frame["cited"].tolist(),
            resting(dataset, frame).tolist(),
        )
        told |= zip(frame.index.tolist(), zip(*said, strict=True), strict=True)
    return told


def _text(node: Mapping[Any, Any], told: tuple[str, str, str]) -> str:
    """What a node says when pointed at."""
    neighbours = f"{node['degree']} neighbour" + ("s" if node["degree"] > 1 else "")
    _, cited, rests = told
    lines = (node["label"], f"{KINDS[node['kind']]}, {neighbours}", node["home"], cited, rests)
    return "\n".join(line for line in lines if line)


def focus_choices(dataset: Dataset) -> dict[str, str]:
    """Every node in view, by label; the first choice is none."""
    return {"": WHOLE, **_nodes_in_view(dataset)}


def end_choices(dataset: Dataset) -> dict[str, str]:
    """The same for the ends of a path."""
    return {"": NOBODY, **_nodes_in_view(dataset)}


@once_a_dataset
def _nodes_in_view(dataset: Dataset) -> dict[str, str]:
    in_view = ends(ties_of(dataset))
    return {node: name for node, name in _named(dataset).items() if node in in_view}


@once_a_build
def _named(dataset: Dataset) -> dict[str, str]:
    """Label and type of everything that could be a node, in the order of labels, whatever the filters."""
    kinds = table_of(dataset)
    nodes = ends(every_tie(dataset))
    named = {node: f"{dataset.label(node)} ({KINDS[kinds[node]].lower()})" for node in nodes}
    return dict(sorted(named.items(), key=lambda item: (item[1].casefold(), item[0])))


def network_table(graph: Graph, context: Context[NetworkOptions]) -> pd.DataFrame:
    """Every tie behind the picture as a reader sees it: From, Relation, To, Tie, When, Sources, Id of the record that says so."""
    dataset, options = context.dataset, context.options
    ties = _in_focus(ties_of(dataset), options, route(dataset, options.path_from, options.path_to))
    rows = {
        "From": ties["source"].map(dataset.label),
        "Relation": ties["relation"],
        "To": ties["target"].map(dataset.label),
        "Tie": ties["tie"].map(TIES),
        "When": ties["when"],
        "Projected": ties["projected"].map({True: "yes", False: "no"}),
        "Sources": ties["cited"],
        "Id": ties["record"],
    }
    return pd.DataFrame(rows).sort_values(["From", "To", "Relation"], ignore_index=True)


def _in_focus(ties: pd.DataFrame, options: NetworkOptions, path: Route) -> pd.DataFrame:
    """The ties between the nodes that lie within the steps around the focus, or on the path; all where the view has no such focus."""
    if not options.focus or options.focus not in ends(ties):
        return ties
    near = {options.focus}
    for _ in range(int(options.depth)):
        near |= ends(ties[ties["source"].isin(near) | ties["target"].isin(near)])
    return ties[joining(ties, near) | joining(ties, path.nodes)]


def _drawn(ties: pd.DataFrame, options: NetworkOptions, path: Route) -> pd.DataFrame:
    """Of more nodes than a picture holds, the ties of the busiest, and those of the path."""
    return ties[ties.index.isin(busiest(ties, options.focus).index) | joining(ties, path.nodes)]
