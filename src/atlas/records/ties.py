"""What a record is tied to, and by which row: no record is a dead end."""

from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build

LINKS = "links"
COLUMNS = ["id", "how", "via", "is_own", "source", "locator", "basis"]
TYPES = {**dict.fromkeys(COLUMNS, "str"), "is_own": "bool"}
OTHER_END = {"subject": "object", "object": "subject"}


class _Row(NamedTuple):
    """The row of a source that ties two records; the register has no source."""

    source: str | None = None
    locator: str | None = None
    basis: str | None = None


class _Line(NamedTuple):
    """A cell that refers to other records: where it stands, of which record, and to which."""

    table: str
    field: str
    record: str
    others: list[str]
    row: _Row


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
    places = _places(dataset)

    def order(tie: _Tie) -> tuple[int, str, str]:
        return places[tie.record], tie.how, dataset.label(tie.record)

    # Two rows of one paragraph may tie two records in the same way: they are one line.
    distinct = sorted(dict.fromkeys(ties), key=order)
    rows = [(tie.record, tie.how, tie.via, tie.is_own, *tie.row) for tie in distinct]
    return pd.DataFrame(rows, columns=COLUMNS).astype(TYPES)


@once_a_build
def _places(dataset: Dataset) -> dict[str, int]:
    """The place of the table of each record among all tables."""
    in_order = dataset.schema.values("table")
    places = {table: place for place, table in enumerate(in_order)}
    tables = dataset.records["table"]
    return {str(record): places[table] for record, table in tables.items()}


def _stated(dataset: Dataset, identifier: str) -> Iterator[_Tie]:
    """References in rows of the record, and to it in rows of others."""
    words = dataset.schema.ties
    for line in _references(dataset).get(identifier, ()):
        there, back = words[line.table, line.field]
        if line.record == identifier:
            for other in line.others:
                yield _Tie(other, there, line.row, is_own=True)
            continue
        yield _Tie(line.record, back, line.row)
        if line.table == LINKS:
            yield _Tie(*_other_end(dataset, line.record, line.field), line.row, line.record)


@once_a_build
def _references(dataset: Dataset) -> dict[str, list[_Line]]:
    """The lines of the evidence that refer to records, by each id that has a part in them."""
    evidence = dataset.evidence
    names = ("table", "field", "id", "value", *_Row._fields)
    columns = [evidence[name].tolist() for name in names]
    words = dataset.schema.ties
    lines_by_id: dict[str, list[_Line]] = {}
    for table, field, record, value, *rest in zip(*columns, strict=True):
        if (table, field) in words:
            line = _Line(table, field, record, value.split(";"), _Row(*rest))
            for identifier in dict.fromkeys((record, *line.others)):
                lines_by_id.setdefault(identifier, []).append(line)
    return lines_by_id


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
        for part in _parts(dataset, column).get(identifier, ()):
            yield _Tie(part, down, _Row())
        whole = wholes.get(identifier)
        if isinstance(whole, str):
            yield _Tie(whole, up, _Row())


@once_a_build
def _parts(dataset: Dataset, column: str) -> dict[str, list[str]]:
    """The records of the register that name another in a column, by the id of that other."""
    parts_by_whole: dict[str, list[str]] = {}
    for part, whole in dataset.records[column].dropna().items():
        parts_by_whole.setdefault(whole, []).append(str(part))
    return parts_by_whole


def _published(dataset: Dataset, country: str) -> Iterator[_Tie]:
    """What the sources of a country speak of."""
    own_sources = dataset.sources.index[dataset.sources["country"].eq(country)]
    lines = dataset.evidence[dataset.evidence["source"].isin(own_sources)]
    columns = [lines[name].tolist() for name in ("id", *_Row._fields)]
    for record, *rest in zip(*columns, strict=True):
        row = _Row(*rest)
        yield _Tie(record, "A source of this country speaks of it", row)
