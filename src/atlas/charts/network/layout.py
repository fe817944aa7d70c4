"""Where the nodes of a graph stand: computed here, always the same for the same graph."""

import math
from collections.abc import Iterable
from functools import lru_cache

import numpy as np

from atlas.charts.network.stress import with_least_stress

# Parts with more nodes are laid out coarsely: the fine way takes too long for them. No picture
# holds so many.
MOST_FINE = 500
ROUNDS_OF_COARSE = 50
# Pixels between two nodes.
GAP = 110.0
# Names are wide, so larger parts are stretched sideways and small ones packed.
STRETCH = 1.25
MOST_SMALL = 6
# After so many rounds of pushing, the pairs that are near each other are looked for again.
ROUNDS, ROUNDS_TO_NEXT_LOOK = 60, 6
Edge = tuple[int, int]


def positions(nodes: list[str], pairs: Iterable[tuple[str, str]]) -> "np.ndarray":
    """x and y of each node, in pixels around 0: an array of len(nodes) × 2.

    The largest connected part stands on the left, the others in columns beside it. Parts of up to
    `MOST_FINE` nodes are laid out so that what is far apart in ties is far apart in the picture
    (T. Kamada and S. Kawai, “An algorithm for drawing general undirected graphs”, Information
    Processing Letters 31 (1989), 7–15; ties of hubs are longer), larger ones by the forces of
    Fruchterman and Reingold.
    """
    # Imported here: pages without a network do not wait for it.
    import rustworkx

    if not nodes:
        return np.zeros((0, 2))
    numbers = {node: number for number, node in enumerate(nodes)}
    edges = [(numbers[first], numbers[last]) for first, last in pairs]
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(nodes)))
    graph.add_edges_from_no_data(edges)
    parts = [sorted(part) for part in rustworkx.connected_components(graph)]
    parts.sort(key=lambda part: (-len(part), part[0]))
    points = np.zeros((len(nodes), 2))
    top, left, right, height = 0.0, 0.0, 0.0, 0.0
    for number, part in enumerate(parts):
        placed = _part(len(part), _edges_within(part, edges))
        width, part_height = (float(reach) for reach in np.ptp(placed, axis=0))
        if number and top + part_height > height:
            top, left = 0.0, right + 2 * GAP
        points[part] = placed - placed.min(axis=0) + np.array([left, top])
        right, height = max(right, left + width), max(height, part_height)
        top += part_height + 1.5 * GAP
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return points


def _edges_within(part: list[int], edges: list[Edge]) -> tuple[Edge, ...]:
    """The edges of a connected part, each once, its nodes numbered from 0 in their order."""
    numbers = {node: number for number, node in enumerate(part)}
    within = set()
    for ends in edges:
        if ends[0] in numbers:
            first, last = sorted(numbers[end] for end in ends)
            within.add((first, last))
    return tuple(sorted(within))


# Colours, the path and many a filter leave most parts as they are.
@lru_cache(maxsize=128)
def _part(count: int, edges: tuple[Edge, ...]) -> "np.ndarray":
    """One connected part, its nodes at least about `GAP` from each other; not to be changed."""
    start = _sunflower(count)
    if count == 1:
        return start
    points = _coarse(start, edges) if count > MOST_FINE else _fine(start, edges)
    reach = float(np.ptp(points, axis=0).max()) or 1.0
    room = 1.15 if count > MOST_SMALL else 0.85
    spread = _apart(points / reach * GAP * room * math.sqrt(count))
    return spread * np.array([STRETCH, 1.0]) if count > MOST_SMALL else spread


def _fine(start: "np.ndarray", edges: tuple[Edge, ...]) -> "np.ndarray":
    import rustworkx

    count = len(start)
    degrees = np.bincount(np.array(edges).ravel(), minlength=count)
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(count))
    for first, last in edges:
        fewer, more = sorted((degrees[first], degrees[last]))
        length = 1 + 0.35 * math.sqrt(fewer) + 0.12 * math.sqrt(more)
        graph.add_edge(first, last, length)
    distances = rustworkx.graph_floyd_warshall_numpy(graph, weight_fn=float)
    return with_least_stress(start, distances)


def _coarse(start: "np.ndarray", edges: tuple[Edge, ...]) -> "np.ndarray":
    import rustworkx

    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(range(len(start)))
    graph.add_edges_from_no_data(list(edges))
    begun = dict(enumerate(start.tolist()))
    # Every node has a place to begin at, so that nothing is left to the seed.
    places = rustworkx.spring_layout(graph, pos=begun, k=1.0, num_iter=ROUNDS_OF_COARSE, seed=0)
    return np.array([places[node] for node in range(len(start))])


def _apart(points: "np.ndarray") -> "np.ndarray":
    """Push nodes that stand closer than `GAP` away from each other; large parts are left alone."""
    if len(points) > MOST_FINE:
        return points
    x, y = points[:, 0].copy(), points[:, 1].copy()
    for number in range(ROUNDS):
        if number % ROUNDS_TO_NEXT_LOOK == 0:
            first, last = _near(x, y, 2 * GAP)
        across, down = x[first] - x[last], y[first] - y[last]
        distance = np.hypot(across, down)
        lack = np.clip(GAP - distance, 0, None)
        if not lack.any():
            break
        push = 0.25 * lack / np.maximum(distance, 1e-6)
        x = _pushed(x, push * across, first, last)
        y = _pushed(y, push * down, first, last)
    return np.column_stack([x, y])


def _near(x: "np.ndarray", y: "np.ndarray", reach: float) -> "tuple[np.ndarray, np.ndarray]":
    """The pairs of nodes that a few rounds of pushing may bring into touch."""
    is_near = (np.abs(x[:, None] - x[None, :]) < reach) & (np.abs(y[:, None] - y[None, :]) < reach)
    first, last = np.nonzero(np.triu(is_near, 1))
    return first, last


def _pushed(
    along: "np.ndarray", step: "np.ndarray", first: "np.ndarray", last: "np.ndarray"
) -> "np.ndarray":
    """Coordinates after each pair has given way by `step`, one end forwards, the other back."""
    count = len(along)
    return along + np.bincount(first, step, count) - np.bincount(last, step, count)


def _sunflower(count: int) -> "np.ndarray":
    """An even start on a disc, without chance."""
    numbers = np.arange(count)
    turns = numbers * math.pi * (3 - math.sqrt(5))
    around = np.column_stack([np.cos(turns), np.sin(turns)])
    points: np.ndarray = np.sqrt(numbers)[:, None] * around
    return points
