"""The data have versions: what changed from one to the next is found record by record, recorded,
and told to who comes by an older link.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import tiny
from atlas.cli import main
from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.datapackage.changes import Change, changes
from atlas.datapackage.schema import read_schema
from atlas.datapackage.tables import DataProblemsError, load, version
from atlas.dataset import store
from atlas.paths import ROOT
from atlas.records import versions

MEND = 'run `.venv/bin/atlas changes --record "why"` and commit data/CHANGELOG.csv with the tables'
OLD, NEW = "aaaaaaaaaaaa", "bbbbbbbbbbbb"


def test_the_shipped_tables_are_those_of_the_newest_entry_of_the_changelog() -> None:
    entries = changelog.read(ROOT / "data")
    assert entries, f"data/{changelog.FILE} has no entry: {MEND}"
    assert entries[-1].version == version(ROOT / "data"), (
        f"The tables have changed and nobody says why: {MEND}"
    )


def test_the_entries_of_the_shipped_changelog_name_tables_and_stand_in_order_of_days() -> None:
    entries = changelog.read(ROOT / "data")
    assert not changelog.wrong(ROOT / "data")
    assert {entry.table for entry in entries} <= {
        *read_schema(ROOT / "data" / "datapackage.json").tables,
        "datapackage",
        "",
    }
    assert [entry.date for entry in entries] == sorted(entry.date for entry in entries)


def _changed(folder: Path) -> Path:
    """The tiny package with one exercise changed, one removed, one added, and a source retitled."""
    exercises = [row for row in tiny.SHEETS["exercises"] if row["id"] != "drill"]
    exercises = [
        row | ({"personnel_china": "3000", "date": "2018"} if row["locator"] == "¶2" else {})
        for row in exercises
    ]
    exercises += [tiny.said("storm", locator="¶11", date="2017")]
    records = [row for row in tiny.RECORDS if row["id"] != "drill"] + [
        {"id": "storm", "table": "exercises", "label": "Storm"}
    ]
    sources = [
        row | ({"title": "Another report"} if row["id"] == "wire" else {}) for row in tiny.SOURCES
    ]
    return tiny.write(folder, {"exercises": exercises}, records=records, sources=sources)


CHANGED = [
    Change("sources", "wire", "changed", ("title",)),
    Change("records", "drill", "removed"),
    Change("records", "storm", "added"),
    Change("exercises", "drill", "removed"),
    Change("exercises", "steppe-2", "changed", ("date", "personnel_china")),
    Change("exercises", "storm", "added"),
]


def test_two_folders_differ_by_record_and_field(tiny_folder: Path, tmp_path: Path) -> None:
    found = changes(tiny_folder, _changed(tmp_path / "new"))
    assert {(one.table, one.id): (one.change, set(one.fields)) for one in found} == {
        (one.table, one.id): (one.change, set(one.fields)) for one in CHANGED
    }


def test_two_folders_with_the_same_rows_in_another_order_do_not_differ(
    tiny_folder: Path, tmp_path: Path
) -> None:
    turned = tiny.write(tmp_path / "new", {"exercises": tiny.SHEETS["exercises"][::-1]})
    assert version(turned) == version(tiny_folder)
    assert changes(tiny_folder, turned) == []


@pytest.mark.parametrize(
    ("mend", "fields"),
    [
        ({"locator": "¶12"}, {"locator"}),
        ({"basis": "inferred"}, {"basis"}),
        (
            {"source": "wire"},
            {name for row in tiny.SHEETS["exercises"] if row["id"] == "wave" for name in row}
            - {"id"},
        ),
    ],
)
def test_a_mended_locator_or_basis_is_a_change_of_that_field_alone(
    tmp_path: Path, mend: tiny.Row, fields: set[str]
) -> None:
    exercises = [row | (mend if row["id"] == "wave" else {}) for row in tiny.SHEETS["exercises"]]
    (found,) = changes(
        tiny.write(tmp_path / "old"), tiny.write(tmp_path / "new", {"exercises": exercises})
    )
    assert (found.table, found.id, set(found.fields)) == ("exercises", "wave", fields)


def test_values_that_change_places_between_two_paragraphs_are_a_change(tmp_path: Path) -> None:
    def _said(first: str, second: str) -> dict[str, list[tiny.Row]]:
        rows = [
            tiny.said("wave", locator="¶3", date=first),
            tiny.said("wave", locator="¶4", date=second),
        ]
        return {
            "exercises": [row for row in tiny.SHEETS["exercises"] if row["id"] != "wave"] + rows
        }

    (found,) = changes(
        tiny.write(tmp_path / "old", _said("2012", "2013")),
        tiny.write(tmp_path / "new", _said("2013", "2012")),
    )
    assert (found.id, found.fields) == ("wave", ("date",))


def test_another_declaration_is_a_change_of_its_own(tmp_path: Path) -> None:
    old, new = tiny.write(tmp_path / "old"), tiny.write(tmp_path / "new")
    text = (new / "datapackage.json").read_text(encoding="utf-8")
    (new / "datapackage.json").write_text(
        text.replace("One row is what", "A row is what"), encoding="utf-8"
    )
    assert changes(old, new) == [Change("datapackage", "", "changed", ("description",))]


def test_atlas_changes_prints_each_difference_and_how_many(
    tiny_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["changes", str(tiny_folder), str(_changed(tmp_path / "new"))]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(CHANGED) + 1
    assert "exercises drill removed" in lines
    assert lines[-1] == "1 added, 2 changed and 1 removed.", (
        "Storm is one record, though two tables have it"
    )


def test_what_is_recorded_is_what_differs_and_gives_the_version_its_day(
    tiny_folder: Path, tmp_path: Path
) -> None:
    new = _changed(tmp_path / "new")
    state = version(new)
    assert (
        main(
            ["changes", str(tiny_folder), str(new), "--record", "Corrections", "--on", "2026-03-04"]
        )
        == 0
    )
    entries = changelog.read(new)
    assert [
        (one.table, one.id, one.change, tuple(one.fields.split(";")) if one.fields else ())
        for one in entries
    ] == [(one.table, one.id, one.change, one.fields) for one in changes(tiny_folder, new)]
    assert {(one.date, one.version, one.why) for one in entries} == {
        ("2026-03-04", state, "Corrections")
    }
    assert version(new) == state, "an entry does not change the version that it names"
    assert load(new).updated == "2026-03-04"


def test_a_version_is_recorded_once(
    tiny_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = shutil.copytree(tiny_folder, tmp_path / "new")
    for _ in range(2):
        assert main(["changes", str(tiny_folder), str(new), "--record", "Rows put in order"]) == 0
    assert [entry.change for entry in changelog.read(new)] == ["none"]
    assert "of this version already" in capsys.readouterr().out


def _git(folder: Path, *words: str) -> None:
    told = ["-c", "user.name=a", "-c", "user.email=a@b.example", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", "-C", str(folder), *told, *words], check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")
def test_the_last_recorded_version_is_found_in_the_history_that_git_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tiny.write(tmp_path / "repository" / "data")
    monkeypatch.setenv("ATLAS_DATA", str(data))
    _git(tmp_path / "repository", "init", "-q")
    assert main(["changes", "--record", "As first published", "--on", "2026-01-02"]) == 0
    _git(tmp_path / "repository", "add", "-A")
    _git(tmp_path / "repository", "commit", "-qm", "first")
    first = version(data)
    _changed(data)
    assert main(["changes", "--record", "Corrections", "--on", "2026-03-04"]) == 0
    entries = changelog.read(data)
    assert entries[0] == Entry("2026-01-02", first, "", "", "published", "", "As first published")
    assert {(entry.table, entry.id, entry.change) for entry in entries[1:]} == {
        (one.table, one.id, one.change) for one in CHANGED
    }


def test_without_a_history_the_older_folder_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_DATA", str(tiny.write(tmp_path / "data")))
    assert main(["changes"]) == 1
    assert "Name the older folder" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        (f"soon,{OLD},,,none,,why", "date", "2026-11-22"),
        ("2026-01-02,12,,,none,,why", "version", "twelve"),
        (f"2026-01-02,{OLD},,,mended,,why", "change", "added"),
        (f"2026-01-02,{OLD},,,none,,", "why", "why the data changed"),
        ("2026-01-02", "", "7 cells"),
    ],
)
def test_a_wrong_line_of_a_changelog_is_a_problem_with_row_and_column(
    tmp_path: Path, line: str, column: str, words: str
) -> None:
    folder = tiny.write(tmp_path)
    (folder / changelog.FILE).write_text(
        f"{','.join(changelog.COLUMNS)}\n{line}\n", encoding="utf-8"
    )
    with pytest.raises(DataProblemsError) as error:
        load(folder)
    (problem,) = error.value.problems
    assert (problem.file, problem.row, problem.column) == (changelog.FILE, 2, column)
    assert words in problem.message


def test_nothing_is_recorded_before_the_newest_entry_as_where_a_clock_is_set_back(
    moved: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = moved / "records.csv"
    text = records.read_text(encoding="utf-8")
    records.write_text(text.replace("Steppe 1", "Steppe I"), encoding="utf-8")
    before = (moved / changelog.FILE).read_bytes()
    command = ["changes", str(moved), str(moved), "--record", "New names", "--on", "2026-03-03"]
    assert main(command) == 1
    assert "an entry of 2026-03-04, which is later than 2026-03-03" in capsys.readouterr().err
    assert (moved / changelog.FILE).read_bytes() == before


@pytest.fixture
def moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The tiny package, changed since a version that its changelog knows."""
    folder = _changed(tmp_path / "moved")
    changelog.append(folder, [Entry("2026-01-02", OLD, "", "", "published", "", "First")])
    changelog.append(
        folder,
        [
            Entry(
                "2026-03-04",
                version(folder),
                one.table,
                one.id,
                one.change,
                ";".join(one.fields),
                "Fix",
            )
            for one in CHANGED
        ],
    )
    monkeypatch.setenv("ATLAS_DATA", str(folder))
    return folder


def test_an_older_link_is_told_what_has_changed_since(moved: Path) -> None:
    data, entries = store.dataset(), store.entries()
    told = versions.sentence(data, entries, OLD, version(moved))
    assert told == (
        f"This link was made with data version {OLD} (2 January 2026); what is shown is version "
        f"{version(moved)} (4 March 2026). Entries and sources since then: 1 added, 2 changed and "
        "1 removed."
    )
    rows = versions.since(data, entries, OLD)
    assert rows.loc[
        rows["Table"].eq("Exercises"), ["Record", "Change", "Fields"]
    ].values.tolist() == [
        ["Storm", "Added", ""],
        ["Steppe 2", "Changed", "Date, Personnel, China (persons)"],
        ["drill", "Removed", ""],
    ]
    assert rows.loc[rows["Table"].eq("Sources"), "Record"].tolist() == ["Agency 2019"]


def test_an_unknown_version_is_said_to_be_unknown(moved: Path) -> None:
    data, entries = store.dataset(), store.entries()
    told = versions.sentence(data, entries, "x" * 500, version(moved))
    assert (
        f"version {'x' * 40}…, of which the list of changes knows nothing; what is shown is version"
        in told
    )
    assert versions.since(data, entries, NEW).empty
    assert not versions.known(entries, NEW)


def test_tables_that_changed_without_an_entry_are_said_to_have_changed(moved: Path) -> None:
    with (moved / "gaps.csv").open("a", encoding="utf-8", newline="") as file:
        file.write("volumes-2,volumes,,More.\n")
    data = store.dataset()
    told = versions.sentence(data, store.entries(), OLD, version(moved))
    assert data.edition == data.version, "its day is not known"
    assert "changed since the newest entry" in told


def test_a_folder_of_the_readers_own_is_told_of(
    moved: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own"
    own.mkdir()
    header = (moved / "gaps.csv").read_text(encoding="utf-8").splitlines()[0]
    (own / "gaps.csv").write_text(f"{header}\nown-1,volumes,,More.\n", encoding="utf-8")
    monkeypatch.setenv("ATLAS_DATA", os.pathsep.join(map(str, (moved, own))))
    data, entries = store.dataset(), store.entries()
    assert data.edition == f"{data.version} (with rows of 1 further folder)"
    told = versions.sentence(data, entries, version(moved), version(moved))
    assert "Rows of further folders" in told
    assert "Entries and sources since" not in told
