"""Rows that said more than their sources, as they were corrected; read with plain csv."""

import csv

import pytest

from atlas.paths import ROOT


def _rows(table: str, identifier: str) -> list[dict[str, str]]:
    with (ROOT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["id"] == identifier]


def _said(table: str, identifier: str, field: str) -> set[tuple[str, str]]:
    """The values of a field, each with how its row knows it."""
    rows = _rows(table, identifier)
    assert rows, f"{table} has no {identifier}"
    return {(row[field], row["basis"]) for row in rows if row[field]}


@pytest.mark.parametrize(
    ("exercise", "field", "values"),
    [
        # Eighteen ships were expected; ten Chinese ones took part, and five Russian ones of them.
        ("joint-sea-2016", "ships_total", {("18", "projected"), ("15", "inferred")}),
        # Thirteen hundred each, beside which one source expected three thousand on the first day.
        ("peace-mission-2009", "personnel_total", {("2600", "inferred"), ("3000", "projected")}),
        ("cooperation-2007", "personnel_total", {("600", "stated")}),
        # The announcement speaks of several types; a later account counts them.
        ("zapad-interaction-2021", "aircraft_total", {("100", "stated")}),
        ("zapad-interaction-2021", "equipment_total", set()),
        # What was expected, what the commander counted, what armies and papers count otherwise.
        (
            "peace-mission-2021",
            "personnel_total",
            {("5500", "projected"), ("5000", "reported"), ("3400", "reported"), ("4000", "stated")},
        ),
        # One text lists ten ships; another names those of China and Russia alone.
        ("maritime-security-belt-2019", "ships_total", {("10", "inferred")}),
    ],
)
def test_a_total_is_as_firm_as_its_source(
    exercise: str, field: str, values: set[tuple[str, str]]
) -> None:
    assert _said("exercises", exercise, field) == values


@pytest.mark.parametrize(
    ("exercise", "bodies"),
    [
        ("coast-guard-patrol-2024", {"china-coast-guard", "fsb-border"}),
        ("pacific-patrol-2024", {"china-coast-guard", "fsb-border"}),
        ("cooperation-2016", {"peoples-armed-police", "national-guard-russia"}),
        ("cooperation-2017", {"peoples-armed-police", "national-guard-russia"}),
        ("cooperation-2019", {"peoples-armed-police", "national-guard-russia"}),
    ],
)
def test_an_exercise_of_two_bodies_names_both(exercise: str, bodies: set[str]) -> None:
    joined = [row["organisations"] for row in _rows("exercises", exercise)]
    assert {body for cell in joined for body in cell.split(";") if body} == bodies


def test_nobody_orders_five_data_centres_and_unknown_makers_have_no_name() -> None:
    assert not _said("transfers", "chn-rus-huawei-data-centres", "quantity_ordered")
    assert not _said("transfers", "chn-rus-commercial-drones-2022", "supplier_org")


def test_a_framework_for_submarines_is_announced_and_reported() -> None:
    assert _said("transfers", "rus-chn-amur-1650-2012", "status") == {("announced", "reported")}


def test_an_unarmed_buggy_is_no_weapon_and_no_armoured_vehicle() -> None:
    assert _said("transfers", "chn-rus-desertcross-2023", "category") == set()
    (system,) = {cell for cell, _ in _said("transfers", "chn-rus-desertcross-2023", "system")}
    assert {cell for cell, _ in _said("systems", system, "category")} == {"other"}


def test_an_allegation_stays_reported_and_a_conclusion_inferred() -> None:
    study = _rows("findings", "partnership-as-equals")
    assert {row["basis"] for row in study} == {"reported"}
    assert all("study" in row["said_by"] for row in study)
    assert {row["basis"] for row in _rows("findings", "china-edge-cyberspace")} == {"projected"}
    assert _said("context", "sanctions-on-russia", "parties") == {("RUS", "inferred")}


@pytest.mark.parametrize("link", ["naval-diesels-corvettes", "naval-diesels-patrol-ships"])
def test_an_engine_powers_a_ship(link: str) -> None:
    assert {relation for relation, _ in _said("links", link, "relation")} == {"powers"}


def test_wagner_is_a_private_military_company() -> None:
    assert {kind for kind, _ in _said("organisations", "wagner-group", "kind")} == {
        "private military company"
    }


def _of_source(table: str, identifier: str, source: str) -> list[dict[str, str]]:
    return [row for row in _rows(table, identifier) if row["source"] == source]


def test_a_row_has_the_figures_of_its_own_text_and_not_of_the_other_ones_on_the_event() -> None:
    (stated,) = _of_source("exercises", "vostok-2018", "tass-2018-defense-ministry-hails")
    assert (stated["personnel_china"], stated["aircraft_china"]) == ("3500", "")
    assert (stated["basis"], stated["personnel_total"]) == ("stated", "300000")
    (first,) = _of_source(
        "exercises", "joint-naval-patrol-2021", "china-mnd-2021-first-joint-maritime"
    )
    assert (first["ships_total"], first["ships_china"]) == ("10", "")
    (online,) = _of_source("exercises", "xiamen-2017", "what-s-on-xiamen-2017-nations-hold-anti")
    assert (online["date"], online["edition"]) == ("2017-12-06", "")
    (begun,) = _of_source("exercises", "peace-mission-2018", "latestly-ani-2018-sco-peace-mission")
    assert (begun["date"], begun["equipment_total"]) == ("2018-08-24/..", "")
    (planned,) = _of_source(
        "exercises", "peace-mission-2007", "rusi-2007-shanghai-cooperation-organisation"
    )
    assert (planned["basis"], planned["personnel_china"]) == ("projected", "1700")
    source = "novaya-gazeta-europe-2023-wsj-supplies-technologies"
    (sent,) = _of_source("transfers", "chn-rus-su-35-parts-2022", source)
    assert sent["supplier_org"] == "avic"


@pytest.mark.parametrize(
    "deal",
    ["rus-chn-3m-54e-2002", "rus-chn-48n6-2001", "rus-chn-5v55-1992", "rus-chn-il-76-2011"],
)
def test_the_question_mark_at_a_number_ordered_is_kept(deal: str) -> None:
    (row,) = _of_source("transfers", deal, "sipri-2025-arms-transfers-database")
    assert row["uncertain"] == "quantity_ordered;quantity_delivered"


def test_what_one_text_on_an_event_leaves_out_is_not_taken_from_another_one() -> None:
    """The days and seas of a second statement, and those of a voyage that ended unseen."""
    (told,) = _of_source(
        "exercises", "joint-air-patrol-2024-ii", "sputnik-2024-conduct-strategic-air"
    )
    assert (told["basis"], told["date"]) == ("reported", "2024-11-29")
    assert told["place"] == "sea-of-japan"
    (voyage, counted) = _of_source(
        "exercises", "joint-naval-patrol-2025", "tass-2025-navies-complete-joint"
    )
    assert (voyage["date"], voyage["basis"]) == ("2025-08-07/2025-08", "reported")
    assert (counted["basis"], counted["ships_total"]) == ("inferred", "3")


def test_a_delivery_in_the_year_before_its_text_is_inferred() -> None:
    rows = _rows("transfers", "chn-rus-aee-drones-2024")
    assert {row["basis"] for row in rows if row["delivered"] == "2024"} == {"inferred"}
