"""The shipped tables: valid, complete, without orphans, and as many as were coded."""

import json
from collections import Counter

import pandas as pd
import pytest

from atlas.datapackage import tables
from atlas.datapackage.tables import Tables
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.paths import ROOT

FLOORS = {
    "exercises": 9,
    "transfers": 45,
    "systems": 33,
    "organisations": 22,
    "agreements": 11,
    "context": 30,
    "links": 45,
    "findings": 130,
}
REGISTERED = {("exercises",): 98, ("agreements", "context"): 45, ("findings",): 11}
SINGLE_TRANSFERS = 200
REGISTER_FLOORS = {"systems": 150, "organisations": 87, "links": 110}
VOLUMES = 661
MAIN_PAIRS = {("RUS", "CHN"), ("CHN", "RUS"), ("RUS", "IND"), ("RUS", "VNM")}
NAMES = [
    ("su-35s", ["Су-35", "苏-35", "Flanker-E"]),
    ("s-400", ["С-400", "SA-21 Growler"]),
    ("project-636", ["Kilo 636", "Варшавянка"]),
    ("r-73", ["Р-73", "Archer"]),
    ("naval-diesel-engines", ["CHD622V20"]),
]


@pytest.fixture(scope="module")
def shipped() -> Tables:
    return tables.load(ROOT / "data")


@pytest.fixture(scope="module")
def articles() -> Dataset:
    return store.dataset("articles")


@pytest.fixture(scope="module")
def everything() -> Dataset:
    return store.dataset("all")


@pytest.mark.parametrize(("table", "floor"), FLOORS.items())
def test_the_articles_give_at_least_so_many_records(
    articles: Dataset, table: str, floor: int
) -> None:
    assert len(articles[table]) >= floor


@pytest.mark.parametrize(("names", "floor"), REGISTERED.items())
def test_the_registers_give_at_least_so_many_single_records(
    shipped: Tables, names: tuple[str, ...], floor: int
) -> None:
    """Exercises, agreements and context of others, findings: those that a reference speaks of,
    without the groups.
    """
    references = set(shipped["sources"].loc[shipped["sources"]["tier"].eq("reference"), "id"])
    groups = set(shipped["records"]["part_of"].dropna()) if names == ("exercises",) else set()
    spoken = [shipped[name].loc[shipped[name]["source"].isin(references), "id"] for name in names]
    assert len(set(pd.concat(spoken)) - groups) >= floor


def test_vostok_2018_is_one_record_on_whose_chinese_troops_article_and_reference_disagree() -> None:
    disagreements = store.dataset("all").conflicts.set_index(["id", "field"])
    assert disagreements.loc[
        ("vostok-2018", "personnel_china"), ["lowest", "highest"]
    ].tolist() == ["3200", "3500"]
    assert store.dataset("all")["exercises"].loc["vostok-2018", "personnel_china"] == 3500


def test_law_enforcement_drills_are_told_apart_by_their_main_domain() -> None:
    exercises = store.dataset("all")["exercises"]
    first = exercises["domains"].str.split(";").str[0]
    police = exercises[first.eq("internal-security") & ~exercises.index.isin(exercises["part_of"])]
    assert len(police) >= 13 + 5, "13 of the SCO and the police, 5 of the Cooperation series"
    assert not police.index.intersection(
        ["border-defence-cooperation-2025", "heihe-border-drill-2024", "norak-antiterror-2009"]
    ).size


@pytest.mark.parametrize(("table", "floor"), REGISTER_FLOORS.items())
def test_the_references_bring_at_least_so_many_records(
    everything: Dataset, table: str, floor: int
) -> None:
    assert len(everything[table]) >= floor


def test_at_least_so_many_single_transfers(everything: Dataset, shipped: Tables) -> None:
    groups = set(shipped["records"]["part_of"].dropna())
    assert (
        len(everything["transfers"].index.difference(pd.Index(sorted(groups)))) >= SINGLE_TRANSFERS
    )


def test_no_reference_of_a_transfer_to_a_firm_or_a_system_is_unresolved(
    everything: Dataset, shipped: Tables
) -> None:
    for column, table in (
        ("system", "systems"),
        ("supplier_org", "organisations"),
        ("recipient_org", "organisations"),
    ):
        named = set(shipped["transfers"][column].dropna().str.split(";").explode())
        assert named
        assert named - set(everything[table].index) == set(), column


def test_what_a_transfer_has_no_system_for_it_says_itself(everything: Dataset) -> None:
    assert everything["transfers"]["category"].notna().all()
    assert everything["systems"]["category"].notna().all()


def test_quantities_have_a_unit(shipped: Tables) -> None:
    rows = shipped["transfers"]
    counted = rows["quantity_ordered"].notna() | rows["quantity_delivered"].notna()
    assert rows.loc[counted, "unit"].notna().all()
    assert rows.loc[~counted, "unit"].isna().all()


@pytest.mark.parametrize(("system", "names"), NAMES)
def test_systems_are_known_by_their_other_names(
    shipped: Tables, system: str, names: list[str]
) -> None:
    record = shipped["records"].set_index("id").loc[system].fillna("")
    known = " ".join(record[["label", "name_native", "aliases"]])
    assert all(name in known for name in names)


def test_a_package_is_a_group_of_the_orders_that_it_repeats(everything: Dataset) -> None:
    part_of = everything["transfers"]["part_of"]
    assert (
        part_of[["rus-chn-mi-171sh-2019", "rus-chn-mi-171-2019"]]
        .eq("rus-chn-helicopter-package-2019")
        .all()
    )
    assert (
        part_of[["rus-chn-rd-93-2005", "rus-chn-rd-93-2009", "rus-chn-rd-93-2014"]]
        .eq("rus-chn-rd-33-supply")
        .all()
    )
    assert (
        part_of[["chn-rus-l550e-2023", "chn-rus-garpiya-components"]]
        .eq("chn-rus-garpiya-codevelopment")
        .all()
    )


def test_values_on_which_sources_disagree_are_conflicts(everything: Dataset) -> None:
    found = set(zip(everything.conflicts["id"], everything.conflicts["field"], strict=True))
    assert {
        ("rus-chn-s-400-2015", "ordered"),
        ("rus-chn-su-35s-2015", "value_usd_m"),
        ("rus-chn-rd-93-2005", "value_usd_m"),
    } <= found
    assert {
        ("rus-ind-akula-2004", "value_usd_m"),
        ("rus-chn-sovremenny-1998", "value_usd_m"),
    } <= found
    assert ("rus-chn-al-31fn-2011", "delivered") not in found, (
        "a plan is outdated, not contradicted"
    )
    assert ("chn-rus-chd622v20-2015", "quantity_ordered") in found


def test_every_series_of_volumes_is_of_one_edition_with_one_row_a_year(shipped: Tables) -> None:
    rows = shipped["volumes"]
    assert len(rows) >= VOLUMES
    assert not rows.duplicated(
        ["supplier", "recipient", "goods", "unit", "edition", "reporter", "period"]
    ).any()
    newest = rows[rows["edition"].eq("SIPRI 2026 update")]
    assert set(zip(newest["supplier"], newest["recipient"], strict=True)) >= MAIN_PAIRS
    assert (
        rows["id"]
        == (rows["supplier"] + "-" + rows["recipient"]).str.lower()
        + "-"
        + rows["period"]
        + "-"
        + rows["edition"].str[6:10]
    ).all()


def test_a_total_of_an_edition_is_no_less_than_the_parts_that_the_same_edition_has(
    shipped: Tables,
) -> None:
    rows = shipped["volumes"].assign(value=pd.to_numeric(shipped["volumes"]["value"]))
    rows = rows[rows["edition"].eq("SIPRI 2024 update") & rows["supplier"].eq("RUS")]
    all_exports = rows[rows["recipient"].eq("XWD")].set_index("period")["value"]
    parts = rows[rows["recipient"].ne("XWD")].groupby("period")["value"].sum()
    assert len(all_exports) == 32
    assert (parts <= all_exports.reindex(parts.index) + 1).all()


def test_volumes_lead_to_sources_and_countries_and_are_no_records(shipped: Tables) -> None:
    rows, records = shipped["volumes"], shipped["records"].set_index("id")
    assert rows["source"].isin(shipped["sources"]["id"]).all()
    assert (
        records.loc[sorted({*rows["supplier"], *rows["recipient"]}), "table"].eq("countries").all()
    )
    assert not rows["id"].isin(records.index).any()


def test_published_counts_have_a_source_that_ranks_and_say_how_far_they_were_read(
    shipped: Tables,
) -> None:
    counts = shipped["counts"]
    ranks = shipped["sources"].set_index("id")["rank"]
    assert len(counts) >= 18
    assert counts["source"].isin(ranks.index).all()
    unread = counts[counts["locator"].eq("not read")]
    assert unread["note"].str.contains("was not found").all()
    upper = counts.dropna(subset="number_to")
    assert upper["number_to"].astype(float).gt(upper["number"].astype(float)).all()


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


def test_labels_are_unique_over_the_register(shipped: Tables) -> None:
    counts = Counter(shipped["records"]["label"].str.casefold())
    assert [label for label, number in counts.items() if number > 1] == []


def test_both_articles_speak_first(shipped: Tables) -> None:
    core = shipped["sources"][shipped["sources"]["tier"].eq("core")]
    assert dict(zip(core["id"], core["rank"], strict=True)) == {
        "diplomat-2018": "1",
        "diplomat-2022": "2",
    }


def test_vostok_2018_has_the_chinese_contingent_of_the_article(articles: Dataset) -> None:
    vostok = articles["exercises"].loc["vostok-2018"]
    assert vostok[["personnel_china", "aircraft_china", "equipment_china"]].tolist() == [
        3500,
        30,
        900,
    ]
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
        assert all(
            field.vocabulary in shipped.schema.vocabularies
            for field in table.fields
            if field.vocabulary
        )


def test_no_value_of_a_record_is_anonymous(articles: Dataset) -> None:
    lines = articles.evidence
    assert lines[["source", "locator", "basis"]].notna().all(axis=None)
    shown = (
        lines[lines["chosen"] & lines["field"].ne("exists")]
        .groupby(["table", "id", "field"], observed=True)
        .size()
    )
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


def test_every_pattern_of_a_column_is_said_in_words_too() -> None:
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    fields = [field for table in package["resources"] for field in table["schema"]["fields"]]
    with_pattern = [field for field in fields if "pattern" in field.get("constraints", {})]
    assert with_pattern
    assert all(field.get("mend") for field in with_pattern)


def test_no_body_that_signs_a_source_is_among_its_persons_or_merely_its_publisher(
    shipped: Tables,
) -> None:
    sources = shipped["sources"].set_index("id")
    persons = sources["author"].dropna().str.split(";").explode()
    bodies = sources["institution"].dropna().str.split(";").explode()
    with_spaces = persons[~persons.str.contains("[\u4e00-\u9fff]")]
    assert with_spaces.str.contains(", ").all(), "all of them have a family and a given name"
    assert not persons.isin(bodies).any()
    assert not bodies.eq(sources["publisher"].reindex(bodies.index)).any()


def test_databases_of_sipri_alone_stay_out_of_what_is_passed_on_and_say_why(
    shipped: Tables,
) -> None:
    sources = shipped["sources"]
    stays_out = sources["redistributable"].eq("false")
    is_sipris_database = sources["origin"].eq("SIPRI") & sources["kind"].eq("database")
    assert stays_out.sum() == 8
    assert stays_out.equals(is_sipris_database)
    reasons = sources.loc[stays_out, "note"]
    assert reasons.str.contains("non-commercial use, less than a tenth").all()


def test_every_row_has_its_place_in_its_source(shipped: Tables) -> None:
    located = [frame["locator"] for frame in shipped.frames.values() if "locator" in frame]
    assert not pd.concat(located).isin(["not located", "body", "lede"]).any()


def test_towns_and_sites_have_a_point_and_towns_a_country(shipped: Tables) -> None:
    records = shipped["records"]
    places = records[records["table"].eq("places")]
    located = places[places["precision"].isin(["exact", "town"])]
    assert located[["latitude", "longitude"]].notna().all(axis=None)
    assert places.loc[places["precision"].eq("town"), "country"].notna().all()
    assert places["precision"].value_counts()["town"] == 24
    without = places["latitude"].isna()
    assert set(places.loc[without, "id"]) == {"pabbi"}
    assert places.loc[without, "precision"].isna().all()
