"""What has changed in the data, version by version."""

from collections.abc import Sequence
from typing import Any

from atlas.answers.asked import NoSuchError
from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.dataset.store import dataset, entries, own_version


def changes(since: str = "") -> dict[str, Any]:
    """The changes after a version (blank: all that are recorded), the newest first.

    Keys: version (of the data), own_version (of the first data folder, whose changelog it is),
    updated, changes: date, version, table, id, label, change (published, added, changed, removed,
    none), fields, why. NoSuchError for a version that the changelog does not know,
    DataProblemsError without valid data.
    """
    data = dataset()
    return {
        "version": data.version,
        "own_version": own_version(),
        "updated": data.updated,
        "changes": [_change(entry) for entry in reversed(_passed(since))],
    }


def _passed(since: str) -> Sequence[Entry]:
    listed = entries()
    if not since:
        return listed
    passed = changelog.since(listed, since)
    if passed is None:
        known = dict.fromkeys(entry.version for entry in listed)
        versions = f"it knows: {', '.join(known)}" if known else "it is empty"
        raise NoSuchError(f"The list of changes has no version {since!r}; {versions}.")
    return passed


def _change(entry: Entry) -> dict[str, Any]:
    return {
        "date": entry.date,
        "version": entry.version,
        "table": entry.table,
        "id": entry.id,
        "label": dataset().label(entry.id),
        "change": entry.change,
        "fields": entry.fields.split(";") if entry.fields else [],
        "why": entry.why,
    }
