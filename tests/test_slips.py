"""Slips of the hand that leave every cell in its form: each is a problem with file, row, column and
the way to mend it.
"""

from pathlib import Path

import pytest

import tiny
from atlas.datapackage.files import Problem
from atlas.datapackage.row_checks import row_problems
from atlas.datapackage.tables import DataProblemsError, declared, load


def problems(folder: Path, **sheets: list[tiny.Row]) -> list[Problem]:
    """What is wrong between the rows of a package whose cells are right."""
    registers = {name: sheets.pop(name) for name in ("records", "sources") if name in sheets}
    tiny.write(folder, sheets, **registers)
    return list(row_problems([folder], declared(folder), refused=()))


def cell_problem(folder: Path, **sheets: list[tiny.Row]) -> Problem:
    with pytest.raises(DataProblemsError) as error:
        load(tiny.write(folder, sheets), afresh=True)
    (problem,) = error.value.problems
    return problem


def place(identifier: str, latitude: str, longitude: str) -> tiny.Row:
    return {
        "id": identifier,
        "table": "places",
        "label": identifier,
        "country": "RUS",
        "latitude": latitude,
        "longitude": longitude,
        "precision": "town",
    }


# Moscow lies at 55.75, 37.62.
@pytest.mark.parametrize(
    ("latitude", "longitude", "is_found"),
    [
        ("54.2", "37.62", False),
        ("37.62", "54.2", True),
        ("-54.2", "37.62", True),
        ("54.2", "-37.62", True),
        # Vladivostok: exchanged it would be no latitude; nothing else is near either.
        ("43.11", "131.87", False),
    ],
)
def test_coordinates_in_each_others_column_or_with_a_wrong_sign_are_named(
    tmp_path: Path, latitude: str, longitude: str, is_found: bool
) -> None:
    tula = place("tula", latitude, longitude)
    found = problems(tmp_path, records=[*tiny.RECORDS, tula])
    named = [problem for problem in found if problem.row == len(tiny.RECORDS) + 2]
    assert [problem.column for problem in named] == ["latitude"] * is_found
    assert all("no other place of RUS is anywhere near" in problem.message for problem in named)


@pytest.mark.parametrize(
    ("locator", "message"),
    [
        ("¶13", "“¶13”: its source has 12 paragraphs; correct the number"),
        ("¶3, ¶11–13", "“¶3, ¶11–13”: its source has 12 paragraphs; correct the number"),
        ("¶0", "“¶0”: paragraphs are counted from 1"),
        ("¶9–3", "“¶9–3” ends before it begins; write the smaller number first"),
        ("¶ 9", "write “¶ 9” as ¶9, ¶9–11 or ¶9, ¶12"),
        ("¶9, 12", "write “¶9, 12” as ¶9, ¶9–11 or ¶9, ¶12"),
        ("para. 9", "write “para. 9” as ¶9, ¶9–11 or ¶9, ¶12"),
        ("¶11–12", ""),
        ("paragraph on Wave 2012", ""),
        ("p. 40", ""),
    ],
)
def test_a_locator_names_a_paragraph_that_its_source_has(
    tmp_path: Path, locator: str, message: str
) -> None:
    counted, *others = tiny.SOURCES
    sources = [{**counted, "paragraphs": "12"}, *others]
    told = tiny.said("wave", locator=locator, note="Told again.")
    found = problems(tmp_path, sources=sources, exercises=[*tiny.SHEETS["exercises"], told])
    assert [problem.message for problem in found] == ([message] if message else [])
    assert all(problem.column == "locator" for problem in found)


def test_where_paragraphs_were_not_counted_a_locator_may_name_any(tmp_path: Path) -> None:
    told = tiny.said("wave", locator="¶400", note="Told again.")
    assert problems(tmp_path, exercises=[*tiny.SHEETS["exercises"], told]) == []


def test_one_volume_of_a_source_stands_once(tmp_path: Path) -> None:
    twice = {**tiny.VOLUMES[0], "id": "again", "value": "1"}
    (problem,) = problems(tmp_path, volumes=[*tiny.VOLUMES, twice])
    assert (problem.file, problem.column) == ("volumes.csv", "period")
    assert problem.message.startswith(f"{tiny.VOLUMES[0]['id']} (volumes.csv, row 2) has the same ")


@pytest.mark.parametrize(
    ("edition", "is_found"),
    [("Register 2026", False), ("register  2026", True), ("Register 2025", False)],
)
def test_an_edition_in_two_spellings_would_be_two_series(
    tmp_path: Path, edition: str, is_found: bool
) -> None:
    first = {**tiny.VOLUMES[0], "edition": "Register 2026", "period": "1999"}
    other = {**first, "id": "other", "edition": edition, "period": "1998"}
    found = problems(tmp_path, volumes=[first, other])
    assert [(problem.row, problem.column) for problem in found] == [(3, "edition")] * is_found
    assert all("is “Register 2026” in volumes.csv, row 2" in at.message for at in found)


@pytest.mark.parametrize(("value", "is_found"), [("100", False), ("105", False), ("1000", True)])
def test_a_pair_has_no_more_than_the_total_of_its_year(
    tmp_path: Path, value: str, is_found: bool
) -> None:
    own = {**tiny.VOLUMES[0], "edition": "of its own", "period": "1999"}
    total = {**own, "id": "total", "recipient": "XWD", "value": "100"}
    pair = {**own, "id": "pair", "value": value}
    found = problems(tmp_path, volumes=[pair, total])
    assert [(problem.row, problem.column) for problem in found] == [(2, "value")] * is_found
    assert all("the total total (volumes.csv, row 3)" in problem.message for problem in found)


@pytest.mark.parametrize(
    ("number", "note", "message"),
    [
        ("0.77", "", "write 77 if 0.77 is a fraction"),
        ("0.5", "Half a per cent.", ""),
        ("770", "", "770 is more than the whole"),
        ("77", "", ""),
    ],
)
def test_a_share_is_in_per_cent(tmp_path: Path, number: str, note: str, message: str) -> None:
    share = {
        **tiny.said("share", note=note),
        "counted": "share of exports",
        "period": "2019/2023",
        "number": number,
        "unit": "%",
        "bound": "exact",
    }
    found = problems(tmp_path, counts=[share])
    assert [problem.column for problem in found] == ["number"] * bool(message)
    assert all(problem.message.startswith(message) for problem in found)


def test_a_quantity_has_a_unit_in_a_row_of_its_record(tmp_path: Path) -> None:
    row = tiny.said("programme", "wire", "¶9", quantity_ordered="3")
    (problem,) = problems(tmp_path, transfers=[*tiny.SHEETS["transfers"], row])
    assert (problem.column, problem.rule) == ("quantity_ordered", "quantity without a unit")
    counted = [{**row, "unit": "pieces"}]
    assert problems(tmp_path / "counted", transfers=[*tiny.SHEETS["transfers"], *counted]) == []


def test_a_tie_joins_two(tmp_path: Path) -> None:
    tie = tiny.said("maker-jet", "wire", subject="jet", relation="makes", object="jet")
    (problem,) = problems(tmp_path, links=[*tiny.SHEETS["links"], tie])
    assert (problem.column, problem.message) == (
        "object",
        "jet stands at both ends; correct one of them",
    )


def test_what_is_bilateral_has_no_third_participant(tmp_path: Path) -> None:
    row = tiny.said("wave", "wire", framework="bilateral", participants="CHN;RUS;IND")
    (problem,) = problems(tmp_path, exercises=[*tiny.SHEETS["exercises"], row])
    assert (problem.column, problem.rule) == ("framework", "bilateral with others")
    assert "IND takes part, too" in problem.message


@pytest.mark.parametrize(
    ("other", "is_found"),
    [
        ("Alexander  Korolev", True),
        ("alexander korolev", True),
        ("Alexandr Korolev", True),
        ("Mercy Kuo", False),
    ],
)
def test_one_speaker_of_a_source_has_one_spelling(
    tmp_path: Path, other: str, is_found: bool
) -> None:
    rows = [
        tiny.said("wave", locator="¶7", said_by="Alexander Korolev", note="One."),
        tiny.said("wave", locator="¶8", said_by=other, note="Another."),
    ]
    found = problems(tmp_path, exercises=[*tiny.SHEETS["exercises"], *rows])
    assert [problem.column for problem in found] == ["said_by"] * is_found


@pytest.mark.parametrize(
    ("locator", "said_by", "is_found"),
    [
        ("¶8", "", True),
        ("¶7, ¶9", "", True),
        # Who speaks is named, or the paragraph is another one, or none of which anybody knows.
        ("¶8", "Wu Qian", False),
        ("¶7–10", "", False),
        ("table 3", "", False),
        # In ¶1 the source speaks itself.
        ("¶1", "", False),
    ],
)
def test_what_follows_from_what_somebody_says_names_the_speaker(
    tmp_path: Path, locator: str, said_by: str, is_found: bool
) -> None:
    rows = [
        tiny.said("drill", "wire", locator, "inferred", ships_china="2", said_by=said_by),
        tiny.said("drill", "wire", "¶1", note="The wire's own word."),
        tiny.said("drill", "wire", "¶1, ¶7–9", "reported", said_by="Wu Qian", host="RUS"),
    ]
    found = problems(tmp_path, exercises=[*tiny.SHEETS["exercises"], *rows])
    assert [problem.column for problem in found] == ["said_by"] * is_found
    assert all("is said by Wu Qian; name who says it" in problem.message for problem in found)


@pytest.mark.parametrize(
    ("basis", "said_by", "is_found"),
    [("reported", "", True), ("reported", "Wu Qian", False), ("stated", "", False)],
)
def test_what_is_reported_names_who_says_it(
    tmp_path: Path, basis: str, said_by: str, is_found: bool
) -> None:
    row = tiny.said("drill", "wire", "¶7", basis, said_by=said_by, host="RUS")
    found = problems(tmp_path, exercises=[*tiny.SHEETS["exercises"], row])
    assert [(problem.column, problem.rule) for problem in found] == [
        ("said_by", "claim of nobody")
    ] * is_found


def test_sources_whose_ids_differ_in_capitals_alone_are_named(tmp_path: Path) -> None:
    twin = {**tiny.SOURCES[1], "id": "Wire", "rank": "9", "title": "Another", "published": "2020"}
    (problem,) = problems(tmp_path, sources=[*tiny.SOURCES, twin])
    assert (problem.file, problem.column, problem.rule) == ("sources.csv", "id", "ids alike")


@pytest.mark.parametrize(
    ("cells", "column", "message"),
    [
        (
            {"participants": "CHN;RUS;CHN"},
            "participants",
            "“CHN” stands in the list twice; leave it there once",
        ),
        (
            {"date": "2012-04-27/2012-04-22"},
            "date",
            "“2012-04-27/2012-04-22” ends before it begins; write the earlier date first",
        ),
        ({"kind": "field "}, "kind", "“field ” has a blank or a sign that cannot be seen; write "),
        # The last letter is Cyrillic.
        ({"host": "RUЅ"}, "host", "“RUЅ” has signs that no id has: Ѕ; type it anew"),
    ],
)
def test_a_cell_that_looks_right_is_named_with_what_is_wrong_in_it(
    tmp_path: Path, cells: dict[str, str], column: str, message: str
) -> None:
    row = tiny.said("wave", "wire", "¶9", **cells)
    problem = cell_problem(tmp_path, exercises=[*tiny.SHEETS["exercises"], row])
    assert (problem.file, problem.column) == ("exercises.csv", column)
    assert message in problem.message


def test_a_value_that_is_not_in_millions_is_beyond_the_column(tmp_path: Path) -> None:
    row = tiny.said("jet-sale", "wire", "¶9", value_usd_m="2000000000")
    problem = cell_problem(tmp_path, transfers=[*tiny.SHEETS["transfers"], row])
    assert (problem.column, problem.rule) == ("value_usd_m", "limit")


@pytest.mark.parametrize(
    ("rank", "found"),
    [
        # Of its three sources the article ranks first; behind the wire is what it is not.
        ("1", []),
        ("9", ["it ranks behind wire (sources.csv, row 3), a reference; "]),
    ],
)
def test_what_is_at_the_core_ranks_before_every_reference(
    tmp_path: Path, rank: str, found: list[str]
) -> None:
    article, *others = tiny.SOURCES
    named = problems(tmp_path, sources=[{**article, "rank": rank}, *others])
    assert [(problem.row, problem.column) for problem in named] == [(2, "tier")] * len(found)
    for problem, start in zip(named, found, strict=True):
        assert problem.message.startswith(start)


@pytest.mark.parametrize(
    ("origin", "is_found"),
    [
        ("Xinhua", False),
        ("Xinhua News Agency", True),
        ("Xinhuanet", False),
        ("The Xinhua", False),
    ],
)
def test_an_origin_with_a_word_more_would_be_another_independent_source(
    tmp_path: Path, origin: str, is_found: bool
) -> None:
    article, wire, copy = tiny.SOURCES
    sources = [article, {**wire, "origin": "Xinhua"}, {**copy, "origin": origin}]
    found = problems(tmp_path, sources=sources)
    assert [(problem.row, problem.column) for problem in found] == [(4, "origin")] * is_found
    assert all("is “Xinhua” in sources.csv, row 3 and more words" in at.message for at in found)


@pytest.mark.parametrize(
    ("cells", "is_found"),
    [
        ({"uncertain": "personnel_china", "personnel_china": "100"}, False),
        ({"uncertain": "personnel_china"}, True),
        ({"uncertain": "personnel_total", "personnel_china": "100"}, True),
    ],
)
def test_what_is_uncertain_is_a_figure_of_the_same_row(
    tmp_path: Path, cells: dict[str, str], is_found: bool
) -> None:
    row = tiny.said("wave", "wire", note="About.", **cells)
    found = problems(tmp_path, exercises=[*tiny.SHEETS["exercises"], row])
    assert [(problem.column, problem.rule) for problem in found] == [
        ("uncertain", "uncertain of nothing")
    ] * is_found


TWIN = {"date": "2020-09-01/2020-09-05", "participants": "RUS;CHN", "place": "harbour"}


@pytest.mark.parametrize(
    ("changed", "is_found"),
    [
        ({}, True),
        ({"participants": "CHN;RUS"}, True),
        ({"participants": "CHN;RUS;IND"}, False),
        ({"place": "moscow"}, False),
        ({"place": ""}, False),
        ({"date": "2020-09-02/2020-09-05"}, False),
        # Two of one month may well be two.
        ({"date": "2020-09"}, False),
    ],
)
def test_an_exercise_is_entered_once(
    tmp_path: Path, changed: dict[str, str], is_found: bool
) -> None:
    names = ("august", "autumn")
    records = [{"id": name, "table": "exercises", "label": name} for name in names]
    rows = [tiny.said("august", "copy", **TWIN), tiny.said("autumn", "copy", **TWIN | changed)]
    found = problems(
        tmp_path,
        records=[*tiny.RECORDS, *records],
        exercises=[*tiny.SHEETS["exercises"], *rows],
    )
    assert [problem.rule for problem in found] == ["exercise under two names"] * is_found
    assert all(problem.message.startswith("august in exercises.csv") for problem in found)


def test_an_exercise_may_share_days_and_place_with_the_one_that_it_is_part_of(
    tmp_path: Path,
) -> None:
    whole = {"id": "august", "table": "exercises", "label": "august"}
    part = {"id": "phase", "table": "exercises", "label": "phase", "part_of": "august"}
    rows = [tiny.said(name, "copy", **TWIN) for name in ("august", "phase")]
    sheet = [*tiny.SHEETS["exercises"], *rows]
    assert problems(tmp_path, records=[*tiny.RECORDS, whole, part], exercises=sheet) == []


@pytest.mark.parametrize(
    ("delivered", "basis", "is_found"),
    [
        ("2019", "stated", False),
        ("2019/..", "stated", False),
        ("2019/2091", "stated", True),
        ("2091", "projected", True),
        # Told in May 2019.
        ("2019/2030", "projected", False),
    ],
)
def test_no_delivery_ends_on_a_day_that_is_yet_to_come(
    tmp_path: Path, delivered: str, basis: str, is_found: bool
) -> None:
    row = tiny.said("jet-sale", "wire", "¶9", basis, delivered=delivered)
    found = problems(tmp_path, transfers=[*tiny.SHEETS["transfers"], row])
    late = [problem for problem in found if problem.rule == "day yet to come"]
    assert [problem.column for problem in late] == ["delivered"] * is_found


def test_a_term_of_so_many_years_is_a_date(tmp_path: Path) -> None:
    treaty = tiny.SHEETS["agreements"][0]
    row = tiny.said(treaty["id"], "wire", "¶9", term_years="2001")
    problem = cell_problem(tmp_path, agreements=[*tiny.SHEETS["agreements"], row])
    assert (problem.column, problem.rule) == ("term_years", "limit")
