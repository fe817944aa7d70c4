"""Calendar, feed, places and entities, each read back by a program that takes them."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import feedparser
import pytest
from icalendar import Calendar, Event

import tiny
from atlas.answers.changing import in_view
from atlas.charts.map.places_view import MapOptions
from atlas.datapackage import tables
from atlas.datapackage.changelog import Entry
from atlas.dataset.build import build
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.selection import apply
from atlas.export.calendar import to_ics
from atlas.export.feed import MOST, Feed, to_atom
from atlas.export.follow_the_money import to_ftm
from atlas.export.places_geojson import to_geojson

HOME = "https://example.org/atlas"


def _built(folder: Path, sheets: Mapping[str, list[tiny.Row]], **parts: Any) -> Dataset:
    read = tables.load(tiny.write(folder, {**tiny.SHEETS, **sheets}, **parts))
    return build(read, read["sources"]["id"])


def _events(content: bytes) -> dict[str, Event]:
    walked = Calendar.from_ical(content).walk("VEVENT")
    return {str(event["uid"]).partition("@")[0]: event for event in walked}


def test_an_exercise_is_an_event_from_its_first_to_its_last_day(everything: Dataset) -> None:
    wave = _events(to_ics(everything, HOME))["wave"]
    assert wave.decoded("dtstart") == date(2012, 4, 22)
    assert wave.decoded("dtend") == date(2012, 4, 23), "the first day after it"
    assert str(wave["summary"]) == "Wave"
    assert str(wave["location"]) == "Harbour"
    assert (wave["geo"].latitude, wave["geo"].longitude) == (39, 121.5)
    assert "¶3" in str(wave["description"])
    assert str(wave["url"]) == f"{HOME}/evidence?record=wave"


def test_a_date_that_is_not_known_to_the_day_says_about(everything: Dataset) -> None:
    event = _events(to_ics(everything, ""))["steppe-1"]
    assert str(event["summary"]) == "Steppe 1 (about 2005)"
    assert event.decoded("dtstart") == date(2005, 1, 1)
    assert event.decoded("dtend") == date(2006, 1, 1)
    assert "url" not in event, "without a public address there is none"


def test_series_and_exercises_without_a_date_are_no_events_and_the_calendar_says_how_many(
    everything: Dataset,
) -> None:
    content = to_ics(everything, HOME)
    assert set(_events(content)) == {"steppe-1", "steppe-2", "wave"}
    description = str(Calendar.from_ical(content)["x-wr-caldesc"])
    assert description.startswith("3 exercises, ")
    assert description.endswith(" 1 exercise without a date left out.")


def test_an_exercise_that_is_only_expected_is_tentative(tmp_path: Path) -> None:
    expected = tiny.said("wave", basis="projected", date="2030-05-01", participants="CHN;RUS")
    rows = [row for row in tiny.SHEETS["exercises"] if row["id"] != "wave"]
    event = _events(to_ics(_built(tmp_path, {"exercises": [*rows, expected]}), HOME))["wave"]
    assert str(event["status"]) == "TENTATIVE"
    assert str(event["summary"]) == "Wave (expected)"


def test_the_number_of_the_calendar_is_that_of_the_pages(tmp_path: Path) -> None:
    held = tiny.said("wave", date="2012-05-01")
    expected = tiny.said("drill", basis="projected", date="2030")
    content = to_ics(_built(tmp_path, {"exercises": [held, expected]}), HOME)
    description = str(Calendar.from_ical(content)["x-wr-caldesc"])
    assert description.startswith("1 exercise and 1 only expected, data version ")


def test_an_exercise_of_whose_days_there_are_only_plans_says_so(tmp_path: Path) -> None:
    plan = tiny.said("wave", basis="projected", date="2012-05-01")
    held = tiny.said("wave", "wire", domains="naval")
    event = _events(to_ics(_built(tmp_path, {"exercises": [plan, held]}), HOME))["wave"]
    assert str(event["summary"]) == "Wave (planned dates)"
    assert str(event["status"]) == "TENTATIVE"
    assert str(event["description"]).startswith(
        "Date: 1 May 2012 (planned) (Projected: Weekly 2018 ¶1). "
    )


def test_an_event_says_who_gives_its_date_and_its_places_and_which_are_only_planned(
    tmp_path: Path,
) -> None:
    held = tiny.said("wave", "wire", "¶4", "reported", said_by="A navy", date="2012-05~")
    plan = tiny.said("wave", basis="projected", place="harbour;range", date="2012")
    records = [
        {**row, "label": "Harbour, Bay"} if row["id"] == "harbour" else row for row in tiny.RECORDS
    ]
    built = _built(tmp_path, {"exercises": [held, plan]}, records=records)
    event = _events(to_ics(built, HOME))["wave"]
    assert str(event["summary"]) == "Wave (about May 2012)"
    assert str(event["location"]) == "Harbour, Bay; A range (planned)"
    assert str(event["description"]) == (
        "Date: May 2012, approximate (Reported: Agency 2019 ¶4 (A navy)). "
        "Place: Harbour, Bay; A range (planned) (Projected: Weekly 2018 ¶1). "
        "Sources: Weekly 2018 ¶1 (plan); Agency 2019 ¶4."
    )


def test_a_date_that_is_but_a_plan_is_called_one_wherever_it_stands_in_words(
    tmp_path: Path,
) -> None:
    plan = tiny.said("wave", basis="projected", date="2012-05-01", place="harbour")
    held = tiny.said("wave", "wire", domains="naval")
    built = _built(tmp_path, {"exercises": [plan, held]})
    (feature,) = json.loads(to_geojson(built, MapOptions()))["features"]
    assert feature["properties"]["records"][0]["date"] == "1 May 2012 (planned)"
    assert built["exercises"].at["wave", "when"] == "1 May 2012 (planned)"
    only_expected = _built(tmp_path / "expected", {"exercises": [plan]})
    assert only_expected["exercises"].at["wave", "when"] == "1 May 2012", "all of it is a plan"


def test_the_same_data_make_the_same_calendar(everything: Dataset) -> None:
    assert to_ics(everything, HOME) == to_ics(everything, HOME)


CHANGES = (
    Entry("2026-01-01", "000000000001", "", "", "published", "", "First version"),
    Entry("2026-01-02", "000000000002", "exercises", "wave", "changed", "date;place", "Read again"),
    Entry("2026-01-03", "000000000003", "exercises", "gone", "removed", "", "It was none."),
    Entry("2026-01-03", "000000000003", "sources", "wire", "added", "", "A new source"),
)
# The first one is of no record.
LATEST_FIRST = CHANGES[:0:-1]


def _feed(dataset: Dataset, changes: tuple[Entry, ...], query: str = "") -> Any:
    return feedparser.parse(to_atom(Feed(HOME, query, "All sources", changes), dataset))


def test_a_feed_has_an_entry_for_each_changed_record_and_version(everything: Dataset) -> None:
    read = _feed(everything, LATEST_FIRST)
    assert not read.bozo
    assert [entry.title for entry in read.entries] == [
        "Agency 2019: added (Sources)",
        "gone: removed (Exercises)",
        "Wave: changed (Exercises)",
    ]
    newest, gone, wave = read.entries
    assert wave.summary == "Read again. Fields: date, place. Data version 000000000002."
    assert wave.link == f"{HOME}/evidence?record=wave"
    assert not gone.get("links"), "what is gone has no page"
    assert newest.updated == "2026-01-03T00:00:00Z"


def test_ids_of_entries_stay_whatever_the_query(everything: Dataset) -> None:
    changes = LATEST_FIRST
    plain, filtered = _feed(everything, changes), _feed(everything, changes, "domain=Naval")
    assert [entry.id for entry in plain.entries] == [entry.id for entry in filtered.entries]
    assert plain.feed.id != filtered.feed.id


def test_a_feed_of_a_filter_has_what_the_filter_leaves(everything: Dataset) -> None:
    naval = apply(everything, Filters(domain=("naval",))).dataset
    ids = [change.id for change in in_view(CHANGES, naval)]
    assert "wave" in ids
    assert "gone" not in ids
    land = apply(everything, Filters(domain=("land",))).dataset
    assert "wave" not in [change.id for change in in_view(CHANGES, land)]


def test_a_long_feed_says_how_many_changes_are_not_in_it(everything: Dataset) -> None:
    read = _feed(everything, CHANGES[1:2] * (MOST + 3))
    assert len(read.entries) == MOST
    assert read.feed.subtitle.startswith("200 changes; 3 earlier ones are not in it. All sources.")


def test_a_place_has_its_records_with_their_evidence(everything: Dataset) -> None:
    whole = json.loads(to_geojson(everything, MapOptions()))
    (feature,) = whole["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [121.5, 39.0]}
    assert feature["properties"]["name"] == "Harbour"
    assert not feature["properties"]["approximate"]
    (record,) = feature["properties"]["records"]
    assert (record["id"], record["date"]) == ("wave", "22 April 2012")
    assert record["evidence"] == "Stated: Weekly 2018 ¶3"


SANCTIONED = [
    tiny.said("maker", country="RUS", kind="manufacturer", sanctions="A list;Another list"),
    tiny.said("owner", "wire", "¶2", country="RUS", kind="state agency"),
    tiny.said("navy", "wire", "¶2", country="CHN", kind="armed service"),
]
TIED = [
    tiny.said("owner-maker", "wire", "¶3", subject="owner", relation="owns", object="maker"),
    *tiny.SHEETS["links"],
]
SUPPLIED = [
    tiny.said(
        "ship-sale",
        supplier="RUS",
        recipient="CHN",
        supplier_org="maker",
        recipient_org="navy",
        status="cancelled",
    )
]
MORE_RECORDS = [
    *tiny.RECORDS,
    {"id": "owner", "table": "organisations", "label": "Holding"},
    {"id": "navy", "table": "organisations", "label": "Navy", "name_native": "海军"},
    {"id": "owner-maker", "table": "links", "label": "Holding owns Jet Works"},
]


@pytest.fixture(scope="module")
def entities(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    others = [row for row in tiny.SHEETS["transfers"] if row["id"] != "ship-sale"]
    sheets = {
        "organisations": SANCTIONED,
        "links": TIED,
        "transfers": [*others, *SUPPLIED],
    }
    folder = tmp_path_factory.mktemp("entities")
    content = to_ftm(_built(folder, sheets, records=MORE_RECORDS), HOME)
    # Reading its model takes seconds.
    from followthemoney import model

    read = [model.get_proxy(json.loads(line)) for line in content.splitlines()]
    return {entity.id: entity for entity in read}


def test_organisations_are_companies_or_bodies_of_a_state(entities: dict[str, Any]) -> None:
    maker, navy = entities["crmc-maker"], entities["crmc-navy"]
    assert (maker.schema.name, maker.caption, maker.countries) == ("Company", "Jet Works", ["ru"])
    assert (navy.schema.name, navy.get("alias")) == ("PublicBody", ["海军"])


def test_a_sanction_names_its_list_and_has_a_proof(entities: dict[str, Any]) -> None:
    sanctions = [entity for entity in entities.values() if entity.schema.name == "Sanction"]
    assert {text for entity in sanctions for text in entity.get("program")} == {
        "A list",
        "Another list",
    }
    assert sanctions[0].get("entity") == ["crmc-maker"]
    (proof,) = sanctions[0].get("proof")
    assert entities[proof].first("title") == "An article"
    assert sanctions[0].first("summary") == "Stated: Weekly 2018 ¶1"


def test_an_owner_is_tied_to_what_it_owns(entities: dict[str, Any]) -> None:
    tie = entities["crmc-owner-maker"]
    assert tie.schema.name == "Ownership"
    assert (tie.get("owner"), tie.get("asset")) == (["crmc-owner"], ["crmc-maker"])
    assert entities[tie.first("proof")].first("publisher") == "Agency"


def test_a_tie_that_is_only_expected_says_so(tmp_path: Path) -> None:
    tie = {"subject": "owner", "relation": "owns", "object": "maker"}
    links = [tiny.said("owner-maker", "wire", basis="projected", **tie)]
    sheets = {"organisations": SANCTIONED, "links": links}
    content = to_ftm(_built(tmp_path, sheets, records=MORE_RECORDS), HOME)
    read = {entity["id"]: entity for entity in map(json.loads, content.splitlines())}
    assert read["crmc-owner-maker"]["properties"]["status"] == ["projected"]


def test_a_supply_that_was_cancelled_says_so(entities: dict[str, Any]) -> None:
    tie = entities["crmc-ship-sale-maker-navy"]
    assert (tie.first("role"), tie.first("status")) == ("supply: Ships to India", "cancelled")


def test_a_supply_is_as_far_as_its_source_has_it_and_rests_on_the_rows_that_name_its_ends(
    tmp_path: Path,
) -> None:
    both = {"supplier": "RUS", "recipient": "CHN"}
    agreed = tiny.said(
        "ship-sale", **both, supplier_org="maker", recipient_org="navy", status="agreed"
    )
    concluded = tiny.said(
        "ship-sale", "wire", "¶8", "inferred", said_by="A minister", supplier_org="owner"
    )
    told = tiny.said("offer", **both, supplier_org="maker", recipient_org="navy")
    ids = ("ship-sale", "offer")
    others = [row for row in tiny.SHEETS["transfers"] if row["id"] not in ids]
    sheets = {"organisations": SANCTIONED, "transfers": [*others, agreed, concluded, told]}
    content = to_ftm(_built(tmp_path, sheets, records=MORE_RECORDS), HOME)
    read = {entity["id"]: entity["properties"] for entity in map(json.loads, content.splitlines())}
    by_maker, by_owner = read["crmc-ship-sale-maker-navy"], read["crmc-ship-sale-owner-navy"]
    assert by_maker["status"] == ["agreed"]
    assert by_maker["summary"] == ["Stated: Weekly 2018 ¶1"]
    assert by_owner["summary"] == [
        "Inferred: Agency 2019 ¶8 (A minister)",
        "Stated: Weekly 2018 ¶1",
    ]
    assert "status" not in read["crmc-offer-maker-navy"], "its source does not say"


def test_every_entity_is_one_that_the_model_takes(entities: dict[str, Any]) -> None:
    for entity in entities.values():
        entity.schema.validate(entity.to_dict())
        for reference in entity.get("proof", quiet=True):
            assert reference in entities
