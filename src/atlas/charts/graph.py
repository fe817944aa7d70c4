"""The network as a Plotly figure (for images) and as a page of vis-network (for reading)."""

import json
from importlib import import_module
from typing import Any

import pandas as pd
import plotly.graph_objects as go
from jinja2 import Environment, PackageLoader

from atlas.charts import labels, theme
from atlas.views.listing import escaped, wrapped
from atlas.views.edges import TIES
from atlas.views.network import KINDS, Graph

_templates = Environment(loader=PackageLoader("atlas", "charts"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
WIDTH, HEIGHT = 1100.0, 560.0
IMAGE_TYPE, PAGE_TYPE = 9, 11


def figure(graph: Graph) -> go.Figure:
    """Draw `views.network.network` on the coordinates of its nodes; dashed ties are projected."""
    at = graph.nodes.set_index("id")[["x", "y"]]
    traces = [_lines(part, at, str(keys[0]), bool(keys[1])) for keys, part in graph.edges.groupby(["tie", "projected"], sort=True)]
    nodes = graph.nodes.assign(named=labels.fitting(graph.nodes, IMAGE_TYPE * _unit(graph.nodes)))
    for kind, (colour, shape) in theme.KINDS.items():
        part = nodes[nodes["kind"].eq(kind)]
        if len(part):
            traces.append(_nodes(part, KINDS[kind], colour, theme.SYMBOLS[shape]))
    return theme.figure(traces, 760, xaxis={"visible": False}, yaxis={"visible": False, "scaleanchor": "x"})


def _lines(part: pd.DataFrame, at: pd.DataFrame, tie: str, projected: bool) -> theme.Trace:
    """Ties of one sort as one trace, with a gap after each; plotly counts y upwards, the page downwards."""
    first, last = at.loc[part["source"]], at.loc[part["target"]]
    gaps = [None] * len(part)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": TIES[tie] + (", projected" if projected else ""),
        "x": [value for three in zip(first["x"], last["x"], gaps, strict=True) for value in three],
        "y": [value if value is None else -value for three in zip(first["y"], last["y"], gaps, strict=True) for value in three],
        "line": {"color": theme.TIES[tie], "width": 1.2, "dash": "dot" if projected else "solid"},
        "hoverinfo": "skip",
    }


def _unit(nodes: pd.DataFrame) -> float:
    """How much of x and y a pixel is, where the whole graph is on a page."""
    reach = nodes[["x", "y"]].max() - nodes[["x", "y"]].min()
    return max(float(reach["x"]) / WIDTH, float(reach["y"]) / HEIGHT, 0.5)


def _nodes(part: pd.DataFrame, name: str, colour: str, symbol: str) -> theme.Trace:
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
            "color": colour,
            "symbol": symbol,
            "size": (10 + part["degree"].clip(upper=12)).tolist(),
            "line": {"width": 1, "color": "#ffffff"},
        },
        "customdata": part["id"].tolist(),
        "hovertext": ["<br>".join(wrapped(line) for line in text.split("\n")) for text in part["hover"]],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }


def page(
    graph: Graph, title: str, sentence: str, *, script: str = "", script_url: str = "", dark: bool = False, nonce: str = "", credit: str = ""
) -> str:
    """The network as an HTML page: `script` is vis-network itself (a file to take away), or `script_url` leads to it.

    `nonce` is what the page's content security policy knows its script by. Text from data reaches the page as JSON in
    which `<` is escaped, and is shown as text alone.
    """
    nodes, edges, _, _, _, _ = _pyvis(graph).get_network_data()
    data = json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False).replace("<", "\\u003c")
    kinds = [(KINDS[kind], *theme.KINDS[kind]) for kind in theme.KINDS if graph.nodes["kind"].eq(kind).any()]
    ties = [(TIES[tie], theme.TIES[tie]) for tie in theme.TIES if graph.edges["tie"].eq(tie).any()]
    template = _templates.get_template("graph.html")
    dashed = bool(graph.edges["projected"].any())
    look = {"kinds": kinds, "ties": ties, "dashed": dashed, "dark": dark, "page": theme.PAGE["dark" if dark else "light"]}
    return template.render(title=title, sentence=sentence, credit=credit, data=data, script=script, script_url=script_url, nonce=nonce, **look)


def _pyvis(graph: Graph) -> Any:
    """The graph as pyvis holds it; imported here, because pyvis takes longer to import than any page without a network to draw."""
    network = import_module("pyvis.network").Network(directed=False)
    size = PAGE_TYPE * _unit(graph.nodes)
    for node, named in zip(graph.nodes.to_dict("records"), labels.fitting(graph.nodes, size), strict=True):
        colour, shape = theme.KINDS[node["kind"]]
        degree = min(node["degree"], 14)
        # Whole numbers: a coordinate's decimals would be a third of all that travels when a filter changes.
        look = {"shape": shape, "color": colour, "size": 12 + degree * 3 // 2, "x": round(node["x"]), "y": round(node["y"])}
        look |= {"font": {"size": round(max(size, 14))}} if named else {}
        network.add_node(node["id"], label="\n".join(labels.lines(node["label"])), title=_rest(node["hover"]), **look)
    for edge in graph.edges.to_dict("records"):
        look = {"color": theme.TIES[edge["tie"]], "width": 1 + min(edge["n"], 5) * 0.6}
        look |= {"dashes": True} if edge["projected"] else {}
        network.add_edge(edge["source"], edge["target"], title=_rest(edge["hover"]), **look)
    return network


def _rest(hover: str) -> str:
    """A hover text without its first line, the name or names, which the page knows and puts there again."""
    return hover.partition("\n")[2]


def takeaway(graph: Graph) -> str:
    """What the network shows, in a sentence."""
    if graph.nodes.empty:
        return "Network: no ties in view."
    kinds = graph.nodes["kind"].value_counts()
    counted = ", ".join(f"{int(kinds[kind])} {kind}" for kind in KINDS if kind in kinds)
    most = graph.nodes.sort_values(["degree", "label"], ascending=[False, True]).iloc[0]
    part = f"; the {len(graph.nodes)} nodes with the most ties of {graph.total:,}" if graph.total > len(graph.nodes) else ""
    seen = f"Network of {len(graph.nodes)} nodes ({counted}) and {len(graph.edges)} ties{part}"
    return f"{seen}; {most['label']} has the most neighbours, {most['degree']}."
