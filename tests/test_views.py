"""Views: the numbers that charts draw, counted by hand in the tiny package."""

from dataclasses import replace

import pandas as pd
import pytest

from atlas.charts.chart import Context
from atlas.charts.coverage import by_year_view
from atlas.charts.exercises import columns_view, timeline_view
from atlas.charts.network import network_view, tie_table
from atlas.charts.network.edges import Dash
from atlas.charts.network.hovers import edge_texts
from atlas.charts.network.layout import positions
from atlas.charts.network.network_view import NetworkOptions
from atlas.charts.transfers import flows_view, street_view
from atlas.charts.transfers.directed import UNKNOWN, joint
from atlas.charts.transfers.flow_rows import FlowOptions, as_bands, band_labels
from atlas.charts.transfers.left_out import left_out, not_carried_out
from atlas.charts.transfers.units import units
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply
from atlas.records import hovers, listing
from atlas.records.listing import singles
from atlas.records.outcome import State

WHOLE = NetworkOptions(nodes="all", apart="dashed")


def test_all_single_records_are_counted_once_by_the_year_they_begin(
    everything: Dataset,
) -> None:
    counts = by_year_view.by_year(everything)
    assert (
        counts["n"].sum()
        == sum(len(everything[table.name]) for table in everything.schema.sheets) - 1
        == 17
    )
    year = counts[counts["year"].eq(2014)].set_index("table")["n"].to_dict()
    assert year == {"context": 1, "links": 1, "transfers": 1}


def test_a_filter_that_hides_the_parts_of_a_group_does_not_make_the_group_an_exercise(
    everything: Dataset,
) -> None:
    assert timeline_view.timeline(everything)["id"].tolist() == [
        "steppe-1",
        "wave",
        "drill",
        "steppe-2",
    ]
    alone = everything.only({"exercises": everything["exercises"].drop(["steppe-1", "steppe-2"])})
    assert timeline_view.timeline(alone)["id"].tolist() == ["wave", "drill"]


def test_a_one_day_exercise_is_a_day_wide(everything: Dataset) -> None:
    wave = timeline_view.timeline(everything).set_index("id").loc["wave"]
    assert (wave["start"], wave["end"]) == (pd.Timestamp(2012, 4, 22), pd.Timestamp(2012, 4, 23))
    assert wave["exact"]


def test_marks_know_lane_contingents_and_how_exact_their_date_is(everything: Dataset) -> None:
    marks = timeline_view.timeline(everything).set_index("id")
    assert marks["lane"].to_dict() == {
        "steppe-1": "steppe",
        "steppe-2": "steppe",
        "wave": "wave",
        "drill": "drill",
    }
    assert marks["contingents"].to_dict() == {
        "steppe-1": "under 1,000",
        "steppe-2": "3,000 to 9,999",
        "wave": "not stated",
        "drill": "not stated",
    }
    assert marks["exact"].to_dict() == {
        "steppe-1": False,
        "steppe-2": True,
        "wave": True,
        "drill": False,
    }
    assert marks["dated"].to_dict() == {
        "steppe-1": True,
        "steppe-2": True,
        "wave": True,
        "drill": False,
    }


def test_marks_that_overlap_in_a_lane_stand_in_different_rows(everything: Dataset) -> None:
    frame = everything["exercises"]
    frame.loc["steppe-1", ["start", "end"]] = [pd.Timestamp(2018, 9, 1), pd.Timestamp(2018, 9, 30)]
    frames = {**everything.frames, "exercises": frame}
    marks = timeline_view.timeline(replace(everything, frames=frames, built=frames)).set_index("id")
    assert sorted(marks.loc[["steppe-1", "steppe-2"], "row"]) == [0, 1]


def test_exercises_per_year_leave_groups_out(everything: Dataset) -> None:
    counts = columns_view.per_year(everything)
    assert counts[["year", "domain", "n"]].to_numpy().tolist() == [
        [2005, "land", 1],
        [2012, "naval", 1],
        [2018, "internal-security", 1],
        [2018, "land", 1],
    ]


EVERY_FLOW = FlowOptions(third="shown", by="domain")


def test_flows_are_of_russia_and_china_unless_third_countries_are_asked_for(
    everything: Dataset,
) -> None:
    assert flows_view.flow_rows(everything, FlowOptions())["id"].tolist() == [
        "engine-supply",
        "jet-sale",
    ]
    assert flows_view.flow_rows(everything, EVERY_FLOW)["id"].tolist() == [
        "engine-supply",
        "jet-sale",
        "ship-sale",
    ]


def test_third_countries_are_shown_on_request_alone(everything: Dataset) -> None:
    india = apply(everything, Filters(recipient=("IND",))).dataset
    assert flows_view.flow_rows(india, EVERY_FLOW)["id"].tolist() == ["ship-sale"]
    assert flows_view.flow_rows(india, FlowOptions()).empty


def test_flows_run_from_supplier_over_domain_to_recipient_without_what_was_not_carried_out(
    everything: Dataset,
) -> None:
    context = Context(everything, EVERY_FLOW)
    bands = flows_view.flows(everything, EVERY_FLOW)
    assert sorted(band_labels(as_bands(bands), context)) == [
        "China → Naval → Russia",
        "Russia → Air → China",
        "Russia → Naval → India",
    ]
    assert bands["value"].tolist() == [1, 1, 1]


def test_each_direction_has_a_middle_of_its_own_where_there_are_only_two(
    everything: Dataset,
) -> None:
    assert flows_view.flows(everything, FlowOptions())["lane"].tolist() == ["CHN-RUS", "RUS-CHN"]
    assert flows_view.flows(everything, EVERY_FLOW)["lane"].unique().tolist() == [""]


def test_what_is_not_drawn_adds_up_with_what_is_to_the_transfers_in_view(
    everything: Dataset,
) -> None:
    options = FlowOptions(unit="pieces-aircraft")
    bands = flows_view.flows(everything, options)
    names = band_labels(as_bands(bands), Context(everything, options))
    assert dict(zip(names, bands["value"], strict=True)) == {"Russia → Aircraft → China": 24}
    assert left_out(everything, options, drawn=1) == (
        "Not in the picture: 1 transfer with third countries; 1 not carried out (offered, "
        "announced, under discussion, cancelled or denied), listed below; 1 joint programme or "
        "transfer without a direction, listed below; 1 without a value in this unit."
    )
    assert len(singles(everything["transfers"])) == 1 + 1 + 1 + 1 + 1
    assert not_carried_out(everything, options).tolist() == ["offer"]


def test_where_nothing_is_left_out_nothing_is_said(everything: Dataset) -> None:
    ships = apply(everything, Filters(recipient=("IND",))).dataset
    assert left_out(ships, EVERY_FLOW, drawn=1) == ""


def test_only_units_that_the_view_has_are_offered_and_pieces_by_category_alone(
    everything: Dataset, article: Dataset
) -> None:
    assert units(everything) == {
        "records": "Transfers",
        "usd": "Value (million USD)",
        "pieces-aircraft": "Aircraft: pieces delivered",
        "pieces-ships": "Ships: pieces delivered",
    }
    assert list(units(article)) == ["records", "pieces-ships"]


def test_flow_totals_are_the_totals_of_the_table_beneath(everything: Dataset) -> None:
    for unit in units(everything):
        options = FlowOptions(third="shown", unit=unit)
        rows = flows_view.flow_rows(everything, options)
        bands = flows_view.flows(everything, options)
        table = flows_view.flow_table(bands, Context(everything, options))
        assert bands["value"].sum() == rows["value"].sum()
        assert len(table) == len(rows) == bands["n"].sum()


def test_a_joint_programme_has_no_direction_and_is_listed_apart(everything: Dataset) -> None:
    assert joint(everything).tolist() == ["programme"]


def test_a_missing_side_of_a_transfer_is_unknown(everything: Dataset) -> None:
    frame = everything["transfers"]
    frame.loc["ship-sale", "recipient"] = None
    frames = {**everything.frames, "transfers": frame}
    bands = flows_view.flows(replace(everything, frames=frames, built=frames), EVERY_FLOW)
    ends = bands[["supplier", "key", "recipient"]].to_numpy().tolist()
    assert ["RUS", "naval", UNKNOWN] in ends


def test_the_street_shows_both_directions_by_year_and_nothing_else(everything: Dataset) -> None:
    rows = street_view.street(everything)
    assert rows[["id", "year", "direction", "certainty"]].to_numpy().tolist() == [
        ["engine-supply", 2014, "CHN-RUS", "dated"],
        ["jet-sale", 2015, "RUS-CHN", "dated"],
        ["offer", 2018, "CHN-RUS", "not carried out"],
    ]
    assert rows[["id", "category", "done"]].to_numpy().tolist() == [
        ["engine-supply", "engines", False],
        ["jet-sale", "aircraft", True],
        ["offer", "drones", False],
    ]


def test_the_network_ties_firms_systems_agreements_and_countries(everything: Dataset) -> None:
    graph = network_view.network(everything, WHOLE)
    pairs = {
        frozenset(pair) for pair in zip(graph.edges["source"], graph.edges["target"], strict=True)
    }
    assert pairs == {
        frozenset(pair)
        for pair in [
            ("maker", "jet"),
            # The country of a supplying organisation stands beside it.
            ("RUS", "jet"),
            ("jet", "CHN"),
            ("CHN", "engine"),
            ("engine", "RUS"),
            ("engine", "jet"),
            ("RUS", "IND"),
            ("CHN", "RUS"),
            ("CHN", "pact"),
            ("RUS", "pact"),
            ("maker", "RUS"),
        ]
    }


def test_parallel_ties_become_one_edge_that_keeps_all_their_evidence(everything: Dataset) -> None:
    edges = network_view.network(everything, WHOLE).edges
    pairs = list(zip(edges["source"], edges["target"], strict=True))
    texts = dict(zip(pairs, edge_texts(edges, everything), strict=True))
    rows = edges.set_index(["source", "target"])
    made = rows.loc[("maker", "jet")]
    assert made["n"] == 2
    assert [tie.record for tie in made["ties"]] == ["jet-sale", "maker-jet"]
    assert texts["maker", "jet"].split("\n") == [
        "Jet Works supplies Jet 7 (sale, 2015, delivered) · System, Supplying organisations: "
        "Stated: Weekly 2018 ¶5; Ordered, Status: Stated: Agency 2019 ¶2",
        "Jet Works makes Jet 7 (mentioned 2018) · Stated: Weekly 2018 ¶5",
    ]
    both = rows.loc[("CHN", "RUS")]
    assert "2018, projected" in texts["CHN", "RUS"]
    assert [tie.state for tie in both["ties"]].count(State.PROJECTED) == 1
    assert both["dash"] == Dash.SOLID


@pytest.mark.parametrize(
    ("depth", "nodes"),
    [("1", {"pact", "CHN", "RUS"}), ("2", {"pact", "CHN", "RUS", "jet", "engine", "maker", "IND"})],
)
def test_a_focus_shows_the_nodes_so_many_steps_around_it(
    everything: Dataset, depth: str, nodes: set[str]
) -> None:
    assert (
        set(network_view.network(everything, replace(WHOLE, focus="pact", depth=depth)).nodes["id"])
        == nodes
    )


def test_a_focus_that_is_not_in_view_shows_the_whole_network(everything: Dataset) -> None:
    assert len(network_view.network(everything, replace(WHOLE, focus="nobody")).nodes) == 7


def test_the_table_of_the_network_has_every_tie_of_the_picture(everything: Dataset) -> None:
    graph = network_view.network(everything, WHOLE)
    table = tie_table.network_table(graph, Context(everything, WHOLE))
    assert len(table) == graph.edges["n"].sum()
    assert table["Sources"].notna().all()


def test_no_node_stands_on_another(everything: Dataset) -> None:
    nodes = network_view.network(everything, WHOLE).nodes
    assert not nodes[["x", "y"]].round().duplicated().any()


def test_a_layout_of_nothing_and_of_one_node_has_a_place_for_each() -> None:
    assert positions([], []).shape == (0, 2)
    assert positions(["a"], []).tolist() == [[0, 0]]


def test_listings_spell_codes_and_keep_numbers(everything: Dataset) -> None:
    row = listing.listing(everything, "exercises").loc["steppe-2"]
    assert (row["Kind"], row["Participants"], row["Domains"], row["Host"]) == (
        "Field exercise",
        "China; Russia",
        "Land; Air",
        "Russia",
    )
    assert row["Personnel, China (persons)"] == 3500
    assert row["Sources"] == "Weekly 2018 ¶2; Agency 2019 ¶1"
    assert row["Also mentioned by"] == "Portal 2020 ¶9"


def test_hover_text_shows_markup_from_data_as_text(everything: Dataset) -> None:
    frame = everything["exercises"]
    frame.loc["wave", "label"] = "<b>Wave</b> & <img onerror=x>"
    hostile = everything.only({"exercises": frame})
    text = hovers.hover(hostile, "exercises", frame.index, ["kind"]).loc["wave"]
    assert text.startswith(
        "<b>&lt;b&gt;Wave&lt;/b&gt; &amp; &lt;img onerror=x&gt;</b><br>22 April 2012<br>Kind: "
        "Field exercise"
    )
