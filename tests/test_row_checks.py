"""What no cell shows by itself: rows that cannot be true together are problems that say how to mend
them.
"""

import random
import tracemalloc
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from time import process_time

import pytest

import tiny
from atlas.datapackage import (
    amount_checks,
    day_checks,
    row_checks,
    side_checks,
    spelling_checks,
    time_checks,
)
from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Row, Rows
from atlas.datapackage.record_checks import groups_within_themselves
from atlas.datapackage.row_checks import RowCheck, row_problems
from atlas.datapackage.tables import DataProblemsError, declared, load

# Records: nearly as many as a register may have.
MANY = 50_000


def changed(rows: Sequence[tiny.Row], identifier: str, **cells: str) -> list[tiny.Row]:
    """The rows with other cells in the first row of an id."""
    at = [row["id"] for row in rows].index(identifier)
    return [*rows[:at], rows[at] | cells, *rows[at + 1 :]]


def problems(folder: Path) -> list[Problem]:
    """What is wrong between the rows of a package whose cells are right."""
    return list(row_problems([folder], declared(folder), refused=()))


def all_problems(*folders: Path) -> list[Problem]:
    """What `atlas validate` names."""
    with pytest.raises(DataProblemsError) as error:
        load(*folders, afresh=True)
    return error.value.problems


def in_sheet(folder: Path, sheet: str, rows: list[tiny.Row]) -> list[Problem]:
    return problems(tiny.write(folder, {sheet: rows}))


def place(problem: Problem) -> tuple[str, int | None, str, str]:
    return problem.file, problem.row, problem.column, problem.rule


@pytest.mark.parametrize("series", ["2006/2018", "2006~/..", "../2004", "2004", "2010-03/2018"])
def test_a_part_outside_the_time_of_its_group_is_named_with_the_groups_row(
    tmp_path: Path, series: str
) -> None:
    """The parts of the series are of 2005 and of 11 to 17 September 2018."""
    exercises = changed(tiny.SHEETS["exercises"], "steppe", date=series)
    first, *_ = in_sheet(tmp_path, "exercises", exercises)
    assert first.rule == "part outside its group"
    assert (first.file, first.column) == ("exercises.csv", "date")
    assert f"lies outside “{series}”, which exercises.csv, row 2 gives its group" in first.message
    assert "end the group's with .. if it goes on" in first.message


def test_only_the_part_that_lies_outside_is_named(tmp_path: Path) -> None:
    exercises = changed(tiny.SHEETS["exercises"], "steppe", date="2006/2018")
    (problem,) = in_sheet(tmp_path, "exercises", exercises)
    assert place(problem) == ("exercises.csv", 3, "date", "part outside its group")


@pytest.mark.parametrize(
    "series", ["", "2005-08/2018", "2005/..", "../2018-09", "2005-12-31/2018-09-17", "2004/2018-10"]
)
def test_a_part_lies_inside_where_any_day_of_what_is_known_does(
    tmp_path: Path, series: str
) -> None:
    exercises = changed(tiny.SHEETS["exercises"], "steppe", date=series)
    assert in_sheet(tmp_path, "exercises", exercises) == []


def test_a_span_that_reaches_over_the_end_of_its_group_lies_outside(tmp_path: Path) -> None:
    note = "The last day is the plan."
    exercises = changed(tiny.SHEETS["exercises"], "steppe-1", date="2005/2019", note=note)
    (problem,) = in_sheet(tmp_path, "exercises", exercises)
    assert place(problem) == ("exercises.csv", 3, "date", "part outside its group")


def test_where_sources_disagree_the_note_of_the_group_names_the_part(tmp_path: Path) -> None:
    note = "The agency has Steppe 1 in 2005, the article begins a year later."
    exercises = changed(tiny.SHEETS["exercises"], "steppe", date="2006/2018", note=note)
    assert in_sheet(tmp_path, "exercises", exercises) == []


def test_what_is_only_planned_may_lie_outside_its_group(tmp_path: Path) -> None:
    plan = tiny.said("steppe-2", locator="¶8", basis="projected", date="2021")
    assert in_sheet(tmp_path, "exercises", [*tiny.SHEETS["exercises"], plan]) == []


def test_who_takes_part_by_a_source_is_no_observer_of_its(tmp_path: Path) -> None:
    """Steppe 1 is of China and Russia by the article; India may watch it."""
    watching = tiny.said("steppe-1", locator="¶8", observers="IND;RUS")
    (problem,) = in_sheet(tmp_path, "exercises", [*tiny.SHEETS["exercises"], watching])
    assert place(problem) == ("exercises.csv", 9, "observers", "observer taking part")
    assert problem.message.startswith("RUS is among the participants of steppe-1 by article")


def test_sources_may_disagree_on_who_only_watched(tmp_path: Path) -> None:
    watching = tiny.said("steppe-1", "wire", "¶8", observers="IND;RUS")
    assert in_sheet(tmp_path, "exercises", [*tiny.SHEETS["exercises"], watching]) == []


def test_deliveries_of_a_part_lie_in_those_of_its_group(tmp_path: Path) -> None:
    """The 24 jets, delivered from 2016 to 2018, become a part of a package."""
    package = tiny.said("package", supplier="RUS", recipient="CHN", delivered="2017/2018")
    records = changed(tiny.RECORDS, "jet-sale", part_of="package")
    records.append({"id": "package", "table": "transfers", "label": "A package"})
    sheets = {"transfers": [*tiny.SHEETS["transfers"], package]}
    (problem,) = problems(tiny.write(tmp_path, sheets, records))
    assert place(problem) == ("transfers.csv", 3, "delivered", "part outside its group")


@pytest.mark.parametrize("sheet_and_id", [("agreements", "pact"), ("transfers", "engine-supply")])
@pytest.mark.parametrize(
    ("date", "is_closed"),
    [("2001/2010", True), ("../2010", True), ("2001/..", False), ("2001", False)],
)
def test_what_is_under_way_has_no_span_that_ends(
    tmp_path: Path, sheet_and_id: tuple[str, str], date: str, is_closed: bool
) -> None:
    sheet, identifier = sheet_and_id
    found = in_sheet(tmp_path, sheet, changed(tiny.SHEETS[sheet], identifier, date=date))
    assert [problem.rule for problem in found] == ["closed while under way"] * is_closed
    assert all("end it with .., as 2016/.." in problem.message for problem in found)


def test_the_status_may_stand_in_another_row_of_the_same_source(tmp_path: Path) -> None:
    closed = tiny.said("pact", locator="¶11", date="2001/2010")
    (problem,) = in_sheet(tmp_path, "agreements", [*tiny.SHEETS["agreements"], closed])
    assert place(problem) == ("agreements.csv", 3, "date", "closed while under way")


def test_another_source_may_say_that_it_has_ended(tmp_path: Path) -> None:
    ended = tiny.said("pact", "wire", date="2001/2010", status="ended")
    assert in_sheet(tmp_path, "agreements", [*tiny.SHEETS["agreements"], ended]) == []


def test_deliveries_under_way_end_only_where_they_are_counted(tmp_path: Path) -> None:
    sales = changed(tiny.SHEETS["transfers"], "engine-supply", delivered="2014/2016")
    (problem,) = in_sheet(tmp_path / "wrong", "transfers", sales)
    assert place(problem) == ("transfers.csv", 4, "delivered", "closed while under way")
    assert "say in quantity_delivered how many" in problem.message
    counted = changed(sales, "engine-supply", quantity_delivered="8", unit="pieces")
    assert in_sheet(tmp_path / "right", "transfers", counted) == []


# The exercises without the one that has no date.
BESIDE_DRILL = [row for row in tiny.SHEETS["exercises"] if row["id"] != "drill"]


@pytest.mark.parametrize(
    ("date", "basis", "is_early"),
    [
        ("2019-06", "stated", True),
        ("2019-06/2019-07", "reported", True),
        ("2020", "stated", True),
        ("2019-06", "projected", False),
        ("2019-06", "inferred", True),
        ("2019-05-31", "stated", False),
        ("2019", "stated", False),
    ],
)
def test_a_source_answers_for_nothing_that_began_after_it_was_published(
    tmp_path: Path, date: str, basis: str, is_early: bool
) -> None:
    """The wire report is of May 2019."""
    speaker = "A navy" if basis == "reported" else ""
    row = tiny.said("drill", "wire", "¶3", basis, date=date, said_by=speaker)
    found = in_sheet(tmp_path, "exercises", [*BESIDE_DRILL, row])
    expected = [("exercises.csv", 8, "date", "told before it happened")] * is_early
    assert [place(problem) for problem in found] == expected
    assert all("what it expects is projected" in problem.message for problem in found)


@pytest.mark.parametrize(("basis", "is_early"), [("inferred", True), ("projected", False)])
def test_what_is_told_or_inferred_of_an_exercise_before_it_is_a_plan_though_the_row_has_no_date(
    tmp_path: Path, basis: str, is_early: bool
) -> None:
    """The article is of December 2018, the exercise of 2020."""
    held = tiny.said("drill", "copy", "¶3", date="2020")
    added = tiny.said("drill", "article", "¶8", basis, ships_total="25")
    found = in_sheet(tmp_path, "exercises", [*BESIDE_DRILL, held, added])
    expected = [("exercises.csv", 9, "basis", "told before it happened")] * is_early
    assert [place(problem) for problem in found] == expected


@pytest.mark.parametrize(
    ("date", "basis", "note", "is_early"),
    [
        ("2019-05/2019-06", "stated", "", True),
        ("../2019-06-02", "inferred", "Five days counted from the first.", True),
        ("2019-05/2019-06", "reported", "Told on the first day; the last one is the plan.", False),
        ("2019-05/2019-06", "projected", "", False),
        ("2019-05/2019-05-31", "stated", "", False),
        ("2019-05/2019", "stated", "", False),
        ("2019-05/..", "stated", "", False),
    ],
)
def test_an_end_that_the_source_could_not_see_is_called_a_plan(
    tmp_path: Path, date: str, basis: str, note: str, is_early: bool
) -> None:
    """The wire report is of May 2019."""
    speaker = "A navy" if basis == "reported" else ""
    row = tiny.said("drill", "wire", "¶3", basis, date=date, note=note, said_by=speaker)
    found = in_sheet(tmp_path, "exercises", [*BESIDE_DRILL, row])
    expected = [("exercises.csv", 8, "date", "end told before it came")] * is_early
    assert [place(problem) for problem in found] == expected
    assert all("the last day is the plan" in problem.message for problem in found)


def test_a_delivery_that_ends_after_its_source_appeared_is_a_plan_and_an_order_is_none(
    tmp_path: Path,
) -> None:
    row = tiny.said("jet-sale", "wire", "¶3", ordered="2019-01", delivered="2019-02/2021")
    (problem,) = in_sheet(tmp_path, "transfers", [*tiny.SHEETS["transfers"], row])
    assert place(problem) == ("transfers.csv", 8, "delivered", "end told before it came")


def test_a_source_of_a_year_can_be_judged_only_where_the_year_ends_before(tmp_path: Path) -> None:
    """The copy is of 2020."""
    rows = [
        tiny.said("drill", "copy", f"¶{number}", date=date)
        for number, date in enumerate(["2020-12-31", "2021-01-01"], start=1)
    ]
    (problem,) = in_sheet(tmp_path, "exercises", [*BESIDE_DRILL, *rows])
    assert problem.row == 9


def test_an_order_or_a_delivery_that_the_source_could_not_know_is_named_by_its_column(
    tmp_path: Path,
) -> None:
    row = tiny.said("jet-sale", "wire", "¶3", ordered="2019-01", delivered="2021/2022")
    (problem,) = in_sheet(tmp_path, "transfers", [*tiny.SHEETS["transfers"], row])
    assert place(problem) == ("transfers.csv", 8, "delivered", "told before it happened")


@pytest.mark.parametrize(
    ("cells", "columns"),
    [
        ({"supplier": "RUS", "recipient": "CHN"}, []),
        ({"recipient": "CHN"}, []),
        ({"partners": "CHN;RUS"}, []),
        ({}, []),
        ({"supplier": "RUS", "recipient": "IND"}, ["recipient"]),
        ({"supplier": "CHN", "recipient": "RUS"}, ["supplier", "recipient"]),
        ({"partners": "CHN;IND"}, ["supplier"]),
    ],
)
def test_a_group_holds_parts_of_its_own_direction(
    tmp_path: Path, cells: dict[str, str], columns: list[str]
) -> None:
    """The jets that Russia sells to China become a part of a package."""
    records = changed(tiny.RECORDS, "jet-sale", part_of="package")
    records.append({"id": "package", "table": "transfers", "label": "A package"})
    sheets = {"transfers": [*tiny.SHEETS["transfers"], tiny.said("package", **cells)]}
    found = problems(tiny.write(tmp_path, sheets, records))
    rule = "part against its group"
    assert [place(problem) for problem in found] == [
        ("transfers.csv", 2, column, rule) for column in columns
    ]
    assert all("take the record's part_of out of records.csv" in each.message for each in found)


def test_a_joint_programme_is_no_part_of_a_supply(tmp_path: Path) -> None:
    records = changed(tiny.RECORDS, "programme", part_of="jet-sale")
    found = problems(tiny.write(tmp_path, records=records))
    assert [problem.column for problem in found] == ["partners", "partners"]
    assert "CHN is no supplier of its group jet-sale (RUS)" in found[0].message
    assert "RUS is no recipient of its group jet-sale (CHN)" in found[1].message


@pytest.mark.parametrize("counted", ["personnel", "ships", "aircraft", "equipment"])
@pytest.mark.parametrize(
    ("china", "russia", "total", "is_wrong"),
    [
        ("10", "5", "18", True),
        ("10", "5", "14", True),
        ("10", "5", "15", False),
        ("10", "", "9", True),
        ("10", "", "18", False),
        ("10", "5", "", False),
    ],
)
def test_a_bilateral_total_is_the_sum_of_both_sides(
    tmp_path: Path, counted: str, china: str, russia: str, total: str, is_wrong: bool
) -> None:
    figures = {
        f"{counted}_china": china,
        f"{counted}_russia": russia,
        f"{counted}_total": total,
    }
    row = tiny.said("wave", locator="¶8", framework="bilateral", **figures)
    found = in_sheet(tmp_path, "exercises", [*tiny.SHEETS["exercises"], row])
    wrong = ("exercises.csv", 9, f"{counted}_total", "total against its sides")
    assert [place(problem) for problem in found] == [wrong] * is_wrong


FIGURES = {"ships_china": "10", "ships_russia": "5"}


@pytest.mark.parametrize(
    ("cells", "is_wrong"),
    [
        ({"framework": "multilateral", "ships_total": "18"}, False),
        ({"framework": "multilateral", "ships_total": "14"}, True),
        ({"framework": "bilateral", "ships_total": "18", "uncertain": "ships_total"}, False),
        (
            {
                "framework": "bilateral",
                "ships_total": "14",
                "uncertain": "ships_china;ships_russia",
            },
            False,
        ),
        (
            {
                "framework": "bilateral",
                "ships_total": "18",
                "aircraft_total": "3",
                "uncertain": "aircraft_total",
            },
            True,
        ),
        ({"ships_total": "18"}, False),
    ],
)
def test_others_may_take_part_and_what_is_rounded_may_differ(
    tmp_path: Path, cells: dict[str, str], is_wrong: bool
) -> None:
    row = tiny.said("wave", locator="¶8", **FIGURES, **cells)
    found = in_sheet(tmp_path, "exercises", [*tiny.SHEETS["exercises"], row])
    assert [problem.column for problem in found] == ["ships_total"] * is_wrong
    message = " cannot be the total of 10 (ships_china) and 5 (ships_russia); correct the figures"
    assert all(message in problem.message for problem in found)


def test_figures_of_two_sources_are_no_problem(tmp_path: Path) -> None:
    """The wire report has 3,200 Chinese and 900 Russian soldiers."""
    row = tiny.said("steppe-2", framework="bilateral", locator="¶8", personnel_total="4000")
    assert in_sheet(tmp_path, "exercises", [*tiny.SHEETS["exercises"], row]) == []


def with_source(folder: Path, **cells: str) -> list[Problem]:
    """The problems of the tiny sources and a further one."""
    article, wire, copy = tiny.SOURCES
    wire = wire | {"url": "https://www.agency.example/news/7/", "published": "2019-05-03"}
    other = wire | {"id": "other", "title": "Another", "url": "", "publisher": "Daily", "rank": "4"}
    return problems(tiny.write(folder, sources=[article, wire, copy, other | cells]))


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({}, None),
        ({"url": "http://agency.example/news/7"}, "url"),
        ({"url": "https://m.agency.example/news/7/amp"}, "url"),
        ({"url": "https://agency.example/news/7", "origin": "wire"}, None),
        ({"url": "https://agency.example/news/8"}, None),
        ({"title": "A wire-report"}, "title"),
        ({"title": "A wíre report", "origin": "wire"}, None),
        ({"title": "A wire report", "published": "2019-05-04"}, None),
        ({"title": "A wire report", "published": "2019-05"}, None),
    ],
)
def test_one_address_or_one_title_and_day_is_one_text(
    tmp_path: Path, cells: dict[str, str], column: str | None
) -> None:
    found = with_source(tmp_path, **cells)
    expected = [("sources.csv", 5, column, "one text, two origins")] if column else []
    assert [place(problem) for problem in found] == expected
    assert all("as wire in sources.csv, row 3" in problem.message for problem in found)


def test_whoever_is_the_origin_of_others_is_its_own_by_the_same_name(tmp_path: Path) -> None:
    (problem,) = with_source(tmp_path / "wrong", origin="Agency")
    assert place(problem) == ("sources.csv", 3, "origin", "one text, two origins")
    assert "other in sources.csv, row 5 names Agency as its origin" in problem.message
    article, wire, copy = tiny.SOURCES
    named = [article, wire | {"origin": "Agency"}, copy | {"origin": "Agency"}]
    assert problems(tiny.write(tmp_path / "right", sources=named)) == []


def test_rows_are_compared_only_where_each_of_their_table_can_be_read(tmp_path: Path) -> None:
    """Then a date of the wrong form is named, and the other sheets are compared all the same."""
    exercises = changed(tiny.SHEETS["exercises"], "steppe", date="2006/2018")
    exercises = changed(exercises, "wave", date="22 April 2012")
    agreements = changed(tiny.SHEETS["agreements"], "pact", date="2001/2010")
    sheets = {"exercises": exercises, "agreements": agreements}
    found = all_problems(tiny.write(tmp_path, sheets))
    assert [place(problem) for problem in found] == [
        ("exercises.csv", 7, "date", "date"),
        ("agreements.csv", 2, "date", "closed while under way"),
    ]


def test_rows_of_two_folders_are_compared_as_one_package(tmp_path: Path) -> None:
    first = tiny.write(tmp_path / "first")
    own = tmp_path / "own"
    own.mkdir()
    header, *_ = (first / "agreements.csv").read_text(encoding="utf-8").splitlines()
    cells = dict.fromkeys(header.split(","), "")
    cells |= tiny.said("pact", locator="¶11", date="2001/2010")
    text = f"{header}\n{','.join(cells.values())}\n"
    (own / "agreements.csv").write_text(text, encoding="utf-8")
    (problem,) = all_problems(first, own)
    assert (problem.file, problem.row) == (str(own / "agreements.csv"), 2)


def test_a_new_rule_for_rows_is_a_function_and_a_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def many(rows: Rows) -> list[Problem]:
        last = rows["sources"][-1]
        return [last.problem("id", "too many", "leave it out")]

    monkeypatch.setattr(row_checks, "ROW_CHECKS", (*row_checks.ROW_CHECKS, many))
    (problem,) = all_problems(tiny.write(tmp_path))
    assert str(problem) == "sources.csv, row 4, column id: too many: leave it out"


@pytest.mark.parametrize(
    ("parts", "ways"),
    [
        ({"wave": "wave"}, {11: "(wave → wave)"}),
        (
            {"wave": "drill", "drill": "wave", "steppe": "wave"},
            {11: "(wave → drill → wave)", 12: "(wave → drill → wave)"},
        ),
        ({"wave": "drill"}, {}),
    ],
    ids=["at once", "by way of another", "a group"],
)
def test_a_record_that_would_be_part_of_itself_is_named_with_the_way(
    tmp_path: Path, parts: dict[str, str], ways: dict[int, str]
) -> None:
    """As a group it would stand in no count; what is only part of such a circle is not named."""
    records = tiny.RECORDS
    for part, group in parts.items():
        records = changed(records, part, part_of=group)
    found = problems(tiny.write(tmp_path, records=records))
    own = [problem for problem in found if problem.rule == "group within itself"]
    assert [problem.row for problem in own] == [*ways]
    assert all(ways[problem.row or 0] in problem.message for problem in own)
    assert all((problem.file, problem.column) == ("records.csv", "part_of") for problem in own)


def test_who_is_part_of_whom_is_followed_in_one_go(tiny_folder: Path) -> None:
    """Of each record on its own, and along a chain of all of them."""
    apart = [{"id": f"r{number}", "part_of": ""} for number in range(MANY)]
    chain = [{"id": f"r{number}", "part_of": f"r{number + 1}"} for number in range(MANY)]
    for records in (apart, chain):
        rows = [Row("records.csv", number, cells) for number, cells in enumerate(records, start=2)]
        began = process_time()
        found = groups_within_themselves(Rows(declared(tiny_folder), {"records": rows}))
        assert list(found) == []
        assert process_time() - began < 2, "with a look back from each it would be half a minute"


def _rows(table: str, cells: Iterable[Mapping[str, str]]) -> list[Row]:
    """Rows of these cells, all others blank."""
    return [
        Row(f"{table}.csv", number, defaultdict(str, own))
        for number, own in enumerate(cells, start=2)
    ]


def test_a_circle_of_very_many_members_is_kept_once(tiny_folder: Path) -> None:
    many = 3_000
    circle = [{"id": f"r{at}", "part_of": f"r{(at + 1) % many}"} for at in range(many)]
    rows = Rows(declared(tiny_folder), {"records": _rows("records", circle)})
    tracemalloc.start()
    n_problems = sum(1 for _ in groups_within_themselves(rows))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert n_problems == many
    assert peak < 10_000_000, "with a list for each member it would be 72 MB"


# No month of any of them is its day.
DAYS = [f"{1900 + at // 12}-{at % 12 + 1:02}-20" for at in range(1_500)]
GROUP = [
    {"id": "part", "label": "Part", "part_of": "whole"},
    {"id": "whole", "label": "Whole"},
]
NAMES = ["".join(random.Random(seed).choices("ab", k=190)) for seed in range(50)]
VOLUME = {"supplier": "RUS", "recipient": "CHN", "value": "1"}


@pytest.mark.parametrize(
    ("check", "tables"),
    [
        (
            day_checks.days_and_months_exchanged,
            {"exercises": [{"id": "wave", "date": day, "basis": "stated"} for day in DAYS]},
        ),
        (
            time_checks.parts_outside_their_group,
            {
                "records": GROUP,
                "exercises": [
                    *({"id": "part", "date": day} for day in DAYS),
                    *({"id": "whole", "date": "1900/2025"} for _ in DAYS),
                ],
            },
        ),
        (
            spelling_checks.origins_with_a_word_more,
            {"sources": [{"id": str(at), "origin": "a " * 8_000 + str(at)} for at in range(30)]},
        ),
        (
            side_checks.speakers_in_two_spellings,
            {"exercises": [{"id": "wave", "said_by": name} for name in NAMES]},
        ),
        (
            amount_checks.volumes_above_the_total,
            {"volumes": [VOLUME, VOLUME | {"recipient": "XWD"}] * 3_000},
        ),
    ],
    ids=["dates", "parts", "words", "speakers", "totals"],
)
def test_very_many_rows_of_one_thing_are_compared_in_one_go(
    tiny_folder: Path, check: RowCheck, tables: dict[str, list[tiny.Row]]
) -> None:
    rows = {table: _rows(table, cells) for table, cells in tables.items()}
    began = process_time()
    assert list(check(Rows(declared(tiny_folder), rows))) == []
    assert process_time() - began < 1, "each with each it would be some seconds to some minutes"


def test_ids_that_differ_in_capitals_alone_are_named(tmp_path: Path) -> None:
    records = [*tiny.RECORDS, {"id": "WAVE", "table": "exercises", "label": "Another"}]
    (problem,) = problems(tiny.write(tmp_path, records=records))
    assert (problem.column, problem.rule) == ("id", "ids alike")
    assert problem.message == (
        "WAVE and wave (records.csv, row 11) look the same; rename one of them"
    )


@pytest.mark.parametrize("label", ["  ", "\u00a0", "\u200b\u2060", "\u200f\ufeff", "\u3164"])
def test_a_label_in_which_nothing_can_be_seen_is_a_problem(tmp_path: Path, label: str) -> None:
    records = changed(tiny.RECORDS, "wave", label=label)
    (problem,) = all_problems(tiny.write(tmp_path, records=records))
    assert (problem.file, problem.row, problem.column) == ("records.csv", 11, "label")
    assert "there is nothing to see in the cell" in problem.message


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("Морское взаимодействие-2024 / 海上联合-2024", ""),
        ("ВВС ASEAN", ""),
        ("Sea Interaction", "is in Latin letters alone"),
        # The second and fourth letters are Latin.
        ("Мopcкое взаимодействие", "has Latin letters among Cyrillic ones"),
    ],
)
def test_a_native_name_is_in_its_own_script(tmp_path: Path, name: str, fault: str) -> None:
    records = [dict(row) for row in tiny.RECORDS]
    (row,) = [row for row in records if row["id"] == "wave"]
    row["name_native"] = name
    found = problems(tiny.write(tmp_path, records=records))
    expected = [("name_native", "native name in another script")] * bool(fault)
    assert [(problem.column, problem.rule) for problem in found] == expected
    assert all(fault in problem.message for problem in found)


@pytest.mark.parametrize(
    ("cells", "column"),
    [
        ({"quantity_ordered": "24", "quantity_delivered": "24"}, ""),
        ({"quantity_ordered": "24", "quantity_delivered": "25"}, "quantity_delivered"),
        (
            {
                "quantity_ordered": "24",
                "quantity_delivered": "25",
                "uncertain": "quantity_ordered",
            },
            "",
        ),
        ({"ordered": "2015", "delivered": "2014/2015"}, ""),
        ({"ordered": "2015", "delivered": "2013/2014"}, "delivered"),
        ({"ordered": "2015", "delivered": "../2015"}, ""),
    ],
)
def test_no_more_is_delivered_than_ordered_nor_before(
    tmp_path: Path, cells: dict[str, str], column: str
) -> None:
    unit = {"unit": "pieces"} if "quantity_ordered" in cells else {}
    row = tiny.said("jet-sale", "wire", "¶3", **cells, **unit)
    found = in_sheet(tmp_path, "transfers", [*tiny.SHEETS["transfers"], row])
    assert [problem.column for problem in found] == [column] * bool(column)
    assert all(problem.row == 8 for problem in found)


def test_nothing_was_read_before_it_appeared(tmp_path: Path) -> None:
    """The wire report is of May 2019."""
    sources = [dict(row) for row in tiny.SOURCES]
    sources[1]["accessed"] = "2019-04-30"
    (problem,) = problems(tiny.write(tmp_path / "wrong", sources=sources))
    assert place(problem) == ("sources.csv", 3, "accessed", "read before it appeared")
    sources[1]["accessed"] = "2019-05-01"
    assert problems(tiny.write(tmp_path / "right", sources=sources)) == []


@pytest.mark.parametrize("column", ["published", "accessed"])
def test_a_source_is_neither_read_nor_published_on_a_day_to_come(
    tmp_path: Path, column: str
) -> None:
    sources = [tiny.SOURCES[0] | {column: "2099-01-01"}, *tiny.SOURCES[1:]]
    (problem,) = problems(tiny.write(tmp_path, sources=sources))
    assert place(problem) == ("sources.csv", 2, column, "day yet to come")
    assert "“2099-01-01” is yet to come" in problem.message


def test_a_clock_that_is_behind_refuses_nothing_that_is_recorded(tmp_path: Path) -> None:
    """The newest entry of the changelog is of a later day than any clock has today."""
    sources = [tiny.SOURCES[0] | {"accessed": "2099-01-01"}, *tiny.SOURCES[1:]]
    folder = tiny.write(tmp_path, sources=sources)
    entry = "2099-01-02,0123456789ab,,,published,,The first."
    head = "date,version,table,id,change,fields,why"
    (folder / "CHANGELOG.csv").write_text(f"{head}\n{entry}\n", encoding="utf-8")
    assert problems(folder) == []


DISAGREE = {"note": "Another text has 2012-04-05."}


@pytest.mark.parametrize(
    ("date", "other", "note", "is_slip"),
    [
        ("2012-05-04", "2012-04-05", {}, True),
        ("2012-05-04", "2012-04", {}, True),
        ("2012-05-04/2012-05-06", "2012-04-05", {}, True),
        ("2012-05-04", "2012-04-05", DISAGREE, False),
        ("2012-05-04", "2012-05", {}, False),
        ("2012-05-04", "2012-06", {}, False),
        ("2012-05-13", "2012-06-13", {}, False),
        ("2012-05-04", "2012-04-06", {}, False),
    ],
)
def test_a_date_that_another_row_has_with_month_and_day_exchanged_is_named(
    tmp_path: Path, date: str, other: str, note: tiny.Row, is_slip: bool
) -> None:
    exercises = changed(tiny.SHEETS["exercises"], "wave", date=date, **note)
    exercises.append(tiny.said("wave", "wire", date=other))
    found = in_sheet(tmp_path, "exercises", exercises)
    assert [problem.rule for problem in found] == ["month and day exchanged"] * is_slip
    if found:
        assert (found[0].file, found[0].row, found[0].column) == ("exercises.csv", 9, "date")
        assert f"is “{date}” in exercises.csv, row 7" in found[0].message


def test_a_label_or_a_name_of_another_record_is_named_with_both(tmp_path: Path) -> None:
    twice = changed(tiny.RECORDS, "engine", label="jet  7")
    (label,) = problems(tiny.write(tmp_path / "label", records=twice))
    assert (label.column, label.rule) == ("label", "name of another record")
    assert (
        "jet in records.csv, row 18 is called “jet  7”, too; put their rows together"
        in label.message
    )
    named = changed(tiny.RECORDS, "engine", aliases="Nine;Jet 7")
    (alias,) = problems(tiny.write(tmp_path / "alias", records=named))
    assert (alias.row, alias.column) == (19, "aliases")
    assert "“Jet 7” is the label of jet in records.csv, row 18" in alias.message


def test_a_name_of_a_family_or_of_another_table_is_no_problem(tmp_path: Path) -> None:
    records = changed(tiny.RECORDS, "engine", label="Jet 7 engine", aliases="Jet 7;Fishhook;Wave")
    assert problems(tiny.write(tmp_path, records=records)) == []


@pytest.mark.parametrize(
    ("transfer", "cells", "message"),
    [
        ("offer", {"in_exchange_for": "offer"}, "offer is given for itself"),
        ("offer", {"in_exchange_for": "engine-supply"}, "both run CHN → RUS"),
        ("offer", {"in_exchange_for": "engine-supply", "supplier": ""}, ""),
        ("engine-supply", {"in_exchange_for": "jet-sale"}, ""),
        ("jet-sale", {"in_exchange_for": "engine-supply;offer"}, ""),
        (
            "jet-sale",
            {"in_exchange_for": "engine-supply"},
            "given for engine-supply, not",
        ),
    ],
)
def test_what_is_given_for_another_one_goes_the_other_way_and_in_turn(
    tmp_path: Path, transfer: str, cells: tiny.Row, message: str
) -> None:
    """The tiny package has drones that China offers for jets, which it gets."""
    found = in_sheet(tmp_path, "transfers", changed(tiny.SHEETS["transfers"], transfer, **cells))
    assert [problem.rule for problem in found] == ["exchange of one side"] * bool(message)
    assert message in "".join(problem.message for problem in found)


@pytest.mark.parametrize(
    ("sheet", "identifier", "cells", "column", "rule"),
    [
        ("transfers", "jet-sale", {"status": "denied"}, "status", "delivered against its status"),
        (
            "transfers",
            "jet-sale",
            {"quantity_ordered": "900", "status": "delivered"},
            "status",
            "delivered against its status",
        ),
        (
            "exercises",
            "wave",
            {"participants": "RUS", "ships_china": "3"},
            "ships_china",
            "figure of nobody",
        ),
        ("exercises", "wave", {"date": "1921-05"}, "date", "state of another time"),
        (
            "exercises",
            "wave",
            {"participants": "CHN;SUN", "date": "2012"},
            "date",
            "state of another time",
        ),
        ("transfers", "jet-sale", {"ordered": "1915"}, "ordered", "state of another time"),
    ],
)
def test_a_row_that_contradicts_itself_is_named(
    tmp_path: Path, sheet: str, identifier: str, cells: tiny.Row, column: str, rule: str
) -> None:
    """Of the jets that Russia sold, some were delivered; both were at the drill “wave”."""
    whole = {
        "exercises": {"participants": "CHN;RUS"},
        "transfers": {"quantity_delivered": "12", "supplier": "RUS", "unit": "pieces"},
    }
    rows = changed(tiny.SHEETS[sheet], identifier, **(whole[sheet] | cells))
    found = in_sheet(tmp_path, sheet, rows)
    assert (column, rule) in [(problem.column, problem.rule) for problem in found]


def test_what_is_partly_delivered_planned_or_about_so_much_is_no_contradiction(
    tmp_path: Path,
) -> None:
    for number, cells in enumerate(
        [
            {"quantity_ordered": "24", "quantity_delivered": "12", "status": "under way"},
            {"quantity_ordered": "24", "quantity_delivered": "12", "status": "cancelled"},
            {"quantity_ordered": "24", "quantity_delivered": "12", "status": "delivered"}
            | {"uncertain": "quantity_ordered"},
        ]
    ):
        rows = changed(tiny.SHEETS["transfers"], "jet-sale", unit="pieces", **cells)
        rules = {p.rule for p in in_sheet(tmp_path / str(number), "transfers", rows)}
        assert "delivered against its status" not in rules


def test_a_tie_whose_ends_are_exchanged_is_named(tmp_path: Path) -> None:
    links = [tiny.said("jet-maker", subject="jet", relation="makes", object="bureau")]
    records = [
        *tiny.RECORDS,
        {"id": "bureau", "table": "organisations", "label": "Bureau"},
        {"id": "jet-maker", "table": "links", "label": "Tie"},
    ]
    folder = tiny.write(tmp_path, {"links": links}, records=records)
    assert [problem.rule for problem in problems(folder)] == ["tie turned round"]
    assert "“makes” goes from organisations to systems" in problems(folder)[0].message


def test_a_label_with_a_letter_of_another_script_is_named(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path, records=changed(tiny.RECORDS, "jet", label="J\u0435t 7"))
    assert [problem.rule for problem in problems(folder)] == ["name in two scripts"]


def test_an_origin_in_two_spellings_would_be_two_independent_sources(tmp_path: Path) -> None:
    sources = changed(tiny.SOURCES, "article", origin="Agency One")
    sources = changed(sources, "copy", origin="agency  one")
    (problem,) = problems(tiny.write(tmp_path, sources=sources))
    assert (problem.column, problem.rule) == ("origin", "body in two spellings")
    assert "“agency  one” is “Agency One” in sources.csv, row 2" in problem.message
    unseen = problems(
        tiny.write(tmp_path / "unseen", sources=changed(sources, "copy", origin="Agency\u200bOne"))
    )
    assert {problem.rule for problem in unseen} == {
        "body in two spellings",
        "sign that nobody sees",
    }


def test_of_databases_of_one_origin_all_or_none_may_be_passed_on(tmp_path: Path) -> None:
    database = {"kind": "database", "origin": "Register"}
    sources = changed(tiny.SOURCES, "article", redistributable="false", **database)
    sources = changed(sources, "copy", redistributable="true", **database)
    (problem,) = problems(tiny.write(tmp_path, sources=sources))
    assert (problem.column, problem.rule) == ("redistributable", "passed on in part")


def test_a_published_number_goes_from_the_smaller_to_the_larger_one(tmp_path: Path) -> None:
    count = {"id": "many", "source": "article", "locator": "¶1", "basis": "stated"}
    count |= {"counted": "exercises", "period": "2003/2018", "number": "102", "number_to": "90"}
    folder = tiny.write(tmp_path, {"counts": [count | {"unit": "number", "bound": "exact"}]})
    assert [problem.rule for problem in problems(folder)] == ["number that runs backwards"]
