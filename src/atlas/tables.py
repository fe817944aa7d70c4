"""Read and validate a data package: either every table as text, or every problem at once."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd
from frictionless import Checklist, FrictionlessException, Package

from atlas.checks import checks_for, shown
from atlas.schema import Schema, Table, read_schema

PACKAGE = "datapackage.json"
LIMIT = 10_000
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
    "scheme-error": "put the file beside datapackage.json",
    "source-error": "give the file a header and rows, separated by commas",
}


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the data: where it is, which rule it breaks, and how to mend it."""

    file: str
    row: int | None
    column: str
    rule: str
    message: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.rule}: {self.message}"


class DataProblemsError(Exception):
    """The data package cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Tables:
    """A valid package as read: its schema, each table as text with NA for a blank cell, and a hash of its files."""

    schema: Schema
    frames: Mapping[str, pd.DataFrame]
    version: str

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.frames[name].copy(deep=False)


def load(folder: Path) -> Tables:
    """Read the package in `folder`; DataProblemsError with every problem where it is not valid."""
    schema = _schema(folder)
    problems = _problems(folder, schema)
    if problems:
        raise DataProblemsError(problems)
    frames = {name: _read(folder / table.path) for name, table in schema.tables.items()}
    return Tables(schema, MappingProxyType(frames), version(folder))


def version(folder: Path) -> str:
    """Twelve hexadecimal digits that change with any file of the package."""
    digest = hashlib.sha256()
    for path in sorted([folder / PACKAGE, *folder.glob("*.csv")]):
        digest.update(path.name.encode() + b"\0" + (path.read_bytes() if path.exists() else b""))
    return digest.hexdigest()[:12]


def stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, size and time of change of every file: cheap to compare, so that a mended file is noticed."""
    try:
        with os.scandir(folder) as entries:
            stats = sorted((one.name, one.stat()) for one in entries if one.name.endswith(".csv") or one.name == PACKAGE)
    except OSError:
        return ()
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in stats)


def _schema(folder: Path) -> Schema:
    try:
        return read_schema(folder / PACKAGE)
    except OSError:
        raise DataProblemsError([Problem(PACKAGE, None, "", "missing file", f"put {PACKAGE} into the data folder")]) from None
    except (ValueError, KeyError, TypeError) as error:
        raise DataProblemsError([Problem(PACKAGE, None, "", "declaration", f"it is not a declaration of tables that can be read: {error}")]) from None


def _read(path: Path) -> pd.DataFrame:
    frame = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
    return frame.replace("", pd.NA)


def _problems(folder: Path, schema: Schema) -> list[Problem]:
    try:
        package = Package(str(folder / PACKAGE))
    except FrictionlessException as error:
        return [Problem(PACKAGE, None, "", "declaration", shown(error.error.note, 300))]
    home = _home(folder / schema.tables["records"].path)
    problems: list[Problem] = []
    for table in schema.tables.values():
        shape = _shape(folder / table.path, table)
        if shape:
            problems.append(shape)
            continue
        checklist = Checklist(checks=checks_for(table, schema, home))
        report = package.get_resource(table.name).validate(checklist, limit_errors=LIMIT)
        problems += [_problem(table, error) for task in report.tasks for error in task.errors]
    return problems


def _shape(path: Path, table: Table) -> Problem | None:
    """What is wrong with a file as a whole, in one sentence instead of one for each column; None where it can be checked further."""
    try:
        lines = [line for line in path.read_text(encoding="utf-8-sig").splitlines() if line.strip()]
    except (OSError, UnicodeError):
        return None
    if lines and ";" in lines[0] and "," not in lines[0]:
        return Problem(table.path, 1, "", "separator", "its columns are separated by semicolons; save it as CSV with commas")
    if len(lines) == 1:
        return Problem(table.path, None, "", "header only", "it has a header and no rows; give it rows, or put the right file in its place")
    return None


def _home(path: Path) -> dict[str, str]:
    """The table of each record; empty where records.csv cannot be read, which its own check reports."""
    try:
        frame = _read(path)
        return dict(zip(frame["id"], frame["table"], strict=True))
    except (OSError, ValueError, KeyError):
        return {}


def _problem(table: Table, error: Any) -> Problem:
    said = shown(error.note, 300) if error.note else error.title
    mend = MEND.get(error.type)
    column = getattr(error, "field_name", "") or getattr(error, "label", "")
    return Problem(table.path, getattr(error, "row_number", None), column, error.title.lower(), f"{said}; {mend}" if mend else said)
