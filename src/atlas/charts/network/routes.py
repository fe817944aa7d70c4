"""The shortest way between two nodes of the network, and what each of its hops rests on."""

from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from atlas.charts.network.hovers import record_words
from atlas.charts.network.ties import TIE_LABELS, carried_out, ends, status_in_words, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset
from atlas.dataset.names import with_ids

if TYPE_CHECKING:
    import igraph

HOPS = [
    "Hop",
    "From",
    "Relation",
    "To",
    "Tie",
    "When",
    "Status",
    "Source",
    "Paragraph",
    "Basis",
    "Id",
]


class RouteState(StrEnum):
    """What came of the question for a way between two nodes."""

    NOT_ASKED = "not asked"
    ONE_END = "one end"
    SAME_END = "same end"
    NOT_IN_VIEW = "not in view"
    NO_WAY = "no way"
    FOUND = "found"


@dataclass(frozen=True)
class Simple:
    """A network as an undirected graph without parallel edges; vertex n is the node `ids[n]`."""

    graph: "igraph.Graph"
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Route:
    """The nodes of a shortest way in their order, and how many ways are as short; none: no way."""

    start: str = ""
    goal: str = ""
    state: RouteState = RouteState.NOT_ASKED
    nodes: tuple[str, ...] = ()
    n_ways: int = 0


NO_ROUTE = Route()


@once_a_dataset
def simple(dataset: Dataset, *, every: bool = False) -> Simple:
    """The whole network in view, whatever a picture can hold of it; `every`: of what did not come
    about too.
    """
    # Imported here: pages without a network do not wait for it.
    import igraph

    ties = ties_of(dataset) if every else carried_out(ties_of(dataset))
    ids = tuple(sorted(ends(ties)))
    places = {node: place for place, node in enumerate(ids)}
    pairs = set()
    for source, target in zip(ties["source"], ties["target"], strict=True):
        first, last = sorted((places[source], places[target]))
        pairs.add((first, last))
    return Simple(igraph.Graph(n=len(ids), edges=sorted(pairs)), ids)


@once_a_dataset
def route(dataset: Dataset, start: str, goal: str, *, every: bool = False) -> Route:
    """A shortest way from `start` to `goal`; of several the first by id.

    Every tie is one hop, whichever way it runs: those that came about, or `every` one.
    """
    if not start and not goal:
        return NO_ROUTE
    if not start or not goal:
        return Route(start, goal, RouteState.ONE_END)
    if start == goal:
        return Route(start, goal, RouteState.SAME_END)
    network = simple(dataset, every=every)
    if {start, goal} - set(network.ids):
        return Route(start, goal, RouteState.NOT_IN_VIEW)
    nodes, n_ways = _shortest(network, network.ids.index(start), network.ids.index(goal))
    state = RouteState.FOUND if nodes else RouteState.NO_WAY
    return Route(start, goal, state, nodes, n_ways)


def route_sentence(path: Route, dataset: Dataset) -> str:
    """The way in a sentence, or why there is none; blank where nobody asked for one."""
    start, goal = dataset.label(path.start), dataset.label(path.goal)
    hops = len(path.nodes) - 1
    match path.state:
        case RouteState.NOT_ASKED:
            return ""
        case RouteState.ONE_END:
            return "Choose both ends to see the shortest path between them."
        case RouteState.SAME_END:
            return f"Both ends of the path are {start}: choose two different nodes."
        case RouteState.NOT_IN_VIEW:
            reason = "under these filters one of them has no tie that was carried out"
            return f"No path from {start} to {goal}: {reason}."
        case RouteState.NO_WAY:
            return f"No path joins {start} and {goal} under these filters."
    names = " – ".join(map(dataset.label, path.nodes))
    others = ""
    if path.n_ways > 1:
        others = f"; {path.n_ways:,} paths are as short, this is the first by id"
    return f"Shortest path, {hops} hop{'s' if hops > 1 else ''}: {names}{others}."


def _shortest(network: Simple, start: int, goal: int) -> tuple[tuple[str, ...], int]:
    """One shortest way and how many there are.

    The search goes outwards ring by ring and remembers from which nodes each one was reached.
    """
    reached_from: dict[int, list[int]] = {start: []}
    n_ways = {start: 1}
    ring = [start]
    while ring and goal not in reached_from:
        next_ring: dict[int, list[int]] = {}
        for node in ring:
            for neighbour in network.graph.neighbors(node):
                if neighbour not in reached_from:
                    next_ring.setdefault(neighbour, []).append(node)
        for node, befores in next_ring.items():
            n_ways[node] = sum(n_ways[before] for before in befores)
        reached_from |= next_ring
        ring = sorted(next_ring)
    if goal not in reached_from:
        return (), 0
    back = [goal]
    while back[-1] != start:
        back.append(min(reached_from[back[-1]]))
    return tuple(network.ids[node] for node in reversed(back)), n_ways[goal]


def hops(dataset: Dataset, nodes: tuple[str, ...], *, every: bool = False) -> pd.DataFrame:
    """The evidence of each hop (the columns of `HOPS`, and the ids behind names).

    A row is a tie between the two nodes of a hop and one row of a source behind that tie. A tie
    runs as its relation does, which may be against the path.
    """
    ties = ties_of(dataset) if every else carried_out(ties_of(dataset))
    parts = []
    for number, pair in enumerate(pairwise(nodes), start=1):
        is_between = ties["source"].isin(pair) & ties["target"].isin(pair)
        parts.append(ties[is_between].assign(Hop=number))
    if not parts:
        return pd.DataFrame(columns=HOPS)
    along = pd.concat(parts)
    evidence = dataset.evidence[dataset.evidence["id"].isin(along["record"])]
    place = ["id", "source", "locator", "basis"]
    evidence = evidence[place].drop_duplicates()
    rows = along.merge(evidence, left_on="record", right_on="id", suffixes=("", "_of_row"))
    words = record_words(dataset)
    columns = {
        "Hop": rows["Hop"],
        "From": rows["source"].map(dataset.label),
        "Relation": rows["relation"],
        "To": rows["target"].map(dataset.label),
        "Tie": rows["tie"].map(TIE_LABELS),
        "When": [words[record].when for record in rows["record"]],
        "Status": status_in_words(rows, dataset),
        "Source": rows["source_of_row"].map(dataset.sources["short"]),
        "Paragraph": rows["locator"],
        "Basis": rows["basis"].map(dataset.schema.labels("basis")),
        "Id": rows["record"],
    }
    ids_behind = {"From": rows["source"], "To": rows["target"], "Source": rows["source_of_row"]}
    return with_ids(pd.DataFrame(columns), ids_behind).reset_index(drop=True)
