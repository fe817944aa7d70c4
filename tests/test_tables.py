"""Reading a package: either every table, or every problem at once with file, row, column and how to mend it."""

from collections.abc import Callable
from pathlib import Path

import pytest

import tiny
from atlas.cli import main
from atlas.tables import DataProblemsError, Problem, load, stamp, version

Sheets = dict[str, list[tiny.Row]]


def _problems(folder: Path) -> list[Problem]:
    with pytest.raises(DataProblemsError) as error:
        load(folder)
    return error.value.problems


def _with(sheet: str, row: tiny.Row) -> Sheets:
    return {sheet: [*tiny.SHEETS[sheet], row]}


def test_a_valid_package_is_read_as_text_with_blank_cells_missing(tiny_folder: Path) -> None:
    tables = load(tiny_folder)
    exercises = tables["exercises"].set_index(["id", "source"])
    assert exercises.loc[("steppe-2", "article"), "personnel_china"] == "3500"
    assert exercises.loc[("steppe-2", "copy")].drop("locator").drop("basis").isna().all()


@pytest.mark.parametrize(
    ("sheet", "row", "column", "rule", "words"),
    [
        ("exercises", tiny.said("wave", locator="¶8", kind="parade"), "kind", "vocabulary", "field, command-post, patrol, competition"),
        ("exercises", tiny.said("wave", locator="¶8", domains="naval;sea"), "domains", "vocabulary", "“sea”"),
        ("exercises", tiny.said("wave", locator="¶8", domains="naval; air"), "domains", "list", "without blanks"),
        ("exercises", tiny.said("wave", locator="¶8", date="2018-02-30"), "date", "date", "2018-09-11/2018-09-17"),
        ("exercises", tiny.said("wave", locator="¶8", personnel_china="many"), "personnel_china", "type error", "column's type"),
        ("exercises", tiny.said("wave", locator="¶8", personnel_china="-5"), "personnel_china", "constraint error", "minimum"),
        ("exercises", tiny.said("wave", locator="¶8", host="NOR"), "host", "reference", "no such id"),
        ("exercises", tiny.said("jet", locator="¶8"), "id", "reference", "it is in systems"),
        ("exercises", tiny.said("wave", locator="¶8", participants="CHN;NOR"), "participants", "reference", "“NOR”"),
        ("exercises", tiny.said("wave", locator="¶8", basis="rumoured"), "basis", "vocabulary", "stated, reported, inferred, projected"),
        ("exercises", tiny.said("wave", locator=""), "locator", "constraint error", "required"),
        ("transfers", tiny.said("jet-sale", locator="¶8", system="jet", category="ships"), "category", "one home", "from the system"),
        ("transfers", tiny.said("jet-sale", locator="¶8", uncertain="status;colour"), "uncertain", "vocabulary", "“colour”"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_named_with_file_row_column_and_rule(tmp_path: Path, sheet: str, row: tiny.Row, column: str, rule: str, words: str) -> None:
    (problem,) = _problems(tiny.write(tmp_path, _with(sheet, row)))
    assert (problem.file, problem.row, problem.column) == (f"{sheet}.csv", len(tiny.SHEETS[sheet]) + 2, column)
    assert problem.rule == rule
    assert words in problem.message


def test_a_duplicate_key_and_an_unknown_source_are_named_by_row(tmp_path: Path) -> None:
    twice = tiny.said("wave", locator="¶3")
    unknown = tiny.said("wave", source="nobody", locator="¶3")
    problems = _problems(tiny.write(tmp_path, {"exercises": [*tiny.SHEETS["exercises"], twice, unknown]}))
    assert [(problem.row, problem.rule) for problem in problems] == [(9, "primarykey error"), (10, "foreignkey error")]
    assert "no other row has" in problems[0].message
    assert "sources.csv" in problems[1].message


def test_all_problems_of_all_files_are_reported_at_once(tmp_path: Path) -> None:
    records = [
        *tiny.RECORDS,
        {"id": "ZZZ", "table": "countries", "label": "Nowhere"},
        {"id": "x", "table": "systems", "label": "X", "part_of": "wave"},
    ]
    sheets = {
        **_with("exercises", tiny.said("wave", locator="¶8", kind="parade")),
        **_with("links", tiny.said("maker-jet", locator="¶9", relation="eats")),
    }
    found = {(problem.file, problem.column) for problem in _problems(tiny.write(tmp_path, sheets, records))}
    wanted = {("records.csv", "id"), ("records.csv", "part_of"), ("exercises.csv", "kind"), ("links.csv", "relation")}
    assert wanted <= found


def test_a_missing_file_and_a_missing_declaration_are_problems_too(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    (folder / "links.csv").unlink()
    assert {problem.file for problem in _problems(folder)} == {"links.csv"}
    (folder / "datapackage.json").unlink()
    assert [problem.rule for problem in _problems(folder)] == ["missing file"]


def test_the_version_and_the_stamp_change_with_any_file(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    before = version(folder), stamp(folder)
    (folder / "links.csv").write_text((folder / "links.csv").read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert version(folder) != before[0]
    assert stamp(folder) != before[1]


def test_atlas_validate_prints_every_problem_and_exits_with_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tiny.write(tmp_path, _with("exercises", tiny.said("wave", locator="¶8", kind="parade", date="soon")))
    assert main(["validate", str(folder)]) == 1
    printed = capsys.readouterr()
    assert "exercises.csv, row 9, column kind: vocabulary" in printed.out
    assert "exercises.csv, row 9, column date: date" in printed.out
    assert "2 problems" in printed.err


def test_atlas_validate_takes_the_folder_that_atlas_data_names(
    tiny_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny_folder))
    assert main(["validate"]) == 0
    assert f"{tiny_folder} is valid: 10 tables" in capsys.readouterr().out


def _recoded(text: str) -> bytes:
    return text.replace("maker", "ma\u00e9ker").encode("latin-1", "replace")


@pytest.mark.parametrize(
    ("damage", "rule", "words"),
    [
        (_recoded, "encoding error", "save the file as UTF-8"),
        (lambda text: text.replace(",", ";").encode(), "separator", "save it as CSV with commas"),
        (lambda text: (text.splitlines()[0] + "\n").encode(), "header only", "give it rows"),
        (lambda text: b"", "source error", "give the file a header and rows"),
        (lambda text: text.replace("relation", "relashun", 1).encode(), "incorrect label", "name the columns as datapackage.json does"),
        (lambda text: "\n".join(line.rpartition(",")[0] for line in text.splitlines()).encode(), "missing label", "add the column to the header"),
        (lambda text: "\n".join(line + ",x" for line in text.splitlines()).encode(), "extra label", "take the column out of the header"),
    ],
    ids=["not UTF-8", "semicolons", "header only", "empty", "renamed column", "missing column", "extra column"],
)  # fmt: skip
def test_a_damaged_file_is_one_problem_that_says_how_to_mend_it(tmp_path: Path, damage: Callable[[str], bytes], rule: str, words: str) -> None:
    folder = tiny.write(tmp_path)
    path = folder / "links.csv"
    path.write_bytes(damage(path.read_text(encoding="utf-8")))
    (problem,) = _problems(folder)
    assert (problem.file, problem.rule) == ("links.csv", rule)
    assert words in problem.message


def test_a_cut_row_is_named_by_its_row(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    with (folder / "links.csv").open("a", encoding="utf-8") as file:
        file.write("maker-jet,article\n")
    problems = _problems(folder)
    assert {(problem.file, problem.row) for problem in problems} == {("links.csv", 4)}
    assert any("the row is cut" in problem.message for problem in problems)


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_valid(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    path = folder / "links.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder)["links"]["id"].tolist() == ["maker-jet", "engine-jet"]
