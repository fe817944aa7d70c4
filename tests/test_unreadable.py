"""Whatever lies in a data folder is read, or is a problem of its file, and nothing else happens."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import tiny
from atlas.cli import main
from atlas.datapackage import changelog, needed, reading, validation
from atlas.datapackage.changelog import Entry
from atlas.datapackage.declaration_form import wrong
from atlas.datapackage.files import PACKAGE, File, Problem
from atlas.datapackage.schema import Schema
from atlas.datapackage.tables import DataProblemsError, load, stamp
from atlas.datapackage.writing import write_whole
from atlas.paths import ROOT

Change = Callable[[Path], object]
HEAD = "date,version,table,id,change,fields,why\n"


def _problems(folder: Path) -> list[Problem]:
    with pytest.raises(DataProblemsError) as error:
        # A package of the same content may have passed before.
        load(folder, afresh=True)
    return error.value.problems


def _replaced(name: str, before: str, after: str) -> Change:
    def change(folder: Path) -> None:
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after, 1), encoding="utf-8", newline="")

    return change


def _in_its_place(name: str, make: Change) -> Change:
    """Something else where a file is expected."""

    def change(folder: Path) -> None:
        (folder / name).unlink(missing_ok=True)
        make(folder / name)

    return change


def _of_the_changelog(line: str) -> Change:
    return lambda folder: (folder / changelog.FILE).write_text(HEAD + line, encoding="utf-8")


ENTRY = '2026-01-02,0123456789ab,,,published,,"{}"\n'


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (
            _replaced("links.csv", "id,source,", "id,source ,"),
            ("links.csv", 1, "source "),
            "write “source” there",
        ),
        (_replaced("links.csv", "id,", "\u200bid,"), ("links.csv", 1, "\u200bid"), "“id”"),
        (_replaced("links.csv", "id,source", "id,id"), ("links.csv", 1, "id"), "“source”"),
        (_in_its_place("links.csv", Path.mkdir), ("links.csv", None, ""), "it is a folder"),
        (_in_its_place("links.csv", os.mkfifo), ("links.csv", None, ""), "it is no file"),
        (
            _in_its_place("links.csv", lambda path: path.symlink_to("/dev/zero")),
            ("links.csv", None, ""),
            "it is no file",
        ),
        (
            _in_its_place("links.csv", lambda path: path.symlink_to(path.name)),
            ("links.csv", None, ""),
            "cannot be read",
        ),
        (_in_its_place(PACKAGE, Path.mkdir), (PACKAGE, None, ""), "it is a folder"),
        (_in_its_place(changelog.FILE, Path.mkdir), (changelog.FILE, 1, ""), "it is a folder"),
        (
            _of_the_changelog(ENTRY.format("x" * 140_000)),
            (changelog.FILE, 2, "why"),
            "32,000 characters",
        ),
        (_of_the_changelog(ENTRY.format("\0")), (changelog.FILE, 2, "why"), "signs of control"),
        (_of_the_changelog(ENTRY[:-2]), (changelog.FILE, 2, ""), "double quote"),
        (
            _replaced("links.csv", "¶5", "¶" + "5" * 32_000),
            ("links.csv", 2, "locator"),
            "32,001 characters",
        ),
        (
            _replaced("links.csv", "¶5", "¶\u202e42 pieces"),
            ("links.csv", 2, "locator"),
            "direction of writing",
        ),
        (
            _replaced("exercises.csv", "2012-04-22", "0212-04-22"),
            ("exercises.csv", 7, "date"),
            "“0212-04-22” has a year before 1500 or after 2100",
        ),
        (_replaced("links.csv", "¶5", "¶\0"), ("links.csv", 2, "locator"), "sign of control"),
        (_replaced("links.csv", "¶5", "¶\ufffe"), ("links.csv", 2, "locator"), "no character"),
        (_replaced("records.csv", "Wave", "W\uffff"), ("records.csv", 11, "label"), "no character"),
        (_replaced("records.csv", "Wave", "\x1b[2J"), ("records.csv", 11, "label"), "control"),
        (_replaced("links.csv", "¶5", '"¶5" and'), ("links.csv", 2, ""), "text follows one"),
        (
            _replaced("exercises.csv", "3500", "3_500"),
            ("exercises.csv", 4, "personnel_china"),
            "15",
        ),
        (
            _replaced("exercises.csv", "3500", "３５００"),
            ("exercises.csv", 4, "personnel_china"),
            "plain digits",
        ),
        (
            _replaced("exercises.csv", "3500", "9" * 400),
            ("exercises.csv", 4, "personnel_china"),
            "plain digits",
        ),
        (
            _replaced("sources.csv", ",1,,,en", ",1,javascript:alert(1),,en"),
            ("sources.csv", 2, "url"),
            "no address of the web",
        ),
    ],
)
def test_what_cannot_be_read_is_one_problem_with_its_place(
    tmp_path: Path, change: Change, place: tuple[str, int | None, str], words: str
) -> None:
    folder = tiny.write(tmp_path / "data")
    change(folder)
    (problem,) = _problems(folder)
    assert (problem.file, problem.row, problem.column) == place
    assert words in problem.message


def test_a_file_that_would_not_fit_into_memory_is_refused_with_the_limit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tiny.write(tmp_path / "data")
    with (folder / "links.csv").open("r+b") as file:
        file.truncate(200 * 2**20)
    (problem,) = _problems(folder)
    assert problem.file == "links.csv"
    assert f"larger than {reading.MOST_MEGABYTES} MB" in problem.message


@pytest.mark.skipif(sys.platform != "linux", reason="files of the system that have no size")
def test_a_file_of_the_system_is_read_to_the_limit_and_never_waited_for(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="larger than 0 MB"):
        reading.content(Path("/proc/self/status"), megabytes=0)
    folder = tiny.write(tmp_path / "data")
    _in_its_place("links.csv", lambda path: path.symlink_to("/proc/kmsg"))(folder)
    (problem,) = _problems(folder)
    assert (problem.file, problem.rule) == ("links.csv", "unreadable file")


@pytest.mark.parametrize("sign", [",", "\n", "\r", '",\n"'])
def test_more_cells_than_fit_into_memory_are_one_problem_with_the_limit(
    tmp_path: Path, sign: str
) -> None:
    folder = tiny.write(tmp_path / "data")
    with (folder / "links.csv").open("a", encoding="utf-8", newline="") as file:
        file.write(sign * reading.MOST_CELLS)
    (problem,) = _problems(folder)
    assert (problem.file, problem.rule) == ("links.csv", "size")
    assert "more than 2,000,000 cells, the most that is read" in problem.message


def test_a_cell_without_end_is_one_problem_with_its_row(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    with (folder / "links.csv").open("a", encoding="utf-8", newline="") as file:
        file.write('"' + "text\n" * 300_000)
    (problem,) = _problems(folder)
    assert (problem.file, problem.row, problem.rule) == ("links.csv", 4, "long cell")
    assert "more than 1,000,000 characters" in problem.message


def test_a_declaration_that_would_not_fit_into_memory_is_refused_with_the_limit(
    tmp_path: Path,
) -> None:
    folder = tiny.write(tmp_path / "data")
    (folder / PACKAGE).write_text("[" + "[]," * 2_000_000 + "[]]", encoding="utf-8")
    (problem,) = _problems(folder)
    assert problem.file == PACKAGE
    assert "larger than 4 MB" in problem.message


def test_folders_and_links_of_other_names_are_no_problem(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    (folder / "x.csv").mkdir()
    os.mkfifo(folder / "y.csv")
    (folder / "z.csv").symlink_to("nowhere")
    assert load(folder).version


def test_very_many_columns_and_rows_that_are_none_are_a_few_sentences(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    path = folder / "links.csv"
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header + ",x" * 10_000, *rows]), encoding="utf-8")
    (problem,) = _problems(folder)
    assert (problem.column, problem.rule) == ("x", "extra column")
    path.write_text("\n".join([header, *rows, *["junk"] * 100_000]), encoding="utf-8")
    problems = _problems(folder)
    assert len(problems) == 21
    assert problems[0].row == 4
    assert "99,980 such rows more" in problems[-1].message


def _declared(folder: Path, change: Callable[[dict[str, Any]], object]) -> list[str]:
    path = folder / PACKAGE
    package = json.loads(path.read_text(encoding="utf-8"))
    change(package)
    path.write_text(json.dumps(package), encoding="utf-8")
    problems = _problems(folder)
    assert {problem.file for problem in problems} == {PACKAGE}
    return [problem.message for problem in problems]


def _column(package: dict[str, Any], table: str, name: str) -> dict[str, Any]:
    fields = _table(package, table)["schema"]["fields"]
    return next(field for field in fields if field["name"] == name)


def _table(package: dict[str, Any], name: str) -> dict[str, Any]:
    return next(table for table in package["resources"] if table["name"] == name)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            lambda package: package.update(vocabularies=[]),
            "it: “vocabularies” is “[]”; write names",
        ),
        (lambda package: package.update(resources="x"), "it: “resources” is “x”; write a list"),
        (lambda package: package["resources"].append(True), "table 15 is “True”; write its name"),
        (
            lambda package: package["resources"].append(package["resources"][0]),
            "two tables are called “sources”",
        ),
        (
            lambda package: package["vocabularies"]["domain"][1].update(label="Land"),
            "vocabulary domain has two labels “Land”",
        ),
        (
            lambda package: _table(package, "links").update(path="../links.csv"),
            "table links: “path” is “../links.csv”; write the name of a CSV file",
        ),
        (
            lambda package: _table(package, "links")["schema"].update(fields=["x"]),
            "table links, column 1 is “x”; write its name",
        ),
        (
            lambda package: _column(package, "links", "date").update(type="date"),
            "table links, column 10 (“date”): “type” is “date”; write string, integer",
        ),
        (
            lambda package: _column(package, "links", "date").update(type="integer"),
            "table links: column date is of another kind; make it",
        ),
        (
            lambda package: _column(package, "records", "label").update(constraints={}),
            "table records: column label is of another kind; make it",
        ),
        (
            lambda package: _table(package, "sources")["schema"]["fields"].pop(),
            "table sources declares no column note; put it back",
        ),
        (
            lambda package: _column(package, "links", "date").update(constraints={"pattern": "("}),
            "“pattern” is “(”, which is no regular expression",
        ),
        (
            lambda package: _column(package, "links", "date").update(reference=["planets"]),
            "“reference” names “planets”, and there is no table of this name",
        ),
        (
            lambda package: package["vocabularies"]["status"].append("paused"),
            "vocabulary status, value 11 is “paused”; write its value, label and definition",
        ),
        (
            lambda package: package["vocabularies"]["basis"].pop(),
            "vocabulary basis has no projected; put it back",
        ),
    ],
)
def test_a_declaration_of_another_form_is_named_by_its_place(
    tmp_path: Path, change: Callable[[dict[str, Any]], object], words: str
) -> None:
    messages = _declared(tiny.write(tmp_path / "data"), change)
    assert any(message.startswith(words) or words in message for message in messages), messages


@pytest.mark.parametrize(
    "text",
    [
        *("", "[]", "null", "5", "{", "NaN", "\ufeff\ufeff{}", '{"a": {"b": 1, "c": 2, "b": 3}}'),
        *("[" * 100_000, '{"resources": ' * 5_000, "9" * 5_000),
    ],
)
def test_text_that_is_no_declaration_is_a_problem_of_it(tmp_path: Path, text: str) -> None:
    folder = tiny.write(tmp_path / "data")
    (folder / PACKAGE).write_text(text, encoding="utf-8")
    (problem,) = _problems(folder)
    assert problem.file == PACKAGE
    assert problem.message.startswith("it is no declaration of tables that can be read: ")


def test_a_vocabulary_of_very_many_values_is_looked_through_in_one_go() -> None:
    package = json.loads((ROOT / "data" / PACKAGE).read_text(encoding="utf-8"))
    domains = package["vocabularies"]["domain"]
    for number in range(20_000):
        domains.append({"value": f"x{number}", "label": f"X {number}", "definition": "."})
    began = time.process_time()
    assert wrong(package) == []
    # Compared with each other, they took 50 s.
    assert time.process_time() - began < 5


def test_a_name_that_stands_twice_in_a_declaration_is_a_problem(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    _replaced(PACKAGE, "{", '{"resources": [],')(folder)
    (problem,) = _problems(folder)
    assert "“resources” stands twice" in problem.message


def test_what_the_program_needs_of_columns_is_what_the_shipped_package_declares() -> None:
    package = json.loads((ROOT / "data" / PACKAGE).read_text(encoding="utf-8"))
    assert [*needed.lacking(package)] == []
    wanted = json.loads(needed.COLUMNS.read_text(encoding="utf-8"))["tables"]
    assert set(needed.TABLES) <= set(wanted)


def test_an_editors_lock_hides_no_edit_from_who_looks(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path / "data")
    (folder / ".#exercises.csv").symlink_to("editor@machine.1234")
    before = stamp(folder)
    assert before != ((),)
    _replaced("exercises.csv", "2012-04-22", "2012-04-23")(folder)
    assert stamp(folder) != before


def _copied(folder: Path) -> None:
    """A table replaced by another one of the same size, with the same time of change."""
    path = folder / "exercises.csv"
    draft = path.with_suffix(".draft")
    shutil.copy2(path, draft)
    draft.write_bytes(path.read_bytes().replace(b"2012-04-22", b"2012-04-23"))
    shutil.copystat(path, draft)
    draft.replace(path)


def _with_the_clock_set_back(folder: Path) -> None:
    path = folder / "exercises.csv"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"2012-04-22", b"2012-04-23"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


@pytest.mark.parametrize("edit", [_copied, _with_the_clock_set_back])
def test_an_edit_that_keeps_size_and_time_of_a_file_is_noticed(
    tmp_path: Path, edit: Change
) -> None:
    folder = tiny.write(tmp_path / "data")
    before = stamp(folder)
    assert stamp(folder) == before
    edit(folder)
    assert stamp(folder) != before


@pytest.mark.parametrize(
    "change",
    [
        Path.unlink,
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(b'"'),
        lambda path: (path.unlink(), path.mkdir()),
    ],
)
@pytest.mark.parametrize("name", ["links.csv", "records.csv", PACKAGE])
def test_a_file_that_changes_while_it_is_checked_is_a_problem_and_no_accident(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Change, name: str
) -> None:
    folder = tiny.write(tmp_path / "data")
    look = validation.shape

    def shape(file: File, schema: Schema) -> Problem | None:
        """The real look, after which somebody writes."""
        seen = look(file, schema)
        if file.path.name == "links.csv" and (folder / name).is_file():
            change(folder / name)
        return seen

    monkeypatch.setattr(validation, "shape", shape)
    assert all(problem.file for problem in _problems(folder))


def test_signs_of_control_in_a_cell_never_reach_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny.write(tmp_path / "data")
    _replaced("exercises.csv", "2012-04-22", "\u202e\u009b2J")(folder)
    _replaced("links.csv", "id,", "\x1b[2Jid,")(folder)
    assert main(["validate", str(folder)]) == 1
    printed = capsys.readouterr()
    assert printed.out.splitlines() == [
        "exercises.csv, row 7, column date: characters: the cell has a sign of control or of the "
        "direction of writing, or a code that is no character; write it without",
        "links.csv, row 1, column \\x1b[2Jid: wrong column: write “id” there; name the columns "
        "as datapackage.json does, in its order",
    ]
    assert printed.err == f"2 problems in {folder}\n"


def test_one_problem_is_one_problem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tiny.write(tmp_path / "data")
    (folder / "links.csv").unlink()
    main(["validate", str(folder)])
    assert capsys.readouterr().err == f"1 problem in {folder}\n"


def test_an_entry_of_the_changelog_is_added_whole_or_not_at_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entry = Entry("2026-01-02", "0123456789ab", "", "", "published", "", "First")
    path = tmp_path / changelog.FILE
    path.write_text(HEAD + ENTRY.format("before").strip(), encoding="utf-8")
    before = path.read_bytes()

    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", full)
        with pytest.raises(OSError, match="No space"):
            changelog.append(tmp_path, [entry])
    assert path.read_bytes() == before
    assert [*tmp_path.iterdir()] == [path]
    changelog.append(tmp_path, [entry])
    assert [line.why for line in changelog.read(tmp_path)] == ["before", "First"]


KILLED = """
import os, signal, sys
from pathlib import Path
from atlas.datapackage.writing import write_whole
Path.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
write_whole(Path(sys.argv[1]), b"half")
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals of Unix")
def test_what_a_killed_process_has_left_beside_a_file_goes_when_it_is_written_again(
    tmp_path: Path,
) -> None:
    path = tmp_path / "passed"
    path.write_bytes(b"before")
    other = tmp_path / ".passed.csv"
    other.touch()
    killed = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert killed.returncode == -signal.SIGKILL
    assert path.read_bytes() == b"before"
    assert len([*tmp_path.iterdir()]) == 3
    write_whole(path, b"after")
    assert {*tmp_path.iterdir()} == {path, other}
    assert path.read_bytes() == b"after"
