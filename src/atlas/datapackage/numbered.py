"""The rows of a package's tables, each with the file and the number by which problems call it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from atlas.datapackage import changelog
from atlas.datapackage.files import File, Problem, files_of
from atlas.datapackage.reading import content, rows
from atlas.datapackage.schema import Schema

# Beside the coding sheets: both registers, and what no record is built from but charts draw.
COMPARED = ("records", "sources", "volumes", "counts")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file; a blank cell is an empty text."""

    file: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    @property
    def place(self) -> str:
        """Where it stands, in words."""
        return f"{self.file}, row {self.number}"

    def problem(self, column: str, rule: str, message: str) -> Problem:
        """A problem of the row."""
        return Problem(self.file, self.number, column, rule, message)


@dataclass(frozen=True)
class Rows:
    """The rows of the coding sheets, both registers, volumes and published numbers.

    A table with wrong cells has no rows here, so a rule for rows finds valid dates, numbers and
    references alone; nor has one that a package of an earlier version lacks. `latest` is the last
    day that can have been: that of the clock or of the newest entry of a changelog, if it is later.
    """

    schema: Schema
    tables: Mapping[str, Sequence[Row]]
    latest: date = date.max

    def __getitem__(self, table: str) -> Sequence[Row]:
        return self.tables.get(table, ())

    def by_record(self, column: str) -> dict[str, str]:
        """What the register has in a column, by id of the record."""
        values: dict[str, str] = {}
        # Of a record that several folders register, the first one's row counts, as in reading.
        for row in self["records"]:
            values.setdefault(row["id"], row[column])
        return values


def numbered(folders: Sequence[Path], schema: Schema, refused: Collection[str]) -> Rows:
    """The rows of the folders' tables, but for those with a file among the refused names."""
    tables: dict[str, Sequence[Row]] = {}
    for table in schema.tables.values():
        if table.sheet or table.name in COMPARED:
            files = files_of(folders, table)
            is_refused = any(file.name in refused for file in files)
            tables[table.name] = [] if is_refused else list(_rows(files))
    return Rows(schema, tables, _latest(folders))


def _latest(folders: Sequence[Path]) -> date:
    # East of Greenwich it may be tomorrow already.
    tomorrow = datetime.now(UTC).date() + timedelta(days=1)
    return max([tomorrow, *map(changelog.newest, folders)])


def _rows(files: Sequence[File]) -> Iterator[Row]:
    for file in files:
        header, *lines = rows(content(file.path))
        # The header is row 1 of a file.
        for number, cells in enumerate(lines, start=2):
            yield Row(file.name, number, dict(zip(header, cells, strict=True)))
