"""The files of a data package, which may lie in several folders, and what is wrong with one."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from atlas.datapackage.reading import UnreadableError, content, is_there, rows
from atlas.datapackage.schema import Table
from atlas.values.characters import visible

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

    @property
    def place(self) -> str:
        """“exercises.csv, row 6, column date”, as far as there is a row and a column."""
        row = f", row {self.row}" if self.row else ""
        column = f", column {self.column}" if self.column else ""
        return f"{self.file}{row}{column}"

    def __str__(self) -> str:
        line = f"{self.place}: {self.rule}: {self.message}"
        # Names of columns and cells may hold anything.
        return visible(" ".join(line.splitlines()))


class DataProblemsError(Exception):
    """The data package cannot be used; `problems` says all that is wrong with it."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


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
    with_table = [first, *(folder for folder in others if is_there(folder / table.path))]
    return [File(folder, table, str(folder / table.path)) for folder in with_table]


def read(path: Path) -> pd.DataFrame:
    """A table as text, None for a blank cell.

    OSError or UnreadableError where it is none. The columns hold plain objects: a build makes many
    small columns of them, and those of pandas' own text type are slower to make.
    """
    header, *lines = rows(content(path)) or [[]]
    if len({*header}) < len(header):
        raise UnreadableError("repeated column", "give each column a name of its own", 1)
    if any(len(line) != len(header) for line in lines):
        raise UnreadableError("missing cell", "give each row as many cells as the header has")
    columns = {}
    for at, name in enumerate(header):
        column = np.empty(len(lines), dtype=object)
        column[:] = [line[at] or None for line in lines]
        columns[name] = column
    return pd.DataFrame(columns, dtype=object)


def is_table(file: File) -> bool:
    """Whether each row of a file has a cell for each column; what has not gives no row at all."""
    try:
        read(file.path)
    except (OSError, ValueError):
        return False
    return True


def frame_of(file: File) -> pd.DataFrame:
    """A file of a table as text; DataProblemsError where it has not the declared columns.

    The checks let no such file pass, but it may have been written since.
    """
    try:
        frame = read(file.path)
    except UnreadableError as error:
        problem = Problem(file.name, error.row, "", error.rule, error.message)
        raise DataProblemsError([problem]) from None
    except OSError as error:
        raise DataProblemsError([unreadable(file, error)]) from None
    names = [field.name for field in file.table.fields]
    if list(frame.columns) != names:
        mend = f"name the columns as {PACKAGE} does, in its order"
        raise DataProblemsError([Problem(file.name, 1, "", "wrong column", mend)])
    return frame


def unreadable(file: File, error: OSError) -> Problem:
    """Why the bytes of a file cannot be read, and how to mend that."""
    if isinstance(error, FileNotFoundError):
        mend = f"there is no {file.table.path}; put it beside {PACKAGE}"
        return Problem.of_file(file.name, "missing file", mend)
    fault = f"it cannot be read ({error.strerror}); put a file there that this program may read"
    return Problem.of_file(file.name, "unreadable file", fault)


def columns(folders: Sequence[Path], table: Table, *names: str) -> list[tuple[Any, ...]]:
    """Some columns of a table, row by row.

    A file that cannot be read gives no row: its own check reports it.
    """
    read_rows: list[tuple[Any, ...]] = []
    for file in files_of(folders, table):
        try:
            read_rows += read(file.path)[list(names)].itertuples(index=False, name=None)
        except (OSError, ValueError, KeyError):
            continue
    return read_rows


def without_repeats(joined: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The rows of all folders.

    A row that several folders have word for word is one row, and a record that several register is
    the first one's.
    """
    if table.name == "records":
        return joined.drop_duplicates(["id", "table"])
    return joined.drop_duplicates([field.name for field in table.fields])
