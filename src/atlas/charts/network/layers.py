"""The layout by type: a block of columns for each type of node, ordered so that ties cross less."""

import math
from collections.abc import Sequence

import numpy as np

WIDTH, HEIGHT = 210.0, 80.0
SHAPE = 1.35
APART = 1.5
SWEEPS = 12
Pair = tuple[str, str]


def columns(
    nodes: list[str], kinds: Sequence[str], pairs: Sequence[Pair], order: Sequence[str]
) -> "np.ndarray":
    """x and y of each node, in pixels around 0: types in the order given, from left to right, long ones in several columns.

    Within its type a node stands at the height of its neighbours' middle (Sugiyama's barycentre), swept there and back a fixed number of
    times; the order with the fewest crossings is kept. Nothing is left to chance. Returns an array of len(nodes) × 2.
    """
    blocks = [
        [node for node, kind in zip(nodes, kinds, strict=True) if kind == one] for one in order
    ]
    blocks = _ordered([block for block in blocks if block], pairs)
    high = max(1, round(math.sqrt(len(nodes) * WIDTH / (SHAPE * HEIGHT))))
    index = {node: place for place, node in enumerate(nodes)}
    points = np.zeros((len(nodes), 2))
    left = 0.0
    for block in blocks:
        wide = -(-len(block) // high)
        rows = -(-len(block) // wide)
        for place, node in enumerate(block):
            row, column = divmod(place, wide)
            # Neighbours in a row stand a little lower each, so that their names do not run into one another.
            points[index[node]] = (
                left + column * WIDTH,
                (row - (rows - 1) / 2 + column / wide)
                * HEIGHT
                * max(1.0, high / rows if wide == 1 else 1.0),
            )
        left += (wide - 1 + APART) * WIDTH
    return points - (points.max(axis=0) + points.min(axis=0)) / 2 if len(nodes) else points


def _ordered(blocks: list[list[str]], pairs: Sequence[Pair]) -> list[list[str]]:
    """Each block in the order, of all that the sweeps come by, in which the ties cross least."""
    neighbours: dict[str, list[str]] = {node: [] for block in blocks for node in block}
    for first, last in pairs:
        neighbours[first].append(last)
        neighbours[last].append(first)
    best = [list(block) for block in blocks]
    fewest = crossings(best, pairs)
    now = best
    for sweep in range(SWEEPS):
        now = _swept(now, neighbours, backwards=bool(sweep % 2))
        count = crossings(now, pairs)
        if count < fewest:
            best, fewest = now, count
    return best


def _swept(
    blocks: list[list[str]], neighbours: dict[str, list[str]], *, backwards: bool
) -> list[list[str]]:
    """Every block sorted once by the middle of its nodes' neighbours in other blocks; a node without such stays where it is."""
    blocks = [list(block) for block in blocks]
    height = {node: at for block in blocks for node, at in _heights(block)}
    for place in range(len(blocks))[:: -1 if backwards else 1]:
        own = set(blocks[place])
        middle = {}
        for node in blocks[place]:
            others = [height[other] for other in neighbours[node] if other not in own]
            middle[node] = sum(others) / len(others) if others else height[node]
        blocks[place] = sorted(blocks[place], key=lambda node: (middle[node], node))
        height |= dict(_heights(blocks[place]))
    return blocks


def _heights(block: list[str]) -> list[tuple[str, float]]:
    """Where each node of a block stands between its top, 0, and its foot, 1."""
    return [(node, (place + 0.5) / len(block)) for place, node in enumerate(block)]


def crossings(blocks: list[list[str]], pairs: Sequence[Pair]) -> int:
    """How many pairs of ties between the same two blocks cross, were each block one column."""
    block_of = {node: number for number, block in enumerate(blocks) for node in block}
    place = {node: at for block in blocks for at, node in enumerate(block)}
    between: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for pair in pairs:
        first, last = sorted(pair, key=block_of.__getitem__)
        if block_of[first] != block_of[last]:
            between.setdefault((block_of[first], block_of[last]), []).append(
                (place[first], place[last])
            )
    total = 0
    for ties in between.values():
        left, right = np.array(ties).T
        total += int((np.less.outer(left, left) & np.greater.outer(right, right)).sum())
    return total
