"""What was found by year and table, what was not, what is known to be missing: counted by hand."""

from pathlib import Path

import pandas as pd
import pytest

import tiny
from atlas.charts.chart import NO_OPTIONS, Context
from atlas.charts.chart_view import ChartView
from atlas.charts.coverage import coverage as drawing
from atlas.charts.coverage import coverage_view
from atlas.charts.coverage.coverage_view import Finding
from atlas.charts.registry import CHARTS
from atlas.datapackage import tables
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply
from atlas.export.picture_words import headline


@pytest.fixture(scope="module")
def cells(everything: Dataset) -> pd.DataFrame:
    return coverage_view.coverage(everything).set_index(["table", "year"])


def _drawn(dataset: Dataset) -> dict[tuple[str, str], tuple[str, str]]:
    """What stands in each cell, and what it says when pointed at, by table and year."""
    view = coverage_view.coverage(dataset)
    tables = view["table"].unique().tolist()
    cells = {}
    for trace in drawing.coverage(view, Context(dataset, NO_OPTIONS)).data:
        if trace.name == drawing.GAP:
            continue
        marks = zip(trace.base, trace.y, trace.text, trace.hovertext, strict=True)
        for left, year, text, hover in marks:
            cells[tables[round(left + 0.47)], year] = (text, hover)
    return cells


def test_every_year_from_1990_is_there_for_every_table_of_what_happens(cells: pd.DataFrame) -> None:
    assert cells.loc["exercises"].index.tolist() == [
        *map(str, range(1990, 2019)),
        coverage_view.UNDATED,
    ]
    assert cells.index.get_level_values("table").unique().tolist() == [
        "exercises",
        "transfers",
        "agreements",
        "context",
    ]


def test_single_records_count_in_the_year_they_begin_and_those_without_a_date_apart(
    cells: pd.DataFrame,
) -> None:
    found = cells[cells["n"].gt(0)]["n"]
    assert found["exercises"].to_dict() == {
        "2005": 1,
        "2012": 1,
        "2018": 1,
        coverage_view.UNDATED: 1,
    }
    assert found["transfers"].to_dict() == {
        "2010": 1,
        "2014": 1,
        "2015": 1,
        "2016": 1,
        coverage_view.UNDATED: 1,
    }
    assert found["agreements"].to_dict() == {"2001": 1}


def test_a_year_without_a_record_says_so_in_words_and_is_never_a_nought(
    cells: pd.DataFrame, everything: Dataset
) -> None:
    empty = cells.loc[("exercises", "1999")]
    assert (empty["state"], empty["n"], empty["n_built"]) == (Finding.NONE, 0, 0)
    drawn = _drawn(everything)
    assert drawn["exercises", "1999"] == ("–", "<b>Exercises, 1999</b><br>no entry recorded")
    assert not [text for text, _ in drawn.values() if text.startswith("0")]


def test_a_known_gap_of_a_few_years_is_named_where_it_is_and_a_wide_one_only_listed(
    cells: pd.DataFrame, everything: Dataset
) -> None:
    assert cells.loc[("exercises", "2004"), "gaps"] == ("exercises-2004-1",)
    drawn = _drawn(everything)
    text, hover = drawn["exercises", "2004"]
    assert text == "–*"
    assert "Known gap: No drill was found." in hover
    assert [key for key, (text, _) in drawn.items() if text.endswith("*")] == [
        ("exercises", "2004")
    ]


def test_the_legend_says_what_the_asterisk_means_where_there_is_one(everything: Dataset) -> None:
    view, context = coverage_view.coverage(everything), Context(everything, NO_OPTIONS)
    names = [trace.name for trace in drawing.coverage(view, context).data]
    assert names[-1] == "*: with a known gap"
    whole = drawing.coverage(view.assign(gaps=[()] * len(view)), context)
    assert [trace.name for trace in whole.data] == names[:-1]


def test_what_filters_hide_is_told_from_what_was_not_found(everything: Dataset) -> None:
    naval = apply(everything, Filters(years=(2010, 2018), domain=("naval",))).dataset
    cells = coverage_view.coverage(naval).set_index(["table", "year"])
    assert cells.loc["exercises"].loc[["2004", "2005", "2012", "2018"], "state"].tolist() == [
        Finding.NONE,
        Finding.HIDDEN,
        Finding.FOUND,
        Finding.HIDDEN,
    ]
    _, hover = _drawn(naval)["exercises", "2005"]
    assert "none in view, 1 hidden by the filters" in hover


def test_the_table_has_counts_names_what_is_missing_and_leaves_nothing_a_nought(
    everything: Dataset,
) -> None:
    view = coverage_view.coverage(everything)
    context = Context(everything, NO_OPTIONS)
    table = coverage_view.coverage_table(view, context).set_index("Year")
    assert table.columns.tolist() == [
        "Exercises",
        "Arms transfers",
        "Agreements",
        "Context",
        "No entry recorded",
        "Known gaps",
    ]
    assert table.loc["2014", ["Arms transfers", "Context"]].tolist() == [1, 1]
    assert table.loc["2014", "No entry recorded"] == "Exercises; Agreements"
    assert pd.isna(table.loc["2014", "Exercises"])
    assert table.loc["2004", "Known gaps"] == "Exercises: No drill was found."


def test_cells_are_drawn_with_their_counts_and_hatched_where_no_record_was_found(
    everything: Dataset,
) -> None:
    view = coverage_view.coverage(everything)
    context = Context(everything, NO_OPTIONS)
    found, none, _ = drawing.coverage(view, context).data
    assert len(found.x) + len(none.x) == len(view) == 4 * 30
    assert sorted(found.text) == ["1"] * 11
    assert (found.marker.pattern.shape, none.marker.pattern.shape) == ("", "/")
    assert set(none.text) == {"–", "–*"}
    assert drawing.takeaway(view, context) == (
        "29 years, 1990 to 2018; without an entry in these sources: exercises in 26, "
        "arms transfers in 25, agreements in 28, context in 28 of them; "
        "2 entries in view have no date."
    )


def test_years_without_an_entry_are_those_of_all_domains_and_the_title_names_none() -> None:
    naval = ChartView(CHARTS["coverage"], Filters(domain=("naval",)), NO_OPTIONS)
    every = ChartView(CHARTS["coverage"], Filters(), NO_OPTIONS)
    assert headline(naval) == headline(every)


@pytest.mark.parametrize("name", ["coverage", "records-by-year"])
def test_every_column_of_the_table_is_explained(everything: Dataset, name: str) -> None:
    chart, context = CHARTS[name], Context(everything, NO_OPTIONS)
    view = chart.view(everything, NO_OPTIONS)
    notes = {**chart.columns, **chart.columns_in(view, context)}
    columns = chart.table(view, context).columns.tolist()
    assert [column for column in columns if not notes.get(column)] == []
    assert notes["Agreements"] == "How many agreements begin in the year."


def test_known_gaps_are_listed_by_table_and_year(everything: Dataset) -> None:
    assert coverage_view.known_gaps(everything).to_numpy().tolist() == [
        ["Exercises", "2003–2012", "Small drills are not coded."],
        ["Exercises", "2004", "No drill was found."],
        ["Volumes", "all years", "Values change with every update."],
    ]


@pytest.mark.parametrize(("column", "text"), [("table", "records"), ("years", "2004-13")])
def test_a_gap_of_no_table_or_no_date_is_a_problem(tmp_path: Path, column: str, text: str) -> None:
    with pytest.raises(DataProblemsError) as failure:
        tables.load(tiny.write(tmp_path, {"gaps": [{**tiny.GAPS[0], column: text}]}))
    assert [(problem.file, problem.row, problem.column) for problem in failure.value.problems] == [
        ("gaps.csv", 2, column)
    ]


def test_the_years_without_a_joint_exercise_and_their_gaps_are_shown() -> None:
    drawn = _drawn(store.dataset("all"))
    texts = [drawn["exercises", year][0] for year in ("2004", "2006", "2008", "2011")]
    assert texts == ["–*"] * 4
    assert len(coverage_view.known_gaps(store.dataset("all"))) >= 47


def test_what_did_not_come_about_is_told_apart_among_entries_by_year(tmp_path: Path) -> None:
    """Two drills, one of which was but planned, and a sale that was denied."""
    sale = tiny.said("steppe-sale", date="2018", status="denied", supplier="RUS", recipient="CHN")
    sheets = {
        "exercises": [
            tiny.said("wave", date="2018"),
            tiny.said("drill", basis="projected", date="2018"),
        ],
        "transfers": [sale | {"category": "aircraft", "kind": "sale"}],
    }
    record = {"id": "steppe-sale", "table": "transfers", "label": "Sale"}
    folder = tiny.write(tmp_path, sheets, records=[*tiny.RECORDS, record])
    dataset = build(tables.load(folder), ["article", "wire", "copy"])
    chart, context = CHARTS["records-by-year"], Context(dataset, NO_OPTIONS)
    counts = chart.view(dataset, NO_OPTIONS)
    counts = counts[counts["table"].isin(["exercises", "transfers"])]
    assert chart.headline(counts, context) == (
        "3 entries on China and Russia in these sources, 2 of them not carried out"
    )
    assert chart.takeaway(counts, context).endswith(
        "2 entries are about what was only planned or offered, or was cancelled or denied."
    )
    (row,) = chart.table(counts, context).to_dict("records")
    assert row == {
        "Year": 2018,
        "Exercises": 2,
        "Exercises, of these not carried out": 1,
        "Arms transfers": 1,
        "Arms transfers, of these not carried out": 1,
    }
