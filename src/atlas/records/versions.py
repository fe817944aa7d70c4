"""What has become of the data since a link was made."""

from collections.abc import Sequence

import pandas as pd

from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.dataset.dataset import Dataset
from atlas.values import dates

COLUMNS = ["Day", "Version", "Table", "Record", "Change", "Fields", "Why"]
LONGEST = 40


def known(entries: Sequence[Entry], asked: str) -> bool:
    """Whether the changelog has the version that a link names."""
    return changelog.since(entries, asked) is not None


def sentence(dataset: Dataset, entries: Sequence[Entry], asked: str, base: str) -> str:
    """How the version of a link stands to the data that are shown; `base` is the version of the first data folder alone."""
    shown = f"what is shown is version {dataset.edition}."
    passed = changelog.since(entries, asked)
    if passed is None:
        name = asked if len(asked) <= LONGEST else f"{asked[:LONGEST]}…"
        return f"This link was made with data version {name}, of which the list of changes knows nothing; {shown}"
    told = [
        f"This link was made with data version {asked} ({dates.label(changelog.day(entries, asked))}); {shown}"
    ]
    if passed:
        told.append(
            f"Records and sources since then: {changelog.counted((entry.id, entry.change) for entry in passed)}."
        )
    if entries[-1].version != base:
        told.append("The tables have been changed since the newest entry of the list of changes.")
    if dataset.further:
        told.append(
            "Rows of further folders, of which no list of changes is kept, stand beside them."
        )
    return " ".join(told)


def since(dataset: Dataset, entries: Sequence[Entry], asked: str) -> pd.DataFrame:
    """The changes after a version, the newest first: day, version, table, record, change, fields, why."""
    fields = {
        (table.name, one.name): one.heading
        for table in dataset.schema.tables.values()
        for one in table.fields
    }
    titles = {name: table.title for name, table in dataset.schema.tables.items()}
    short = dataset.sources["short"].to_dict()
    rows = [
        (
            dates.label(entry.date),
            entry.version,
            titles.get(entry.table, entry.table.capitalize()),
            short.get(entry.id, entry.id) if entry.table == "sources" else dataset.label(entry.id),
            entry.change.capitalize(),
            ", ".join(fields.get((entry.table, name), name) for name in entry.fields.split(";")),
            entry.why,
        )
        for entry in reversed(changelog.since(entries, asked) or ())
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
