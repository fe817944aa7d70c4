"""Tables as they were at an earlier version, as far as the list of changes says.

Of an earlier version no tables are kept, only what has changed since: which records, in which
fields, not what stood there. So what was added since can be taken out again; what was changed
stands as it is today, and what was removed cannot be had.
"""

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from atlas.datapackage.changelog import Entry, Kind
from atlas.datapackage.tables import Tables

# A record that was added to the register and has no row anywhere is in no count, but others may
# name it.
REGISTER = "records"
Key = tuple[str, str]


def net_changes(entries: Sequence[Entry]) -> dict[Key, Kind]:
    """What has become of each record, source or row (table, id) through all of these entries.

    Added, changed or removed; what was added and removed again is none.
    """
    kinds_by_key: dict[Key, list[str]] = {}
    for entry in entries:
        if entry.id:
            kinds_by_key.setdefault((entry.table, entry.id), []).append(entry.change)
    result = {}
    for key, kinds in kinds_by_key.items():
        was_there = kinds[0] != Kind.ADDED
        is_there = kinds[-1] != Kind.REMOVED
        if was_there:
            result[key] = Kind.CHANGED if is_there else Kind.REMOVED
        elif is_there:
            result[key] = Kind.ADDED
    return result


def fields_changed(entries: Sequence[Entry]) -> dict[Key, tuple[str, ...]]:
    """The fields of each record (table, id) in which any of these entries changed it."""
    names: dict[Key, dict[str, None]] = {}
    for entry in entries:
        if entry.change == Kind.CHANGED:
            changed = dict.fromkeys(entry.fields.split(";"))
            key = (entry.table, entry.id)
            names[key] = names.get(key, {}) | changed
    return {key: tuple(fields) for key, fields in names.items()}


def without_later(tables: Tables, entries: Sequence[Entry]) -> Tables:
    """The tables without the records, sources and rows that these entries added."""
    later: dict[str, set[str]] = {}
    for (table, identifier), kind in net_changes(entries).items():
        if kind is Kind.ADDED and table != REGISTER:
            later.setdefault(table, set()).add(identifier)
    frames = dict(tables.frames)
    for table, ids in later.items():
        # The list may speak of a table that there is no more.
        if table in frames:
            frames[table] = frames[table][~frames[table]["id"].isin(ids)]
    return replace(tables, frames=MappingProxyType(frames))
