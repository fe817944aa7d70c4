"""Where the nodes of a graph stand: computed here, always the same for the same graph."""

import math
import random
from collections.abc import Iterable
from functools import lru_cache
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import igraph

SEED = 2018
# Parts with more nodes are laid out coarsely: the fine way takes too long for them.
MOST_FINE = 400
# Pixels between two nodes.
GAP = 110.0
# Names are wide, so larger parts are stretched sideways and small ones packed.
STRETCH = 1.25
MOST_SMALL = 6
# After so many rounds of pushing, the pairs that are near each other are looked for again.
ROUNDS, ROUNDS_TO_NEXT_LOOK = 60, 6
Edge = tuple[int, int]
_lock = Lock()


def positions(nodes: list[str], pairs: Iterable[tuple[str, str]]) -> "np.ndarray":
    """x and y of each node, in pixels around 0: an array of len(nodes) × 2.

    The largest connected part stands on the left, the others in columns beside it. Parts of up to
    `MOST_FINE` nodes are laid out by Kamada–Kawai (ties of hubs drawn longer), larger ones by
    Fruchterman–Reingold on a grid.
    """
    # Imported here: pages without a network do not wait for it.
    import igraph

    if not nodes:
        return np.zeros((0, 2))
    numbers = {node: number for number, node in enumerate(nodes)}
    edges = [(numbers[first], numbers[last]) for first, last in pairs]
    graph = igraph.Graph(n=len(nodes), edges=edges)
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part[0]))
    points = np.zeros((len(nodes), 2))
    top, left, right, height = 0.0, 0.0, 0.0, 0.0
    for number, part in enumerate(parts):
        placed = _part(len(part), tuple(graph.induced_subgraph(part).get_edgelist()))
        width, part_height = (float(reach) for reach in np.ptp(placed, axis=0))
        if number and top + part_height > height:
            top, left = 0.0, right + 2 * GAP
        points[part] = placed - placed.min(axis=0) + np.array([left, top])
        right, height = max(right, left + width), max(height, part_height)
        top += part_height + 1.5 * GAP
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return points


# Colours, the path and many a filter leave most parts as they are.
@lru_cache(maxsize=128)
def _part(count: int, edges: tuple[Edge, ...]) -> "np.ndarray":
    """One connected part, its nodes at least about `GAP` from each other; not to be changed."""
    import igraph

    graph = igraph.Graph(n=count, edges=edges)
    # igraph's random numbers belong to the process, so one layout is made at a time.
    with _lock:
        igraph.set_random_number_generator(random.Random(SEED))
        points = np.asarray(_layout(graph).coords, dtype=float).reshape(count, 2)
    if count == 1:
        return points
    reach = float(np.ptp(points, axis=0).max()) or 1.0
    room = 1.15 if count > MOST_SMALL else 0.85
    spread = _apart(points / reach * GAP * room * math.sqrt(count))
    return spread * np.array([STRETCH, 1.0]) if count > MOST_SMALL else spread


def _layout(graph: "igraph.Graph") -> "igraph.Layout":
    count = graph.vcount()
    start = _sunflower(count)
    if count > MOST_FINE:
        return graph.layout_fruchterman_reingold(seed=start, grid="auto", niter=150)
    degree = graph.degree()
    lengths = []
    for first, last in graph.get_edgelist():
        fewer, more = sorted((degree[first], degree[last]))
        lengths.append(1 + 0.35 * math.sqrt(fewer) + 0.12 * math.sqrt(more))
    return graph.layout_kamada_kawai(seed=start, weights=lengths or None, maxiter=60 * count)


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


def _sunflower(count: int) -> list[tuple[float, float]]:
    """An even start on a disc, without chance."""
    turn = math.pi * (3 - math.sqrt(5))
    return [
        (math.sqrt(number) * math.cos(number * turn), math.sqrt(number) * math.sin(number * turn))
        for number in range(count)
    ]
