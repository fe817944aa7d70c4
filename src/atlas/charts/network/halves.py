"""The layout by country: Chinese nodes left, Russian ones right, those of both between them, others
beneath.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import NamedTuple

import numpy as np

Pair = tuple[str, str]
# Of one node with room for a name, in pixels: as large is the ground that a node adds.
WIDTH, HEIGHT = 92.0, 40.0
# How much wider than high the whole is to be, and how wide the narrowest ground is.
SHAPE = 1.35
NARROWEST = 2 * WIDTH
ROUNDS = 300
# Of the way between two tied nodes, how much they come nearer in a round: across and down.
PULLS = np.array([0.012, 0.05])
# Nodes stay so far away from the edges of their ground.
INSET = np.array([WIDTH / 4, HEIGHT / 4])
# Nodes nearer than so many of their rooms give way.
CLOSE = 1.05
# Of a node with so many ties or more, the room is widest.
MOST_ROOM = 6
GOLDEN = 0.6180339887


class Side(StrEnum):
    """On which ground a node stands."""

    CHINA = "china"
    BOTH = "both"
    RUSSIA = "russia"
    OTHERS = "others"


class Ground(NamedTuple):
    """The ground of a side: its bounds in pixels around 0, y downwards."""

    side: Side
    left: float
    top: float
    right: float
    bottom: float


def grounds(sides: Sequence[Side]) -> list[Ground]:
    """The ground of each side that has nodes, as large as their number asks for."""
    counts = {side: sides.count(side) for side in Side}
    above = [side for side in (Side.CHINA, Side.BOTH, Side.RUSSIA) if counts[side]]
    n_above = sum(counts[side] for side in above)
    room = WIDTH * HEIGHT
    width = max(np.sqrt(len(sides) * room * SHAPE), NARROWEST * max(len(above), 1))
    height = n_above * room / width
    places, left = [], -width / 2
    shares = {side: max(counts[side] * room / max(height, 1), NARROWEST) for side in above}
    stretch = width / sum(shares.values()) if shares else 1
    for side in above:
        right = left + shares[side] * stretch
        places.append(Ground(side, left, 0.0, right, height))
        left = right
    if counts[Side.OTHERS]:
        depth = max(counts[Side.OTHERS] * room / width, 2 * HEIGHT)
        top = height + HEIGHT if above else 0.0
        places.append(Ground(Side.OTHERS, -width / 2, top, width / 2, top + depth))
    return places


def positions(
    nodes: Sequence[str], sides: Sequence[Side], pairs: Sequence[Pair], groups: Sequence[int]
) -> "np.ndarray":
    """x and y of each node, in pixels: an array of len(nodes) × 2.

    Each node stays on the ground of its side. Those of one group (a number for each node) begin at
    one height; ties then pull their ends together, and nodes that are too near each other give way.
    Nothing is left to chance.
    """
    if not nodes:
        return np.zeros((0, 2))
    bounds_by_side = {ground.side: ground[1:] for ground in grounds(list(sides))}
    bounds = np.array([bounds_by_side[side] for side in sides])
    low, high = bounds[:, :2] + INSET, bounds[:, 2:] - INSET
    points = _start(np.asarray(groups), low, high)
    numbers = {node: number for number, node in enumerate(nodes)}
    ends = np.array([(numbers[first], numbers[last]) for first, last in pairs], dtype=int)
    first, last = ends.reshape(-1, 2).T
    degrees = np.maximum(np.bincount(ends.ravel(), minlength=len(nodes)), 1)
    # Names are asked for of nodes with many ties, so that these get more room.
    rooms = np.minimum(degrees, MOST_ROOM) ** 0.3
    rooms /= rooms.mean()
    for number in range(ROUNDS):
        ease = 1 - number / ROUNDS
        between = (points[last] - points[first]) * PULLS * ease
        points += _sums(between, first, len(nodes)) / degrees[:, None] ** 0.5
        points -= _sums(between, last, len(nodes)) / degrees[:, None] ** 0.5
        points += _giving_way(points, rooms)
        points = np.clip(points, low, high)
    return _stretched(points, low, high)


def _start(groups: "np.ndarray", low: "np.ndarray", high: "np.ndarray") -> "np.ndarray":
    """The groups one beneath the other, each spread evenly over the width of its ground."""
    order = np.argsort(groups, kind="stable")
    heights = np.zeros(len(groups))
    heights[order] = (np.arange(len(groups)) + 0.5) / len(groups)
    shares = np.column_stack([(np.arange(len(groups)) * GOLDEN) % 1, heights])
    start: np.ndarray = low + shares * (high - low)
    return start


def _stretched(points: "np.ndarray", low: "np.ndarray", high: "np.ndarray") -> "np.ndarray":
    """Heights taken apart until grounds that stand side by side are filled from top to bottom."""
    heights = points[:, 1].copy()
    for top in np.unique(low[:, 1]):
        is_here = low[:, 1] == top
        own = heights[is_here]
        reach = float(np.ptp(own)) or 1.0
        room = high[is_here, 1] - top
        heights[is_here] = top + (own - own.min()) / reach * room
    return np.column_stack([points[:, 0], heights])


def _giving_way(points: "np.ndarray", rooms: "np.ndarray") -> "np.ndarray":
    """How far each node moves away from those in whose room it stands; `rooms` has 1 for usual."""
    x, y = points[:, 0], points[:, 1]
    across = (x[:, None] - x[None, :]) / WIDTH
    down = (y[:, None] - y[None, :]) / HEIGHT
    distance = np.hypot(across, down)
    np.fill_diagonal(distance, np.inf)
    own_rooms = CLOSE * (rooms[:, None] + rooms[None, :]) / 2
    lack = np.clip(own_rooms - distance, 0, None) / np.maximum(distance, 0.02)
    return 0.22 * np.column_stack([(lack * across).sum(1) * WIDTH, (lack * down).sum(1) * HEIGHT])


def _sums(steps: "np.ndarray", places: "np.ndarray", count: int) -> "np.ndarray":
    """The steps of each node added up."""
    columns = [np.bincount(places, steps[:, axis], count) for axis in (0, 1)]
    return np.column_stack(columns)
