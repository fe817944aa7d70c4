"""The layout by type: columns for each type of node, ordered so that ties cross less."""

import math
from collections.abc import Sequence

import numpy as np

# Of one node with its name, in pixels; and how many such widths lie between two types.
WIDTH, HEIGHT = 210.0, 80.0
APART = 1.5
# How much wider than high the whole is to be.
SHAPE = 1.35
SWEEPS = 12
Pair = tuple[str, str]


def columns(
    nodes: list[str], kinds: Sequence[str], pairs: Sequence[Pair], order: Sequence[str]
) -> "np.ndarray":
    """x and y of each node, in pixels around 0: an array of len(nodes) × 2.

    Types stand in the order given, from left to right, long ones in several columns. Within its
    type a node stands at the height of its neighbours' middle (Sugiyama's barycentre), swept there
    and back a fixed number of times; the order with the fewest crossings is kept. Nothing is left
    to chance.
    """
    if not nodes:
        return np.zeros((0, 2))
    blocks: dict[str, list[str]] = {kind: [] for kind in order}
    for node, kind in zip(nodes, kinds, strict=True):
        blocks[kind].append(node)
    ordered = _ordered([block for block in blocks.values() if block], pairs)
    area = len(nodes) * WIDTH
    rows = math.sqrt(area / (SHAPE * HEIGHT))
    most_rows = max(1, round(rows))
    place_of: dict[str, tuple[float, float]] = {}
    left = 0.0
    for block in ordered:
        n_columns = -(-len(block) // most_rows)
        for node, (x, y) in zip(block, _places(len(block), n_columns, most_rows), strict=True):
            place_of[node] = (left + x, y)
        left += (n_columns - 1 + APART) * WIDTH
    points = np.array([place_of[node] for node in nodes])
    points -= (points.max(axis=0) + points.min(axis=0)) / 2
    return points


def _places(count: int, n_columns: int, most_rows: int) -> list[tuple[float, float]]:
    """Where the nodes of one type stand, in rows around 0; a single column takes all the height."""
    n_rows = -(-count // n_columns)
    stretch = max(1.0, most_rows / n_rows) if n_columns == 1 else 1.0
    places = []
    for number in range(count):
        row, column = divmod(number, n_columns)
        # Each column stands a little lower, so that names in a row do not run into one another.
        y = (row - (n_rows - 1) / 2 + column / n_columns) * HEIGHT * stretch
        places.append((column * WIDTH, y))
    return places


def _ordered(blocks: list[list[str]], pairs: Sequence[Pair]) -> list[list[str]]:
    """Each block in the order, of all that the sweeps come by, in which the ties cross least."""
    neighbours: dict[str, list[str]] = {node: [] for block in blocks for node in block}
    for first, last in pairs:
        neighbours[first].append(last)
        neighbours[last].append(first)
    best = current = blocks
    fewest = crossings(best, pairs)
    for sweep in range(SWEEPS):
        current = _swept(current, neighbours, backwards=bool(sweep % 2))
        count = crossings(current, pairs)
        if count < fewest:
            best, fewest = current, count
    return best


def _swept(
    blocks: list[list[str]], neighbours: dict[str, list[str]], *, backwards: bool
) -> list[list[str]]:
    """Every block sorted once by the middle of its nodes' neighbours in other blocks.

    A node without such neighbours stays where it is.
    """
    swept = [list(block) for block in blocks]
    heights: dict[str, float] = {}
    for block in swept:
        heights |= _heights(block)
    for place in range(len(swept))[:: -1 if backwards else 1]:
        own = set(swept[place])
        middles = {}
        for node in swept[place]:
            others = [heights[other] for other in neighbours[node] if other not in own]
            middle = sum(others) / len(others) if others else heights[node]
            middles[node] = (middle, node)
        swept[place].sort(key=middles.__getitem__)
        heights |= _heights(swept[place])
    return swept


def _heights(block: list[str]) -> dict[str, float]:
    """Where each node of a block stands between its top, 0, and its foot, 1."""
    return {node: (place + 0.5) / len(block) for place, node in enumerate(block)}


def crossings(blocks: list[list[str]], pairs: Sequence[Pair]) -> int:
    """How many pairs of ties between the same two blocks cross, were each block one column."""
    block_of: dict[str, int] = {}
    place_of: dict[str, int] = {}
    for number, block in enumerate(blocks):
        for place, node in enumerate(block):
            block_of[node], place_of[node] = number, place
    places_by_blocks: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for pair in pairs:
        first, last = sorted(pair, key=block_of.__getitem__)
        if block_of[first] != block_of[last]:
            places = places_by_blocks.setdefault((block_of[first], block_of[last]), [])
            places.append((place_of[first], place_of[last]))
    total = 0
    for places in places_by_blocks.values():
        left, right = np.array(places).T
        total += int((np.less.outer(left, left) & np.greater.outer(right, right)).sum())
    return total
