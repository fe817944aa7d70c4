"""The network as a Plotly figure, for images."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import labels, theme
from atlas.charts.chart import Context
from atlas.charts.network import legend, room
from atlas.charts.network.edges import Dash
from atlas.charts.network.hovers import node_texts
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions
from atlas.charts.theme import SIGNS
from atlas.values.words import wrapped

IMAGE_HEIGHT = 760
DASHES = {Dash.SOLID: "solid", Dash.APART: "dash", Dash.UNDATED: "dot"}
DASH_LABELS = {Dash.APART: legend.APART_LABEL, Dash.UNDATED: "No date"}
# Plotly parts the pieces of one line by a value that is none.
GAP = None


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
        own = nodes[nodes["kind"].eq(entry.kind)]
        symbol = theme.SYMBOLS[entry.shape]
        traces.append(_nodes(own, symbol))
    for standing, (symbol, _) in SIGNS.items():
        marked = nodes[nodes["standing"].eq(standing)]
        if len(marked):
            traces.append(_signs(marked, symbol, room.pixel(graph.nodes)[1]))
    traces += _legend(graph, context)
    # An image is as wide as it is: nodes lie farther apart on a slide than on a square.
    layout = {"xaxis": {"visible": False, "range": room.across(graph)}, "yaxis": {"visible": False}}
    notes = [_head(head) for head in legend.heads(graph, context.options)]
    layout["shapes"] = [_ground(ground) for ground in legend.grounds(graph)]
    notes += [_name_of_ground(ground) for ground in legend.grounds(graph)]
    if notes:
        layout["annotations"] = notes
    return theme.figure(traces, IMAGE_HEIGHT, **layout)


def _drawn_nodes(graph: Graph, context: Context[NetworkOptions]) -> pd.DataFrame:
    """The nodes with their colours and opacity, their names, and what they say."""
    nodes, dataset = graph.nodes, context.dataset
    names = [dataset.label(node) for node in nodes["id"]]
    texts = node_texts(nodes, context)
    drawn = nodes.assign(
        label=names,
        hover=[f"{name}\n{text}" for name, text in zip(names, texts, strict=True)],
        colour=legend.colours(nodes, context.options),
        named=room.named(graph, context),
    )
    if graph.path.ways:
        drawn["named"] = True
        return drawn
    for ground in legend.grounds(graph):
        drawn["named"] &= ~room.meets_its_name(drawn, ground)
    return drawn


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
        "textfont": {"size": room.TYPE_SIZE},
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
    return {**note, "font": {"size": 11}}


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
