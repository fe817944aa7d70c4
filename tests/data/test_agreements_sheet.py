"""What goes on is not closed, and copies of one text are one origin: over the shipped tables."""

import re
import unicodedata
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
UNDER_WAY = "under way"


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
    going_on = set(rows.loc[rows["status"].eq(UNDER_WAY), "id"])
    lasting = set(rows.loc[rows["kind"].isin(LASTING), "id"])
    dated = rows[rows["id"].isin(going_on) & rows["date"].notna()]
    is_span = dated["date"].str.contains("/")
    is_open = dated["date"].str.endswith("/..")
    is_lasting = dated["id"].isin(lasting)
    closed = dated[(is_span | is_lasting) & ~is_open]
    assert [f"{id_}: {date}" for id_, date in closed[["id", "date"]].to_numpy()] == []


def address(url: str) -> str:
    """An address without what differs between two ways to one page."""
    return re.sub(r"^https?://(www\.|m\.)?", "", url).rstrip("/").removesuffix("/amp")


def plain(title: str) -> str:
    letters = unicodedata.normalize("NFKD", title.casefold())
    return " ".join(re.findall(r"[^\W_]+", letters))


def of_more_than_one_origin(sources: pd.DataFrame, groups: pd.Series) -> list[str]:
    """The groups of sources that look like one text and yet are several origins."""
    of_groups = sources.groupby(groups.reindex(sources.index))["origin"]
    return [f"{group}: {', '.join(of)}" for group, of in of_groups.unique().items() if len(of) > 1]


def test_sources_with_one_address_are_one_origin(sources: pd.DataFrame) -> None:
    assert of_more_than_one_origin(sources, sources["url"].dropna().map(address)) == []


def test_sources_with_one_title_and_day_are_one_origin(sources: pd.DataFrame) -> None:
    exact = sources[sources["published"].str.fullmatch(r"\d{4}-\d{2}-\d{2}")]
    keys = exact["title"].map(plain) + " " + exact["published"]
    assert of_more_than_one_origin(sources, keys) == []


def test_what_others_pass_on_has_their_word_for_it_as_its_origin(sources: pd.DataFrame) -> None:
    """A report of an agency and another's copy of its reports are one origin.

    A source that fails is published by what other sources name as their origin: write that name
    into its own `origin` too.
    """
    passed_on = set(sources.loc[sources["origin"].ne(sources.index.to_series()), "origin"])
    is_its_own = sources["origin"].eq(sources.index.to_series())
    assert sorted(sources.index[is_its_own & sources["publisher"].isin(passed_on)]) == []


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
