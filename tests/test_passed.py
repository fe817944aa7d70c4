"""What has passed every check is not checked again; whatever changed is."""

import csv
import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import tiny
from atlas.datapackage import passed, tables, validation
from atlas.datapackage.schema import Schema

LOADS = """
import sys
from pathlib import Path
from atlas.datapackage import passed
passed.KEPT = Path(sys.argv[1])
from atlas.dataset import store
store.dataset()
print("frictionless" in sys.modules)
"""
JUDGES = """
import sys
import atlas.datapackage.validation
for name, module in sys.modules.items():
    if name.startswith("atlas."):
        print(module.__file__)
"""


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(passed, "KEPT", tmp_path / "kept" / "passed")
    return passed.KEPT


def _break(folder: Path) -> None:
    path = folder / "exercises.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    rows[1][rows[0].index("date")] = "last summer"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def test_a_package_that_passed_is_known_and_gives_the_same_tables(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    assert not passed.passed(passed.key(folder))
    first = tables.load(folder)
    assert passed.passed(passed.key(folder))
    again = tables.load(folder)
    assert again.version == first.version
    assert all(again[name].equals(first[name]) for name in first.frames)


def test_one_changed_cell_is_checked_and_never_remembered(tmp_path: Path, kept: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    tables.load(folder)
    _break(folder)
    for _ in range(2):
        with pytest.raises(tables.DataProblemsError, match="last summer"):
            tables.load(folder)
    assert len(kept.read_text().split()) == 1


def test_changed_rules_are_a_reason_to_check_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny.write(tmp_path / "data")
    tables.load(folder)
    monkeypatch.setattr(passed, "RULES", (*passed.RULES, "dataset/build.py"))
    assert not passed.passed(passed.key(folder))


def test_what_is_mended_while_it_is_checked_has_not_passed_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny.write(tmp_path / "data")
    path = folder / "exercises.csv"
    right = path.read_bytes()
    _break(folder)
    wrong = path.read_bytes()
    check = validation.problems

    def mended_meanwhile(folders: Sequence[Path], schema: Schema) -> list[tables.Problem]:
        path.write_bytes(right)
        return check(folders, schema)

    with monkeypatch.context() as patched:
        patched.setattr(validation, "problems", mended_meanwhile)
        with pytest.raises(tables.DataProblemsError, match="written while"):
            tables.load(folder)
    path.write_bytes(wrong)
    with pytest.raises(tables.DataProblemsError, match="last summer"):
        tables.load(folder)


def _printed(script: str, *arguments: str) -> list[str]:
    """The lines that a script prints in a process of its own."""
    command = [sys.executable, "-c", script, *arguments]
    process = subprocess.run(command, capture_output=True, text=True, check=True)
    return process.stdout.splitlines()


def test_every_module_that_judges_a_cell_is_among_the_rules() -> None:
    files = [Path(line).relative_to(passed.PACKAGE_ROOT) for line in _printed(JUDGES)]
    modules = {path.as_posix() for path in files if path.name != "__init__.py"}
    assert "datapackage/checks.py" in modules
    assert modules <= {*passed.RULES, "paths.py"}


def test_a_folder_in_which_nothing_can_be_written_only_costs_time(
    tmp_path: Path, kept: Path
) -> None:
    kept.parent.write_text("a file where the folder would be")
    folder = tiny.write(tmp_path / "data")
    assert tables.load(folder).version == tables.load(folder).version
    assert not passed.passed(passed.key(folder))


def test_the_shipped_tables_are_checked_at_the_first_start_alone(kept: Path) -> None:
    checked = [_printed(LOADS, str(kept)) for _ in range(2)]
    assert checked == [["True"], ["False"]]


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of Unix")
def test_a_list_that_is_a_pipe_or_without_end_is_done_without(tmp_path: Path, kept: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    key = passed.key(folder)
    kept.parent.mkdir()
    os.mkfifo(kept)
    assert not passed.passed(key)
    kept.unlink()
    kept.write_text(f"{key}\n" + "0" * 2**20, encoding="ascii")
    assert not passed.passed(key)
    tables.load(folder)
    assert passed.passed(key)
