"""Columns of ours for rows of others that are matched: the data extension of the W3C's
Reconciliation API 0.2, and the preview of a record.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from atlas.answers.asked import NoSuchError, NotUnderstoodError, filters_asked
from atlas.datapackage.schema import Field
from atlas.dataset.dataset import Dataset
from atlas.dataset.ranges import Texts
from atlas.records.lead import lead
from atlas.records.listing import NOT_LISTED
from atlas.records.relations import relations
from atlas.values.characters import writable

MOST_IDS = 1_000
Value = dict[str, Any]
Property = dict[str, str]
TYPE, NATIVE, SOURCES, INDEPENDENT, TIES = "type", "name_native", "sources", "independent", "ties"
# What every record has, whatever its table.
COMMON = {
    TYPE: "Type",
    NATIVE: "Name in its own script",
    "aliases": "Other names",
    SOURCES: "Number of sources that state something of it",
    INDEPENDENT: "Number of independent sources, without those that only expected it",
    TIES: "Number of ties",
}
# What is ours to count, and no mark by which others know a record.
COUNTED = (SOURCES, INDEPENDENT, TIES)


def properties(data: Dataset, kind: str = "") -> dict[str, str]:
    """Id → name of what can be asked of the records of a table (blank: of any).

    The columns of the sheets, with their units, and `COMMON`.
    """
    names: dict[str, str] = {}
    for table in data.schema.sheets:
        if kind in {"", table.name}:
            names |= {field.name: field.heading for field in _asked_for(table.content)}
    return {**names, **COMMON}


def _asked_for(content: Sequence[Field]) -> list[Field]:
    left_out = NOT_LISTED - {"date"}
    return [field for field in content if field.name not in left_out and not field.columns]


def suggested_properties(prefix: str, query: Texts) -> dict[str, Any]:
    """The properties whose names have these letters."""
    sought = prefix.casefold()
    every = as_list(properties(filters_asked(query).selection.dataset))
    return {"result": [own for own in every if sought in own["name"].casefold()]}


def as_list(names: Mapping[str, str]) -> list[Property]:
    """Properties as the protocol writes them."""
    return [{"id": key, "name": name} for key, name in names.items()]


def extended(asked: object, query: Texts) -> dict[str, Any]:
    """Values of properties for records, as `meta` and `rows`.

    A value is that which shows for the record; what is not known has none. Of the filters the
    sources alone count. NotUnderstoodError for another form and for an unknown property,
    DataProblemsError without valid data.
    """
    ids, wanted = _read(asked)
    data = filters_asked(query).selection.dataset
    names = properties(data)
    unknown = [key for key in wanted if key not in names]
    if unknown:
        raise NotUnderstoodError(
            f"There is no property {unknown[0]!r}; there are: {', '.join(names)}."
        )
    rows = {key: {name: values(data, key, name) for name in wanted} for key in ids}
    return {"meta": [{"id": key, "name": names[key]} for key in wanted], "rows": rows}


def _read(asked: object) -> tuple[list[str], list[str]]:
    """The ids and the properties of a query."""
    if not isinstance(asked, Mapping):
        raise NotUnderstoodError('Send the query as JSON: {"ids": […], "properties": […]}.')
    ids = asked.get("ids")
    wanted = asked.get("properties")
    if not isinstance(ids, list) or not isinstance(wanted, list):
        raise NotUnderstoodError("A query has the lists “ids” and “properties”.")
    if len(ids) > MOST_IDS:
        raise NotUnderstoodError(f"{len(ids):,} ids; at most {MOST_IDS:,} are answered.")
    names = [own.get("id") if isinstance(own, Mapping) else own for own in wanted]
    texts = [*ids, *names]
    if not all(isinstance(text, str) for text in texts):
        raise NotUnderstoodError("Ids are texts.")
    keys = [writable(str(key)) for key in ids]
    properties = [writable(str(name)) for name in names]
    return keys, properties


def values(data: Dataset, identifier: str, name: str) -> list[Value]:
    """What a record has in a column, as the protocol writes it; nothing where it is not known."""
    if identifier not in data.records.index:
        return []
    if name in COMMON:
        return _common(data, identifier, name)
    table = str(data.records.at[identifier, "table"])
    schema = data.schema
    if (table, name) not in schema.content or identifier not in data.built[table].index:
        return []
    cell = data.built[table].at[identifier, name]
    return _spelled(data, schema.content[table, name], cell)


def _common(data: Dataset, identifier: str, name: str) -> list[Value]:
    row = data.records.loc[identifier]
    table = str(row["table"])
    if name == TYPE:
        return [{"str": data.schema.labels("table")[table]}]
    if name == TIES:
        return [{"int": len(relations(data, identifier))}]
    if name in row:
        return [{"str": text} for text in _items(row[name])]
    if table not in data.built or identifier not in data.built[table].index:
        return []
    own = data.built[table]
    if name == INDEPENDENT:
        return [{"int": int(own["n_independent"].loc[identifier])}]
    return [{"int": len(_items(own["stating"].loc[identifier]))}]


def _spelled(data: Dataset, field: Field, cell: Any) -> list[Value]:
    """A cell as values: numbers as numbers, records with their ids, codes as their labels."""
    if pd.isna(cell):
        return []
    if field.number:
        return [{"int": int(cell)} if float(cell).is_integer() else {"float": float(cell)}]
    texts = _items(cell) if field.many else [str(cell)]
    if field.vocabulary:
        labels = data.schema.labels(field.vocabulary)
        return [{"str": labels.get(text, text)} for text in texts]
    if field.reference is not None:
        return [{"id": text, "name": data.labels.get(text, text)} for text in texts]
    return [{"str": text} for text in texts]


def _items(cell: Any) -> list[str]:
    return cell.split(";") if isinstance(cell, str) and cell else []


def preview(identifier: str, query: Texts) -> dict[str, Any]:
    """What a small window says of a record: label, kind, other names and a sentence.

    NoSuchError for an unknown record.
    """
    data = filters_asked(query).selection.dataset
    if identifier not in data.records.index:
        raise NoSuchError(f"There is no record {identifier!r}.")
    return {
        "id": identifier,
        "label": data.label(identifier),
        "kind": _common(data, identifier, TYPE)[0]["str"],
        "aliases": ", ".join(value["str"] for value in _common(data, identifier, "aliases")),
        "sentence": lead(data, identifier),
    }
