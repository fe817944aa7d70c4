"""A file is checked once for each state of all that its check depends on."""

from pathlib import Path

import pytest

import tiny
from atlas.datapackage import validation, verdicts
from atlas.datapackage.files import File, Problem
from atlas.datapackage.tables import DataProblemsError, load
from lengths import AT_LENGTH

DEAL = tiny.said("jet-sale", locator="¶8")
OF_ANOTHER_SOURCE = {**DEAL, "source": "letter"}
LETTER = {**tiny.SOURCES[0], "id": "letter", "tier": "reference", "rank": "4"}


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are checked, in turn."""
    verdicts._kept.clear()
    names: list[str] = []
    check = validation._checked

    def _noted(file: File, *rest: object) -> object:
        names.append(file.name)
        return check(file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(validation, "_checked", _noted)
    return names


def _problems(folder: Path) -> list[Problem]:
    try:
        load(folder, afresh=True)
    except DataProblemsError as error:
        return error.problems
    return []


def test_where_one_table_is_edited_it_alone_is_checked_again(
    tmp_path: Path, checked: list[str]
) -> None:
    _problems(tiny.write(tmp_path / "data"))
    assert len(checked) == len({*checked}) > 10
    checked.clear()
    edited = {"transfers": [*tiny.SHEETS["transfers"], DEAL]}
    assert _problems(tiny.write(tmp_path / "edited", edited)) == []
    assert checked == ["transfers.csv"]


def test_a_file_is_checked_again_when_a_record_that_it_names_is_gone(
    tmp_path: Path, checked: list[str]
) -> None:
    _problems(tiny.write(tmp_path / "data"))
    checked.clear()
    left = [row for row in tiny.RECORDS if row["id"] != "IND"]
    problems = _problems(tiny.write(tmp_path / "left", records=left))
    assert {problem.file for problem in problems} >= {"transfers.csv"}
    assert all("“IND”" in problem.message for problem in problems)
    assert "transfers.csv" in checked
    assert "findings.csv" not in checked, "it does not name India"


@AT_LENGTH
def test_a_file_is_checked_again_when_the_source_that_was_missing_is_there(
    tmp_path: Path, checked: list[str]
) -> None:
    sheets = {"transfers": [*tiny.SHEETS["transfers"], OF_ANOTHER_SOURCE]}
    (problem,) = _problems(tiny.write(tmp_path / "without", sheets))
    assert (problem.file, problem.rule) == ("transfers.csv", "unknown source")
    checked.clear()
    assert _problems(tiny.write(tmp_path / "with", sheets, sources=[*tiny.SOURCES, LETTER])) == []
    assert {*checked} >= {"transfers.csv", "sources.csv"}


def test_a_changed_declaration_is_a_reason_to_check_every_file(
    tmp_path: Path, checked: list[str]
) -> None:
    folder = tiny.write(tmp_path / "data")
    _problems(folder)
    files = sorted(checked)
    checked.clear()
    declaration = folder / "datapackage.json"
    text = declaration.read_text(encoding="utf-8")
    declaration.write_text(text.replace('{"value": "aircraft",', '{"value": "aeroplanes",'))
    assert {problem.rule for problem in _problems(folder)} == {"vocabulary"}
    assert sorted(checked) == files


def test_a_problem_is_named_again_though_its_file_is_not_checked_again(
    tmp_path: Path, checked: list[str]
) -> None:
    late = tiny.said("wave", locator="¶8", date="2018-02-30")
    sheets = {"exercises": [*tiny.SHEETS["exercises"], late]}
    first = _problems(tiny.write(tmp_path / "first", sheets))
    checked.clear()
    assert len(first) == 1
    assert _problems(tiny.write(tmp_path / "second", sheets)) == first
    assert checked == []
