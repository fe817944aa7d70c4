"""What a record is tied to, and by which row: no record is a dead end."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.names import with_ids

LINKS = "links"
COLUMNS = ["Record", "How", "Source", "Paragraph", "Basis", "Id"]
OTHER_END = {"subject": "object", "object": "subject"}


class _Row(NamedTuple):
    """The row of a source that ties two records; the register has no source."""

    source: str | None = None
    locator: str | None = None
    basis: str | None = None


class _Tie(NamedTuple):
    record: str
    how: str
    row: _Row


def related(dataset: Dataset, identifier: str) -> pd.DataFrame:
    """Records tied to one, each with the row that ties them, in order of table, How and Record.

    A tie is a reference in a row of either record; parts, wholes and where a place lies are ties
    of the register and have no source. `How` says what `Record` is to the one asked for ("it"), in
    the words that the data package has for it. A link leads to its other end as well as to itself.
    A country of which no row speaks is in the register for its sources, and leads to what these
    speak of. Columns: `COLUMNS`, and the ids behind names.
    """
    ties = [*_registered(dataset, identifier), *_stated(dataset, identifier)]
    if not ties:
        ties = list(_published(dataset, identifier))
    # Two rows of one paragraph may tie two records in the same way: they are one line.
    rows = [(tie.record, tie.how, *tie.row) for tie in dict.fromkeys(ties)]
    facts = pd.DataFrame(rows, columns=["id", "how", *_Row._fields], dtype="str")
    columns = {
        "Record": facts["id"].map(dataset.label),
        "How": facts["how"],
        "Source": facts["source"].map(dataset.sources["short"].to_dict()),
        "Paragraph": facts["locator"],
        "Basis": facts["basis"].map(dataset.schema.labels("basis")),
        "Id": facts["id"],
    }
    frame = pd.DataFrame(columns).astype("str")
    frame = with_ids(frame, {"Record": facts["id"], "Source": facts["source"]})
    tables = facts["id"].map(dataset.records["table"])
    in_order = pd.Categorical(tables, dataset.schema.values("table"))
    ordered = frame.assign(table=in_order).sort_values(
        ["table", "How", "Record"], kind="stable", ignore_index=True
    )
    return ordered.drop(columns="table")


def _stated(dataset: Dataset, identifier: str) -> Iterator[_Tie]:
    """References in rows of the record, and to it in rows of others."""
    words = dataset.schema.ties
    lines = dataset.evidence
    is_own = lines["id"].eq(identifier)
    # Ids that contain this one are told apart below: a search for the text alone is quick.
    may_name = lines["value"].str.contains(identifier, regex=False)
    lines = lines[(is_own | may_name).to_numpy(dtype=bool)]
    names = ("table", "field", "id", "value", "source", "locator", "basis")
    columns = [lines[name].tolist() for name in names]
    for table, field, record, value, *rest in zip(*columns, strict=True):
        if (table, field) not in words:
            continue
        there, back = words[table, field]
        row = _Row(*rest)
        if record == identifier:
            for other in value.split(";"):
                yield _Tie(other, there, row)
        elif identifier in value.split(";"):
            yield _Tie(record, back, row)
            if table == LINKS:
                yield _Tie(*_other_end(dataset, record, field), row)


def _other_end(dataset: Dataset, link: str, field: str) -> tuple[str, str]:
    """The other end of a link in whose `field` a record stands, and what it is to that record."""
    row = dataset.built[LINKS].loc[link]
    there, back = dataset.schema.ties["relation", str(row["relation"])]
    return str(row[OTHER_END[field]]), there if field == "subject" else back


def _registered(dataset: Dataset, identifier: str) -> Iterator[_Tie]:
    """Parts and wholes, places and their countries."""
    for column in ("part_of", "country"):
        up, down = dataset.schema.ties["records", column]
        wholes = dataset.records[column]
        for part in wholes.index[wholes.eq(identifier)]:
            yield _Tie(str(part), down, _Row())
        whole = wholes.get(identifier)
        if isinstance(whole, str):
            yield _Tie(whole, up, _Row())


def _published(dataset: Dataset, country: str) -> Iterator[_Tie]:
    """What the sources of a country speak of."""
    own_sources = dataset.sources.index[dataset.sources["country"].eq(country)]
    lines = dataset.evidence[dataset.evidence["source"].isin(own_sources)]
    columns = [lines[name].tolist() for name in ("id", *_Row._fields)]
    for record, *rest in zip(*columns, strict=True):
        yield _Tie(record, "A source of this country speaks of it", _Row(*rest))
