"""The network as a Plotly figure, for images, and what it shows in a sentence."""

import pandas as pd
import plotly.graph_objects as go

from atlas.charts import labels, theme
from atlas.charts.chart import Context
from atlas.charts.network import legend
from atlas.charts.network.network_view import KINDS, Graph, NetworkOptions
from atlas.charts.network.node_countries import UNKNOWN
from atlas.charts.theme import SIGNS
from atlas.values.words import counted, wrapped

GROUPS = ["tie", "dash", "route"]
WIDTH, HEIGHT = 1100.0, 560.0
IMAGE_TYPE = 9
DASHES = {"": "solid", "projected": "dash", "undated": "dot"}
DASHED = {"projected": "Projected", "undated": "No date"}


def figure(graph: Graph, context: Context[NetworkOptions]) -> go.Figure:
    """Draw `network_view.network` on the coordinates of its nodes; dashed ties are projected, dotted ones have no date.

    A sign above a node says that it rests on one origin, or on the state media of one country. Where there is a path, the rest is faint.
    """
    at = graph.nodes.set_index("id")[["x", "y"]]
    edges = graph.edges.assign(dash=legend.dash(graph.edges))
    faint = bool(graph.path.nodes)
    traces = [
        _lines(part, at, theme.TIES[str(tie)], str(dash), bool(route), faint)
        for (tie, dash, route), part in edges.groupby(GROUPS)
    ]
    named = labels.fitting(graph.nodes, IMAGE_TYPE * unit(graph.nodes))
    nodes = graph.nodes.assign(named=named, colour=legend.colours(graph))
    nodes["named"] = nodes["route"] if faint else nodes["named"]
    nodes["opacity"] = nodes["route"].map({True: 1.0, False: theme.FAINT}) if faint else 1.0
    for kind, _, shape in legend.kinds(graph):
        traces.append(_nodes(nodes[nodes["kind"].map(KINDS).eq(kind)], theme.SYMBOLS[shape]))
    for value, (symbol, _) in SIGNS.items():
        if (marked := nodes["standing"].eq(value)).any():
            traces.append(_signs(nodes[marked], symbol, unit(graph.nodes)))
    traces += _legend(graph, set(edges["dash"]))
    notes = [
        {"text": f"<b>{name}</b>", "x": x, "y": -y, "showarrow": False, "font": {"size": 12}}
        for name, x, y in legend.heads(graph)
    ]
    above = {"annotations": notes} if notes else {}
    return theme.figure(
        traces, 760, xaxis={"visible": False}, yaxis={"visible": False, "scaleanchor": "x"}, **above
    )


def _lines(
    part: pd.DataFrame, at: pd.DataFrame, colour: str, dash: str, route: bool, faint: bool
) -> theme.Trace:
    """Ties of one sort as one trace, with a gap after each; plotly counts y upwards, the page downwards."""
    first, last = at.loc[part["source"]], at.loc[part["target"]]
    gaps = [None] * len(part)
    return {
        "type": "scatter",
        "mode": "lines",
        "showlegend": False,
        "x": [value for three in zip(first["x"], last["x"], gaps, strict=True) for value in three],
        "y": [
            value if value is None else -value
            for three in zip(first["y"], last["y"], gaps, strict=True)
            for value in three
        ],
        "line": {"color": colour, "width": 4 if route else 1.2, "dash": DASHES[dash]},
        "opacity": theme.FAINT if faint and not route else 1,
        "hoverinfo": "skip",
    }


def unit(nodes: pd.DataFrame) -> float:
    """How much of x and y a pixel is, where the whole graph is on a page."""
    reach = nodes[["x", "y"]].max() - nodes[["x", "y"]].min()
    return max(float(reach["x"]) / WIDTH, float(reach["y"]) / HEIGHT, 0.5)


def _nodes(part: pd.DataFrame, symbol: str) -> theme.Trace:
    """Nodes of one type."""
    return {
        "type": "scatter",
        "mode": "markers+text",
        "showlegend": False,
        "x": part["x"].tolist(),
        "y": (-part["y"]).tolist(),
        "text": [
            labels.broken(label) if named else ""
            for label, named in zip(part["label"], part["named"], strict=True)
        ],
        "textposition": "bottom center",
        "textfont": {"size": IMAGE_TYPE},
        "marker": {
            "color": part["colour"].tolist(),
            "opacity": part["opacity"].tolist(),
            "symbol": symbol,
            "size": _sizes(part),
            "line": {"width": 1, "color": theme.PAGE["light"]["back"]},
        },
        "customdata": part["id"].tolist(),
        "hovertext": [
            "<br>".join(wrapped(line) for line in text.split("\n")) for text in part["hover"]
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def _sizes(part: pd.DataFrame) -> list[int]:
    sizes: list[int] = (10 + part["degree"].clip(upper=12)).tolist()
    return sizes


def _signs(part: pd.DataFrame, symbol: str, scale: float) -> theme.Trace:
    """The sign above each node of the part; pointing at it is left to the node."""
    above = pd.Series(_sizes(part), index=part.index) / 2 + 5
    return {
        "type": "scatter",
        "mode": "markers",
        "showlegend": False,
        "x": part["x"].tolist(),
        "y": (-part["y"] + above * scale).tolist(),
        "marker": {
            "color": theme.NEUTRAL,
            "symbol": symbol,
            "size": 6,
            "opacity": part["opacity"].tolist(),
            "line": {"color": theme.NEUTRAL},
        },
        "hoverinfo": "skip",
    }


def _legend(graph: Graph, dashes: set[str]) -> list[theme.Trace]:
    """The entries of the legend, of which none is faint, in the order of the page's legend."""
    keys = [
        _key(name, {"color": colour, "symbol": theme.SYMBOLS[shape], "size": 11})
        for name, colour, shape in legend.kinds(graph)
    ]
    keys += [
        _key(name, {"color": colour, "symbol": "circle", "size": 10})
        for name, colour in legend.countries(graph)
    ]
    known = set(graph.nodes["standing"])
    keys += [
        _key(name, {"color": theme.NEUTRAL, "symbol": sign, "size": 8})
        for value, (sign, name) in SIGNS.items()
        if value in known
    ]
    keys += [_key(name, line={"color": colour, "width": 2}) for name, colour in legend.ties(graph)]
    keys += [
        _key(name, line={"color": theme.NEUTRAL, "width": 1.5, "dash": DASHES[dash]})
        for dash, name in DASHED.items()
        if dash in dashes
    ]
    return keys + (
        [_key("On the path", line={"color": theme.NEUTRAL, "width": 5})] if graph.path.nodes else []
    )


def _key(
    name: str, marker: theme.Trace | None = None, line: theme.Trace | None = None
) -> theme.Trace:
    """An entry of the legend, for which nothing is drawn."""
    look = (
        {"mode": "markers", "marker": {**marker, "line": {"width": 1, "color": marker["color"]}}}
        if marker
        else {"mode": "lines", "line": line}
    )
    return {"type": "scatter", "name": name, "x": [None], "y": [None], "hoverinfo": "skip", **look}


def takeaway(graph: Graph, context: Context[NetworkOptions]) -> str:
    """What the network shows, in a sentence, and the path where one is asked for."""
    if graph.nodes.empty:
        return "Network: no ties in view."
    most = graph.nodes.sort_values(["degree", "label"], ascending=[False, True]).iloc[0]
    part = (
        f" (those with the most ties of {graph.total:,})" if graph.total > len(graph.nodes) else ""
    )
    homeless = (
        int(graph.nodes["country"].eq(UNKNOWN).sum()) if graph.options.colour == "country" else 0
    )
    unknown = f"; of {homeless} the records state no country" if homeless else ""
    path = f" {graph.path.sentence}" if graph.path.nodes else ""
    seen = f"Network of {counted(len(graph.nodes), 'nodes')}{part} and {counted(len(graph.edges), 'lines')} between them"
    return f"{seen}; {most['label']} has the most neighbours, {most['degree']}{unknown}.{path}"
