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
from atlas.datapackage.declaration_form import FormError
from atlas.datapackage.files import (
    PACKAGE,
    DataProblemsError,
    Problem,
    files_of,
    frame_of,
    without_repeats,
)
from atlas.datapackage.parties import parties
from atlas.datapackage.schema import Schema, Table, read_schema

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

Stamp = tuple[tuple[str | int, ...], ...]


WRITTEN_MEANWHILE = "its files were written while they were read; read them again"


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
    package_key = passed.key(*folders)
    schema = declared(folders[0])
    is_known = passed.passed(package_key) and not afresh
    try:
        if not is_known:
            _check(folders, schema)
        frames = _frames(folders, schema)
    except (OSError, ValueError, LookupError):
        # A file may be taken away or cut between two looks at it.
        _refuse_changed(folders, package_key)
        raise
    # What was checked and what was read are the same only if nobody wrote in between.
    _refuse_changed(folders, package_key)
    if not is_known:
        passed.remember(package_key)
    schema = replace(schema, vocabularies={**schema.vocabularies, **parties(frames)})
    state = version_of(schema.package, frames)
    updated = changelog.day(changelog.read(folders[0]), state)
    return Tables(schema, MappingProxyType(frames), state, updated, further=len(folders) - 1)


def _refuse_changed(folders: tuple[Path, ...], package_key: str) -> None:
    """DataProblemsError where the files are not those of this key any more."""
    if passed.key(*folders) != package_key:
        folder = str(folders[0])
        raise DataProblemsError([Problem.of_file(folder, "changing files", WRITTEN_MEANWHILE)])


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
    except (FileNotFoundError, NotADirectoryError):
        mend = f"put {PACKAGE} into the data folder"
        if not folder.is_dir():
            mend = f"{folder} is no folder; name the folder of the data in ATLAS_DATA"
        problem = Problem.of_file(PACKAGE, "missing file", mend)
        raise DataProblemsError([problem]) from None
    except OSError as error:
        fault = f"it cannot be read ({error.strerror}); put a file there that this program may read"
        problem = Problem.of_file(PACKAGE, "unreadable file", fault)
        raise DataProblemsError([problem]) from None
    except FormError as error:
        problems = [Problem.of_file(PACKAGE, "declaration", fault) for fault in error.faults]
        raise DataProblemsError(problems) from None
    return schema


def version(*folders: Path) -> str:
    """The version of the folders, read as one package: twelve digits, a hash of what they say.

    It is not asked whether they are valid. DataProblemsError where they cannot be read.
    """
    schema = declared(folders[0])
    frames = _frames(folders, schema)
    return version_of(schema.package, frames)


def stamp(*folders: Path) -> tuple[Stamp, ...]:
    """Name, size and times of change of every file: cheap to compare, to notice a mended file."""
    return tuple(_stamp(folder) for folder in folders)


def _stamp(folder: Path) -> Stamp:
    try:
        with os.scandir(folder) as entries:
            parts = [entry for entry in entries if _is_part(entry.name)]
            stats = {entry.name: _stat(entry) for entry in parts}
    except OSError:
        return ()
    return tuple((name, *stat) for name, stat in sorted(stats.items()))


def _is_part(name: str) -> bool:
    """Whether a name is that of a part of a package, and not of an editor's lock or draft."""
    return (name.endswith(".csv") and not name.startswith(".")) or name == PACKAGE


def _stat(entry: "os.DirEntry[str]") -> tuple[int, ...]:
    """Size, times of change and number; of a link that leads nowhere, those of the link.

    A copy may keep the size and the time of what it was made of, or the clock may have been set
    back: then the file is another one, or its entry was changed at another time.
    """
    try:
        stat = entry.stat()
    except OSError:
        stat = entry.stat(follow_symlinks=False)
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino


def _frames(folders: tuple[Path, ...], schema: Schema) -> dict[str, pd.DataFrame]:
    return {name: _joined(folders, table) for name, table in schema.tables.items()}


def _joined(folders: tuple[Path, ...], table: Table) -> pd.DataFrame:
    frames = [frame_of(file) for file in files_of(folders, table)]
    if len(frames) == 1:
        return frames[0]
    return without_repeats(pd.concat(frames, ignore_index=True), table).reset_index(drop=True)
