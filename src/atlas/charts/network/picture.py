"""The network as a Plotly figure, for images."""

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from atlas.charts import labels, theme
from atlas.charts.chart import Context
from atlas.charts.network import legend
from atlas.charts.network.edges import Dash
from atlas.charts.network.hovers import node_texts
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions
from atlas.charts.theme import SIGNS
from atlas.values.words import wrapped

# The page that a whole graph is drawn on, in pixels.
WIDTH, HEIGHT = 1100.0, 560.0
LEAST_UNIT = 0.5
IMAGE_HEIGHT = 760
TYPE_SIZE = 12
DASHES = {Dash.SOLID: "solid", Dash.APART: "dash", Dash.UNDATED: "dot"}
DASH_LABELS = {Dash.APART: legend.APART_LABEL, Dash.UNDATED: "No date"}
# Plotly parts the pieces of one line by a value that is none.
GAP = None
# Pixels around the name of a ground in which no node has its own: half a long name at each side,
# a letter of the ground's, two lines above, and half a node beneath.
BESIDE, PER_LETTER, ABOVE, BENEATH = 90, 9, 60, 20


def figure(graph: Graph, context: Context[NetworkOptions]) -> go.Figure:
    """Draw `network_view.network` on the coordinates of its nodes.

    Dashed grey edges did not come about, dotted ones have no date. A sign above a node says that
    it rests on one origin, or on the state media of one country. Of several paths the first is
    thick.
    """
    places = graph.nodes.set_index("id")[["x", "y"]]
    traces = []
    for (tie, dash, on_route), edges in graph.edges.groupby(["tie", "dash", "route"]):
        line = {"color": legend.tie_colour(str(tie), str(dash)), "dash": DASHES[Dash(str(dash))]}
        traces.append(_lines(edges, places, line, on_route=bool(on_route)))
    nodes = _drawn_nodes(graph, context)
    for entry in legend.kinds(graph, context.options):
        traces.append(_nodes(nodes[nodes["kind"].eq(entry.kind)], theme.SYMBOLS[entry.shape]))
    for standing, (symbol, _) in SIGNS.items():
        marked = nodes[nodes["standing"].eq(standing)]
        if len(marked):
            traces.append(_signs(marked, symbol, unit(graph.nodes)))
    traces += _legend(graph, context)
    hidden = {"visible": False}
    layout = {"xaxis": hidden, "yaxis": {**hidden, "scaleanchor": "x"}}
    notes = [_head(head) for head in legend.heads(graph, context.options)]
    layout["shapes"] = [_ground(ground) for ground in legend.grounds(graph)]
    notes += [_name_of_ground(ground) for ground in legend.grounds(graph)]
    if notes:
        layout["annotations"] = notes
    return theme.figure(traces, IMAGE_HEIGHT, **layout)


def unit(nodes: pd.DataFrame) -> float:
    """How much of x and y a pixel is, where the whole graph is on a page."""
    if nodes.empty:
        return LEAST_UNIT
    across, down = np.ptp(nodes[["x", "y"]].to_numpy(dtype=float), axis=0)
    return max(float(across) / WIDTH, float(down) / HEIGHT, LEAST_UNIT)


def named(graph: Graph, context: Context[NetworkOptions], type_size: float) -> list[bool]:
    """Which nodes have room for their names in type of so many pixels."""
    nodes = graph.nodes
    names = [context.dataset.label(node) for node in nodes["id"]]
    points = nodes[["x", "y"]].to_numpy(dtype=float)
    return labels.fitting(points, names, nodes["degree"].tolist(), type_size)


def _drawn_nodes(graph: Graph, context: Context[NetworkOptions]) -> pd.DataFrame:
    """The nodes with their colours and opacity, their names, and what they say."""
    nodes, dataset = graph.nodes, context.dataset
    names = [dataset.label(node) for node in nodes["id"]]
    texts = node_texts(nodes, context)
    drawn = nodes.assign(
        label=names,
        hover=[f"{name}\n{text}" for name, text in zip(names, texts, strict=True)],
        colour=legend.colours(nodes, context.options),
        named=named(graph, context, TYPE_SIZE * unit(nodes)),
    )
    if graph.path.ways:
        drawn["named"] = True
        return drawn
    for ground in legend.grounds(graph):
        drawn["named"] &= ~_meets_its_name(drawn, ground, unit(nodes))
    return drawn


def _meets_its_name(
    nodes: pd.DataFrame, ground: legend.GroundEntry, pixel: float
) -> "pd.Series[bool]":
    """The nodes whose name, which stands beneath them, would lie on the name of a ground.

    `pixel` is how much of x and y a pixel is. Each name is taken for as wide as names get.
    """
    across = (BESIDE * pixel, (BESIDE + PER_LETTER * len(ground.name)) * pixel)
    is_beside = nodes["x"].between(ground.left - across[0], ground.left + across[1])
    is_above = nodes["y"].between(ground.top - ABOVE * pixel, ground.top + BENEATH * pixel)
    return is_beside & is_above


def _lines(
    edges: pd.DataFrame, places: pd.DataFrame, line: theme.Trace, *, on_route: bool
) -> theme.Trace:
    """Edges of one look as one trace, with a gap after each."""
    x: list[float | None] = []
    y: list[float | None] = []
    starts = places.loc[edges["source"]].to_numpy().tolist()
    stops = places.loc[edges["target"]].to_numpy().tolist()
    for (x_from, y_from), (x_to, y_to) in zip(starts, stops, strict=True):
        x += [x_from, x_to, GAP]
        # Plotly counts y upwards, the page downwards.
        y += [-y_from, -y_to, GAP]
    return {
        "type": "scatter",
        "mode": "lines",
        "showlegend": False,
        "x": x,
        "y": y,
        "line": {**line, "width": 4 if on_route else 1.2},
        "hoverinfo": "skip",
    }


def _nodes(part: pd.DataFrame, symbol: str) -> theme.Trace:
    """Nodes of one type."""
    names = part["label"].map(labels.broken).where(part["named"], "")
    marker = {
        "color": part["colour"].tolist(),
        "symbol": symbol,
        "size": _sizes(part),
        "line": {"width": 1, "color": theme.PAGE["light"]["back"]},
    }
    return {
        "type": "scatter",
        "mode": "markers+text",
        "showlegend": False,
        "x": part["x"].tolist(),
        "y": (-part["y"]).tolist(),
        "text": names.tolist(),
        "textposition": "bottom center",
        "textfont": {"size": TYPE_SIZE},
        "marker": marker,
        "customdata": part["id"].tolist(),
        "hovertext": [_hover(text) for text in part["hover"]],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _hover(text: str) -> str:
    return "<br>".join(wrapped(line) for line in text.split("\n"))


def _sizes(part: pd.DataFrame) -> list[int]:
    """The diameters of nodes, in pixels."""
    sizes: list[int] = (10 + part["degree"].clip(upper=12)).tolist()
    return sizes


def _signs(part: pd.DataFrame, symbol: str, scale: float) -> theme.Trace:
    """The sign above each node of the part; pointing at it is left to the node."""
    above = pd.Series(_sizes(part), index=part.index) / 2 + 5
    marker = {
        "color": theme.NEUTRAL,
        "symbol": symbol,
        "size": 6,
        "line": {"color": theme.NEUTRAL},
    }
    return {
        "type": "scatter",
        "mode": "markers",
        "showlegend": False,
        "x": part["x"].tolist(),
        "y": (-part["y"] + above * scale).tolist(),
        "marker": marker,
        "hoverinfo": "skip",
    }


def _ground(ground: legend.GroundEntry) -> theme.Trace:
    """A ground of the sides beneath everything."""
    corners = {"x0": ground.left, "x1": ground.right, "y0": -ground.top, "y1": -ground.bottom}
    fill = theme.see_through(ground.colour, legend.GROUND_SHARE)
    return {"type": "rect", "layer": "below", **corners, "fillcolor": fill, "line": {"width": 0}}


def _name_of_ground(ground: legend.GroundEntry) -> theme.Trace:
    place = {"x": ground.left, "y": -ground.top, "xanchor": "left", "yanchor": "top"}
    note = {"text": f"<b>{ground.name}</b>", **place, "showarrow": False}
    return {**note, "font": {"size": 11, "color": theme.NEUTRAL}}


def _head(head: legend.Head) -> theme.Trace:
    note = {"text": f"<b>{head.name}</b>", "x": head.x, "y": -head.y}
    return {**note, "showarrow": False, "font": {"size": 12}}


def _legend(graph: Graph, context: Context[NetworkOptions]) -> list[theme.Trace]:
    """The entries of the legend, of which none is faint, in the order of the page's legend."""
    keys = []
    for entry in legend.kinds(graph, context.options):
        keys.append(_mark_key(entry.name, entry.colour, theme.SYMBOLS[entry.shape], 11))
    for name, colour in legend.countries(graph, context.options, context.dataset):
        keys.append(_mark_key(name, colour, "circle", 10))
    standings = set(graph.nodes["standing"])
    for standing, (symbol, name) in SIGNS.items():
        if standing in standings:
            keys.append(_mark_key(name, theme.NEUTRAL, symbol, 8))
    for name, colour in legend.ties(graph):
        keys.append(_line_key(name, {"color": colour, "width": 2}))
    dashes = set(graph.edges["dash"])
    for dash, name in DASH_LABELS.items():
        if dash in dashes:
            line = {"color": theme.NEUTRAL, "width": 1.5, "dash": DASHES[dash]}
            keys.append(_line_key(name, line))
    if len(graph.path.ways) > 1:
        keys.append(_line_key("The first path", {"color": theme.NEUTRAL, "width": 5}))
    return keys


def _mark_key(name: str, colour: str, symbol: str, size: int) -> theme.Trace:
    edge = {"width": 1, "color": colour}
    marker = {"color": colour, "symbol": symbol, "size": size, "line": edge}
    return {**_key(name), "mode": "markers", "marker": marker}


def _line_key(name: str, line: theme.Trace) -> theme.Trace:
    return {**_key(name), "mode": "lines", "line": line}


def _key(name: str) -> theme.Trace:
    """An entry of the legend, for which nothing is drawn."""
    return {"type": "scatter", "name": name, "x": [None], "y": [None], "hoverinfo": "skip"}
