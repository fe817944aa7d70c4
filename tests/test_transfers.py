"""Transfers as a matrix, in their course and added up by year, counted by hand."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

import tiny
from atlas.charts import theme, traces
from atlas.charts.chart import Context
from atlas.charts.chart_view import ChartView
from atlas.charts.registry import CHARTS
from atlas.charts.transfers import (
    course_lanes,
    courses_view,
    cumulative_view,
    flow_words,
    flows_view,
    matrix_view,
    sides,
    street_rows,
    street_view,
    street_words,
)
from atlas.charts.transfers import courses as lanes
from atlas.charts.transfers import cumulative as steps
from atlas.charts.transfers import flows as bands
from atlas.charts.transfers import matrix as cells
from atlas.charts.transfers import street as two_way
from atlas.charts.transfers.course_hovers import course_hovers
from atlas.charts.transfers.course_pieces import Piece, Sign
from atlas.charts.transfers.courses_view import MOST, CourseOptions
from atlas.charts.transfers.directed import UNKNOWN, directed, joint
from atlas.charts.transfers.flow_rows import FlowOptions
from atlas.charts.transfers.matrix_view import MatrixOptions
from atlas.charts.transfers.sides import OTHER
from atlas.charts.transfers.units import size
from atlas.datapackage import tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.records.outcome import State, state_of
from atlas.values.words import amount, counted, dollars

ALL = CourseOptions(whose="all")
DAY = pd.Timestamp


def _with(dataset: Dataset, identifier: str, **said: object) -> Dataset:
    """The dataset with other cells of one transfer."""
    frame = dataset["transfers"].copy(deep=True)
    for name, value in said.items():
        frame.loc[identifier, name] = value
    return _with_transfers(dataset, frame)


def _with_transfers(dataset: Dataset, frame: pd.DataFrame) -> Dataset:
    """The dataset with these transfers in place of its own."""
    frames = {**dataset.frames, "transfers": frame}
    return replace(dataset, frames=frames, built=frames)


def _repeated(dataset: Dataset, identifier: str, times: int) -> Dataset:
    """The dataset with one transfer so many times and no other."""
    frame = dataset["transfers"]
    index = pd.Index([f"again-{number:03}" for number in range(times)], name="id")
    again = pd.DataFrame([frame.loc[identifier].to_dict()] * times, index=index).astype(
        frame.dtypes.to_dict()
    )
    frames = {**dataset.frames, "transfers": again}
    return replace(dataset, frames=frames, built=frames)


def _course(dataset: Dataset, identifier: str) -> dict[str, tuple[pd.Timestamp, pd.Timestamp, str]]:
    """The pieces of one lane: start, end, certainty."""
    rows = courses_view.course(dataset, ALL)
    rows = rows[rows["id"].eq(identifier)]
    return dict(
        zip(
            rows["piece"],
            zip(rows["start"], rows["end"], rows["certainty"], strict=True),
            strict=True,
        )
    )


def _drawn_course(dataset: Dataset) -> go.Figure:
    view = courses_view.course(dataset, CourseOptions())
    return lanes.courses(view, Context(dataset, CourseOptions()))


def _sign(dataset: Dataset, identifier: str) -> str:
    rows = courses_view.course(dataset, ALL)
    is_end = rows["id"].eq(identifier) & rows["piece"].eq(Piece.END)
    return str(rows.loc[is_end, "sign"].item())


# Sides


YARD = {"id": "yard", "table": "organisations", "label": "A yard"}
NOWHERE = {"id": "nowhere", "table": "organisations", "label": "A firm"}


def _supplied(folder: Path, **cells: str) -> Dataset:
    """One sale, with a Russian maker, a Chinese yard and a firm without a country."""
    sale = tiny.said("ship-sale", kind="sale", date="2010", **cells)
    organisations = [
        tiny.said("maker", country="RUS"),
        tiny.said("yard", country="CHN"),
        tiny.said("nowhere"),
    ]
    sheets = {"transfers": [sale], "organisations": organisations}
    written = tiny.write(folder, sheets, records=[*tiny.RECORDS, YARD, NOWHERE])
    return build(tables.load(written), ["article"])


def test_a_side_without_a_country_has_that_of_its_organisation(tmp_path: Path) -> None:
    data = _supplied(tmp_path, supplier="CHN", recipient_org="maker")
    assert directed(data).loc["ship-sale", ["supplier", "recipient"]].tolist() == ["CHN", "RUS"]


@pytest.mark.parametrize("named", ["nowhere", "maker;yard", "maker;nowhere"])
def test_a_side_is_unknown_where_its_organisations_have_no_country_or_several(
    tmp_path: Path, named: str
) -> None:
    data = _supplied(tmp_path, supplier="CHN", recipient_org=named)
    assert directed(data).loc["ship-sale", "recipient"] == UNKNOWN


def test_the_organisations_of_a_joint_programme_give_it_no_direction(tmp_path: Path) -> None:
    both = {"partners": "CHN;RUS", "supplier_org": "maker", "recipient_org": "yard"}
    assert joint(_supplied(tmp_path, **both)).tolist() == ["ship-sale"]


@pytest.mark.parametrize(
    ("cells", "state"),
    [
        ({}, State.CARRIED_OUT),
        ({"status": None}, State.CARRIED_OUT),
        ({"status": "ended"}, State.ENDED),
        ({"status": "denied"}, State.DENIED),
        ({"status": "cancelled"}, State.CANCELLED),
        ({"status": "prospective"}, State.PROJECTED),
        ({"status": "announced"}, State.ANNOUNCED),
        ({"status": "under discussion"}, State.UNDER_DISCUSSION),
        ({"status": "agreed", "projected": True}, State.PROJECTED),
        ({"status": "cancelled", "projected": True}, State.CANCELLED),
    ],
)
def test_what_did_not_come_about_is_told_apart_by_its_status_or_because_it_is_but_expected(
    everything: Dataset, cells: dict[str, Any], state: State
) -> None:
    assert state_of(directed(_with(everything, "jet-sale", **cells)))["jet-sale"] == state


# Numbers in words


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (2000, "usd", "USD 2.0 bn"),
        (950, "usd", "USD 950 m"),
        (999.7, "usd", "USD 1.0 bn"),
        (1, "records", "1 transfer"),
        (12.5, "tiv", "12.5 million TIV"),
        (float("nan"), "usd", "unknown"),
    ],
)
def test_sums_are_written_as_people_write_them(value: float, unit: str, text: str) -> None:
    assert amount(value, unit) == text


@pytest.mark.parametrize(
    ("unit", "text"),
    [("pieces-ships", "1 ship"), ("pieces-sensors", "1 piece"), ("records", "1 transfer")],
)
def test_pieces_are_called_by_the_name_of_their_category_where_it_is_one(
    unit: str, text: str
) -> None:
    assert size(1, unit) == text


def test_things_are_counted_by_their_name() -> None:
    assert [counted(24.0, "aircraft"), counted(1, "ships"), counted(8, "fire units")] == [
        "24 aircraft",
        "1 ship",
        "8 fire units",
    ]
    assert counted(float("nan"), "ships") == "unknown"
    assert dollars(0.5) == "USD 0.5 m"


# Flows


DOMAINS = FlowOptions(third="shown", by="domain")


def _bands(dataset: Dataset) -> pd.DataFrame:
    """The bands of all countries by supplier, domain and recipient."""
    return flows_view.flows(dataset, DOMAINS).set_index(["supplier", "key", "recipient"])


def _nodes(dataset: Dataset, options: FlowOptions = DOMAINS) -> list[str]:
    """What is written beside the nodes."""
    drawn = bands.flows(flows_view.flows(dataset, options), Context(dataset, options))
    return list(drawn.data[0].node.label)


def test_each_node_has_its_sum_and_each_third_country_says_that_it_is_of_a_selection(
    everything: Dataset,
) -> None:
    assert _nodes(everything) == [
        "<b>China 1</b>",
        "<b>Russia 2</b>",
        "Naval <b>2</b> *",
        "Air <b>1</b>",
        "<b>Russia 1</b>",
        "<b>China 1</b>",
        "India <b>1</b><br>selection",
    ]
    assert not [label for label in _nodes(everything, FlowOptions()) if "selection" in label]


def test_all_that_goes_one_way_stands_above_what_goes_the_other_way() -> None:
    shown = ChartView(CHARTS["transfer-flows"], Filters(), FlowOptions())
    suppliers = shown.view["supplier"].tolist()
    # Each band has a node of its own in the middle, Russia's before China's.
    assert suppliers == ["RUS"] * suppliers.count("RUS") + ["CHN"] * suppliers.count("CHN")
    places = [place for place in shown.figure().data[0].node.y if place is not None]
    assert len(places) == len(suppliers)
    assert places == sorted(places)
    assert 0 < places[0] < places[-1] < 1


@pytest.mark.parametrize(
    ("unit", "head", "sums"),
    [
        ("usd", "What: USD by category", "2.0 bn"),
        ("pieces-aircraft", "What: aircraft delivered by category", "24"),
    ],
)
def test_sums_beside_nodes_are_in_the_unit_that_the_head_names(
    everything: Dataset, unit: str, head: str, sums: str
) -> None:
    options = FlowOptions(unit=unit)
    assert f"<b>Russia {sums}</b>" in _nodes(everything, options)
    view = flows_view.flows(everything, options)
    heads = [
        note.text for note in bands.flows(view, Context(everything, options)).layout.annotations
    ]
    assert heads == ["From", head, "To"]


def _called_alike(dataset: Dataset, *codes: str) -> Dataset:
    """The dataset with one name for these countries."""
    return replace(dataset, labels={**dataset.labels, **dict.fromkeys(codes, "Same")})


def test_two_countries_of_one_name_are_two_nodes_and_two_rows_of_the_matrix(
    everything: Dataset,
) -> None:
    alike = _called_alike(everything, "CHN", "IND")
    context = Context(alike, DOMAINS)
    named = [label for label in _nodes(alike) if "Same" in label]
    assert len(named) == 3, "China on both sides, India on one"
    assert (
        "Russia to Same (1), Same to Russia (1); of other pairs, a selection: Russia to Same (1)"
        in flow_words.takeaway(flows_view.flows(alike, DOMAINS), context)
    )
    view = matrix_view.matrix(alike, MatrixOptions())
    axis = cells.matrix(view, Context(alike, MatrixOptions())).layout.xaxis
    assert axis.ticktext.count("Same") == 2


def test_a_country_that_is_called_like_the_rest_is_not_the_rest(everything: Dataset) -> None:
    named = replace(everything, labels={**everything.labels, "IND": "Other (19)"})
    view = flows_view.flows(named, DOMAINS)
    assert "shown by name" not in flow_words.takeaway(view, Context(named, DOMAINS))


def test_a_flow_knows_whether_all_its_transfers_rest_on_one_origin(everything: Dataset) -> None:
    standing = _bands(everything)["standing"]
    assert standing["RUS", "air", "CHN"] == "corroborated"
    assert standing["RUS", "naval", "IND"] == "one origin"


def test_a_middle_node_that_rests_on_one_origin_alone_has_a_sign_and_the_note_says_what_it_means(
    everything: Dataset,
) -> None:
    view = flows_view.flows(everything, DOMAINS)
    node = bands.flows(view, Context(everything, DOMAINS)).data[0].node
    assert {"Air <b>1</b>", "Naval <b>2</b> *"} <= set(node.label)
    note = ChartView(CHARTS["transfer-flows"], Filters(), FlowOptions()).note
    assert "every transfer through it rests on one independent source (*)" in note
    assert any(
        text == "<b>Naval</b><br>2 transfers<br>"
        "Each of these transfers rests on one independent source alone"
        for text in node.customdata
    )


def test_a_middle_node_of_one_origin_and_more_has_no_sign(everything: Dataset) -> None:
    mixed = _with(everything, "ship-sale", status="delivered", domains="air")
    assert "Air <b>2</b>" in _nodes(mixed)
    assert _bands(mixed)["standing"]["RUS", "air", "IND"] == "one origin"


def test_above_the_middle_stands_what_the_signs_mean_that_are_there(everything: Dataset) -> None:
    """A slide has no note."""
    view = flows_view.flows(everything, DOMAINS)
    figure = bands.flows(view, Context(everything, DOMAINS))
    middle = next(note for note in figure.layout.annotations if note.x == 0.5)
    assert middle.text == "What: transfers by domain<br>* one source alone"
    unsigned = view[view["key"].eq("air")]
    plain = bands.flows(unsigned, Context(everything, DOMAINS))
    assert [note.text for note in plain.layout.annotations if note.x == 0.5] == [
        "What: transfers by domain"
    ]
    assert figure.layout.margin.t - plain.layout.margin.t == bands.LINE


def test_state_media_have_a_sign_of_their_own(everything: Dataset) -> None:
    state = replace(
        everything, sources=everything.sources.assign(kind="state media", country="CHN")
    )
    weak = _with(state, "jet-sale", sources="article")
    assert "Air <b>1</b> ▼" in _nodes(weak)


def test_folded_sides_say_how_many_names_are_shown(everything: Dataset) -> None:
    context = Context(everything, DOMAINS)
    view = flows_view.flows(everything, DOMAINS)
    assert "shown by name" not in flow_words.takeaway(view, context)
    is_india = view["recipient"].eq("IND")
    folded = view.assign(
        recipient=view["recipient"].mask(is_india, OTHER),
        n_recipients=view["n_recipients"].mask(is_india, 19),
    )
    sentence = flow_words.takeaway(folded, context)
    assert "2 of 21 recipients shown by name, the rest as one" in sentence


# Matrix


def _cells(dataset: Dataset, unit: str = "records") -> dict[str, str]:
    view = matrix_view.matrix(dataset, MatrixOptions(unit))
    names = sides.pair_labels(view.drop_duplicates(["row", "column"]), dataset)
    grounds = cells.matrix(view, Context(dataset, MatrixOptions(unit))).data[0]
    return dict(zip(names, grounds.text, strict=True))


def test_a_cell_counts_what_is_or_was_carried_out_and_sets_the_rest_apart(
    everything: Dataset,
) -> None:
    assert _cells(everything) == {
        "Russia → China": "1",
        "Russia → India": "1",
        "China → Russia": "1<br>+1",
    }


def test_a_cell_without_a_value_in_the_unit_says_unknown_and_never_nought(
    everything: Dataset,
) -> None:
    assert _cells(everything, "usd") == {
        "Russia → China": "2.0 bn",
        "Russia → India": "unknown",
        "China → Russia": "unknown",
    }
    assert _cells(everything, "pieces-aircraft")["Russia → China"] == "24"
    options = MatrixOptions("usd")
    view = matrix_view.matrix(everything, options)
    hovers = cells.matrix(view, Context(everything, options)).data[0].hovertext
    assert "<b>China → Russia</b><br>0 of 2 transfers have a value in this unit" in hovers


def test_a_cell_is_split_by_main_domain_what_was_not_carried_out_last(everything: Dataset) -> None:
    view = matrix_view.matrix(everything, MatrixOptions())
    part = view[view["supplier"].eq("CHN")]
    assert part[["key", "carried", "value", "start", "share"]].to_numpy().tolist() == [
        ["naval", True, 1, 0.0, 0.5],
        ["air", False, 1, 0.5, 0.5],
    ]


def test_a_domain_is_full_in_the_legend_where_any_of_it_was_carried_out(
    everything: Dataset,
) -> None:
    """The legend takes the look of the first piece, wherever the cell with the dotted one lies."""
    view = matrix_view.matrix(everything, MatrixOptions())
    dotted_first = view.sort_values("carried", kind="stable")
    figure = cells.matrix(dotted_first, Context(everything, MatrixOptions()))
    air = next(trace for trace in figure.data if trace.name == "Air")
    assert list(air.marker.pattern.shape) == ["", "."]


def test_the_drawn_cells_hold_the_numbers_and_the_strips_fill_them(everything: Dataset) -> None:
    view = matrix_view.matrix(everything, MatrixOptions())
    figure = cells.matrix(view, Context(everything, MatrixOptions()))
    grounds, strips = figure.data[0], [trace for trace in figure.data[1:] if trace.x[0] is not None]
    assert sorted(grounds.text) == ["1", "1", "1<br>+1"]
    assert sum(sum(trace.x) for trace in strips) == pytest.approx(sum(grounds.x))
    hatches = {trace.name: list(trace.marker.pattern.shape) for trace in strips}
    assert hatches == {"Naval": ["", ""], "Air": ["", "."]}, "the offer of drones is dotted"


def test_an_unknown_country_stays_unknown_and_comes_last(everything: Dataset) -> None:
    view = matrix_view.matrix(_with(everything, "jet-sale", recipient=None), MatrixOptions())
    assert view.sort_values("column")["recipient"].iloc[-1] == UNKNOWN


def test_recipients_that_are_too_many_are_one_column_and_still_counted(everything: Dataset) -> None:
    many = _repeated(everything, "ship-sale", 30)
    frame = many["transfers"].assign(
        recipient=[f"R{number:02}" for number in range(30)], system=None
    )
    many = _with_transfers(many, frame)
    view = matrix_view.matrix(many, MatrixOptions())
    assert view["recipient"].nunique() == 8
    assert view.set_index("recipient")["n_recipients"][OTHER] == 23
    assert _cells(many)["Russia → Other (23)"] == "23"
    assert view["n"].sum() == 30


def test_the_table_of_the_matrix_has_the_transfers_with_a_value(everything: Dataset) -> None:
    options = MatrixOptions("pieces-ships")
    view = matrix_view.matrix(everything, options)
    table = matrix_view.matrix_table(view, Context(everything, options))
    assert table[["Cell", "Drawn as"]].to_numpy().tolist() == [
        ["Russia → India", 3],
    ]


def test_the_sentence_of_the_matrix_adds_up_without_what_was_not_carried_out(
    everything: Dataset,
) -> None:
    view = matrix_view.matrix(everything, MatrixOptions())
    assert cells.takeaway(view, Context(everything, MatrixOptions())) == (
        "Matrix of 4 transfers: Russia to China (1), China to Russia (1); of other pairs, a "
        "selection: Russia to India (1); not carried out, after a plus: 1 transfer."
    )


# Two-way street


def test_lines_of_volumes_are_explained_only_where_they_are_drawn(everything: Dataset) -> None:
    chart = CHARTS["two-way-street"]
    assert "The lines are SIPRI's volumes" in chart.note_on(Context(everything, street_rows.EVERY))
    without = everything.only({**everything.frames, "volumes": everything["volumes"].head(0)})
    assert "lines" not in chart.note_on(Context(without, street_rows.EVERY))
    assert "lines" not in chart.note


def _street(dataset: Dataset) -> go.Figure:
    return two_way.street(street_view.street(dataset), Context(dataset, street_rows.EVERY))


def _legend_of(figure: go.Figure) -> list[str]:
    return [trace.name for trace in figure.data if trace.x[0] is None]


def test_colour_is_the_category_and_fill_how_far_a_transfer_has_got(everything: Dataset) -> None:
    figure = _street(everything)
    looks = {
        trace.customdata[0]: (trace.marker.color, trace.marker.pattern.shape)
        for trace in figure.data
        if trace.type == "bar" and trace.customdata
    }
    assert looks == {
        "jet-sale": (theme.CATEGORIES["aircraft"], ""),
        "engine-supply": (theme.see_through(theme.CATEGORIES["engines"], two_way.PALE), ""),
        "offer": (theme.CATEGORIES["drones"], "."),
    }
    assert _legend_of(figure) == [
        "Aircraft",
        "Drones",
        "Engines",
        "Full: delivered",
        "Pale: open",
        "Dotted: not done",
    ]


def test_what_has_no_date_is_hatched_whatever_its_status(everything: Dataset) -> None:
    figure = _street(_with(everything, "jet-sale", dated=False))
    hatches = [
        trace.marker.pattern.shape
        for trace in figure.data
        if trace.customdata and trace.customdata[0] == "jet-sale"
    ]
    assert hatches == ["/"]
    assert "Hatched: no date" in _legend_of(figure)


def test_small_categories_share_a_colour_and_keep_their_name_when_pointed_at(
    everything: Dataset,
) -> None:
    many = _repeated(everything, "engine-supply", 2 * street_rows.NAMED + 1)
    names = [*many.schema.labels("category")][: street_rows.NAMED + 1]
    frame = many["transfers"].assign(category=[*names, *names[:-1]])
    rows = street_view.street(_with_transfers(many, frame))
    assert rows.loc[rows["colour"].eq("other"), "category"].tolist() == names[-1:]


def test_sipris_volumes_stand_beneath_on_the_same_years(everything: Dataset) -> None:
    figure = _street(everything)
    lines = [trace for trace in figure.data if trace.type == "scatter"]
    assert {trace.name: list(trace.y) for trace in lines} == {
        "Russia → China": [100, 250.5],
        "China → Russia": [4],
    }
    assert {trace.yaxis for trace in lines} == {"y2"}
    assert figure.layout.xaxis.anchor == "y2"
    title = figure.layout.annotations[-1].text
    assert title.startswith("Volume delivered in the year (SIPRI 2026 update)<br>")
    assert title.split("<br>")[1].startswith("All domains: <span")
    assert title.count("</span> ") == 2


def test_without_volumes_there_is_one_panel(everything: Dataset) -> None:
    bare = everything.only({**everything.frames, "volumes": everything["volumes"].iloc[:0]})
    figure = _street(bare)
    assert "yaxis2" not in figure.layout.to_plotly_json()
    assert {trace.type for trace in figure.data} == {"bar"}


def test_the_sources_of_the_volumes_are_sources_of_the_picture(everything: Dataset) -> None:
    rows = street_view.street(everything)
    sources = street_view.beside(rows, Context(everything, street_rows.EVERY))
    assert sources.to_dict() == {
        "rus-chn-2016-2026": "wire",
        "rus-chn-2017-2026": "wire",
        "chn-rus-2017-2026": "article",
    }


def test_a_sum_with_a_rounded_figure_is_about_so_much_everywhere(tmp_path: Path) -> None:
    sides = {"supplier": "RUS", "recipient": "CHN", "status": "delivered", "date": "2015"}
    rows = [
        tiny.said("jet-sale", value_usd_m="2000", uncertain="value_usd_m", **sides),
        tiny.said(
            "engine-supply",
            value_usd_m="500",
            quantity_delivered="4",
            unit="pieces",
            uncertain="quantity_delivered",
            **sides,
        ),
    ]
    data = build(tables.load(tiny.write(tmp_path, {"transfers": rows})), ["article"])
    for name, options in (
        ("transfer-flows", FlowOptions(unit="usd")),
        ("transfer-matrix", MatrixOptions(measure="usd")),
    ):
        chart, context = CHARTS[name], Context(data, options)
        view = chart.view(data, options)
        assert chart.headline(view, context).endswith(": about USD 2.5 bn from Russia to China")
        assert "Russia to China (about USD 2.5 bn)" in chart.takeaway(view, context)
        assert "~2.5 bn" in chart.draw(view, context).to_json()
    exact = FlowOptions(unit="records")
    flows = CHARTS["transfer-flows"]
    assert "about" not in flows.takeaway(flows.view(data, exact), Context(data, exact))


def test_title_and_sentence_of_the_courses_have_one_number_of_what_is_delivered() -> None:
    shown = ChartView(CHARTS["transfer-course"], Filters(), CourseOptions())
    assert ": 105 delivered, " in shown.headline
    assert ": 105 delivered (of 1 it is not known when), " in shown.takeaway


def test_flows_and_matrix_have_the_same_sum_to_the_last_digit() -> None:
    flows = ChartView(CHARTS["transfer-flows"], Filters(), FlowOptions(unit="tiv"))
    cells = ChartView(CHARTS["transfer-matrix"], Filters(), MatrixOptions(measure="tiv"))
    assert flows.headline == cells.headline
    assert "Russia to China (38,156.2 million TIV)" in flows.takeaway
    assert "Russia to China (38,156.2 million TIV)" in cells.takeaway


def test_the_sentence_of_the_street_counts_both_directions_and_names_the_volumes(
    everything: Dataset,
) -> None:
    rows = street_view.street(everything)
    assert street_words.takeaway(rows, Context(everything, street_rows.EVERY)) == (
        "Transfers between Russia and China by year, 2014 to 2018: Russia → China 1; China → "
        "Russia 1 (and 1 not carried out). Volume of deliveries in million TIV, 2016 to 2017, by "
        "the SIPRI 2026 update: Russia → China most and last in 2017 (250.5); China → Russia 4 "
        "in 2017."
    )


def test_the_title_of_the_street_says_what_has_begun_since_2022_and_before(
    everything: Dataset,
) -> None:
    chart, context = CHARTS["two-way-street"], Context(everything, street_rows.EVERY)
    rows = street_view.street(everything)
    early = chart.headline(rows, context)
    assert (
        early
        == "Transfers recorded in these sources: 1 from Russia to China, 1 from China to Russia"
    )
    of_engines = rows["id"].eq("engine-supply")
    one_way = chart.headline(rows.assign(year=rows["year"].mask(of_engines, 2022)), context)
    assert one_way == (
        "Transfers begun since 2022, in these sources: 1 from China to Russia, 0 from Russia to "
        "China (1 before)"
    )
    alone = rows[of_engines].assign(year=2023)
    assert chart.headline(alone, context).endswith(" sources: 1 from China to Russia")
    without_date = rows.assign(year=2022, certainty="mentioned")
    assert "since" not in chart.headline(without_date, context)


@pytest.mark.parametrize("split", ["category", "exchanged"])
def test_no_word_of_the_legend_of_the_street_needs_a_second_line(split: str) -> None:
    options = street_rows.StreetOptions(split=split)
    shown = ChartView(CHARTS["two-way-street"], Filters(), options)
    keys = [trace.name for trace in shown.figure().data if trace.showlegend is not False]
    assert "Dotted: not done" in keys
    assert [key for key in keys if "<br>" in key] in ([], ["Platforms and<br>weapons"])


# Course


def test_a_lane_runs_from_the_year_of_the_order_to_the_last_year_of_delivery(
    everything: Dataset,
) -> None:
    assert _course(everything, "jet-sale") == {
        "ordered": (DAY(2015, 1, 1), DAY(2016, 1, 1), "dated"),
        "deliveries": (DAY(2016, 1, 1), DAY(2019, 1, 1), "dated"),
        "end": (DAY(2019, 1, 1), DAY(2019, 1, 1), "dated"),
    }
    assert _sign(everything, "jet-sale") == "delivered"


def test_years_between_order_and_delivery_are_a_line(everything: Dataset) -> None:
    assert _course(_with(everything, "jet-sale", ordered="2010"), "jet-sale")["between"][:2] == (
        DAY(2011, 1, 1),
        DAY(2016, 1, 1),
    )


def test_deliveries_without_a_known_end_reach_the_last_source_and_stay_open(
    everything: Dataset,
) -> None:
    going = _with(
        everything, "jet-sale", delivered="2016/..", status="under way", end=DAY(2019, 5, 31)
    )
    assert _course(going, "jet-sale")["deliveries"][1] == DAY(2019, 6, 1)
    assert _sign(going, "jet-sale") == "open"


def test_deliveries_of_which_the_end_alone_is_known_have_a_sign_at_their_start(
    everything: Dataset,
) -> None:
    pieces = _course(_with(everything, "jet-sale", delivered="../2018"), "jet-sale")
    assert pieces["deliveries"][:2] == (DAY(2018, 1, 1), DAY(2019, 1, 1))
    assert pieces["begun"][0] == DAY(2018, 1, 1)


@pytest.mark.parametrize(
    ("said", "piece"),
    [
        ({"ordered": "2015~"}, "ordered"),
        ({"uncertain": "ordered;quantity_ordered"}, "ordered"),
        ({"delivered": "2016?/2018"}, "deliveries"),
    ],
)
def test_dates_that_are_approximate_or_that_their_source_doubts_are_hatched(
    everything: Dataset, said: dict[str, Any], piece: str
) -> None:
    doubted = _with(everything, "jet-sale", **said)
    certainty = {name: how for name, (_, _, how) in _course(doubted, "jet-sale").items()}
    assert [name for name, how in certainty.items() if how == "approximate"] == [piece]
    figure = _drawn_course(doubted)
    assert (
        sum(
            list(trace.marker.pattern.shape).count("/")
            for trace in figure.data
            if trace.type == "bar" and trace.customdata
        )
        == 1
    )


def test_a_doubted_quantity_is_no_doubt_about_the_date(everything: Dataset) -> None:
    doubted = _with(everything, "jet-sale", uncertain="quantity_ordered")
    assert _course(doubted, "jet-sale")["ordered"][2] == "dated"
    hover = course_hovers(doubted, pd.Index(["jet-sale"])).item()
    lines = hover.split("<br>")
    assert "How many ordered: 24 aircraft, uncertain [1]" in lines
    assert {"Ordered: 2015 [1]", "Delivered: 2016–2018 [1]"} <= {*lines}
    assert {"[1] Stated: Agency 2019 ¶2", "[2] Stated: Weekly 2018 ¶5"} <= {*lines}


def test_what_sources_of_different_years_said_of_the_status_is_told_in_order(
    everything: Dataset,
) -> None:
    hover = course_hovers(everything, pd.Index(["jet-sale", "engine-supply"]))
    history = "Status by year of source: under way (2018), then<br>delivered (2019)"
    assert history in hover["jet-sale"]
    assert "Status by year" not in hover["engine-supply"]


def test_a_long_date_is_said_once_in_the_hover_however_many_lines_it_takes(
    everything: Dataset,
) -> None:
    words = "30 September 2014 – 17 November 2015, approximate, uncertain"
    date = "2014-09-30%/2015-11-17"
    # A dataset of its own, because what a mark says is kept with the evidence.
    doubted = replace(_with(everything, "engine-supply", date=date, when=words))
    hovers: dict[str, str] = {}
    for trace in _drawn_course(doubted).data:
        hovers.update(zip(trace.customdata or (), trace.hovertext or (), strict=True))
    lines = hovers["engine-supply"].split("<br>")
    assert lines[0] == "<b>Engines to Russia</b>"
    assert " ".join(lines[1:]).startswith(f"Made known: {words} System: Engine 9 Kind: ")


@pytest.mark.parametrize(
    ("status", "sign"),
    [
        ("under way", "open"),
        ("agreed", "open"),
        ("ended", "ended"),
        ("cancelled", "not carried out"),
        ("denied", "not carried out"),
    ],
)
def test_every_end_has_a_sign_for_how_far_it_got(
    everything: Dataset, status: str, sign: str
) -> None:
    assert _sign(_with(everything, "jet-sale", status=status), "jet-sale") == sign


def test_delivered_at_a_time_that_nobody_tells_is_hollow(everything: Dataset) -> None:
    assert (
        _sign(_with(everything, "jet-sale", delivered=None), "jet-sale")
        == "delivered at a time not known"
    )
    assert lanes.SIGNS[Sign.DELIVERED_UNDATED].symbol == "circle-open"


def test_what_is_projected_is_dotted_and_without_a_date_stands_in_the_year_of_its_mention(
    everything: Dataset,
) -> None:
    assert _course(everything, "offer")["mentioned"] == (
        DAY(2018, 1, 1),
        DAY(2019, 1, 1),
        "not carried out",
    )
    assert _sign(everything, "offer") == "projected, no date"
    assert _sign(_with(everything, "offer", dated=True, date="2018"), "offer") == "projected"


def test_russia_and_china_come_first_and_what_began_last_on_top(everything: Dataset) -> None:
    assert courses_view.course(everything, CourseOptions())["id"].unique().tolist() == [
        "offer",
        "jet-sale",
        "engine-supply",
    ]
    assert courses_view.course(everything, ALL)["id"].unique().tolist() == [
        "offer",
        "jet-sale",
        "engine-supply",
        "ship-sale",
    ]


def test_of_very_many_lanes_the_first_are_drawn_and_the_sentence_and_the_table_say_so(
    everything: Dataset,
) -> None:
    many = _repeated(everything, "jet-sale", MOST + 5)
    context = Context(many, CourseOptions())
    view = courses_view.course(many, CourseOptions())
    sentence = CHARTS["transfer-course"].seen(view, context)
    assert sentence.startswith(f"Course of {MOST + 5} transfers: ")
    assert sentence.endswith(f" Drawn: {MOST} of {MOST + 5} transfers, those that begin last.")
    assert len(lanes.courses(view, context).layout.yaxis.tickvals) == MOST
    table = courses_view.course_table(view, context)
    assert table["Drawn"].value_counts().to_dict() == {"yes": MOST, "no": 5}


def test_a_lane_is_as_high_as_its_name_has_lines() -> None:
    """A line takes 16 pixels, what stands beside it 6."""
    names = {"a": course_lanes.in_lines("Jets"), "b": course_lanes.in_lines("Engines " * 5)}
    assert names["b"] == ["Engines Engines Engines", "Engines Engines"]
    assert course_lanes.middles_of(names) == ({"a": 11, "b": 22 + 19}, 60)


def test_the_legend_shows_how_much_wider_deliveries_are_than_orders(everything: Dataset) -> None:
    figure = _drawn_course(everything)
    widths = {
        trace.name: trace.line.width
        for trace in figure.data
        if trace.type == "scatter" and trace.mode == "lines"
    }
    assert widths["Narrow: ordered"] < widths["Wide: deliveries"]
    assert figure.layout.legend.itemsizing == "trace"


def test_a_click_anywhere_on_a_lane_knows_its_transfer(everything: Dataset) -> None:
    figure = _drawn_course(everything)
    assert {key for trace in figure.data for key in trace.customdata or ()} == {
        "offer",
        "jet-sale",
        "engine-supply",
    }
    assert all(
        len(trace.customdata) == len(trace.x) for trace in figure.data if trace.x[0] is not None
    )


@pytest.mark.parametrize("status", ["delivered", "ended", "cancelled", "announced", "agreed"])
def test_the_title_of_the_course_says_of_every_transfer_how_far_it_has_got(
    everything: Dataset, status: str
) -> None:
    dataset = _with(everything, "jet-sale", status=status)
    chart, options = CHARTS["transfer-course"], CourseOptions()
    view = chart.view(dataset, options)
    number, *parts = map(
        int, re.findall(r"\b\d+\b", chart.headline(view, Context(dataset, options)))
    )
    assert number == sum(parts) == courses_view.lanes_in(view)
    assert 0 not in parts


def test_each_sign_of_the_course_has_a_symbol_of_its_own() -> None:
    assert len({look.symbol for look in lanes.SIGNS.values()}) == len(lanes.SIGNS) == len(Sign)


# Cumulative


def _sums(dataset: Dataset, options: CourseOptions) -> dict[str, dict[int, int]]:
    view = cumulative_view.cumulative(dataset, options)
    names = cumulative_view.pair_names(view, dataset)
    return {
        names[str(key)]: dict(zip(part["year"], part["total"], strict=True))
        for key, part in view.groupby("key", sort=False)
    }


def _drawn_sums(dataset: Dataset, options: CourseOptions) -> go.Figure:
    view = cumulative_view.cumulative(dataset, options)
    return steps.cumulative(view, Context(dataset, options))


def test_transfers_add_up_by_the_year_they_begin(everything: Dataset) -> None:
    assert _sums(everything, CourseOptions()) == {
        "Russia → China": {2014: 0, 2015: 1},
        "China → Russia": {2014: 1, 2015: 1},
    }
    later = _with(everything, "ship-sale", recipient="CHN")
    assert _sums(later, CourseOptions())["Russia → China"] == {
        2010: 1,
        2011: 1,
        2012: 1,
        2013: 1,
        2014: 1,
        2015: 2,
    }


def test_other_pairs_are_added_up_beside_the_two(everything: Dataset) -> None:
    sums = _sums(everything, ALL)
    assert list(sums) == ["Russia → China", "China → Russia", "Russia → India"]
    assert sums["Russia → India"] == dict.fromkeys(range(2010, 2016), 1)


def test_what_is_projected_or_has_no_date_is_in_no_line_and_the_sentence_says_so(
    everything: Dataset,
) -> None:
    undated = _with(everything, "engine-supply", dated=False)
    view = cumulative_view.cumulative(undated, ALL)
    assert steps.takeaway(view, Context(undated, ALL)) == (
        "Transfers begun, summed up, 2010 to 2015: Russia → China 1, Russia → "
        "India 1; of other pairs than Russia and China a selection; in no line: 1 without a date "
        "and 1 not carried out."
    )


def test_small_pairs_are_one_line(everything: Dataset) -> None:
    many = _repeated(everything, "ship-sale", 12)
    frame = many["transfers"].assign(
        recipient=[f"R{number}" for number in range(10)] + ["R0", "R0"]
    )
    many = _with_transfers(many, frame)
    view = cumulative_view.cumulative(many, ALL)
    assert view[["key", "n_pairs"]].iloc[-1].tolist() == [OTHER, 5]
    assert list(_sums(many, ALL))[-1] == "Other pairs (5)"
    assert view["total"].tolist() == [3, 1, 1, 1, 1, 5]


def test_two_pairs_of_one_name_are_two_lines_with_columns_of_their_own(everything: Dataset) -> None:
    alike = _called_alike(everything, "CHN", "IND")
    view = cumulative_view.cumulative(alike, ALL)
    assert list(_sums(alike, ALL)) == ["Russia → Same", "Same → Russia", "Russia → Same (RUS-IND)"]
    assert len(_drawn_sums(alike, ALL).data) == 3
    table = cumulative_view.cumulative_table(view, Context(alike, ALL))
    assert table["Russia → Same (RUS-IND), until then"].tolist() == [1] * 6


def test_the_columns_of_each_pair_are_explained(everything: Dataset) -> None:
    shown = Context(everything, ALL)
    view = cumulative_view.cumulative(everything, ALL)
    notes = cumulative_view.column_notes(view, shown)
    assert list(notes) == cumulative_view.cumulative_table(view, shown).columns.tolist()[1:]
    assert notes["Russia → India, until then"] == (
        "Transfers from Russia to India begun by the end of the year."
    )


def test_a_line_has_a_mark_where_something_begins_and_one_at_its_end(everything: Dataset) -> None:
    figure = _drawn_sums(everything, CourseOptions())
    drawn = {trace.name: list(zip(trace.x, trace.y, strict=True)) for trace in figure.data}
    assert drawn == {"Russia → China": [(2015, 1)], "China → Russia": [(2014, 1), (2015, 1)]}
    assert [note.text.split("</span> ")[1] for note in figure.layout.annotations] == [
        "Russia → China: 1",
        "China → Russia: 1",
    ]


def test_lines_are_told_apart_by_dash_and_marker_and_their_names_do_not_touch(
    everything: Dataset,
) -> None:
    figure = _drawn_sums(everything, ALL)
    looks = [(trace.line.dash, trace.marker.symbol) for trace in figure.data]
    assert len(set(looks)) == len(looks) == 3
    heights = sorted(note.y for note in figure.layout.annotations)
    span = figure.layout.yaxis.range[1]
    assert all((after - before) / span * steps.INSIDE > 16 for before, after in pairwise(heights))
    assert {symbol for _, _, symbol in [*theme.PAIRS.values(), *theme.SPARE]} <= set(traces.GLYPHS)


def test_the_table_of_the_sums_has_a_row_for_each_year(everything: Dataset) -> None:
    view = cumulative_view.cumulative(everything, CourseOptions())
    table = cumulative_view.cumulative_table(view, Context(everything, CourseOptions()))
    assert table["Year"].tolist() == [2014, 2015]
    assert table["Russia → China, until then"].tolist() == [0, 1]
    assert table["China → Russia, begun in the year"].tolist() == [1, 0]
