"""Rows of an import as a folder: written beside its place, checked, and then moved there whole."""

import csv
import os
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import mkdtemp

from atlas.datapackage.files import Problem
from atlas.datapackage.schema import Schema
from atlas.datapackage.tables import DataProblemsError, load
from atlas.importers.rows import Rows
from atlas.values.words import counted

SHOWN = 5


class NotWrittenError(Exception):
    """The rows cannot be written, or do not pass the checks; its text says why."""


def refuse_unless_free(folder: Path) -> None:
    """NotWrittenError where the folder holds something, or its name is a file's or cannot be used.

    `ATLAS_DATA` parts folders by a sign, so none can be named there that has it in its own name.
    """
    if {os.pathsep, "\0"}.intersection(str(folder)):
        fault = f"{folder} cannot be named in ATLAS_DATA: name a folder without “{os.pathsep}”"
        raise NotWrittenError(fault)
    try:
        is_folder = folder.is_dir()
        is_there = folder.exists() or folder.is_symlink()
        is_used = is_folder and any(folder.iterdir())
    except OSError as error:
        raise NotWrittenError(_unwritable(folder, error)) from None
    if is_used:
        fault = f"{folder} holds files already: name a folder that is new or empty"
        raise NotWrittenError(fault)
    if is_there and not is_folder:
        raise NotWrittenError(f"{folder} is a file: name a folder that is new or empty")


def write(tables: dict[str, Rows], folder: Path, package: Sequence[Path], schema: Schema) -> None:
    """Write the tables, which are gone then, into a folder that is new or empty.

    `package` are the folders beside which the rows have to pass every check. Whenever the process
    ends, the folder is complete and has passed, or is as it was; what a killed process leaves has
    a name that begins with a dot and ends in no folder of tables. NotWrittenError where it cannot
    be written, or a check finds a problem.
    """
    for name in tables:
        if name not in schema.tables:
            raise NotWrittenError(f"the data package declares no table {name}")
    try:
        place = folder.resolve()
        # Beside its place, so that it is moved there in one step.
        draft = Path(mkdtemp(prefix=f".{place.name}-unfinished-", dir=_existing(place)))
    except OSError as error:
        raise NotWrittenError(_unwritable(folder, error)) from None
    try:
        rows = draft / "rows"
        _fill(rows, tables, schema)
        _check(rows, folder, package)
        _move(rows, place)
    except OSError as error:
        raise NotWrittenError(_unwritable(folder, error)) from None
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _existing(place: Path) -> Path:
    """The nearest folder above that is there."""
    return next(above for above in place.parents if above.exists())


def _unwritable(folder: Path, error: OSError) -> str:
    return f"{folder} cannot be written: {error.strerror or error}"


def _fill(rows: Path, tables: dict[str, Rows], schema: Schema) -> None:
    """Write each table that has rows, with the header that the data package declares.

    Rows are let go once they are written: the check of the files needs their room.
    """
    rows.mkdir()
    for name in list(tables):
        table_rows = tables.pop(name)
        table = schema.tables[name]
        header = [field.name for field in table.fields]
        with (rows / table.path).open("w", encoding="utf-8", newline="") as target:
            writer = csv.DictWriter(target, header, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(table_rows)


def _check(rows: Path, folder: Path, package: Sequence[Path]) -> None:
    try:
        load(*package, rows)
    except DataProblemsError as error:
        own = [problem for problem in error.problems if str(rows) in problem.file]
        if not own:
            names = ", ".join(map(str, package))
            fault = f"{names} is not valid by itself, so nothing can be added: run atlas validate"
            raise NotWrittenError(fault) from None
        raise NotWrittenError(_listed(own, rows, folder)) from None


def _listed(problems: Sequence[Problem], rows: Path, folder: Path) -> str:
    """The first problems by the name that the file would have had, and how many there are."""
    lines = [str(problem).replace(str(rows), str(folder)) for problem in problems[:SHOWN]]
    count = counted(len(problems), "problems")
    head = f"the rows do not fit beside the data package ({count}), so nothing is written:"
    if len(problems) > SHOWN:
        lines.append("…")
    return "\n".join([head, *lines])


def _move(rows: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    # An empty folder gives way: not every system moves one folder onto another.
    if place.is_dir():
        place.rmdir()
    rows.rename(place)
