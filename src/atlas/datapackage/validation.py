"""Hold the files of a data package against its declaration: every problem at once, each with file, row, column and rule."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
from frictionless import Checklist, FrictionlessException, Package, Resource

from atlas.datapackage.checks import checks_for, shown
from atlas.datapackage.files import PACKAGE, File, Problem, columns, files_of, read, without_repeats
from atlas.datapackage.schema import Schema

LIMIT = 10_000
REQUIRED = "the cell is blank, and the column needs a value"
MEND = {
    "type-error": "write a value of the column's type",
    "constraint-error": "write a value that the column allows",
    "unique-error": "give each row a value of its own",
    "primary-key": "give the row an id, source, locator and basis that no other row has, or join the two rows",
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


def problems(folders: Sequence[Path], schema: Schema) -> list[Problem]:
    """All that is wrong with the files of the folders, which are one package; the first folder holds its declaration."""
    try:
        descriptor = Package(str(folders[0] / PACKAGE)).to_descriptor()
    except FrictionlessException as error:
        return [Problem(PACKAGE, None, "", "declaration", shown(error.error.note, 300))]
    found = _empty(folders, schema)
    home = {
        key: table
        for row in reversed(columns(folders, schema.tables["records"], "id", "table"))
        for key, table in [row]
    }
    sources = [[key] for (key,) in columns(folders, schema.tables["sources"], "id")]
    for table in schema.tables.values():
        files = files_of(folders, table)
        in_files = [
            problem
            for file in files
            for problem in _in_file(file, schema, descriptor, home, sources)
        ]
        found += in_files or _between(files, descriptor)
    return found


def _empty(folders: Sequence[Path], schema: Schema) -> list[Problem]:
    """Folders beside the first one that hold no table at all."""
    names = [table.path for table in schema.tables.values()]
    empty = [
        folder for folder in folders[1:] if not any((folder / name).exists() for name in names)
    ]
    return [
        Problem(
            str(folder),
            None,
            "",
            "missing file",
            f"it is no folder with one of the tables {', '.join(names)}",
        )
        for folder in empty
    ]


def _in_file(
    file: File,
    schema: Schema,
    descriptor: Mapping[str, Any],
    home: Mapping[str, str],
    sources: list[list[Any]],
) -> Iterator[Problem]:
    shape = _shape(file)
    if shape:
        yield shape
        return
    resource = _resource(file, descriptor, sources)
    report = resource.validate(
        Checklist(checks=checks_for(file.table, schema, home)), limit_errors=LIMIT
    )
    yield from (_problem(file, error) for task in report.tasks for error in task.errors)


def _resource(file: File, descriptor: Mapping[str, Any], sources: list[list[Any]]) -> Resource:
    """The file as declared, in a package whose sources are those of all folders."""
    own = next(
        resource for resource in descriptor["resources"] if resource["name"] == file.table.name
    )
    package = Package.from_descriptor({**descriptor, "resources": [own]}, basepath=str(file.folder))
    if file.table.name != "sources":
        package.add_resource(Resource(name="sources", data=[["id"], *sources]))
    return package.get_resource(file.table.name)


def _shape(file: File) -> Problem | None:
    """What is wrong with a file as a whole, in one sentence instead of one for each column; None where it can be checked further."""
    if not file.path.exists():
        return Problem(
            file.name, None, "", "missing file", f"put {file.table.path} beside {PACKAGE}"
        )
    try:
        lines = [
            line for line in file.path.read_text(encoding="utf-8-sig").splitlines() if line.strip()
        ]
    except (OSError, UnicodeError):
        return None
    if lines and ";" in lines[0] and "," not in lines[0]:
        return Problem(
            file.name,
            1,
            "",
            "separator",
            "its columns are separated by semicolons; save it as CSV with commas",
        )
    if len(lines) == 1:
        return Problem(
            file.name,
            None,
            "",
            "header only",
            "it has a header and no rows; give it rows, or put the right file in its place",
        )
    return None


def _problem(file: File, error: Any) -> Problem:
    column = getattr(error, "field_name", "") or getattr(error, "label", "")
    return Problem(
        file.name,
        getattr(error, "row_number", None),
        column,
        error.title.lower(),
        _message(file, error, column),
    )


def _message(file: File, error: Any, column: str) -> str:
    """What is wrong and how to mend it, in one sentence."""
    fault = shown(error.note, 300) or error.title
    mend = MEND.get(error.type, "")
    if error.note == 'constraint "required" is "True"':
        fault = REQUIRED
    elif error.note.startswith('constraint "pattern"'):
        fault = f"“{shown(error.cell)}” is not in the form of this column"
        mend = file.table.field(column).mend or mend
    return f"{fault}; {mend}" if mend else fault


def _between(files: Sequence[File], descriptor: Mapping[str, Any]) -> Iterator[Problem]:
    """Rows whose key, or a value that is to be unique, a file of an earlier folder has already; a record may be entered twice."""
    if len(files) < 2:
        return
    schema = next(
        resource["schema"]
        for resource in descriptor["resources"]
        if resource["name"] == files[0].table.name
    )
    rules = [("primary-key", "primarykey error", schema["primaryKey"])]
    rules += [
        ("unique-error", "unique error", [field["name"]])
        for field in schema["fields"]
        if field.get("constraints", {}).get("unique")
    ]
    frames = [read(file.path) for file in files]
    rows = pd.concat(
        [frame.assign(_file=number, _row=frame.index + 2) for number, frame in enumerate(frames)],
        ignore_index=True,
    )
    rows = without_repeats(rows, files[0].table)
    for kind, rule, names in rules:
        place = [*zip(rows["_file"].tolist(), rows["_row"].tolist(), strict=True)]
        keys = [*rows[names].fillna("").itertuples(index=False, name=None)]
        first = dict(zip(reversed(keys), reversed(place), strict=True))
        for key, (file, row) in zip(keys, place, strict=True):
            other, at = first[key]
            if other != file and any(key):
                note = f"the same as in {files[other].name}, row {at}; {MEND[kind]}"
                yield Problem(
                    files[file].name, row, names[0] if len(names) == 1 else "", rule, note
                )
