"""The network as GraphML, GEXF or a list of edges, for Gephi, yEd, Cytoscape and networkx."""

import io
from collections.abc import Iterable
from xml.etree.ElementTree import SubElement

import networkx as nx
import pandas as pd
from networkx.readwrite.gexf import GEXFWriter

from atlas.charts.chart import Context
from atlas.charts.network.edges import Dash
from atlas.charts.network.hovers import edge_texts, node_texts, record_words
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions
from atlas.charts.network.ties import Tie
from atlas.dataset.dataset import Dataset
from atlas.export.rows import inert

# XML has no place for control characters.
FORBIDDEN = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])


def as_networkx(
    graph: Graph, context: Context[NetworkOptions], credit: str = "", version: str = ""
) -> "nx.Graph[str]":
    """The drawn graph with every attribute of its nodes and edges, without control characters.

    `credit` is the line that the terms of its sources ask for, `version` that of the data; they
    become attributes of the graph.
    """
    about_graph = {"credit": credit, "data_version": version}
    network: nx.Graph[str] = nx.Graph(**{name: text for name, text in about_graph.items() if text})
    _add_nodes(network, graph, context)
    _add_edges(network, graph, context.dataset)
    return network


def _add_nodes(network: "nx.Graph[str]", graph: Graph, context: Context[NetworkOptions]) -> None:
    texts = node_texts(graph.nodes, context)
    for node, text in zip(graph.nodes.to_dict("records"), texts, strict=True):
        label = context.dataset.label(node["id"])
        network.add_node(
            _plain(node["id"]),
            label=_plain(label),
            kind=_plain(node["kind"]),
            standing=_plain(node["standing"]),
            x=float(node["x"]),
            y=float(node["y"]),
            about=_plain(f"{label}\n{text}"),
        )


def _add_edges(network: "nx.Graph[str]", graph: Graph, dataset: Dataset) -> None:
    texts = edge_texts(graph.edges, dataset)
    for edge, text in zip(graph.edges.to_dict("records"), texts, strict=True):
        source, target = edge["source"], edge["target"]
        ends = f"{dataset.label(source)} – {dataset.label(target)}"
        years = "; ".join(f"{first}/{last}" for first, last in edge["years"])
        network.add_edge(
            _plain(source),
            _plain(target),
            tie=_plain(edge["tie"]),
            relation=_plain(_relations(edge["ties"])),
            when=_plain(_times(edge["ties"], dataset)),
            hover=_plain(f"{ends}\n{text}"),
            years=years,
            ties=int(edge["n"]),
            undated=int(edge["undated"]),
            status=_plain(_statuses(edge["status"], dataset)),
            carried_out=edge["dash"] != Dash.APART,
        )


def _plain(text: str) -> str:
    # Members of enumerations become plain text: the writers go by the type of a value.
    return str(text).translate(FORBIDDEN)


def _relations(ties: Iterable[Tie]) -> str:
    """How two nodes are related, each relation once."""
    return "; ".join(dict.fromkeys(tie.relation for tie in ties))


def _statuses(codes: str, dataset: Dataset) -> str:
    """The statuses of an edge's ties, each once."""
    labels = dataset.schema.labels("status")
    return "; ".join(labels[code] for code in codes.split(";") if code)


def _times(ties: Iterable[Tie], dataset: Dataset) -> str:
    """When two nodes were so related, each time once."""
    words = record_words(dataset)
    return "; ".join(dict.fromkeys(words[tie.record].when for tie in ties))


def to_graphml(
    graph: Graph, context: Context[NetworkOptions], credit: str = "", version: str = ""
) -> bytes:
    """The graph as GraphML, credit line and data version as data of the graph."""
    target = io.BytesIO()
    nx.write_graphml(as_networkx(graph, context, credit, version), target)
    return target.getvalue()


def to_gexf(
    graph: Graph, context: Context[NetworkOptions], credit: str = "", version: str = ""
) -> bytes:
    """The graph as GEXF, credit line and data version as the file's description.

    A graph has no attributes of its own there.
    """
    writer = GEXFWriter(version="1.2draft")
    writer.add_graph(as_networkx(graph, context, credit))
    edition = f"Data version {version}" if version else ""
    description = "; ".join(text for text in (credit, edition) if text)
    meta = writer.xml.find("meta")
    if description and meta is not None:
        SubElement(meta, "description").text = description
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def to_edge_list(
    graph: Graph, context: Context[NetworkOptions], credit: str = "", version: str = ""
) -> bytes:
    """A row for each edge: its two ends, what ties them, when, by how many ties, how
    far these have got, and whether any came about.

    Like every CSV of ours it has rows and nothing else: credit and data version stand beside the
    button that saves it.
    """
    edges, dataset = graph.edges, context.dataset
    is_carried_out = edges["dash"].ne(Dash.APART)
    columns = {
        "Source": edges["source"],
        "Target": edges["target"],
        "Type": "Undirected",
        "Weight": edges["n"],
        "Source name": edges["source"].map(dataset.label),
        "Target name": edges["target"].map(dataset.label),
        "Tie": edges["tie"],
        "Relation": [_relations(ties) for ties in edges["ties"]],
        "When": [_times(ties, dataset) for ties in edges["ties"]],
        "Status": [_statuses(codes, dataset) for codes in edges["status"]],
        "Carried out": is_carried_out.map({True: "yes", False: "no"}),
    }
    rows = pd.DataFrame(columns).map(inert)
    return rows.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")
