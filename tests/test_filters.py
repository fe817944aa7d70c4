"""Filters: their sentence, their address, and what they leave and hide."""

import csv
import dataclasses
import itertools
import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import tiny
from atlas.charts.exercises.timeline import FACTS
from atlas.datapackage import tables
from atlas.dataset import store
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_registry import FILTERS
from atlas.dataset.filters import Filters, choices, from_query
from atlas.dataset.selection import apply
from atlas.records.hovers import hover
from atlas.records.lead import lead
from atlas.records.listing import singles

SPAN = (2001, 2019)
CHOSEN = Filters(
    evidence="articles",
    years=(2005, 2010),
    domain=("naval", "unclassified"),
    status=("under way", "not-stated"),
    projected="out",
    mentioned="out",
)
OWN = Filters(
    evidence="own",
    kind=("state media", "official"),
    scope=("competitions", "law-enforcement"),
    independent="2",
    participants="alone",
    exercise=("patrol", "not-stated"),
    supplier=("RUS",),
    recipient=("CHN", "IND"),
)


def _query(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    query: dict[str, list[str]] = {}
    for key, value in pairs:
        query.setdefault(key, []).append(value)
    return query


def test_a_filter_knows_its_own_sentence(everything: Dataset) -> None:
    assert (
        Filters().describe(everything.schema, SPAN)
        == "All domains; 2001–2019; status any; articles and references; "
        "exercises of both China and Russia"
    )
    assert CHOSEN.describe(everything.schema, SPAN) == (
        "Naval, Unclassified; 2005–2010; status under way, not stated; the two articles only; "
        "exercises of both China and Russia; without projections and entries without a date"
    )
    assert OWN.describe(everything.schema, SPAN) == (
        "All domains; 2001–2019; status any; sources that are state media, official; at least 2 "
        "independent sources; exercises of China and Russia alone; transfers from Russia; "
        "transfers to China or India; kinds of exercise: patrol, not stated; without "
        "competitions and law-enforcement drills"
    )


@pytest.mark.parametrize(
    "filters",
    [Filters(), CHOSEN, OWN, Filters(years=(2010, 2010)), Filters(domain=("air-missile-defence",))],
)
def test_an_address_leads_back_to_the_same_filters_and_names_every_one(
    everything: Dataset, filters: Filters
) -> None:
    query = _query(filters.to_query(everything.schema, SPAN))
    found, ignored = from_query(query, everything.schema, SPAN)
    assert set(query) == set(FILTERS)
    assert ignored == []
    assert found.to_query(everything.schema, SPAN) == filters.to_query(everything.schema, SPAN)


def test_values_may_be_spelled_as_on_screen_or_as_in_the_data(everything: Dataset) -> None:
    for value in ("air-missile-defence", "Air and missile defence"):
        assert from_query({"domain": [value]}, everything.schema, SPAN) == (
            Filters(domain=("air-missile-defence",)),
            [],
        )


WRONG_YEARS = [
    ["abc", "2010"],
    ["2010"],
    ["2010", "2005"],
    ["1990", "2010"],
    ["2005", "9999"],
    ["2005", "2006", "2007"],
    ["２０１０", "2011"],
]


@pytest.mark.parametrize("years", WRONG_YEARS)
def test_what_is_not_understood_falls_back_to_the_default_and_is_named(
    everything: Dataset, years: list[str]
) -> None:
    found, ignored = from_query(
        {"years": years, "domain": ["sea", "naval"], "projected": ["maybe"]},
        everything.schema,
        SPAN,
    )
    assert found == Filters(domain=("naval",))
    assert ignored == [*(f"years={year}" for year in years), "domain=sea", "projected=maybe"]


def test_years_keep_what_any_part_of_lies_in_them(everything: Dataset) -> None:
    assert apply(everything, Filters(years=(2016, 2017))).dataset["transfers"].index.tolist() == [
        "jet-sale",
        "programme",
    ]


def test_a_domain_keeps_every_record_that_has_it_and_unclassified_those_without(
    everything: Dataset,
) -> None:
    kept = apply(everything, Filters(domain=("air",))).dataset
    assert kept["exercises"].index.tolist() == ["steppe-1", "steppe-2"]
    assert apply(everything, Filters(domain=("unclassified",))).dataset[
        "agreements"
    ].index.tolist() == ["pact"]


def test_status_narrows_only_tables_that_have_one(everything: Dataset) -> None:
    kept = apply(everything, Filters(status=("ended",))).dataset
    assert kept["transfers"].index.tolist() == ["ship-sale"]
    assert len(kept["exercises"]) == 5
    assert apply(everything, Filters(status=("not-stated",))).dataset["context"].index.tolist() == [
        "war"
    ]


def test_projections_and_mentions_can_be_left_out(everything: Dataset) -> None:
    assert "offer" not in apply(everything, Filters(projected="out")).dataset["transfers"].index
    assert "drill" not in apply(everything, Filters(mentioned="out")).dataset["exercises"].index


def test_records_that_fewer_origins_speak_of_can_be_left_out(everything: Dataset) -> None:
    # The copy of the wire report is no voice of its own: article and wire are two.
    kept = apply(everything, Filters(independent="2")).dataset
    assert kept["exercises"].index.tolist() == ["steppe-2"]
    assert kept["transfers"].index.tolist() == ["jet-sale"]
    assert apply(everything, Filters(independent="3")).coverage(["exercises"]).hidden == {
        "independent": 4
    }, "the series is counted by its parts"


def test_law_enforcement_drills_and_competitions_can_be_left_out(everything: Dataset) -> None:
    frame = everything["exercises"]
    frame.loc["wave", "kind"] = "competition"
    dataset = everything.only({**everything.frames, "exercises": frame})
    assert (
        "drill"
        not in apply(dataset, Filters(scope=("law-enforcement",))).dataset["exercises"].index
    )
    kept = apply(dataset, Filters(scope=("law-enforcement", "competitions"))).dataset["exercises"]
    assert kept.index.tolist() == ["steppe", "steppe-1", "steppe-2"]
    assert apply(dataset, Filters(scope=("law-enforcement",))).coverage(["transfers"]).hidden == {}


def _exercises(dataset: Dataset, **cells: dict[str, str]) -> Dataset:
    """The dataset with other cells in some of its exercises."""
    frame = dataset["exercises"].copy()
    for key, values in cells.items():
        frame.loc[key, list(values)] = list(values.values())
    return dataset.only({**dataset.frames, "exercises": frame})


def _left(dataset: Dataset, **chosen: Any) -> set[str]:
    return set(singles(apply(dataset, Filters(**chosen)).dataset["exercises"]).index)


def test_an_exercise_of_one_of_the_two_is_hidden_unless_anybodys_are_asked_for(
    everything: Dataset,
) -> None:
    """Nobody says who takes part in the drill."""
    own = _exercises(
        everything, wave={"participants": "CHN"}, **{"steppe-2": {"participants": "CHN;RUS;IND"}}
    )
    assert _left(own) == {"steppe-1", "steppe-2", "drill"}
    assert _left(own, participants="alone") == {"steppe-1", "drill"}
    assert _left(own, participants="anybody") == {"steppe-1", "steppe-2", "wave", "drill"}
    coverage = apply(own, Filters()).coverage(["exercises"])
    assert coverage.sentence() == "3 of 4 exercises; hidden: 1 by who takes part."
    assert apply(own, Filters().whole).coverage(["exercises"]).shown == 4
    assert apply(own, Filters()).coverage(["transfers"]).hidden == {}


def test_what_one_of_the_two_only_watched_is_hidden_unless_it_counts(everything: Dataset) -> None:
    """China watches Russia's wave; India watches the second steppe drill, which is of both."""
    watched = {"participants": "RUS", "observers": "CHN"}
    own = _exercises(everything, wave=watched, **{"steppe-2": {"observers": "IND"}})
    assert _left(own) == {"steppe-1", "steppe-2", "drill"}
    assert _left(own, participants="anybody") == {"steppe-1", "steppe-2", "drill"}
    assert _left(own, observers="watched") == {"steppe-1", "steppe-2", "drill", "wave"}
    assert _left(own, observers="watched", participants="one") == {"drill"}
    coverage = apply(own, Filters()).coverage(["exercises"])
    assert coverage.sentence() == ("3 of 4 exercises; hidden: 1 by who only watched.")


def test_where_a_package_has_no_column_of_observers_nobody_watches(tmp_path: Path) -> None:
    """As every package of an earlier version."""
    folder = tiny.write(tmp_path)
    declared = (folder / "datapackage.json").read_text(encoding="utf-8")
    package = json.loads(declared)
    (exercises,) = [table for table in package["resources"] if table["name"] == "exercises"]
    fields = exercises["schema"]["fields"]
    (place,) = [place for place, field in enumerate(fields) if field["name"] == "observers"]
    del fields[place]
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    lines = (folder / "exercises.csv").read_text(encoding="utf-8").splitlines()
    rows = [[*row[:place], *row[place + 1 :]] for row in csv.reader(lines)]
    with (folder / "exercises.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    data = build(tables.load(folder), ["article", "wire", "copy"])
    assert _left(data) == {"steppe-1", "steppe-2", "wave", "drill"}
    assert lead(data, "wave").startswith("Field exercise of China and Russia, 22 April 2012")
    marks = hover(data, "exercises", pd.Index(["wave"]), FACTS)
    assert "Participants: China; Russia" in marks["wave"]


def test_kinds_of_exercise_can_be_chosen_and_patrols_left_out(everything: Dataset) -> None:
    """Wave is naval, and no source says what kind of exercise the drill is."""
    patrols = _exercises(everything, wave={"kind": "patrol"})
    assert _left(patrols, exercise=("patrol",)) == {"wave"}
    assert _left(patrols, exercise=("field", "not-stated")) == {"steppe-1", "steppe-2", "drill"}
    assert _left(patrols, scope=("naval-patrols",)) == {"steppe-1", "steppe-2", "drill"}
    assert _left(patrols, scope=("air-patrols",)) == {"steppe-1", "steppe-2", "wave", "drill"}
    assert _left(patrols, scope=("naval-patrols", "law-enforcement")) == {"steppe-1", "steppe-2"}


def test_an_own_choice_of_kinds_is_a_build_from_their_rows_alone() -> None:
    whole, articles = store.dataset("all"), store.dataset("articles")
    chosen = store.dataset("own", ("official", "database"))
    assert set(chosen.sources["kind"]) == {"official", "database"}
    assert set(chosen.evidence["source"]) <= set(chosen.sources.index)
    assert len(chosen["transfers"]) < len(whole["transfers"])
    assert store.dataset("own", ("database", "official")) is chosen
    assert store.dataset("own").evidence.equals(whole.evidence)
    assert set(articles.sources["tier"]) == {"core"}


def test_each_filter_says_how_many_it_hides_and_several_together_are_counted_apart(
    everything: Dataset,
) -> None:
    coverage = apply(
        everything, Filters(years=(2018, 2019), domain=("land",), mentioned="out")
    ).coverage(["exercises"])
    # steppe-2 stays; steppe-1 is out of the years; drill has neither domain nor date,
    # wave neither year nor domain.
    assert (coverage.total, coverage.shown, coverage.hidden) == (4, 1, {"years": 1, "several": 2})
    assert coverage.sentence() == "1 of 4 exercises; hidden: 1 by years, 2 by several filters."


def test_shown_and_hidden_are_all_under_every_combination(everything: Dataset) -> None:
    known = choices(everything.schema)
    years = [None, (2001, 2010), (2018, 2018)]
    for span, domain, status, projected, mentioned in itertools.product(
        years, [(), ("air",)], [(), ("ended",)], known["projected"], known["mentioned"]
    ):
        filters = Filters(
            years=span, domain=domain, status=status, projected=projected, mentioned=mentioned
        )
        for table in everything.schema.sheets:
            selection = apply(everything, filters)
            coverage = selection.coverage([table.name])
            assert (
                coverage.shown + sum(coverage.hidden.values())
                == coverage.total
                == len(singles(everything[table.name]))
            )
            assert coverage.shown == len(singles(selection.dataset[table.name]))


def test_suppliers_and_recipients_narrow_transfers_and_volumes_and_nothing_else(
    everything: Dataset,
) -> None:
    russian = apply(everything, Filters(supplier=("RUS",)))
    assert russian.dataset["transfers"].index.tolist() == ["jet-sale", "ship-sale"]
    assert set(russian.dataset["volumes"]["supplier"]) == {"RUS"}
    assert len(russian.dataset["exercises"]) == len(everything["exercises"])
    coverage = russian.coverage(["transfers"])
    assert coverage.sentence() == "2 of 5 arms transfers; hidden: 3 by supplier."
    to_india = apply(everything, Filters(supplier=("RUS", "CHN"), recipient=("IND",)))
    assert to_india.dataset["transfers"].index.tolist() == ["ship-sale"]


def test_only_countries_that_supply_or_receive_can_be_chosen(everything: Dataset) -> None:
    offered = choices(everything.schema)
    assert offered["supplier"] == {"CHN": "China", "RUS": "Russia"}
    assert offered["recipient"] == {"CHN": "China", "IND": "India", "RUS": "Russia"}


def _with_one_transfer(folder: Path, **cells: str) -> Dataset:
    """The tiny package with this transfer alone."""
    sale = tiny.said("jet-sale", kind="sale", date="2010", **cells)
    return build(tables.load(tiny.write(folder, {"transfers": [sale]})), ["article"])


def test_an_organisation_counts_as_its_country(tmp_path: Path) -> None:
    data = _with_one_transfer(tmp_path, supplier_org="maker", recipient="CHN")
    assert choices(data.schema)["supplier"] == {"RUS": "Russia"}
    assert len(apply(data, Filters(supplier=("RUS",))).dataset["transfers"]) == 1


def test_what_has_no_supplier_that_a_source_states_is_not_shown_once_one_is_chosen(
    tmp_path: Path,
) -> None:
    data = _with_one_transfer(tmp_path, recipient="CHN")
    assert len(apply(data, Filters()).dataset["transfers"]) == 1
    assert len(apply(data, Filters(recipient=("CHN",))).dataset["transfers"]) == 1
    hidden = apply(data, Filters(supplier=("RUS",))).coverage(["transfers"])
    assert hidden.sentence() == "0 of 1 arms transfer; hidden: 1 by supplier."


def test_a_country_that_supplies_nothing_is_named_as_not_understood(everything: Dataset) -> None:
    read, ignored = from_query({"supplier": ["Narnia", "Russia"]}, everything.schema, SPAN)
    assert (read, ignored) == (Filters(supplier=("RUS",)), ["supplier=Narnia"])


def test_the_ids_that_filters_leave_are_those_of_the_frames_and_ask_for_no_frame(
    everything: Dataset,
) -> None:
    narrowed = apply(everything, Filters(years=(2018, 2018))).dataset
    for table in everything.frames:
        ids = narrowed.ids(table)
        assert ids.tolist() == narrowed[table].index.tolist(), table
    assert everything.ids("exercises").tolist() == everything["exercises"].index.tolist()
    assert 0 < len(narrowed.ids("exercises")) < len(everything.ids("exercises"))


def test_a_filter_that_stays_is_not_asked_again_while_the_years_change(
    everything: Dataset, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    domain = FILTERS["domain"]

    def hides(frame: pd.DataFrame, value: tuple[str, ...]) -> "pd.Series[bool]":
        asked.append(value)
        return domain.hides(frame, value) if domain.hides else pd.Series(dtype=bool)

    monkeypatch.setitem(FILTERS, "domain", dataclasses.replace(domain, hides=hides))
    built = dataclasses.replace(everything)
    for last in (2018, 2019, 2020):
        assert len(apply(built, Filters(years=(2000, last), domain=("air",))).reasons["exercises"])
    assert asked == [("air",)]
