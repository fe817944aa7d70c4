"""Reading a package: either every table, or every problem at once with file, row, column and how to
mend it.
"""

import csv
import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import tiny
from atlas.cli import main
from atlas.datapackage.tables import DataProblemsError, Problem, Tables, load, stamp, version
from atlas.dataset import store
from atlas.paths import data_folders

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
        (
            "exercises",
            tiny.said("wave", locator="¶8", kind="parade"),
            "kind",
            "vocabulary",
            "field, command-post, patrol, competition",
        ),
        (
            "exercises",
            tiny.said("wave", locator="¶8", domains="naval;sea"),
            "domains",
            "vocabulary",
            "“sea”",
        ),
        (
            "exercises",
            tiny.said("wave", locator="¶8", domains="naval; air"),
            "domains",
            "list",
            "without blanks",
        ),
        (
            "exercises",
            tiny.said("wave", locator="¶8", date="2018-02-30"),
            "date",
            "date",
            "2018-09-11/2018-09-17",
        ),
        (
            "exercises",
            tiny.said("wave", locator="¶8", personnel_china="many"),
            "personnel_china",
            "type",
            "“many” is no whole number; write digits alone",
        ),
        (
            "exercises",
            tiny.said("wave", locator="¶8", personnel_china="-5"),
            "personnel_china",
            "limit",
            "“-5” is less than 0",
        ),
        (
            "exercises",
            tiny.said("wave", locator="¶8", host="NOR"),
            "host",
            "reference",
            "no such id",
        ),
        ("exercises", tiny.said("jet", locator="¶8"), "id", "reference", "it is in systems"),
        ("exercises", tiny.said("wave ", locator="¶8"), "id", "reference", "a blank before or"),
        (
            "exercises",
            tiny.said("wave", locator="¶8", participants="CHN;NOR"),
            "participants",
            "reference",
            "“NOR”",
        ),
        (
            "exercises",
            tiny.said("wave", locator="¶8", basis="rumoured"),
            "basis",
            "vocabulary",
            "stated, reported, inferred, projected",
        ),
        (
            "exercises",
            tiny.said("wave", locator=""),
            "locator",
            "blank cell",
            "this column needs a value",
        ),
        (
            "transfers",
            tiny.said("jet-sale", locator="¶8", system="jet", category="ships"),
            "category",
            "one home",
            "from the system",
        ),
        (
            "transfers",
            tiny.said("jet-sale", locator="¶8", uncertain="status;colour"),
            "uncertain",
            "vocabulary",
            "“colour”",
        ),
    ],
)
def test_a_wrong_cell_is_named_with_file_row_column_and_rule(
    tmp_path: Path, sheet: str, row: tiny.Row, column: str, rule: str, words: str
) -> None:
    (problem,) = _problems(tiny.write(tmp_path, _with(sheet, row)))
    assert (problem.file, problem.row, problem.column) == (
        f"{sheet}.csv",
        len(tiny.SHEETS[sheet]) + 2,
        column,
    )
    assert problem.rule == rule
    assert words in problem.message


def test_a_table_that_is_no_sheet_has_its_cells_checked_and_its_ids_out_of_the_register(
    tmp_path: Path,
) -> None:
    good = tiny.VOLUMES[0]
    wrong = {**good, "id": "rus-nor-2016-2026", "recipient": "NOR", "value": "-1"}
    problems = _problems(tiny.write(tmp_path, {"volumes": [good, wrong, good]}))
    assert {(problem.row, problem.column) for problem in problems} == {
        (3, "recipient"),
        (3, "value"),
        (4, "id"),
    }


def test_published_counts_are_read_and_their_cells_are_checked(tmp_path: Path) -> None:
    first, second, _ = tiny.COUNTS
    counts = load(tiny.write(tmp_path / "right"))["counts"].set_index("id")
    assert counts.loc["article-2018", ["number", "number_to"]].tolist() == ["4", "5"]
    unknown = {**first, "id": "nobody-2018", "source": "nobody"}
    wrong = {**second, "period": "", "counted": "parades", "number": "four"}
    problems = _problems(tiny.write(tmp_path / "wrong", {"counts": [first, unknown, wrong]}))
    assert {(problem.file, problem.row, problem.column) for problem in problems} == {
        ("counts.csv", 3, "source"),
        ("counts.csv", 4, "period"),
        ("counts.csv", 4, "counted"),
        ("counts.csv", 4, "number"),
    }


def _with_author(folder: Path, author: str) -> Path:
    article, *others = tiny.SOURCES
    return tiny.write(folder, sources=[article | {"author": author}, *others])


@pytest.mark.parametrize(
    "author",
    [
        "R. Weitz",
        "By Mercy Kuo in Moscow",
        "Ministry of Defence",
        "Weitz, R.;Mercy Kuo",
        "Weitz, Richard, Jr.",
        "Weitz,Richard",
        ", Richard",
    ],
)
def test_a_person_who_is_not_written_family_name_first_is_refused_in_one_sentence(
    tmp_path: Path, author: str
) -> None:
    (problem,) = _problems(_with_author(tmp_path, author))
    assert (problem.file, problem.row, problem.column) == ("sources.csv", 2, "author")
    assert problem.message == (
        f"“{author}” is not in the form of this column; write each person as “Weitz, Richard” "
        "or by a single name, and what is no person in the column institution"
    )


@pytest.mark.parametrize(
    "author", ["Weitz, R.", "van der Berg, Ludwig", "王毅", "Tsai, Ming-Yen;Подвиг, Павел;Plato"]
)
def test_persons_written_family_name_first_or_by_a_single_name_are_valid(
    tmp_path: Path, author: str
) -> None:
    assert load(_with_author(tmp_path, author))["sources"].loc[0, "author"] == author


def test_a_duplicate_key_and_an_unknown_source_are_named_by_row(tmp_path: Path) -> None:
    twice = tiny.said("wave", locator="¶3")
    unknown = tiny.said("wave", source="nobody", locator="¶3")
    problems = _problems(
        tiny.write(tmp_path, {"exercises": [*tiny.SHEETS["exercises"], twice, unknown]})
    )
    assert [(problem.row, problem.rule) for problem in problems] == [
        (9, "repeated row"),
        (10, "unknown source"),
    ]
    assert problems[0].column == "id, source, locator, basis"
    assert "the same id, source, locator and basis as in row 7" in problems[0].message
    assert problems[1].column == "source"
    assert "no source has the id “nobody”" in problems[1].message


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
    found = {
        (problem.file, problem.column)
        for problem in _problems(tiny.write(tmp_path, sheets, records))
    }
    wanted = {
        ("records.csv", "id"),
        ("records.csv", "part_of"),
        ("exercises.csv", "kind"),
        ("links.csv", "relation"),
    }
    assert wanted <= found


@pytest.mark.parametrize(
    ("part", "name", "words"),
    [
        ("resources", "volumes", "it declares no table volumes; put it back"),
        ("vocabularies", "status", "it declares no vocabulary status; put it back"),
        ("vocabularies", "framework", "it declares no vocabulary framework; put it back"),
    ],
)
def test_a_declaration_that_lacks_what_the_program_needs_is_a_problem(
    tmp_path: Path, part: str, name: str, words: str
) -> None:
    folder = tiny.write(tmp_path)
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    if part == "resources":
        package[part] = [table for table in package[part] if table["name"] != name]
    else:
        del package[part][name]
    path.write_text(json.dumps(package), encoding="utf-8")
    (problem,) = _problems(folder)
    assert (problem.file, problem.message) == ("datapackage.json", words)


def test_a_missing_file_and_a_missing_declaration_are_problems_too(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    (folder / "links.csv").unlink()
    assert {problem.file for problem in _problems(folder)} == {"links.csv"}
    (folder / "datapackage.json").unlink()
    assert [problem.rule for problem in _problems(folder)] == ["missing file"]
    for place in (tmp_path / "nowhere", folder / "records.csv"):
        (problem,) = _problems(place)
        words = f"{place} is no folder; name the folder of the data in ATLAS_DATA"
        assert problem.message == words


def _file(folder: Path, name: str) -> Path:
    return folder / f"{name}.csv"


def _turned(folder: Path) -> None:
    """The rows in another order."""
    path = _file(folder, "exercises")
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rows[::-1]]) + "\n", encoding="utf-8")


def _marked(folder: Path) -> None:
    """A byte order mark, as a spreadsheet puts it before the header."""
    path = _file(folder, "links")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def _ended_as_on_windows(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def _quoted(folder: Path) -> None:
    """Quotes around every cell."""
    path = _file(folder, "volumes")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, quoting=csv.QUOTE_ALL).writerows(rows)


def _copied(folder: Path) -> None:
    """A file that a spreadsheet or a file manager left behind."""
    shutil.copy(_file(folder, "exercises"), folder / "exercises - Copy.csv")


def _declared_in_another_layout(folder: Path) -> None:
    path = folder / "datapackage.json"
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8"))), encoding="utf-8")


@pytest.mark.parametrize(
    "rewrite",
    [_turned, _marked, _ended_as_on_windows, _quoted, _copied, _declared_in_another_layout],
)
def test_what_says_nothing_else_is_the_same_version_and_valid(
    tmp_path: Path, tiny_tables: Tables, rewrite: Callable[[Path], None]
) -> None:
    folder = tiny.write(tmp_path)
    before = stamp(folder)
    rewrite(folder)
    assert stamp(folder) != before
    assert version(folder) == load(folder).version == tiny_tables.version


def test_a_cell_a_row_and_a_label_of_the_declaration_are_another_version(
    tmp_path: Path, tiny_tables: Tables
) -> None:
    versions = {tiny_tables.version}
    row = tiny.said("wave", locator="¶8")
    versions.add(version(tiny.write(tmp_path / "row", _with("exercises", row))))
    versions.add(version(tiny.write(tmp_path / "cell", _with("exercises", row | {"note": "x"}))))
    folder = tiny.write(tmp_path / "label")
    path = folder / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    package["title"] += "!"
    path.write_text(json.dumps(package), encoding="utf-8")
    versions.add(version(folder))
    assert len(versions) == 4


def test_rows_say_the_same_in_whichever_folder_they_lie(
    tmp_path: Path, tiny_tables: Tables
) -> None:
    first = tiny.write(tmp_path / "first")
    path = _file(first, "exercises")
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, *rows[:-1]]) + "\n", encoding="utf-8")
    second = _beside(tmp_path / "second", exercises=f"{header}\n{rows[-1]}\n")
    assert version(first) != tiny_tables.version
    assert load(first, second).version == tiny_tables.version


def test_atlas_validate_names_what_is_odd_and_no_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny.write(tmp_path)
    _copied(folder)
    _marked(folder)
    (folder / "notes.tsv").write_text("a\tb\n", encoding="utf-8")
    assert main(["validate", str(folder)]) == 0
    notes = capsys.readouterr().err.splitlines()
    reason = "datapackage.json declares no table of this name; take it out of the folder"
    assert [note.removeprefix(f"Note: {folder}/") for note in notes] == [
        f"exercises - Copy.csv is not read: {reason}",
        f"notes.tsv is not read: {reason}",
        "links.csv begins with a byte order mark, which is passed over",
    ]


def test_atlas_validate_prints_every_problem_and_exits_with_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tiny.write(
        tmp_path, _with("exercises", tiny.said("wave", locator="¶8", kind="parade", date="soon"))
    )
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
    assert f"{tiny_folder} is valid: 14 tables" in capsys.readouterr().out


def _recoded(text: str) -> bytes:
    return text.replace("maker", "ma\u00e9ker").encode("latin-1", "replace")


@pytest.mark.parametrize(
    ("damage", "rule", "words"),
    [
        (_recoded, "encoding", "save it as CSV in UTF-8"),
        (lambda text: text.replace(",", ";").encode(), "separator", "save it with commas"),
        (
            lambda text: text.replace(",", "\t").encode(),
            "separator",
            "separated by tabs; save it with commas",
        ),
        (lambda text: text.replace(",", "\t").encode("utf-16"), "encoding", "in UTF-16"),
        (lambda text: b"PK\x03\x04\xff\xfe" * 50, "encoding", "it is a workbook"),
        (
            lambda text: b"\xef\xbb\xbf" + text.encode("utf-8-sig"),
            "byte order mark",
            "two byte order marks",
        ),
        (
            lambda text: b"Supplier,Recipient,Year\n" + b"Russia,China,2015\n" * 40,
            "another table",
            "its first line (Supplier, Recipient, Year) does not name the columns of",
        ),
        (
            lambda text: text.partition("\n")[2].encode(),
            "another table",
            "give it the header that datapackage.json declares",
        ),
        (lambda text: (text.splitlines()[0] + "\n").encode(), "header only", "give it rows"),
        (lambda text: b"", "empty file", "give the file a header and rows"),
        (
            lambda text: text.replace("relation", "relashun", 1).encode(),
            "wrong column",
            "name the columns as datapackage.json does",
        ),
        (
            lambda text: "\n".join(line.rpartition(",")[0] for line in text.splitlines()).encode(),
            "missing column",
            "put the column back",
        ),
        (
            lambda text: "\n".join(line + ",x" for line in text.splitlines()).encode(),
            "extra column",
            "delete the column with its cells",
        ),
        (
            lambda text: text.replace("\n", ",\n").encode(),
            "extra column",
            "has no name; delete it with its cells, which may look empty",
        ),
    ],
    ids=[
        "not UTF-8",
        "semicolons",
        "tabs",
        "UTF-16",
        "workbook",
        "two marks",
        "another register",
        "no header",
        "header only",
        "empty",
        "renamed column",
        "missing column",
        "extra column",
        "column without a name",
    ],
)
def test_a_damaged_file_is_one_problem_that_says_how_to_mend_it(
    tmp_path: Path, damage: Callable[[str], bytes], rule: str, words: str
) -> None:
    folder = tiny.write(tmp_path)
    path = folder / "links.csv"
    path.write_bytes(damage(path.read_text(encoding="utf-8")))
    (problem,) = _problems(folder)
    assert (problem.file, problem.rule) == ("links.csv", rule)
    assert words in problem.message


@pytest.mark.parametrize("register", ["records", "sources"])
def test_a_register_that_cannot_be_read_is_one_problem_and_not_one_of_each_reference_to_it(
    tmp_path: Path, register: str
) -> None:
    folder = tiny.write(tmp_path)
    path = _file(folder, register)
    path.write_text(path.read_text(encoding="utf-8").replace(",", "\t"), encoding="utf-8")
    (problem,) = _problems(folder)
    assert (problem.file, problem.rule) == (f"{register}.csv", "separator")


@pytest.mark.parametrize("register", ["records", "sources"])
def test_a_cut_row_of_a_register_is_one_problem_and_not_one_of_each_reference_to_it(
    tmp_path: Path, register: str
) -> None:
    folder = tiny.write(tmp_path)
    with _file(folder, register).open("a", encoding="utf-8") as file:
        file.write("cut,in two\n")
    (problem,) = _problems(folder)
    assert problem.file == f"{register}.csv"
    assert "fewer cells than the header" in problem.message


def test_a_table_in_the_place_of_another_is_called_by_its_name(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    shutil.copy(_file(folder, "transfers"), _file(folder, "volumes"))
    (problem,) = _problems(folder)
    assert problem.file == "volumes.csv"
    assert problem.message == "it has the columns of transfers.csv; put volumes.csv in its place"


def test_a_cut_row_is_named_by_its_row(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    with (folder / "links.csv").open("a", encoding="utf-8") as file:
        file.write("maker-jet,article\n")
    problems = _problems(folder)
    assert {(problem.file, problem.row) for problem in problems} == {("links.csv", 4)}
    assert any("fewer cells than the header" in problem.message for problem in problems)


def test_a_file_with_a_byte_order_mark_and_windows_line_ends_is_valid(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    path = folder / "links.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load(folder)["links"]["id"].tolist() == ["maker-jet", "engine-jet"]


def _beside(folder: Path, **files: str) -> Path:
    """A further folder with some tables, which has no declaration."""
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def _header(folder: Path, name: str) -> str:
    return (folder / f"{name}.csv").read_text(encoding="utf-8").splitlines()[0]


OWN_SOURCE = "mine,My notes,,,Me,,RUS,2024,journalism,reference,{},,,en,none,false,,,"


def _own(
    tiny_folder: Path, folder: Path, rank: str = "9", exercise: str = "gale,mine,p. 1,stated"
) -> Path:
    """A folder with a source, a country that both folders have, an exercise and its row."""
    exercises = _header(tiny_folder, "exercises")
    return _beside(
        folder,
        sources=f"{_header(tiny_folder, 'sources')}\n{OWN_SOURCE.format(rank)}\n",
        records=f"{_header(tiny_folder, 'records')}\n"
        "RUS,countries,Rossiya,,,,,,,\ngale,exercises,Gale,,,,,,,\n",
        exercises=f"{exercises}\n{exercise}{',' * (exercises.count(',') - exercise.count(','))}\n",
    )


def test_several_folders_are_read_as_one_package(tiny_folder: Path, tmp_path: Path) -> None:
    own = _own(tiny_folder, tmp_path / "own")
    alone, joined = load(tiny_folder), load(tiny_folder, own)
    added = {
        name: len(joined[name]) - len(alone[name])
        for name in alone.frames
        if len(joined[name]) != len(alone[name])
    }
    assert added == {"sources": 1, "records": 1, "exercises": 1}
    assert joined["records"].set_index("id").loc["RUS", "label"] == "Russia"
    assert joined["exercises"].iloc[-1]["id"] == "gale"


def test_a_row_may_lead_to_records_and_sources_of_another_folder(
    tiny_folder: Path, tmp_path: Path
) -> None:
    own = _own(tiny_folder, tmp_path / "own", exercise="wave,wire,p. 1,stated")
    assert load(tiny_folder, own)["exercises"].iloc[-1]["source"] == "wire"


@pytest.mark.parametrize(
    ("rank", "exercise", "place", "words"),
    [
        ("9", "nothing,mine,p. 1,stated", ("exercises", 2, "id", "reference"), "no such id"),
        (
            "9",
            "gale,nobody,p. 1,stated",
            ("exercises", 2, "source", "unknown source"),
            "sources.csv",
        ),
        (
            "9",
            "wave,article,¶3,stated",
            ("exercises", 2, "id, source, locator, basis", "repeated row"),
            "exercises.csv, row 7",
        ),
        (
            "2",
            "gale,mine,p. 1,stated",
            ("sources", 2, "rank", "repeated value"),
            "sources.csv, row 3",
        ),
    ],
)
def test_problems_of_several_folders_name_the_folders_file_and_its_row(
    tiny_folder: Path,
    tmp_path: Path,
    rank: str,
    exercise: str,
    place: tuple[str, int, str, str],
    words: str,
) -> None:
    own = _own(tiny_folder, tmp_path / "own", rank, exercise)
    with pytest.raises(DataProblemsError) as error:
        load(tiny_folder, own)
    (problem,) = error.value.problems
    name, row, column, rule = place
    assert (problem.file, problem.row, problem.column, problem.rule) == (
        str(own / f"{name}.csv"),
        row,
        column,
        rule,
    )
    assert words in problem.message


def test_an_id_that_two_folders_give_to_different_tables_is_a_problem(
    tiny_folder: Path, tmp_path: Path
) -> None:
    records = _header(tiny_folder, "records")
    own = _beside(
        tmp_path / "own", records=f"{records}\njet,exercises,Jet,,,,,,,\njet-2,systems,Jet,,,,,,,\n"
    )
    with pytest.raises(DataProblemsError) as error:
        load(tiny_folder, own)
    assert [(problem.file, problem.row) for problem in error.value.problems] == [
        (str(own / "records.csv"), 2)
    ]


def test_a_further_folder_without_any_table_is_a_problem(tiny_folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DataProblemsError) as error:
        load(tiny_folder, tmp_path / "nowhere")
    assert [(problem.file, problem.rule) for problem in error.value.problems] == [
        (str(tmp_path / "nowhere"), "missing file")
    ]


def test_atlas_data_may_name_several_folders(
    tiny_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    own = _own(tiny_folder, tmp_path / "own")
    monkeypatch.setenv("ATLAS_DATA", os.pathsep.join(map(str, (tiny_folder, own))))
    assert data_folders() == (tiny_folder, own)
    assert main(["validate"]) == 0
    assert str(own) in capsys.readouterr().out
    assert "gale" in store.dataset()["exercises"].index
    before = version(*data_folders()), stamp(*data_folders())
    (own / "exercises.csv").unlink()
    assert version(*data_folders()) != before[0]
    assert stamp(*data_folders()) != before[1]
    assert "gale" not in store.dataset()["exercises"].index


def test_a_quote_that_is_never_closed_is_a_problem_of_its_file(tmp_path: Path) -> None:
    folder = tiny.write(tmp_path)
    with (folder / "gaps.csv").open("a", encoding="utf-8") as file:
        file.write('gap,exercises,2004,"Never closed')
    (problem,) = _problems(folder)
    assert (problem.file, problem.rule) == ("gaps.csv", "quotes")
    assert "never closed" in problem.message
