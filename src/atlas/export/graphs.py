"""The network as GraphML, GEXF or a list of edges, for Gephi, yEd, Cytoscape and networkx."""

import io
from collections.abc import Hashable, Mapping
from typing import Any
from xml.etree.ElementTree import SubElement

import networkx as nx
import pandas as pd
from networkx.readwrite.gexf import GEXFWriter

from atlas.charts.network.network_view import Graph
from atlas.export.rows import inert

# Control characters and non-characters, which no XML file may hold.
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def as_networkx(graph: Graph, credit: str = "", version: str = "") -> "nx.Graph[str]":
    """The drawn graph with every attribute of its nodes and edges.

    `credit` is the line that the terms of its sources ask for, `version` that of the data; they
    become attributes of the graph. Characters that XML cannot hold are left out of every text.
    """
    network: nx.Graph[str] = nx.Graph()
    if credit:
        network.graph["credit"] = credit
    if version:
        network.graph["data_version"] = version
    for node in graph.nodes.to_dict("records"):
        network.add_node(_text(node["id"]), **_of_node(node))
    for edge in graph.edges.to_dict("records"):
        network.add_edge(_text(edge["source"]), _text(edge["target"]), **_of_edge(edge))
    return network


def _of_node(node: Mapping[Hashable, Any]) -> dict[str, Any]:
    texts = {name: _text(node[name]) for name in ("label", "kind", "standing")}
    place = {name: float(node[name]) for name in ("x", "y")}
    return {**texts, **place, "about": _text(node["hover"])}


def _of_edge(edge: Mapping[Hashable, Any]) -> dict[str, Any]:
    texts = {name: _text(edge[name]) for name in ("tie", "relation", "when", "hover")}
    counts = {"ties": int(edge["n"]), "undated": int(edge["undated"])}
    years = "; ".join(f"{first}/{last}" for first, last in edge["years"])
    return {**texts, "years": years, **counts, "projected": bool(edge["projected"])}


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value).translate(FORBIDDEN)  # type: ignore[call-overload]


def to_graphml(graph: Graph, credit: str = "", version: str = "") -> bytes:
    """The graph as GraphML, credit line and data version as data of the graph."""
    target = io.BytesIO()
    nx.write_graphml(as_networkx(graph, credit, version), target)
    return target.getvalue()


def to_gexf(graph: Graph, credit: str = "", version: str = "") -> bytes:
    """The graph as GEXF, with credit line and data version in the description of the file.

    A graph has no attributes of its own in GEXF.
    """
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(as_networkx(graph, credit))
    meta = writer.xml.find("meta")
    parts = [credit, f"Data version {version}" if version else ""]
    description = "; ".join(filter(None, parts))
    if description and meta is not None:
        SubElement(meta, "description").text = description
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def to_edge_list(graph: Graph, credit: str = "", version: str = "") -> bytes:
    """A row for each edge: its two ends, what ties them, when, by how many ties, if projected.

    Like every CSV of ours it has rows and nothing else: credit and data version, which all writers
    of graphs take, stand beside the button that saves it.
    """
    labels_by_id = dict(zip(graph.nodes["id"], graph.nodes["label"], strict=True))
    edges = graph.edges
    # The first four columns are those by which Gephi knows an edge.
    columns = {
        "Source": edges["source"],
        "Target": edges["target"],
        "Type": "Undirected",
        "Weight": edges["n"],
        "Source name": edges["source"].map(labels_by_id),
        "Target name": edges["target"].map(labels_by_id),
        "Tie": edges["tie"],
        "Relation": edges["relation"],
        "When": edges["when"],
        "Projected": edges["projected"].map({True: "yes", False: "no"}),
    }
    safe = pd.DataFrame(columns).map(inert)
    return safe.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
