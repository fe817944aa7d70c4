"""What a record is tied to, and by which row: no record is a dead end."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset

LINKS = "links"
COLUMNS = ["id", "how", "via", "is_own", "source", "locator", "basis"]
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
    # The link that ties both, where one does.
    via: str | None = None
    # Whether a row of the record that is asked for makes the tie.
    is_own: bool = False


def related(dataset: Dataset, identifier: str) -> pd.DataFrame:
    """Records tied to one, a line for each row that ties them, in order of table, how and label.

    A tie is a reference in a row of either record; parts, wholes and where a place lies are ties
    of the register and have no source. `how` says what the record `id` is to the one asked for
    ("it"), in the words that the data package has for it. A link leads to its other end, which it
    is the `via` of, as well as to itself. `is_own`: the row is one of the record asked for. A
    country of which no row speaks is in the register for its sources, and leads to what these
    speak of. Columns: `COLUMNS`.
    """
    ties = [*_registered(dataset, identifier), *_stated(dataset, identifier)]
    if not ties:
        ties = list(_published(dataset, identifier))
    # Two rows of one paragraph may tie two records in the same way: they are one line.
    distinct = dict.fromkeys(ties)
    rows = [(tie.record, tie.how, tie.via, tie.is_own, *tie.row) for tie in distinct]
    facts = pd.DataFrame(rows, columns=COLUMNS)
    texts = [name for name in COLUMNS if name != "is_own"]
    facts = facts.astype({**dict.fromkeys(texts, "str"), "is_own": "bool"})
    tables = facts["id"].map(dataset.records["table"])
    in_order = pd.Categorical(tables, dataset.schema.values("table"))
    ordered = facts.assign(table=in_order, label=facts["id"].map(dataset.label)).sort_values(
        ["table", "how", "label"], kind="stable", ignore_index=True
    )
    return ordered[COLUMNS]


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
                yield _Tie(other, there, row, is_own=True)
        elif identifier in value.split(";"):
            yield _Tie(record, back, row)
            if table == LINKS:
                yield _Tie(*_other_end(dataset, record, field), row, record)


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
