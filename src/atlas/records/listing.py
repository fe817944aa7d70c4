"""Records as a reader sees them: labels for codes, one column per thing said, sources last."""

from collections.abc import Mapping

import pandas as pd

from atlas.datapackage.schema import Field
from atlas.dataset.dataset import Dataset
from atlas.records.corroboration import standing

NOT_LISTED = {"name", "date", "note"}


def listing(dataset: Dataset, table: str, ids: pd.Index | None = None) -> pd.DataFrame:
    """One row per record of `table`, in order of time and label, for tables and files; with `ids` these records in their order.

    Columns: Record, When, Sources (each with its paragraphs), every column of the table that says something in view (heading
    with unit; codes spelled as their labels, numbers as numbers), Basis, Standing, Said by, Id.
    """
    frame = (
        dataset[table].sort_values(["year_first", "start", "label"], kind="stable")
        if ids is None
        else dataset[table].loc[ids]
    )
    said = [
        field
        for field in dataset.schema.tables[table].content
        if field.name not in NOT_LISTED and frame[field.name].notna().any()
    ]
    columns = {field.heading: spelled(dataset, frame[field.name], field) for field in said}
    if "Domains" not in columns:
        columns["Domains"] = coded(frame["domains"], dataset.schema.labels("domain"))
    basis = frame["basis"].map(dataset.schema.labels("basis"))
    first = {"Record": frame["label"], "When": frame["when"], "Sources": frame["cited"]}
    stands = coded(standing(dataset, frame), dataset.schema.labels("standing"))
    last = {
        "Basis": basis,
        "Standing": stands,
        "Said by": frame["said_by"],
        "Id": frame.index.to_series(),
    }
    return pd.DataFrame({**first, **columns, **last}, index=frame.index)


def spelled(dataset: Dataset, values: pd.Series, field: Field) -> pd.Series:
    """Cells as a reader sees them: labels for codes and ids, whole numbers without a decimal point."""
    if field.type == "integer":
        return values.astype("Int64")
    if field.vocabulary:
        return coded(values, dataset.schema.labels(field.vocabulary))
    if field.reference is not None:
        return coded(values, dataset.labels)
    return values.str.replace(";", "; ") if field.many else values


def coded(values: pd.Series, labels: Mapping[str, str]) -> pd.Series:
    """Codes, or lists of codes, as labels joined with `; `."""
    known = {
        text: "; ".join(labels.get(item, item) for item in text.split(";"))
        for text in values.dropna().unique()
    }
    return pd.Series([known.get(text) for text in values], index=values.index, dtype="str")


def singles(frame: pd.DataFrame) -> pd.DataFrame:
    """Records without the groups of which a part is in view."""
    return frame[~frame.index.isin(frame["part_of"].dropna().unique())]


def main_domain(frame: pd.DataFrame) -> pd.Series:
    """The first domain of each record; `unclassified` where none is given."""
    first = {domains: domains.split(";")[0] for domains in frame["domains"].dropna().unique()}
    return pd.Series(
        [first.get(domains, "unclassified") for domains in frame["domains"].tolist()],
        index=frame.index,
        dtype="str",
    )
