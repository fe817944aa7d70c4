"""Where the nodes of a graph stand: computed here, always the same for the same graph."""

import math
import random
from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import igraph

SEED = 2018
FINE = 400
GAP = 110.0
WIDE = 1.25
SMALL = 6
EVERY = 6
_lock = Lock()


def positions(nodes: list[str], pairs: Iterable[tuple[str, str]]) -> "np.ndarray":
    """x and y of each node, in pixels around 0, the largest connected part on the left, the others in columns beside it.

    Kamada–Kawai for parts of up to 400 nodes (ties of hubs drawn longer), Fruchterman–Reingold on a grid for larger ones.
    Returns an array of len(nodes) × 2. igraph's random numbers belong to the process, so one layout is made at a time.
    """
    return _placed(tuple(nodes), tuple(pairs)).copy()


@lru_cache(maxsize=8)
def _placed(nodes: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> "np.ndarray":
    """The layout itself: the colours, the path and many a filter change leave it as it is."""
    points = np.zeros((len(nodes), 2))
    index = {node: number for number, node in enumerate(nodes)}
    # Imported here: pages without a network do not wait for it.
    graph = import_module("igraph").Graph(
        n=len(nodes), edges=[(index[a], index[b]) for a, b in pairs]
    )
    parts = sorted(graph.connected_components(), key=lambda part: (-len(part), part[0]))
    top, left, right, height = 0.0, 0.0, 0.0, 0.0
    for number, part in enumerate(parts):
        placed = _part(graph.induced_subgraph(part))
        reach = np.ptp(placed, axis=0)
        if number and top + reach[1] > height:
            top, left = 0.0, right + 2 * GAP
        points[part] = placed - placed.min(axis=0) + np.array([left, top])
        right, height = max(right, left + float(reach[0])), max(height, float(reach[1]))
        top = top + float(reach[1]) + 1.5 * GAP
    return points - (points.max(axis=0) + points.min(axis=0)) / 2 if len(nodes) else points


def _part(graph: "igraph.Graph") -> "np.ndarray":
    """One connected part, its nodes at least about `GAP` from each other."""
    count = graph.vcount()
    degree = np.array(graph.degree())
    with _lock:
        import_module("igraph").set_random_number_generator(random.Random(SEED))
        if count <= FINE:
            lengths = [
                1
                + 0.35 * math.sqrt(min(degree[a], degree[b]))
                + 0.12 * math.sqrt(max(degree[a], degree[b]))
                for a, b in graph.get_edgelist()
            ]
            layout = graph.layout_kamada_kawai(
                seed=_sunflower(count), weights=lengths or None, maxiter=60 * count
            )
        else:
            layout = graph.layout_fruchterman_reingold(
                seed=_sunflower(count), grid="auto", niter=150
            )
    points = np.asarray(layout.coords, dtype=float).reshape(count, 2)
    reach = float(np.ptp(points, axis=0).max()) or 1.0
    room = 1.15 if count > SMALL else 0.85
    spread = _apart(points / reach * GAP * room * math.sqrt(count) if count > 1 else points)
    return spread * np.array([WIDE, 1.0]) if count > SMALL else spread


def _apart(points: "np.ndarray", rounds: int = 60) -> "np.ndarray":
    """Push nodes that stand closer than `GAP` away from each other; large parts are left as they are."""
    if len(points) > FINE:
        return points
    x, y = points[:, 0].copy(), points[:, 1].copy()
    for number in range(rounds):
        if number % EVERY == 0:
            first, last = _close(x, y, 2 * GAP)
        across, down = x[first] - x[last], y[first] - y[last]
        distance = np.hypot(across, down)
        lack = np.clip(GAP - distance, 0, None)
        if not lack.any():
            break
        push = 0.25 * lack / np.maximum(distance, 1e-6)
        x, y = (_pushed(at, step * push, first, last) for at, step in ((x, across), (y, down)))
    return np.column_stack([x, y])


def _close(x: "np.ndarray", y: "np.ndarray", reach: float) -> "tuple[np.ndarray, np.ndarray]":
    """The pairs of nodes that a few rounds of pushing may bring into touch: all others need not be looked at."""
    near = (np.abs(x[:, None] - x[None, :]) < reach) & (np.abs(y[:, None] - y[None, :]) < reach)
    first, last = np.nonzero(np.triu(near, 1))
    return first, last


def _pushed(
    at: "np.ndarray", step: "np.ndarray", first: "np.ndarray", last: "np.ndarray"
) -> "np.ndarray":
    """Coordinates after each pair has given way by `step`, one end forwards, the other backwards."""
    count = len(at)
    return at + np.bincount(first, step, count) - np.bincount(last, step, count)


def _sunflower(count: int) -> list[tuple[float, float]]:
    """An even start on a disc, without chance."""
    angle = math.pi * (3 - math.sqrt(5))
    return [
        (math.sqrt(number) * math.cos(number * angle), math.sqrt(number) * math.sin(number * angle))
        for number in range(count)
    ]
