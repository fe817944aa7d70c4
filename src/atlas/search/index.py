"""What the records of a dataset are called and noted for, made ready to be searched."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.search.spelling import folded, unspaced

SPOKEN_OF = {"links", "findings"}
NOTES = ("note", "summary", "description", "statement")
_BRACKET = re.compile(r"\s*\([^()]*\)$")


@dataclass(frozen=True, eq=False)
class Index:
    """Places of records: their names as written (the label first), all names and all notes folded, names without blanks, words."""

    ids: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    notes: dict[str, list[str]]
    named: tuple[str, ...]
    noted: tuple[str, ...]
    minor: tuple[bool, ...]
    whole: dict[str, list[int]]
    words: dict[str, list[int]]


@once_a_build
def index_of(dataset: Dataset) -> Index:
    """The index of what the chosen sources speak of."""
    records = dataset.records[dataset.records.index.isin(_spoken_of(dataset))]
    ids, minor = tuple(map(str, records.index)), tuple(records["table"].isin(SPOKEN_OF))
    said, notes = _said(dataset, ("name",)), _said(dataset, NOTES)
    label, native, aliases = (
        records[name].fillna("").tolist() for name in ("label", "name_native", "aliases")
    )
    names = tuple(map(_names, label, native, aliases, (said.get(key, ()) for key in ids)))
    keys = [[folded(name) for name in own] for own in names]
    whole: dict[str, list[int]] = {}
    words: dict[str, list[int]] = {}
    for place, own in enumerate(keys):
        for key in dict.fromkeys(map(unspaced, own)):
            whole.setdefault(key, []).append(place)
        for word in {word for key in own for word in key.split()}:
            words.setdefault(word, []).append(place)
    named = tuple("".join(f"| {key} " for key in own) for own in keys)
    noted = tuple("".join(f"| {folded(note)} " for note in notes.get(key, ())) for key in ids)
    return Index(ids, names, notes, named, noted, minor, whole, words)


def labels(label: str) -> tuple[str, str]:
    """A label as it is and without its last bracket: “Joint Sea (series)” is called Joint Sea."""
    return label, _BRACKET.sub("", label)


def _spoken_of(dataset: Dataset) -> set[str]:
    """The records that have rows, those that a row refers to, the wholes and countries of both, and the countries of sources."""
    fields = {
        field.name
        for table in dataset.schema.sheets
        for field in table.content
        if field.reference is not None
    }
    lines, records = dataset.evidence, dataset.records
    references = lines.loc[lines["field"].isin(fields), "value"].unique().tolist()
    told = {
        *lines["id"].unique().tolist(),
        *dataset.sources["country"].dropna(),
        *";".join(references).split(";"),
    }
    known = records[records.index.isin(told)]
    return told.union(*(known[name].dropna().unique().tolist() for name in ("part_of", "country")))


def _said(dataset: Dataset, fields: Sequence[str]) -> dict[str, list[str]]:
    """The distinct values of some fields by record."""
    lines = dataset.evidence[dataset.evidence["field"].isin(fields)].drop_duplicates(
        ["id", "value"]
    )
    found: dict[str, list[str]] = {}
    for identifier, value in zip(lines["id"].tolist(), lines["value"].tolist(), strict=True):
        found.setdefault(identifier, []).append(value)
    return found


def _names(label: str, native: str, aliases: str, said: Iterable[str]) -> tuple[str, ...]:
    """All names of a record, the label first."""
    return tuple(
        name
        for name in dict.fromkeys(
            [*labels(label), *native.split(" / "), *aliases.split(";"), *said]
        )
        if name
    )
