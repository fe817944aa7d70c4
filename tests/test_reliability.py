"""The page on reliability names tests that there are, and the table has the rows that are tried."""

import re
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Barrier
from types import ModuleType

import pytest

from atlas.paths import ROOT
from lengths import AT_LENGTH

PAGE = (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8")
BENCH, TESTS = ROOT / "bench", ROOT / "tests"
OF_BENCH = [
    *("prove", "rows", "reliability", "trials", "held", "large", "load", "readers"),
    *("serving", "steps"),
]
# Of a row: one holds, one breaks, and one counts what it tries.
OWN_TESTS = """
def test_holds(): pass
def test_breaks(): assert 1 > 2
def test_counts(record_property): record_property("tries", 7)
"""


@pytest.fixture
def prove(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(BENCH)
    import prove

    for name in OF_BENCH:
        monkeypatch.delitem(sys.modules, name)
    return prove


def test_every_kind_of_fault_has_a_test_that_there_is() -> None:
    named = re.findall(r"^\| .+ \| `(test_\w+)` \|$", PAGE, re.MULTILINE)
    modules = [path.read_text(encoding="utf-8") for path in TESTS.rglob("test_*.py")]
    written = {name for text in modules for name in re.findall(r"^def (test_\w+)", text, re.M)}
    assert len(named) == len(set(named)) > 40
    assert set(named) <= written


def test_the_table_has_a_row_for_each_trial_with_its_aim(prove: ModuleType) -> None:
    table = prove.reliability
    rows = table.measured(PAGE)
    assert [what for what in rows if what not in {"What", "---"}] == [
        trial.what for trial in prove.TRIALS
    ]
    for trial in prove.TRIALS:
        assert rows[trial.what][4] == trial.aim
    assert table.page(PAGE, prove.TRIALS, rows) == PAGE


def test_every_file_of_tests_that_is_run_at_length_is_there() -> None:
    text = (BENCH / "rows.py").read_text(encoding="utf-8")
    files = re.findall(r'"(tests/[\w/]+\.py)"', text)
    assert files
    assert all((ROOT / file).is_file() for file in files)


def test_an_aim_that_is_missed_is_said_in_its_row_alone_and_ends_with_an_error(
    prove: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    good = prove.Trial("good", "Good", "all", lambda: prove.Outcome(3, 3, "1 s"))
    slow = prove.Trial("slow", "Slow", "≤ 1 s", lambda: prove.Outcome(3, 3, "2 s", holds=False))
    lost = prove.Trial("lost", "Lost", "all", lambda: prove.Outcome(3, 2, "1 s"))
    broken = prove.Trial("broken", "Broken", "all", lambda: {}["no such"])
    table, page = prove.reliability, tmp_path / "page.md"
    page.write_text(f"Before\n{table.START}{table.END}\nAfter\n", encoding="utf-8")
    monkeypatch.setattr(prove, "PAGE", page)
    monkeypatch.setattr(prove, "TRIALS", (slow, broken, lost, good))
    monkeypatch.setattr(sys, "argv", ["prove", "good"])
    assert prove.main() == 0
    assert "| Slow |  |  | not measured yet | ≤ 1 s |  |" in page.read_text(encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["prove"])
    assert prove.main() == 1
    lines = page.read_text(encoding="utf-8").splitlines()
    assert lines[4].startswith("| Slow | 3 | 3 | 2 s, **missed** | ≤ 1 s | ")
    assert lines[5].startswith("| Broken | 1 | 0 | KeyError: 'no such', **missed** | all | ")
    assert lines[6].startswith("| Lost | 3 | 2 | 1 s, **missed** | all | ")
    assert lines[7].startswith("| Good | 3 | 3 | 1 s | all | ")


def test_two_rows_are_tried_at_a_time_and_one_alone_has_none_beside_it(prove: ModuleType) -> None:
    both, running = Barrier(2, timeout=20), set()

    def meets(name: str) -> "prove.Outcome":
        running.add(name)
        both.wait()
        running.remove(name)
        return prove.Outcome(1, 1, "met")

    def is_by_itself() -> "prove.Outcome":
        return prove.Outcome(1, int(not running), "by itself")

    trials = [
        prove.Trial("alone", "Alone", "all", is_by_itself, alone=True),
        prove.Trial("one", "One", "all", partial(meets, "one")),
        prove.Trial("other", "Other", "all", partial(meets, "other")),
    ]
    tried = [*prove.each(trials)]
    assert [one.outcome.is_right for one in tried] == [True, True, True]
    assert tried[-1].trial.name == "alone"


@AT_LENGTH
def test_a_row_of_tests_names_those_that_failed_and_leaves_out_those_of_other_rows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.syspath_prepend(BENCH)
    trials = import_module("trials")
    monkeypatch.delitem(sys.modules, "trials")
    own = tmp_path / "test_own.py"
    own.write_text(OWN_TESTS, encoding="utf-8")
    elsewhere = tmp_path / "test_elsewhere.py"
    elsewhere.write_text("def test_of_another_row(): assert 1 > 2\n", encoding="utf-8")
    outcome = trials.suite(str(tmp_path), beside=[str(elsewhere)])
    assert (outcome.tried, outcome.survived) == (2 + 7, 1 + 7)
    assert re.fullmatch(r"\d+ s; test_breaks", outcome.figure)


def test_imports_that_write_nothing_and_refusals_that_name_nothing_are_missed(
    prove: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = import_module("large")
    monkeypatch.setattr(large, "AFRESH", "import sys; sys.exit(1)")
    assert not large.killed(1).is_right
    monkeypatch.setattr(large, "outcome", lambda _: [])
    assert large._of_damages(0, range(1)).refused == 0
