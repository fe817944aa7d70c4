"""The network as files: read back by networkx and igraph, as the rows are, in the format's form."""

import io
import json
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import igraph
import networkx as nx
import pandas as pd
import pytest

from atlas.charts.chart import Context
from atlas.charts.chart_view import ChartView
from atlas.charts.network.network_view import Graph
from atlas.charts.registry import CHARTS
from atlas.dataset.filters import Filters
from atlas.export.columns import Time
from atlas.export.graphs import as_networkx, to_edge_list, to_gexf, to_graphml, to_node_link
from atlas.export.tie_facts import spans
from atlas.paths import ROOT

GEXF = "{http://gexf.net/1.3}"
# What each element of a GEXF file may bear, from the section of “GEXF 1.3 Primer” that says so.
ALLOWED = {
    # 2.2 Header
    "gexf": {"version", "variant", "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"},
    "meta": {"lastmodifieddate"},
    "creator": set(),
    "description": set(),
    # 2.3.1 Declaring a Graph, 5.2 Time representation, 5.3 Time format
    "graph": {"defaultedgetype", "mode", "timeformat", "timerepresentation"},
    # 2.4.3 Declaring Attributes, 5 Dynamics (example: `class="node" mode="static"`)
    "attributes": {"class", "mode"},
    "attribute": {"id", "title", "type"},
    "nodes": {"count"},
    "edges": {"count"},
    # 2.3.2 Declaring a Node, 2.3.3 Declaring an Edge, 5.4.1 Unique interval or timestamp
    "node": {"id", "label", "start", "end"},
    "edge": {"id", "source", "target", "type", "label", "weight", "start", "end"},
    # 2.4.4 Defining Attribute Values
    "attvalues": set(),
    "attvalue": {"for", "value"},
    # 5.4.2 Spells
    "spells": set(),
    "spell": {"start", "end"},
}
# 2.4.1 Data types
TYPES = {"string", "integer", "long", "float", "double", "boolean"}
READERS = pytest.mark.parametrize(
    ("write", "read"),
    [(to_graphml, nx.read_graphml), (to_gexf, nx.read_gexf)],
    ids=["GraphML", "GEXF"],
)


@pytest.fixture(autouse=True)
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


@pytest.fixture
def shown() -> ChartView:
    return _whole()


def _whole() -> ChartView:
    """The network with countries as nodes, and what was not carried out."""
    options = CHARTS["network"].options(nodes="all", apart="dashed")
    return ChartView(CHARTS["network"], Filters(), options)


def _renamed(shown: ChartView, label: str) -> tuple[Graph, Context]:
    """The network, the first end of its first edge named so."""
    node = shown.view.edges["source"].iloc[0]
    dataset = replace(shown.dataset, labels={**shown.dataset.labels, node: label})
    return shown.view, Context(dataset, shown.options)


@READERS
def test_networkx_reads_back_the_graph_that_was_drawn(
    write: Any, read: Any, shown: ChartView
) -> None:
    graph, context = _renamed(shown, "Поиск 汉字 <b>&\x07")
    drawn = as_networkx(graph, context)
    again = read(io.BytesIO(write(graph, context)))
    assert len(drawn.nodes) == len(graph.nodes) > 0
    assert len(drawn.edges) == len(graph.edges) > 0
    assert set(again.nodes) == set(drawn.nodes)
    assert {frozenset(edge) for edge in again.edges} == {frozenset(edge) for edge in drawn.edges}
    for node, attributes in drawn.nodes(data=True):
        assert {key: again.nodes[node][key] for key in attributes} == attributes
    for first, last, attributes in drawn.edges(data=True):
        assert {key: again.edges[first, last][key] for key in attributes} == attributes


EXPECTED = {
    # A sale of 2015 to 2018 that its maker supplies, and that it makes the jet (without a date).
    ("jet", "maker"): (2, "Delivered", "Stated", "2015-01-01", "2018-12-31", 1),
    ("CHN", "jet"): (1, "Delivered", "Stated", "2015-01-01", "2018-12-31", 0),
    ("RUS", "maker"): (1, "", "Stated", None, None, 1),
    # Drones that are only expected, and a programme of 2016 that is under way.
    ("CHN", "RUS"): (
        2,
        "Under way; Prospective",
        "Stated; Projected",
        "2016-01-01",
        "2016-12-31",
        1,
    ),
    ("engine", "jet"): (1, "", "Inferred", "2014-01-01", "2014-12-31", 0),
    ("IND", "RUS"): (1, "Ended", "Stated", "2010-01-01", "2010-12-31", 0),
}


def _said(attributes: Any) -> tuple[Any, ...]:
    names = ("weight", "status", "basis", "start", "end", "undated")
    return tuple(attributes.get(name) for name in names)


@READERS
def test_an_edge_has_the_weight_status_basis_and_time_of_its_rows(
    write: Any, read: Any, shown: ChartView
) -> None:
    again = read(io.BytesIO(write(shown.view, shown.context)))
    for ends, expected in EXPECTED.items():
        assert _said(again.edges[ends]) == expected


def test_igraph_reads_the_same_weights_statuses_and_times(shown: ChartView, tmp_path: Path) -> None:
    path = tmp_path / "network.graphml"
    path.write_bytes(to_graphml(shown.view, shown.context))
    graph = igraph.Graph.Read_GraphML(str(path))
    read = {}
    for edge in graph.es:
        ends = tuple(sorted(graph.vs[[edge.source, edge.target]]["id"]))
        values = {name: value or None for name, value in edge.attributes().items()}
        values |= {"status": edge["status"], "undated": int(edge["undated"])}
        read[ends] = _said(values)
    assert {ends: read[ends] for ends in EXPECTED} == EXPECTED


def test_the_list_of_edges_and_the_json_say_the_same(shown: ChartView) -> None:
    written = io.BytesIO(to_edge_list(shown.view, shown.context))
    edges = pd.read_csv(written, dtype="str", keep_default_na=False)
    rows = {tuple(sorted((row["Source"], row["Target"]))): row for row in edges.to_dict("records")}
    linked = json.loads(to_node_link(shown.view, shown.context))
    network = nx.node_link_graph(linked)
    for ends, (weight, status, basis, start, end, undated) in EXPECTED.items():
        row, attributes = rows[ends], network.edges[ends]
        years = [day[:4] if day else "" for day in (start, end)]
        assert (row["Weight"], row["Status"], row["Basis"]) == (str(weight), status, basis)
        assert [row["First year"], row["Last year"]] == years
        assert row["Undated ties"] == str(undated)
        not_carried_out = 1 if ends == ("CHN", "RUS") else 0
        assert row["Ties not carried out"] == str(not_carried_out)
        assert attributes["not_carried_out"] == not_carried_out
        assert _said(attributes) == (weight, status, basis, start, end, undated)
        assert len(attributes["ties"]) == weight
    sale, makes = network.edges["jet", "maker"]["ties"]
    assert (sale["relation"], sale["status"], sale["date"]) == (
        "sale: supplies",
        "Delivered",
        "2015",
    )
    assert sale["sources"] == ["Weekly 2018 ¶5", "Agency 2019 ¶2"]
    assert sale["evidence"] == (
        "System, Supplying organisations: Stated: Weekly 2018 ¶5; "
        "Ordered, Status: Stated: Agency 2019 ¶2"
    )
    assert (makes["relation"], makes["status"], makes["date"]) == ("makes", "", "")


def test_weights_add_up_to_the_rows_of_the_table(shown: ChartView) -> None:
    network = as_networkx(shown.view, shown.context)
    assert sum(nx.get_edge_attributes(network, "weight").values()) == len(shown.table)


def test_a_list_of_edges_names_both_ends_of_each_and_runs_no_formula(shown: ChartView) -> None:
    graph, context = _renamed(shown, "=1+1")
    listed = pd.read_csv(io.BytesIO(to_edge_list(graph, context)))
    assert len(listed) == len(graph.edges)
    assert listed["Source name"].iloc[0] == "'=1+1"
    assert listed["Weight"].tolist() == graph.edges["n"].tolist()
    assert set(listed["Source"]) | set(listed["Target"]) == set(graph.nodes["id"])


def test_an_edge_that_has_a_status_of_its_own_shows_it(shown: ChartView) -> None:
    edges = shown.view.edges.assign(status="cancelled")
    network = as_networkx(replace(shown.view, edges=edges), shown.context)
    assert set(nx.get_edge_attributes(network, "status").values()) == {"Cancelled"}


def _elements(data: bytes) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(data).iter())


def _name(element: ElementTree.Element) -> str:
    assert element.tag.startswith(GEXF)
    return element.tag.removeprefix(GEXF)


@pytest.mark.parametrize("data", ["tiny", "shipped"])
def test_a_gexf_file_is_as_its_specification_has_it(
    data: str, shown: ChartView, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Quotations are from “GEXF 1.3 Primer”, GEXF Working Group (CC BY 4.0), by section."""
    if data == "shipped":
        monkeypatch.setenv("ATLAS_DATA", str(ROOT / "data"))
        shown = _whole()
    elements = _elements(to_gexf(shown.view, shown.context, "A credit", "1a2b"))
    for element in elements:
        assert set(element.attrib) <= ALLOWED[_name(element)], element.tag
    root = elements[0]
    graph = root.find(f"{GEXF}graph")
    assert graph is not None
    # 2.2: “The graph element must be declared after the meta element.”
    assert [_name(part) for part in root] == ["meta", "graph"]
    assert not root[0].attrib, "the same graph is the same file on every day"
    # 2.3.1: “The edges element must be declared after the nodes element.”
    assert [_name(part) for part in graph] == ["attributes", "attributes", "nodes", "edges"]
    # 5: “Enable it by setting the mode attribute of the graph to dynamic.” 5.3: “As a date, it is
    # encoded as an international standard date (yyyy-mm-dd)”.
    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    for attribute in graph.iter(f"{GEXF}attribute"):
        assert attribute.get("type") in TYPES
    _ends_are_nodes_and_values_declared(graph)
    _times_are_in_order(graph)


def _ends_are_nodes_and_values_declared(graph: ElementTree.Element) -> None:
    # 2.3.2: “in a document there must be no two nodes with the same identifier”.
    nodes = [node.get("id") for node in graph.iter(f"{GEXF}node")]
    assert len(nodes) == len(set(nodes)) > 0
    # 2.3.3: “The value of the source, resp. target, must be the identifier of a node in the same
    # document.”
    for edge in graph.iter(f"{GEXF}edge"):
        assert {edge.get("source"), edge.get("target")} <= set(nodes)
        # 2.3.3: the weight “is a double”, and “zero should be avoided”.
        assert float(edge.get("weight", "0")) >= 1
    # 2.4: “Attribute’s name/title must be declared for the whole graph.”
    declared = {attribute.get("id") for attribute in graph.iter(f"{GEXF}attribute")}
    assert {value.get("for") for value in graph.iter(f"{GEXF}attvalue")} <= declared


def _times_are_in_order(graph: ElementTree.Element) -> None:
    n_timed = 0
    for edge in graph.iter(f"{GEXF}edge"):
        own = list(edge.iter(f"{GEXF}spell"))
        # 5.4.2: “If spells are provided, only their content are taken into account”.
        assert not own or not {"start", "end"} & set(edge.attrib)
        bounds = [(part.get("start"), part.get("end")) for part in own or [edge]]
        days = [_days(start, end) for start, end in bounds]
        n_timed += bounds != [(None, None)]
        # 5.4.1: “the end value must be equal or later than the start value”.
        assert all(first <= last for first, last in days)
        # 5.4.2: “Intervals can't overlap for an element.”
        for earlier, later in pairwise(days):
            assert earlier[1] < later[0]
    assert n_timed


def _days(start: str | None, end: str | None) -> tuple[date, date]:
    """5.2: “Omitting one of the two translates into an infinity bound.”"""
    first = date.fromisoformat(start) if start else date.min
    return first, date.fromisoformat(end) if end else date.max


def _time(start: str | None, end: str | None) -> Time:
    first = date.fromisoformat(start) if start else None
    return Time("given", first, date.fromisoformat(end) if end else None)


def test_times_that_meet_or_overlap_are_one_span_and_open_ends_stay_open() -> None:
    known = [
        _time("2016-01-01", "2016-12-31"),
        _time("2001-01-01", "2001-12-31"),
        _time("2002-01-01", "2003-05-01"),
        Time(),
        _time("2016-06-01", None),
    ]
    assert spans(known) == [(date(2001, 1, 1), date(2003, 5, 1)), (date(2016, 1, 1), None)]


def test_an_edge_of_several_times_has_a_spell_for_each(
    shown: ChartView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(ROOT / "data"))
    shown = _whole()
    network = as_networkx(shown.view, shown.context)
    again = nx.read_gexf(io.BytesIO(to_gexf(shown.view, shown.context)))
    several = {frozenset(edge): spells for *edge, spells in again.edges(data="spells") if spells}
    assert several
    for edge, spells in several.items():
        years = network.edges[tuple(edge)]["years"].split("; ")
        assert len(spells) == len(years) > 1
        for (start, _), span in zip(spells, years, strict=True):
            assert start[:4] == span[:4]


def test_a_file_says_what_its_view_left_out() -> None:
    shown = ChartView(CHARTS["network"], Filters(), CHARTS["network"].options())
    said = "4 further nodes, the countries and what they alone tie, are excluded."
    assert as_networkx(shown.view, shown.context).graph["left_out"] == said
    assert said in to_gexf(shown.view, shown.context).decode()
    assert said in to_graphml(shown.view, shown.context).decode()
    assert "left_out" not in as_networkx(_whole().view, _whole().context).graph


def test_a_node_has_its_country_though_countries_are_the_background() -> None:
    shown = ChartView(CHARTS["network"], Filters(), CHARTS["network"].options())
    countries = dict(as_networkx(shown.view, shown.context).nodes(data="country"))
    assert countries == {"engine": "", "jet": "RUS", "maker": "RUS"}
