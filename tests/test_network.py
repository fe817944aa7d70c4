"""The network, counted by hand.

Paths and their evidence, how central a node is, the two layouts, countries, standing and years.
"""

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tiny
from atlas.charts import labels, theme
from atlas.charts.chart import Context
from atlas.charts.chart_view import ChartView
from atlas.charts.network import edges, legend, network_view, picture, routes, vis_page
from atlas.charts.network.centrality import centrality
from atlas.charts.network.layers import columns, crossings
from atlas.charts.network.network_view import NetworkOptions
from atlas.charts.network.node_countries import homes
from atlas.charts.network.ties import TieKind, carried_out, ties_of
from atlas.charts.registry import CHARTS
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.export.graphs import as_networkx

WHOLE = NetworkOptions()
PAIR = {"supplier": "CHN", "recipient": "RUS"}
BY_COUNTRY = NetworkOptions(colour="country")
INDIA_TO_JET = NetworkOptions(path_from="IND", path_to="jet")


def _only(dataset: Dataset, *tables: str) -> Dataset:
    """The dataset with the records of these tables alone."""
    return dataset.only(
        {name: frame if name in tables else frame.head(0) for name, frame in dataset.frames.items()}
    )


def _page(dataset: Dataset, options: NetworkOptions = WHOLE) -> str:
    drawn = network_view.network(dataset, options)
    context = Context(dataset, options)
    return vis_page.page(drawn, context, "Title", "Sentence", script_url="/assets/x.js")


def _data(dataset: Dataset, options: NetworkOptions = WHOLE) -> dict:  # type: ignore[type-arg]
    return json.loads(_json(_page(dataset, options)))  # type: ignore[no-any-return]


def _json(page: str) -> str:
    """The JSON that the script of a page reads."""
    return re.search(r'id="data">(.*?)</script>', page, re.S)[1]  # type: ignore[index]


def test_a_path_has_as_few_hops_as_there_can_be_and_says_how_many_are_as_short(
    everything: Dataset,
) -> None:
    path = routes.route(everything, "CHN", "maker")
    assert path.nodes == ("CHN", "RUS", "maker")
    assert path.n_ways == 2, "by Russia, where it is based, and by what it makes"
    assert routes.route_sentence(path, everything) == (
        "Shortest path, 2 hops: China – Russia – Jet Works; "
        "2 paths are as short, this is the first by id."
    )
    direct = routes.route(everything, "maker", "jet")
    sentence = routes.route_sentence(direct, everything)
    assert sentence == "Shortest path, 1 hop: Jet Works – Jet 7."


PROGRAMME = ("Weekly 2018", "¶8", "programme")
JET_SALE = ("Weekly 2018", "¶5", "jet-sale")
JET_REPORT = ("Agency 2019", "¶2", "jet-sale")


def test_each_hop_lists_every_tie_and_every_row_behind_it(everything: Dataset) -> None:
    table = routes.hops(everything, ("IND", "RUS", "CHN", "jet"))
    columns = ["Hop", "From", "Relation", "To", "When", "Status", "Source", "Paragraph", "Id"]
    assert table[columns].to_numpy().tolist() == [
        [1, "Russia", "sale", "India", "2010", "Ended", "Weekly 2018", "¶6", "ship-sale"],
        [2, "China", "joint development", "Russia", "2016", "Under way", *PROGRAMME],
        [
            3,
            "Jet 7",
            "sale: goes to",
            "China",
            "2015",
            "Delivered",
            "Weekly 2018",
            "¶5",
            "jet-sale",
        ],
        [
            3,
            "Jet 7",
            "sale: goes to",
            "China",
            "2015",
            "Delivered",
            "Agency 2019",
            "¶2",
            "jet-sale",
        ],
    ]


@pytest.mark.parametrize(
    ("start", "goal", "sentence"),
    [
        ("CHN", "CHN", "Both ends of the path are China: choose two different nodes."),
        ("CHN", "", "Choose both ends to see the shortest path between them."),
        ("pact", "jet", "No path joins Pact of 2001 and Jet 7 under these filters."),
        (
            "pact",
            "IND",
            "No path from Pact of 2001 to India: under these filters one of them has no tie that "
            "was carried out.",
        ),
        ("", "", ""),
    ],
)
def test_where_there_is_no_path_a_sentence_says_why(
    everything: Dataset, start: str, goal: str, sentence: str
) -> None:
    apart = _only(everything, "agreements", "links")
    drawn = network_view.network(apart, NetworkOptions(path_from=start, path_to=goal))
    assert drawn.path.nodes == ()
    assert routes.route_sentence(drawn.path, apart) == sentence
    assert len(drawn.nodes)
    assert not drawn.nodes["route"].any()
    assert routes.hops(apart, drawn.path.nodes).empty


def test_a_path_is_drawn_whole_though_it_leaves_the_focus_or_what_a_picture_holds(
    everything: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = network_view.network(everything, replace(INDIA_TO_JET, focus="pact"))
    assert {"IND", "jet"} <= set(around.nodes["id"])
    monkeypatch.setattr(edges, "MOST_NODES", 2)
    few = network_view.network(everything, INDIA_TO_JET)
    assert set(few.nodes["id"]) == {"CHN", "RUS", "IND", "jet"}, "the busiest, and the path"
    assert len(network_view.network(everything, WHOLE).nodes) == 2
    for drawn in (around, few):
        assert drawn.nodes.loc[drawn.nodes["route"], "id"].tolist() == ["IND", "RUS", "jet"]
        assert drawn.edges["route"].sum() == 2


def test_what_is_not_on_the_path_is_faint_and_the_path_is_thick(everything: Dataset) -> None:
    drawn = network_view.network(everything, INDIA_TO_JET)
    ties = [
        trace
        for trace in picture.figure(drawn, Context(everything, INDIA_TO_JET)).data
        if trace.mode == "lines" and trace.showlegend is False
    ]
    assert {(trace.line.width, trace.opacity) for trace in ties} == {(4, 1), (1.2, theme.FAINT)}
    assert sum(len(trace.x) // 3 for trace in ties if trace.line.width == 4) == 2
    page = _data(everything, INDIA_TO_JET)
    on, off = (
        [edge["width"] for edge in page["edges"] if bool(edge.get("route")) == which]
        for which in (True, False)
    )
    assert page["route"]
    assert min(on) > max(off)
    sentence = routes.route_sentence(drawn.path, everything)
    assert sentence in picture.takeaway(drawn, Context(everything, INDIA_TO_JET))


def test_the_middle_of_three_nodes_has_a_betweenness_of_one_and_the_ends_have_none(
    everything: Dataset,
) -> None:
    table = centrality(_only(everything, "agreements"))
    assert table[
        ["Record", "Type", "Country", "Degree", "Ties", "Betweenness"]
    ].to_numpy().tolist() == [
        ["Pact of 2001", "Agreement", "Several countries", 2, 2, 1.0],
        ["China", "Country", "China", 1, 1, 0.0],
        ["Russia", "Country", "Russia", 1, 1, 0.0],
    ]


def test_parallel_ties_are_one_neighbour_and_two_ties(everything: Dataset) -> None:
    table = centrality(everything).set_index("Id")
    assert table.loc["maker", ["Degree", "Ties"]].tolist() == [2, 3], (
        "Jet 7, which it makes and supplies, and Russia"
    )
    assert table["Ties"].sum() == 2 * len(carried_out(ties_of(everything)))
    assert len(carried_out(ties_of(everything))) == len(ties_of(everything)) - 1, "the offer"
    assert len(table) == len(network_view.network(everything, WHOLE).nodes)


def test_two_nodes_have_no_betweenness_and_nothing_has_no_rows(everything: Dataset) -> None:
    two = centrality(_only(everything, "organisations"))
    assert two["Record"].tolist() == ["Jet Works", "Russia"]
    assert two["Betweenness"].isna().all()
    assert centrality(_only(everything)).empty


def test_by_type_each_type_has_columns_of_its_own_and_no_node_stands_on_another(
    everything: Dataset,
) -> None:
    nodes = network_view.network(everything, NetworkOptions(layout="type")).nodes
    assert not nodes[["x", "y"]].duplicated().any()
    spans = (
        nodes.groupby("kind")["x"]
        .agg(["min", "max"])
        .loc[["organisations", "systems", "countries", "agreements"]]
    )
    assert (spans["max"].iloc[:-1].to_numpy() < spans["min"].iloc[1:].to_numpy()).all()


def test_by_type_nodes_are_ordered_so_that_ties_cross_less() -> None:
    pairs = [("a", "z"), ("b", "y"), ("c", "x")]
    assert crossings([["a", "b", "c"], ["x", "y", "z"]], pairs) == 3
    points = columns(
        ["a", "b", "c", "x", "y", "z"], ["left"] * 3 + ["right"] * 3, pairs, ["left", "right"]
    )
    heights = dict(zip("abcxyz", points[:, 1], strict=True))
    assert all(heights[one] == heights[other] for one, other in pairs)
    assert columns([], [], [], ["left"]).shape == (0, 2)


def test_a_node_has_the_country_that_records_state_and_a_system_that_of_its_maker(
    everything: Dataset,
) -> None:
    assert homes(everything) == {
        "CHN": "CHN",
        "RUS": "RUS",
        "IND": "IND",
        "maker": "RUS",
        "jet": "RUS",
        "engine": "",
        "pact": "several",
    }


def test_by_country_colours_are_fixed_and_unknown_is_grey_and_named(everything: Dataset) -> None:
    drawn = network_view.network(everything, BY_COUNTRY)
    colours = dict(zip(drawn.nodes["id"], legend.colours(drawn.nodes, BY_COUNTRY), strict=True))
    assert (
        colours["maker"]
        == colours["jet"]
        == colours["RUS"]
        == theme.COUNTRIES["RUS"]
        != colours["CHN"]
        == theme.COUNTRIES["CHN"]
    )
    assert colours["engine"] == theme.NEUTRAL
    entries = dict(legend.countries(drawn, BY_COUNTRY, everything))
    assert entries["Country not stated"] == theme.NEUTRAL
    nodes = {node["id"]: node for node in _data(everything, BY_COUNTRY)["nodes"]}
    assert "Country not stated" in nodes["engine"]["title"]
    shapes = {node["shape"] for node in nodes.values()}
    assert shapes == {"star", "square", "dot", "diamond"}, "the shape still tells the type"
    assert len(set(theme.COUNTRIES.values())) == len(theme.COUNTRIES)


def test_a_country_without_a_colour_of_its_own_is_one_of_the_others() -> None:
    assert legend.country_colour("TUV") == theme.OTHER_COUNTRY


def test_nodes_that_rest_on_one_origin_or_one_state_are_marked_by_sign_border_and_words(
    everything: Dataset,
) -> None:
    drawn = network_view.network(everything, WHOLE)
    standings = drawn.nodes.set_index("id")["standing"]
    assert standings["pact"] == "one origin"
    assert standings["CHN"] == "", "a country is of the register alone"
    nodes = {node["id"]: node for node in _data(everything)["nodes"]}
    assert nodes["pact"]["title"].endswith("Rests on one origin")
    of_the_state = everything.sources.assign(kind="state media", country="CHN")
    state = replace(everything, sources=of_the_state)
    nodes = {node["id"]: node for node in _data(state)["nodes"]}
    assert nodes["pact"]["standing"] == "state media"
    assert "standing" not in nodes["CHN"]
    assert "state media of China alone" in nodes["pact"]["title"]
    signs, borders, _ = zip(*theme.STANDINGS.values(), strict=True)
    assert len(set(signs)) == len(set(borders)) == 2
    page = _page(state)
    assert "State media of one country alone" in page
    assert "One origin alone" not in page, "the legend names what is in view"


def test_an_edge_knows_the_years_of_its_dated_ties_and_how_many_have_none(
    everything: Dataset,
) -> None:
    drawn = network_view.network(everything, WHOLE).edges.set_index(["source", "target"])
    assert drawn.loc[("maker", "jet"), ["years", "undated"]].tolist() == [((2015, 2018),), 1], (
        "it makes it (no date) and sold it"
    )
    assert drawn.loc[("CHN", "RUS"), ["years", "undated"]].tolist() == [((2016, 2016),), 1]
    assert drawn.loc[("maker", "RUS"), ["years", "undated"]].tolist() == [(), 1]
    assert _data(everything)["years"] == [2001, 2018]


def test_years_are_asked_for_only_where_ties_have_dates(everything: Dataset) -> None:
    dated = _page(_only(everything, "transfers"))
    undated = _page(_only(everything, "organisations"))
    assert dated.count('type="range"') == 2
    assert 'type="range"' not in undated
    assert ">No date</li>" in undated


def test_the_rows_announced_are_those_of_the_table_whatever_is_chosen(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    for options in (
        INDIA_TO_JET,
        replace(INDIA_TO_JET, focus="pact"),
        NetworkOptions(layout="type", colour="country"),
    ):
        shown = ChartView(CHARTS["network"], Filters(), options)
        assert shown.rows == len(shown.table)


def test_a_part_is_tied_to_its_whole_only_where_both_are_in_view(everything: Dataset) -> None:
    systems = everything["systems"]
    parted = systems.assign(part_of=[None, systems.index[0], *[None] * (len(systems) - 2)])
    whole = replace(everything, built={**everything.built, "systems": parted}).only(
        {**everything.frames, "systems": parted}
    )
    without = whole.only({**whole.frames, "systems": parted.iloc[1:]})
    assert _parts(whole) == [(systems.index[1], systems.index[0])]
    assert _parts(without) == []


def _parts(dataset: Dataset) -> list[tuple[str, str]]:
    ties = ties_of(dataset)
    ties = ties[ties["relation"].eq("part of")]
    return list(zip(ties["source"], ties["target"], strict=True))


def test_what_a_filter_hides_has_no_tie_though_ties_are_read_once(everything: Dataset) -> None:
    assert "jet-sale" in set(ties_of(everything)["record"])
    sold = everything["transfers"]
    hidden = everything.only({**everything.frames, "transfers": sold[sold.index != "jet-sale"]})
    assert "jet-sale" not in set(ties_of(hidden)["record"])
    assert set(ties_of(hidden)["record"]) < set(ties_of(everything)["record"])


def test_by_country_the_sentence_says_of_how_many_nodes_no_country_is_stated(
    everything: Dataset,
) -> None:
    drawn = network_view.network(everything, BY_COUNTRY)
    missing = int(drawn.nodes["country"].eq("").sum())
    assert missing > 0
    sentence = picture.takeaway(drawn, Context(everything, BY_COUNTRY))
    assert f"; of {missing} the records state no country." in sentence
    by_type = network_view.network(everything, WHOLE)
    assert "state no country" not in picture.takeaway(by_type, Context(everything, WHOLE))


def test_two_nodes_with_the_same_label_are_two_nodes_everywhere(everything: Dataset) -> None:
    names = {**everything.labels, "engine": everything.labels["jet"]}
    twins = replace(everything, labels=names)
    drawn, context = network_view.network(twins, WHOLE), Context(twins, WHOLE)
    assert (
        drawn.nodes["id"].tolist() == network_view.network(everything, WHOLE).nodes["id"].tolist()
    )
    nodes = [node["id"] for node in _data(twins)["nodes"] if node["label"] == "Jet 7"]
    assert nodes == ["engine", "jet"]
    marks = [trace for trace in picture.figure(drawn, context).data if trace.customdata is not None]
    assert sum(list(trace.customdata).count("engine") for trace in marks) == 1
    assert sum(list(trace.customdata).count("jet") for trace in marks) == 1
    named = [name for _, name in as_networkx(drawn, context).nodes(data="label")]
    assert named.count("Jet 7") == 2
    table = network_view.network_table(drawn, context)
    assert len(table) == drawn.n_ties
    assert routes.route(twins, "engine", "jet").nodes == ("engine", "jet")
    assert centrality(twins)["Record"].tolist().count("Jet 7") == 2


def test_choices_tell_nodes_with_the_same_label_apart(everything: Dataset) -> None:
    """An address spells a node by its choice, and has to lead back to that node."""
    names = {**everything.labels, "engine": everything.labels["jet"]}
    choices = network_view.focus_choices(replace(everything, labels=names))
    assert choices["engine"] == "Jet 7 (system): engine"
    assert choices["jet"] == "Jet 7 (system): jet"
    assert len(set(choices.values())) == len(choices)
    assert network_view.focus_choices(everything)["jet"] == "Jet 7 (system)"


# A large part, which is laid out coarsely, a middling one and a small one.
LAID_OUT = """
from atlas.charts.network.layout import MOST_FINE, positions
sizes = (MOST_FINE + 50, 40, 4)
nodes = [f"{part}-{number}" for part, size in enumerate(sizes) for number in range(size)]
pairs = [(node, f"{node.split('-')[0]}-{int(node.split('-')[1]) // 3}") for node in nodes]
pairs = [pair for pair in pairs if pair[0] != pair[1]]
print(positions(nodes, pairs).tolist())
"""


def test_the_same_graph_is_laid_out_the_same_way_in_every_process() -> None:
    """Two processes, for one would lay it out once and keep that."""
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", LAID_OUT],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        for seed in ("1", "2")
    ]
    first, second = (process.communicate()[0] for process in processes)
    assert len(json.loads(first)) > 400
    assert first == second


def test_an_empty_network_has_a_page_that_a_browser_can_read(everything: Dataset) -> None:
    page = _page(_only(everything))
    assert json.loads(_json(page), parse_constant=pytest.fail)["nodes"] == []


def test_an_edge_carries_its_ties_as_facts_and_no_text(everything: Dataset) -> None:
    drawn = network_view.network(everything, BY_COUNTRY)
    assert drawn.nodes.columns.tolist() == network_view.NODES
    assert not {"label", "hover", "home"} & {*drawn.nodes.columns, *drawn.edges.columns}
    for edge in drawn.edges.to_dict("records"):
        assert len(edge["ties"]) == edge["n"]
        for tie in edge["ties"]:
            assert {tie.source, tie.target} == {edge["source"], edge["target"]}
            assert tie.tie in TieKind
            assert tie.record in everything.labels


def test_a_name_has_room_where_it_lies_over_no_other_name() -> None:
    points = np.array([[0.0, 0.0], [30.0, 0.0], [400.0, 0.0]])
    names = ["The first of three", "The second of three", "The third"]
    assert labels.fitting(points, names, [1, 2, 1], 10) == [False, True, True]
    assert labels.fitting(points[:0], [], [], 10) == []


def test_after_the_hubs_no_name_lies_over_another_node() -> None:
    """Ten hubs stand far apart; beneath the next two nodes, in turn, a node and nothing."""
    hubs = [(1000.0 * number, 0.0) for number in range(labels.HUBS)]
    points = np.array([*hubs, (0.0, 500.0), (3000.0, 500.0), (0.0, 520.0)])
    names = [*(f"Hub {number}" for number in range(labels.HUBS)), "Covering", "Free", "Covered"]
    degrees = [*([9] * labels.HUBS), 3, 2, 1]
    fits = labels.fitting(points, names, degrees, 10)
    assert fits == [*([True] * labels.HUBS), False, True, True]


# What did not come about


@pytest.fixture
def cancelled(tmp_path: Path) -> Dataset:
    """The tiny package without the pact and the programme, in which the offer was cancelled.

    Then the sale of engines and the cancelled offer alone tie Russia and China.
    """
    sheets = {
        "transfers": [
            tiny.said("offer", date="2018", kind="sale", status="cancelled", **PAIR),
            tiny.said("ship-sale", date="2010", kind="sale", supplier="RUS", recipient="IND"),
        ]
    }
    return build(tables.load(tiny.write(tmp_path, sheets)), ["article", "wire", "copy"])


def _edge(data: Dataset, options: NetworkOptions, first: str, last: str) -> pd.DataFrame:
    edges = network_view.network(data, options).edges
    return edges[edges["source"].eq(first) & edges["target"].eq(last)]


def test_a_cancelled_deal_is_dashed_and_grey_and_its_tooltip_says_so(cancelled: Dataset) -> None:
    (edge,) = _edge(cancelled, WHOLE, "CHN", "RUS").to_dict("records")
    assert (edge["dash"], edge["status"]) == ("apart", "cancelled")
    (drawn,) = [
        edge for edge in _data(cancelled)["edges"] if {edge["from"], edge["to"]} == {"CHN", "RUS"}
    ]
    assert (drawn["dash"], drawn["color"]) == ("apart", theme.NEUTRAL)
    assert drawn["title"] == "sale, 2018, cancelled · stated: Weekly 2018 ¶1"
    assert legend.APART_LABEL in _page(cancelled)
    table = network_view.network_table(
        network_view.network(cancelled, WHOLE), Context(cancelled, WHOLE)
    )
    assert table.set_index("Id").loc["offer", "Status"] == "Cancelled"


def test_what_did_not_come_about_is_on_no_path_unless_it_is_asked_for(cancelled: Dataset) -> None:
    assert routes.route(cancelled, "IND", "RUS").nodes == ("IND", "RUS")
    assert routes.route(cancelled, "CHN", "RUS").nodes == ("CHN", "pact", "RUS")
    every = routes.route(cancelled, "CHN", "RUS", every=True)
    assert every.nodes == ("CHN", "RUS")
    assert routes.hops(cancelled, every.nodes).empty
    assert routes.hops(cancelled, every.nodes, every=True)["Status"].tolist() == ["Cancelled"]


def test_what_did_not_come_about_can_be_left_out(cancelled: Dataset) -> None:
    hidden = NetworkOptions(apart="hidden")
    assert _edge(cancelled, hidden, "CHN", "RUS").empty
    assert "apart" not in network_view.network(cancelled, hidden).edges["dash"].tolist()


def test_the_page_of_all_data_has_an_entry_for_everything_that_it_draws() -> None:
    page = _page(store.dataset())
    assert legend.APART_LABEL in page
    assert "No date" in page
