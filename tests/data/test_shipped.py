"""The shipped tables: valid, complete, without orphans, and as many as were coded."""

import json
from collections import Counter

import pandas as pd
import pytest

from atlas import store, tables
from atlas.dataset import Dataset
from atlas.paths import ROOT
from atlas.tables import Tables

FLOORS = {"exercises": 9, "transfers": 45, "systems": 33, "organisations": 22, "agreements": 11, "context": 30, "links": 45, "findings": 130}


@pytest.fixture(scope="module")
def shipped() -> Tables:
    return tables.load(ROOT / "data")


@pytest.fixture(scope="module")
def articles() -> Dataset:
    return store.dataset("articles")


@pytest.mark.parametrize(("table", "floor"), FLOORS.items())
def test_the_articles_give_at_least_so_many_records(articles: Dataset, table: str, floor: int) -> None:
    assert len(articles[table]) >= floor


def test_every_record_is_spoken_of_and_every_country_and_place_referred_to(shipped: Tables) -> None:
    used: set[str] = set()
    for table in shipped.schema.tables.values():
        for field in table.fields:
            if field.reference is not None and not (table.name == "records" and field.name == "id"):
                used |= set(shipped[table.name][field.name].dropna().str.split(";").explode())
    assert set(shipped["records"]["id"]) - used == set()


def test_labels_are_unique_within_their_table(shipped: Tables) -> None:
    counts = Counter(zip(shipped["records"]["table"], shipped["records"]["label"], strict=True))
    assert [key for key, number in counts.items() if number > 1] == []


def test_both_articles_speak_first(shipped: Tables) -> None:
    core = shipped["sources"][shipped["sources"]["tier"].eq("core")]
    assert dict(zip(core["id"], core["rank"], strict=True)) == {"diplomat-2018": "1", "diplomat-2022": "2"}


def test_vostok_2018_has_the_chinese_contingent_of_the_article(articles: Dataset) -> None:
    vostok = articles["exercises"].loc["vostok-2018"]
    assert vostok[["personnel_china", "aircraft_china", "equipment_china"]].tolist() == [3500, 30, 900]
    assert vostok[["personnel_total", "personnel_russia"]].isna().all()
    assert vostok["when"] == "September 2018"


def test_no_group_is_its_own_part(shipped: Tables) -> None:
    parents = shipped["records"].dropna(subset="part_of").set_index("id")["part_of"].to_dict()
    for start in parents:
        chain = [start]
        while chain[-1] in parents:
            chain.append(parents[chain[-1]])
            assert len(chain) == len(set(chain)), chain


def test_the_declaration_is_a_data_package_that_frictionless_reads(shipped: Tables) -> None:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    assert [resource["name"] for resource in package["resources"]] == list(shipped.schema.tables)
    assert all(resource["dialect"] == {"delimiter": ","} for resource in package["resources"])


def test_every_vocabulary_and_every_column_is_defined(shipped: Tables) -> None:
    for terms in shipped.schema.vocabularies.values():
        assert all(term.label and term.definition for term in terms)
    for table in shipped.schema.tables.values():
        assert all(field.title and field.description for field in table.fields)
        assert all(field.vocabulary in shipped.schema.vocabularies for field in table.fields if field.vocabulary)


def test_no_value_of_a_record_is_anonymous(articles: Dataset) -> None:
    lines = articles.evidence
    assert lines[["source", "locator", "basis"]].notna().all(axis=None)
    shown = lines[lines["chosen"] & lines["field"].ne("exists")].groupby(["table", "id", "field"], observed=True).size()
    for table in articles.schema.sheets:
        frame = articles[table.name]
        for field in table.content:
            derived = table.name == "transfers" and field.name in {"category", "domains"}
            for identifier in frame.index[frame[field.name].notna()]:
                assert derived or (table.name, identifier, field.name) in shown.index


def test_cells_have_no_blanks_around_them(shipped: Tables) -> None:
    for name, frame in shipped.frames.items():
        text = pd.concat([frame[column].dropna() for column in frame])
        assert (text == text.str.strip()).all(), name
