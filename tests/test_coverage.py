"""What was found by year and table, what was not, and what is known to be missing: counted by hand."""

from pathlib import Path

import pandas as pd
import pytest

import tiny
from atlas.charts.chart import NO_OPTIONS, Context
from atlas.charts.coverage import coverage as drawing
from atlas.charts.coverage import coverage_view
from atlas.datapackage import tables
from atlas.datapackage.tables import DataProblemsError
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply


@pytest.fixture(scope="module")
def cells(everything: Dataset) -> pd.DataFrame:
    return coverage_view.coverage(everything).set_index(["table", "year"])


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
    cells: pd.DataFrame,
) -> None:
    empty = cells.loc[("exercises", "1999")]
    assert (empty["state"], empty["text"]) == ("no record found", "–")
    assert "no record found" in empty["hover"]
    assert not cells["text"].str.startswith("0").any()


def test_a_known_gap_of_a_few_years_is_named_where_it_is_and_a_wide_one_only_listed(
    cells: pd.DataFrame,
) -> None:
    assert cells.loc[("exercises", "2004"), "text"] == "–*"
    assert "Known gap: No drill was found." in cells.loc[("exercises", "2004"), "hover"]
    assert cells["text"].str.endswith("*").sum() == 1


def test_what_filters_hide_is_told_from_what_was_not_found(everything: Dataset) -> None:
    naval = coverage_view.coverage(
        apply(everything, Filters(years=(2010, 2018), domain=("naval",))).dataset
    ).set_index(["table", "year"])
    assert naval.loc["exercises"].loc[["2004", "2005", "2012", "2018"], "state"].tolist() == [
        coverage_view.NONE,
        coverage_view.HIDDEN,
        coverage_view.FOUND,
        coverage_view.HIDDEN,
    ]
    assert "none in view, 1 hidden by the filters" in naval.loc[("exercises", "2005"), "hover"]


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
        "No record found",
        "Known gaps",
    ]
    assert table.loc["2014", ["Arms transfers", "Context"]].tolist() == [1, 1]
    assert table.loc["2014", "No record found"] == "Exercises; Agreements"
    assert pd.isna(table.loc["2014", "Exercises"])
    assert table.loc["2004", "Known gaps"] == "Exercises: No drill was found."


def test_cells_are_drawn_with_their_counts_and_hatched_where_no_record_was_found(
    everything: Dataset,
) -> None:
    view = coverage_view.coverage(everything)
    context = Context(everything, NO_OPTIONS)
    found, none = drawing.coverage(view, context).data
    assert len(found.x) + len(none.x) == len(view) == 4 * 30
    assert sorted(found.text) == ["1"] * 11
    assert (found.marker.pattern.shape, none.marker.pattern.shape) == ("", "/")
    assert set(none.text) == {"–", "–*"}
    assert drawing.takeaway(view, context) == (
        "29 years, 1990 to 2018: no record was found for exercises in 26, arms transfers in 25, agreements in 28, context in 28 of them; "
        "2 records in view have no date."
    )


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
    cells = (
        coverage_view.coverage(store.dataset("all")).set_index(["table", "year"]).loc["exercises"]
    )
    assert cells.loc[["2004", "2006", "2008", "2011"], "text"].tolist() == ["–*"] * 4
    assert len(coverage_view.known_gaps(store.dataset("all"))) >= 47
