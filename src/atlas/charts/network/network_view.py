"""The network: who makes, supplies, agrees and owns what, merged pair by pair with all its ties."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from atlas.charts.chart import Context
from atlas.charts.network.edges import EDGES, drawable, merged
from atlas.charts.network.hovers import record_words
from atlas.charts.network.layers import columns
from atlas.charts.network.layout import positions
from atlas.charts.network.node_countries import homes
from atlas.charts.network.options import Apart, Colour, Layout, NetworkOptions
from atlas.charts.network.routes import NO_ROUTE, Route, route
from atlas.charts.network.tie_basis import basis_in_words
from atlas.charts.network.ties import (
    KINDS,
    TIE_LABELS,
    carried_out,
    ends,
    every_tie,
    joining,
    status_in_words,
    table_of,
    ties_of,
)
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build, once_a_dataset
from atlas.dataset.names import with_ids
from atlas.records.corroboration import standing

# From left to right: types between which many ties run stand side by side.
KINDS_IN_COLUMNS = (
    "organisations",
    "systems",
    "countries",
    "agreements",
    "transfers",
    "exercises",
    "context",
    "places",
)
NODES = ["id", "kind", "country", "standing", "x", "y", "degree", "route"]
WHOLE_NETWORK, NO_NODE = "The whole network", "Not chosen"


@dataclass(frozen=True)
class Graph:
    """What the network draws.

    `nodes`: the columns of `NODES`. `kind` is the table of the record, `country` a code (blank
    where colours do not ask for it), `standing` blank where the register alone has the node, x and
    y are pixels around 0, y downwards. `edges`: the columns of `EDGES`. `n_nodes` and `n_ties` are
    how many nodes there are, drawn or not, and how many ties.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    n_nodes: int = 0
    n_ties: int = 0
    path: Route = NO_ROUTE

    def __len__(self) -> int:
        return len(self.nodes)


def ties_in(graph: Graph) -> int:
    """How many ties the graph is drawn from."""
    return graph.n_ties


def network(dataset: Dataset, options: NetworkOptions) -> Graph:
    """The graph of what is in view, around `options.focus` where the view has that node."""
    every = options.apart == Apart.ON_PATHS
    path = route(dataset, options.path_from, options.path_to, every=every)
    ties = _in_focus(_drawn_ties(dataset, options), options, path)
    if ties.empty:
        return Graph(pd.DataFrame(columns=NODES), pd.DataFrame(columns=EDGES), path=path)
    edges = merged(drawable(ties, options.focus, path.nodes), path.nodes)
    nodes = _nodes(dataset, edges, options, path)
    return Graph(nodes, edges, len(ends(ties)), len(ties), path)


def _nodes(
    dataset: Dataset, edges: pd.DataFrame, options: NetworkOptions, path: Route
) -> pd.DataFrame:
    """A node for each end of an edge (the columns of `NODES`), in the order of ids."""
    sources, targets = edges["source"].tolist(), edges["target"].tolist()
    degrees = Counter([*sources, *targets])
    ids = sorted(degrees)
    tables = table_of(dataset)
    kinds = [tables[node] for node in ids]
    pairs = list(zip(sources, targets, strict=True))
    if options.layout == Layout.BY_TYPE:
        points = columns(ids, kinds, pairs, KINDS_IN_COLUMNS)
    else:
        points = positions(ids, pairs)
    countries = homes(dataset) if options.colour == Colour.COUNTRY else {}
    facts = {
        "id": ids,
        "kind": kinds,
        "country": [countries.get(node, "") for node in ids],
        "standing": _standings(dataset, ids, kinds),
        "x": points[:, 0],
        "y": points[:, 1],
        "degree": [degrees[node] for node in ids],
        "route": [node in path.nodes for node in ids],
    }
    return pd.DataFrame(facts, columns=NODES)


def _standings(dataset: Dataset, nodes: Sequence[str], kinds: Sequence[str]) -> list[str]:
    """The standing of each node; blank where no record in view is about it."""
    standings = _standing_by_id(dataset)
    in_view = {kind: dataset[kind].index for kind in {*kinds} & {*dataset.frames}}
    return [
        standings.get(node, "") if node in in_view.get(kind, ()) else ""
        for node, kind in zip(nodes, kinds, strict=True)
    ]


@once_a_build
def _standing_by_id(dataset: Dataset) -> dict[str, str]:
    """The standing of everything that could be a node and has rows, whatever the filters."""
    standings: dict[str, str] = {}
    for table in KINDS.keys() & dataset.built.keys():
        frame = dataset.built[table]
        standings |= zip(frame.index.tolist(), standing(dataset, frame).tolist(), strict=True)
    return standings


def focus_choices(dataset: Dataset) -> dict[str, str]:
    """Every node in view, by label; the first choice is none."""
    return {"": WHOLE_NETWORK, **_nodes_in_view(dataset)}


def end_choices(dataset: Dataset) -> dict[str, str]:
    """The same for the ends of a path."""
    return {"": NO_NODE, **_nodes_in_view(dataset)}


@once_a_dataset
def _nodes_in_view(dataset: Dataset) -> dict[str, str]:
    in_view = ends(ties_of(dataset))
    return {node: name for node, name in _names(dataset).items() if node in in_view}


@once_a_build
def _names(dataset: Dataset) -> dict[str, str]:
    """Id → label and type of everything that could be a node, in the order of labels.

    Addresses spell a node by this name: where two records share it, their ids tell them apart.
    """
    tables = table_of(dataset)
    names: dict[str, str] = {}
    for node in ends(every_tie(dataset)):
        names[node] = f"{dataset.label(node)} ({KINDS[tables[node]].lower()})"
    counts = Counter(names.values())
    for node, name in names.items():
        if counts[name] > 1:
            names[node] = f"{name}: {node}"
    return dict(sorted(names.items(), key=lambda named: (named[1].casefold(), named[0])))


def network_table(graph: Graph, context: Context[NetworkOptions]) -> pd.DataFrame:
    """Every tie behind the picture, those that it has no room for too.

    Columns: From, Relation, To, Tie, When, Status, Basis, Sources, Id (of the record that says so);
    and the ids behind names.
    """
    dataset = context.dataset
    ties = _in_focus(_drawn_ties(dataset, context.options), context.options, graph.path)
    words = record_words(dataset)
    rows = {
        "From": ties["source"].map(dataset.label),
        "Relation": ties["relation"],
        "To": ties["target"].map(dataset.label),
        "Tie": ties["tie"].map(TIE_LABELS),
        "When": [words[record].when for record in ties["record"]],
        "Status": status_in_words(ties, dataset),
        "Basis": _bases(ties, dataset),
        "Sources": [words[record].cited for record in ties["record"]],
        "Id": ties["record"],
    }
    sources = [words[record].sources for record in ties["record"]]
    ids_behind = {
        "From": ties["source"],
        "To": ties["target"],
        "Sources": pd.Series(sources, index=ties.index, dtype="str"),
    }
    table = with_ids(pd.DataFrame(rows), ids_behind)
    return table.sort_values(["From", "To", "Relation"], ignore_index=True)


def _bases(ties: pd.DataFrame, dataset: Dataset) -> list[str]:
    triples = zip(ties["source"], ties["target"], ties["record"], strict=True)
    return [basis_in_words(first, last, record, dataset) for first, last, record in triples]


def _drawn_ties(dataset: Dataset, options: NetworkOptions) -> pd.DataFrame:
    ties = ties_of(dataset)
    return carried_out(ties) if options.apart == Apart.HIDDEN else ties


def _in_focus(ties: pd.DataFrame, options: NetworkOptions, path: Route) -> pd.DataFrame:
    """The ties between the nodes within the steps around the focus, or on the path.

    All ties where the view has no such focus.
    """
    if not options.focus or options.focus not in ends(ties):
        return ties
    near = {options.focus}
    for _ in range(int(options.depth)):
        near |= ends(ties[ties["source"].isin(near) | ties["target"].isin(near)])
    return ties[joining(ties, near) | joining(ties, path.nodes)]
