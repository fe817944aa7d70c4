"""Hold the files of a data package against its declaration: every problem at once.

Each problem names file, row, column and rule, and says how to mend it.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from frictionless import Check, Checklist, Resource
from frictionless import Schema as TableSchema

from atlas.datapackage import verdicts
from atlas.datapackage.checks import checks_for
from atlas.datapackage.error_words import (
    REPEATED_ROW,
    REPEATED_VALUE,
    fault_of,
    mend,
    problem_of,
)
from atlas.datapackage.files import (
    File,
    Problem,
    columns,
    files_of,
    frame_of,
    is_table,
    without_repeats,
)
from atlas.datapackage.reading import content, is_there, rows
from atlas.datapackage.row_checks import row_problems
from atlas.datapackage.row_shapes import MOST_NAMED, shape_problems
from atlas.datapackage.schema import Schema
from atlas.datapackage.shapes import shape
from atlas.values.words import listed

# Frictionless stops at a thousand errors unless it is told otherwise.
LIMIT = 10_000
# What of a column it has to know: the rest of a declaration is ours.
FRICTIONLESS = ("name", "type", "constraints")


class Known(NamedTuple):
    """What references may lead to: the table of each record by its id, and the ids of sources.

    None where a register cannot be read: that is the problem then, and not each reference to it.
    """

    home: dict[str, str] | None
    sources: set[str] | None


class Rule(NamedTuple):
    """Columns whose cells, taken together, no two rows may share."""

    title: str
    columns: list[str]


def problems(folders: Sequence[Path], schema: Schema) -> list[Problem]:
    """All that is wrong with the files of the folders, which are read as one package.

    The first folder holds the declaration.
    """
    known = _known(folders, schema)
    declaration = json.dumps(schema.package)
    every = _empty(folders, schema)
    for table in schema.tables.values():
        files = files_of(folders, table)
        in_files: list[Problem] = []
        for file in files:
            in_files += _in_file(file, schema, declaration, known)
        # Rows are compared between files only where each of them can be read.
        every += in_files or _between(files, schema)
    refused = {problem.file for problem in every}
    return [*every, *row_problems(folders, schema, refused)]


def _known(folders: Sequence[Path], schema: Schema) -> Known:
    """The ids of both registers."""
    home: dict[str, str] | None = None
    if _can_be_read(folders, schema, "records"):
        home = {}
        # Of a record that several folders register, the first one's table counts, as in reading.
        for identifier, table_name in columns(folders, schema.tables["records"], "id", "table"):
            home.setdefault(identifier, table_name)
    sources = None
    if _can_be_read(folders, schema, "sources"):
        sources = {key for (key,) in columns(folders, schema.tables["sources"], "id")}
    return Known(home, sources)


def _can_be_read(folders: Sequence[Path], schema: Schema, register: str) -> bool:
    files = files_of(folders, schema.tables[register])
    return not any(shape(file, schema) or not is_table(file) for file in files)


def _empty(folders: Sequence[Path], schema: Schema) -> list[Problem]:
    """Folders beside the first one that hold no table at all."""
    names = [table.path for table in schema.tables.values()]
    fault = f"it is no folder with one of the tables {', '.join(names)}"
    return [
        Problem.of_file(str(folder), "missing file", fault)
        for folder in folders[1:]
        if not any(is_there(folder / name) for name in names)
    ]


def _in_file(file: File, schema: Schema, declaration: str, known: Known) -> Iterator[Problem]:
    """The problems of one file: of its shape, of its rows, or else of its cells.

    `declaration` is that of the schema as text.
    """
    wrong_shape = shape(file, schema)
    if wrong_shape:
        yield wrong_shape
        return
    checks = checks_for(file.table, schema, known.home, known.sources)
    kinds = [str(type(check)) for check in checks]
    rules = json.dumps([kinds, declaration]).encode()
    data = content(file.path)
    file_key = verdicts.key(file.name, data, rules, known.home, known.sources)
    declared = _declaration(file, schema)
    yield from verdicts.verdict(file_key, partial(_checked, file, data, checks, declared))


def _checked(
    file: File, data: bytes, checks: list[Check], declared: Mapping[str, Any]
) -> Iterator[Problem]:
    """What is wrong with the rows of a file, or else what Frictionless and our own rules find."""
    header, *lines = rows(data)
    wrong_rows = shape_problems(file, lines)
    yield from wrong_rows
    if len(wrong_rows) > MOST_NAMED:
        return
    # A wrong row says nothing by its cells, but stays where it is: rows are called by their number.
    skipped = {problem.row for problem in wrong_rows}
    width = len(header)
    padded = [_padded(line, width) for line in lines]
    resource = _resource(declared, [header, *padded])
    report = resource.validate(Checklist(checks=checks), limit_errors=LIMIT)
    for error in report.errors:
        yield Problem.of_file(file.name, error.title.lower(), fault_of(error))
    errors: list[Any] = [error for task in report.tasks for error in task.errors]
    key = declared["schema"]["primaryKey"]
    # An empty row has no key either.
    blank = {error.row_number for error in errors if error.type == "blank-row"}
    for error in errors:
        row = getattr(error, "row_number", None)
        is_of_blank = row in blank and error.type != "blank-row"
        if row not in skipped and not is_of_blank:
            yield problem_of(file, error, key)


def _padded(line: list[str], width: int) -> list[str]:
    """A row of this width; one that has it already is not copied."""
    return line if len(line) == width else (line + [""] * width)[:width]


def _declaration(file: File, schema: Schema) -> Mapping[str, Any]:
    """What the package declares of the table of a file."""
    declared: Mapping[str, Any] = next(
        part for part in schema.package["resources"] if part["name"] == file.table.name
    )
    return declared


def _resource(declared: Mapping[str, Any], lines: list[list[str]]) -> Resource:
    """The rows under what Frictionless has to know of them.

    They are handed over as they were read: it would read quotes and line ends in a way of its own.
    """
    schema = declared["schema"]
    fields = [
        {key: field[key] for key in FRICTIONLESS if key in field} for field in schema["fields"]
    ]
    known = TableSchema.from_descriptor({"fields": fields, "primaryKey": schema["primaryKey"]})
    # Of a list it would make a copy to look at.
    data = partial(iter, lines)
    return Resource(name=declared["name"], data=data, schema=known)


def _between(files: Sequence[File], schema: Schema) -> Iterator[Problem]:
    """Rows that share a key, or a value that is to be unique, with a file of an earlier folder.

    A record may be registered in several folders.
    """
    if len(files) < 2:
        return
    frames = [frame_of(file) for file in files]
    numbered = [
        # The header is row 1 of a file.
        frame.assign(_file=number, _row=frame.index + 2)
        for number, frame in enumerate(frames)
    ]
    joined = without_repeats(pd.concat(numbered, ignore_index=True), files[0].table)
    for rule in _rules(_declaration(files[0], schema)["schema"]):
        yield from _repeats(joined, files, rule)


def _rules(schema: Mapping[str, Any]) -> list[Rule]:
    rules = [Rule(REPEATED_ROW, schema["primaryKey"])]
    for field in schema["fields"]:
        if field.get("constraints", {}).get("unique"):
            rules.append(Rule(REPEATED_VALUE, [field["name"]]))
    return rules


def _repeats(joined: pd.DataFrame, files: Sequence[File], rule: Rule) -> Iterator[Problem]:
    """Rows that a file of an earlier folder has already; those of one file it finds by itself."""
    column = ", ".join(rule.columns)
    keys = joined[rule.columns].fillna("").itertuples(index=False, name=None)
    numbers = joined["_file"].tolist()
    places = zip(keys, numbers, joined["_row"].tolist(), strict=True)
    first_places: dict[tuple[Any, ...], tuple[int, int]] = {}
    for key, number, row in places:
        first_number, first_row = first_places.setdefault(key, (number, row))
        if first_number != number and any(key):
            place = f"{files[first_number].name}, row {first_row}"
            fault = f"the same {listed(rule.columns)} as in {place}; {mend(rule.columns)}"
            yield Problem(files[number].name, row, column, rule.title, fault)
