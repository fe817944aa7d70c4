"""Every file says of a value how it is known, and of what did not come about that it did not.

The package is the tiny one with a deal that is denied, one that is only reported, a figure that is
about so much, a plan, a weak attribution with its remark, and a copy of somebody's text.
"""

import json
from functools import cache
from pathlib import Path

import pytest

import tiny
from atlas.answers import records, searching
from atlas.briefing.notes import Notes
from atlas.briefing.slides import MOST_TABLE_ROWS
from atlas.briefing.tables import chart_rows, fact_rows, record_rows
from atlas.charts.chart import Context
from atlas.charts.map import places_view
from atlas.charts.network import network_view
from atlas.charts.network.options import NetworkOptions
from atlas.charts.transfers.barter_view import barter, barter_table
from atlas.charts.transfers.street_rows import StreetOptions
from atlas.charts.transfers.street_view import street, street_table
from atlas.dataset import store
from atlas.dataset.dataset import Dataset
from atlas.export.calendar import to_ics
from atlas.export.follow_the_money import to_ftm
from atlas.export.graphs import as_networkx, to_edge_list, to_node_link
from atlas.export.places_geojson import to_geojson
from atlas.export.works import places
from atlas.records.fact_card import card
from atlas.records.lead import lead
from tiny import said

FORUM = "A forum is the only source of it."
RECORDS = [
    {"id": "storm", "table": "exercises", "label": "Storm"},
    {"id": "denied-sale", "table": "transfers", "label": "Bombers to China"},
    {"id": "claimed", "table": "transfers", "label": "Radars to China"},
    {"id": "bureau", "table": "organisations", "label": "Weak Bureau"},
    {"id": "bureau-engine", "table": "links", "label": "Weak Bureau designs Engine 9"},
]
SALE = {"category": "aircraft", "domains": "air", "kind": "sale", "supplier": "RUS"}
SALE |= {"recipient": "CHN", "unit": "pieces"}
ROWS = {
    "exercises": [
        said("storm", place="moscow", personnel_total="1000", uncertain="personnel_total"),
        said("storm", "wire", basis="reported", said_by="A general", date="2017"),
        said("storm", "copy", "¶2", basis="projected", place="harbour"),
    ],
    "transfers": [
        said("denied-sale", basis="reported", said_by="A minister", date="2016", status="denied")
        | SALE,
        said("claimed", basis="reported", said_by="Rumour", date="2017", status="delivered") | SALE,
    ],
    "organisations": [said("bureau", basis="inferred", country="RUS", note=FORUM)],
    "links": [
        said(
            "bureau-engine",
            basis="inferred",
            subject="bureau",
            relation="designs",
            object="engine",
            note=FORUM,
        )
    ],
}


@cache
def _written(folder: Path) -> Path:
    sheets = {name: [*tiny.SHEETS[name], *rows] for name, rows in ROWS.items()}
    return tiny.write(folder, sheets, [*tiny.RECORDS, *RECORDS])


@pytest.fixture
def data(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Dataset:
    folder = _written(tmp_path_factory.getbasetemp() / "standing")
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    return store.dataset()


def _texts(rows: object) -> list[tuple[str, ...]]:
    return [tuple(cell.text for cell in row) for row in rows.rows]  # type: ignore[attr-defined]


def test_a_table_of_a_briefing_says_what_was_denied_and_what_is_only_reported(
    data: Dataset,
) -> None:
    linked = street_table(street(data), Context(data, StreetOptions()))
    shown = chart_rows(data, linked, Notes())
    assert shown is not None
    assert shown.columns[-3:] == ("Status", "How we know", "Notes")
    known = {row[0]: row[-3:-1] for row in _texts(shown)}
    assert known["Bombers to China"] == ("Denied", "Reported")
    assert known["Radars to China"] == ("Delivered", "Reported")
    assert known["Drones to Russia"] == ("Prospective", "Projected")


def test_the_exercises_of_a_count_are_listed_with_how_they_are_known(data: Dataset) -> None:
    shown = record_rows(data, ["wave", "storm"], Notes())
    assert shown is not None
    assert [row[2] for row in _texts(shown)] == ["Stated", "Stated; Reported"]


def test_a_fact_of_a_briefing_is_marked_where_it_is_about_so_much(data: Dataset) -> None:
    facts = fact_rows(data, card(data, "storm"), Notes())
    assert facts is not None
    known = {row[0]: row[2] for row in _texts(facts)}
    assert known["Personnel, whole exercise"] == "stated, rounded or uncertain"


def test_a_card_has_no_place_that_a_plan_alone_names(data: Dataset) -> None:
    places_of_card = [fact for fact in card(data, "storm") if fact.field.name == "place"]
    assert [value.value for value in places_of_card[0].values] == ["moscow"]


def test_a_briefing_has_the_remark_on_a_weak_attribution(data: Dataset) -> None:
    facts = fact_rows(data, card(data, "bureau"), Notes())
    assert facts is not None
    assert _texts(facts)[-1][:3] == ("Note", FORUM, "inferred")


def test_a_citation_says_what_its_source_does_not_state_itself(data: Dataset) -> None:
    assert places(data, ["storm"]) == {
        "article": "¶1",
        "wire": "¶1 (A general; reported)",
        "copy": "¶2 (projected)",
    }


def test_the_first_sentence_says_that_nobody_states_it(data: Dataset) -> None:
    assert lead(data, "claimed").startswith("Only reported: Sale from Russia to China, 2017")
    assert lead(data, "bureau-engine").startswith("Only inferred: Weak Bureau designs Engine 9")
    assert lead(data, "storm").startswith("Exercise, 2017, in Moscow")


def test_the_map_says_who_dates_what_another_source_places(data: Dataset) -> None:
    options = places_view.MapOptions()
    rows = places_view.table(places_view.marks(data, options), Context(data, options))
    evidence = dict(zip(rows["Id"], rows["Evidence"], strict=True))
    place, date = "Stated: Weekly 2018 ¶1", "Reported: Agency 2019 ¶1 (A general)"
    assert evidence["storm"] == f"Place: {place}; Date: {date}"
    assert evidence["wave"] == "Stated: Weekly 2018 ¶3"
    assert f"Date: {date}" in to_geojson(data, options).decode()


def test_a_chain_of_exchange_names_who_says_what_became_of_each(data: Dataset) -> None:
    rows = barter(data, None)  # type: ignore[arg-type]
    table = barter_table(rows, Context(data, None))  # type: ignore[arg-type]
    said_by = dict(zip(table["Given"], table["Who says what became of it"], strict=True))
    assert said_by["Jets to China"] == "Stated: Agency 2019 ¶2"
    assert said_by["Drones to Russia"] == "Projected: Weekly 2018 ¶7"


def test_entities_say_how_a_country_is_known_and_what_was_remarked(data: Dataset) -> None:
    entities = [json.loads(line) for line in to_ftm(data, "").decode().splitlines()]
    bureau = next(own for own in entities if own["id"] == "crmc-bureau")["properties"]
    assert bureau["summary"] == ["Country: Inferred: Weekly 2018 ¶1"]
    assert bureau["notes"] == [f"[Weekly 2018 ¶1] {FORUM}"]


def test_files_of_the_network_have_the_remark_on_a_tie(data: Dataset) -> None:
    options = NetworkOptions()
    graph = network_view.network(data, options)
    context = Context(data, options)
    remark = f"[Weekly 2018 ¶1] {FORUM}"
    drawn = as_networkx(graph, context)
    assert drawn.edges["bureau", "engine"]["note"] == remark
    assert drawn.edges["maker", "jet"]["note"] == ""
    assert remark in to_edge_list(graph, context).decode()
    assert remark in to_node_link(graph, context).decode()
    assert "Russia (inferred)" in drawn.nodes["bureau"]["about"]
    assert "(inferred)" not in drawn.nodes["maker"]["about"]


def test_an_answer_says_of_figures_ties_and_names_how_firm_they_are(data: Dataset) -> None:
    answer = records.record("storm", {})
    rough = {fact["field"]: fact["values"][0]["rows"][0]["uncertain"] for fact in answer["facts"]}
    assert rough["personnel_total"]
    assert not rough["place"]
    ties = {tie["id"]: tie for tie in records.record("engine", {})["relations"]}
    assert [row["basis"] for row in ties["bureau"]["rows"]] == ["inferred"]
    hits = {hit["id"]: hit["outcome"] for hit in searching.search_for("to China", {})["hits"]}
    assert hits["denied-sale"] == "denied"
    assert hits["claimed"] == ""


def test_a_source_that_only_expected_it_is_told_apart_wherever_sources_are_listed(
    data: Dataset,
) -> None:
    """The copy has but planned the storm that the others tell of."""
    cited = data["exercises"].at["storm", "cited"]
    assert cited == "Weekly 2018 ¶1; Agency 2019 ¶1; Portal 2020 ¶2 (plan)"
    calendar = to_ics(data, "").decode().replace("\r\n ", "")
    assert "Portal 2020 ¶2 (plan)." in calendar.replace("\\", "")


def test_no_slide_is_too_short_for_the_word_that_a_deal_was_denied(data: Dataset) -> None:
    """A slide has room for nine facts, and the table of transfers has more columns."""
    sale = card(data, "denied-sale")
    own = {fact.field.name: fact for fact in sale}
    long = [own["supplier"]] * 12 + [own["status"]]
    table = fact_rows(data, long, Notes())
    assert table is not None
    shown = [row[0].text for row in table.rows][:MOST_TABLE_ROWS]
    assert shown[0] == "Status"
    assert table.rows[0][1].text == "Denied"
    assert table.left_out == 3
