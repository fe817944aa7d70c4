"""Where sources disagree, and on whom a record rests: counted by hand."""

from pathlib import Path

import pytest

import tiny
from atlas.charts.exercises import timeline_view
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import ids_column, without_ids
from atlas.records import conflicts, corroboration, hovers, listing, sources

ALL = ["article", "wire", "copy"]


def _built(folder: Path, rows: list[tiny.Row], **changed: dict[str, str]) -> Dataset:
    """The tiny package with these rows of exercises, and sources changed by id."""
    register = [source | changed.get(source["id"], {}) for source in tiny.SOURCES]
    return build(tables.load(tiny.write(folder, {"exercises": rows}, sources=register)), ALL)


def test_a_disagreement_names_each_value_with_its_origins_and_paragraphs_the_shown_one_first(
    everything: Dataset,
) -> None:
    rows = conflicts.conflicts(everything)
    assert rows[ids_column("Record")].tolist() == ["steppe-2"]
    assert rows[ids_column("Sources")].tolist() == ["article;wire"]
    (row,) = without_ids(rows).to_dict("records")
    assert row == {
        "Record": "Steppe 2",
        "Table": "Exercises",
        "Field": "Personnel, China (persons)",
        "Value shown": "3,500",
        "Lowest": "3,200",
        "Highest": "3,500",
        "Spread": "1.1×, difference 300",
        "Independent origins": "1 says 3,500; 1 says 3,200",
        "Sources": "3,500 (Weekly 2018 ¶2); 3,200 (Agency 2019 ¶1)",
        "Id": "steppe-2",
    }


@pytest.mark.parametrize(
    ("opening", "close", "disagree"),
    [
        ("2012-05-03/..", "../2012-05-09", False),
        ("2012-05-03/..", "../2012-05-01", True),
        ("2012-05-03/2012-05-12", "../2012-05-09", True),
    ],
)
def test_the_day_on_which_something_began_and_a_later_one_of_its_close_are_true_together(
    opening: str, close: str, disagree: bool, tmp_path: Path
) -> None:
    rows = [tiny.said("wave", date=opening), tiny.said("wave", "wire", date=close)]
    fields = _built(tmp_path / "data", rows).conflicts["field"].tolist()
    assert fields == ["date"] * disagree


@pytest.mark.parametrize(
    ("whole", "side", "disagree"),
    [
        ("2012-05", "2012-05-03/..", False),
        ("2012-05", "../2012-05-09", False),
        ("2012-05", "2012-06-02/..", True),
        ("2012-05-03/2012-05-09", "2012-05-04/..", True),
    ],
)
def test_a_month_and_the_day_in_it_on_which_something_began_or_closed_are_true_together(
    whole: str, side: str, disagree: bool, tmp_path: Path
) -> None:
    rows = [tiny.said("wave", date=whole), tiny.said("wave", "wire", date=side)]
    fields = _built(tmp_path / "data", rows).conflicts["field"].tolist()
    assert fields == ["date"] * disagree


def test_disagreements_stand_in_order_of_table_field_and_record() -> None:
    shipped = store.dataset()
    every = conflicts.conflicts(shipped)
    assert every["Id"].tolist() == conflicts.disputed(shipped)["id"].tolist()
    of_exercises = every[every["Table"].eq("Exercises")]
    assert len(of_exercises) > 9
    assert list(of_exercises["Field"]) == sorted(of_exercises["Field"])


def test_a_copy_that_repeats_a_value_adds_no_origin(tmp_path: Path) -> None:
    rows = [
        tiny.said("wave", source, personnel_china=number)
        for source, number in (("article", "50"), ("wire", "100"), ("copy", "100"))
    ]
    (row,) = conflicts.conflicts(_built(tmp_path, rows)).to_dict("records")
    assert row["Independent origins"] == "1 says 50; 1 says 100"
    assert row["Sources"] == "50 (Weekly 2018 ¶1); 100 (Agency 2019 ¶1, Portal 2020 ¶1)"
    assert row["Spread"] == "2.0×, difference 50"


@pytest.mark.parametrize(
    ("field", "one", "other", "spread"),
    [
        ("personnel_china", "0", "40", "difference 40"),
        ("kind", "field", "patrol", ""),
        ("date", "2012-04-22", "2012-04-24", "begins 2 days apart"),
        ("date", "2012", "2014-09-11", "begins 2 years apart"),
        ("date", "2012-03", "2012-04-20", "begins 1 month apart"),
        ("date", "../2012-04-22", "2012-04-20/2012-04-23", "ends 1 day apart"),
        ("date", "2012-04-01/2012-04-10", "2014-04-01/2014-04-10", "begins 2 years apart"),
    ],
)
def test_the_spread_is_a_ratio_and_a_difference_or_a_time_in_the_unit_of_the_less_exact_date(
    tmp_path: Path, field: str, one: str, other: str, spread: str
) -> None:
    (row,) = conflicts.conflicts(
        _built(
            tmp_path,
            [tiny.said("wave", **{field: one}), tiny.said("wave", "wire", **{field: other})],
        )
    ).to_dict("records")
    assert row["Spread"] == spread


def test_a_disagreement_on_a_record_that_filters_hide_is_not_listed(everything: Dataset) -> None:
    hidden = everything.only(
        {**everything.frames, "exercises": everything["exercises"].drop("steppe-2")}
    )
    assert conflicts.conflicts(hidden).empty


def test_the_article_and_the_wire_on_vostok_2018_are_in_the_view() -> None:
    rows = conflicts.conflicts(store.dataset("all")).set_index(["Id", "Field"])
    row = rows.loc[("vostok-2018", "Personnel, China (persons)")]
    assert row[["Value shown", "Lowest", "Highest", "Spread"]].tolist() == [
        "3,500",
        "3,200",
        "3,500",
        "1.1×, difference 300",
    ]
    assert row["Sources"].startswith("3,500 (The Diplomat 2018 ¶")
    assert "; 3,200 (CGTN 2018" in row["Sources"]


def test_a_record_of_two_origins_is_corroborated_and_every_other_rests_on_one(
    everything: Dataset,
) -> None:
    stands = corroboration.standing(everything, everything["exercises"])
    assert stands.to_dict() == {
        id_: "corroborated" if id_ == "steppe-2" else "one origin"
        for id_ in ["drill", "steppe", "steppe-1", "steppe-2", "wave"]
    }


STATE = {"kind": "state media", "country": "CHN"}


@pytest.mark.parametrize(
    ("wire", "copy", "stands", "line"),
    [
        ({}, {}, "one origin", "Rests on one independent source"),
        ({}, {"origin": ""}, "corroborated", ""),
        (STATE, {**STATE, "origin": ""}, "state media", "Rests on the state media of China alone"),
        (STATE, STATE, "state media", "Rests on the state media of China alone"),
        (STATE, {**STATE, "origin": "", "country": "RUS"}, "corroborated", ""),
        (STATE, {"origin": ""}, "corroborated", ""),
        (
            {"kind": "state media"},
            {"kind": "state media"},
            "one origin",
            "Rests on one independent source",
        ),
    ],
)
def test_copies_are_one_origin_and_outlets_of_one_state_are_one_voice(
    tmp_path: Path, wire: dict[str, str], copy: dict[str, str], stands: str, line: str
) -> None:
    data = _built(
        tmp_path,
        [tiny.said("wave", "wire", date="2012"), tiny.said("wave", "copy", date="2012")],
        wire=wire,
        copy=copy,
    )
    assert corroboration.standing(data, data["exercises"]).loc["wave"] == stands
    assert corroboration.resting(data, data["exercises"]).loc["wave"] == line
    assert timeline_view.timeline(data).set_index("id").loc["wave", "standing"] == stands
    assert (
        listing.listing(data, "exercises").loc["wave", "Standing"]
        == data.schema.labels("standing")[stands]
    )
    hover = hovers.hover(data, "exercises", data["exercises"].index, []).loc["wave"]
    assert hover.endswith(f"<br>{line}") if line else "Rests on" not in hover


def test_the_standings_of_a_table_add_up_to_its_records(everything: Dataset) -> None:
    rows = corroboration.counts(everything).set_index("Table")
    assert rows.loc["Exercises"].to_dict() == {
        "Two independent sources or more": 1,
        "One independent source": 4,
        "State media of one country": 0,
        "All": 5,
    }
    assert rows.loc["Arms transfers"].tolist() == [1, 4, 0, 5]
    assert (rows.drop(columns="All").sum(axis=1) == rows["All"]).all()
    assert rows["All"].sum() == 18


def test_every_source_says_how_many_records_rest_on_it_and_on_it_alone(everything: Dataset) -> None:
    rows = sources.sources(everything).set_index("Source")
    assert rows[["Records", "Records alone"]].to_numpy().tolist() == [[18, 16], [2, 0], [1, 0]]
    assert rows["Origin"].tolist() == ["itself", "itself", "Agency 2019"]
    assert rows.loc["Weekly 2018", ["Kind", "Published", "Rank"]].tolist() == [
        "Journalism",
        "December 2018, approximate",
        1,
    ]
