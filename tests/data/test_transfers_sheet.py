"""The sheet of transfers: direction of groups, what fire units are, which weapons are naval."""

import re

import pandas as pd
import pytest

from atlas.datapackage import tables
from atlas.datapackage.tables import Tables
from atlas.paths import ROOT

TORPEDOES = re.compile(r"torpedo|\bmine\b|^53-65|^TEST-71|^PMK-2", re.IGNORECASE)
# What a reader looked for and did not find: its transfer now, or the words of a gap.
CODED = {
    "Ka-52": "rus-chn-ka-52k-2021",
    "Be-200": "rus-chn-be-200-2017",
    "Shacman": "chn-rus-shacman-trucks-2022",
    "Chang Guang": "chn-rus-jilin-satellites-2022",
}
NOT_FOUND = ["TV3-117", "Smerch", "AK-630", "CHD620"]
AIRBORNE = [
    "rus-chn-bmd-4m-2023",
    "rus-chn-btr-mdm-2023",
    "rus-chn-sprut-sdm1-2023",
    "rus-chn-dalnolyot-2023",
    "rus-chn-airborne-training-2023",
]


@pytest.fixture(scope="module")
def shipped() -> Tables:
    return tables.load(ROOT / "data")


def sides(rows: pd.DataFrame, identifier: str) -> list[set[str]]:
    """Who supplies and who receives by all rows of a transfer; partners are both."""
    own = rows[rows["id"].eq(identifier)]
    partners = set(own["partners"].dropna().str.split(";").explode())
    return [set(own[column].dropna()) | partners for column in ("supplier", "recipient")]


def test_the_parts_of_a_group_run_in_its_direction(shipped: Tables) -> None:
    rows, records = shipped["transfers"], shipped["records"]
    parts = records[records["table"].eq("transfers") & records["part_of"].notna()]
    against = [
        part
        for part, group in zip(parts["id"], parts["part_of"], strict=True)
        for own, whole in zip(sides(rows, part), sides(rows, group), strict=True)
        if not own <= whole
    ]
    assert against == []


def test_anti_aircraft_missile_systems_are_counted_in_fire_units_or_say_why_not(
    shipped: Tables,
) -> None:
    kinds = shipped["systems"].dropna(subset="category").groupby("id")["category"].first()
    rows = shipped["transfers"]
    counted = rows[rows["system"].map(kinds).eq("air defence") & rows["unit"].notna()]
    assert set(counted["unit"]) <= {"fire units", "pieces"}
    single = counted[counted["unit"].eq("pieces")]
    assert single["note"].fillna("").str.contains("hence pieces").all()
    assert counted["unit"].eq("fire units").any()


def test_torpedoes_and_mines_are_naval_weapons(shipped: Tables) -> None:
    systems = shipped["systems"].dropna(subset="category")
    found = systems[systems["name"].fillna("").str.contains(TORPEDOES)]
    assert {"53-65", "test-71", "pmk-2"} <= set(found["id"])
    assert found["category"].eq("naval weapons").all()


def test_what_goes_on_has_no_date_that_ends(shipped: Tables) -> None:
    rows = shipped["transfers"]
    under_way = set(rows.loc[rows["status"].eq("under way"), "id"])
    spans = rows["date"].fillna("").str.contains("/") & ~rows["date"].fillna("").str.endswith("..")
    assert rows.loc[spans & rows["id"].isin(under_way), "id"].tolist() == []


def test_the_airborne_deal_is_one_group(shipped: Tables) -> None:
    part_of = shipped["records"].set_index("id")["part_of"]
    assert part_of[AIRBORNE].eq("rus-chn-airborne-package-2023").all()


@pytest.mark.parametrize("name", CODED)
def test_a_transfer_that_was_missing_is_coded_from_a_source_of_its_own(
    shipped: Tables, name: str
) -> None:
    rows = shipped["transfers"][shipped["transfers"]["id"].eq(CODED[name])]
    assert rows["source"].notna().any()
    assert rows[["supplier", "recipient"]].dropna().isin(["CHN", "RUS"]).all(axis=None)
    register = shipped["records"].set_index("id")
    known = register.loc[[CODED[name], *rows["system"].dropna()], ["label", "aliases"]]
    assert known.stack().str.contains(name).any()


@pytest.mark.parametrize("name", NOT_FOUND)
def test_a_transfer_of_which_nothing_was_found_is_a_gap_and_no_row(
    shipped: Tables, name: str
) -> None:
    gaps = shipped["gaps"]
    (gap,) = gaps.loc[gaps["gap"].str.contains(name), "table"]
    assert gap == "transfers"
    labels = shipped["records"].query("table == 'transfers'")["label"]
    assert not labels.str.contains(name).any()
