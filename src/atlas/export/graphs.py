"""The network as GraphML or GEXF, for Gephi, yEd, Cytoscape and networkx."""

import io

import networkx as nx
import pandas as pd

from atlas.views.network import Graph

FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def as_networkx(graph: Graph) -> "nx.Graph[str]":
    """The drawn graph with every attribute of its nodes and edges; XML has no place for control characters, so they go."""
    made: nx.Graph[str] = nx.Graph()
    for node in graph.nodes.to_dict("records"):
        made.add_node(
            _text(node["id"]), label=_text(node["label"]), kind=node["kind"], x=float(node["x"]), y=float(node["y"]), about=_text(node["hover"])
        )
    for edge in graph.edges.to_dict("records"):
        told = {name: _text(edge[name]) for name in ("tie", "relation", "when", "hover")}
        made.add_edge(_text(edge["source"]), _text(edge["target"]), **told, projected=bool(edge["projected"]), ties=int(edge["n"]))
    return made


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value).translate(FORBIDDEN)  # type: ignore[call-overload]


def to_graphml(graph: Graph) -> bytes:
    """The graph as GraphML."""
    target = io.BytesIO()
    nx.write_graphml(as_networkx(graph), target)
    return target.getvalue()


def to_gexf(graph: Graph) -> bytes:
    """The graph as GEXF."""
    target = io.BytesIO()
    nx.write_gexf(as_networkx(graph), target)
    return target.getvalue()
