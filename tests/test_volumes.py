"""Yearly volumes: one edition at a time, a row of one source each, gaps where none has a row."""

from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

import tiny
from atlas.charts import theme
from atlas.charts.chart import Context
from atlas.charts.chart_view import ChartView
from atlas.charts.choices import chart_choices, options_of
from atlas.charts.registry import CHARTS
from atlas.charts.transfers import volumes as drawing
from atlas.charts.transfers.flow_rows import FlowOptions
from atlas.charts.transfers.flows_view import flow_rows
from atlas.charts.transfers.volumes_view import (
    NOTE,
    TIV,
    VolumeOptions,
    editions,
    ids,
    volume_table,
    volumes,
)
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters

CHART = CHARTS["sipri-volumes"]
UNIT = "TIV (million SIPRI TIV)"


@pytest.fixture(autouse=True)
def _tiny(tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))


def _series(rows: pd.DataFrame) -> dict[str, dict[int, float]]:
    return {
        str(key): dict(zip(part["year"], part["value"], strict=True))
        for key, part in rows.groupby("key", sort=False)
    }


def _table(dataset: Dataset) -> pd.DataFrame:
    options = VolumeOptions()
    return volume_table(volumes(dataset, options), Context(dataset, options))


def _figure(dataset: Dataset) -> go.Figure:
    options = VolumeOptions()
    return drawing.volumes(volumes(dataset, options), Context(dataset, options))


def _package(folder: Path, monkeypatch: pytest.MonkeyPatch, *rows: dict[str, str]) -> Dataset:
    """The tiny package with these volumes, each like the first one but for what is given."""
    given = [{**tiny.VOLUMES[0], "id": f"row-{number}", **row} for number, row in enumerate(rows)]
    written = tiny.write(folder, {"volumes": given})
    monkeypatch.setenv("ATLAS_DATA", str(written))
    return store.dataset()


def test_the_dataset_carries_the_volumes_of_the_chosen_sources_as_numbers(
    everything: Dataset, article: Dataset
) -> None:
    assert len(everything["volumes"]) == 7 + 25
    assert everything["volumes"].loc[
        "rus-chn-2017-2026", ["year_first", "value", "cited"]
    ].tolist() == [
        2017,
        250.5,
        "Agency 2019 RUS > 2017 > CHN",
    ]
    totals = [
        f"{pair}-{year}-2020" for pair in ("rus-xwd", "xwd-chn") for year in range(2013, 2018)
    ]
    assert article["volumes"].index.tolist() == ["chn-rus-2017-2026", *totals]
    assert "volumes" not in set(everything.evidence["table"])


def test_a_series_is_of_one_edition_and_the_newest_comes_first(everything: Dataset) -> None:
    assert list(editions(everything)) == [
        "SIPRI 2026 update",
        "SIPRI 2025 update",
        "SIPRI 2020 update",
    ]
    assert _series(volumes(everything, VolumeOptions())) == {
        "RUS-CHN": {2016: 100, 2017: 250.5},
        "CHN-RUS": {2017: 4},
        "RUS-IND": {2015: 40, 2017: 0},
    }
    assert _series(volumes(everything, VolumeOptions("SIPRI 2025 update"))) == {
        "RUS-CHN": {2016: 90}
    }


def test_the_pairs_are_the_readers_choice(everything: Dataset) -> None:
    assert list(_series(volumes(everything, VolumeOptions(pairs="china")))) == [
        "RUS-CHN",
        "CHN-RUS",
    ]


def test_an_edition_that_has_no_pair_but_totals_is_not_offered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _package(
        tmp_path / "data", monkeypatch, {}, {"edition": "SIPRI 2030 update", "supplier": "XWD"}
    )
    assert list(editions(data)) == ["SIPRI 2026 update"]


def test_totals_with_all_others_months_and_other_units_stay_out_of_what_is_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = _package(
        tmp_path / "data",
        monkeypatch,
        {"value": "100"},
        {"value": "900", "recipient": "XWD"},
        {"value": "800", "supplier": "XWD"},
        {"value": "70", "period": "2016-05"},
        {"value": "60", "unit": "usd_m"},
        {"value": "50", "goods": "high priority 1"},
    )
    assert len(data["volumes"]) == 6
    every = volumes(data, VolumeOptions(pairs="every"))
    assert _series(every) == {"RUS-CHN": {2016: 100}}
    assert list(data["volumes"].loc["row-3", ["year_first", "year_last"]]) == [2016, 2016]


def test_every_pair_of_the_data_is_offered_and_drawn(everything: Dataset) -> None:
    offered = chart_choices(everything, CHART)["pairs"]
    assert list(offered.items()) == [
        ("china", "Russia and China"),
        ("all", "Russia and China, India, Vietnam"),
        ("every", "Every pair"),
        ("CHN-RUS", "China → Russia"),
        ("IND-CHN", "India → China"),
        ("RUS-CHN", "Russia → China"),
        ("RUS-IND", "Russia → India"),
    ]
    assert _series(volumes(everything, VolumeOptions(pairs="IND-CHN"))) == {"IND-CHN": {2017: 7}}
    shown = ChartView(CHART, Filters(), VolumeOptions(pairs="IND-CHN"))
    assert [(trace.name, trace.y) for trace in shown.figure().data] == [("India → China", (7,))]
    assert list(_series(volumes(everything, VolumeOptions(pairs="every")))) == [
        "RUS-CHN",
        "CHN-RUS",
        "RUS-IND",
        "IND-CHN",
    ]


def test_a_pair_that_only_another_edition_has_names_it_and_is_drawn_from_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = {"recipient": "IND", "edition": "SIPRI export of 2025-03-03"}
    data = _package(tmp_path / "data", monkeypatch, {}, older)
    label = chart_choices(data, CHART)["pairs"]["RUS-IND"]
    assert label == "Russia → India (SIPRI export of 2025-03-03)"
    drawn = volumes(data, VolumeOptions(pairs="RUS-IND"))
    assert drawn["edition"].tolist() == ["SIPRI export of 2025-03-03"]


def test_of_more_pairs_than_lines_can_be_told_apart_the_largest_are_drawn_and_all_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = ["FRA", "DEU", "UKR", "ITA", "GBR", "ISR", "CHE", "USA", "BRA", "VNM"]
    records = [{"id": code, "table": "countries", "label": code} for code in codes]
    given = [
        {**tiny.VOLUMES[0], "id": code, "supplier": code, "value": str(10 + number)}
        for number, code in enumerate(codes)
    ]
    folder = tiny.write(tmp_path, {"volumes": given}, records=[*tiny.RECORDS, *records])
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    shown = ChartView(CHART, Filters(), VolumeOptions(pairs="every"))
    assert len(shown.table) == 10
    assert shown.table.loc[shown.table["Shown"].eq("no"), "Supplier"].tolist() == codes[3::-1]
    assert [trace.name for trace in shown.figure().data] == [
        f"{code} → China" for code in codes[:3:-1]
    ]


def test_where_two_sources_tell_a_year_one_is_drawn_and_both_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = (
        {"value": "7"},
        {"value": "8", "source": "article"},
        {"value": "9", "source": "copy", "basis": "stated"},
    )
    data = _package(tmp_path / "data", monkeypatch, *rows)
    assert _table(data)[[UNIT, "Shown"]].to_numpy().tolist() == [
        [9, "yes"],
        [8, "no"],
        [7, "no"],
    ]
    assert _figure(data).data[0].y == (9,)


def test_a_year_without_a_row_is_a_gap_and_a_stated_zero_is_drawn(everything: Dataset) -> None:
    figure = _figure(everything)
    india = next(trace for trace in figure.data if trace.name == "Russia → India")
    assert list(india.x) == [2015, 2016, 2017]
    assert list(india.y) == [40, None, 0]
    assert india.connectgaps is False


def test_lines_differ_in_dash_and_marker_and_the_axis_says_unit_and_edition(
    everything: Dataset,
) -> None:
    figure = _figure(everything)
    assert (
        len({(trace.line.dash, trace.marker.symbol) for trace in figure.data})
        == len(figure.data)
        == 3
    )
    assert len({dash for _, dash, _ in theme.PAIRS.values()}) == len(theme.PAIRS)
    assert figure.layout.yaxis.title.text == "Million SIPRI TIV (SIPRI 2026 update)"


def test_each_point_names_its_source_and_where_in_it(everything: Dataset) -> None:
    china = next(trace for trace in _figure(everything).data if trace.name == "China → Russia")
    assert china.customdata == ("chn-rus-2017-2026",)
    assert china.hovertext == (
        "China → Russia, 2017<br>4 million SIPRI TIV (SIPRI 2026 update)<br>Inferred: Weekly "
        "2018 CHN &gt; 2017 &gt; RUS",
    )


def test_the_table_names_source_and_locator_of_every_row(everything: Dataset) -> None:
    table = _table(everything)
    assert table[["Source", "Locator"]].to_numpy().tolist() == [
        ["Agency 2019", "RUS > 2016 > CHN"],
        ["Agency 2019", "RUS > 2017 > CHN"],
        ["Weekly 2018", "CHN > 2017 > RUS"],
        ["Agency 2019", "RUS > 2015 > IND"],
        ["Agency 2019", "RUS > 2017 > IND"],
    ]


def test_the_sentence_names_edition_peaks_and_last_years() -> None:
    assert ChartView(CHART, Filters(), VolumeOptions()).takeaway == (
        "Volume of deliveries in million TIV, 2015 to 2017, by the SIPRI 2026 update: Russia → "
        "China most and last in 2017 (250.5); China → Russia 4 in 2017; Russia → "
        "India most in 2015 (40), last in 2017 (0)."
    )


def test_years_that_share_the_largest_volume_are_all_named() -> None:
    shown = ChartView(CHART, Filters(), VolumeOptions())
    rows = shown.view
    is_india = rows["key"].eq("RUS-IND")
    level = rows.assign(value=rows["value"].mask(is_india, 40))
    assert "Russia → India 40 in each of 2 years" in CHART.takeaway(level, shown.context)
    tied = rows.assign(value=rows["value"].mask(rows["key"].eq("RUS-CHN"), 100))
    assert "from Russia to China up to 100 (2016 and 2017)" in CHART.headline(tied, shown.context)


def test_a_filter_that_hides_both_directions_does_not_deny_them() -> None:
    shown = ChartView(CHART, Filters(recipient=("IND",)), VolumeOptions())
    assert shown.headline == "Million TIV delivered: no year of Russia and China is in view"


def test_years_narrow_the_volumes_and_the_rest_of_the_filters_does_not() -> None:
    narrowed = ChartView(CHART, Filters(years=(2016, 2016)), VolumeOptions())
    assert _series(narrowed.view) == {"RUS-CHN": {2016: 100}}
    assert narrowed.coverage.sentence() == "1 of 5 yearly volumes; hidden: 4 by years."
    other = ChartView(
        CHART,
        Filters(domain=("cyber",), status=("denied",), mentioned="out", projected="out"),
        VolumeOptions(),
    )
    assert other.coverage.sentence() == "All 5 yearly volumes pass the filters."
    assert "no domain and no status" in other.note


def test_a_volume_rests_on_one_independent_source() -> None:
    assert ChartView(CHART, Filters(independent="2"), VolumeOptions()).coverage.sentence() == (
        "0 of 5 yearly volumes; hidden: 5 by independent sources."
    )


def test_what_is_counted_is_what_the_options_choose() -> None:
    shown = ChartView(CHART, Filters(), VolumeOptions("SIPRI 2025 update"))
    sentence = "The one yearly volume in the chosen sources passes the filters."
    assert shown.coverage.sentence() == sentence
    assert shown.sources == "Portal 2020"


def test_the_evidence_base_decides_whose_volumes_are_drawn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert _series(ChartView(CHART, Filters(evidence="articles"), VolumeOptions()).view) == {
        "CHN-RUS": {2017: 4}
    }
    _package(tmp_path / "data", monkeypatch, {"source": "wire"})
    shown = ChartView(CHART, Filters(evidence="articles"), VolumeOptions())
    assert shown.empty
    assert shown.coverage.sentence() == "There are no yearly volumes in the chosen sources."
    assert len(shown.table) == shown.rows == 0
    assert shown.sources == shown.credit == ""


def test_years_decide_neither_the_editions_on_offer_nor_the_newest() -> None:
    narrowed = ChartView(CHART, Filters(years=(2016, 2016)), VolumeOptions()).selection.dataset
    assert list(chart_choices(narrowed, CHART)["edition"]) == [
        "SIPRI 2026 update",
        "SIPRI 2025 update",
        "SIPRI 2020 update",
    ]
    assert len(ids(narrowed, VolumeOptions())) == 5


def test_a_link_with_a_blank_edition_means_the_newest() -> None:
    shown = ChartView(CHART, Filters(), VolumeOptions())
    query: dict[str, list[str]] = {}
    for key, value in shown.query:
        query.setdefault(key, []).append(value)
    assert options_of(CHART, store.dataset(), query) == (VolumeOptions(), [])


def test_tiv_is_explained_wherever_it_is_the_unit() -> None:
    flows = CHARTS["transfer-flows"]
    assert TIV in NOTE
    assert "neither money nor a price" in TIV
    assert ChartView(flows, Filters(), FlowOptions(unit="tiv")).note.count(TIV) == 1
    assert ChartView(flows, Filters(), FlowOptions(unit="usd")).note.endswith(
        "never added to each other."
    )


def test_only_pieces_are_added_up_as_pieces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        row | {"unit": "sets"} if row.get("unit") and row["id"] == "ship-sale" else row
        for row in tiny.SHEETS["transfers"]
    ]
    monkeypatch.setenv("ATLAS_DATA", str(tiny.write(tmp_path / "data", {"transfers": rows})))
    for category, sums in (("aircraft", {"jet-sale": 24}), ("ships", {})):
        options = FlowOptions(third="shown", unit=f"pieces-{category}")
        drawn = flow_rows(store.dataset(), options)
        assert dict(zip(drawn["id"], drawn["value"], strict=True)) == sums
