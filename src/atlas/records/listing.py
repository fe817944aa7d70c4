"""Records as a reader sees them: labels for codes, a column for each field, sources."""

from collections.abc import Mapping

import pandas as pd

from atlas.datapackage.schema import Field, Schema
from atlas.dataset.dataset import Dataset
from atlas.dataset.filter_registry import UNCLASSIFIED
from atlas.dataset.names import with_ids
from atlas.records.corroboration import standing
from atlas.records.facts import bases, evidence_in_words

# `When` says what the dates say; names are those of the register; notes are for coders.
NOT_LISTED = {"name", "date", "note"}


def listing(dataset: Dataset, table: str, ids: pd.Index | None = None) -> pd.DataFrame:
    """One row per record of `table`, by id, for tables and files.

    Records stand in order of time and label, or with `ids` these in their order. Columns: Record,
    When, Sources (each with its paragraphs), every column of the table that has a value in view
    (heading with unit; codes spelled as their labels, numbers as numbers), Basis (of its values),
    Evidence (what says which of them), Also mentioned by, Standing, Id; and the ids behind names.
    """
    frame = dataset[table]
    if ids is None:
        frame = frame.sort_values(["year_first", "start", "label"], kind="stable")
    else:
        frame = frame.loc[ids]
    schema = dataset.schema
    columns = {"Record": frame["label"], "When": frame["when"], "Sources": frame["cited"]}
    ids_behind = {"Record": frame.index.to_series(), "Sources": frame["sources"]}
    for field in _listed_fields(schema.tables[table].content, frame):
        columns[field.heading] = spelled(dataset, frame[field.name], field)
        if field.reference is not None:
            ids_behind[field.heading] = frame[field.name]
    if "Domains" not in columns:
        columns["Domains"] = coded(frame["domains"], schema.labels("domain"))
    ids_in_order = frame.index.to_series()
    columns["Basis"] = ids_in_order.map(bases(dataset, table))
    columns["Evidence"] = ids_in_order.map(evidence_in_words(dataset, table))
    columns["Also mentioned by"] = frame["mentioned_by"]
    columns["Standing"] = coded(standing(dataset, frame), schema.labels("standing"))
    columns["Id"] = frame.index.to_series()
    return with_ids(pd.DataFrame(columns, index=frame.index), ids_behind)


def _listed_fields(fields: tuple[Field, ...], frame: pd.DataFrame) -> list[Field]:
    listed = [field for field in fields if field.name not in NOT_LISTED]
    return [field for field in listed if frame[field.name].notna().any()]


def spelled(dataset: Dataset, values: pd.Series, field: Field) -> pd.Series:
    """Cells as a reader sees them.

    Codes, ids and names of columns are labels, whole numbers have no decimal point, lists are
    joined with `; `.
    """
    if field.columns:
        return coded(values, _headings(dataset.schema))
    if field.type == "integer":
        return values.astype("Int64")
    if field.vocabulary:
        return coded(values, dataset.schema.labels(field.vocabulary))
    if field.reference is not None:
        return coded(values, dataset.labels)
    return values.str.replace(";", "; ") if field.many else values


def _headings(schema: Schema) -> dict[str, str]:
    """The heading of each column of the sheets; columns of one name have one heading."""
    return {name: field.heading for (_, name), field in schema.content.items()}


def coded(values: pd.Series, labels: Mapping[str, str]) -> pd.Series:
    """Codes, or lists of codes, as labels joined with `; `; a code without a label stays."""
    # Few texts stand in many cells.
    texts = values.tolist()
    distinct = {text for text in texts if isinstance(text, str)}
    words = {text: _labelled(text, labels) for text in distinct}
    return pd.Series([words.get(text) for text in texts], index=values.index, dtype="str")


def _labelled(text: str, labels: Mapping[str, str]) -> str:
    return "; ".join(labels.get(code, code) for code in text.split(";"))


def singles(frame: pd.DataFrame) -> pd.DataFrame:
    """Records without the groups, whose parts are counted instead, in view or not."""
    return frame[~frame["is_group"]]


def main_domain(frame: pd.DataFrame) -> pd.Series:
    """The first domain of each record; `unclassified` where none is given."""
    lists = frame["domains"].tolist()
    main = [own.split(";")[0] if isinstance(own, str) else UNCLASSIFIED for own in lists]
    return pd.Series(main, index=frame.index, dtype="str")
