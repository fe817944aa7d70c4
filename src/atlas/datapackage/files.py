"""The files of a data package, which may lie in several folders, and what is wrong with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from atlas.datapackage.schema import Table

PACKAGE = "datapackage.json"


@dataclass(frozen=True)
class Problem:
    """One thing wrong with the data: where it is, which rule it breaks, and how to mend it."""

    file: str
    row: int | None
    column: str
    rule: str
    message: str

    @classmethod
    def of_file(cls, file: str, rule: str, message: str) -> "Problem":
        """A problem of a file as a whole, in no row and no column."""
        return cls(file, None, "", rule, message)

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{row}{column}: {self.rule}: {self.message}"


@dataclass(frozen=True)
class File:
    """One file of a table: the folder that it lies in, and the name by which problems call it."""

    folder: Path
    table: Table
    name: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.table.path


def files_of(folders: Sequence[Path], table: Table) -> list[File]:
    """The files of a table: the one of the first folder, and those that other folders have."""
    first, *others = folders
    if not others:
        return [File(first, table, table.path)]
    # The first folder must have every table, so its file is listed even where it is missing.
    with_table = [first, *(folder for folder in others if (folder / table.path).exists())]
    return [File(folder, table, str(folder / table.path)) for folder in with_table]


def read(path: Path) -> pd.DataFrame:
    """A table as text, None for a blank cell.

    The columns hold plain objects: a build makes many small columns of them, and those of pandas'
    own text type are slower to make.
    """
    # By default pandas would read "NA" and "null" as blank.
    frame = pd.read_csv(path, dtype=object, keep_default_na=False, encoding="utf-8-sig")
    return frame.where(frame.map(bool), None)


def columns(folders: Sequence[Path], table: Table, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of a table, row by row.

    A file that cannot be read gives no row: its own check reports it.
    """
    rows: list[tuple[Any, ...]] = []
    for file in files_of(folders, table):
        try:
            rows += read(file.path)[list(names)].itertuples(index=False, name=None)
        except (OSError, ValueError, KeyError):
            continue
    return rows


def without_repeats(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The rows of all folders.

    A row that several folders have word for word is one row, and a record that several register is
    the first one's.
    """
    if table.name == "records":
        return rows.drop_duplicates(["id", "table"])
    return rows.drop_duplicates([field.name for field in table.fields])
