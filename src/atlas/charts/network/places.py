"""Where the nodes of the network stand in each of its pictures, and which belong together."""

from collections.abc import Sequence

import numpy as np

from atlas.charts.network import halves
from atlas.charts.network.edges import MOST_NODES
from atlas.charts.network.halves import Ground, Side
from atlas.charts.network.layers import columns
from atlas.charts.network.layout import positions
from atlas.charts.network.options import Layout, Nodes
from atlas.charts.network.sides import sides, unfiltered
from atlas.charts.network.ties import core, ends, ties_of
from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build

Pair = tuple[str, str]
# Pixels between two steps of a path, and between two nodes that are as far along.
STEP, BESIDE = 200.0, 130.0
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


def along(ways: Sequence[Sequence[str]], nodes: Sequence[str]) -> "np.ndarray":
    """x and y of the nodes of some ways from one node to another: an array of len(nodes) × 2.

    A node stands as far along as the way that reaches it last, those of the first way on a line.
    """
    steps: dict[str, int] = {}
    for way in ways:
        last = len(way) - 1
        for step, node in enumerate(way):
            steps[node] = max(step if node != way[last] else last, steps.get(node, 0))
    members: dict[int, list[str]] = {}
    for node, step in steps.items():
        members.setdefault(step, []).append(node)
    places: dict[str, tuple[float, float]] = {}
    for step, column in members.items():
        others = [node for node in column if node not in ways[0]]
        for node in column:
            places[node] = (step * STEP, 0.0)
        for row, node in enumerate(others):
            # The first way is a line across the picture, the others stand above and beneath it.
            turn = (row // 2 + 1) * (-1 if row % 2 else 1)
            places[node] = (step * STEP, turn * BESIDE)
    return np.array([places[node] for node in nodes]).reshape(-1, 2)


def placed(
    dataset: Dataset,
    nodes: list[str],
    kinds: Sequence[str],
    pairs: Sequence[Pair],
    layout: str,
    drawn: str,
    *,
    is_part: bool,
) -> "np.ndarray":
    """x and y of each node, in pixels: an array of len(nodes) × 2.

    The whole network (`is_part`: a neighbourhood of it) is laid out once for all filters, so that
    nodes keep their places while filters change; one that no picture holds is laid out as drawn.
    """
    if layout == Layout.BY_TYPE:
        return columns(nodes, kinds, pairs, KINDS_IN_COLUMNS)
    known = {} if is_part else _whole(dataset, drawn)
    if known:
        return np.array([known[node] for node in nodes])
    return _laid_out(dataset, nodes, pairs, drawn)


def _laid_out(
    dataset: Dataset, nodes: list[str], pairs: Sequence[Pair], drawn: str
) -> "np.ndarray":
    if drawn == Nodes.ALL:
        return positions(nodes, pairs)
    side_by_node = sides(dataset)
    own_sides = [side_by_node[node] for node in nodes]
    return halves.positions(nodes, own_sides, pairs, _groups(nodes, pairs))


@once_a_build
def _whole(dataset: Dataset, drawn: str) -> dict[str, tuple[float, float]]:
    """The places of all nodes of the whole evidence; none where they are too many."""
    whole = unfiltered(dataset)
    nodes, pairs = _whole_graph(whole, drawn)
    if len(nodes) > MOST_NODES:
        return {}
    points = _laid_out(whole, nodes, pairs, drawn).tolist()
    return {node: (x, y) for node, (x, y) in zip(nodes, points, strict=True)}


def _whole_graph(dataset: Dataset, drawn: str) -> tuple[list[str], list[Pair]]:
    ties = ties_of(dataset)
    if drawn == Nodes.CORE:
        ties = core(ties, dataset)
    pairs = set()
    for source, target in zip(ties["source"], ties["target"], strict=True):
        pairs.add((min(source, target), max(source, target)))
    return sorted(ends(ties)), sorted(pairs)


@once_a_build
def communities(dataset: Dataset) -> dict[str, int]:
    """The number of the community of each firm, system and agreement, whatever the filters.

    Communities are those of greatest modularity by Clauset, Newman and Moore, “Finding community
    structure in very large networks”, Physical Review E 70 (2004), 066111.
    """
    nodes, pairs = _whole_graph(unfiltered(dataset), Nodes.CORE)
    return dict(zip(nodes, _groups(nodes, pairs), strict=True))


def _groups(nodes: Sequence[str], pairs: Sequence[Pair]) -> list[int]:
    """The number of the community of each node."""
    # Imported here: pages without a network do not wait for it.
    import networkx

    graph = networkx.Graph()
    graph.add_nodes_from(nodes)
    graph.add_edges_from(pairs)
    communities = networkx.community.greedy_modularity_communities(graph)
    groups = {node: number for number, group in enumerate(communities) for node in group}
    return [groups[node] for node in nodes]


def grounds(dataset: Dataset, drawn: str, layout: str) -> list[Ground]:
    """The grounds of the sides beneath the whole network; none under another layout."""
    if drawn == Nodes.ALL or layout == Layout.BY_TYPE:
        return []
    own_sides: dict[str, Side] = sides(dataset)
    return halves.grounds([own_sides[node] for node in _whole(dataset, drawn)])
