"""The network as a Plotly figure, for images."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import labels, looks, theme
from atlas.charts.timeline import SIGNS
from atlas.views.edges import TIES
from atlas.views.listing import escaped, wrapped
from atlas.views.network import KINDS, Graph

WIDTH, HEIGHT = 1100.0, 560.0
IMAGE_TYPE = 9
DASHES = {"": ("solid", ""), "projected": ("dash", ", projected"), "undated": ("dot", ", no date")}


def figure(graph: Graph) -> go.Figure:
    """Draw `views.network.network` on the coordinates of its nodes; dashed ties are projected, dotted ones have no date.

    A sign above a node says that it rests on one origin, or on the state media of one country. Where there is a path, the rest is faint.
    """
    at = graph.nodes.set_index("id")[["x", "y"]]
    edges = graph.edges.assign(dash=looks.dash(graph.edges))
    faint = bool(graph.path.nodes)
    traces = [_lines(part, at, str(tie), str(dash), bool(route), faint) for (tie, dash, route), part in edges.groupby(["tie", "dash", "route"])]
    named = labels.fitting(graph.nodes, IMAGE_TYPE * unit(graph.nodes))
    nodes = graph.nodes.assign(named=named, colour=looks.colours(graph))
    nodes["named"] = nodes["route"] if faint else nodes["named"]
    nodes["opacity"] = nodes["route"].map({True: 1.0, False: theme.FAINT}) if faint else 1.0
    for kind, colour, shape in looks.kinds(graph):
        traces.append(_nodes(nodes[nodes["kind"].map(KINDS).eq(kind)], kind, colour, theme.SYMBOLS[shape]))
    traces += [_key(name, colour) for name, colour in looks.countries(graph)]
    for value, (symbol, name) in SIGNS.items():
        if (marked := nodes["standing"].eq(value)).any():
            traces.append(_signs(nodes[marked], name, symbol, unit(graph.nodes)))
    notes = [{"text": f"<b>{name}</b>", "x": x, "y": -y, "showarrow": False, "font": {"size": 12}} for name, x, y in looks.heads(graph)]
    return theme.figure(traces, 760, annotations=notes, xaxis={"visible": False}, yaxis={"visible": False, "scaleanchor": "x"})


def _lines(part: pd.DataFrame, at: pd.DataFrame, tie: str, dash: str, route: bool, faint: bool) -> theme.Trace:
    """Ties of one sort as one trace, with a gap after each; plotly counts y upwards, the page downwards."""
    first, last = at.loc[part["source"]], at.loc[part["target"]]
    gaps = [None] * len(part)
    drawn, said = DASHES[dash]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"{TIES[tie]}{said}{', on the path' if route else ''}",
        "x": [value for three in zip(first["x"], last["x"], gaps, strict=True) for value in three],
        "y": [value if value is None else -value for three in zip(first["y"], last["y"], gaps, strict=True) for value in three],
        "line": {"color": theme.TIES[tie], "width": 4 if route else 1.2, "dash": drawn},
        "opacity": theme.FAINT if faint and not route else 1,
        "hoverinfo": "skip",
    }


def unit(nodes: pd.DataFrame) -> float:
    """How much of x and y a pixel is, where the whole graph is on a page."""
    reach = nodes[["x", "y"]].max() - nodes[["x", "y"]].min()
    return max(float(reach["x"]) / WIDTH, float(reach["y"]) / HEIGHT, 0.5)


def _nodes(part: pd.DataFrame, name: str, colour: str, symbol: str) -> theme.Trace:
    """Nodes of one type; where colours tell the country, the legend shows the type's shape in grey."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "name": name,
        "x": part["x"].tolist(),
        "y": (-part["y"]).tolist(),
        "text": ["<br>".join(map(escaped, labels.lines(label))) if named else "" for label, named in zip(part["label"], part["named"], strict=True)],
        "textposition": "bottom center",
        "textfont": {"size": IMAGE_TYPE},
        "marker": {
            "color": colour if part["colour"].eq(colour).all() else part["colour"].tolist(),
            "opacity": part["opacity"].tolist(),
            "symbol": symbol,
            "size": _sizes(part),
            "line": {"width": 1, "color": "#ffffff"},
        },
        "customdata": part["id"].tolist(),
        "hovertext": ["<br>".join(wrapped(line) for line in text.split("\n")) for text in part["hover"]],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _sizes(part: pd.DataFrame) -> list[int]:
    sizes: list[int] = (10 + part["degree"].clip(upper=12)).tolist()
    return sizes


def _signs(part: pd.DataFrame, name: str, symbol: str, scale: float) -> theme.Trace:
    """The sign above each node of the part; pointing at it is left to the node."""
    above = pd.Series(_sizes(part), index=part.index) / 2 + 5
    return {
        "type": "scatter",
        "mode": "markers",
        "name": name,
        "x": part["x"].tolist(),
        "y": (-part["y"] + above * scale).tolist(),
        "marker": {"color": theme.NEUTRAL, "symbol": symbol, "size": 6, "opacity": part["opacity"].tolist(), "line": {"color": theme.NEUTRAL}},
        "hoverinfo": "skip",
    }


def _key(name: str, colour: str) -> theme.Trace:
    """An entry of the legend for a colour."""
    marker = {"color": colour, "symbol": "circle", "size": 10}
    return {"type": "scatter", "mode": "markers", "name": name, "x": [None], "y": [None], "marker": marker, "hoverinfo": "skip"}
