"""Labels of nodes: how they are broken into lines, and which fit without touching one another."""

from collections.abc import Sequence

import numpy as np

from atlas.values.words import escaped

# Characters in a line, and how wide and high a character is beside the size of its type.
MOST_IN_LINE = 24
WIDTH, HEIGHT = 0.56, 1.25
# So many labels of the nodes with the most neighbours are tried at all.
MOST_TRIED = 400
# The names of the few that hold the graph together may lie over other nodes.
HUBS = 10


def lines(label: str) -> list[str]:
    """A label in lines of about `MOST_IN_LINE` characters."""
    broken_lines = [""]
    for word in label.split():
        last = broken_lines[-1]
        if last and len(last) + len(word) >= MOST_IN_LINE:
            broken_lines.append(word)
        else:
            broken_lines[-1] = f"{last} {word}".strip()
    return broken_lines


def broken(label: str) -> str:
    """These lines as Plotly writes them."""
    return "<br>".join(map(escaped, lines(label)))


def fitting(
    points: "np.ndarray", names: Sequence[str], degrees: Sequence[int], size: float
) -> list[bool]:
    """Whether each node's name, set beneath the node, has room of its own.

    `points` are x and y of the nodes (an array of n × 2), `size` is the height of the type in the
    same unit. Nodes with more neighbours come first, then by name. No name lies over another, and
    only those of the `HUBS` first lie over other nodes.
    """
    nodes = range(len(names))
    order = sorted(nodes, key=lambda node: (-degrees[node], names[node]))
    order = order[:MOST_TRIED]
    marks = np.column_stack([points - size, points + size])
    boxes = np.zeros((len(order), 4))
    for place, node in enumerate(order):
        boxes[place] = _box(points[node, 0], points[node, 1], lines(names[node]), size)
    touch_another = _overlaps(boxes, boxes)
    touch_mark = [bool(row.any()) for row in _overlaps(boxes, marks)]
    placed: list[int] = []
    for place in range(len(order)):
        if touch_another[place, placed].any():
            continue
        if len(placed) < HUBS or not touch_mark[place]:
            placed.append(place)
    fits = [False] * len(names)
    for place in placed:
        fits[order[place]] = True
    return fits


def _box(x: float, y: float, text: Sequence[str], size: float) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of lines of text beneath a node; y counts downwards."""
    half = max(map(len, text)) * WIDTH * size / 2
    top = y + 1.1 * size
    return (x - half, top, x + half, top + len(text) * HEIGHT * size)


def _overlaps(boxes: "np.ndarray", others: "np.ndarray") -> "np.ndarray":
    """Whether each box (left, top, right, bottom) shares room with each of the others."""
    left, top, right, bottom = boxes.T[:, :, None]
    other_left, other_top, other_right, other_bottom = others.T
    shares_width = (left < other_right) & (other_left < right)
    shares_height = (top < other_bottom) & (other_top < bottom)
    overlaps: np.ndarray = shares_width & shares_height
    return overlaps
