"""The shortest way between two nodes of the network, and what each of its hops rests on."""

from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import TYPE_CHECKING

import pandas as pd

from atlas.charts.network.edges import TIES, ends, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_dataset

if TYPE_CHECKING:
    import igraph

HOPS = [
    "Hop",
    "From",
    "Relation",
    "To",
    "Tie",
    "When",
    "Projected",
    "Source",
    "Paragraph",
    "Basis",
    "Id",
]


@dataclass(frozen=True)
class Simple:
    """A network as an undirected graph in which no two nodes are joined twice; vertex n is the node `ids[n]`."""

    graph: "igraph.Graph"
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Route:
    """The nodes of a shortest way in their order (none: there is no way), how many ways are as short, and all that in a sentence."""

    nodes: tuple[str, ...] = ()
    ways: int = 0
    sentence: str = ""


NO_ROUTE = Route()


@once_a_dataset
def simple(dataset: Dataset) -> Simple:
    """The whole network in view, whatever a picture can hold of it."""
    ties = ties_of(dataset)
    ids = tuple(sorted(ends(ties)))
    places = {node: place for place, node in enumerate(ids)}
    pairs = {
        (min(pair), max(pair))
        for pair in zip(ties["source"].map(places), ties["target"].map(places), strict=True)
    }
    return Simple(import_module("igraph").Graph(n=len(ids), edges=sorted(pairs)), ids)


@once_a_dataset
def route(dataset: Dataset, start: str, goal: str) -> Route:
    """A shortest way from `start` to `goal`, every tie counted as one hop whichever way it runs; of several the first by id."""
    chosen = [node for node in (start, goal) if node]
    if len(chosen) < 2:
        return Route(
            sentence="Choose both ends to see the shortest path between them." if chosen else ""
        )
    network = simple(dataset)
    first, last = dataset.label(start), dataset.label(goal)
    if start == goal:
        return Route(sentence=f"Both ends of the path are {first}: choose two different nodes.")
    if {start, goal} - set(network.ids):
        return Route(
            sentence=f"No path from {first} to {last}: one of them is not in view under these filters."
        )
    nodes, ways = _shortest(network, network.ids.index(start), network.ids.index(goal))
    if not nodes:
        return Route(sentence=f"No path joins {first} and {last} under these filters.")
    return Route(nodes, ways, _sentence(dataset, nodes, ways))


def _sentence(dataset: Dataset, nodes: tuple[str, ...], ways: int) -> str:
    hops = len(nodes) - 1
    others = f"; {ways:,} paths are as short, this is the first by id" if ways > 1 else ""
    return f"Shortest path, {hops} hop{'s' if hops > 1 else ''}: {' – '.join(map(dataset.label, nodes))}{others}."


def _shortest(network: Simple, start: int, goal: int) -> tuple[tuple[str, ...], int]:
    """One shortest way and how many there are: step by step outwards, remembering from which nodes each one was reached."""
    reached_from: dict[int, list[int]] = {start: []}
    ways = {start: 1}
    ring = [start]
    while ring and goal not in reached_from:
        found: dict[int, list[int]] = {}
        for node in ring:
            for other in network.graph.neighbors(node):
                if other not in reached_from:
                    found.setdefault(other, []).append(node)
        reached_from |= found
        ways |= {node: sum(ways[before] for before in befores) for node, befores in found.items()}
        ring = sorted(found)
    if goal not in reached_from:
        return (), 0
    back = [goal]
    while back[-1] != start:
        back.append(min(reached_from[back[-1]]))
    return tuple(network.ids[node] for node in reversed(back)), ways[goal]


def hops(dataset: Dataset, nodes: tuple[str, ...]) -> pd.DataFrame:
    """The evidence of each hop: every tie between its two nodes, and every row of a source behind that tie (the columns of `HOPS`).

    A tie runs as its relation does, which may be against the path.
    """
    ties = ties_of(dataset)
    parts = [
        ties[ties["source"].isin(pair) & ties["target"].isin(pair)].assign(Hop=number)
        for number, pair in enumerate(pairwise(nodes), start=1)
    ]
    if not parts:
        return pd.DataFrame(columns=HOPS)
    along = pd.concat(parts)
    told = dataset.evidence[dataset.evidence["id"].isin(along["record"])].drop_duplicates(
        ["id", "source", "locator", "basis"]
    )
    rows = along.merge(
        told[["id", "source", "locator", "basis"]],
        left_on="record",
        right_on="id",
        suffixes=("", "_said"),
    )
    columns = {
        "Hop": rows["Hop"],
        "From": rows["source"].map(dataset.label),
        "Relation": rows["relation"],
        "To": rows["target"].map(dataset.label),
        "Tie": rows["tie"].map(TIES),
        "When": rows["when"],
        "Projected": rows["projected"].map({True: "yes", False: "no"}),
        "Source": rows["source_said"].map(dataset.sources["short"]),
        "Paragraph": rows["locator"],
        "Basis": rows["basis"].map(dataset.schema.labels("basis")),
        "Id": rows["record"],
    }
    return pd.DataFrame(columns).reset_index(drop=True)
