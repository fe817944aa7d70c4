"""Read a data package: either every table as text, or every problem at once.

A package may lie in several folders.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

import pandas as pd

from atlas.datapackage import changelog, passed
from atlas.datapackage.contents import version_of
from atlas.datapackage.files import PACKAGE, File, Problem, files_of, read, without_repeats
from atlas.datapackage.parties import parties
from atlas.datapackage.schema import Schema, Table, declaration, lacking, read_schema

__all__ = [
    "DataProblemsError",
    "Problem",
    "Stamp",
    "Tables",
    "declared",
    "load",
    "stamp",
    "version",
]

Stamp = tuple[tuple[str, int, int], ...]


class DataProblemsError(Exception):
    """The data package cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True)
class Tables:
    """A valid package as read: its schema, and each table as text with NA for a blank cell.

    Beside the declared vocabularies the schema has those of `parties`.

    `version` is a hash of what they say. `updated` is the day since which they say it, as the
    changelog has it (blank: not known). `further` is the number of folders beside the first.
    """

    schema: Schema
    frames: Mapping[str, pd.DataFrame]
    version: str
    updated: str = ""
    further: int = 0

    def __getitem__(self, name: str) -> pd.DataFrame:
        return self.frames[name].copy(deep=False)


def load(*folders: Path, afresh: bool = False) -> Tables:
    """Read the folders as one package; DataProblemsError with every problem where it is not valid.

    The first folder declares the tables and has all of them; the others add rows to some. A record
    that several of them register is the first one's, and a row that several have word for word is
    one row; any other key that comes twice is a problem.
    Files that have passed before are checked again only if `afresh`.
    """
    schema = declared(folders[0])
    package_key = passed.key(*folders)
    if afresh or not passed.passed(package_key):
        _check(folders, schema)
        passed.remember(package_key)
    frames = _frames(folders, schema)
    schema = replace(schema, vocabularies={**schema.vocabularies, **parties(frames)})
    state = version_of(declaration(folders[0] / PACKAGE), frames)
    updated = changelog.day(changelog.read(folders[0]), state)
    return Tables(schema, MappingProxyType(frames), state, updated, further=len(folders) - 1)


def _check(folders: tuple[Path, ...], schema: Schema) -> None:
    # Frictionless takes longer to import than the tables take to read, so it is imported only where
    # there is something to check.
    from atlas.datapackage import validation

    problems = validation.problems(folders, schema)
    for row, column, mend in changelog.wrong(folders[0]):
        problems.append(Problem(changelog.FILE, row, column, "changelog", mend))
    if problems:
        raise DataProblemsError(problems)


def declared(folder: Path) -> Schema:
    """The tables that a folder declares; DataProblemsError where its declaration cannot be read."""
    try:
        schema = read_schema(folder / PACKAGE)
    except OSError:
        mend = f"put {PACKAGE} into the data folder"
        problem = Problem.of_file(PACKAGE, "missing file", mend)
        raise DataProblemsError([problem]) from None
    except (ValueError, KeyError, TypeError) as error:
        fault = f"it is not a declaration of tables that can be read: {error}"
        problem = Problem.of_file(PACKAGE, "declaration", fault)
        raise DataProblemsError([problem]) from None
    faults = [f"it declares no {name}; put it back" for name in lacking(schema)]
    if faults:
        raise DataProblemsError(
            [Problem.of_file(PACKAGE, "declaration", fault) for fault in faults]
        )
    return schema


def version(*folders: Path) -> str:
    """The version of the folders, read as one package: twelve digits, a hash of what they say.

    It is not asked whether they are valid. DataProblemsError, OSError, ValueError or KeyError where
    they cannot be read.
    """
    schema = declared(folders[0])
    return version_of(declaration(folders[0] / PACKAGE), _frames(folders, schema))


def stamp(*folders: Path) -> tuple[Stamp, ...]:
    """Name, size and time of change of every file: cheap to compare, to notice a mended file."""
    return tuple(_stamp(folder) for folder in folders)


def _stamp(folder: Path) -> Stamp:
    try:
        with os.scandir(folder) as entries:
            stats = {entry.name: entry.stat() for entry in entries if _is_part(entry.name)}
    except OSError:
        return ()
    return tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in sorted(stats.items()))


def _is_part(name: str) -> bool:
    return name.endswith(".csv") or name == PACKAGE


def _frames(folders: tuple[Path, ...], schema: Schema) -> dict[str, pd.DataFrame]:
    return {name: _joined(folders, table) for name, table in schema.tables.items()}


def _joined(folders: tuple[Path, ...], table: Table) -> pd.DataFrame:
    frames = [_read(file) for file in files_of(folders, table)]
    if len(frames) == 1:
        return frames[0]
    return without_repeats(pd.concat(frames, ignore_index=True), table).reset_index(drop=True)


def _read(file: File) -> pd.DataFrame:
    """A file that the checks let pass; to them, a quote that is never closed ends with the file."""
    try:
        return read(file.path)
    except pd.errors.ParserError:
        mend = (
            "a double quote is opened and never closed; "
            "close it, or write it twice inside a quoted cell"
        )
        raise DataProblemsError([Problem.of_file(file.name, "quotes", mend)]) from None
