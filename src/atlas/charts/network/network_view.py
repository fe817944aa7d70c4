"""The network: who makes, supplies, agrees and owns what, merged pair by pair with all its ties."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

import pandas as pd

from atlas.charts.network import places
from atlas.charts.network.edges import EDGES, Dash, drawable, merged
from atlas.charts.network.halves import Ground
from atlas.charts.network.node_countries import homes
from atlas.charts.network.options import NetworkOptions
from atlas.charts.network.part import in_picture, in_view, is_of_part, path_asked
from atlas.charts.network.sides import unfiltered
from atlas.charts.network.ties import KINDS, ends, table_of
from atlas.charts.network.ways import NO_ROUTE, Route
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.records.corroboration import standing

NODES = ["id", "kind", "country", "standing", "x", "y", "degree", "leads", "route"]
# Communities of fewer nodes have no name of their own.
LEAST_COMMUNITY = 4


@dataclass(frozen=True)
class Graph:
    """What the network draws.

    `nodes`: the columns of `NODES`. `kind` is the table of the record, `country` a code or a
    `Home`, `standing` blank where the register alone has the node, x and y are pixels around 0, y
    downwards, `degree` counts neighbours by ties that came about, `leads` how many nodes are in
    view of the community of which this is the best-connected one (0: of none), `route` says
    whether the first way leads by it. `edges`: the columns of `EDGES`. `n_nodes` and `n_ties` are
    how many nodes and ties the picture has, drawn or not, `n_left_out` how many nodes of the view
    are not in it. `grounds` are those of the countries.
    """

    nodes: pd.DataFrame
    edges: pd.DataFrame
    n_nodes: int = 0
    n_ties: int = 0
    n_left_out: int = 0
    path: Route = NO_ROUTE
    grounds: tuple[Ground, ...] = ()

    def __len__(self) -> int:
        return len(self.nodes)


def ties_in(graph: Graph) -> int:
    """How many ties the graph is drawn from."""
    return graph.n_ties


def network(dataset: Dataset, options: NetworkOptions) -> Graph:
    """The graph of a path where there is one, or what is around the focus, or all in view."""
    path = path_asked(dataset, options)
    ties, drawn = in_picture(dataset, options, path)
    n_in_picture = len(ends(ties))
    is_part = is_of_part(ties, options, path)
    n_left_out = 0 if is_part else len(ends(in_view(dataset, options))) - n_in_picture
    if ties.empty:
        nodes, edges = pd.DataFrame(columns=NODES), pd.DataFrame(columns=EDGES)
        return Graph(nodes, edges, n_left_out=n_left_out, path=path)
    edges = merged(ties if path.ways else drawable(ties, options.focus), path.nodes)
    nodes = _nodes(dataset, edges, options, path, drawn, is_part=is_part)
    grounds = () if is_part else tuple(places.grounds(dataset, drawn, options.layout))
    return Graph(nodes, edges, n_in_picture, len(ties), n_left_out, path, grounds)


def _nodes(
    dataset: Dataset,
    edges: pd.DataFrame,
    options: NetworkOptions,
    path: Route,
    drawn: str,
    *,
    is_part: bool,
) -> pd.DataFrame:
    """A node for each end of an edge (the columns of `NODES`), in the order of ids."""
    pairs = list(zip(edges["source"].tolist(), edges["target"].tolist(), strict=True))
    ids = sorted(set(chain.from_iterable(pairs)))
    degrees = _degrees(edges)
    tables, countries = table_of(dataset), homes(unfiltered(dataset))
    kinds = [tables[node] for node in ids]
    if path.ways:
        points = places.along(path.ways, ids)
    else:
        points = places.placed(dataset, ids, kinds, pairs, options.layout, drawn, is_part=is_part)
    leaders = {} if is_part else _leaders(dataset, degrees)
    facts = {
        "id": ids,
        "kind": kinds,
        "country": [countries[node] for node in ids],
        "standing": _standings(dataset, ids, kinds),
        "x": points[:, 0],
        "y": points[:, 1],
        "degree": [degrees[node] for node in ids],
        "leads": [leaders.get(node, 0) for node in ids],
        "route": [node in path.nodes for node in ids],
    }
    return pd.DataFrame(facts, columns=NODES)


def _degrees(edges: pd.DataFrame) -> Counter[str]:
    """How many neighbours each node has by ties that came about."""
    real = edges[edges["dash"].ne(Dash.APART)]
    return Counter([*real["source"].tolist(), *real["target"].tolist()])


def _leaders(dataset: Dataset, degrees: Counter[str]) -> dict[str, int]:
    """The best-connected node of each community that is no handful, and how many it has in view."""
    members: dict[int, list[str]] = {}
    for node, number in places.communities(dataset).items():
        if degrees[node]:
            members.setdefault(number, []).append(node)
    leaders = {}
    for own in members.values():
        if len(own) >= LEAST_COMMUNITY:
            leaders[min(own, key=lambda node: (-degrees[node], node))] = len(own)
    return leaders


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
