"""Rows of the project's tables, as an import fills them.

Who is in the register of records, under which id, and which source says it.
"""

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from atlas.values.countries import folded

Row = Mapping[str, str]


@dataclass
class Rows:
    """The rows of a table, each a tuple of its cells in the order of `columns`.

    A dict a row takes three times the memory. A row that was added before a column was named is
    blank there.
    """

    columns: list[str] = field(default_factory=list)
    cells: list[tuple[str, ...]] = field(default_factory=list)

    def add(self, row: Row) -> None:
        """Add a row; columns that no row had before are put behind the others."""
        self.columns += [name for name in row if name not in self.columns]
        self.cells.append(tuple(row.get(name, "") for name in self.columns))

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[Row]:
        for cells in self.cells:
            yield dict(zip(self.columns, cells, strict=False))


@dataclass
class Tables:
    """The rows of every table that an import fills; an id and a label are given once.

    `source` is the id of the source that says it all. `ids` are those of records that are entered
    at their first mention, by a key that the importer chooses.
    """

    source: str
    rows: dict[str, Rows] = field(default_factory=dict)
    ids: dict[tuple[str, ...], str] = field(default_factory=dict)
    _uses: dict[str, int] = field(default_factory=dict)

    def add(self, table: str, /, **cells: str) -> None:
        """Add a row to a table."""
        self.rows.setdefault(table, Rows()).add(cells)

    def add_statement(self, table: str, identifier: str, locator: str, /, **cells: str) -> None:
        """Add what the source states of a record."""
        self.add(table, id=identifier, source=self.source, locator=locator, basis="stated", **cells)

    def unused(self, wanted: str, pattern: str = "{}-{}") -> str:
        """An id or label that nothing else has: the wanted one, or that one with a number."""
        # Ids and labels that differ in case or accents alone would be mistaken for each other.
        key = folded(wanted)
        number = self._uses[key] = self._uses.get(key, 0) + 1
        if number == 1:
            return wanted
        return self.unused(pattern.format(wanted, number), pattern)

    def record(self, table: str, identifier: str, label: str) -> str:
        """Enter a record in the register; returns its id, with a number where another has it."""
        unused = self.unused(identifier)
        self.register(table, unused, label)
        return unused

    def register(self, table: str, identifier: str, label: str) -> None:
        """Enter a record under an id that is its own already; its label may get a number."""
        self.add("records", id=identifier, table=table, label=self.unused(label, "{} ({})"))

    def country(self, code: str, label: str) -> str:
        """The code of a country, which is entered at its first mention; blank without a code."""
        if code and ("country", code) not in self.ids:
            self.ids["country", code] = self.record("countries", code, label)
        return code


def slug(text: str) -> str:
    """Text as part of an id: small letters, digits and hyphens.

    A text that has none of these becomes a number that is the same at every import.
    """
    letters = re.sub(r"[^a-z0-9]+", "-", folded(text)).strip("-")
    return letters or f"x{zlib.crc32(text.encode()):x}"
