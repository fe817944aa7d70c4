"""The lines of the README, run as they stand: those by address at a started server."""

import json
import re
import shlex
import shutil
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import networkx as nx
import pandas as pd
import pytest

from atlas.cli import main
from atlas.paths import ROOT
from atlas.ui.by_address import NEARBY
from atlas.ui.page_addresses import checked_by_url
from browser.conftest import serving
from lengths import AT_LENGTH, first_of_all

README = (ROOT / "README.md").read_text(encoding="utf-8")
USUAL = "http://localhost:8501"
ATLAS = ".venv/bin/atlas "
COMMANDS = re.findall(f"^    {ATLAS}(.*)$", README, re.MULTILINE)
# These need a file of one's own, or compare with what is recorded.
NOT_ALONE = ("changes", "import")
ALONE = [line for line in COMMANDS if not line.startswith(NOT_ALONE)]
# A drawing by a browser, reading a text, and every check of the data take seconds.
LONG = ("chart", "check", "validate")


def _lines(language: str) -> str:
    """The lines in one language."""
    (part,) = re.findall("<!-- lines -->(.*)<!-- /lines -->", README, re.DOTALL)
    (lines,) = re.findall(f"```{language}\n(.*?)```", part, re.DOTALL)
    return str(lines)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("lines")) as address:
        yield address


@AT_LENGTH
@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_lines_for_curl_and_duckdb_give_rows_and_a_graph(address: str, tmp_path: Path) -> None:
    answers = []
    for line in _lines("sh").splitlines():
        command = line.replace(USUAL, address).replace("curl ", "curl --fail --silent ", 1)
        done = subprocess.run(command, shell=True, cwd=tmp_path, check=True, capture_output=True)
        answers.append(done.stdout.decode())
    assert '"words":"S-400"' in answers[-1]
    rows = pd.read_csv(tmp_path / "exercises.csv")
    assert rows["Domains"].str.contains("Naval").all()
    assert nx.read_gexf(tmp_path / "network.gexf", version="1.3").number_of_edges() > 10
    with duckdb.connect() as base:
        query = _lines("sql").replace("exercises.parquet", str(tmp_path / "exercises.parquet"))
        counts = base.sql(query).fetchall()
    assert sum(n for _, n in counts) >= len(rows)


@AT_LENGTH
def test_lines_for_python_and_r_name_files_of_rows(
    address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names: dict[str, pd.DataFrame] = {}
    exec(_lines("python").replace(USUAL, address), names)
    assert "Main domain" in names["rows"] or len(names["rows"].columns) > 3
    assert len(names["wide"]) > 100
    (fetched,) = re.findall('read.csv\\("([^"]*)"', _lines("r"))
    # As R reads it: the mark of the byte order is taken off, names stay as they are.
    rows = pd.read_csv(fetched.replace(USUAL, address), encoding="utf-8-sig")
    assert rows.columns[0] == "Record"


@pytest.mark.skipif(shutil.which("Rscript") is None, reason="no R on this machine")
def test_the_line_for_r_gives_the_rows_in_r(address: str) -> None:
    script = f"{_lines('r').replace(USUAL, address)}cat(nrow(rows), names(rows)[1])"
    done = subprocess.run(["Rscript", "-e", script], check=True, capture_output=True, text=True)
    number, name = done.stdout.split()
    assert (int(number), name) == (
        len(pd.read_csv(f"{address}/api/v1/tables/exercises.csv")),
        "Record",
    )
    assert done.stderr == ""


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl on this machine")
def test_the_lines_that_send_a_text_have_it_checked_word_by_word(address: str) -> None:
    text = 'It\'s said that China received the "S-400" in 2018; $HOME.'
    lines = checked_by_url(text, [], "", "").lines
    command = lines["curl"].replace(NEARBY, address).replace("curl ", "curl --fail --silent ", 1)
    done = subprocess.run(command, shell=True, check=True, capture_output=True)
    names: dict[str, dict[str, list[dict[str, str]]]] = {}
    exec(lines["Python"].replace(NEARBY, address), names)
    assert json.loads(done.stdout) == names["verdicts"]
    assert [sentence["text"] for sentence in names["verdicts"]["sentences"]] == [text]


@pytest.mark.parametrize(
    "line", first_of_all([own for own in ALONE if not own.startswith(LONG)], ALONE)
)
def test_lines_of_the_command_line_are_answered(
    line: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.txt").write_text("China received the S-400 in 2018.", encoding="utf-8")
    words = shlex.split(line, comments=True)
    assert main(words) == 0
    target = Path(words[words.index("-o") + 1]) if "-o" in words else None
    assert target.read_bytes() if target else capsysbinary.readouterr().out


def test_lines_of_a_notebook_run_and_what_they_name_is_there() -> None:
    (part,) = re.findall(r"\n(    import atlas\n.*?)\n\n`atlas mcp`", README, re.DOTALL)
    names: dict[str, Any] = {}
    exec(textwrap.dedent(part), names)
    held = names["held"]
    assert set(held.exercises["year_first"]) <= set(range(1987, 2023))
    assert held.evidence("joint-sea-2021")["source"].nunique() > 1
    assert "Transfers between Russia and China" in held.chart("two-way-street").sentence
