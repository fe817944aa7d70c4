"""From rows to records: which cell shows, what is kept beside it, and what the choice of sources
changes.
"""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import tiny
from atlas.datapackage import tables
from atlas.datapackage.tables import Tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.evidence import COLUMNS

ALL = ["article", "wire", "copy"]


def _built(
    tmp_path: Path, sheet: str, *rows: tiny.Row, sources: list[str] | None = None
) -> Dataset:
    folder = tiny.write(tmp_path, {sheet: list(rows)})
    return build(tables.load(folder), sources or ALL)


def test_the_order_in_which_sources_are_named_decides_nothing(tiny_tables: Tables) -> None:
    one, other = (
        build(tiny_tables, ["article", "wire", "copy"]),
        build(tiny_tables, ["copy", "wire", "article"]),
    )
    pd.testing.assert_frame_equal(one["exercises"], other["exercises"])
    assert other["exercises"].loc["steppe-2", "personnel_china"] == 3500


def test_there_is_one_record_per_id_with_label_and_citation(everything: Dataset) -> None:
    exercises = everything["exercises"]
    assert exercises.index.tolist() == ["drill", "steppe", "steppe-1", "steppe-2", "wave"]
    assert exercises.loc["steppe-2", "label"] == "Steppe 2"
    assert exercises.loc["steppe-2", "cited"] == "Weekly 2018 ¶2; Agency 2019 ¶1"
    assert exercises.loc["steppe-2", "mentioned_by"] == "Portal 2020 ¶9"


def test_the_higher_ranked_source_shows_and_the_other_stays_as_evidence_and_conflict(
    everything: Dataset,
) -> None:
    assert everything["exercises"].loc["steppe-2", "personnel_china"] == 3500
    lines = everything.evidence[
        everything.evidence["id"].eq("steppe-2")
        & everything.evidence["field"].eq("personnel_china")
    ]
    assert lines[["value", "source", "chosen"]].to_numpy().tolist() == [
        ["3500", "article", True],
        ["3200", "wire", False],
    ]
    (conflict,) = everything.conflicts.to_dict("records")
    assert conflict == {
        "table": "exercises",
        "id": "steppe-2",
        "field": "personnel_china",
        "lowest": "3200",
        "highest": "3500",
        "n_values": 2,
        "n_sources": 2,
    }


def test_choosing_the_article_is_a_build_from_its_rows_alone(article: Dataset) -> None:
    jets = article["transfers"].loc["jet-sale"]
    assert jets["status"] == "under way"
    assert pd.isna(jets["quantity_delivered"])
    assert article["exercises"].loc["steppe-2", ["date", "sources"]].tolist() == [
        "2018-09",
        "article",
    ]
    assert set(article.evidence["source"]) == {"article"}
    assert article.conflicts.empty


def test_a_date_that_lies_inside_the_shown_one_refines_it(everything: Dataset) -> None:
    assert everything["exercises"].loc["steppe-2", "when"] == "11–17 September 2018"
    assert "date" not in everything.conflicts["field"].tolist()


def test_a_period_that_ends_in_another_year_is_no_finer_word_of_the_shown_one(
    tmp_path: Path,
) -> None:
    """The one who wrote before the last of them came cannot say more exactly when they came."""
    rows = [
        tiny.said("jet-sale", "article", delivered="2016/2017", system="jet", kind="sale"),
        tiny.said("jet-sale", "wire", delivered="2016/2018", system="jet"),
    ]
    data = _built(tmp_path, "transfers", *rows)
    assert data["transfers"].loc["jet-sale", "delivered"] == "2016/2018"


def test_for_status_the_later_source_shows_and_the_earlier_is_history_not_conflict(
    everything: Dataset,
) -> None:
    assert everything["transfers"].loc["jet-sale", "status"] == "delivered"
    assert "status" not in everything.conflicts["field"].tolist()


def test_lists_show_the_items_of_all_rows_first_source_first(everything: Dataset) -> None:
    assert everything["exercises"].loc["steppe-2", "domains"] == "land;air"


def test_basis_comes_before_rank(tmp_path: Path) -> None:
    rows = [
        tiny.said("wave", basis="inferred", date="2012", personnel_china="50"),
        tiny.said("wave", "wire", date="2013", personnel_china="70"),
    ]
    data = _built(tmp_path, "exercises", *rows)
    assert data["exercises"].loc["wave", ["date", "personnel_china"]].tolist() == ["2013", 70]
    assert data.conflicts["field"].tolist() == ["personnel_china", "date"]


def test_the_order_of_rows_in_a_file_decides_nothing(
    tiny_tables: Tables, everything: Dataset
) -> None:
    turned = {
        name: frame.iloc[::-1].reset_index(drop=True) for name, frame in tiny_tables.frames.items()
    }
    again = build(Tables(tiny_tables.schema, turned, tiny_tables.version), ALL)
    for name in everything.frames:
        pd.testing.assert_frame_equal(again[name], everything[name])


def test_a_record_without_a_date_is_filed_under_the_first_source_that_mentions_it(
    everything: Dataset,
) -> None:
    drill = everything["exercises"].loc["drill"]
    assert (drill["year_first"], drill["year_last"], drill["dated"], drill["when"]) == (
        2018,
        2018,
        False,
        "mentioned 2018",
    )


def test_a_copy_of_a_text_is_no_independent_source(everything: Dataset) -> None:
    steppe = everything["exercises"].loc["steppe-2"]
    assert steppe["sources"] == "article;wire;copy"
    assert steppe["n_independent"] == 2


def test_a_transfer_spans_the_years_from_its_order_to_its_last_delivery(
    everything: Dataset,
) -> None:
    assert everything["transfers"].loc["jet-sale", ["year_first", "year_last"]].tolist() == [
        2015,
        2018,
    ]


def test_a_transfer_takes_category_and_domains_from_its_system(everything: Dataset) -> None:
    assert everything["transfers"].loc["engine-supply", ["category", "domains"]].tolist() == [
        "engines",
        "naval;dual-use",
    ]


def test_a_link_has_the_domains_of_its_ends_and_a_finding_those_of_what_it_is_about(
    everything: Dataset,
) -> None:
    assert everything["links"].loc["engine-jet", "domains"] == "naval;dual-use;air"
    assert everything["findings"].loc["closer", "domains"] == "land"


def test_every_non_blank_cell_is_one_line_of_evidence_and_nothing_else_is(
    tiny_tables: Tables, everything: Dataset
) -> None:
    cells = sum(len(row) - 4 - ("said_by" in row) for rows in tiny.SHEETS.values() for row in rows)
    bare = sum(len(row) == 4 for rows in tiny.SHEETS.values() for row in rows)
    assert everything.evidence.columns.tolist() == COLUMNS
    assert everything.evidence["field"].value_counts()["exists"] == bare == 1
    assert len(everything.evidence) == cells + bare


def test_dates_that_overlap_without_containing_one_another_conflict(tmp_path: Path) -> None:
    data = _built(
        tmp_path,
        "exercises",
        tiny.said("wave", date="2012-04/2012-06"),
        tiny.said("wave", "wire", date="2012-05/2012-07"),
    )
    assert data.conflicts[["field", "lowest", "highest"]].to_numpy().tolist() == [
        ["date", "2012-04/2012-06", "2012-05/2012-07"]
    ]
    assert data["exercises"].loc["wave", "date"] == "2012-04/2012-06"


def test_names_and_places_never_conflict_but_codes_do(tmp_path: Path) -> None:
    rows = [
        tiny.said("wave", name="Wave", place="moscow", kind="field"),
        tiny.said("wave", "wire", name="Waves", kind="patrol", host="RUS"),
    ]
    assert _built(tmp_path, "exercises", *rows).conflicts["field"].tolist() == ["kind"]


def test_an_unknown_source_is_refused(tiny_tables: Tables) -> None:
    with pytest.raises(KeyError):
        build(tiny_tables, ["article", "nobody"])


def test_without_any_source_there_is_no_record(tiny_tables: Tables) -> None:
    data = build(tiny_tables, [])
    assert sum(len(data[table.name]) for table in data.schema.sheets) == 0
    assert data.evidence.empty


def test_writing_to_a_frame_does_not_reach_the_dataset(everything: Dataset) -> None:
    mine = everything["exercises"]
    mine.loc["wave", "label"] = "Spoilt"
    mine["n_independent"] = np.int64(0)
    assert everything["exercises"].loc["wave", ["label", "n_independent"]].tolist() == ["Wave", 1]
