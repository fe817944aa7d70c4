"""What has changed in the data, version by version."""

from collections.abc import Iterable, Sequence
from typing import Any

from atlas.answers.asked import NoSuchError, filters_asked
from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.dataset.dataset import Dataset
from atlas.dataset.filters import Filters
from atlas.dataset.ranges import Texts
from atlas.dataset.store import dataset, entries, own_version


def changes(query: Texts, since: str = "") -> dict[str, Any]:
    """The changes after a version (blank: all that are recorded), the newest first.

    Under filters, those of what they leave.

    Keys: version (of the data), own_version (of the first data folder, whose changelog it is),
    updated, changes: date, version, table, id, label, change (published, added, changed, removed,
    none), fields, why. NoSuchError for a version that the changelog does not know,
    NotUnderstoodError for a value that a filter does not have, DataProblemsError without valid
    data.
    """
    data = dataset()
    asked = filters_asked(query)
    listed = tuple(reversed(_passed(since)))
    if asked.filters != Filters():
        listed = in_view(listed, asked.selection.dataset)
    return {
        "version": data.version,
        "own_version": own_version(),
        "updated": data.updated,
        "changes": [_change(entry) for entry in listed],
    }


def in_view(listed: Iterable[Entry], dataset: Dataset) -> tuple[Entry, ...]:
    """The changes, in their order, of what filters leave; `dataset` is as they leave it.

    What has been removed is not among them: nobody can say any more whether a filter would have
    left it.
    """
    ids = {identifier for table in dataset.frames for identifier in dataset.ids(table)}
    ids |= set(dataset.sources.index)
    return tuple(entry for entry in listed if entry.id in ids)


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
