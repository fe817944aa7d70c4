"""What goes on is not closed, and copies of one text are one origin: over the shipped tables."""

from itertools import combinations

import pandas as pd
import pytest

from atlas.datapackage import tables
from atlas.datapackage.tables import Tables
from atlas.paths import ROOT

SHEETS = ("agreements", "context")
# A document has the day on which it was signed, however long it is in force; these go on.
LASTING = {
    "consultation mechanism",
    "confidence-building measure",
    "sanction",
    "war",
    "crisis",
    "deployment",
    "initiative",
    "bloc",
}
# Of documents one says that they are in force, of all else that it goes on.
DOCUMENTS = {
    "agreement",
    "contract",
    "treaty",
    "treaty article",
    "treaty of others",
    "sanction",
    "strategy document",
}
UNDER_WAY, IN_FORCE = "under way", "in force"


@pytest.fixture(scope="module")
def shipped() -> Tables:
    return tables.load(ROOT / "data")


@pytest.fixture(scope="module")
def sources(shipped: Tables) -> pd.DataFrame:
    frame = shipped["sources"].set_index("id")
    return frame.assign(origin=frame["origin"].fillna(frame.index.to_series()))


@pytest.mark.parametrize("sheet", SHEETS)
def test_nothing_under_way_has_a_closed_date(shipped: Tables, sheet: str) -> None:
    rows = shipped[sheet]
    going_on = set(rows.loc[rows["status"].isin([UNDER_WAY, IN_FORCE]), "id"])
    lasting = set(rows.loc[rows["kind"].isin(LASTING), "id"])
    dated = rows[rows["id"].isin(going_on) & rows["date"].notna()]
    is_span = dated["date"].str.contains("/")
    is_open = dated["date"].str.endswith("/..")
    is_lasting = dated["id"].isin(lasting)
    closed = dated[(is_span | is_lasting) & ~is_open]
    assert [f"{id_}: {date}" for id_, date in closed[["id", "date"]].to_numpy()] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_documents_are_in_force_and_nothing_else_is(shipped: Tables, sheet: str) -> None:
    rows = shipped[sheet]
    going_on = rows[rows["status"].isin([UNDER_WAY, IN_FORCE])]
    is_document = going_on["kind"].isin(DOCUMENTS)
    assert set(is_document) == {True, False}
    assert going_on["status"].eq(IN_FORCE).equals(is_document)


def test_of_two_sources_of_one_record_none_is_another_by_a_second_name(
    shipped: Tables, sources: pd.DataFrame
) -> None:
    """Two agreements that rest on one publisher alone rest on two origins only where that is two
    texts by different hands.
    """
    rows = shipped["agreements"].drop_duplicates(["id", "source"])
    pairs = [
        pair
        for _, of in rows.groupby("id")["source"]
        for pair in combinations(sorted(of), 2)
        if sources.loc[pair[0], "publisher"] == sources.loc[pair[1], "publisher"]
        and sources.loc[pair[0], "origin"] != sources.loc[pair[1], "origin"]
    ]
    core = set(sources.index[sources["tier"].eq("core")])
    assert [pair for pair in pairs if not set(pair) <= core] == []


def test_a_delivery_carries_out_its_contract_and_is_no_response_to_it(shipped: Tables) -> None:
    labels = shipped["records"].set_index("id")["label"]
    links = shipped["links"]
    says_so = links["id"].map(labels).str.contains(" carries out ")
    assert says_so.any()
    assert links["relation"].eq("carries out").equals(says_so)
