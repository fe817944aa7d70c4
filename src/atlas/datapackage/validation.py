"""Hold the files of a data package against its declaration: every problem at once.

Each problem names file, row, column and rule, and says how to mend it.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from frictionless import Checklist, FrictionlessException, Package, Resource

from atlas.datapackage.checks import checks_for, shown
from atlas.datapackage.files import PACKAGE, File, Problem, columns, files_of, read, without_repeats
from atlas.datapackage.row_checks import row_problems
from atlas.datapackage.schema import Schema

# Frictionless stops at a thousand errors unless it is told otherwise.
LIMIT = 10_000
# Characters of a message of Frictionless, which may repeat a whole cell.
WIDTH = 300
REQUIRED = "the cell is blank, and the column needs a value"
MEND = {
    "type-error": "write a value of the column's type",
    "constraint-error": "write a value that the column allows",
    "unique-error": "give each row a value of its own",
    "primary-key": "give the row an id, source, locator and basis that no other row has, "
    "or join the two rows",
    "foreign-key": "name the id of a source in sources.csv, or add the source there",
    "missing-cell": "the row is cut: give it as many cells as the header has",
    "extra-cell": "the row has more cells than the header: put text with commas into double quotes",
    "missing-label": "add the column to the header",
    "extra-label": "take the column out of the header, or declare it in datapackage.json",
    "incorrect-label": "name the columns as datapackage.json does, in its order",
    "blank-row": "delete the empty row",
    "encoding-error": "save the file as UTF-8",
    "source-error": "give the file a header and rows, separated by commas",
}


class Rule(NamedTuple):
    """Columns whose cells, taken together, no two rows may share; `kind` is its name in `MEND`."""

    kind: str
    title: str
    columns: list[str]


def problems(folders: Sequence[Path], schema: Schema) -> list[Problem]:
    """All that is wrong with the files of the folders, which are read as one package.

    The first folder holds the declaration.
    """
    try:
        descriptor = Package(str(folders[0] / PACKAGE)).to_descriptor()
    except FrictionlessException as error:
        return [Problem.of_file(PACKAGE, "declaration", shown(error.error.note, WIDTH))]
    # Of a record that several folders register, the first one's table counts, as in reading.
    home: dict[str, str] = {}
    for identifier, table_name in columns(folders, schema.tables["records"], "id", "table"):
        home.setdefault(identifier, table_name)
    sources = [[key] for (key,) in columns(folders, schema.tables["sources"], "id")]
    every = _empty(folders, schema)
    for table in schema.tables.values():
        files = files_of(folders, table)
        in_files: list[Problem] = []
        for file in files:
            in_files += _in_file(file, schema, descriptor, home, sources)
        # Rows are compared between files only where each of them can be read.
        every += in_files or _between(files, descriptor)
    refused = {problem.file for problem in every}
    return [*every, *row_problems(folders, schema, refused)]


def _empty(folders: Sequence[Path], schema: Schema) -> list[Problem]:
    """Folders beside the first one that hold no table at all."""
    names = [table.path for table in schema.tables.values()]
    fault = f"it is no folder with one of the tables {', '.join(names)}"
    return [
        Problem.of_file(str(folder), "missing file", fault)
        for folder in folders[1:]
        if not any((folder / name).exists() for name in names)
    ]


def _in_file(
    file: File,
    schema: Schema,
    descriptor: Mapping[str, Any],
    home: Mapping[str, str],
    sources: list[list[Any]],
) -> Iterator[Problem]:
    """The problems of one file: of its shape, or else of its rows and cells."""
    shape = _shape(file)
    if shape:
        yield shape
        return
    resource = _resource(file, descriptor, sources)
    checklist = Checklist(checks=checks_for(file.table, schema, home))
    report = resource.validate(checklist, limit_errors=LIMIT)
    for task in report.tasks:
        for error in task.errors:
            yield _problem(file, error)


def _declaration(file: File, descriptor: Mapping[str, Any]) -> Any:
    """What the package declares of the table of a file."""
    return next(part for part in descriptor["resources"] if part["name"] == file.table.name)


def _resource(file: File, descriptor: Mapping[str, Any], sources: list[list[Any]]) -> Resource:
    """The file as declared, in a package whose sources are those of all folders."""
    alone = {**descriptor, "resources": [_declaration(file, descriptor)]}
    package = Package.from_descriptor(alone, basepath=str(file.folder))
    if file.table.name != "sources":
        package.add_resource(Resource(name="sources", data=[["id"], *sources]))
    return package.get_resource(file.table.name)


def _shape(file: File) -> Problem | None:
    """What is wrong with a file as a whole; None where its rows can be checked.

    One sentence stands for the errors that every column or row would else have.
    """
    if not file.path.exists():
        mend = f"put {file.table.path} beside {PACKAGE}"
        return Problem.of_file(file.name, "missing file", mend)
    try:
        text = file.path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError):
        # Frictionless has an error of its own for a file that cannot be decoded.
        return None
    lines = [line for line in text.splitlines() if line.strip()]
    if lines and ";" in lines[0] and "," not in lines[0]:
        fault = "its columns are separated by semicolons; save it as CSV with commas"
        return Problem(file.name, 1, "", "separator", fault)
    if len(lines) == 1:
        fault = "it has a header and no rows; give it rows, or put the right file in its place"
        return Problem.of_file(file.name, "header only", fault)
    return None


def _problem(file: File, error: Any) -> Problem:
    """An error of Frictionless, with how to mend it."""
    row = getattr(error, "row_number", None)
    column = getattr(error, "field_name", "") or getattr(error, "label", "")
    message = _message(file, error, column)
    return Problem(file.name, row, column, error.title.lower(), message)


def _message(file: File, error: Any, column: str) -> str:
    """What is wrong and how to mend it, in one sentence."""
    fault = shown(error.note, WIDTH) or error.title
    mend = MEND.get(error.type, "")
    if error.note == 'constraint "required" is "True"':
        fault = REQUIRED
    elif error.note.startswith('constraint "pattern"'):
        fault = f"“{shown(error.cell)}” is not in the form of this column"
        mend = file.table.field(column).mend or mend
    return f"{fault}; {mend}" if mend else fault


def _between(files: Sequence[File], descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """Rows that share a key, or a value that is to be unique, with a file of an earlier folder.

    A record may be registered in several folders.
    """
    if len(files) < 2:
        return
    frames = [read(file.path) for file in files]
    numbered = [
        # The header is row 1 of a file.
        frame.assign(_file=number, _row=frame.index + 2)
        for number, frame in enumerate(frames)
    ]
    rows = without_repeats(pd.concat(numbered, ignore_index=True), files[0].table)
    for rule in _rules(_declaration(files[0], descriptor)["schema"]):
        yield from _repeats(rows, files, rule)


def _rules(schema: Mapping[str, Any]) -> list[Rule]:
    rules = [Rule("primary-key", "primarykey error", schema["primaryKey"])]
    for field in schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            rules.append(Rule("unique-error", "unique error", [field["name"]]))
    return rules


def _repeats(rows: pd.DataFrame, files: Sequence[File], rule: Rule) -> Iterator[Problem]:
    """Rows that a file of an earlier folder has already; those of one file it finds by itself."""
    column = rule.columns[0] if len(rule.columns) == 1 else ""
    keys = rows[rule.columns].fillna("").itertuples(index=False, name=None)
    first_places: dict[tuple[Any, ...], tuple[int, int]] = {}
    for key, number, row in zip(keys, rows["_file"].tolist(), rows["_row"].tolist(), strict=True):
        first_number, first_row = first_places.setdefault(key, (number, row))
        if first_number != number and any(key):
            fault = f"the same as in {files[first_number].name}, row {first_row}; {MEND[rule.kind]}"
            yield Problem(files[number].name, row, column, rule.title, fault)
