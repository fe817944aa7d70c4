"""Every record of the shipped data leads somewhere: to statements of sources or to records that it
is tied to.
"""

import pytest
from streamlit.testing.v1 import AppTest

from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.paths import ROOT
from atlas.records.statements import statements_by_field
from atlas.records.ties import related
from lengths import first_of_all

PAGE = ROOT / "pages" / "evidence.py"
ONE_OF_EACH = [
    *("vostok-2018", "rus-chn-s-400-2015", "s-400", "sukhoi", "s-400-contract"),
    *("aukus", "sukhoi-su-35s", "vostok-logistics", "IRN", "vladivostok"),
]


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return store.dataset()


def test_no_record_is_a_dead_end_and_no_tie_leads_nowhere(shipped: Dataset) -> None:
    known, spoken_of = set(shipped.records.index), set(shipped.evidence["id"])
    dead = []
    for identifier in shipped.records.index:
        ties = related(shipped, identifier)
        assert set(ties["id"]) <= known, identifier
        if ties.empty and identifier not in spoken_of:
            dead.append(identifier)
    assert dead == ["XWD"], "all other countries, which stand in totals of volumes alone"
    assert len(known) >= 1100


@pytest.mark.parametrize("number", first_of_all({15}, [15, 60]))
def test_a_record_with_rows_has_facts_and_one_without_has_none(
    shipped: Dataset, number: int
) -> None:
    spoken_of = set(shipped.evidence["id"])
    for identifier in shipped.records.sample(number, random_state=1).index:
        assert bool(statements_by_field(shipped, identifier)) == (
            identifier in spoken_of and not _only_mentioned(shipped, identifier)
        ), identifier


def _only_mentioned(dataset: Dataset, identifier: str) -> bool:
    return set(dataset.evidence.loc[dataset.evidence["id"].eq(identifier), "field"]) == {"exists"}


def test_a_country_leads_to_exercises_transfers_and_organisations(shipped: Dataset) -> None:
    ties = related(shipped, "RUS")
    tables = set(ties["id"].map(shipped.records["table"]))
    assert {"exercises", "transfers", "organisations", "agreements", "places"} <= tables
    assert {
        "Exercise it hosts",
        "Exercise it takes part in",
        "Transfer it supplies",
        "Organisation of this country",
    } <= set(ties["how"])


def test_the_sample_has_one_record_of_each_table(shipped: Dataset) -> None:
    assert sorted(shipped.records.loc[ONE_OF_EACH, "table"]) == sorted(
        shipped.schema.values("table")
    )


@pytest.mark.parametrize(
    "identifier", first_of_all({"vostok-2018", "s-400", "sukhoi", "aukus", "IRN"}, ONE_OF_EACH)
)
def test_the_page_of_a_record_shows_facts_or_related_records(identifier: str) -> None:
    at = AppTest.from_file(str(PAGE), default_timeout=60)
    at.query_params["record"] = identifier
    at.run()
    assert not at.exception
    alts = [element.proto.alt for element in at.get("table") + at.get("arrow_table")]
    assert [alt for alt in alts if alt.startswith(("Facts on", "Entries tied to this one"))]
