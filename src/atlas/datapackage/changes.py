"""What differs between two data folders, record by record."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from atlas.datapackage.files import PACKAGE, read
from atlas.datapackage.schema import KEY
from atlas.datapackage.tables import declared

DECLARATION = "datapackage"
Row = Mapping[str, str | None]


@dataclass(frozen=True)
class Change:
    """One record (or source, or row of a table without records) that is new, gone, or differs in some fields."""

    table: str
    id: str
    change: str
    fields: tuple[str, ...] = ()

    def __str__(self) -> str:
        about = f" ({', '.join(self.fields)})" if self.fields else ""
        return " ".join(word for word in (self.table, self.id, f"{self.change}{about}") if word)


def changes(old: Path, new: Path) -> list[Change]:
    """Every difference between two data folders, table by table in order of ids; DataProblemsError where one is no data folder."""
    before, after = declared(old).tables, declared(new).tables
    found = _declaration(old, new)
    for name in dict.fromkeys([*after, *before]):
        sides = [
            _records(folder / tables[name].path) if name in tables else {}
            for folder, tables in ((old, before), (new, after))
        ]
        found += [
            change
            for key in sorted({*sides[0], *sides[1]})
            for change in _of_record(name, key, *sides)
        ]
    return found


def _declaration(old: Path, new: Path) -> list[Change]:
    one, other = (
        json.loads((folder / PACKAGE).read_text(encoding="utf-8-sig")) for folder in (old, new)
    )
    differ = tuple(key for key in dict.fromkeys([*one, *other]) if one.get(key) != other.get(key))
    return [Change(DECLARATION, "", "changed", differ)] if differ else []


def _records(path: Path) -> dict[str, list[Row]]:
    """The rows of a table by id; none where the folder has no such file."""
    found: dict[str, list[Row]] = {}
    for row in read(path).to_dict("records") if path.exists() else ():
        found.setdefault(str(row["id"]), []).append(
            {str(name): value for name, value in row.items()}
        )
    return found


def _of_record(
    table: str, key: str, old: Mapping[str, list[Row]], new: Mapping[str, list[Row]]
) -> Iterator[Change]:
    """The change of one record, if any; a field has changed when the sources' statements on it have."""
    if key not in old or key not in new:
        yield Change(table, key, "removed" if key in old else "added")
        return
    names = dict.fromkeys(name for row in [*new[key], *old[key]] for name in row if name != "id")
    by_source = tuple(
        name
        for name in names
        if _said(old[key], name, ("source",)) != _said(new[key], name, ("source",))
    )
    # What a source says in two paragraphs may have changed places between them: then the paragraphs have to be told apart.
    fields = by_source or tuple(
        name for name in names if _said(old[key], name, KEY) != _said(new[key], name, KEY)
    )
    if fields:
        yield Change(table, key, "changed", fields)


def _said(rows: list[Row], field: str, by: tuple[str, ...]) -> Counter[tuple[str | None, ...]]:
    return Counter((*(row.get(name) for name in by), row[field]) for row in rows if row.get(field))
