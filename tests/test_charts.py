"""Every chart of the registry keeps the same contract.

Each drawing shows the numbers of its frame.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pandas as pd
import plotly.graph_objects as go
import pytest

import drawings
from atlas.charts import theme, year_columns
from atlas.charts.chart import Chart, Context
from atlas.charts.chart_view import ChartView
from atlas.charts.choices import chart_choices, options_of
from atlas.charts.exercises import timeline, timeline_view
from atlas.charts.file_names import file_stem
from atlas.charts.network import network_view, vis_page
from atlas.charts.network.network_view import Graph, NetworkOptions
from atlas.charts.registry import CHARTS
from atlas.charts.transfers import flow_words, flows, flows_view, street, street_rows, street_view
from atlas.charts.transfers.flow_rows import FlowOptions
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters
from atlas.export.image import captioned
from atlas.paths import ROOT
from lengths import AT_LENGTH, OF_EVERY_FORM

# SIPRI measures volumes of all domains together.
WITHOUT_DOMAINS = {"sipri-volumes", "sipri-shares", "then-and-now"}
EVERY = pytest.mark.parametrize("chart", CHARTS.values(), ids=lambda chart: chart.name)


def _copy(view: Any) -> Any:
    return (
        replace(view, nodes=view.nodes.copy(deep=True), edges=view.edges.copy(deep=True))
        if isinstance(view, Graph)
        else view.copy(deep=True)
    )


def _same(one: Any, other: Any) -> None:
    if isinstance(one, Graph):
        pd.testing.assert_frame_equal(one.nodes, other.nodes)
        pd.testing.assert_frame_equal(one.edges, other.edges)
    else:
        pd.testing.assert_frame_equal(one, other)


@pytest.fixture
def shipped_tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The tiny package in place of the shipped one."""
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


@EVERY
def test_a_chart_draws_marks_says_what_is_seen_and_changes_nothing(
    everything: Dataset, chart: Chart
) -> None:
    options = chart.options()
    view = chart.view(everything, options)
    before, labels = _copy(view), everything["transfers"].copy(deep=True)
    figure = chart.draw(view, Context(everything, options))
    assert len(figure.data) > 0
    assert re.search(r"\d", chart.takeaway(view, Context(everything, options)))
    _same(view, before)
    pd.testing.assert_frame_equal(everything["transfers"], labels)


@EVERY
def test_plotly_knows_every_property_of_a_drawing_and_takes_every_value(
    everything: Dataset, chart: Chart
) -> None:
    options = chart.options()
    drawn = chart.draw(chart.view(everything, options), Context(everything, options)).to_dict()
    assert go.Figure(drawn).to_dict() == drawn


@AT_LENGTH
def test_the_same_link_is_drawn_the_same_way_in_every_process() -> None:
    """Another process beside this one, because within one a drawing is made once and kept.

    Its sets and its random numbers have another seed, as after a restart of the server.
    """
    command = [sys.executable, str(Path(drawings.__file__))]
    done = subprocess.run(
        command, capture_output=True, env=os.environ | {"PYTHONHASHSEED": "1"}, check=True
    )
    first, second = drawings.hashes(), json.loads(done.stdout)
    assert len(first) > len(CHARTS), "the network has a second layout"
    assert [name for name in first if first[name] != second[name]] == []


def test_some_charts_have_the_marks_of_all_between_them() -> None:
    assert _forms(OF_EVERY_FORM) == _forms(CHARTS)


def _forms(names: Iterable[str]) -> set[tuple[str, str]]:
    """The kinds of mark in these charts: types of traces, of scattered ones with their modes."""
    charts = [CHARTS[name] for name in names]
    figures = [ChartView(chart, Filters(), chart.options()).figure() for chart in charts]
    traces = [trace.to_plotly_json() for figure in figures for trace in figure.data]
    return {(trace["type"], mode) for trace in traces for mode in trace.get("mode", "").split("+")}


@EVERY
def test_the_number_of_rows_is_that_of_the_table(chart: Chart) -> None:
    for filters in (Filters(), Filters(participants="anybody", observers="watched")):
        shown = ChartView(chart, filters, chart.options())
        assert shown.rows == len(shown.table)


@EVERY
def test_an_empty_view_says_so_instead_of_failing(shipped_tiny: None, chart: Chart) -> None:
    shown = ChartView(chart, Filters(years=(2002, 2003), domain=("cyber",)), chart.options())
    assert shown.empty
    assert "none in view" in shown.takeaway or "no ties in view" in shown.takeaway
    assert shown.figure().layout.annotations[0].text == "Nothing in view under these filters"
    assert len(shown.table) == 0


@EVERY
def test_an_image_carries_title_filters_count_sources_and_date(
    shipped_tiny: None, chart: Chart
) -> None:
    shown = ChartView(chart, Filters(domain=("air", "naval", "land")), chart.options())
    text = str(json.loads(captioned(shown, date(2026, 1, 2)).to_json()))
    assert shown.coverage.sentence() in text
    for words in (
        chart.title,
        "Weekly 2018",
        f"Data version {store.dataset().version}. Made on 2026-01-02",
    ):
        assert words in text
    assert ("Land" in text) == (chart.name not in WITHOUT_DOMAINS)


@EVERY
def test_a_file_name_says_chart_filters_and_date(shipped_tiny: None, chart: Chart) -> None:
    stem = file_stem(
        ChartView(
            chart,
            Filters(evidence="articles", domain=("air-missile-defence",), mentioned="out"),
            chart.options(),
        ),
        date(2026, 1, 2),
    )
    assert stem == f"{chart.name}_articles_2001-2018_air-missile-defence_no-mentioned_2026-01-02"


@EVERY
def test_options_of_a_link_are_understood_by_value_or_label_and_others_named(
    shipped_tiny: None, chart: Chart
) -> None:
    data = store.dataset()
    for key, choices in chart_choices(data, chart).items():
        for value, label in choices.items():
            if value:
                assert options_of(chart, data, {key: [value]}) == options_of(
                    chart, data, {key: [label]}
                )
        assert options_of(chart, data, {key: ["bananas"]}) == (chart.options(), [f"{key}=bananas"])


@EVERY
def test_a_chart_stands_on_a_page_and_its_link_says_all_that_is_chosen_and_the_version(
    shipped_tiny: None, chart: Chart
) -> None:
    shown = ChartView(chart, Filters(domain=("air",)), chart.options())
    path, _, query = shown.path.partition("?")
    assert (ROOT / "pages" / f"{path[1:] or 'overview'}.py").exists()
    asked = parse_qs(query, keep_blank_values=True)
    assert {*FILTERS, *shown.own} <= set(asked)
    assert (asked["domain"], asked["version"]) == (["Air"], [store.dataset().version])


def test_timeline_bars_are_as_long_as_their_dates(everything: Dataset) -> None:
    figure = timeline.timeline(
        timeline_view.timeline(everything), Context(everything, timeline_view.EVERY)
    )
    lengths = {
        trace.customdata[i]: trace.x[i] / 86_400_000
        for trace in figure.data
        if trace.orientation == "h"
        for i in range(len(trace.x))
    }
    assert lengths == {"steppe-1": 365, "steppe-2": 7, "wave": 1}


def test_timeline_hatches_or_hollows_what_is_not_known_to_the_day(everything: Dataset) -> None:
    marks = timeline_view.timeline(everything)
    month = marks["id"].eq("wave")
    marks.loc[month, ["exact", "end"]] = [False, pd.Timestamp(2012, 5, 1)]
    figure = timeline.timeline(marks, Context(everything, timeline_view.EVERY))
    hatch = {
        trace.customdata[i]: trace.marker.pattern.shape[i]
        for trace in figure.data
        if trace.orientation == "h"
        for i in range(len(trace.x))
    }
    points = [trace for trace in figure.data if trace.type == "scatter" and trace.customdata]
    symbols = {
        trace.customdata[i]: trace.marker.symbol[i] for trace in points for i in range(len(trace.x))
    }
    assert hatch == {"steppe-1": "/", "steppe-2": "", "wave": "/"}
    assert symbols == {"steppe-2": "circle", "wave": "circle-open", "drill": "circle-open"}


def test_timeline_puts_a_sign_above_what_rests_on_one_origin_and_names_it_in_the_legend(
    everything: Dataset,
) -> None:
    marks = timeline_view.timeline(everything)
    figure = timeline.timeline(marks, Context(everything, timeline_view.EVERY))
    (sign,) = [trace for trace in figure.data if trace.name == "One source"]
    bars = {
        trace.customdata[i]: trace.y[i]
        for trace in figure.data
        if trace.orientation == "h"
        for i in range(len(trace.x))
    }
    assert len(sign.x) == marks["standing"].eq("one origin").sum() == 3, "all but Steppe 2"
    assert min(sign.y) < bars["steppe-1"], "heights grow downwards"
    assert not [trace for trace in figure.data if trace.name == "State media"]


@pytest.mark.parametrize("coloured", ["domain", "kind"])
def test_columns_add_up_to_the_counts_and_carry_their_exercises(
    everything: Dataset, coloured: str
) -> None:
    options = timeline_view.TimelineOptions(coloured=coloured)
    figure = timeline.timeline(timeline_view.timeline(everything), Context(everything, options))
    columns = [trace for trace in figure.data if trace.yaxis == "y2"]
    drawn = [
        (day[:4], n, ids)
        for trace in columns
        for day, n, ids in zip(trace.x, trace.y, trace.customdata, strict=True)
    ]
    assert sorted(drawn) == [
        ("2005", 1, "steppe-1"),
        ("2012", 1, "wave"),
        ("2018", 1, "drill"),
        ("2018", 1, "steppe-2"),
    ]
    hatched = [trace.customdata for trace in columns if trace.marker.pattern.shape]
    assert hatched == [("drill",)], "it has no date"


def test_what_has_no_date_stands_in_a_panel_of_its_own_where_both_are_in_view() -> None:
    counts = pd.DataFrame(
        {
            "year": [2005, 2018, 2018],
            "domain": "land",
            "dated": [True, True, False],
            "n": [1, 2, 90],
        }
    )
    apart = year_columns.by_year(
        counts, "domain", {"land": "Land"}, theme.DOMAINS, height=300, apart=True
    )
    assert {(trace.y[0], trace.yaxis or "y") for trace in apart.data if trace.x[0]} == {
        (1, "y"),
        (90, "y2"),
    }
    assert [note.text for note in apart.layout.annotations] == [
        "With a date: 3",
        "Without one, at the year of mention: 90",
    ]
    dated = year_columns.by_year(
        counts[counts["dated"]], "domain", {"land": "Land"}, theme.DOMAINS, height=300, apart=True
    )
    assert {trace.yaxis for trace in dated.data} == {None}, "nothing to part"


def test_a_column_is_never_wider_than_its_year_and_one_alone_is_no_block() -> None:
    counts = pd.DataFrame({"year": [2008, 2018], "domain": "land", "dated": True, "n": 1})
    figure = year_columns.by_year(counts, "domain", {"land": "Land"}, theme.DOMAINS, height=300)
    assert {trace.width for trace in figure.data if trace.x[0]} == {year_columns.WIDTH}
    low, high = year_columns.years_axis(pd.Series([2003]))["range"]
    assert high - low == year_columns.FEWEST
    assert year_columns.years_axis(pd.Series([2003]))["tickvals"] == [2003]
    assert (
        year_columns.years_takeaway(counts.head(1), "Exercises")
        == "Exercises by year: 1 in all, in 2008 alone."
    )


def test_the_fullest_year_is_that_of_what_has_a_date() -> None:
    counts = pd.DataFrame(
        {"year": [2008, 2018, 2018], "domain": "land", "dated": [True, True, False], "n": [3, 2, 9]}
    )
    assert year_columns.years_takeaway(counts, "Exercises") == (
        "Exercises by year, 2008 to 2018: 14 in all, most in 2008 (3); 9 of them have no date and "
        "stand at the year of the source that mentions them."
    )
    tie = counts.assign(n=[2, 2, 9])
    assert "13 in all; 9 of them" in year_columns.years_takeaway(tie, "Exercises")


def test_every_band_of_the_flow_chart_goes_left_to_right_and_keeps_its_value(
    everything: Dataset,
) -> None:
    options = FlowOptions(third="shown", by="domain")
    bands = flows_view.flows(everything, options)
    sankey = flows.flows(bands, Context(everything, options)).data[0]
    link, node = sankey.link, sankey.node
    ends = [
        (node.label[a], node.label[b], value)
        for a, b, value in zip(link.source, link.target, link.value, strict=True)
    ]
    assert ends == [
        ("<b>China 1</b>", "Naval <b>2</b> *", 1),
        ("Naval <b>2</b> *", "<b>Russia 1</b>", 1),
        ("<b>Russia 2</b>", "Air <b>1</b>", 1),
        ("Air <b>1</b>", "<b>China 1</b>", 1),
        ("<b>Russia 2</b>", "Naval <b>2</b> *", 1),
        ("Naval <b>2</b> *", "India <b>1</b><br>selection", 1),
    ]


def test_the_sentence_of_the_flow_chart_writes_sums_as_people_write_them(
    everything: Dataset,
) -> None:
    options = FlowOptions(unit="usd")
    assert ", in US dollars: Russia to China (USD 2.0 bn)." in flow_words.takeaway(
        flows_view.flows(everything, options), Context(everything, options)
    )


def test_two_way_trade_makes_no_cycle(everything: Dataset) -> None:
    bands = flows_view.flows(everything, FlowOptions())
    link = flows.flows(bands, Context(everything, FlowOptions())).data[0].link
    assert all(a < b for a, b in zip(link.source, link.target, strict=True))
    assert {"CHN", "RUS"} <= set(bands["supplier"]) & set(bands["recipient"])


def test_the_street_runs_up_for_one_direction_and_down_for_the_other(everything: Dataset) -> None:
    figure = street.street(street_view.street(everything), Context(everything, street_rows.EVERY))
    columns = [trace for trace in figure.data if trace.type == "bar" and trace.customdata]
    drawn = {(trace.customdata[i], trace.y[i]) for trace in columns for i in range(len(trace.x))}
    assert drawn == {("jet-sale", 1), ("engine-supply", -1), ("offer", -1)}


def test_the_network_page_holds_every_node_and_edge_and_no_outside_address(
    everything: Dataset,
) -> None:
    drawn = network_view.network(everything, NetworkOptions())
    context = Context(everything, NetworkOptions())
    page = vis_page.page(drawn, context, "Title", "Sentence", script_url="/assets/x.js")
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.S)[1])  # type: ignore[index]
    assert [node["id"] for node in data["nodes"]] == drawn.nodes["id"].tolist()
    assert len(data["edges"]) == len(drawn.edges)
    assert "http" not in page
    assert page.lower().startswith("<!doctype html>")


def test_text_from_data_stays_text_in_the_network_page(everything: Dataset) -> None:
    attack = "</script><script>alert(1)</script>"
    hostile = replace(everything, labels=dict.fromkeys(everything.labels, attack))
    drawn = network_view.network(hostile, NetworkOptions())
    context = Context(hostile, NetworkOptions())
    page = vis_page.page(
        drawn, context, "<b>Title</b>", "<i>Sentence</i>", script_url="/assets/x.js"
    )
    assert "alert(1)" in page
    assert page.count("<script") == 3
    assert "<b>Title" not in page
    assert "<i>Sentence" not in page
