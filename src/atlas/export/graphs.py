"""The network as GraphML, GEXF, JSON or a list of edges, for Gephi, yEd, Cytoscape and networkx.

All of them say the same of an edge: its weight is the number of its ties.
"""

import io
import json
from collections.abc import Hashable, Mapping, Sequence
from datetime import date
from typing import Any
from xml.etree.ElementTree import SubElement

import networkx as nx
import pandas as pd
from networkx.readwrite.gexf import GEXFWriter

from atlas.charts.chart import Context
from atlas.charts.network.hovers import edge_texts, node_texts
from atlas.charts.network.network_view import Graph
from atlas.charts.network.options import NetworkOptions
from atlas.charts.network.words import left_out
from atlas.dataset.dataset import Dataset
from atlas.export.cells import steady
from atlas.export.tie_facts import (
    Span,
    TieFacts,
    edge_status,
    in_years,
    joined,
    spans,
    tie_facts,
)
from atlas.records.outcome import NOT_CARRIED_OUT
from atlas.values.characters import NO_TEXT

XSI = "http://www.w3.org/2001/XMLSchema-instance"
ABOUT_EDGES = (
    "The weight of an edge is the number of its ties; not_carried_out counts those among them that "
    "were only expected, discussed or announced, cancelled or denied. Its times are those of its "
    "dated ties, from the first to the last day of what their sources say; an edge without a dated "
    "tie has no time, and nodes have none."
)


def as_networkx(
    graph: Graph, context: Context[NetworkOptions], credit: str = "", version: str = ""
) -> "nx.Graph[str]":
    """The drawn graph with every attribute of its nodes and edges, without control characters.

    `credit` is the line that the terms of its sources ask for, `version` that of the data; they
    become attributes of the graph, as does what the view has left out. Of an edge, `weight` is the
    number of its ties, `not_carried_out` of those that were only expected, discussed or announced,
    cancelled or denied, `undated` of those without a date; `start` and `end` (ISO days),
    `year_first` and `year_last` bound the others, and are not there where that side is open.
    """
    about_graph = {"credit": credit, "data_version": version, "left_out": left_out(graph).strip()}
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
            country=_plain(node["country"]),
            standing=_plain(node["standing"]),
            x=float(node["x"]),
            y=float(node["y"]),
            about=_plain(f"{label}\n{text}"),
        )


def _add_edges(network: "nx.Graph[str]", graph: Graph, dataset: Dataset) -> None:
    texts = edge_texts(graph.edges, dataset)
    statuses = edge_status(graph.edges, dataset)
    for edge, status, text in zip(graph.edges.to_dict("records"), statuses, texts, strict=True):
        source = edge["source"]
        target = edge["target"]
        facts = _facts(edge, dataset)
        ends = f"{dataset.label(source)} – {dataset.label(target)}"
        own_spans = _spans(facts)
        network.add_edge(
            _plain(source),
            _plain(target),
            weight=int(edge["n"]),
            tie=_plain(edge["tie"]),
            relation=_plain(joined(fact.relation for fact in facts)),
            status=_plain(status),
            basis=_plain(_bases(facts)),
            sources=_plain(_sources(facts)),
            when=_plain(joined(fact.when for fact in facts)),
            hover=_plain(f"{ends}\n{text}"),
            note=_plain(joined(fact.note for fact in facts)),
            years="; ".join(in_years(span) for span in own_spans),
            undated=int(edge["undated"]),
            not_carried_out=_n_apart(edge),
            **_bounds(own_spans),
        )


def _facts(edge: Mapping[Hashable, Any], dataset: Dataset) -> list[TieFacts]:
    return [tie_facts(tie, dataset) for tie in edge["ties"]]


def _bases(facts: Sequence[TieFacts]) -> str:
    return joined(basis for fact in facts for basis in fact.basis.split("; "))


def _n_apart(edge: Mapping[Hashable, Any]) -> int:
    # No sum of what was may hold them.
    return sum(tie.state in NOT_CARRIED_OUT for tie in edge["ties"])


def _sources(facts: Sequence[TieFacts]) -> str:
    return joined(source for fact in facts for source in fact.sources)


def _spans(facts: Sequence[TieFacts]) -> list[Span]:
    return spans(fact.time for fact in facts)


def _bounds(own_spans: Sequence[Span]) -> dict[str, str | int]:
    """The outer bounds of some spans in order, as far as they are known."""
    bounds: dict[str, str | int] = {}
    if not own_spans:
        return bounds
    start = own_spans[0][0]
    end = own_spans[-1][1]
    if start:
        bounds |= {"start": start.isoformat(), "year_first": start.year}
    if end:
        bounds |= {"end": end.isoformat(), "year_last": end.year}
    return bounds


def _plain(text: str) -> str:
    # The writers go by the type of a value: no enumerations. XML has no place for signs of control.
    return NO_TEXT.sub("", str(text))


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
    """The graph as GEXF 1.3 with edges in time, so that Gephi shows a timeline.

    Its description has credit, version and what the times mean; the day of writing is not told.
    """
    network = as_networkx(graph, context)
    _take_spells(network, graph, context.dataset)
    writer = GEXFWriter(version="1.3")
    # It writes a namespace that is no namespace of XML Schema, and a name that no graph has there.
    writer.xml.set("xmlns:xsi", XSI)
    writer.add_graph(network)
    del writer.graph_element.attrib["name"]
    edition = f"Data version {version}" if version else ""
    lines = [text for text in (credit, edition, left_out(graph).strip(), ABOUT_EDGES) if text]
    writer.xml.find("meta").attrib.pop("lastmodifieddate")
    SubElement(writer.xml.find("meta"), "description").text = "; ".join(lines)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def _take_spells(network: "nx.Graph[str]", graph: Graph, dataset: Dataset) -> None:
    """Give edges that have several spans all of them, in place of their outer bounds."""
    for edge in graph.edges.to_dict("records"):
        facts = _facts(edge, dataset)
        own_spans = _spans(facts)
        if len(own_spans) > 1:
            attributes = network.edges[_plain(edge["source"]), _plain(edge["target"])]
            attributes.pop("start", None)
            attributes.pop("end", None)
            attributes["spells"] = [(_iso(start), _iso(end)) for start, end in own_spans]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def to_node_link(
    graph: Graph, context: Context[NetworkOptions], credit: str = "", version: str = ""
) -> bytes:
    """The graph as JSON in the form of `networkx.node_link_graph`, each edge with all its ties."""
    network = as_networkx(graph, context, credit, version)
    for edge in graph.edges.to_dict("records"):
        attributes = network.edges[_plain(edge["source"]), _plain(edge["target"])]
        attributes["ties"] = [_tie_of_json(fact) for fact in _facts(edge, context.dataset)]
    return json.dumps(nx.node_link_data(network), ensure_ascii=False, indent=1).encode()


def _tie_of_json(fact: TieFacts) -> dict[str, Any]:
    own = fact._asdict()
    del own["time"]
    return {**own, "date": fact.time.edtf or ""}


def to_edge_list(
    graph: Graph, context: Context[NetworkOptions], credit: str = "", version: str = ""
) -> bytes:
    """A row for each edge: its two ends, and what the other files say of it.

    Like every CSV of ours it has rows and nothing else, and no cell that a spreadsheet changes:
    credit and data version stand beside the button that saves it.
    """
    edges = graph.edges
    dataset = context.dataset
    facts = [_facts(edge, dataset) for edge in edges.to_dict("records")]
    bounds = [_bounds(_spans(own_facts)) for own_facts in facts]
    columns = {
        "Source": edges["source"],
        "Target": edges["target"],
        "Type": "Undirected",
        "Weight": edges["n"],
        "Source name": edges["source"].map(dataset.label),
        "Target name": edges["target"].map(dataset.label),
        "Tie": edges["tie"],
        "Relation": [joined(fact.relation for fact in own) for own in facts],
        "Status": edge_status(edges, dataset),
        "Basis": [_bases(own) for own in facts],
        "When": [joined(fact.when for fact in own) for own in facts],
        "First year": _years(bounds, "year_first"),
        "Last year": _years(bounds, "year_last"),
        "Undated ties": edges["undated"],
        "Ties not carried out": [_n_apart(edge) for edge in edges.to_dict("records")],
        "Sources": [_sources(own) for own in facts],
        "Evidence": [joined(fact.evidence for fact in own) for own in facts],
        "Note": [joined(fact.note for fact in own) for own in facts],
    }
    rows = pd.DataFrame(columns).map(steady)
    return rows.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _years(bounds: Sequence[Mapping[str, str | int]], name: str) -> list[str]:
    """A year of each edge, blank where it is not known."""
    return [str(own.get(name, "")) for own in bounds]
