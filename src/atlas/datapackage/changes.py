"""What differs between two data folders, record by record."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from atlas.datapackage.changelog import Kind
from atlas.datapackage.files import File, frame_of
from atlas.datapackage.reading import is_there
from atlas.datapackage.schema import KEY, Schema, Table
from atlas.datapackage.tables import declared

DECLARATION = "datapackage"
Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Change:
    """One record (or source, or row of a table without records) that is not what it was.

    `table` and `id` are blank where it is the tables as a whole. `fields` are those that differ.
    """

    table: str
    id: str
    change: Kind
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        fields = f" ({', '.join(self.fields)})" if self.fields else ""
        words = (self.table, self.id, f"{self.change}{fields}")
        return " ".join(word for word in words if word)


def changes(old: Path, new: Path) -> list[Change]:
    """Every difference between two data folders, table by table in order of ids.

    DataProblemsError where the declaration or a table of one cannot be read.
    """
    before_schema = declared(old)
    after_schema = declared(new)
    old_tables = before_schema.tables
    new_tables = after_schema.tables
    differences = _declaration(before_schema, after_schema)
    for name in dict.fromkeys([*new_tables, *old_tables]):
        before = _rows_by_id(old, old_tables.get(name))
        after = _rows_by_id(new, new_tables.get(name))
        for key in sorted({*before, *after}):
            differences += _of_record(name, key, before.get(key), after.get(key))
    return differences


def _declaration(old: Schema, new: Schema) -> list[Change]:
    before = old.package
    after = new.package
    keys = dict.fromkeys([*before, *after])
    differing = tuple(key for key in keys if before.get(key) != after.get(key))
    if not differing:
        return []
    return [Change(DECLARATION, "", Kind.CHANGED, differing)]


def _rows_by_id(folder: Path, table: Table | None) -> dict[str, list[Row]]:
    """The rows of a table; none where the folder does not declare it or has no such file."""
    rows_by_id: dict[str, list[Row]] = {}
    if table is None or not is_there(folder / table.path):
        return rows_by_id
    path = str(folder / table.path)
    file = File(folder, table, path)
    for row in frame_of(file).to_dict("records"):
        cells = {str(name): value for name, value in row.items()}
        rows_by_id.setdefault(str(row["id"]), []).append(cells)
    return rows_by_id


def _of_record(
    table: str, key: str, old: list[Row] | None, new: list[Row] | None
) -> Iterator[Change]:
    """The change of one record, if any.

    A field has changed when what the sources state on it has.
    """
    if old is None:
        yield Change(table, key, Kind.ADDED)
    elif new is None:
        yield Change(table, key, Kind.REMOVED)
    else:
        # With another locator the value is the same, so a source's statements are compared first.
        # Values that two paragraphs of it exchanged show only when the paragraphs are told apart.
        fields = _differing(old, new, ("source",)) or _differing(old, new, KEY)
        if fields:
            yield Change(table, key, Kind.CHANGED, fields)


def _differing(old: list[Row], new: list[Row], by: tuple[str, ...]) -> tuple[str, ...]:
    """The fields on which the statements, told apart by some of their columns, are not the same."""
    names: dict[str, None] = {}
    for row in (*new, *old):
        names |= dict.fromkeys(row)
    del names["id"]
    return tuple(name for name in names if _statements(old, name, by) != _statements(new, name, by))


def _statements(
    rows: list[Row], field: str, by: tuple[str, ...]
) -> Counter[tuple[str | None, ...]]:
    """How often each value of a field is said, by some columns of the rows that say it."""
    speaking = [row for row in rows if row.get(field)]
    return Counter((*map(row.get, by), row[field]) for row in speaking)
