"""What the records of a dataset are called and noted for, made ready to be searched."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from atlas.dataset.dataset import Dataset
from atlas.dataset.memo import once_a_build
from atlas.search.spelling import folded, unspaced

SPOKEN_OF = {"links", "findings"}
NOTES = ("note", "summary", "description", "statement")
_BRACKET = re.compile(r"(?<!\s)\s*\([^()]*\)$")


@dataclass(frozen=True, eq=False)
class Index:
    """Records by place: the same in every field that has one entry a record.

    `names` are as written, the label first; `notes` are by id. `folded_names` and `folded_notes`
    have all of a record's in one text, each behind a bar: `| su 35 | flanker e `. `is_minor`: a
    link or a finding, which comes after the things that it is about. `places_by_name` has folded
    names without blanks, `places_by_word` the words of folded names.
    """

    ids: tuple[str, ...]
    names: tuple[tuple[str, ...], ...]
    notes: dict[str, list[str]]
    folded_names: tuple[str, ...]
    folded_notes: tuple[str, ...]
    is_minor: tuple[bool, ...]
    places_by_name: dict[str, list[int]]
    places_by_word: dict[str, list[int]]


@once_a_build
def index_of(dataset: Dataset) -> Index:
    """The index of what the chosen sources speak of."""
    records = dataset.records[dataset.records.index.isin(_spoken_of(dataset))]
    ids = tuple(map(str, records.index))
    notes = _values_by_record(dataset, NOTES)
    names = _names_by_place(dataset, records)
    folded_names = [[folded(name) for name in own_names] for own_names in names]
    places_by_name: dict[str, list[int]] = {}
    places_by_word: dict[str, list[int]] = {}
    for place, own_names in enumerate(folded_names):
        for name in dict.fromkeys(map(unspaced, own_names)):
            places_by_name.setdefault(name, []).append(place)
        for word in dict.fromkeys(" ".join(own_names).split()):
            places_by_word.setdefault(word, []).append(place)
    return Index(
        ids=ids,
        names=names,
        notes=notes,
        folded_names=tuple(map(_barred, folded_names)),
        folded_notes=tuple(_barred(map(folded, notes.get(key, ()))) for key in ids),
        is_minor=tuple(records["table"].isin(SPOKEN_OF)),
        places_by_name=places_by_name,
        places_by_word=places_by_word,
    )


def _barred(texts: Iterable[str]) -> str:
    return "".join(f"| {text} " for text in texts)


def labels(label: str) -> tuple[str, str]:
    """A label as it is and without its last bracket: “Joint Sea (series)” is called Joint Sea."""
    return label, _BRACKET.sub("", label)


def _spoken_of(dataset: Dataset) -> set[str]:
    """The ids of the records that the chosen sources speak of.

    They are those that have rows, those that a row refers to, the wholes and countries of both, and
    the countries of the sources.
    """
    fields: set[str] = set()
    for table in dataset.schema.sheets:
        fields.update(field.name for field in table.content if field.reference is not None)
    evidence = dataset.evidence
    records = dataset.records
    references = evidence.loc[evidence["field"].isin(fields), "value"].unique()
    ids = {*evidence["id"].unique(), *dataset.sources["country"].dropna()}
    ids.update(";".join(references).split(";"))
    mentioned = records[records.index.isin(ids)]
    for column in ("part_of", "country"):
        ids.update(mentioned[column].dropna().unique())
    return ids


def _values_by_record(dataset: Dataset, fields: Iterable[str]) -> dict[str, list[str]]:
    """The distinct values of some fields by record."""
    in_fields = dataset.evidence["field"].isin(list(fields))
    rows = dataset.evidence[in_fields].drop_duplicates(["id", "value"])
    values: dict[str, list[str]] = {}
    for identifier, value in zip(rows["id"].tolist(), rows["value"].tolist(), strict=True):
        values.setdefault(identifier, []).append(value)
    return values


def _names_by_place(dataset: Dataset, records: pd.DataFrame) -> tuple[tuple[str, ...], ...]:
    """All names of each record, the label first, then those of the register, then the sources'."""
    names_in_sources = _values_by_record(dataset, ("name",))
    columns = records[["label", "name_native", "aliases"]].fillna("")
    names: list[tuple[str, ...]] = []
    for identifier, label, native, aliases in columns.itertuples(name=None):
        registered = [*labels(label), *native.split(" / "), *aliases.split(";")]
        distinct = dict.fromkeys([*registered, *names_in_sources.get(str(identifier), ())])
        names.append(tuple(filter(None, distinct)))
    return tuple(names)
