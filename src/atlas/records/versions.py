"""What has become of the data since a link was made."""

from collections.abc import Sequence

import pandas as pd

from atlas.datapackage import changelog
from atlas.datapackage.changelog import Entry
from atlas.dataset.dataset import Dataset
from atlas.dataset.names import with_ids
from atlas.values import dates

COLUMNS = ["Day", "Version", "Table", "Record", "Change", "Fields", "Why"]
# Of a version that a link makes up, a sentence quotes so many characters.
LONGEST = 40


def known(entries: Sequence[Entry], asked: str) -> bool:
    """Whether the changelog has the version that a link names."""
    return changelog.since(entries, asked) is not None


def sentence(dataset: Dataset, entries: Sequence[Entry], asked: str, base: str) -> str:
    """How the version of a link (`asked`) stands to the data that are shown.

    `base` is the version of the first data folder alone, whose changelog `entries` are.
    """
    shown = f"what is shown is version {dataset.edition}."
    passed = changelog.since(entries, asked)
    if passed is None:
        name = asked if len(asked) <= LONGEST else f"{asked[:LONGEST]}…"
        return (
            f"This link was made with data version {name}, of which the list of changes knows "
            f"nothing; {shown}"
        )
    day_of_version = changelog.day(entries, asked)
    day = dates.label(day_of_version)
    sentences = [f"This link was made with data version {asked} ({day}); {shown}"]
    if passed:
        changes = changelog.counted((entry.id, entry.change) for entry in passed)
        sentences.append(f"Entries and sources since then: {changes}.")
    if entries[-1].version != base:
        sentences.append(
            "The tables have been changed since the newest entry of the list of changes."
        )
    if dataset.further:
        sentences.append(
            "Rows of further folders, of which no list of changes is kept, stand beside them."
        )
    return " ".join(sentences)


def since(dataset: Dataset, entries: Sequence[Entry], asked: str) -> pd.DataFrame:
    """The changes after a version, the newest first: `COLUMNS`, and the ids behind records."""
    tables = dataset.schema.tables.values()
    titles = {table.name: table.title for table in tables}
    headings = {}
    for table in tables:
        for field in table.fields:
            headings[table.name, field.name] = field.heading
    short = dataset.sources["short"].to_dict()
    rows, ids = [], []
    for entry in reversed(changelog.since(entries, asked) or ()):
        is_source = entry.table == "sources"
        fields = [headings.get((entry.table, name), name) for name in entry.fields.split(";")]
        row = (
            dates.label(entry.date),
            entry.version,
            titles.get(entry.table, entry.table.capitalize()),
            short.get(entry.id, entry.id) if is_source else dataset.label(entry.id),
            entry.change.capitalize(),
            ", ".join(fields),
            entry.why,
        )
        rows.append(row)
        # A source, or a record that is gone, has no page.
        has_page = not is_source and entry.id in dataset.labels
        ids.append(entry.id if has_page else None)
    frame = pd.DataFrame(rows, columns=COLUMNS)
    records = pd.Series(ids, index=frame.index, dtype="str")
    return with_ids(frame, {"Record": records})
