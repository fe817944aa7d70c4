"""Places that may not be read or have no room, as an ordinary user meets them.

Who runs the tests as root is an ordinary user meanwhile. A disk is full where no file may grow.
"""

import io
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

import openpyxl
import pytest

import tiny
from atlas.answers.tables import table
from atlas.cli import main
from atlas.datapackage import changelog, passed
from atlas.datapackage.files import PACKAGE
from atlas.datapackage.tables import DataProblemsError, load
from atlas.export import browser
from atlas.export.browser import NotPrintedError, to_pdf
from atlas.export.workbook import to_xlsx
from atlas.web import frontend, nginx, workers
from importers.exports import REGISTER, file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="rights and limits of Unix")
NOBODY = 65_534
JET = "China,Russia,2015,,24,,Su-35,FGA aircraft,24,,2016,New,,50,1200,1200"
# Bytes that a file may have where a disk is full: the tables that are written here have more.
ROOM = 300


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Path]:
    """The tiny package, in a place that every user reaches; what passes is noted beside it."""
    place = Path(mkdtemp())
    place.chmod(0o755)
    # Whoever is an ordinary user later may not read where the program itself lies.
    export = file(place, REGISTER, JET)
    monkeypatch.setenv("ATLAS_DATA", str(tiny.write(place / "warm")))
    assert main(["import", "sipri", str(export), "-o", str(place / "read")]) == 0
    capsys.readouterr()
    monkeypatch.setattr(passed, "KEPT", place / "kept" / "passed")
    monkeypatch.setattr(frontend, "KEPT", place / "kept")
    monkeypatch.setenv("ATLAS_DATA", str(place / "data"))
    yield tiny.write(place / "data")
    (place / "data").chmod(0o755)
    shutil.rmtree(place)


@contextmanager
def ordinary() -> Iterator[None]:
    """Within it rights mean something, which to root they do not."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(before)


@contextmanager
def full_disk() -> Iterator[None]:
    """Within it a file has room for `ROOM` bytes.

    Python would keep a module that it compiles there cut short, and fail at it ever after.
    """
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    compiles = sys.dont_write_bytecode
    sys.dont_write_bytecode = True
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        sys.dont_write_bytecode = compiles


def _refused(capsys: pytest.CaptureFixture[str], *command: object) -> str:
    assert main(list(map(str, command))) == 1
    printed = capsys.readouterr()
    assert printed.err.count("\n") == 1
    return printed.err


@pytest.mark.parametrize("name", ["exercises.csv", "records.csv", PACKAGE, changelog.FILE])
def test_a_file_that_may_not_be_read_is_one_problem(folder: Path, name: str) -> None:
    (folder / name).touch()
    (folder / name).chmod(0)
    with ordinary(), pytest.raises(DataProblemsError) as error:
        load(folder)
    (problem,) = error.value.problems
    assert problem.file == name
    assert "cannot be read (Permission denied)" in problem.message


def test_a_folder_that_may_not_be_entered_is_one_problem(folder: Path) -> None:
    folder.chmod(0)
    with ordinary(), pytest.raises(DataProblemsError) as error:
        load(folder)
    (problem,) = error.value.problems
    assert "cannot be read (Permission denied)" in problem.message


def test_a_folder_in_which_nothing_may_be_written_is_shown(folder: Path) -> None:
    with ordinary():
        assert load(folder).version == load(folder).version
    assert not passed.KEPT.exists()


def test_an_export_that_may_not_be_read_and_a_place_that_may_not_be_written_are_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = file(folder.parent, REGISTER, JET)
    place = folder / "rows"
    with ordinary():
        refusal = _refused(capsys, "import", "sipri", export, "-o", place)
    assert refusal == f"{place} cannot be written: Permission denied\n"
    export.chmod(0)
    with ordinary():
        refusal = _refused(capsys, "import", "sipri", export, "-o", place)
    assert refusal == f"{export} cannot be read: Permission denied\n"


def test_an_import_on_a_full_disk_is_a_sentence_and_leaves_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    export = file(folder.parent, REGISTER, JET)
    before = {*folder.parent.rglob("*")}
    place = folder.parent / "rows"
    with full_disk():
        refusal = _refused(capsys, "import", "sipri", export, "-o", place)
    assert refusal.startswith(f"{place} cannot be written: ")
    assert {*folder.parent.rglob("*")} == before


def test_a_changelog_on_a_full_disk_is_a_sentence_and_stays_as_it_was(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes", str(folder), str(folder), "--record", "First"]) == 0
    path = folder / changelog.FILE
    before = path.read_bytes()
    older = shutil.copytree(folder, folder.with_name("older"))
    table = folder / "exercises.csv"
    table.write_bytes(table.read_bytes().replace(b"2012-04-22", b"2012-04-23"))
    capsys.readouterr()
    with full_disk():
        refusal = _refused(capsys, "changes", older, folder, "--record", "x" * ROOM)
    assert refusal.startswith(f"{path} cannot be written: ")
    assert path.read_bytes() == before
    assert not [*folder.glob(".*")]


def test_an_answer_on_a_full_disk_is_a_sentence_and_the_file_before_it_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder.parent / "rows.csv"
    target.write_text("before", encoding="utf-8")
    target.chmod(0o640)
    with full_disk():
        refusal = _refused(capsys, "table", "exercises", "-o", target)
    assert refusal == f"{target} cannot be written: File too large\n"
    assert target.read_text(encoding="utf-8") == "before"
    assert main(["table", "exercises", "-o", str(target)]) == 0
    assert target.read_text(encoding="utf-8").count("\n") > 1
    assert target.stat().st_mode & 0o777 == 0o640
    assert not [path for path in folder.parent.iterdir() if "unfinished" in path.name]


def test_a_workbook_is_made_where_no_file_can_be_written(folder: Path) -> None:
    with full_disk():
        content = to_xlsx(table("exercises", {}))
    assert len(content) > ROOM
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Rows"]
    assert sheet.max_row == len(table("exercises", {}).frame) + 1


def test_a_cache_on_a_full_disk_is_done_without_and_keeps_no_parts(folder: Path) -> None:
    largest = max(frontend.files().values(), key=_size)
    frontend.packed.cache_clear()
    with full_disk():
        packed = frontend.packed(largest)
        load(folder)
    assert len(packed) > ROOM
    assert [path.name for path in frontend.KEPT.iterdir()] == ["passed"]
    assert passed.KEPT.stat().st_size < ROOM


def test_a_list_of_what_passed_on_a_full_disk_stays_as_it_was(folder: Path) -> None:
    for number in range(ROOM // 60):
        passed.remember(f"{number:064}")
    before = passed.KEPT.read_text(encoding="ascii")
    with full_disk():
        load(folder)
    assert passed.KEPT.read_text(encoding="ascii") == before
    assert [*passed.KEPT.parent.iterdir()] == [passed.KEPT]


def _size(path: Path) -> int:
    return path.stat().st_size


PRINTS = """#!/bin/sh
for word; do case "$word" in --print-to-pdf=*) printf '%s' '{}' > "${{word#*=}}";; esac; done
"""


@pytest.fixture
def printing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    """A browser that prints what it is told to."""

    def prints(content: str) -> None:
        path = folder.parent / "chromium"
        path.write_text(PRINTS.format(content), encoding="utf-8")
        path.chmod(0o755)

    prints("")
    monkeypatch.setenv("PATH", f"{folder.parent}{os.pathsep}{os.environ['PATH']}")
    browser.installed.cache_clear()
    yield prints
    browser.installed.cache_clear()


def test_a_full_disk_beneath_the_browser_that_prints_is_a_sentence(
    printing: Callable[[str], None],
) -> None:
    printing("%PDF-1.4 whole %%EOF")
    assert to_pdf(b"page").startswith(b"%PDF")
    with full_disk(), pytest.raises(NotPrintedError, match="this machine has no room"):
        to_pdf(b"x" * 2 * ROOM)
    printing("%PDF-1.4 cut")
    with pytest.raises(NotPrintedError, match="a part of it alone"):
        to_pdf(b"page")


def test_a_user_without_a_home_has_a_browser_all_the_same(
    printing: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    assert [*browser.places()]


def test_several_servers_on_a_full_disk_are_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(nginx, "find", lambda: "/usr/sbin/nginx")
    monkeypatch.setattr(workers, "announce", lambda *_: True)
    with full_disk():
        assert workers.serve_by_several("127.0.0.1", 1, 2) == 1
    assert capsys.readouterr().err.startswith("The servers cannot run: ")
