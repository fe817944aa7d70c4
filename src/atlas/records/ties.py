"""What a record is tied to, and by which row: no record is a dead end."""

from collections.abc import Iterator

import pandas as pd

from atlas.dataset.dataset import Dataset

LINKS = "links"
COLUMNS = ["Record", "How", "Source", "Paragraph", "Basis", "Id"]
ENDS = {"subject": "object", "object": "subject"}
Tie = tuple[str, str, str | None, str | None, str | None]


def related(dataset: Dataset, identifier: str) -> pd.DataFrame:
    """Records tied to one: the columns of `COLUMNS`, in order of table, How and Record; each with the row that ties them.

    A tie is a reference in a row of either record; parts, wholes and where a place lies are ties of the register and have no
    source. `How` says what `Record` is to the one asked for ("it"), in the words that the data package has for it. A link leads to
    its other end as well as to itself. A country of which no row speaks is in the register for its sources, and leads to what these
    speak of.
    """
    ties = [*_registered(dataset, identifier), *_told(dataset, identifier)] or list(
        _published(dataset, identifier)
    )
    rows = [
        (dataset.label(key), how, source, place, basis, key)
        for key, how, source, place, basis in dict.fromkeys(ties)
    ]
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype="str")
    tables = pd.Categorical(
        frame["Id"].map(dataset.records["table"]), dataset.schema.values("table")
    )
    return frame.assign(table=tables).sort_values(
        ["table", "How", "Record"], kind="stable", ignore_index=True
    )[COLUMNS]


def _told(dataset: Dataset, identifier: str) -> Iterator[Tie]:
    """References in rows of the record, and to it in rows of others."""
    words = dataset.schema.ties
    basis, short = dataset.schema.labels("basis"), dataset.sources["short"].to_dict()
    lines = dataset.evidence
    lines = lines[
        (
            lines["id"].eq(identifier) | lines["value"].str.contains(identifier, regex=False)
        ).to_numpy(dtype=bool)
    ]
    names = ("table", "field", "id", "value", "source", "locator", "basis")
    for table, field, key, value, source, locator, strength in zip(
        *(lines[name].tolist() for name in names), strict=True
    ):
        if (table, field) not in words:
            continue
        there, back = words[table, field]
        told = (short[source], locator, basis[strength])
        if key == identifier:
            yield from ((other, there, *told) for other in value.split(";"))
        elif identifier in value.split(";"):
            yield (key, back, *told)
            if table == LINKS:
                yield (*_end(dataset, key, field), *told)


def _end(dataset: Dataset, link: str, field: str) -> tuple[str, str]:
    """The other end of a link in whose `field` a record stands, and what it is to that record."""
    row = dataset.built[LINKS].loc[link]
    there, back = dataset.schema.ties["relation", str(row["relation"])]
    return str(row[ENDS[field]]), there if field == "subject" else back


def _registered(dataset: Dataset, identifier: str) -> Iterator[Tie]:
    """Parts and wholes, places and their countries."""
    for column in ("part_of", "country"):
        up, down = dataset.schema.ties["records", column]
        ends = dataset.records[column]
        yield from ((str(key), down, None, None, None) for key in ends.index[ends.eq(identifier)])
        if isinstance(own := ends.get(identifier), str):
            yield (own, up, None, None, None)


def _published(dataset: Dataset, country: str) -> Iterator[Tie]:
    """What the sources of a country speak of."""
    short = dataset.sources["short"][dataset.sources["country"].eq(country)].to_dict()
    lines, basis = (
        dataset.evidence[dataset.evidence["source"].isin(short)],
        dataset.schema.labels("basis"),
    )
    for key, source, locator, strength in zip(
        *(lines[name].tolist() for name in ("id", "source", "locator", "basis")), strict=True
    ):
        yield (
            key,
            "A source of this country speaks of it",
            short[source],
            locator,
            basis[strength],
        )
