"""The network as GraphML, GEXF or a list of edges, for Gephi, yEd, Cytoscape and networkx."""

import io
from xml.etree.ElementTree import SubElement

import networkx as nx
import pandas as pd
from networkx.readwrite.gexf import GEXFWriter

from atlas.charts.network.network_view import Graph
from atlas.export.rows import inert

FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def as_networkx(graph: Graph, credit: str = "", version: str = "") -> "nx.Graph[str]":
    """The drawn graph with every attribute of its nodes and edges; XML has no place for control characters, so they go.

    `credit` is the line that the terms of its sources ask for, `version` that of the data; they become attributes of the graph.
    """
    made: nx.Graph[str] = nx.Graph(
        **{name: text for name, text in (("credit", credit), ("data_version", version)) if text}
    )
    for node in graph.nodes.to_dict("records"):
        told = {name: _text(node[name]) for name in ("label", "kind", "standing")}
        made.add_node(
            _text(node["id"]),
            **told,
            x=float(node["x"]),
            y=float(node["y"]),
            about=_text(node["hover"]),
        )
    for edge in graph.edges.to_dict("records"):
        said = {name: _text(edge[name]) for name in ("tie", "relation", "when", "hover")}
        said["years"] = "; ".join(f"{low}/{high}" for low, high in edge["years"])
        counts = {"ties": int(edge["n"]), "undated": int(edge["undated"])}
        made.add_edge(
            _text(edge["source"]),
            _text(edge["target"]),
            **said,
            **counts,
            projected=bool(edge["projected"]),
        )
    return made


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value).translate(FORBIDDEN)  # type: ignore[call-overload]


def to_graphml(graph: Graph, credit: str = "", version: str = "") -> bytes:
    """The graph as GraphML, credit line and data version as data of the graph."""
    target = io.BytesIO()
    nx.write_graphml(as_networkx(graph, credit, version), target)
    return target.getvalue()


def to_gexf(graph: Graph, credit: str = "", version: str = "") -> bytes:
    """The graph as GEXF; a graph has no attributes of its own there, so credit line and data version are the file's description."""
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(as_networkx(graph, credit))
    meta = writer.xml.find("meta")
    told = "; ".join(
        text for text in (credit, f"Data version {version}" if version else "") if text
    )
    if told and meta is not None:
        SubElement(meta, "description").text = told
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def to_edge_list(graph: Graph, credit: str = "", version: str = "") -> bytes:
    """A row for each edge: ids and names of its two ends, what ties them, when, by how many ties, and whether it is projected.

    Like every CSV of ours it has rows and nothing else: credit and data version stand beside the button that saves it.
    """
    names = dict(zip(graph.nodes["id"], graph.nodes["label"], strict=True))
    edges = graph.edges
    listed = {
        "Source": edges["source"],
        "Target": edges["target"],
        "Type": "Undirected",
        "Weight": edges["n"],
        "Source name": edges["source"].map(names),
        "Target name": edges["target"].map(names),
        "Tie": edges["tie"],
        "Relation": edges["relation"],
        "When": edges["when"],
        "Projected": edges["projected"].map({True: "yes", False: "no"}),
    }
    return (
        pd.DataFrame(listed)
        .map(inert)
        .to_csv(index=False, lineterminator="\r\n")
        .encode("utf-8-sig")
    )
