"""How much room the network's picture has for nodes and their names."""

import numpy as np
import pandas as pd

from atlas.charts import labels
from atlas.charts.chart import Context
from atlas.charts.network.legend import GroundEntry, grounds
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions

# The page that a whole graph is drawn on, in pixels.
WIDTH, HEIGHT = 1100.0, 560.0
LEAST_UNIT = 0.5
# Of an image: the least width and height of all nodes, and room for half a name at either side.
LEAST_WIDTH, LEAST_HEIGHT, HALF_NAME = 860.0, 520.0, 75
TYPE_SIZE = 12
# Pixels around the name of a ground in which no node has its own: half a long name at each side,
# a letter of the ground's, two lines above, and half a node beneath.
BESIDE, PER_LETTER, ABOVE, BENEATH = 90, 9, 60, 20


def unit(nodes: pd.DataFrame) -> float:
    """How much of x and y a pixel is, where the whole graph is on a page."""
    if nodes.empty:
        return LEAST_UNIT
    across, down = np.ptp(nodes[["x", "y"]].to_numpy(dtype=float), axis=0)
    return max(float(across) / WIDTH, float(down) / HEIGHT, LEAST_UNIT)


def pixel(nodes: pd.DataFrame) -> tuple[float, float]:
    """How much of x and of y a pixel is in an image, at most."""
    if nodes.empty:
        return LEAST_UNIT, LEAST_UNIT
    across, down = np.ptp(nodes[["x", "y"]].to_numpy(dtype=float), axis=0)
    return max(across / LEAST_WIDTH, LEAST_UNIT), max(down / LEAST_HEIGHT, LEAST_UNIT)


def across(graph: Graph) -> list[float]:
    """From where to where the nodes and their grounds reach, with room for names."""
    ends = [*graph.nodes["x"]]
    for ground in grounds(graph):
        ends += [ground.left, ground.right]
    aside = HALF_NAME * pixel(graph.nodes)[0]
    return [min(ends, default=0) - aside, max(ends, default=0) + aside]


def named(graph: Graph, context: Context[NetworkOptions]) -> list[bool]:
    """Which nodes have room for their names in an image."""
    nodes = graph.nodes
    names = [context.dataset.label(node) for node in nodes["id"]]
    points = nodes[["x", "y"]].to_numpy(dtype=float) / pixel(nodes)
    return labels.fitting(points, names, nodes["degree"].tolist(), TYPE_SIZE)


def meets_its_name(nodes: pd.DataFrame, ground: GroundEntry) -> "pd.Series[bool]":
    """The nodes whose name, which stands beneath them, would lie on the name of a ground.

    Each name is taken for as wide as names get.
    """
    wide, high = pixel(nodes)
    across = (BESIDE * wide, (BESIDE + PER_LETTER * len(ground.name)) * wide)
    is_beside = nodes["x"].between(ground.left - across[0], ground.left + across[1])
    is_above = nodes["y"].between(ground.top - ABOVE * high, ground.top + BENEATH * high)
    return is_beside & is_above
