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
from atlas.charts.network import (
    edges,
    halves,
    headline,
    legend,
    network_view,
    node_names,
    picture,
    room,
    routes,
    sides,
    tie_table,
    vis_page,
    ways,
    words,
)
from atlas.charts.network.centrality import centrality
from atlas.charts.network.layers import columns, crossings
from atlas.charts.network.network_view import NetworkOptions
from atlas.charts.network.node_countries import homes
from atlas.charts.network.tie_kinds import TieKind
from atlas.charts.network.ties import carried_out, ties_of
from atlas.charts.registry import CHARTS
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.export.graphs import as_networkx

CORE = NetworkOptions()
WHOLE = NetworkOptions(nodes="all", apart="dashed")
PAIR = {"supplier": "CHN", "recipient": "RUS"}
BY_COUNTRY = replace(WHOLE, colour="country")
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


def test_a_path_avoids_countries_and_says_how_long_the_others_are(everything: Dataset) -> None:
    path = ways.route(everything, "CHN", "maker")
    assert path.ways == (("CHN", "jet", "maker"), ("CHN", "engine", "jet", "maker"))
    assert ways.route_sentence(path, everything) == (
        "Shortest path, 2 hops: China – Jet 7 – Jet Works; 1 other is one hop longer."
    )
    direct = ways.route(everything, "maker", "jet")
    sentence = ways.route_sentence(direct, everything)
    assert sentence == "Shortest path, 1 hop: Jet Works – Jet 7."


def test_a_path_leads_through_countries_where_that_is_asked_for(everything: Dataset) -> None:
    path = ways.route(everything, "CHN", "maker", avoid=False)
    assert path.ways == (("CHN", "RUS", "maker"), ("CHN", "jet", "maker"))
    assert ways.route_sentence(path, everything) == (
        "Shortest path, 2 hops: China – Russia – Jet Works; 1 other is as short."
    )
    drawn = network_view.network(
        everything, NetworkOptions(path_from="CHN", path_to="maker", through="allowed")
    )
    assert set(drawn.nodes["id"]) == {"CHN", "RUS", "jet", "maker"}


def test_where_no_path_avoids_a_country_the_sentence_names_the_country(everything: Dataset) -> None:
    path = ways.route(everything, "IND", "jet")
    assert path.ways == (("IND", "RUS", "jet"), ("IND", "RUS", "engine", "jet"))
    assert ways.route_sentence(path, everything) == (
        "Shortest path, 2 hops: India – Russia – Jet 7; 1 other is one hop longer. "
        "Without Russia no path joins the two."
    )


def test_of_many_paths_a_few_are_shown_and_all_are_counted(
    everything: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ways, "MOST_WAYS", 1)
    path = ways.route(everything.only(everything.frames), "CHN", "maker")
    assert (len(path.ways), path.n_ways) == (1, 2)
    sentence = ways.route_sentence(path, everything)
    assert "1 other is as short or one hop longer" in sentence
    monkeypatch.setattr(ways, "MOST_COUNTED", 1)
    assert "more than 1 others are" in ways.route_sentence(path, everything)


OFFER = ("Weekly 2018", "¶7", "offer")
PROGRAMME = ("Weekly 2018", "¶8", "programme")
JET_SALE = ("Weekly 2018", "¶5", "jet-sale")
JET_REPORT = ("Agency 2019", "¶2", "jet-sale")


def test_each_hop_lists_every_tie_with_its_status_and_every_row_behind_it(
    everything: Dataset,
) -> None:
    table = routes.hops(everything, [("IND", "RUS", "CHN", "jet")])
    columns = ["Hop", "From", "Relation", "To", "When", "Status", "Source", "Paragraph", "Id"]
    assert table[columns].to_numpy().tolist() == [
        [1, "Russia", "sale", "India", "2010", "Ended", "Weekly 2018", "¶6", "ship-sale"],
        [2, "China", "sale", "Russia", "mentioned 2018", "Prospective", *OFFER],
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


@pytest.fixture
def spoken(tmp_path: Path) -> Dataset:
    """The maker of the jets is named by a minister alone, and the sale is told again by others."""
    named = tiny.said(
        "jet-sale", "copy", "¶4", "reported", said_by="A minister", supplier_org="maker"
    )
    told = tiny.said("jet-sale", "wire", "¶9", value_usd_m="2100")
    others = [
        {**row, "supplier_org": ""} if row["id"] == "jet-sale" else row
        for row in tiny.SHEETS["transfers"]
    ]
    folder = tiny.write(tmp_path / "data", {"transfers": [*others, named, told]})
    return build(tables.load(folder), ["article", "wire", "copy"])


NAMED = "Supplying organisations: Reported: Portal 2020 ¶4 (A minister)"


def test_a_tie_names_the_rows_that_say_it_and_no_other_row_of_its_record(spoken: Dataset) -> None:
    table = tie_table.network_table(
        network_view.network(spoken, WHOLE), Context(spoken, WHOLE)
    ).set_index(["From", "To", "Id"])
    tie = table.loc[("Jet Works", "Jet 7", "jet-sale")]
    assert tie["Basis"] == "Stated; Reported"
    assert tie["Evidence"] == (
        "System: Stated: Weekly 2018 ¶5; Supplying organisations: Reported: Portal 2020 ¶4 "
        "(A minister); Ordered, Status: Stated: Agency 2019 ¶2"
    )
    assert tie["Sources"] == "Weekly 2018 ¶5; Agency 2019 ¶2; Portal 2020 ¶4"
    bought = table.loc[("Jet 7", "China", "jet-sale")]
    assert bought["Sources"] == "Weekly 2018 ¶5; Agency 2019 ¶2"


def test_each_row_of_a_path_says_which_part_of_the_tie_it_is_the_source_of(
    spoken: Dataset,
) -> None:
    table = routes.hops(spoken, [("maker", "jet")])
    sale = table[table["Id"].eq("jet-sale")]
    columns = ["Says", "Source", "Paragraph", "Basis", "Said by"]
    assert sale[columns].to_numpy().tolist() == [
        ["System", "Weekly 2018", "¶5", "Stated", ""],
        ["Supplying organisations", "Portal 2020", "¶4", "Reported", "A minister"],
        ["Ordered, Status", "Agency 2019", "¶2", "Stated", ""],
    ]


def test_that_one_is_part_of_another_is_said_by_the_coders_and_by_no_source(
    tmp_path: Path,
) -> None:
    records = [{**row, "part_of": "jet"} if row["id"] == "engine" else row for row in tiny.RECORDS]
    folder = tiny.write(tmp_path / "data", records=records)
    grouped = build(tables.load(folder), ["article", "wire", "copy"])
    table = tie_table.network_table(network_view.network(grouped, WHOLE), Context(grouped, WHOLE))
    (part,) = table[table["Relation"].eq("part of")].to_dict("records")
    assert (part["Basis"], part["Sources"], part["Evidence"]) == ("", "", "Grouped by the coders")
    hop = routes.hops(grouped, [("engine", "jet")]).set_index("Relation").loc["part of"]
    assert hop["Note"] == "Grouped by the coders"


def test_each_row_behind_a_hop_has_the_coders_own_note_on_it(tmp_path: Path) -> None:
    links = [
        {**row, "note": "From the name alone."} if row["id"] == "maker-jet" else row
        for row in tiny.SHEETS["links"]
    ]
    folder = tiny.write(tmp_path / "data", {"links": links})
    noted = build(tables.load(folder), ["article", "wire", "copy"])
    table = routes.hops(noted, [("engine", "jet", "maker")])
    notes = dict(zip(table["Id"], table["Note"], strict=True))
    assert notes.pop("maker-jet") == "From the name alone."
    assert set(notes.values()) == {""}


@pytest.mark.parametrize(
    ("start", "goal", "sentence"),
    [
        ("CHN", "CHN", "Both ends of the path are China: choose two different nodes."),
        ("CHN", "", "Choose both ends to see the paths between them."),
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
    assert ways.route_sentence(drawn.path, apart) == sentence
    assert len(drawn.nodes)
    assert not drawn.nodes["route"].any()
    assert routes.hops(apart, drawn.path.ways).empty


def test_a_path_is_drawn_alone_from_left_to_right_whatever_the_focus(
    everything: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edges, "MOST_NODES", 2)
    drawn = network_view.network(everything, replace(INDIA_TO_JET, focus="pact"))
    places = drawn.nodes.set_index("id")["x"].sort_values()
    assert places.index.tolist() == ["IND", "RUS", "engine", "jet"]
    assert drawn.nodes.loc[drawn.nodes["route"], "id"].tolist() == ["IND", "RUS", "jet"]
    hops = drawn.edges[drawn.edges["route"]]
    assert [{*pair} for pair in zip(hops["source"], hops["target"], strict=True)] == [
        {"IND", "RUS"},
        {"RUS", "jet"},
    ]
    assert len(drawn.edges) == 4, "and the two hops by the engine"


def test_the_first_path_is_thick_and_the_page_has_all_of_them(everything: Dataset) -> None:
    drawn, context = (
        network_view.network(everything, INDIA_TO_JET),
        Context(everything, INDIA_TO_JET),
    )
    ties = [
        trace
        for trace in picture.figure(drawn, context).data
        if trace.mode == "lines" and trace.showlegend is False
    ]
    assert {trace.line.width for trace in ties} == {4, 1.2}
    assert sum(len(trace.x) // 3 for trace in ties if trace.line.width == 4) == 2
    assert _data(everything, INDIA_TO_JET)["ways"] == [
        ["IND", "RUS", "jet"],
        ["IND", "RUS", "engine", "jet"],
    ]
    assert words.takeaway(drawn, context) == ways.route_sentence(drawn.path, everything)


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
    nodes = network_view.network(everything, replace(WHOLE, layout="type")).nodes
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
    assert nodes["pact"]["title"].endswith("Rests on one independent source")
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
    assert "One independent source alone" not in page, "the legend names what is in view"


def test_an_edge_counts_its_ties_without_a_date(everything: Dataset) -> None:
    drawn = network_view.network(everything, WHOLE).edges.set_index(["source", "target"])
    assert drawn.loc[("maker", "jet"), "undated"] == 1, "it makes it (no date) and sold it"
    assert drawn.loc[("CHN", "RUS"), "undated"] == 1
    assert drawn.loc[("maker", "RUS"), ["undated", "dash"]].tolist() == [1, "undated"]


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
    sentence = words.takeaway(drawn, Context(everything, BY_COUNTRY))
    assert f"; of {missing} these sources state no country." in sentence
    by_type = network_view.network(everything, WHOLE)
    assert "state no country" not in words.takeaway(by_type, Context(everything, WHOLE))


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
    table = tie_table.network_table(drawn, context)
    assert len(table) == drawn.n_ties
    assert ways.route(twins, "engine", "jet").nodes == ("engine", "jet")
    assert centrality(twins)["Record"].tolist().count("Jet 7") == 2


def test_choices_tell_nodes_with_the_same_label_apart(everything: Dataset) -> None:
    """An address spells a node by its choice, and has to lead back to that node."""
    names = {**everything.labels, "engine": everything.labels["jet"]}
    choices = node_names.focus_choices(replace(everything, labels=names))
    assert choices["engine"] == "Jet 7 (system): engine"
    assert choices["jet"] == "Jet 7 (system): jet"
    assert len(set(choices.values())) == len(choices)
    assert node_names.focus_choices(everything)["jet"] == "Jet 7 (system)"


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
    assert drawn["lines"] == [
        ["China supplies Russia (sale, 2018, cancelled)", "Stated: Weekly 2018 ¶1", True]
    ]
    assert legend.APART_LABEL in _page(cancelled)
    table = tie_table.network_table(
        network_view.network(cancelled, WHOLE), Context(cancelled, WHOLE)
    )
    assert table.set_index("Id").loc["offer", "Status"] == "Cancelled"


def test_what_did_not_come_about_is_on_no_path_unless_it_is_asked_for(cancelled: Dataset) -> None:
    assert ways.route(cancelled, "IND", "RUS").nodes == ("IND", "RUS")
    assert ways.route(cancelled, "CHN", "RUS").nodes == ("CHN", "pact", "RUS")
    every = ways.route(cancelled, "CHN", "RUS", every=True)
    assert every.nodes == ("CHN", "RUS")
    assert routes.hops(cancelled, every.ways[:1])["Status"].tolist() == ["Cancelled"]


def test_what_did_not_come_about_is_left_out_unless_it_is_asked_for(cancelled: Dataset) -> None:
    hidden = NetworkOptions(nodes="all")
    assert _edge(cancelled, hidden, "CHN", "RUS").empty
    assert "apart" not in network_view.network(cancelled, hidden).edges["dash"].tolist()


def test_the_page_of_all_data_has_an_entry_for_everything_that_it_draws() -> None:
    page = _page(store.dataset(), WHOLE)
    assert legend.APART_LABEL in page
    assert "No date" in page


# Countries as the background


def test_a_picture_is_as_wide_as_its_image_with_room_for_names_at_its_sides(
    everything: Dataset,
) -> None:
    graph = network_view.network(everything, CORE)
    drawn = picture.figure(graph, Context(everything, CORE))
    assert drawn.layout.yaxis.scaleanchor is None, "a slide is not drawn as a square"
    left, right = drawn.layout.xaxis.range
    half_a_name = room.HALF_NAME * room.pixel(graph.nodes)[0]
    assert left + half_a_name <= graph.nodes["x"].min()
    assert right - half_a_name >= graph.nodes["x"].max()


def test_the_first_picture_has_firms_systems_and_agreements_on_the_grounds_of_countries(
    everything: Dataset,
) -> None:
    drawn = network_view.network(everything, CORE)
    assert drawn.nodes["id"].tolist() == ["engine", "jet", "maker"]
    assert drawn.n_left_out == 4, "China, Russia, India, and the pact that ties two of them"
    assert "; the best-connected organisation is Jet Works, with 1 neighbour." in (
        words.takeaway(drawn, Context(everything, CORE))
    )
    assert words.left_out(drawn) == (
        " 4 further nodes, the countries and what they alone tie, are excluded."
    )
    assert [ground.side for ground in drawn.grounds] == ["china", "russia"]


def test_a_node_stands_on_the_ground_of_its_maker_or_else_of_its_only_supplier(
    everything: Dataset,
) -> None:
    own = sides.sides(everything)
    assert (own["maker"], own["jet"], own["engine"]) == ("russia", "russia", "china")
    assert (own["CHN"], own["IND"], own["pact"]) == ("china", "others", "both")
    drawn = network_view.network(everything, CORE)
    china, russia = drawn.grounds
    x = drawn.nodes.set_index("id")["x"]
    assert china.left < x["engine"] < china.right == russia.left < x["jet"] < russia.right


def test_a_node_keeps_its_place_whatever_a_filter_leaves(everything: Dataset) -> None:
    narrowed = everything.only({**everything.frames, "transfers": everything["transfers"].head(0)})
    places = network_view.network(everything, CORE).nodes.set_index("id")[["x", "y"]]
    left = network_view.network(narrowed, CORE).nodes.set_index("id")[["x", "y"]]
    assert left.index.tolist() == ["engine", "jet", "maker"]
    pd.testing.assert_frame_equal(left, places)


def test_a_country_in_focus_is_a_node_though_countries_are_the_background(
    everything: Dataset,
) -> None:
    drawn = network_view.network(everything, NetworkOptions(focus="CHN"))
    assert set(drawn.nodes["id"]) == {"CHN", "engine", "jet", "pact"}
    assert drawn.grounds == ()


def test_where_only_countries_are_tied_they_are_nodes_on_request_alone(
    everything: Dataset,
) -> None:
    pact = _only(everything, "agreements")
    with_countries = NetworkOptions(nodes="all")
    nodes = network_view.network(pact, with_countries).nodes
    assert set(nodes["id"]) == {"CHN", "RUS", "pact"}
    assert network_view.network(pact, CORE).n_left_out == 3


def test_no_node_leaves_the_ground_of_its_side_and_no_two_share_a_place() -> None:
    nodes = [f"n{number}" for number in range(30)]
    own = [list(halves.Side)[number % 4] for number in range(30)]
    pairs = [("n0", node) for node in nodes[1:]]
    points = halves.positions(nodes, own, pairs, [0] * 30)
    bounds = {ground.side: ground for ground in halves.grounds(own)}
    for side, (x, y) in zip(own, points.tolist(), strict=True):
        ground = bounds[side]
        assert ground.left <= x <= ground.right
        assert ground.top <= y <= ground.bottom
    assert len(np.unique(points.round(), axis=0)) == 30
    assert halves.positions([], [], [], []).shape == (0, 2)


def test_a_community_is_led_by_its_best_connected_node() -> None:
    drawn = network_view.network(store.dataset(), CORE)
    leaders = drawn.nodes[drawn.nodes["leads"].gt(0)]
    assert leaders["leads"].ge(network_view.LEAST_COMMUNITY).all()
    assert leaders["leads"].sum() <= len(drawn.nodes)
    most = drawn.nodes.loc[drawn.nodes["degree"].idxmax()]
    assert most["leads"] > 0, "nobody in its own community has more neighbours"


def test_the_paths_from_henan_diesel_to_the_russian_navy_show_engines_and_statuses() -> None:
    options = NetworkOptions(path_from="henan-diesel", path_to="russian-navy")
    page = _data(store.dataset(), options)
    assert {"naval-diesel-engines", "missile-corvettes"} <= {node["id"] for node in page["nodes"]}
    (supplied,) = [
        edge for edge in page["edges"] if {edge["from"], edge["to"]} == set(page["ways"][0][:2])
    ]
    lines = [(sentence, is_apart) for sentence, _, is_apart in supplied["lines"]]
    assert any("delivered)" in sentence and not is_apart for sentence, is_apart in lines)
    assert any("cancelled)" in sentence and is_apart for sentence, is_apart in lines)
    assert not lines[0][1]
    assert lines[-1][1], "what came about stands first"


def test_with_a_focus_it_is_said_how_many_neighbours_that_has(everything: Dataset) -> None:
    own = Context(everything, NetworkOptions(focus="jet"))
    drawn = network_view.network(everything, own.options)
    ties = "Ties of China and Russia in these sources"
    assert headline.headline(drawn, own) == f"{ties}: 2 neighbours of Jet 7"
    assert words.takeaway(drawn, own) == (
        "Network of 3 nodes and 2 lines between them; 2 neighbours of Jet 7."
    )
    absent = Context(everything, NetworkOptions(focus="no-such"))
    drawn = network_view.network(everything, absent.options)
    assert headline.headline(drawn, absent) == (
        f"{ties}: the best-connected organisation is Jet Works, with 1 neighbour"
    )


def test_the_heading_of_a_path_names_its_ends_and_says_how_far_they_are_apart(
    everything: Dataset,
) -> None:
    drawn = network_view.network(everything, INDIA_TO_JET)
    heading = headline.headline(drawn, Context(everything, INDIA_TO_JET))
    assert heading == "India – Jet 7: a path of 2 hops; 1 other is one hop longer"
    to_itself = replace(INDIA_TO_JET, path_to="IND")
    drawn = network_view.network(everything, to_itself)
    heading = headline.headline(drawn, Context(everything, to_itself))
    assert heading == "Both ends of the path are India: choose two different nodes"


def test_a_system_that_is_named_in_the_plural_has_a_verb_in_the_plural(everything: Dataset) -> None:
    named = {**everything.labels, "engine": "Naval engines"}
    page = _data(replace(everything, labels=named), WHOLE)
    sentences = {line[0] for edge in page["edges"] for line in edge["lines"]}
    assert "Naval engines power Jet 7 (2014)" in sentences
    assert "Jet 7 goes to China (sale, 2015, delivered)" in sentences


PARTS = [
    NetworkOptions(focus="s-400"),
    NetworkOptions(path_from="henan-diesel", path_to="russian-navy"),
]


@pytest.mark.parametrize("options", PARTS, ids=["focus", "path"])
def test_of_a_part_those_entries_and_sources_alone_are_counted_that_are_drawn(
    options: NetworkOptions,
) -> None:
    shown = ChartView(CHARTS["network"], Filters(), options)
    drawn = {*shown.view.nodes["id"], *shown.linked_table["Id"]}
    assert set(shown.evidence_ids) <= drawn
    behind = shown.dataset.records.loc[shown.evidence_ids, "table"]
    sources = [
        name
        for identifier, table in behind.items()
        for name in shown.dataset[table].at[identifier, "sources"].split(";")
    ]
    assert set(shown.speaking.index) == set(sources)
    whole = ChartView(CHARTS["network"], Filters(), NetworkOptions())
    assert 0 < len(shown.speaking) < len(whole.speaking)


def test_what_filters_hide_around_a_focus_is_counted_as_hidden() -> None:
    options = NetworkOptions(focus="s-400")
    shown = ChartView(CHARTS["network"], Filters(years=(2019, 2026)), options)
    every = ChartView(CHARTS["network"], Filters(), options)
    assert shown.coverage.shown < every.coverage.shown
    assert sum(shown.coverage.hidden.values()) > 0
