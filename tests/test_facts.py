"""Facts: each shown value with the row that says it, checked by hand against the tiny package."""

from pathlib import Path

import pandas as pd
import pytest

import tiny
from atlas.datapackage import tables
from atlas.datapackage.tables import Tables
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.records import facts as records_facts
from atlas.records.facts import Fact, fact, facts, facts_of
from atlas.records.hovers import hover


def test_a_value_has_the_basis_source_and_paragraph_of_the_row_that_shows(
    everything: Dataset,
) -> None:
    own = fact(everything, "exercises", "steppe-2", "personnel_china")
    assert own == Fact("3500", "stated", "article", "¶2", "", "steppe-2")


def test_a_date_that_refines_another_is_the_fact_of_the_source_that_has_it(
    everything: Dataset,
) -> None:
    own = fact(everything, "exercises", "steppe-2", "date")
    assert own == Fact("2018-09-11/2018-09-17", "stated", "wire", "¶1", "", "steppe-2")


def test_a_status_is_the_fact_of_the_later_source(everything: Dataset, article: Dataset) -> None:
    later = fact(everything, "transfers", "jet-sale", "status")
    assert later == Fact("delivered", "stated", "wire", "¶2", "", "jet-sale")
    alone = fact(article, "transfers", "jet-sale", "status")
    assert alone == Fact("under way", "stated", "article", "¶5", "", "jet-sale")


def test_values_of_one_record_have_each_their_own_basis(tmp_path: Path) -> None:
    rows = [
        tiny.said("wave", basis="stated", personnel_china="50"),
        tiny.said("wave", "wire", "¶7", "projected", said_by="A general", date="2013"),
    ]
    data = build(tables.load(tiny.write(tmp_path, {"exercises": rows})), ["article", "wire"])
    assert not data["exercises"].loc["wave", "projected"]
    assert data["exercises"].loc["wave", "planned"], "the date alone is but a plan"
    date = fact(data, "exercises", "wave", "date")
    assert date == Fact("2013", "projected", "wire", "¶7", "A general", "wave")


def test_a_list_has_a_fact_for_each_row_that_adds_to_it(everything: Dataset) -> None:
    rows = facts(everything, "exercises", "steppe-2", "domains")
    assert [(row.value, row.source) for row in rows] == [("land", "article"), ("air", "wire")]
    assert fact(everything, "exercises", "steppe-2", "domains") == rows[0]


def test_what_nobody_says_is_no_fact(everything: Dataset) -> None:
    assert fact(everything, "exercises", "wave", "personnel_china") is None
    assert fact(everything, "exercises", "nobody", "date") is None
    assert facts(everything, "organisations", "maker", "founded") == []


def test_category_and_domains_of_a_transfer_are_facts_of_its_system(everything: Dataset) -> None:
    for field, value in (("category", "engines"), ("domains", "naval;dual-use")):
        taken = fact(everything, "transfers", "engine-supply", field)
        assert taken == Fact(value, "stated", "article", "¶6", "", "engine")


def test_a_transfer_without_a_system_has_its_own(everything: Dataset) -> None:
    own = fact(everything, "transfers", "ship-sale", "category")
    assert own == Fact("ships", "stated", "article", "¶6", "", "ship-sale")


def test_a_system_of_which_no_chosen_source_speaks_gives_no_fact(tmp_path: Path) -> None:
    systems = [tiny.said("jet", "wire", category="aircraft", domains="air")]
    transfers = [tiny.said("jet-sale", system="jet")]
    folder = tiny.write(tmp_path, {"transfers": transfers, "systems": systems})
    data = build(tables.load(folder), ["article"])
    assert pd.isna(data["transfers"].loc["jet-sale", "category"])
    assert fact(data, "transfers", "jet-sale", "category") is None


def test_domains_of_a_link_are_facts_of_both_ends_the_subject_first(everything: Dataset) -> None:
    rows = facts(everything, "links", "engine-jet", "domains")
    assert [(row.record, row.value, row.locator) for row in rows] == [
        ("engine", "naval;dual-use", "¶6"),
        ("jet", "air", "¶5"),
    ]


def test_domains_of_a_finding_are_facts_of_those_it_is_about_that_have_any(
    everything: Dataset,
) -> None:
    rows = facts(everything, "findings", "closer", "domains")
    assert [(row.record, row.value) for row in rows] == [("steppe", "land")]


@pytest.mark.parametrize("field", ["date", "domains", "personnel_china", "host"])
def test_many_records_have_the_same_facts_as_each_alone(everything: Dataset, field: str) -> None:
    ids = pd.Index([*everything["exercises"].index[::-1], "nobody", "wave"])
    rows = facts_of(everything, "exercises", ids, field)
    assert rows.index.tolist() == ids.tolist()
    for identifier, row in zip(ids, rows.fillna("").itertuples(index=False), strict=True):
        own = fact(everything, "exercises", identifier, field)
        assert tuple(row) == (("",) * 6 if own is None else tuple(vars(own).values()))


def test_a_figure_is_uncertain_only_where_the_row_that_shows_marks_it(tmp_path: Path) -> None:
    rows = [
        tiny.said("wave", ships_total="12"),
        tiny.said(
            "wave",
            "wire",
            ships_total="10",
            aircraft_total="20",
            uncertain="ships_total;aircraft_total",
        ),
        tiny.said("drill", ships_total="7"),
        tiny.said("drill", "wire", ships_total="6", uncertain="ships_total"),
    ]
    data = build(tables.load(tiny.write(tmp_path, {"exercises": rows})), ["article", "wire"])
    marked = data["exercises"]["uncertain"]
    assert marked["wave"] == "aircraft_total"
    assert pd.isna(marked["drill"])
    lines = data.evidence[data.evidence["field"].eq("uncertain")].set_index("id")["chosen"]
    assert lines.to_dict() == {"wave": True, "drill": False}
    text = hover(data, "exercises", pd.Index(["wave"]), ["ships_total", "aircraft_total"])["wave"]
    assert "whole exercise: 12 ships [" in text
    assert "20 aircraft, rounded or<br>uncertain [2]" in text


@pytest.mark.parametrize("dataset", ["everything", "article"])
def test_every_shown_value_has_a_fact_and_nothing_else_has(
    dataset: str, request: pytest.FixtureRequest
) -> None:
    data: Dataset = request.getfixturevalue(dataset)
    for table in data.schema.sheets:
        frame = data[table.name]
        for field in {field.name for field in table.content} | {"domains"}:
            rows = facts_of(data, table.name, frame.index, field)
            assert rows["value"].notna().tolist() == frame[field].notna().tolist(), field


def test_the_facts_of_ten_thousand_marks_are_looked_up_in_one_index(
    tiny_tables: Tables, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = []
    index = records_facts._by_field

    def _noted(dataset: Dataset) -> records_facts.Lines:
        built.append(dataset)
        return index(dataset)

    monkeypatch.setattr(records_facts, "_by_field", _noted)
    data = build(tiny_tables, ["article", "wire", "copy"])
    marks = pd.Index(data["exercises"].index.tolist() * 2_000)
    for field in ("date", "domains", "host"):
        assert len(facts_of(data, "exercises", marks, field)) == 10_000
    narrowed = data.only({name: frame.iloc[:1] for name, frame in data.frames.items()})
    assert fact(narrowed, "exercises", "wave", "date") is not None
    assert len(built) == 1
